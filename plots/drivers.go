package plots

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"parley/sim/explore"
	"parley/sim/results"
	"parley/sim/stats"
)

// drivers is C4: how often any deal comes about when one input lies in its lowest or highest fifth and all others vary.
var drivers = Chart{ID: "c4", Name: "drivers", Title: "Driver dumbbells",
	Doc:      "Which assumptions move the odds? Any deal with one input in its lowest and highest fifth, all others still varying.",
	takeaway: driversTakeaway, table: driversTable, draw: drawDrivers,
	ready: func(in Input) error {
		if in.Derived == nil || in.Derived.Drivers == nil || len(in.Derived.Drivers.All) == 0 || in.Derived.Drivers.Base.N == 0 {
			return errors.New("no drivers")
		}
		return nil
	}}

// detectable are the drivers above the noise floor, strongest first, and how many are not.
func detectable(in Input) (shown []results.Driver, rest int) {
	d := in.Derived.Drivers
	for _, r := range d.All {
		if explore.Distance(r) > max(d.Dummy, 1e-9) {
			shown = append(shown, r)
		}
	}
	return shown, len(d.All) - len(shown)
}

// mostDrivers is how many drivers a size shows by name.
func mostDrivers(z Size) int {
	switch z {
	case Half:
		return 5
	case Slide:
		return 8
	}
	return 10
}

// ahead is G3 for two drivers: their distances differ by three points and two standard errors.
func ahead(a, b results.Driver) bool {
	variance := 0.0
	for _, d := range []results.Driver{a, b} {
		for _, c := range []results.Count{d.Fifths[0], d.Fifths[4]} {
			if c.N > 0 {
				variance += rate(c) * (1 - rate(c)) / float64(c.N)
			}
		}
	}
	return explore.Distance(a)-explore.Distance(b) >= max(stats.MinPoints, 2*math.Sqrt(variance))
}

func driverName(in Input, d results.Driver) string { return inputName(in, d.Title, d.Actor, d.Path) }

func fifth(d results.Driver, i int) string { return stats.OfHundred(d.Fifths[i].K, d.Fifths[i].N) }

func driversTakeaway(in Input, o Options) Takeaway {
	d := in.Derived.Drivers
	shown, rest := detectable(in)
	t := Takeaway{Note: fmt.Sprintf("Grey strip: what an input that affects nothing shows by chance (%.1f points wide, from %s runs).", 100*d.Dummy, stats.Thousands(d.Base.N))}
	t.Subtitle = fmt.Sprintf("Some deal, of 100, with one input in the lowest or highest fifth of its range and all others varying; over all runs %s, no deal %s",
		stats.OfHundred(d.Base.K, d.Base.N), stats.OfHundred(d.Base.N-d.Base.K, d.Base.N))
	descriptive := "Which inputs move the odds of a deal"
	switch {
	case tooFew(shownCount(shown)):
		t.choose(o.Size, nil, descriptive)
	case len(shown) == 0:
		t.choose(o.Size, nil, "No input by itself moves the odds of a deal by more than chance would", "No input by itself moves the odds detectably")
	case explore.Distance(shown[0]) < stats.MinPoints: // G1
		t.choose(o.Size, nil, "No input by itself makes a detectable difference of three points or more", "No input by itself moves the odds detectably")
	default:
		name := spoken(driverName(in, shown[0]))
		lo, hi := fifth(shown[0], 0), fifth(shown[0], 4)
		span := fmt.Sprintf("from %s to %s of 100", lo, hi)
		facts := []string{lo, hi}
		if !shown[0].Monotone {
			mid := fifth(shown[0], 2)
			facts = append(facts, mid)
			span = fmt.Sprintf("%s of 100 low, %s in the middle, %s high", lo, mid, hi)
		}
		switch {
		case len(shown) == 1 || ahead(shown[0], shown[1]):
			t.choose(o.Size, facts,
				fmt.Sprintf("%s moves the odds of a deal most: %s", name, span),
				fmt.Sprintf("%s matters most: %s", name, span),
				fmt.Sprintf("One input moves the odds of a deal most: %s", span),
				fmt.Sprintf("One input moves a deal %s", span), descriptive)
		case len(shown) == 2 || ahead(shown[1], shown[2]):
			a, b := distanceText(shown[0]), distanceText(shown[1])
			facts = []string{a, b}
			t.choose(o.Size, facts,
				fmt.Sprintf("%s and %s move the odds most: by %s and %s points", name, uncapital(spoken(driverName(in, shown[1]))), a, b),
				fmt.Sprintf("Two inputs move the odds of a deal most: by %s and %s points", a, b),
				fmt.Sprintf("Two inputs lead: they move a deal by %s and %s points", a, b), descriptive)
		default:
			t.choose(o.Size, facts,
				fmt.Sprintf("No single input stands out; %s moves the odds %s", uncapital(name), span),
				fmt.Sprintf("No single input stands out; the first moves the odds of a deal %s", span),
				fmt.Sprintf("No input stands out; one moves a deal %s", span), "No single input stands out", descriptive)
		}
	}
	t.describe("Dumbbells of the odds of a deal with each input low and high")
	var parts []string
	for i, r := range shown {
		if i == mostDrivers(Full) {
			break
		}
		parts = append(parts, fmt.Sprintf("%s: %s of 100 when low, %s when high%s", driverName(in, r), fifth(r, 0), fifth(r, 4), shapeText(r)))
	}
	parts = append(parts, fmt.Sprintf("%d further inputs: no detectable effect", rest))
	t.LongDesc = strings.Join(parts, ". ") + "."
	return t
}

// shownCount is the count that decides whether fifths can be stated at all.
func shownCount(shown []results.Driver) (k, n int64) {
	if len(shown) == 0 {
		return 0, math.MaxInt32
	}
	return shown[0].Fifths[0].K, shown[0].Fifths[0].N
}

func distanceText(d results.Driver) string { return wholePoints(explore.Distance(d)) }

// shapeText says of an input that is not monotone where its best values lie.
func shapeText(d results.Driver) string {
	switch {
	case d.Monotone:
		return ""
	case rate(d.Fifths[2]) > max(rate(d.Fifths[0]), rate(d.Fifths[4])):
		return ", both ends lower"
	}
	return ", both ends higher"
}

func driversTable(in Input, _ Options) Table {
	d := in.Derived.Drivers
	t := Table{Head: []string{"Input", "Lowest fifth, of 100", "Middle fifth, of 100", "Highest fifth, of 100", "Distance, points", "Share of variation", "Effect", "Unit", "Lowest", "20%", "80%", "Highest", "Rests on", "Path"}, Page: 7}
	for _, r := range d.All {
		effect := "detectable" + shapeText(r)
		if explore.Distance(r) <= d.Dummy {
			effect = "no detectable effect"
		}
		v := func(i int) string { return value(r.Edges[i], r.Unit) }
		t.Rows = append(t.Rows, []string{driverName(in, r), fifth(r, 0), fifth(r, 2), fifth(r, 4), distanceText(r), fmt.Sprintf("%.1f%%", 100*r.Share),
			effect, r.Unit, v(0), v(1), v(4), v(5), strings.Join(r.From, ", "), r.Path})
	}
	t.Rows = append(t.Rows, []string{"All runs", stats.OfHundred(d.Base.K, d.Base.N), "", "", wholePoints(d.Dummy), "", "distance is what idle inputs show by chance", "", "", "", "", "", "", ""})
	return t
}

func drawDrivers(s *Scene, in Input, o Options, b rect) float64 {
	shown, rest := detectable(in)
	weaker := max(0, len(shown)-mostDrivers(o.Size))
	shown = shown[:len(shown)-weaker]
	z, d := s.size, in.Derived.Drivers
	r := 0.36 * z.label
	// key, and the name of the right column
	y := b.y + 0.5*z.axis
	x := b.x
	for i, name := range []string{"lowest fifth", "highest fifth"} {
		s.end(i, x+r, y, r)
		s.middle(x+2.8*r, y, name, z.axis, false, left, ink)
		x += 2.8*r + textWidth(name, z.axis, false) + 1.2*z.axis
	}
	shareW, shareX := 0.0, b.right()
	if !z.half {
		shareW = textWidth("share of variation", z.axis, false)
		s.middle(b.right(), y, "share of variation", z.axis, false, right, muted)
		shareX -= shareW
		shareW *= 0.62
	}
	y += 1.5 * z.axis
	nameW := z.pick(0.40, 0.44, 0.40) * b.w
	side := textWidth("<1", z.label, true) + r + 4 // room for a number at either end
	plot := rect{x: b.x + nameW + side, y: y, w: b.w - nameW - shareW - 2*side}
	base := rate(d.Base)
	lo, hi := base-d.Dummy, base+d.Dummy
	for _, x := range shown {
		for _, i := range []int{0, 2, 4} {
			lo, hi = min(lo, rate(x.Fifths[i])), max(hi, rate(x.Fifths[i]))
		}
	}
	lo, hi = max(0, lo), min(1, hi)
	if hi-lo < 0.02 {
		lo, hi = max(0, lo-0.01), lo+0.02
	}
	px := func(p float64) float64 { return plot.x + plot.w*(min(max(p, lo), hi)-lo)/(hi-lo) }
	// rows first measured, then drawn over strip and line
	lines := make([][]string, len(shown))
	rows := make([]float64, len(shown))
	for i, x := range shown {
		lines[i] = wrapTo(driverName(in, x), z.axis, false, nameW-6, 3)
		rows[i] = max(z.pick(1.95, 1.75, 1.8)*z.label, float64(len(lines[i]))*1.12*z.axis+0.45*z.axis)
		plot.h += rows[i]
	}
	head := "all runs " + short(stats.OfHundred(d.Base.K, d.Base.N))
	hw := textWidth(head, z.axis, false)
	hx := min(max(px(base), plot.x-side+hw/2), b.right()-shareW-hw/2)
	headY := b.y + 0.5*z.axis
	if hx-hw/2 < x || hx+hw/2 > shareX-4 { // the key is in the way
		headY += 1.3 * z.axis
		y += 1.3 * z.axis
	}
	plot.y = y
	if len(shown) > 0 {
		s.middle(hx, headY, head, z.axis, false, center, muted)
		s.rect(px(base-d.Dummy/2), plot.y, px(base+d.Dummy/2)-px(base-d.Dummy/2), plot.h, grid, "", 0)
		s.reference(px(base), plot.y, px(base), plot.y+plot.h)
	}
	for i, x := range shown {
		drawDumbbell(s, x, y+rows[i]/2, r, px)
		s.blockMiddle(b.x, y+rows[i]/2, lines[i], z.axis, false, left, ink)
		if shareW > 0 {
			s.middle(b.right(), y+rows[i]/2, shareText(x.Share), z.axis, false, right, muted)
		}
		y += rows[i]
	}
	foot := fmt.Sprintf("%d further inputs: no detectable effect", rest)
	if rest == 1 {
		foot = "1 further input: no detectable effect"
	}
	if weaker > 0 {
		foot = fmt.Sprintf("%d weaker inputs are in the table; %s", weaker, foot)
	}
	return y - b.y + 0.3*z.axis + s.block(b.x, y+0.3*z.axis, foot, z.axis, false, left, muted, b.w, 2)
}

// shareText prints a share of variance; small ones are not nothing.
func shareText(share float64) string {
	if share < 0.005 {
		return "<1%"
	}
	return fmt.Sprintf("%.0f%%", 100*share)
}

// end draws the mark of the lowest (0) or highest fifth (1): shape tells them apart, colour helps.
func (s *Scene) end(i int, x, y, r float64) {
	if i == 0 {
		s.circle(x, y, r, s.pal.low, ink, outlineWidth)
		return
	}
	s.rect(x-0.9*r, y-0.9*r, 1.8*r, 1.8*r, s.pal.high, ink, outlineWidth)
}

func drawDumbbell(s *Scene, d results.Driver, y, r float64, px func(float64) float64) {
	z := s.size
	a, c := px(rate(d.Fifths[0])), px(rate(d.Fifths[4]))
	ta, tc := short(fifth(d, 0)), short(fifth(d, 4))
	from, to := min(a, c), max(a, c)
	tFrom, tTo := ta, tc
	if a > c {
		tFrom, tTo = tc, ta
	}
	if !d.Monotone { // the middle fifth is a third mark, and one of the ends of the line
		m := px(rate(d.Fifths[2]))
		tm := short(fifth(d, 2))
		if m > to {
			to, tTo = m, tm
		} else if m < from {
			from, tFrom = m, tm
		}
		s.line(from, y, to, y, axis, dataWidth)
		s.polygon([]point{{m, y - 1.25*r}, {m + 1.25*r, y}, {m, y + 1.25*r}, {m - 1.25*r, y}}, white, ink, 1)
	} else {
		s.line(from, y, to, y, axis, dataWidth)
	}
	s.end(0, a, y, r)
	s.end(1, c, y, r)
	s.middle(from-r-3, y, tFrom, z.label, true, right, ink)
	s.middle(to+r+3, y, tTo, z.label, true, left, ink)
}
