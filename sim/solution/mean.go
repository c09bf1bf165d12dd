package solution

import "parley/sim"

// Mean is the weighted mean of the principals' ideal points on the issues of a scope, within what is feasible; other issues
// stand at the status quo. It is also reported beside every simulated deal.
func Mean(w *sim.World, b sim.Scope) sim.Deal {
	var d sim.Deal
	alpha := Weight(w)
	p, q := &w.Principals[0], &w.Principals[1]
	for k := 0; k < w.Issues; k++ {
		d[k] = w.Status[k]
		if !b.Has(k) {
			continue
		}
		a, c := float64(alpha*p.Salience[k]), float64((1-alpha)*q.Salience[k])
		x := 0.5 * (p.Ideal[k] + q.Ideal[k])
		if a+c > 0 {
			x = (float64(a*p.Ideal[k]) + float64(c*q.Ideal[k])) / (a + c)
		}
		if lo, hi, ok := Range(w, k); ok {
			x = max(lo, min(hi, x))
		}
		d[k] = x
	}
	return d
}
