package plots

import (
	"fmt"
	"math"
	"strings"

	"parley/sim/explore"
	"parley/sim/results"
	"parley/sim/stats"
)

// drivers is C4: how often any deal comes about when one input lies in its lowest or highest fifth and all others vary.
var drivers = Chart{ID: "c4", Name: "drivers", Title: "Driver dumbbells", Doc: "Which assumptions move the odds? Any deal with one input low and high, all others still varying.",
	takeaway: driversTakeaway, table: driversTable, height: driversHeight, draw: drawDrivers,
	ready: func(in Input) error {
		if in.Derived == nil || in.Derived.Drivers == nil || len(in.Derived.Drivers.All) == 0 {
			return ErrNoData
		}
		return nil
	}}

// detectable are the drivers above the noise floor, strongest first; the rest are counted.
func detectable(in Input) (shown []results.Driver, rest int) {
	d := in.Derived.Drivers
	for _, r := range d.All {
		if explore.Distance(r) > d.Dummy {
			shown = append(shown, r)
		}
	}
	return shown, len(d.All) - len(shown)
}

// most is how many drivers a size shows by name.
func most(z Size) int {
	if z == Half {
		return 5
	}
	return 10
}

func ends(d results.Driver) (lo, hi string) {
	return stats.OfHundred(d.Fifths[0].K, d.Fifths[0].N), stats.OfHundred(d.Fifths[4].K, d.Fifths[4].N)
}

func driversTakeaway(in Input, o Options) Takeaway {
	shown, rest := detectable(in)
	t := Takeaway{Subtitle: fmt.Sprintf("Any deal, of 100, with one input in the lowest (circle) or highest (square) fifth of its range and all others varying; dashed: all runs (%s; %s without a deal)",
		stats.OfHundred(in.Derived.Drivers.Base.K, in.Derived.Drivers.Base.N), stats.OfHundred(in.Derived.Drivers.Base.N-in.Derived.Drivers.Base.K, in.Derived.Drivers.Base.N)),
		Note: fmt.Sprintf("Grey strip: what an input that affects nothing shows by chance (±%.1f points).", 50*in.Derived.Drivers.Dummy)}
	switch {
	case len(shown) == 0:
		t.Title = shortest(o.Size, "No input moves the odds of a deal by more than chance", "No input moves the odds detectably")
	default:
		lo, hi := ends(shown[0])
		name := shown[0].Title
		t.Facts = []string{lo, hi}
		lead := len(shown) == 1 || explore.Distance(shown[0])-explore.Distance(shown[1]) >= stats.MinPoints
		if lead {
			t.Title = shortest(o.Size,
				fmt.Sprintf("%s moves the odds of a deal most: from %s to %s in 100", name, lo, hi),
				fmt.Sprintf("%s matters most: %s to %s in 100", name, lo, hi),
				fmt.Sprintf("One input moves a deal from %s to %s in 100", lo, hi), "Which inputs move the odds of a deal")
		} else {
			t.Title = shortest(o.Size,
				fmt.Sprintf("%s and %s move the odds of a deal most", name, lower(shown[1].Title)),
				fmt.Sprintf("Two inputs lead; the first moves a deal from %s to %s in 100", lo, hi),
				fmt.Sprintf("The strongest input: from %s to %s in 100", lo, hi), "Which inputs move the odds of a deal")
		}
	}
	t.Alt = "Dumbbells of the odds of a deal with each input low and high; " + t.Title
	var parts []string
	for i, d := range shown {
		if i == most(Full) {
			break
		}
		lo, hi := ends(d)
		parts = append(parts, fmt.Sprintf("%s: %s of 100 low, %s of 100 high", d.Title, lo, hi))
	}
	t.LongDesc = strings.Join(parts, ". ") + fmt.Sprintf(". %d further inputs: no detectable effect.", rest)
	return t
}

func driversTable(in Input, _ Options) Table {
	t := Table{Head: []string{"Input", "Lowest fifth, of 100", "Highest fifth, of 100", "Middle fifth, of 100", "Share of variation", "From", "To", "Rests on", "Path"}}
	d := in.Derived.Drivers
	for _, r := range d.All {
		lo, hi := ends(r)
		effect := fmt.Sprintf("%.1f %%", 100*r.Share)
		if explore.Distance(r) <= d.Dummy {
			effect = "no detectable effect"
		}
		t.Rows = append(t.Rows, []string{r.Title, lo, hi, stats.OfHundred(r.Fifths[2].K, r.Fifths[2].N), effect, tick(r.Edges[0]), tick(r.Edges[5]), strings.Join(r.From, ", "), r.Path})
	}
	return t
}

func driversHeight(in Input, o Options) float64 {
	z := sizesOf(o.Size)
	shown, _ := detectable(in)
	n := min(most(o.Size), len(shown))
	per := 2.15 * z.label
	if o.Size == Half {
		per = 2.4 * z.label
	}
	return float64(n)*per + 3.2*z.label
}

func drawDrivers(s *Scene, in Input, o Options, b rect) {
	shown, rest := detectable(in)
	hidden := max(0, len(shown)-most(o.Size))
	shown = shown[:min(len(shown), most(o.Size))]
	z := s.size
	nameW := 0.43 * b.w
	shareW := 4.4 * z.label
	if z.half {
		nameW, shareW = 0.44*b.w, 0
	}
	num := 1.9 * z.label
	plot := rect{b.x + nameW + num, b.y + 1.3*z.label, b.w - nameW - shareW - 2*num, b.h - 3.2*z.label}
	base := rate(in.Derived.Drivers.Base)
	lo, hi := base, base
	for _, d := range shown {
		for _, i := range []int{0, 2, 4} {
			lo, hi = min(lo, rate(d.Fifths[i])), max(hi, rate(d.Fifths[i]))
		}
	}
	lo, hi = max(0, lo-0.02), min(1, hi+0.02)
	px := func(p float64) float64 { return plot.x + plot.w*(p-lo)/(hi-lo) }
	half := in.Derived.Drivers.Dummy / 2
	s.rect(px(max(lo, base-half)), plot.y, px(min(hi, base+half))-px(max(lo, base-half)), plot.h, grid, "", 0)
	s.line(px(base), plot.y, px(base), plot.y+plot.h, ink, 1, 4, 3)
	all := "all runs " + stats.OfHundred(in.Derived.Drivers.Base.K, in.Derived.Drivers.Base.N)
	w := textWidth(all, z.axis, false)
	s.text(min(px(base), b.x+b.w-shareW-w/2-1), b.y+0.8*z.axis, all, z.axis, false, center, muted)
	if shareW > 0 {
		s.text(b.x+b.w, b.y+0.8*z.axis, "explains", z.axis, false, right, muted)
	}
	row := plot.h / float64(max(1, len(shown)))
	for i, d := range shown {
		cy := plot.y + (float64(i)+0.5)*row
		lines := wrap(d.Title, z.axis, false, nameW-4)
		if len(lines) > 2 {
			lines = []string{lines[0], fit(strings.Join(lines[1:], " "), z.axis, false, nameW-4)}
		}
		for j, l := range lines {
			s.middle(b.x, cy+(float64(j)-float64(len(lines)-1)/2)*1.05*z.axis, l, z.axis, false, left, ink)
		}
		a, c := px(rate(d.Fifths[0])), px(rate(d.Fifths[4]))
		s.line(a, cy, c, cy, axis, 1.6)
		r := 0.33 * z.label
		if !d.Monotone {
			m := px(rate(d.Fifths[2]))
			s.line(min(a, c), cy, max(a, c, m), cy, axis, 1.6)
			s.line(min(a, c, m), cy, max(a, c), cy, axis, 1.6)
			s.mark(4, m, cy, r, muted)
		}
		s.circle(a, cy, r, s.pal.low, ink, 0.6)
		s.rect(c-r, cy-r, 2*r, 2*r, s.pal.high, ink, 0.6)
		tl, th := ends(d)
		leftX, rightX := min(a, c), max(a, c)
		tLeft, tRight := tl, th
		if a > c {
			tLeft, tRight = th, tl
		}
		s.middle(leftX-r-3, cy, short(tLeft), z.label, true, right, ink)
		s.middle(rightX+r+3, cy, short(tRight), z.label, true, left, ink)
		if shareW > 0 {
			s.middle(b.x+b.w, cy, fmt.Sprintf("%.0f %%", math.Max(1, 100*d.Share)), z.axis, false, right, muted)
		}
	}
	foot := fmt.Sprintf("%d further inputs: no detectable effect", rest)
	if hidden > 0 {
		foot = fmt.Sprintf("%d further inputs with smaller effects; %d: no detectable effect", hidden, rest)
	}
	s.text(b.x, b.y+b.h-0.5*z.axis, fit(foot, z.axis, false, b.w), z.axis, false, left, muted)
}

// short makes "under 1" narrow enough for the end of a dumbbell.
func short(s string) string { return strings.NewReplacer("under 1", "<1", "over 99", ">99").Replace(s) }
