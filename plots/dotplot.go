package plots

import (
	"fmt"
	"math"

	"parley/sim/results"
	"parley/sim/stats"
)

// dotplot is C7, the quantile dotplot of a metric: fifty dots of equal chance.
var dotplot = Chart{ID: "c7", Name: "dotplot", Title: "Quantile dotplot", Doc: "When, or how much? Fifty dots at the quantiles (i - 1/2)/50 of any metric; count the dots left of a value.",
	takeaway: dotplotTakeaway, table: dotplotTable, height: dotplotHeight, draw: drawDotplot,
	ready: func(in Input) error {
		if m := metricOf(in, ""); m == nil || m.N < 50 {
			return fmt.Errorf("%w: fewer than 50 runs with a deal", ErrNoData)
		}
		return nil
	}}

const dots = 50

// metricOf finds a metric's numbers; months to a deal when none is named.
func metricOf(in Input, name string) *results.MetricStats {
	if name == "" {
		name = "force-month"
	}
	for i := range in.Summary.Options[0].Metrics {
		if m := &in.Summary.Options[0].Metrics[i]; m.Name == name {
			return m
		}
	}
	return nil
}

// quantile reads a quantile off the stored bins, each value at its bin's middle.
func quantile(m *results.MetricStats, q float64) float64 {
	want := q * float64(m.N)
	sum := 0.0
	w := (m.Hi - m.Lo) / float64(len(m.Bins))
	for i, k := range m.Bins {
		if sum += float64(k); sum >= want {
			return m.Lo + (float64(i)+0.5)*w
		}
	}
	return m.Max
}

func columnOf(in Input, name string) results.Column {
	for _, c := range in.Manifest.Columns {
		if c.Name == name {
			return c
		}
	}
	return results.Column{Name: name, Title: name}
}

func amount(v float64) string {
	if v == math.Floor(v) {
		return fmt.Sprintf("%.0f", v)
	}
	return tick(math.Round(v*100) / 100)
}

func dotplotTakeaway(in Input, o Options) Takeaway {
	m := metricOf(in, o.Metric)
	if m == nil || m.N == 0 {
		return Takeaway{Title: "No run has this metric", Subtitle: o.Metric}
	}
	c := columnOf(in, m.Name)
	mid, late := quantile(m, 0.5), quantile(m, 0.8)
	t := Takeaway{Facts: []string{amount(mid), amount(late)}}
	n := in.Summary.Options[0].N
	share := stats.OfHundred(m.N, n)
	if m.Name == "force-month" {
		t.Title = shortest(o.Size, fmt.Sprintf("If a deal comes, half come by month %s; 1 in 5 take longer than %s months", amount(mid), amount(late)), fmt.Sprintf("If a deal comes, half come by month %s", amount(mid)))
		t.Subtitle = fmt.Sprintf("Months until a deal is in force, among the %s of 100 negotiations that have one. 50 dots = 50 equally likely outcomes; count the dots left of any date", share)
	} else {
		t.Title = shortest(o.Size, fmt.Sprintf("%s: half below %s, 1 in 5 above %s", c.Title, amount(mid), amount(late)), fmt.Sprintf("Half below %s, 1 in 5 above %s", amount(mid), amount(late)))
		t.Subtitle = fmt.Sprintf("%s, in the %s of 100 negotiations for which it is defined. 50 dots = 50 equally likely outcomes", c.Title, share)
	}
	t.Note = "Filled dots lie at or below the median."
	t.Alt = "Dotplot of " + c.Title + "; " + t.Title
	t.LongDesc = fmt.Sprintf("Quantiles of %s: 10 %% %s, 25 %% %s, 50 %% %s, 75 %% %s, 90 %% %s, over %s runs.", c.Title, amount(quantile(m, 0.1)), amount(quantile(m, 0.25)), amount(mid), amount(quantile(m, 0.75)), amount(quantile(m, 0.9)), thousands(m.N))
	return t
}

func dotplotTable(in Input, o Options) Table {
	m := metricOf(in, o.Metric)
	t := Table{Head: []string{"Dot", "Share at or below", "Value"}}
	if m == nil || m.N == 0 {
		return t
	}
	for i := range dots {
		q := (float64(i) + 0.5) / dots
		t.Rows = append(t.Rows, []string{fmt.Sprint(i + 1), fmt.Sprintf("%.2f", q), amount(quantile(m, q))})
	}
	return t
}

func dotplotHeight(_ Input, o Options) float64 {
	switch o.Size {
	case Half:
		return 110
	case Slide:
		return 300
	}
	return 150
}

// fewer is the next smaller number of columns; whole months are joined in pairs.
func fewer(cols int, whole bool) int {
	if whole {
		return (cols + 1) / 2
	}
	return cols - 1
}

func drawDotplot(s *Scene, in Input, o Options, b rect) {
	m := metricOf(in, o.Metric)
	if m == nil || m.N == 0 {
		return
	}
	z := s.size
	c := columnOf(in, m.Name)
	var v [dots]float64
	for i := range v {
		v[i] = quantile(m, (float64(i)+0.5)/dots)
	}
	lo, hi := v[0], v[dots-1]
	if m.Name == "force-month" {
		lo, hi = 0, max(hi, float64(in.Manifest.Horizon))
	}
	if hi <= lo {
		lo, hi = lo-1, hi+1
	}
	whole := (m.Hi-m.Lo)/float64(len(m.Bins)) == 1 // whole months: one column each
	if whole {
		lo, hi = math.Floor(lo)-0.5, math.Ceil(hi)+0.5
	} else {
		pad := 0.04 * (hi - lo)
		lo, hi = lo-pad, hi+pad
	}
	plot := rect{b.x, b.y, b.w, b.h - 2.9*z.axis}
	px := func(x float64) float64 { return plot.x + plot.w*(x-lo)/(hi-lo) }
	// as many columns as keep the tallest stack within the frame
	cols := 30
	if whole {
		cols = int(hi - lo)
	}
	var stack []int
	for ; cols > 4; cols = fewer(cols, whole) {
		stack = make([]int, cols)
		tall := 0
		for _, x := range v {
			i := min(cols-1, int((x-lo)/(hi-lo)*float64(cols)))
			stack[i]++
			tall = max(tall, stack[i])
		}
		if d := plot.w / float64(cols); float64(tall)*min(d, 0.11*plot.h) <= plot.h {
			break
		}
	}
	tall := 1
	for _, k := range stack {
		tall = max(tall, k)
	}
	d := min(plot.w/float64(cols), plot.h/float64(tall))
	count := make([]int, cols)
	for i, x := range v {
		k := min(cols-1, int((x-lo)/(hi-lo)*float64(cols)))
		cx := plot.x + (float64(k)+0.5)*plot.w/float64(cols)
		cy := plot.y + plot.h - (float64(count[k])+0.5)*d
		count[k]++
		fill := s.pal.range8
		if i < dots/2 {
			fill = s.pal.range5
		}
		s.circle(cx, cy, 0.46*d, fill, ink, 0.5)
	}
	base := plot.y + plot.h
	s.line(plot.x, base, plot.x+plot.w, base, axis, 0.75)
	for _, t := range niceTicks(lo, hi, 7) {
		if x := px(t); x > plot.x+z.axis && x < plot.x+plot.w-z.axis {
			s.line(x, base, x, base+2.5, axis, 0.75)
			s.text(x, base+1.3*z.axis, tick(t), z.axis, false, center, muted)
		}
	}
	unit := c.Title
	if m.Name == "force-month" {
		unit = "months from the information cut-off"
	}
	s.text(plot.x+plot.w, base+2.5*z.axis, fit(unit, z.axis, false, b.w), z.axis, false, right, ink)
}
