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
	r := v.pieces.lord
	p := &v.points[i]
	q := &v.knots[p.knot]
	worth := 0.0
	if w.Curvature == 1 {
		worth = v.pieces.lines[uint(q.moved)%sim.MaxIssues][uint(g)/4%fours].At(g, p.x)
	} else {
		worth = w.Worth(&r.Stakes, q.moved, p.x)
	}
	surplus := q.rest + worth + v.ends.of(g) + v.adds.of(g)
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
	if !v.peaked[side] {
		v.seekPeak(w, side)
	}
}

func (v *View) seekPeak(w *sim.World, side int) {
	v.peaked[side] = true
	p, mains := v.points, v.mains
	end, step := len(mains)-1, -1 // the first principal's best end is u = 1
	if side == 1 {
		end, step = 0, 1
	}
	best, at := 0.0, -1 // at is a place among the main points
	if v.weighed {      // what is known already lets the bounds rule out more
		for m, i := range mains {
			if x := p[i].value[side&1]; x > best {
				best, at = x, m
			}
		}
	}
	// surplus falls monotonely away from the own end
	for m := end; uint(m) < uint(len(mains)) && p[mains[m]].gain[side&1] > best; m += step {
		if x := v.above(w, side, int(mains[m]), best); x > best {
			best, at = x, m
		}
	}
	if at < 0 { // nothing to gain anywhere: only the own extreme, and no room
		v.peak[side], v.edge[side] = -1, float64(1-side)
		return
	}
	around := int(mains[at])
	v.peak[side] = around
	for i := around - step; uint(i) < uint(len(p)) && !p[i].main; i -= step {
		if x := v.above(w, side, i, best); x > best {
			best, v.peak[side] = x, i
		}
	}
	for i := around + step; uint(i) < uint(len(p)) && !p[i].main && p[i].gain[side&1] > best; i += step {
		if x := v.above(w, side, i, best); x > best {
			best, v.peak[side] = x, i
		}
	}
	in := v.peak[side] // last point known to be worth something
	m := at            // the next main point on the way
	if (in-around)*step >= 0 {
		m += step
	}
	for ; uint(m) < uint(len(mains)); m += step {
		j := int(mains[m])
		if p[j].gain[side&1] < 0 && w.Failure > 0 || v.worth(w, side, j) < 0 { // without a gain there is no value
			break
		}
		in = j
	}
	for j := in + step; uint(j) < uint(len(p)); j += step {
		if x1 := v.worth(w, side, j); x1 < 0 { // the value crosses 0 between in and j
			x0 := v.worth(w, side, in)
			v.edge[side] = p[in].u + float64((p[j].u-p[in].u)*(x0/(x0-x1)))
			v.edgeAt[side] = in
			return
		}
		in = j
	}
	v.edge[side], v.edgeAt[side] = p[in].u, in
}

// above is the value at a point, or a bound of it that is no more than x.
func (v *View) above(w *sim.World, side, i int, x float64) float64 {
	p := &v.points[i]
	s := p.gain[side&1]
	if s <= x {
		return s
	}
	if known := p.value[side&1]; known == known {
		return known
	}
	most := v.cap(w, i)
	if bound := float64(most*s) - float64((1-most)*w.Failure); bound <= x {
		return bound
	}
	v.weigh(w, i)
	return p.value[side&1]
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
