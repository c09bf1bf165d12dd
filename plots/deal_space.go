package plots

import (
	"errors"
	"fmt"
	"math"
	"sort"
	"strings"

	"parley/sim/results"
	"parley/sim/stats"
)

// dealSpace is C3: every package on the grid of issue levels by its value to each principal, and whose veto it meets.
var dealSpace = Chart{ID: "c3", Name: "deal-space", Title: "Deal space",
	Doc:      "Is there a deal to be had, and who blocks it? Every package on a grid of issue levels by its value to each side.",
	takeaway: dealSpaceTakeaway, table: dealSpaceTable, draw: drawDealSpace,
	ready: func(in Input) error {
		if in.Derived == nil || in.Derived.Packages == nil || len(in.Derived.Packages.All) == 0 {
			return errors.New("no packages")
		}
		return nil
	}}

// funnel counts packages: all, those that suit both sides, those that each ratifier in turn leaves, and how many of those that suit
// both each ratifier alone would block.
type funnel struct {
	all, both int
	left      []int
	blocks    []int
}

func funnelOf(p *results.Packages) funnel {
	f := funnel{all: len(p.All), left: make([]int, len(p.Vetoes)), blocks: make([]int, len(p.Vetoes))}
	for _, k := range p.All {
		if !k.Both {
			continue
		}
		f.both++
		alive := true
		for j := range p.Vetoes {
			if vetoed(k, j) {
				f.blocks[j]++
				alive = false
			}
			if alive {
				f.left[j]++
			}
		}
	}
	return f
}

func vetoed(k results.Package, j int) bool { return j < len(k.Blocked) && k.Blocked[j] }

func (f funnel) survivors() int {
	if len(f.left) == 0 {
		return f.both
	}
	return f.left[len(f.left)-1]
}

func survives(k results.Package) bool {
	for _, b := range k.Blocked {
		if b {
			return false
		}
	}
	return k.Both
}

func dealSpaceTakeaway(in Input, o Options) Takeaway {
	p := in.Derived.Packages
	f := funnelOf(p)
	count := func(n int) string { return stats.Thousands(int64(n)) }
	all, both, end := count(f.all), count(f.both), count(f.survivors())
	facts := []string{all, both, end}
	t := Takeaway{Note: "Every input stands at its median. Values to two actors cannot be compared, and a share of packages is not a probability."}
	t.Subtitle = fmt.Sprintf("Every package on a grid of issue levels by its value to each side over no deal; %s of %s leave a side worse off than no deal", count(f.all-f.both), all)
	descriptive := "The deal space at the median of every input"
	worst, next := 0, 0 // ratifiers that block most
	for j := range f.blocks {
		if f.blocks[j] > f.blocks[worst] {
			worst = j
		}
	}
	for j := range f.blocks {
		if j != worst {
			next = max(next, f.blocks[j])
		}
	}
	switch {
	case f.both == 0:
		t.choose(o.Size, facts, fmt.Sprintf("None of %s packages suits both sides when every input stands at its median", all), fmt.Sprintf("None of %s packages suits both sides", all), descriptive)
	case len(p.Vetoes) == 0:
		t.choose(o.Size, facts, fmt.Sprintf("%s of %s packages suit both sides, and nobody has a veto", both, all), fmt.Sprintf("%s of %s packages suit both sides", both, all), descriptive)
	case f.survivors() == f.both:
		t.choose(o.Size, facts, fmt.Sprintf("All %s packages that both sides prefer to no deal survive every veto", both), fmt.Sprintf("All %s packages that suit both survive every veto", both), descriptive)
	default:
		survive := fmt.Sprintf("%s of the %s packages that suit both sides survive every veto", end, both)
		named := ""
		if f.blocks[worst]-next >= max(1, f.both/20) { // counts, not a sample: a twentieth apart is enough to name one
			blocksMost := count(f.blocks[worst])
			facts = append(facts, blocksMost)
			named = fmt.Sprintf("%s; %s blocks %s", survive, actorTitle(in, p.Vetoes[worst]), blocksMost)
		}
		t.choose(o.Size, facts, named, survive, fmt.Sprintf("%s of %s packages survive every veto", end, both), descriptive)
	}
	t.describe("Scatter of packages by value to the two sides", fmt.Sprintf("%s of %s survive", end, all))
	t.LongDesc = fmt.Sprintf("Packages by their value to %s (across) and %s (up). %s packages; %s suit both sides", actorTitle(in, p.Side), actorTitle(in, p.Other), all, both)
	for j, v := range p.Vetoes {
		t.LongDesc += fmt.Sprintf("; %s are left after %s", count(f.left[j]), actorTitle(in, v))
	}
	t.LongDesc += ". The line joins packages that none beats for both sides."
	return t
}

func dealSpaceTable(in Input, _ Options) Table {
	p := in.Derived.Packages
	f := funnelOf(p)
	t := Table{Head: []string{"Package"}}
	for _, id := range p.Issues {
		t.Head = append(t.Head, issueTitle(in, id))
	}
	t.Head = append(t.Head, "Value to "+actorTitle(in, p.Side), "Value to "+actorTitle(in, p.Other), "Suits both", "Vetoed by", "On the frontier")
	blank := make([]string, len(p.Issues)+2)
	sum := func(name string, n int) {
		t.Rows = append(t.Rows, append(append([]string{name}, blank...), stats.Thousands(int64(n)), "", ""))
	}
	sum("All packages", f.all)
	sum("Suit both sides", f.both)
	sum("Leave a side worse off", f.all-f.both)
	for j, v := range p.Vetoes {
		sum("Left after "+actorTitle(in, v), f.left[j])
	}
	for j, v := range p.Vetoes {
		sum("Suit both, blocked by "+actorTitle(in, v), f.blocks[j])
	}
	for i, k := range p.All {
		row := []string{fmt.Sprint(i + 1)}
		for _, x := range k.Deal {
			row = append(row, fmt.Sprintf("%.3f", x))
		}
		var by []string
		for j, v := range p.Vetoes {
			if vetoed(k, j) {
				by = append(by, actorTitle(in, v))
			}
		}
		yes := map[bool]string{true: "yes", false: "no"}
		t.Rows = append(t.Rows, append(row, fmt.Sprintf("%.4f", k.X), fmt.Sprintf("%.4f", k.Y), yes[k.Both], strings.Join(by, "; "), yes[k.Pareto]))
	}
	return t
}

// mostMarks is how many packages are drawn one by one; of more, every n-th that does not survive.
const mostMarks = 3000

func drawDealSpace(s *Scene, in Input, o Options, b rect) float64 {
	p, z := in.Derived.Packages, s.size
	f := funnelOf(p)
	y := b.y + dealSpaceKey(s, b, f) + 0.6*z.axis
	yName := "Value to " + actorTitle(in, p.Other) + " ↑"
	y += s.block(b.x, y, yName, z.axis, false, left, ink, b.w, 3) + 0.3*z.axis
	plot := rect{x: b.x, y: y, w: b.w, h: z.pick(225, 135, 185)}
	drawPackages(s, p, plot)
	y = plot.bottom() + 0.35*z.axis
	y += s.block(b.right(), y, "Value to "+actorTitle(in, p.Side)+" →", z.axis, false, right, ink, b.w, 3)
	y += 0.7 * z.axis
	return y - b.y + drawFunnel(s, in, p, f, rect{x: b.x, y: y, w: b.w})
}

// packageSize is the radius of a mark.
func packageSize(z sizes) float64 { return z.pick(1.6, 1.25, 2.6) }

func dealSpaceKey(s *Scene, b rect, f funnel) float64 {
	z := s.size
	r := packageSize(z) * 1.3
	x, y := b.x, b.y+0.55*z.axis
	entry := func(name string, draw func(x float64)) {
		w := 3*r + 3 + textWidth(name, z.axis, false)
		if x > b.x && x+w > b.right() {
			x, y = b.x, y+1.35*z.axis
		}
		draw(x + 1.5*r)
		s.middle(x+3*r+3, y, name, z.axis, false, left, ink)
		x += w + 1.1*z.axis
	}
	entry("worse than no deal for a side", func(x float64) { s.circle(x, y, 0.8*r, axis, "", 0) })
	entry("suits both, vetoed", func(x float64) { s.circle(x, y, r, white, ink, 0.7) })
	entry("survives every veto", func(x float64) { s.rect(x-r, y-r, 2*r, 2*r, ink, "", 0) })
	entry("frontier", func(x float64) { s.line(x-1.5*r, y, x+1.5*r, y, ink, 1) })
	return y - b.y + 0.6*z.axis
}

func drawPackages(s *Scene, p *results.Packages, plot rect) {
	z := s.size
	x0, x1, y0, y1 := 0.0, 0.0, 0.0, 0.0
	for _, k := range p.All {
		x0, x1, y0, y1 = min(x0, k.X), max(x1, k.X), min(y0, k.Y), max(y1, k.Y)
	}
	x0, x1 = widen(min(x0, p.ReserveX[0]), max(x1, p.ReserveX[1]))
	y0, y1 = widen(min(y0, p.ReserveY[0]), max(y1, p.ReserveY[1]))
	px := func(x float64) float64 { return plot.x + plot.w*(x-x0)/(x1-x0) }
	py := func(y float64) float64 { return plot.y + plot.h*(y1-y)/(y1-y0) }
	s.rect(plot.x, plot.y, plot.w, plot.h, panel, "", 0)
	// 10 to 90 % of where each side's indifference lies, across draws
	band := "#E3E8ED"
	s.rect(px(p.ReserveX[0]), plot.y, px(p.ReserveX[1])-px(p.ReserveX[0]), plot.h, band, "", 0)
	s.rect(plot.x, py(p.ReserveY[1]), plot.w, py(p.ReserveY[0])-py(p.ReserveY[1]), band, "", 0)
	s.reference(px(0), plot.y, px(0), plot.bottom())
	s.reference(plot.x, py(0), plot.right(), py(0))
	var front []point
	for _, k := range p.All {
		if k.Pareto {
			front = append(front, point{px(k.X), py(k.Y)})
		}
	}
	sort.Slice(front, func(i, j int) bool {
		return front[i].x < front[j].x || (front[i].x == front[j].x && front[i].y < front[j].y)
	})
	if len(front) > 1 {
		s.polyline(front, ink, 1)
	}
	r := packageSize(z)
	every := 1 + len(p.All)/mostMarks
	for pass := range 3 { // grey first, survivors on top
		for i, k := range p.All {
			x, y := px(k.X), py(k.Y)
			switch {
			case survives(k):
				if pass == 2 {
					s.rect(x-r, y-r, 2*r, 2*r, ink, white, 0.3)
				}
			case i%every != 0:
			case pass == 0 && !k.Both:
				s.circle(x, y, 0.7*r, axis, "", 0)
			case pass == 1 && k.Both:
				s.circle(x, y, r, white, ink, 0.45)
			}
		}
	}
	// names of the lines of indifference, at the ends away from the packages
	s.backed(px(0), plot.bottom()-0.8*z.axis, "no deal", z.axis, false, ink, panel)
	w := textWidth("no deal", z.axis, false)
	s.backed(plot.x+w/2+4, py(0), "no deal", z.axis, false, ink, panel)
}

// widen leaves room around the data and never gives an empty range.
func widen(lo, hi float64) (float64, float64) {
	d := max(hi-lo, 1e-3)
	return lo - 0.04*d, hi + 0.04*d
}

// drawFunnel counts what is left after each veto: columns with arrows, rows where it is narrow or there are many.
func drawFunnel(s *Scene, in Input, p *results.Packages, f funnel, b rect) float64 {
	z := s.size
	type step struct {
		n    int
		name string
	}
	steps := []step{{f.all, "packages"}, {f.both, "suit both sides"}}
	for j, v := range p.Vetoes {
		steps = append(steps, step{f.left[j], "left after " + actorTitle(in, v)})
	}
	if z.half || len(steps) > 6 {
		w := 0.0
		for _, st := range steps {
			w = max(w, textWidth(stats.Thousands(int64(st.n)), z.label, true))
		}
		y := b.y
		for _, st := range steps {
			s.text(b.x+w, y+0.8*z.label, stats.Thousands(int64(st.n)), z.label, true, right, ink)
			y += s.block(b.x+w+0.6*z.label, y, st.name, z.axis, false, left, ink, b.w-w-0.6*z.label, 4) + 0.1*z.label
		}
		return y - b.y
	}
	w := b.w / float64(len(steps))
	height := 0.0
	for i, st := range steps {
		x := b.x + float64(i)*w
		if i > 0 {
			ay := b.y + 0.45*z.label
			s.line(x-0.05*w-5, ay, x-0.05*w+3, ay, muted, 1)
			s.polyline([]point{{x - 0.05*w, ay - 2.6}, {x - 0.05*w + 3, ay}, {x - 0.05*w, ay + 2.6}}, muted, 1)
		}
		x += 0.05 * w * math.Min(1, float64(i))
		s.text(x, b.y+0.8*z.label, stats.Thousands(int64(st.n)), z.label, true, left, ink)
		height = max(height, 1.15*z.label+s.block(x, b.y+1.15*z.label, st.name, z.axis, false, left, muted, 0.84*w, 6))
	}
	return height
}
