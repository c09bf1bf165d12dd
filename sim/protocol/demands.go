package protocol

import "parley/sim"

// simultaneousDemands lets both sides name their position at the same time in every round. Positions that leave room between them
// are settled in the middle; otherwise both concede by their tactics and demand again. Source: Nash 1953 (demand game).
type simultaneousDemands struct{}

func (simultaneousDemands) round(s *sim.Session, g *bargaining, n int) (sim.Deal, float64, bool) {
	if !g.open {
		return sim.Deal{}, 0, false
	}
	u := 0.5*g.y[0] + 0.5*g.y[1]
	return g.draft(s, n, g.v.At(u), u, g.y[0] <= g.y[1])
}

// doubleAuction lets both sides name a position once, sealed, each what it asks given what it believes of the other; if there is room
// between them the text lies k of the way to the first side's. Source: Chatterjee & Samuelson 1983; the demand under belief takes
// the place of their linear bids, which hold for uniform values alone.
type doubleAuction struct{ k sim.Slot }

func (p doubleAuction) round(s *sim.Session, g *bargaining, n int) (sim.Deal, float64, bool) {
	if !g.open {
		return sim.Deal{}, 0, false
	}
	d := g.belief.demand
	k := s.W.Q[p.k]
	u := float64(k*d[0]) + float64((1-k)*d[1])
	return g.draft(s, n, g.v.At(u), u, d[0] <= d[1])
}
