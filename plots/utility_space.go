package plots

import (
	"fmt"
	"math"

	"parley/sim/stats"
)

// UtilitySpace is the picture of a domain: what every outcome is worth to two parties, the frontier, the solutions. It is drawn of a
// file, not of a result, so it is no entry of the list of charts.
type UtilitySpace struct {
	Title       string
	Parties     [2]string
	Reservation [2]float64
	Outcomes    [2][]float64 // utilities of all outcomes, empty for continuous deals
	Frontier    [2][]float64 // by falling utility of the first party
	Joined      bool         // the frontier is a curve, not a set of points
	More        bool         // there are further parties
	Points      []NamedPoint
}

// NamedPoint is a solution.
type NamedPoint struct {
	Name string
	X, Y float64
}

// mostOutcomes is how many cells of outcomes are drawn on each axis: more would only lie on top of one another.
const mostOutcomes = 160

// Draw draws it as ".svg" or ".png".
func (u UtilitySpace) Draw(ending string, o Options) ([]byte, error) {
	if o.Size == "" {
		o.Size = Full
	}
	if o.IDPrefix == "" {
		o.IDPrefix = "space"
	}
	title, desc := u.words()
	s := u.scene(o, title)
	if ending == ".png" {
		return writePNG(s)
	}
	return writeSVG(s, o, title, desc), nil
}

func (u UtilitySpace) words() (title, desc string) {
	n := len(u.Frontier[0])
	title = fmt.Sprintf("%s of %s outcomes cannot be improved for one without cost to another", stats.Thousands(int64(n)), stats.Thousands(int64(len(u.Outcomes[0]))))
	if u.Joined {
		title = "What the deals on the contract curve are worth to the two sides"
	}
	desc = fmt.Sprintf("%s. Utility of %s across, of %s up.", title, u.Parties[0], u.Parties[1])
	for _, p := range u.Points {
		desc += fmt.Sprintf(" %s: %.3f and %.3f.", p.Name, p.X, p.Y)
	}
	return clean(title), clean(desc)
}

func (u UtilitySpace) scene(o Options, title string) *Scene {
	z := sizesOf(o.Size)
	s := &Scene{W: z.width, pal: house, size: z}
	m, w := z.margin, z.width-2*z.margin
	y := m
	y += s.paragraph(m, y, title, z.title, true, ink, w) + 0.2*z.subtitle
	y += s.paragraph(m, y, clean(u.Title), z.subtitle, false, muted, w) + 0.75*z.subtitle
	y += s.block(m, y, "Utility of "+clean(u.Parties[1])+" ↑", z.axis, false, left, ink, w, 2) + 0.4*z.axis
	plot := rect{x: m + 3.2*z.axis, y: y, w: w - 3.2*z.axis, h: z.pick(260, 170, 330)}
	u.draw(s, plot)
	y = plot.bottom() + 1.6*z.axis
	y += s.block(plot.right(), y, "Utility of "+clean(u.Parties[0])+" →", z.axis, false, right, ink, w, 2) + 0.5*z.axis
	y += u.key(s, rect{x: m, y: y, w: w}) + 0.8*z.note
	note := "Dashed: reservation values. Grey: outcomes. Values to two parties cannot be compared with each other."
	if u.Joined {
		note = "Dashed: no deal. The line is the contract curve with every quantity at its median. Values to two sides cannot be compared with each other."
	}
	if u.More {
		note += " There are further parties: an outcome may be efficient though another is better for both shown here."
	}
	y += s.block(m, y, note, z.note, false, left, muted, w, mostLines)
	s.H = y + m
	return s
}

func (u UtilitySpace) draw(s *Scene, plot rect) {
	z := s.size
	x0, x1, y0, y1 := u.Reservation[0], u.Reservation[0], u.Reservation[1], u.Reservation[1]
	for _, set := range [][2][]float64{u.Outcomes, u.Frontier} {
		for i, x := range set[0] {
			x0, x1, y0, y1 = min(x0, x), max(x1, x), min(y0, set[1][i]), max(y1, set[1][i])
		}
	}
	x0, x1 = widen(x0, x1)
	y0, y1 = widen(y0, y1)
	px := func(x float64) float64 { return plot.x + plot.w*(x-x0)/(x1-x0) }
	py := func(y float64) float64 { return plot.y + plot.h*(y1-y)/(y1-y0) }
	s.rect(plot.x, plot.y, plot.w, plot.h, panel, "", 0)
	at, decimals := ticks(x0, x1, 5)
	for _, x := range at {
		s.line(px(x), plot.y, px(x), plot.bottom(), grid, gridWidth)
		s.text(px(x), plot.bottom()+1.1*z.axis, tick(x, decimals), z.axis, false, center, muted)
	}
	at, decimals = ticks(y0, y1, 5)
	for _, y := range at {
		s.line(plot.x, py(y), plot.right(), py(y), grid, gridWidth)
		s.middle(plot.x-0.4*z.axis, py(y), tick(y, decimals), z.axis, false, right, muted)
	}
	var drawn [mostOutcomes][mostOutcomes]bool
	for i, x := range u.Outcomes[0] {
		y := u.Outcomes[1][i]
		cx, cy := int(float64(mostOutcomes-1)*(x-x0)/(x1-x0)), int(float64(mostOutcomes-1)*(y-y0)/(y1-y0))
		if !drawn[cx][cy] {
			drawn[cx][cy] = true
			s.circle(px(x), py(y), z.pick(0.9, 0.7, 1.6), axis, "", 0)
		}
	}
	s.reference(px(u.Reservation[0]), plot.y, px(u.Reservation[0]), plot.bottom())
	s.reference(plot.x, py(u.Reservation[1]), plot.right(), py(u.Reservation[1]))
	var front []point
	for i, x := range u.Frontier[0] {
		front = append(front, point{px(x), py(u.Frontier[1][i])})
	}
	if u.Joined && len(front) > 1 {
		s.polyline(front, ink, dataWidth)
	} else if !u.More {
		for i := 1; i < len(front); i++ { // steps: between two outcomes nothing can be had
			a, b := front[i-1], front[i]
			s.polyline([]point{a, {b.x, a.y}, b}, muted, gridWidth)
		}
	}
	if !u.Joined {
		for _, p := range front {
			s.circle(p.x, p.y, z.pick(1.8, 1.4, 3), ink, "", 0)
		}
	}
	for i, p := range u.Points {
		s.mark(i, px(p.X), py(p.Y), z.pick(4, 3.2, 7))
	}
}

// key names the marks, with the utilities of each.
func (u UtilitySpace) key(s *Scene, b rect) float64 {
	z := s.size
	y := b.y + 0.6*z.axis
	for i, p := range u.Points {
		if math.IsNaN(p.X) || math.IsNaN(p.Y) {
			continue
		}
		s.mark(i, b.x+0.6*z.axis, y, 0.42*z.axis)
		s.middle(b.x+1.6*z.axis, y, fmt.Sprintf("%s: %.3f and %.3f", p.Name, p.X, p.Y), z.axis, false, left, ink)
		y += 1.35 * z.axis
	}
	return y - b.y
}
