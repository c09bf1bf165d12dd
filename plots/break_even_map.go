package plots

import (
	"fmt"
	"math"
	"strings"

	"parley/sim/explore"
	"parley/sim/results"
)

// BreakEvenMap is the picture of a break-even of two levers: how often an outcome comes about at each pair of values, and the line where the first
// lever brings it to the level asked for.
type BreakEvenMap struct {
	Title   string // of the scenario
	Outcome string
	X, Y    Lever             // the first lever across, the second up
	Counts  [][]results.Count // by value of Y, then of X
	Level   float64
	Turns   []explore.BreakEven // of X at each value of Y
	Note    string
}

// Draw draws it as ".svg" or ".png".
func (e BreakEvenMap) Draw(ending string, o Options) ([]byte, error) {
	if o.IDPrefix == "" {
		o.IDPrefix = "breakeven"
	}
	return e.picture().write(ending, o)
}

func (e BreakEvenMap) picture() picture {
	p := picture{title: e.headline(), draw: e.draw}
	p.subtitle = fmt.Sprintf("%s, of 100 simulated negotiations, at each pair of values of two levers, all else varying. %s", e.Outcome, e.Title)
	p.note = e.Note
	if found, _ := e.found(); found > 0 {
		p.note = fmt.Sprintf("Line: where the chance is %s of 100, with 95%% intervals from resamples of the runs. ", whole(e.Level)) + p.note
	}
	p.note = "Cross: our medians. " + p.note
	p.desc = p.title + "."
	for i, t := range e.Turns {
		at := "not crossed"
		if t.Found {
			at = e.X.said(t.At)
		}
		p.desc += fmt.Sprintf(" With %s at %s: %s.", e.Y.Title, e.Y.said(e.Y.Values[i]), at)
	}
	return p
}

// found is at how many values of the second lever the level is crossed, and the first and last of them.
func (e BreakEvenMap) found() (n int, ends [2]int) {
	for i, t := range e.Turns {
		if t.Found {
			if n == 0 {
				ends[0] = i
			}
			ends[1] = i
			n++
		}
	}
	return n, ends
}

func (e BreakEvenMap) span() (lo, hi float64) {
	lo = 1
	for _, row := range e.Counts {
		for _, k := range row {
			if k.N > 0 {
				lo, hi = min(lo, rate(k)), max(hi, rate(k))
			}
		}
	}
	return lo, hi
}

func (e BreakEvenMap) headline() string {
	event, level := strings.ToLower(e.Outcome), whole(e.Level)
	lo, hi := e.span()
	n, ends := e.found()
	switch {
	case n == 0 && hi < e.Level:
		return fmt.Sprintf("Neither lever nor both lift the chance of %s to %s of 100: it saturates at %s", event, level, whole(hi))
	case n == 0 && lo >= e.Level:
		return fmt.Sprintf("The chance of %s stays above %s of 100 whatever both levers are: never below %s", event, level, whole(lo))
	case n == 0:
		return fmt.Sprintf("%s alone does not bring the chance of %s across %s of 100", spoken(e.X.Title), event, level)
	}
	side := "below"
	if e.Turns[ends[0]].Above {
		side = "above"
	}
	x, y := uncapital(spoken(e.X.Title)), uncapital(spoken(e.Y.Title))
	if ends[0] == ends[1] {
		return fmt.Sprintf("The chance of %s passes %s of 100 once %s is %s %s, with %s at %s", event, level, x, side, e.X.said(e.Turns[ends[0]].At), y, e.Y.said(e.Y.Values[ends[0]]))
	}
	return fmt.Sprintf("The chance of %s passes %s of 100 once %s is %s %s where %s is %s, %s where it is %s", event, level, x, side,
		e.X.said(e.Turns[ends[0]].At), y, e.Y.said(e.Y.Values[ends[0]]), e.X.said(e.Turns[ends[1]].At), e.Y.said(e.Y.Values[ends[1]]))
}

// steps are the bounds of the shades, round and at most eight, that hold all shares.
func (e BreakEvenMap) steps() []float64 {
	lo, hi := e.span()
	for _, step := range []float64{0.01, 0.02, 0.05, 0.1, 0.2} {
		from, to := math.Floor(lo/step+1e-9), math.Ceil(hi/step-1e-9)
		if to-from <= 8 {
			var at []float64
			for i := from; i <= max(to, from+1); i++ {
				at = append(at, i*step)
			}
			return at
		}
	}
	return []float64{0, 0.2, 0.4, 0.6, 0.8, 1}
}

// shade is the colour of the i-th of n steps, from light to dark.
func shade(i, n int, grey bool) string {
	from, to := [3]float64{0xEE, 0xF1, 0xF8}, [3]float64{0x2F, 0x41, 0x74}
	if grey {
		from, to = [3]float64{0xF2, 0xF2, 0xF2}, [3]float64{0x43, 0x43, 0x43}
	}
	t := float64(i) / float64(max(1, n-1))
	var c [3]int
	for k := range c {
		c[k] = int(from[k] + float64((to[k]-from[k])*t))
	}
	return fmt.Sprintf("#%02X%02X%02X", c[0], c[1], c[2])
}

func (e BreakEvenMap) draw(s *Scene, b rect) float64 {
	z := s.size
	steps := e.steps()
	isGrey := s.pal.ending == grey.ending
	y := b.y + e.key(s, b, steps, isGrey)
	y += s.block(b.x, y, e.Y.name()+" ↑", z.axis, false, left, ink, b.w, 3) + 0.4*z.axis
	yTicks, yDec := ticks(e.Y.Values[0], e.Y.Values[len(e.Y.Values)-1], 4)
	side := 0.0
	for _, v := range yTicks {
		side = max(side, textWidth(axisText(v, e.Y.Unit, yDec), z.axis, false))
	}
	plot := mapArea{rect: rect{x: b.x + side + 5, y: y, w: b.w - side - 5, h: z.pick(220, 120, 230)}, xs: edgesOf(e.X.Values), ys: edgesOf(e.Y.Values)}
	s.rect(plot.x, plot.y, plot.w, plot.h, white, grid, gridWidth)
	for iy, row := range e.Counts {
		for ix, k := range row {
			if k.N == 0 {
				continue
			}
			band := 0
			for band < len(steps)-2 && rate(k) >= steps[band+1] {
				band++
			}
			c := plot.cell(ix, iy)
			// cells overlap a little, or hairlines of the background show between them
			s.rect(c.x, c.y, min(c.w+0.2, plot.right()-c.x), min(c.h+0.2, plot.bottom()-c.y), shade(band, len(steps)-1, isGrey), "", 0)
		}
	}
	e.frontier(s, plot)
	e.cross(s, plot)
	for _, v := range yTicks {
		s.middle(plot.x-4, plot.py(v), axisText(v, e.Y.Unit, yDec), z.axis, false, right, muted)
	}
	xTicks, xDec := ticks(e.X.Values[0], e.X.Values[len(e.X.Values)-1], int(z.pick(6, 4, 6)))
	for _, v := range xTicks {
		t := axisText(v, e.X.Unit, xDec)
		w := textWidth(t, z.axis, false)
		s.text(min(max(plot.px(v), b.x+w/2), b.right()-w/2), plot.bottom()+1.15*z.axis, t, z.axis, false, center, muted)
	}
	y = plot.bottom() + 1.6*z.axis
	return y - b.y + s.block(b.right(), y, e.X.name()+" →", z.axis, false, right, ink, b.w, 3)
}

// cross marks our medians, where there are any.
func (e BreakEvenMap) cross(s *Scene, plot mapArea) {
	x, y, r := plot.px(e.X.Median), plot.py(e.Y.Median), crossSize(s.size)
	if math.IsNaN(x) || math.IsNaN(y) {
		return
	}
	for _, pen := range []struct {
		color string
		more  float64
		width float64
	}{{white, 0.8, 3.6}, {ink, 0, 1.8}} {
		s.line(x-r-pen.more, y, x+r+pen.more, y, pen.color, pen.width)
		s.line(x, y-r-pen.more, x, y+r+pen.more, pen.color, pen.width)
	}
}

// frontier is the line of the level, joined where neighbouring values of the second lever have one, with intervals across it.
func (e BreakEvenMap) frontier(s *Scene, plot mapArea) {
	var lines [][]point
	for i, t := range e.Turns {
		if !t.Found {
			continue
		}
		p := point{plot.px(t.At), plot.py(e.Y.Values[i])}
		if i == 0 || !e.Turns[i-1].Found {
			lines = append(lines, nil)
		}
		lines[len(lines)-1] = append(lines[len(lines)-1], p)
	}
	for _, pen := range []struct {
		color       string
		line, cross float64
	}{{white, 3.4, 2.6}, {ink, 1.6, 0.9}} {
		for i, t := range e.Turns {
			if y := plot.py(e.Y.Values[i]); t.Found {
				s.line(plot.px(t.Interval.Low), y, plot.px(t.Interval.High), y, pen.color, pen.cross)
			}
		}
		for _, l := range lines {
			if len(l) > 1 {
				s.polyline(l, pen.color, pen.line)
			}
		}
	}
	for _, l := range lines {
		for _, p := range l {
			s.circle(p.x, p.y, s.size.pick(2.2, 1.8, 3.6), ink, white, outlineWidth)
		}
	}
}

// key names the shades.
func (e BreakEvenMap) key(s *Scene, b rect, steps []float64, isGrey bool) float64 {
	z := s.size
	x, y, box := b.x, b.y, 0.85*z.axis
	entry := func(fill, name string, line bool) {
		w := 1.45*box + textWidth(name, z.axis, false)
		if x > b.x && x+w > b.right() {
			x, y = b.x, y+1.4*z.axis
		}
		if line {
			s.line(x, y+box/2, x+1.1*box, y+box/2, ink, 1.6)
			s.circle(x+0.55*box, y+box/2, s.size.pick(2.2, 1.8, 3.6), ink, white, outlineWidth)
		} else {
			s.rect(x+0.3, y+0.3, box, box, fill, ink, outlineWidth)
		}
		s.middle(x+1.45*box, y+box/2, name, z.axis, false, left, ink)
		x += w + 1.1*z.axis
	}
	for i := range len(steps) - 1 {
		entry(shade(i, len(steps)-1, isGrey), fmt.Sprintf("%s to %s", tick(100*steps[i], 0), tick(100*steps[i+1], 0)), false)
	}
	if n, _ := e.found(); n > 0 {
		entry("", whole(e.Level)+" of 100", true)
	}
	return y - b.y + 1.6*z.axis
}
