package solution

import (
	"math"
	"sort"

	"parley/sim"
)

// GridPoints is the number of equally spaced points of the bargaining coordinate, beside the knots, at which
// values are computed. Between neighbouring points they are linear.
const GridPoints = 41

// mainStride makes every fourth of them a main point, beside the knots: enough to rank scopes and to begin a search.
const mainStride = 4

// curvedPieces is into how many pieces a segment is cut when losses of distance are curved.
const curvedPieces = 6

// maxPieces bounds the segments of one issue: five interior cuts give six.
const maxPieces = 6

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

// Pieces are the linear pieces of all issues of the agenda, by falling ratio. The curve of every scope is laid from them, so
// cutting and sorting is done once for all scopes, and so is valuing where they end.
type Pieces struct {
	list  []segment
	count int
	room  sim.Scope
	first [sim.MaxIssues][2]float64 // what each issue is worth to the principals at the second side's best feasible point
	stops []stop                    // of issue k the status quo at k, that point at fromBest+k; then the ends of the pieces in order
	voices
}

// stop is a value that an issue takes at a knot, and what it is worth to each voice.
type stop struct {
	x     float64
	worth perVoice
}

const (
	fromBest = sim.MaxIssues
	fromEnds = 2 * sim.MaxIssues
)

type segment struct {
	issue  int
	x0, x1 float64
	da, db float64 // change of surplus of the first (>= 0) and of the second (<= 0)
	ratio  float64
}

func size(n int, curved bool) int {
	pieces := n * maxPieces
	if curved {
		pieces *= curvedPieces
	}
	return pieces
}

// NewPieces allocates for an agenda of n issues; curved losses of distance need more pieces.
func NewPieces(n int, curved bool) *Pieces {
	return &Pieces{list: make([]segment, size(n, curved)), stops: make([]stop, fromEnds+size(n, curved))}
}

// NewCurve allocates a curve over up to n issues.
func NewCurve(n int, curved bool) *Curve { return &Curve{knots: make([]knot, size(n, curved)+2)} }

// Range is the feasible stretch of an issue that moves: at least its smallest move towards the ideal of the side that
// receives it, within floor and ceiling. ok is false when there is none.
func Range(w *sim.World, k int) (lo, hi float64, ok bool) {
	giver := int(w.By[k])
	receiver, other := &w.Principals[1-giver], &w.Principals[giver]
	up := receiver.Ideal[k] > w.Status[k] || (receiver.Ideal[k] == w.Status[k] && receiver.Ideal[k] >= other.Ideal[k])
	if up {
		lo, hi = w.Status[k]+w.MinMove[k], w.Ceiling[k]
		lo = max(lo, w.Floor[k])
	} else {
		lo, hi = w.Floor[k], w.Status[k]-w.MinMove[k]
		hi = min(hi, w.Ceiling[k])
	}
	return lo, hi, lo <= hi
}

// Cut computes the pieces for the present stakes of the two principals.
func (c *Pieces) Cut(w *sim.World) {
	c.count, c.room = 0, 0
	c.hear(w)
	a, b := &w.Principals[0].Stakes, &w.Principals[1].Stakes
	for k := range w.Issues {
		c.stops[k] = stop{x: w.Status[k]} // where it is worth exactly nothing to anyone
		lo, hi, ok := Range(w, k)
		if !ok {
			continue
		}
		c.room |= 1 << k
		xa, xb := within(a.Ideal[k], lo, hi), within(b.Ideal[k], lo, hi)
		c.first[k] = [2]float64{w.Worth(a, k, xb), w.Worth(b, k, xb)}
		c.stop(w, fromBest+k, k, xb)
		c.cut(w, k, xb, xa)
	}
	c.sort()
	for i := range c.list[:c.count] {
		c.stop(w, fromEnds+i, c.list[i].issue, c.list[i].x1)
	}
}

// stop values an issue at x.
func (c *Pieces) stop(w *sim.World, at, k int, x float64) {
	s := &c.stops[at]
	s.x = x
	c.value(w, k, x, &s.worth)
}

// cut splits issue k between the second side's best point and the first's.
func (c *Pieces) cut(w *sim.World, k int, from, to float64) {
	if from == to {
		return
	}
	a, b := &w.Principals[0].Stakes, &w.Principals[1].Stakes
	s := w.Status[k]
	var cuts [7]float64
	n := 0
	for _, x := range [5]float64{s, a.Ideal[k], b.Ideal[k], 2*a.Ideal[k] - s, 2*b.Ideal[k] - s} {
		if (x-from)*(x-to) >= 0 {
			continue
		}
		i := n
		for i > 0 && (cuts[i-1] > x) == (to > from) && cuts[i-1] != x {
			cuts[i] = cuts[i-1]
			i--
		}
		cuts[i] = x
		n++
	}
	cuts[n] = to
	x0 := from
	va, vb := c.first[k][0], c.first[k][1]
	for i := 0; i <= n; i++ {
		x1 := cuts[i]
		if x1 == x0 {
			continue
		}
		if w.Curvature == 1 {
			mid := 0.5 * (x0 + x1)
			na, nb := w.Worth(a, k, x1), w.Worth(b, k, x1)
			c.add(segment{k, x0, x1, na - va, nb - vb, ratio(w.Slope(a, k, mid), w.Slope(b, k, mid))})
			va, vb = na, nb
		} else {
			prev := x0
			for j := 1; j <= curvedPieces; j++ {
				x := x1
				if j < curvedPieces {
					x = x0 + float64((x1-x0)*(float64(j)/curvedPieces))
				}
				na, nb := w.Worth(a, k, x), w.Worth(b, k, x)
				c.add(segment{k, prev, x, na - va, nb - vb, ratio(na-va, vb-nb)})
				prev, va, vb = x, na, nb
			}
		}
		x0 = x1
	}
}

func (c *Pieces) add(s segment) { c.list[c.count] = s; c.count++ }

// ratio is gain over loss; a piece that costs nobody anything comes first.
func ratio(gain, loss float64) float64 {
	if loss <= 0 {
		return math.Inf(1)
	}
	return gain / loss
}

// sort orders the pieces by falling ratio and is stable: pieces were added in agenda order. A straight
// insertion sort is quickest for the one or two dozen pieces of linear losses.
func (c *Pieces) sort() {
	p := c.list[:c.count]
	if len(p) > 64 {
		sort.SliceStable(p, func(i, j int) bool { return p[i].ratio > p[j].ratio })
		return
	}
	for i := 1; i < len(p); i++ {
		s := p[i]
		j := i
		for j > 0 && p[j-1].ratio < s.ratio {
			p[j] = p[j-1]
			j--
		}
		p[j] = s
	}
}

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

// top is the largest weighted product of the two surpluses on the curve, as a logarithm, whatever ratifiers do; -Inf when no deal
// leaves both better off. Along the curve the product rises to one top and falls, on a piece it is a product of two lines:
//
//	d/dt [w ln(a0 + da·t) + (1-w) ln(b0 + db·t)] = 0   at   t = -(w·da·b0 + (1-w)·db·a0) / (da·db)
func (c *Curve) top(w *sim.World, weight float64) float64 {
	if c.Empty {
		return math.Inf(-1)
	}
	x, y := c.extra(w, 0), c.extra(w, 1)
	for i := 1; i < c.n; i++ {
		a1 := c.knots[i].a + x
		if a1 <= 0 {
			continue
		}
		b0 := c.knots[i-1].b + y
		if b0 <= 0 {
			break // the second side's surplus falls
		}
		a0 := c.knots[i-1].a + x
		da, db := c.knots[i].a-c.knots[i-1].a, c.knots[i].b-c.knots[i-1].b
		slope := float64(weight*da*b0) + float64((1-weight)*db*a0)
		t := 0.0
		if curb := float64(da * db); curb < 0 {
			t = -slope / curb
		} else if slope > 0 {
			t = 1
		}
		if t >= 1 && i < c.n-1 { // still rising at the end
			continue
		}
		t = within(t, 0, 1)
		a, b := a0+float64(da*t), b0+float64(db*t)
		if a > 0 && b > 0 {
			return product(a, b, weight)
		}
		break
	}
	return math.Inf(-1)
}

// extra is what a deal of the scope is worth beyond its terms: the cost of no deal it ends, and transfers.
func (c *Curve) extra(w *sim.World, side int) float64 {
	s := &w.Principals[side].Stakes
	return float64(c.chi[side]*s.NoDeal) + s.Transfer
}

func within(x, lo, hi float64) float64 { return max(lo, min(hi, x)) }
