package protocol

import "parley/sim"

// monotonicConcession is Zeuthen's: both stand by an offer, and in every round the side that risks less by insisting, or both when
// they risk the same, concedes just enough that the other now risks less,
//
//	risk_i = (V_i(own) - V_i(other's)) / V_i(own)
//
// which leads to the Nash point (Harsanyi 1956): risk_1 < risk_2 says that the product of values is smaller at the first's offer. A
// concession is at least one part in the number of rounds of the gap at the start, so that offers meet by the deadline. Sources:
// Zeuthen 1930; Rosenschein & Zlotkin 1994 (monotonic concession protocol).
type monotonicConcession struct {
	at    [2]float64 // offers
	step  float64
	scope sim.Scope
}

func (p *monotonicConcession) round(s *sim.Session, g *bargaining, n int) (sim.Deal, float64, bool) {
	if !g.open {
		return sim.Deal{}, 0, false
	}
	w := s.W
	if !g.spoke || p.scope != g.v.Scope {
		p.scope = g.v.Scope
		p.at = [2]float64{g.v.PeakAt(w, 0), g.v.PeakAt(w, 1)}
		p.step = max(0, p.at[0]-p.at[1]) / float64(g.last)
	}
	var own, given [2]float64
	for i := range own {
		own[i], given[i] = g.v.Value(w, i, p.at[i]), g.v.Value(w, i, p.at[1-i])
	}
	for i := range own { // an offer that gives the other side no less than its own ends it
		if d, u, agreed := g.put(s, i, n, p.at[i], own[1-i]); agreed {
			return d, u, true
		}
	}
	if n == g.last { // offers have come within a step of each other
		u := 0.5*p.at[0] + 0.5*p.at[1]
		return g.draft(s, n, g.v.At(u), u, true)
	}
	product := [2]float64{float64(own[0] * max(0, given[1])), float64(own[1] * max(0, given[0]))}
	for i := range own {
		if product[i] <= product[1-i] {
			p.at[i] = p.concede(s, g, i, product[1-i])
		}
	}
	if p.at[0] < p.at[1] { // both conceded past each other
		p.at[0] = 0.5*p.at[0] + 0.5*p.at[1]
		p.at[1] = p.at[0]
	}
	return sim.Deal{}, 0, false
}

// concede is the nearest place towards the other side at which the product of values exceeds what is to be exceeded, at least a step
// away and at most the other's offer.
func (p *monotonicConcession) concede(s *sim.Session, g *bargaining, side int, exceed float64) float64 {
	w := s.W
	dir := -1.0
	if side == 1 {
		dir = 1
	}
	room := (p.at[1-side] - p.at[side]) * dir
	short := room - float64(1e-6*p.step) // the other's offer is no place of its own: rounding must not make it one that exceeds itself
	for moved := p.step; moved < short; moved += 0.25 * p.step {
		u := p.at[side] + float64(dir*moved)
		if float64(g.v.Value(w, 0, u)*g.v.Value(w, 1, u)) > exceed {
			return u
		}
	}
	if room <= p.step {
		return p.at[1-side]
	}
	return p.at[side] + float64(dir*p.step)
}
