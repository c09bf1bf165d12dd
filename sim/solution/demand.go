package solution

import (
	"parley/sim"
	"parley/sim/portable"
)

// Demand is what a side asks for given what it believes of the other's reservation point, Normal(mean, sd): the risk-return
// trade-off of Fearon 1995,
//
//	u = argmax V_side(u) · Pr(the other side would accept u)
//
// over the grid between its own reservation point and its best deal. It returns the place and V there; with nothing to gain
// the own extreme and 0.
func (v *View) Demand(w *sim.World, side int, mean, sd float64) (u, value float64) {
	v.findPeak(w, side)
	if v.peak[side] < 0 {
		return float64(1 - side), 0
	}
	step := 1
	if side == 1 {
		step = -1
	}
	best, at := -1.0, v.peak[side]
	for i := v.peak[side]; ; i -= step {
		x := v.worth(w, side, i)
		if x > best { // the chance is at most 1
			room := (mean - v.points[i].u) / sd
			if side == 1 {
				room = -room
			}
			if e := x * portable.NormalCDF(room); e > best {
				best, at = e, i
			}
		}
		if i == v.edgeAt[side] {
			break
		}
	}
	return v.points[at].u, v.points[at].value[side]
}

// Position is the deal nearest to the other side at which a side still gets its aspiration: the smallest u at or above
// its reservation point with V >= asp for the first principal, the mirror image for the second.
func (v *View) Position(w *sim.World, side int, asp float64) float64 {
	v.findPeak(w, side)
	if v.peak[side] < 0 {
		return float64(1 - side)
	}
	if asp <= 0 {
		return v.edge[side]
	}
	step := 1
	if side == 1 {
		step = -1
	}
	u0, x0 := v.edge[side], 0.0
	for i := v.edgeAt[side]; ; i += step {
		p := &v.points[i]
		if p.value[0] != p.value[0] {
			v.weigh(w, i)
		}
		x, u := p.value[side&1], p.u
		if x >= asp {
			if x == x0 || u == u0 {
				return u
			}
			return u0 + float64((u-u0)*((asp-x0)/(x-x0)))
		}
		if i == v.peak[side] {
			return u
		}
		u0, x0 = u, x
	}
}
