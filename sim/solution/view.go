package solution

import (
	"math"

	"parley/sim"
	"parley/sim/portable"
)

// View is what the two sides see along one contract curve: the value of a deal to each, given how likely they think its
// ratification,
//
//	V_i(u) = P(u)·S_i(u) - (1 - P(u))·k_fail
//
// on the grid of the curve's knots and 41 equally spaced points, linear in between. Values are found when first asked for.
type View struct {
	Curve
	points int
	grid   []float64
	at     []int        // knot that ends the piece a grid point lies on
	main   []bool       // a knot, or one of every fourth of the equally spaced points
	gain   [2][]float64 // S_i
	value  [2][]float64 // V_i, NaN while unknown
	kept   [2][]float64 // values at the main points while the mesh is refined

	probed  int // grid point that the next two are of, -1 for none
	deal    sim.Deal
	surplus [sim.MaxRatifiers]float64 // of the hard ratifiers there

	peaked [2]bool
	peak   [2]int     // grid index of the best point for each side
	edge   [2]float64 // reservation point R_i
	edgeAt [2]int     // for the first side the first grid index at or above R, for the second the last at or below
}

func newView(n int, curved bool) *View {
	c := NewCurve(n, curved)
	size := len(c.u) + GridPoints
	v := &View{Curve: *c, grid: make([]float64, size), at: make([]int, size), main: make([]bool, size)}
	for i := range v.gain {
		v.gain[i], v.value[i], v.kept[i] = make([]float64, size), make([]float64, size), make([]float64, size)
	}
	return v
}

// mesh lays the grid over the knots: each point belongs to the first piece that reaches it. Ranking scopes needs only the
// main points, with every fourth of the equally spaced ones.
func (v *View) mesh(fine bool) {
	stride := mainStride
	if fine {
		stride = 1
	}
	v.points = 0
	step := 0
	for knot := range v.n {
		hi := max(1, knot)
		top := v.u[knot]
		for ; step < GridPoints; step += stride {
			even := float64(step) / (GridPoints - 1)
			if even >= top {
				if even == top {
					step += stride
				}
				break
			}
			v.grid[v.points], v.at[v.points], v.main[v.points] = even, hi, step%mainStride == 0
			v.points++
		}
		if v.points > 0 && v.grid[v.points-1] == top {
			continue
		}
		v.grid[v.points], v.at[v.points], v.main[v.points] = top, hi, true
		v.points++
	}
}

// appraise computes the surplus of both sides on the grid under the present cost of no deal and transfers.
func (v *View) appraise(w *sim.World) {
	x, y := v.extra(w, 0), v.extra(w, 1)
	nan := math.NaN()
	i := 0
	for hi := 1; hi < v.n && i < v.points; hi++ {
		u0, a0, b0 := v.u[hi-1], v.a[hi-1]+x, v.b[hi-1]+y
		width := v.u[hi] - u0
		da, db := 0.0, 0.0
		if width > 0 {
			da, db = (v.a[hi]-v.a[hi-1])/width, (v.b[hi]-v.b[hi-1])/width
		}
		for ; i < v.points && v.at[i] == hi; i++ {
			t := v.grid[i] - u0
			v.gain[0][i], v.gain[1][i] = a0+float64(da*t), b0+float64(db*t)
			v.value[0][i], v.value[1][i] = nan, nan
		}
	}
	v.peaked = [2]bool{}
	v.probed = -1
}

// refine goes from the main points to all points without forgetting what is known.
func (v *View) refine(w *sim.World) {
	n := v.points
	for side := range v.value {
		copy(v.kept[side][:n], v.value[side][:n])
	}
	v.mesh(true)
	v.appraise(w)
	j := 0
	for i := range v.points {
		if v.main[i] {
			v.value[0][i], v.value[1][i] = v.kept[0][j], v.kept[1][j]
			j++
		}
	}
}

// probe finds the deal at grid point i and what it is worth to the hard ratifiers.
func (v *View) probe(w *sim.World, i int) {
	if v.probed == i {
		return
	}
	v.probed = i
	v.put(&v.deal, v.at[i], v.grid[i])
	for j := range w.Ratifiers {
		if r := &w.Ratifiers[j]; r.Hard {
			v.surplus[j] = w.Surplus(&r.Stakes, &v.deal, v.Scope)
		}
	}
}

// weigh finds the values at grid point i.
func (v *View) weigh(w *sim.World, i int) {
	v.probe(w, i)
	for j := range w.Ratifiers {
		if r := &w.Ratifiers[j]; !r.Hard {
			v.surplus[j] = w.Surplus(&r.Stakes, &v.deal, v.Scope)
		}
	}
	p := anticipate(w, &v.deal, v.Scope, &v.surplus)
	fail := float64((1 - p) * w.Failure)
	v.value[0][i] = float64(p*v.gain[0][i]) - fail
	v.value[1][i] = float64(p*v.gain[1][i]) - fail
}

// worth is V_side at grid point i.
func (v *View) worth(w *sim.World, side, i int) float64 {
	if x := v.value[side][i]; x == x {
		return x
	}
	v.weigh(w, i)
	return v.value[side][i]
}

// cap is a bound on how likely negotiators can think ratification at grid point i, from the hard ratifiers alone and without
// the price of opposition: cheap, and enough to pass over most points.
func (v *View) cap(w *sim.World, i int) float64 {
	if w.Reopened.Active || w.Unvoted {
		return 1
	}
	v.probe(w, i)
	p := 1.0
	for j := range w.Ratifiers {
		r := &w.Ratifiers[j]
		if !r.Hard || r.Foresight == 0 {
			continue
		}
		z := (v.surplus[j] - r.Threshold - w.Hardening) / w.Noise
		sigma := 0.0025 // an upper bound below z = -6, where the exact value is not worth an exponential
		if z > 3 {
			continue // no use as a bound
		} else if z > -6 {
			sigma = portable.Sigmoid(z)
		}
		p *= 1 - float64(r.Foresight*float64(r.Power*(1-sigma)))
	}
	return p * (1 + 1e-12) // the exact value is rounded along another path
}

// findPeak finds the best point for a side among the main points, then among the fine ones up to the next main points on
// both sides; and from there its reservation point: the edge of the stretch around the peak, towards the other side, on which
// the value stays at or above 0 at the main points, refined on the fine points of the last stretch. Values at or below 0 are no
// gain, and V <= S and V <= cap·S - (1 - cap)·k_fail, so points that these bounds rule out are not weighed. Of equal points
// the one found first wins: main before fine, nearer the own end before farther.
func (v *View) findPeak(w *sim.World, side int) {
	if v.peaked[side] {
		return
	}
	v.peaked[side] = true
	end, step := v.points-1, -1 // the first principal's best end is u = 1
	if side == 1 {
		end, step = 0, 1
	}
	best, at := 0.0, -1
	for i := range v.points { // what is known already, which lets the bounds rule out more
		if x := v.value[side][i]; x > best && v.main[i] {
			best, at = x, i
		}
	}
	try := func(i int) (on bool) {
		s := v.gain[side][i]
		if s <= best {
			return false // surplus falls monotonely away from the own end
		}
		if x := v.value[side][i]; x != x { // not known yet
			if p := v.cap(w, i); float64(p*s)-float64((1-p)*w.Failure) <= best {
				return true
			}
		}
		if x := v.worth(w, side, i); x > best {
			best, at = x, i
		}
		return true
	}
	for i := end; i >= 0 && i < v.points; i += step {
		if v.main[i] && !try(i) {
			break
		}
	}
	if at < 0 { // nothing to gain anywhere: only the own extreme, and no room
		v.peak[side], v.edge[side] = -1, float64(1-side)
		return
	}
	around := at
	for i := around - step; i >= 0 && i < v.points && !v.main[i]; i -= step {
		try(i)
	}
	for i := around + step; i >= 0 && i < v.points && !v.main[i] && try(i); i += step {
	}
	v.peak[side] = at
	in := at // last point known to be worth something
	for j := at + step; j >= 0 && j < v.points; j += step {
		if !v.main[j] {
			continue
		}
		if v.worth(w, side, j) < 0 {
			break
		}
		in = j
	}
	for j := in + step; j >= 0 && j < v.points; j += step {
		if x1 := v.worth(w, side, j); x1 < 0 { // the value crosses 0 between in and j
			x0 := v.worth(w, side, in)
			v.edge[side] = v.grid[in] + float64((v.grid[j]-v.grid[in])*(x0/(x0-x1)))
			v.edgeAt[side] = in
			return
		}
		in = j
	}
	v.edge[side], v.edgeAt[side] = v.grid[in], in
}

// Peak is the value of a side's best deal and whether it gains at all.
func (v *View) Peak(w *sim.World, side int) (float64, bool) {
	if v.Empty {
		return 0, false
	}
	v.findPeak(w, side)
	if v.peak[side] < 0 {
		return 0, false
	}
	return v.value[side][v.peak[side]], true
}

// PeakAt is the place of that deal on the coordinate; the own end when there is nothing to gain.
func (v *View) PeakAt(w *sim.World, side int) float64 {
	v.findPeak(w, side)
	if v.peak[side] < 0 {
		return float64(1 - side)
	}
	return v.grid[v.peak[side]]
}

// Reservation is R_i: how far a side can be moved before no deal is better.
func (v *View) Reservation(w *sim.World, side int) float64 {
	v.findPeak(w, side)
	return v.edge[side]
}

// Overlap reports whether agreement is possible: both sides gain somewhere and their stretches meet.
func (v *View) Overlap(w *sim.World) bool {
	if v.Empty {
		return false
	}
	if _, ok := v.Peak(w, 0); !ok {
		return false
	}
	if _, ok := v.Peak(w, 1); !ok {
		return false
	}
	return v.edge[0] <= v.edge[1]
}

// Value is V_side at any u, linear between grid points.
func (v *View) Value(w *sim.World, side int, u float64) float64 {
	if u <= 0 {
		return v.worth(w, side, 0)
	}
	if u >= 1 {
		return v.worth(w, side, v.points-1)
	}
	lo, hi := 0, v.points-1 // grid[lo] <= u <= grid[hi]
	for hi-lo > 1 {
		mid := int(uint(lo+hi) >> 1)
		if v.grid[mid] <= u {
			lo = mid
		} else {
			hi = mid
		}
	}
	if v.grid[lo] == u {
		return v.worth(w, side, lo)
	}
	t := (u - v.grid[lo]) / (v.grid[hi] - v.grid[lo])
	x0, x1 := v.worth(w, side, lo), v.worth(w, side, hi)
	return x0 + float64((x1-x0)*t)
}

// Nash is the largest weighted Nash product over the knots and every fourth of the 41 points, where both sides gain, as a
// logarithm; -Inf when there is none, or none above floor. It ranks scopes, for which this is fine enough. Along the curve the product of the surpluses, which bounds that of the values, rises to one
// top and falls: the search starts there and goes outwards until the bound is below the best value found.
func (v *View) Nash(w *sim.World, weight, floor float64) float64 {
	if v.Empty {
		return math.Inf(-1)
	}
	lo, hi := 0, v.points-1
	for lo < v.points && v.gain[0][lo] <= 0 {
		lo++
	}
	for hi >= 0 && v.gain[1][hi] <= 0 {
		hi--
	}
	if lo > hi {
		return math.Inf(-1)
	}
	weight1 := 1 - weight
	l, h := lo, hi
	for h > l {
		mid := int(uint(l+h) >> 1)
		a, b := v.gain[0][mid], v.gain[1][mid]
		if float64(weight*(v.gain[0][mid+1]-a)*b)+float64(weight1*(v.gain[1][mid+1]-b)*a) > 0 { // still rising
			l = mid + 1
		} else {
			h = mid
		}
	}
	best, found := floor, math.Inf(-1)
	try := func(i int) (on bool) {
		if !v.main[i] {
			return true
		}
		if best > math.Inf(-1) && product(v.gain[0][i], v.gain[1][i], weight) <= best {
			return false
		}
		a, b := v.value[0][i], v.value[1][i]
		if a != a { // not known yet
			p := v.cap(w, i)
			fail := float64((1 - p) * w.Failure)
			a, b = float64(p*v.gain[0][i])-fail, float64(p*v.gain[1][i])-fail
			if a <= 0 || b <= 0 || (best > math.Inf(-1) && product(a, b, weight) <= best) {
				return true
			}
			v.weigh(w, i)
			a, b = v.value[0][i], v.value[1][i]
		}
		if a > 0 && b > 0 {
			if n := product(a, b, weight); n > best {
				best, found = n, n
			}
		}
		return true
	}
	for i := l; i <= hi && try(i); i++ {
	}
	for i := l - 1; i >= lo && try(i); i-- {
	}
	return found
}

func product(a, b, weight float64) float64 {
	return float64(weight*portable.Log(a)) + float64((1-weight)*portable.Log(b))
}
