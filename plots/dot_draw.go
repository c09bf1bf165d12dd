package plots

import (
	"fmt"
	"math"

	"parley/sim/results"
)

// stack is a column of dots.
type stack struct {
	at float64 // value
	n  int
}

// stacksOf puts dots into columns: one per value of a whole-numbered metric, else at most so many over the range of the dots.
func stacksOf(v [dots]float64, whole bool, most int) (out []stack, width float64) {
	lo, hi := v[0], v[dots-1]
	width = 1
	if n := hi - lo + 1; whole && n > float64(most) {
		width = math.Ceil(n / float64(most))
	}
	if !whole {
		width = (hi - lo) / float64(most-1)
	}
	if width <= 0 {
		width = 1
	}
	for _, x := range v {
		k := math.Floor((x-lo)/width + 1e-9)
		at := lo + k*width
		if whole {
			at += (width - 1) / 2
		}
		if len(out) == 0 || out[len(out)-1].at != at {
			out = append(out, stack{at: at})
		}
		out[len(out)-1].n++
	}
	return out, width
}

func drawDotplot(s *Scene, in Input, o Options, b rect) float64 {
	z := s.size
	m, c := shown(in, o)
	v := dotValues(m)
	whole := c.Type == results.Int || c.Type == results.Bool || c.Unit == "month" || c.Unit == "count"
	columns := int(z.pick(40, 25, 40))
	stacks, width := stacksOf(v, whole, columns)
	tallest := 0
	for _, st := range stacks {
		tallest = max(tallest, st.n)
	}
	lo, hi := stacks[0].at-width/2, stacks[len(stacks)-1].at+width/2
	if m.Name == DefaultMetric { // time starts at the cut-off and runs to the horizon
		lo, hi = min(lo, -width/2), max(hi, float64(in.Manifest.Horizon)+width/2)
	}
	if c.Type == results.Bool {
		lo, hi = -0.5, 1.5
	}
	plot := rect{x: b.x + 0.6*z.axis, y: b.y + 1.5*z.label, w: b.w - 1.2*z.axis}
	px := func(x float64) float64 { return plot.x + plot.w*(x-lo)/(hi-lo) }
	pitch := plot.w * width / (hi - lo)
	// a dot is as wide as its column and low enough for the tallest stack, or dots leave the frame
	d := min(pitch, z.pick(130, 82, 190)/float64(tallest), z.pick(13, 9.5, 22))
	plot.h = d*float64(tallest) + 0.3*z.axis
	median := m.Quantiles[q50]
	edge := px(median + width/2)
	if !whole {
		edge = px(median)
	}
	edge = min(max(edge, plot.x), plot.right())
	for _, st := range stacks {
		for i := range st.n {
			fill := s.pal.wide
			if st.at <= median+1e-9 {
				fill = s.pal.high
			}
			s.circle(px(st.at), plot.bottom()-d*(float64(i)+0.5), 0.46*d, fill, ink, 0.45)
		}
	}
	s.line(plot.x, plot.bottom(), plot.right(), plot.bottom(), axis, axisWidth)
	if m.Quantiles[q50] != m.Quantiles[q90] && c.Type != results.Bool {
		s.reference(edge, b.y+1.25*z.label, edge, plot.bottom())
		text := "half by " + unitText(c, median)
		if m.Name == DefaultMetric {
			text = "half by month " + unitText(c, median)
		}
		w := textWidth(text, z.label, true)
		s.text(min(max(edge, b.x+w/2), b.right()-w/2), b.y+0.85*z.label, text, z.label, true, center, ink)
	}
	y := plot.bottom() + 0.3*z.axis
	y += drawDotAxis(s, in, c, rect{plot.x, y, plot.w, 0}, b, lo, hi, px)
	return y - b.y
}

// drawDotAxis writes ticks and the axis' name; terms of an issue get the issue's own words at both ends.
func drawDotAxis(s *Scene, in Input, c results.Column, at, b rect, lo, hi float64, px func(float64) float64) float64 {
	z := s.size
	if c.Type == results.Bool {
		s.text(px(0), at.y+0.9*z.axis, "no", z.axis, false, center, ink)
		s.text(px(1), at.y+0.9*z.axis, "yes", z.axis, false, center, ink)
		return 1.3 * z.axis
	}
	from, decimals := ticks(math.Max(lo, math.Ceil(lo)), hi, int(z.pick(8, 6, 8)))
	if c.Unit == "share" || c.Unit == "utility" || c.Unit == "" {
		from, decimals = ticks(lo, hi, int(z.pick(7, 5, 7)))
	}
	if c.Unit == "month" {
		from, decimals = monthTicks(hi), 0
	}
	end := math.Inf(-1)
	for _, v := range from {
		text := axisText(v, c.Unit, decimals)
		w := textWidth(text, z.axis, false)
		x := min(max(px(v), b.x+w/2), b.right()-w/2)
		s.line(px(v), at.y-0.3*z.axis, px(v), at.y-0.05*z.axis, axis, axisWidth)
		if x-w/2 > end+2 {
			s.text(x, at.y+0.9*z.axis, text, z.axis, false, center, muted)
			end = x + w/2
		}
	}
	name := metricTitle(in, c)
	switch c.Unit {
	case "month":
		name = "months"
		if c.Name == DefaultMetric {
			name = fmt.Sprintf("months from the information cut-off, %s", cutoff(in))
		}
	case "count", "share", "":
	default:
		name += ", " + c.Unit
	}
	return 1.35*z.axis + s.block(at.right(), at.y+1.35*z.axis, name, z.axis, false, right, ink, at.w, 2)
}

func cutoff(in Input) string {
	if in.Manifest.Cutoff == "" {
		return "month 0"
	}
	return in.Manifest.Cutoff
}

// monthTicks count in half years, or in years where there are many.
func monthTicks(hi float64) []float64 {
	step := 6.0
	if hi > 60 {
		step = 12 * math.Ceil(hi/120)
	}
	var out []float64
	for v := 0.0; v <= hi+1e-9; v += step {
		out = append(out, v)
	}
	return out
}
