package plots

import (
	"fmt"
	"strings"
)

// Pairs is the picture of a ranking in which every row has two estimates with their intervals: the chance with an input low and high, or first and total
// indices. It is drawn of an answer, not of a result, so it is no entry of the list of charts.
type Pairs struct {
	Title, Subtitle, Note string
	Axis                  string    // "of 100 parts of the variance"
	Marks                 [2]string // what the two estimates are called
	Whole                 bool      // values are printed as whole parts of 100, as chances are
	Line                  *float64  // a value that all are compared with, such as the chance over all runs
	Groups                []PairGroup
}

// PairGroup is rows under a head; the head may be empty.
type PairGroup struct {
	Head string
	Rows []Pair
}

// Pair is one row: value, low end and high end of both estimates.
type Pair struct {
	Name string
	A, B [3]float64
}

// Draw draws it as ".svg" or ".png".
func (p Pairs) Draw(ending string, o Options) ([]byte, error) {
	if o.IDPrefix == "" {
		o.IDPrefix = "pairs"
	}
	return p.picture().write(ending, o)
}

func (p Pairs) picture() picture {
	desc := p.Title + "."
	for _, g := range p.Groups {
		for _, r := range g.Rows {
			desc += fmt.Sprintf(" %s: %s %s, %s %s.", r.Name, p.Marks[0], p.text(r.A[0]), p.Marks[1], p.text(r.B[0]))
		}
	}
	return picture{title: p.Title, subtitle: p.Subtitle, note: p.Note, desc: desc, draw: p.draw}
}

// text is a share as it is printed, of 100: a chance is never 0 or 100, an index may lie below 0.
func (p Pairs) text(v float64) string {
	switch {
	case p.Whole:
		return whole(v)
	case v < 0:
		return tick(100*v, 1)
	}
	return parts(v)
}

func (p Pairs) span() (lo, hi float64) {
	lo, hi = 0, 0
	for _, g := range p.Groups {
		for _, r := range g.Rows {
			for _, v := range [][3]float64{r.A, r.B} {
				lo, hi = min(lo, v[0], v[1]), max(hi, v[0], v[2])
			}
		}
	}
	if p.Line != nil {
		hi = max(hi, *p.Line)
	}
	return lo, max(hi, 1e-9)
}

func (p Pairs) draw(s *Scene, b rect) float64 {
	z := s.size
	r := z.pick(3, 2.5, 5)
	y := b.y + 0.6*z.axis
	x := b.x
	for k, name := range p.Marks { // the key
		w := 2.6*r + textWidth(clean(name), z.axis, false)
		if x > b.x && x+w > b.right() {
			x, y = b.x, y+1.4*z.axis
		}
		s.pairMark(k, x+r, y, r)
		s.middle(x+2.6*r, y, name, z.axis, false, left, ink)
		x += w + 1.6*z.axis
	}
	y += 1.2 * z.axis
	nameW := z.pick(0.40, 0.44, 0.40) * b.w
	textW := 0.0
	for _, g := range p.Groups {
		for _, row := range g.Rows {
			textW = max(textW, textWidth(p.values(row), z.axis, false))
		}
	}
	lo, hi := p.span()
	x0 := b.x + nameW + 4
	w := b.right() - x0 - textW - 10
	px := func(v float64) float64 { return x0 + w*(v-lo)/(hi-lo) }
	top := y
	at, decimals := ticks(100*lo, 100*hi, int(z.pick(5, 3, 5)))
	grids := len(s.shapes) // lines go below the marks: their length is known at the end
	for range at {
		s.line(0, 0, 0, 0, grid, gridWidth)
	}
	for _, g := range p.Groups {
		if g.Head != "" {
			y += 0.5 * z.label
			y += s.block(b.x, y, g.Head, z.label, true, left, ink, b.w, 2) + 0.2*z.label
		}
		for _, row := range g.Rows {
			lines := wrapTo(row.Name, z.axis, false, nameW-4, 3)
			h := max(z.pick(1.9, 1.75, 1.7)*z.label, float64(len(lines))*1.12*z.axis+0.5*z.axis)
			mid := y + h/2
			s.line(px(row.A[0]), mid, px(row.B[0]), mid, axis, axisWidth)
			for k, v := range [][3]float64{row.A, row.B} {
				off := (float64(k) - 0.5) * 0.9 * r
				s.line(px(v[1]), mid+off, px(v[2]), mid+off, muted, referenceWidth)
			}
			s.pairMark(0, px(row.A[0]), mid-0.45*r, r)
			s.pairMark(1, px(row.B[0]), mid+0.45*r, r)
			s.blockMiddle(b.x, mid, lines, z.axis, false, left, ink)
			s.middle(b.right(), mid, p.values(row), z.axis, false, right, ink)
			y += h
		}
	}
	if p.Line != nil {
		s.reference(px(*p.Line), top, px(*p.Line), y)
	}
	s.line(x0, y, x0+w, y, axis, axisWidth)
	for i, v := range at {
		x := px(v / 100)
		s.shapes[grids+i].path = []point{{x, top}, {x, y}}
		s.text(x, y+1.1*z.axis, tick(v, decimals), z.axis, false, center, muted)
	}
	y += 1.5 * z.axis
	return y - b.y + s.block(b.right(), y, p.Axis+" →", z.axis, false, right, ink, b.w, 2)
}

func (p Pairs) values(r Pair) string {
	return strings.NewReplacer("under ", "<", "over ", ">").Replace(p.text(r.A[0]) + " · " + p.text(r.B[0]))
}

// pairMark is a full circle for the first estimate, a diamond for the second.
func (s *Scene) pairMark(k int, x, y, r float64) {
	if k == 0 {
		s.circle(x, y, 0.85*r, s.pal.low, ink, 0.4)
		return
	}
	d := 1.05 * r
	s.polygon([]point{{x, y - d}, {x + d, y}, {x, y + d}, {x - d, y}}, s.pal.high, white, outlineWidth)
}
