package solution

import (
	"parley/sim"
	"parley/sim/portable"
)

// Passing fills in the chance with which each ratifier passes a deal. A soft veto is disarmed by its patron's endorsement;
// opposition of the shielded raises the price of their patron:
//
//	sigma_j = sigma((S_j - tau'_j)/eta)
//	tau'_l  = tau_l + chi_o · sum over j shielded by l of v_j·(1 - sigma_j)
//	hard: P_j = 1 - v_j·(1 - sigma_j)      soft: P_j = 1 - v_j·(1 - sigma_j)·(1 - epsilon_j·sigma_patron)
//
// With foreseen, v_j in the second line is weighted by foresight: what negotiators see of it.
// Sources: Putnam 1988; Tsebelis 2002; docs/model.md "Ratification".
func Passing(w *sim.World, d *sim.Deal, b sim.Scope, foreseen bool, out *[sim.MaxRatifiers]float64) {
	surplus, patron := appraise(w, d, b)
	pass(w, foreseen, &surplus, patron, out)
}

// appraise finds what a deal is worth to the ratifiers and, at the places it returns, to the principals whose endorsement counts.
func appraise(w *sim.World, d *sim.Deal, b sim.Scope) (s perVoice, patron [2]int) {
	n := len(w.Ratifiers)
	patron = [2]int{n, n + 1}
	for j := range w.Ratifiers {
		r := &w.Ratifiers[j]
		s.set(j, w.Surplus(&r.Stakes, d, b))
		if side, ok := endorser(r); ok {
			s.set(patron[side], w.Surplus(&w.Principals[side].Stakes, d, b))
		}
	}
	return s, patron
}

// endorser is the principal whose endorsement disarms a ratifier, if it is one.
func endorser(r *sim.Ratifier) (side int, ok bool) {
	return r.PatronSide, !r.Hard && r.PatronRatifier < 0 && r.PatronSide >= 0
}

// pass is Passing where the surpluses are known.
func pass(w *sim.World, foreseen bool, surplus *perVoice, patron [2]int, out *[sim.MaxRatifiers]float64) {
	var sigma, price [sim.MaxRatifiers]float64
	all := w.Ratifiers[:min(len(w.Ratifiers), sim.MaxRatifiers)]
	for j := range all {
		r := &all[j]
		if r.Hard {
			continue
		}
		sigma[j] = portable.Sigmoid((surplus.of(j) - r.Threshold - w.Hardening) / w.Noise)
		if l := r.PatronRatifier; l >= 0 {
			v := r.Power
			if foreseen {
				v *= r.Foresight
			}
			price[l] += float64(v * (1 - sigma[j]))
		}
	}
	for j := range all {
		r := &all[j]
		if r.Hard {
			tau := r.Threshold + w.Hardening + float64(w.Opposing*price[j])
			sigma[j] = portable.Sigmoid((surplus.of(j) - tau) / w.Noise)
		}
	}
	for j := range all {
		r := &all[j]
		against := r.Power * (1 - sigma[j])
		if !r.Hard && against > 0 && r.Shield > 0 {
			endorsed := 0.0
			if r.PatronRatifier >= 0 {
				endorsed = sigma[r.PatronRatifier]
			} else if side, ok := endorser(r); ok {
				endorsed = portable.Sigmoid(surplus.of(patron[side]) / w.Noise)
			}
			against *= 1 - float64(r.Shield*endorsed)
		}
		out[j] = 1 - against
	}
}

// Anticipated is the chance of ratification as the negotiators see it: each veto is foreseen to its own degree,
//
//	P = product over j of [kappa_j·P_j + 1 - kappa_j]
//
// and after a veto the parties know who failed and condition on it, so that the same text cannot pass a second throw.
// Source: Iida 1993 (surprise vetoes); docs/model.md "Ratification".
func Anticipated(w *sim.World, d *sim.Deal, b sim.Scope) float64 {
	surplus, patron := appraise(w, d, b)
	return foresee(w, &surplus, patron)
}

// foresee is Anticipated where the surpluses are known.
func foresee(w *sim.World, surplus *perVoice, patron [2]int) float64 {
	if len(w.Ratifiers) == 0 || w.Unvoted {
		return 1
	}
	var pj [sim.MaxRatifiers]float64
	pass(w, !w.Reopened.Active, surplus, patron, &pj)
	p, all := 1.0, w.Ratifiers[:min(len(w.Ratifiers), sim.MaxRatifiers)]
	if !w.Reopened.Active {
		for j := range all {
			k := all[j].Foresight
			p *= float64(k*pj[j]) + 1 - k
		}
		return p
	}
	for j := range all {
		if w.Reopened.Failed[j] {
			old := w.Reopened.Passed[j]
			p *= max(0, (pj[j]-old)/(1-old))
		} else {
			p *= pj[j]
		}
	}
	return p
}

// Zone is the width, on the curve's coordinate, of the zone of possible agreement: both principals gain and every hard
// ratifier's threshold is met. It is summed over the grid with linear interpolation between points; no packages are sampled.
func Zone(w *sim.World, v *View) float64 {
	if v.Empty {
		return 0
	}
	// Where a side loses there is no zone, and each gains towards its own end: points beyond the first of these have no part in it.
	p := v.points
	lo, hi := 0, len(p)-1
	for lo < len(p) && p[lo].gain[0] < 0 {
		lo++
	}
	for hi >= 0 && p[hi].gain[1] < 0 {
		hi--
	}
	width, last := 0.0, -1.0
	for i := max(lo-1, 0); i <= min(hi+1, len(p)-1); i++ {
		m := p[i].gain[0]
		if p[i].gain[1] < m {
			m = p[i].gain[1]
		}
		if m > 0 {
			m = v.spare(w, i, m)
		}
		if i > 0 && (m >= 0 || last >= 0) {
			du := p[i].u - p[i-1].u
			switch {
			case last < 0:
				du = float64(du * (m / (m - last)))
			case m < 0:
				du = float64(du * (last / (last - m)))
			}
			width += du
		}
		last = m
	}
	return width
}

// spare is by how much every hard ratifier is above its threshold at a point, at most m.
func (v *View) spare(w *sim.World, i int, m float64) float64 {
	c := v.pieces
	for j := c.soft; j < len(c.who); j++ {
		if over := v.worthTo(w, j, i) - c.bar[uint(j)%maxVoices]; over < m {
			m = over
		}
	}
	return m
}
