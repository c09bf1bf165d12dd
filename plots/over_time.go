package plots

import (
	"fmt"
	"strings"

	"parley/sim/stats"
)

// overTime is C8: cumulative incidence of the endings by month, what is still open on top. Competing endings share one whole, so
// nothing is estimated as if the others could not happen.
var overTime = Chart{ID: "c8", Name: "over-time", Title: "Outcomes over time", Doc: "What happens by when? Cumulative incidence of each ending, month by month.",
	takeaway: overTimeTakeaway, table: overTimeTable, height: overTimeHeight, draw: drawOverTime,
	ready: func(in Input) error {
		if len(in.Summary.Options[0].ByMonth[0]) < 2 {
			return ErrNoData
		}
		return nil
	}}

// by counts the runs that have ended in a deal, ended without one and are open at the end of a month.
func by(in Input, month int) (deal, failed, open, n int64) {
	o := &in.Summary.Options[0]
	n = total(o.Endings)
	for e := range o.ByMonth {
		k := o.ByMonth[e][min(month, len(o.ByMonth[e])-1)]
		if e < 2 {
			deal += k
		} else {
			failed += k
		}
	}
	return deal, failed, n - deal - failed, n
}

func overTimeTakeaway(in Input, o Options) Takeaway {
	mid := in.Manifest.Horizon / 2
	d, f, open, n := by(in, mid)
	whole := stats.Hundred([]int64{d, f, open}, 100)
	of := func(k int64) string { // rounded together: the three are everything
		for i, x := range []int64{d, f, open} {
			if x == k && k > 0 && whole[i] > 0 {
				return fmt.Sprint(whole[i])
			}
		}
		return stats.OfHundred(k, n)
	}
	t := Takeaway{
		Title: shortest(o.Size, fmt.Sprintf("By month %d, %s of 100 negotiations have a deal and %s have failed; %s are still open", mid, of(d), of(f), of(open)),
			fmt.Sprintf("By month %d, %s of 100 have a deal, %s failed, %s are open", mid, of(d), of(f), of(open)),
			fmt.Sprintf("By month %d, %s of 100 have a deal", mid, of(d))),
		Subtitle: fmt.Sprintf("Of 100 simulated negotiations, how many have ended how by the end of each month, up to %d months; white: still open", in.Manifest.Horizon),
		Note:     "A deal counts from its entry into force. Talks that never open are counted at the horizon.",
		Facts:    []string{of(d), of(f), of(open)},
	}
	t.Alt = "Stacked areas of how negotiations have ended by month; " + t.Title
	var parts []string
	for _, m := range []int{6, 12, 18, 24} {
		if m <= in.Manifest.Horizon {
			d, f, open, n := by(in, m)
			parts = append(parts, fmt.Sprintf("month %d: deal %s, failed %s, open %s of 100", m, stats.OfHundred(d, n), stats.OfHundred(f, n), stats.OfHundred(open, n)))
		}
	}
	t.LongDesc = strings.Join(parts, "; ") + "."
	return t
}

func overTimeTable(in Input, _ Options) Table {
	o := &in.Summary.Options[0]
	n := total(o.Endings)
	t := Table{Head: append(append([]string{"Month"}, endingTitles[:]...), "Any deal", "Failed", "Still open")}
	for m := range o.ByMonth[0] {
		row := []string{fmt.Sprint(m)}
		for e := range o.ByMonth {
			row = append(row, seen(o.ByMonth[e][m], n))
		}
		d, f, open, _ := by(in, m)
		t.Rows = append(t.Rows, append(row, seen(d, n), seen(f, n), seen(open, n)))
	}
	return t
}

// seen is a natural frequency that says when nothing of the sort has happened yet.
func seen(k, n int64) string {
	if k == 0 {
		return "none"
	}
	return stats.OfHundred(k, n)
}

func overTimeHeight(_ Input, o Options) float64 {
	switch o.Size {
	case Half:
		return 150
	case Slide:
		return 360
	}
	return 200
}

func drawOverTime(s *Scene, in Input, o Options, b rect) {
	sum := &in.Summary.Options[0]
	n := float64(max(1, total(sum.Endings)))
	z := s.size
	last := len(sum.ByMonth[0]) - 1
	labelW := 10.4 * z.label
	plot := rect{b.x + 2.2*z.axis, b.y + 0.6*z.axis, b.w - 2.2*z.axis - labelW, b.h - 3.4*z.axis}
	px := func(m float64) float64 { return plot.x + plot.w*m/float64(last) }
	py := func(p float64) float64 { return plot.y + plot.h*(1-p) }
	for _, p := range []float64{0.25, 0.5, 0.75, 1} {
		s.line(plot.x, py(p), plot.x+plot.w, py(p), grid, 0.5)
		s.middle(plot.x-3, py(p), fmt.Sprint(int(100*p)), z.axis, false, right, muted)
	}
	base := make([]float64, last+1)
	type edge struct {
		name  string
		color string
		mid   float64
		hatch bool
	}
	var edges []edge
	order := []int{0, 1, 2, 4, 5, 3} // what is decided early lies below what is decided at the horizon
	for _, e := range order {
		var up, down []point
		for m := range last + 1 {
			p := float64(sum.ByMonth[e][m]) / n
			down = append(down, point{px(float64(m)), py(base[m])})
			base[m] += p
			up = append(up, point{px(float64(m)), py(base[m])})
		}
		path := up
		for i := len(down) - 1; i >= 0; i-- {
			path = append(path, down[i])
		}
		s.polygon(path, s.pal.ending[e], ink, 0.5)
		edges = append(edges, edge{endingTitles[e], s.pal.ending[e], base[last] - float64(sum.ByMonth[e][last])/n/2, s.pal.hatch[e]})
	}
	edges = append(edges, edge{"Still open", white, (1 + base[last]) / 2, false})
	s.rect(plot.x, plot.y, plot.w, plot.h, "", axis, 0.75)
	// names at the right edge, pushed apart
	gap := 1.45 * z.label
	ys := make([]float64, len(edges))
	for i := range edges {
		ys[i] = py(edges[i].mid)
		if i > 0 {
			ys[i] = min(ys[i], ys[i-1]-gap)
		}
	}
	if over := plot.y - 0.2*z.label - ys[len(ys)-1]; over > 0 { // pushed above the frame: spread evenly
		for i := range ys {
			ys[i] = plot.y + plot.h - (float64(i)+0.5)*max(gap, plot.h/float64(len(ys)))
		}
	}
	x := plot.x + plot.w + 0.8*z.label
	for i, e := range edges {
		s.rect(x, ys[i]-0.4*z.label, 0.8*z.label, 0.8*z.label, e.color, ink, 0.5)
		s.middle(x+1.2*z.label, ys[i], e.name, z.label, e.name == "Escalation", left, ink)
	}
	for m := 0; m <= last; m += max(1, last/4) {
		s.line(px(float64(m)), plot.y+plot.h, px(float64(m)), plot.y+plot.h+2.5, axis, 0.75)
		s.text(px(float64(m)), plot.y+plot.h+1.3*z.axis, fmt.Sprint(m), z.axis, false, center, muted)
	}
	s.text(plot.x+plot.w, plot.y+plot.h+2.6*z.axis, "months", z.axis, false, right, ink)
	for _, m := range []int{6, 12, 24} { // the bottom series can be read exactly: print it
		if m > last {
			continue
		}
		d, _, _, all := by(in, m)
		text := stats.OfHundred(d, all)
		w := textWidth(text, z.axis, true)
		cx := min(max(px(float64(m)), plot.x+w/2+2), plot.x+plot.w-w/2-3)
		y := max(plot.y+0.7*z.axis, py(float64(d)/n)-0.8*z.axis)
		s.rect(cx-w/2-1.5, y-0.62*z.axis, w+3, 1.24*z.axis, white, ink, 0.4)
		s.middle(cx, y, text, z.axis, true, center, ink)
	}
}
