package solution

import (
	"math"

	"parley/sim"
)

// GridPoints is the number of equally spaced points of the bargaining coordinate, beside the knots, at which
// values are computed. Between neighbouring points they are linear.
const GridPoints = 41

// mainStride makes every fourth of them a main point, beside the knots: enough to rank scopes and to begin a search.
const mainStride = 4

// Curve is the contract curve of two principals over one scope: the deals that cannot be improved for one without
// cost to the other, ordered from the best for the second principal (u = 0) to the best for the first (u = 1).
//
// Each issue runs from one side's best feasible point to the other's and is cut where a slope changes: at the status
// quo, at both ideal points and at the two mirror points 2·ideal - s where a gain turns into a loss. Surplus is concave
// per issue, so taking the pieces in the order of (gain to the first) / (loss to the second), largest first, is exact
// for linear losses of distance; ties go by agenda order. u is the cumulative |dS| of both sides over its total.
// Source: docs/model.md "Contract curve".
type Curve struct {
	Scope sim.Scope
	Empty bool // an issue of the scope has no room for its smallest move

	pieces *Pieces
	n      int // knots
	knots  []knot
	chi    [2]float64 // salience of the scope to each principal
}

// knot is a corner of a curve.
type knot struct {
	u, a, b float64               // place, and surplus of the two principals there, without chi and transfers
	rest    float64               // what the other issues than the moved one are worth to the guard on the piece ending here
	moved   int                   // issue that the piece ending here moves
	at      [sim.MaxIssues]uint16 // the stop at which each issue stands
}

// NewCurve allocates a curve over up to n issues.
func NewCurve(n int, curved bool) *Curve { return &Curve{knots: make([]knot, size(n, curved)+2)} }

// Lay adds up the pieces of a scope's issues, from the second side's best deal to the first's.
func (c *Curve) Lay(w *sim.World, p *Pieces, scope sim.Scope) {
	c.Scope, c.pieces, c.n = scope, p, 0
	c.Empty = p.room&scope != scope
	if c.Empty {
		return
	}
	a, b := &w.Principals[0].Stakes, &w.Principals[1].Stakes
	var now knot
	c.chi = [2]float64{}
	for k := range min(w.Issues, sim.MaxIssues) {
		now.at[k] = uint16(k)
		if scope.Has(k) {
			now.at[k] = uint16(fromBest + k)
			now.a += p.first[k][0]
			now.b += p.first[k][1]
			c.chi[0] += a.Salience[k]
			c.chi[1] += b.Salience[k]
		}
	}
	c.knots[0] = now
	guarded := 0.0
	if g := p.guard; g >= 0 {
		for k := range min(w.Issues, sim.MaxIssues) {
			guarded += p.stops[now.at[k]].worth.of(g)
		}
		now.rest = guarded - p.stops[now.at[0]].worth.of(g) // of a curve without pieces, along which the first issue stays
	}
	n := 1
	for i := range p.list[:p.count] {
		s := &p.list[i]
		if !scope.Has(s.issue) {
			continue
		}
		now.u += math.Abs(s.da) + math.Abs(s.db)
		now.a += s.da
		now.b += s.db
		now.moved = s.issue
		if g := p.guard; g >= 0 {
			now.rest = guarded - p.stops[now.at[s.issue]].worth.of(g)
			guarded = now.rest + p.stops[fromEnds+i].worth.of(g)
		}
		now.at[s.issue] = uint16(fromEnds + i)
		c.knots[n] = now
		n++
	}
	c.n = n
	if now.u == 0 { // both sides agree on the best deal: the curve is one point
		now.u, now.moved = 1, 0
		c.knots[1] = now
		c.knots[0] = now
		c.knots[0].u = 0
		c.n = 2
		return
	}
	for i := 1; i < n; i++ {
		c.knots[i].u /= now.u
	}
	c.knots[n-1].u = 1
}

// Knots is the number of corner deals.
func (c *Curve) Knots() int { return c.n }

// Knot is the i-th corner: its place and its deal.
func (c *Curve) Knot(i int) (u float64, d sim.Deal) {
	for k := range d {
		d[k] = c.pieces.stops[c.knots[i].at[k]].x
	}
	return c.knots[i].u, d
}

// At is the deal at u.
func (c *Curve) At(u float64) sim.Deal {
	i := 1
	for i < c.n-1 && c.knots[i].u < u {
		i++
	}
	_, d := c.Knot(i)
	if x, inside := c.between(i, u); inside {
		d[c.knots[i].moved] = x
	}
	return d
}

// between is the value at u of the issue that the piece ending at knot i moves, if u lies before that knot. Only one issue moves along a piece.
func (c *Curve) between(i int, u float64) (x float64, inside bool) {
	p, q := &c.knots[i-1], &c.knots[i]
	width := q.u - p.u
	if width <= 0 || u >= q.u {
		return 0, false
	}
	x0, x1 := c.pieces.stops[p.at[q.moved]].x, c.pieces.stops[q.at[q.moved]].x
	return x0 + float64((x1-x0)*((u-p.u)/width)), true
}

// extra is what a deal of the scope is worth beyond its terms: the cost of no deal it ends, and transfers.
func (c *Curve) extra(w *sim.World, side int) float64 {
	s := &w.Principals[side].Stakes
	return float64(c.chi[side]*s.NoDeal) + s.Transfer
}
