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
	var surplus [sim.MaxRatifiers]float64
	for j := range w.Ratifiers {
		surplus[j] = w.Surplus(&w.Ratifiers[j].Stakes, d, b)
	}
	pass(w, d, b, foreseen, &surplus, out)
}

// pass is Passing where the surpluses of the ratifiers are known.
func pass(w *sim.World, d *sim.Deal, b sim.Scope, foreseen bool, surplus, out *[sim.MaxRatifiers]float64) {
	var sigma, price [sim.MaxRatifiers]float64
	n := len(w.Ratifiers)
	for j := 0; j < n; j++ {
		r := &w.Ratifiers[j]
		if r.Hard {
			continue
		}
		sigma[j] = portable.Sigmoid((surplus[j] - r.Threshold - w.Hardening) / w.Noise)
		if l := r.PatronRatifier; l >= 0 {
			v := r.Power
			if foreseen {
				v *= r.Foresight
			}
			price[l] += float64(v * (1 - sigma[j]))
		}
	}
	for j := 0; j < n; j++ {
		r := &w.Ratifiers[j]
		if r.Hard {
			tau := r.Threshold + w.Hardening + float64(w.Opposing*price[j])
			sigma[j] = portable.Sigmoid((surplus[j] - tau) / w.Noise)
		}
	}
	for j := 0; j < n; j++ {
		r := &w.Ratifiers[j]
		against := r.Power * (1 - sigma[j])
		if !r.Hard && against > 0 && r.Shield > 0 {
			endorsed := 0.0
			if r.PatronRatifier >= 0 {
				endorsed = sigma[r.PatronRatifier]
			} else if r.PatronSide >= 0 {
				endorsed = portable.Sigmoid(w.Surplus(&w.Principals[r.PatronSide].Stakes, d, b) / w.Noise)
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
	var surplus [sim.MaxRatifiers]float64
	for j := range w.Ratifiers {
		surplus[j] = w.Surplus(&w.Ratifiers[j].Stakes, d, b)
	}
	return anticipate(w, d, b, &surplus)
}

// anticipate is Anticipated where the surpluses of the ratifiers are known.
func anticipate(w *sim.World, d *sim.Deal, b sim.Scope, surplus *[sim.MaxRatifiers]float64) float64 {
	if len(w.Ratifiers) == 0 || w.Unvoted {
		return 1
	}
	var p [sim.MaxRatifiers]float64
	pass(w, d, b, !w.Reopened.Active, surplus, &p)
	all := 1.0
	for j := range w.Ratifiers {
		if !w.Reopened.Active {
			k := w.Ratifiers[j].Foresight
			all *= float64(k*p[j]) + 1 - k
			continue
		}
		if w.Reopened.Failed[j] {
			old := w.Reopened.Passed[j]
			all *= max(0, (p[j]-old)/(1-old))
		} else {
			all *= p[j]
		}
	}
	return all
}

// Zone is the width, on the curve's coordinate, of the zone of possible agreement: both principals gain and every hard
// ratifier's threshold is met. It is summed over the grid with linear interpolation between points; no packages are sampled.
func Zone(w *sim.World, v *View) float64 {
	if v.Empty {
		return 0
	}
	margin := func(i int) float64 {
		m := min(v.gain[0][i], v.gain[1][i])
		if m <= 0 {
			return m
		}
		v.probe(w, i)
		for j := range w.Ratifiers {
			if r := &w.Ratifiers[j]; r.Hard {
				m = min(m, v.surplus[j]-r.Threshold)
			}
		}
		return m
	}
	width, last := 0.0, margin(0)
	for i := 1; i < v.points; i++ {
		m := margin(i)
		du := v.grid[i] - v.grid[i-1]
		switch {
		case last >= 0 && m >= 0:
			width += du
		case last >= 0 || m >= 0:
			width += float64(du * (max(last, m) / (max(last, m) - min(last, m))))
		}
		last = m
	}
	return width
}
