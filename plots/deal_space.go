package plots

import (
	"fmt"
	"math"
	"strings"

	"parley/sim/results"
)

// dealSpace is C3: every package on the grid of issue levels by its value to each principal, and whose veto it meets.
var dealSpace = Chart{ID: "c3", Name: "deal-space", Title: "Deal space", Doc: "Is there a deal to be had, and who blocks it? Every package by its value to the two principals.",
	takeaway: dealSpaceTakeaway, table: dealSpaceTable, height: dealSpaceHeight, draw: drawDealSpace,
	ready: func(in Input) error {
		if in.Derived == nil || in.Derived.Packages == nil || len(in.Derived.Packages.All) == 0 {
			return ErrNoData
		}
		return nil
	}}

// strip counts the packages that are left after each veto in turn.
func strip(p *results.Packages) (all, both int, after []int) {
	after = make([]int, len(p.Vetoes))
	for _, k := range p.All {
		all++
		if !k.Both {
			continue
		}
		both++
		for j := range p.Vetoes {
			if k.Blocked[j] {
				break
			}
			after[j]++
		}
	}
	return all, both, after
}

func survives(k results.Package) bool {
	if !k.Both {
		return false
	}
	for _, b := range k.Blocked {
		if b {
			return false
		}
	}
	return true
}

func dealSpaceTakeaway(in Input, o Options) Takeaway {
	p := in.Derived.Packages
	all, both, after := strip(p)
	end := both
	if len(after) > 0 {
		end = after[len(after)-1]
	}
	t := Takeaway{
		Subtitle: fmt.Sprintf("Every package on a grid of issue levels by its surplus over no deal to each side, all inputs at their medians; 0 is indifference. %d of %d packages do not suit both", all-both, all),
		Note:     "Utilities of two actors cannot be compared. A share of packages is not a probability.",
		Facts:    []string{fmt.Sprint(end), fmt.Sprint(both)},
	}
	who := "every veto"
	if len(p.Vetoes) == 0 {
		t.Title = shortest(o.Size, fmt.Sprintf("%d of %d packages suit both sides", both, all), fmt.Sprintf("%d packages suit both sides", both))
	} else if both == 0 {
		t.Title = shortest(o.Size, "No package suits both sides when every input is at its median", "No package suits both sides at the medians")
	} else {
		t.Title = shortest(o.Size, fmt.Sprintf("%d of the %d packages that suit both sides survive %s", end, both, who), fmt.Sprintf("%d of %d packages survive %s", end, both, who))
	}
	t.Alt = "Scatter of packages by value to the two sides; " + t.Title
	t.LongDesc = fmt.Sprintf("%d packages; %d suit both principals. ", all, both)
	for j, v := range p.Vetoes {
		t.LongDesc += fmt.Sprintf("%d are left after %s. ", after[j], actorTitle(in, v))
	}
	t.LongDesc = strings.TrimSpace(t.LongDesc)
	return t
}

func dealSpaceTable(in Input, _ Options) Table {
	p := in.Derived.Packages
	t := Table{Head: append(append([]string{}, p.Issues...), actorTitle(in, p.Side), actorTitle(in, p.Other), "Suits both", "Vetoed by", "Pareto")}
	for _, k := range p.All {
		var row []string
		for _, x := range k.Deal {
			row = append(row, fmt.Sprintf("%.3f", x))
		}
		var by []string
		for j, b := range k.Blocked {
			if b {
				by = append(by, actorTitle(in, p.Vetoes[j]))
			}
		}
		t.Rows = append(t.Rows, append(row, fmt.Sprintf("%.4f", k.X), fmt.Sprintf("%.4f", k.Y), fmt.Sprint(k.Both), strings.Join(by, "; "), fmt.Sprint(k.Pareto)))
	}
	return t
}

func dealSpaceHeight(in Input, o Options) float64 {
	switch o.Size {
	case Half:
		return 215
	case Slide:
		return 470
	}
	return 300
}

func drawDealSpace(s *Scene, in Input, o Options, b rect) {
	p := in.Derived.Packages
	z := s.size
	all, both, after := strip(p)
	// the count strip below
	line := fmt.Sprintf("%s packages → %d suit both sides", thousands(int64(all)), both)
	for j, v := range p.Vetoes {
		line += fmt.Sprintf(" → %d pass %s", after[j], actorTitle(in, v))
	}
	stripH := float64(len(wrap(line, z.axis, true, b.w))) * 1.2 * z.axis
	key := 1.7 * z.axis
	plot := rect{b.x + 3.6*z.axis, b.y + key + 0.4*z.axis, b.w - 4.2*z.axis, b.h - key - stripH - 4.6*z.axis}
	x0, x1, y0, y1 := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, k := range p.All {
		x0, x1 = min(x0, k.X), max(x1, k.X)
		y0, y1 = min(y0, k.Y), max(y1, k.Y)
	}
	x0, y0, x1, y1 = min(x0, -0.02), min(y0, -0.02), max(x1, 0.02), max(y1, 0.02)
	padX, padY := 0.03*(x1-x0), 0.03*(y1-y0)
	x0, x1, y0, y1 = x0-padX, x1+padX, y0-padY, y1+padY
	px := func(x float64) float64 { return plot.x + plot.w*(x-x0)/(x1-x0) }
	py := func(y float64) float64 { return plot.y + plot.h*(y1-y)/(y1-y0) }
	// bands of the reservation lines: 10 to 90 % of the cost of no deal
	s.rect(px(max(x0, p.ReserveX[0])), plot.y, max(0.5, px(min(x1, p.ReserveX[1]))-px(max(x0, p.ReserveX[0]))), plot.h, panel, "", 0)
	s.rect(plot.x, py(min(y1, p.ReserveY[1])), plot.w, max(0.5, py(max(y0, p.ReserveY[0]))-py(min(y1, p.ReserveY[1]))), panel, "", 0)
	for _, v := range niceTicks(x0, x1, 5) {
		s.text(px(v), plot.y+plot.h+1.2*z.axis, tick(v), z.axis, false, center, muted)
	}
	for _, v := range niceTicks(y0, y1, 5) {
		s.line(plot.x, py(v), plot.x+plot.w, py(v), grid, 0.5)
		s.middle(plot.x-3, py(v), tick(v), z.axis, false, right, muted)
	}
	s.line(px(0), plot.y, px(0), plot.y+plot.h, ink, 1, 4, 3)
	s.line(plot.x, py(0), plot.x+plot.w, py(0), ink, 1, 4, 3)
	r := 1.3
	if z.width > 600 {
		r = 2.2
	}
	const most = 2000
	every := 1 + len(p.All)/most
	for pass := range 3 { // grey first, survivors on top
		for i, k := range p.All {
			if i%every != 0 && !survives(k) {
				continue
			}
			x, y := px(k.X), py(k.Y)
			switch {
			case pass == 0 && !k.Both:
				s.circle(x, y, 0.7*r, grid, "", 0)
			case pass == 1 && k.Both && !survives(k):
				s.circle(x, y, r, white, ink, 0.6)
			case pass == 2 && survives(k):
				s.rect(x-r, y-r, 2*r, 2*r, ink, "", 0)
			}
		}
	}
	var front []point
	for _, k := range p.All {
		if k.Pareto {
			front = append(front, point{px(k.X), py(k.Y)})
		}
	}
	for i := range front {
		for j := i + 1; j < len(front); j++ {
			if front[j].x < front[i].x {
				front[i], front[j] = front[j], front[i]
			}
		}
	}
	s.polyline(front, ink, 0.8)
	s.text(plot.x+plot.w, plot.y+plot.h+2.6*z.axis, fit("surplus to "+actorTitle(in, p.Side)+" →", z.axis, false, plot.w), z.axis, false, right, ink)
	s.text(b.x, b.y+0.8*z.axis, fit("↑ surplus to "+actorTitle(in, p.Other), z.axis, false, 0.36*b.w), z.axis, false, left, ink)
	// key
	kx, ky := b.x+0.38*b.w, b.y+0.5*z.axis
	for i, name := range []string{"fails a side", "vetoed", "survives"} {
		switch i {
		case 0:
			s.circle(kx, ky, r, grid, axis, 0.4)
		case 1:
			s.circle(kx, ky, r, white, ink, 0.6)
		default:
			s.rect(kx-r, ky-r, 2*r, 2*r, ink, "", 0)
		}
		s.middle(kx+r+3, ky, name, z.axis, false, left, ink)
		kx += r + 3 + textWidth(name, z.axis, false) + 1.1*z.axis
	}
	s.line(kx, ky, kx+1.2*z.axis, ky, ink, 0.8)
	if w := textWidth("frontier", z.axis, false); kx+1.6*z.axis+w < b.x+b.w {
		s.middle(kx+1.6*z.axis, ky, "frontier", z.axis, false, left, ink)
	}
	s.block(b.x, b.y+b.h-stripH, line, z.axis, true, left, ink, b.w, 6)
}

// tick writes an axis value with a true minus.
func tick(v float64) string {
	t := strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.3f", v), "0"), ".")
	if t == "-0" || t == "" {
		t = "0"
	}
	return strings.Replace(t, "-", "−", 1)
}
