package plots

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"parley/sim/explore"
	"parley/sim/results"
	"parley/sim/stats"
)

// BreakEven is the picture of a break-even: how often an outcome comes about at each value of a lever, all else varying, with the level asked for
// and where it is crossed, or in words that it is not. It is drawn of an answer, not of a result, so it is no entry of the list of charts.
type BreakEven struct {
	Title   string // of the scenario
	Outcome string // "Any deal"
	Lever   Lever
	Counts  []results.Count // one for each of the lever's values
	Level   float64         // share asked for
	Turn    explore.BreakEven
	Instead string // what stands in the way where the level is not reached; may be empty
	Note    string
}

// Lever is a quantity that is moved, with at least two rising values.
type Lever struct {
	Title, Unit string
	Values      []float64
	Median      float64
}

func (l Lever) name() string {
	if l.Unit == "" || l.Unit == "share" || l.Unit == "weight" {
		return l.Title
	}
	return l.Title + ", " + l.Unit
}

// said is a value in the lever's unit.
func (l Lever) said(v float64) string {
	t := value(v, l.Unit)
	if l.Unit != "" && l.Unit != "share" && l.Unit != "weight" {
		t += " " + l.Unit
	}
	return t
}

// whole is a share of 100, never 0 or 100.
func whole(share float64) string { return part(int(math.Floor(100*share+0.5)), 1) }

// Draw draws it as ".svg" or ".png".
func (e BreakEven) Draw(ending string, o Options) ([]byte, error) {
	if o.IDPrefix == "" {
		o.IDPrefix = "breakeven"
	}
	return e.picture().write(ending, o)
}

func (e BreakEven) picture() picture {
	p := picture{title: e.headline(), draw: e.draw}
	p.subtitle = fmt.Sprintf("%s, of 100 simulated negotiations, at each value of the lever, all else varying. %s", e.Outcome, e.Title)
	p.note = "Band: 95% intervals. "
	if e.Turn.Found {
		p.note += "Shaded: where the level is crossed in 95 of 100 resamples of the runs. "
		if len(e.Turn.Turns) == 1 && e.Turn.Reached < 0.95 {
			p.note += fmt.Sprintf("In %s of 100 resamples it is not crossed at all: more runs would tell. ", whole(1-e.Turn.Reached))
		}
	}
	if !e.Turn.Found && e.Turn.Reached > 0.05 {
		p.note += fmt.Sprintf("In %s of 100 resamples of the runs the level is crossed: more runs would tell. ", whole(e.Turn.Reached))
	}
	if !e.Turn.Monotone {
		p.note += "The chance turns back on its way by more than the runs explain: it is not a matter of more or less alone. "
	}
	p.note += e.Note
	p.desc = e.describe(p.title)
	return p
}

// headline is the answer in one sentence.
func (e BreakEven) headline() string {
	event, lever, level := strings.ToLower(e.Outcome), spoken(e.Lever.Title), whole(e.Level)
	switch {
	case e.Turn.Found:
		return fmt.Sprintf("The chance of %s passes %s of 100 once %s is %s", event, level, uncapital(lever), Beyond(e.Turn.Turns, e.Lever.said))
	case e.Turn.Lowest >= e.Level:
		return fmt.Sprintf("The chance of %s stays above %s of 100 whatever %s is", event, level, uncapital(lever))
	}
	s := fmt.Sprintf("%s cannot lift the chance of %s to %s of 100: it saturates at %s", lever, event, level, whole(e.Turn.Highest))
	if e.Instead != "" {
		s += "; in the way: " + e.Instead
	}
	return s
}

// Beyond says where a curve lies above its level: "above 3", "below 2 or above 5", "between 2 and 5". said tells a value.
func Beyond(turns []explore.Turning, said func(float64) string) string {
	var parts []string
	for i, t := range turns {
		switch {
		case !t.Above && i == 0:
			parts = append(parts, "below "+said(t.At))
		case t.Above && i == len(turns)-1:
			parts = append(parts, "above "+said(t.At))
		case t.Above:
			parts = append(parts, "between "+said(t.At)+" and "+said(turns[i+1].At))
		}
	}
	return strings.Join(parts, " or ")
}

// flag is what stands above the plot, at the place it speaks of.
func (e BreakEven) flag() (text string, at float64) {
	if n := len(e.Turn.Turns); n > 1 {
		all := make([]string, n)
		for i, t := range e.Turn.Turns {
			all[i] = e.Lever.said(t.At)
		}
		return "turns at " + strings.Join(all[:n-1], ", ") + " and " + all[n-1], e.Turn.At
	}
	if e.Turn.Found {
		return fmt.Sprintf("turns at %s (%s to %s)", e.Lever.said(e.Turn.At), value(e.Turn.Interval.Low, e.Lever.Unit), value(e.Turn.Interval.High, e.Lever.Unit)), e.Turn.At
	}
	far := 0 // the value that comes nearest to the level
	below := e.Turn.Highest < e.Level
	for i, k := range e.Counts {
		if below == (rate(k) > rate(e.Counts[far])) && rate(k) != rate(e.Counts[far]) {
			far = i
		}
	}
	if below {
		return "not reached: saturates at " + whole(e.Turn.Highest), e.Lever.Values[far]
	}
	return "never below " + whole(e.Turn.Lowest), e.Lever.Values[far]
}

func (e BreakEven) describe(title string) string {
	flag, _ := e.flag()
	text := fmt.Sprintf("%s. Level asked for: %s of 100; %s.", title, whole(e.Level), flag)
	for i, k := range e.Counts {
		text += fmt.Sprintf(" At %s: %s of 100.", e.Lever.said(e.Lever.Values[i]), stats.OfHundred(k.K, k.N))
	}
	return text
}

// top is the end of the axis of shares: round, and a little above all that is drawn.
func (e BreakEven) top() float64 {
	most := e.Level
	for _, k := range e.Counts {
		if k.N > 0 {
			most = max(most, stats.Wilson(k.K, k.N, stats.Level).High)
		}
	}
	for _, end := range []float64{0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8} {
		if 1.08*most <= end {
			return end
		}
	}
	return 1
}

func (e BreakEven) draw(s *Scene, b rect) float64 {
	z := s.size
	xs, top := e.Lever.Values, e.top()
	y := b.y + s.block(b.x, b.y, e.Outcome+", of 100 ↑", z.axis, false, left, ink, b.w, 2) + 0.4*z.axis
	y += 1.5 * z.axis // room for the flag
	plot := rect{x: b.x + 2.6*z.axis, y: y, w: b.w - 4*z.axis, h: z.pick(200, 130, 240)}
	x0, x1 := xs[0], xs[len(xs)-1]
	px := func(x float64) float64 { return plot.x + plot.w*min(1, max(0, (x-x0)/(x1-x0))) }
	py := func(share float64) float64 { return plot.bottom() - plot.h*min(1, share/top) }
	s.rect(plot.x, plot.y, plot.w, plot.h, panel, "", 0)
	for _, t := range e.Turn.Turns {
		lo, hi := px(t.Interval.Low), px(t.Interval.High)
		s.rect(lo, plot.y, max(0.8, hi-lo), plot.h, grid, "", 0)
	}
	at, decimals := ticks(0, 100*top, 5)
	for _, h := range at {
		s.line(plot.x, py(h/100), plot.right(), py(h/100), grid, gridWidth)
		s.middle(plot.x-0.4*z.axis, py(h/100), tick(h, decimals), z.axis, false, right, muted)
	}
	var upper, lower, mid []point
	for i, k := range e.Counts {
		if k.N == 0 {
			continue
		}
		in := stats.Wilson(k.K, k.N, stats.Level)
		upper, lower, mid = append(upper, point{px(xs[i]), py(in.High)}), append(lower, point{px(xs[i]), py(in.Low)}), append(mid, point{px(xs[i]), py(rate(k))})
	}
	slices.Reverse(lower)
	if len(mid) > 1 {
		s.polygon(append(upper, lower...), s.pal.wide, "", 0)
		s.polyline(mid, ink, dataWidth)
	}
	for _, p := range mid {
		s.circle(p.x, p.y, z.pick(2.2, 1.8, 3.6), ink, white, outlineWidth)
	}
	s.reference(plot.x, py(e.Level), plot.right(), py(e.Level))
	e.levelLabel(s, plot, py)

	flag, where := e.flag()
	foot := plot.bottom()
	if at := slices.Index(xs, where); !e.Turn.Found && at >= 0 { // down to the mark that the flag speaks of
		foot = py(rate(e.Counts[at]))
	}
	s.line(px(where), plot.y-0.35*z.axis, px(where), foot, ink, axisWidth)
	for _, t := range e.Turn.Turns[min(1, len(e.Turn.Turns)):] {
		s.line(px(t.At), plot.y-0.35*z.axis, px(t.At), foot, ink, axisWidth)
	}
	w := textWidth(clean(flag), z.axis, true)
	s.middle(min(max(px(where), b.x+w/2), b.right()-w/2), plot.y-0.95*z.axis, flag, z.axis, true, center, ink)
	for _, t := range e.Turn.Turns {
		r := z.pick(4, 3.2, 6.5)
		x, y := px(t.At), py(e.Level)
		s.polygon([]point{{x, y - r}, {x + r, y}, {x, y + r}, {x - r, y}}, s.pal.low, white, outlineWidth)
	}
	return s.under(e.Lever, plot, b, px) - b.y
}

// levelLabel names the line of the level at the end where the curve is far from it, on the side where the curve is not.
func (e BreakEven) levelLabel(s *Scene, plot rect, py func(float64) float64) {
	z := s.size
	first, last := e.Counts[0], e.Counts[len(e.Counts)-1]
	x, a, end := plot.x+0.5*z.axis, left, rate(first)
	if math.Abs(rate(last)-e.Level) > math.Abs(end-e.Level) {
		x, a, end = plot.right()-0.5*z.axis, right, rate(last)
	}
	y := py(e.Level) - 0.75*z.axis
	if end > e.Level && py(e.Level)+1.4*z.axis < plot.bottom() || y < plot.y+0.5*z.axis {
		y = py(e.Level) + 0.8*z.axis
	}
	s.middle(x, y, "asked for: "+whole(e.Level), z.axis, false, a, ink)
}

// under draws the axis of a lever below a plot: ticks, the median, the name; it returns where that ends.
func (s *Scene) under(l Lever, plot, b rect, px func(float64) float64) float64 {
	z := s.size
	x0, x1 := l.Values[0], l.Values[len(l.Values)-1]
	at, decimals := ticks(x0, x1, int(z.pick(6, 4, 6)))
	for _, x := range at {
		if x < x0 || x > x1 {
			continue
		}
		s.line(px(x), plot.bottom(), px(x), plot.bottom()+2.5, axis, axisWidth)
		t := axisText(x, l.Unit, decimals)
		w := textWidth(t, z.axis, false)
		s.text(min(max(px(x), b.x+w/2), b.right()-w/2), plot.bottom()+1.3*z.axis, t, z.axis, false, center, muted)
	}
	y := plot.bottom() + 1.75*z.axis
	r := 0.42 * z.axis
	x := px(l.Median)
	s.polygon([]point{{x, plot.bottom() - 1.6*r}, {x + r, plot.bottom()}, {x - r, plot.bottom()}}, ink, white, outlineWidth)
	y += 0.6 * z.axis
	s.polygon([]point{{b.x + r, y - r}, {b.x + 2*r, y + 0.7*r}, {b.x, y + 0.7*r}}, ink, white, outlineWidth)
	s.middle(b.x+2*r+0.4*z.axis, y, "our median, "+l.said(l.Median), z.axis, false, left, ink)
	y += 0.8 * z.axis
	return y + s.block(b.right(), y, l.name()+" →", z.axis, false, right, ink, b.w, 3)
}
