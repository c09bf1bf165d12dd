package solution

import (
	"parley/sim"
	"parley/sim/portable"
)

// cap is a bound on how likely negotiators can think ratification at a point, from the guard alone and without the price of opposition:
// cheap, and enough to pass over most points. Its surplus is summed along the curve, in another order than that of the values.
func (v *View) cap(w *sim.World, i int) float64 {
	g := v.pieces.guards(w)
	if g < 0 {
		return 1
	}
	r := &w.Ratifiers[g]
	p := &v.points[i]
	q := &v.knots[p.knot]
	surplus := q.rest + v.pieces.valueTo(w, g, q.moved, p.x) + v.ends.of(g) + v.adds.of(g)
	return ceiling(r, (surplus-r.Threshold-w.Hardening)/w.Noise)
}

// guards is the guard where it bounds anything, -1 where it does not.
func (v *voices) guards(w *sim.World) int {
	if w.Reopened.Active || w.Unvoted {
		return -1
	}
	return v.guard
}

// ceiling is the bound that a guard gives: z is its surplus above its threshold, in units of noise.
func ceiling(r *sim.Ratifier, z float64) float64 {
	sigma := 0.0025 // an upper bound below z = -6, where the exact value is not worth an exponential
	if z > 3 {
		return 1 // no use as a bound
	} else if z > -6 {
		sigma = portable.Sigmoid(z)
	}
	return (1 - float64(r.Foresight*float64(r.Power*(1-sigma)))) * (1 + 1e-9) // far more than rounding along the two paths
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
	end, step := len(v.points)-1, -1 // the first principal's best end is u = 1
	if side == 1 {
		end, step = 0, 1
	}
	best, at := 0.0, -1
	if v.weighed { // what is known already lets the bounds rule out more
		for i := range v.points {
			if p := &v.points[i]; p.value[side] > best && p.main {
				best, at = p.value[side], i
			}
		}
	}
	try := func(i int) (on bool) {
		s := v.points[i].gain[side]
		if s <= best {
			return false // surplus falls monotonely away from the own end
		}
		if x := v.points[i].value[side]; x != x { // not known yet
			if p := v.cap(w, i); float64(p*s)-float64((1-p)*w.Failure) <= best {
				return true
			}
		}
		if x := v.worth(w, side, i); x > best {
			best, at = x, i
		}
		return true
	}
	for i := end; i >= 0 && i < len(v.points); i += step {
		if v.points[i].main && !try(i) {
			break
		}
	}
	if at < 0 { // nothing to gain anywhere: only the own extreme, and no room
		v.peak[side], v.edge[side] = -1, float64(1-side)
		return
	}
	around := at
	for i := around - step; i >= 0 && i < len(v.points) && !v.points[i].main; i -= step {
		try(i)
	}
	for i := around + step; i >= 0 && i < len(v.points) && !v.points[i].main && try(i); i += step {
	}
	v.peak[side] = at
	in := at // last point known to be worth something
	for j := at + step; j >= 0 && j < len(v.points); j += step {
		if !v.points[j].main {
			continue
		}
		if v.points[j].gain[side] < 0 && w.Failure > 0 || v.worth(w, side, j) < 0 { // without a gain there is no value
			break
		}
		in = j
	}
	for j := in + step; j >= 0 && j < len(v.points); j += step {
		if x1 := v.worth(w, side, j); x1 < 0 { // the value crosses 0 between in and j
			x0 := v.worth(w, side, in)
			v.edge[side] = v.points[in].u + float64((v.points[j].u-v.points[in].u)*(x0/(x0-x1)))
			v.edgeAt[side] = in
			return
		}
		in = j
	}
	v.edge[side], v.edgeAt[side] = v.points[in].u, in
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
	return v.points[v.peak[side]].value[side], true
}

// PeakAt is the place of that deal on the coordinate; the own end when there is nothing to gain.
func (v *View) PeakAt(w *sim.World, side int) float64 {
	v.findPeak(w, side)
	if v.peak[side] < 0 {
		return float64(1 - side)
	}
	return v.points[v.peak[side]].u
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
