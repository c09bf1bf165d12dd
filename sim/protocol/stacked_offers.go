package protocol

import (
	"parley/sim"
	"parley/sim/solution"
)

// stackedOffers is alternating offers for more than two: the two sides speak in turn, and everyone at the table answers, veto players
// too; an offer stands when the other side gets what it asks and no veto player would more likely than not reject it. Source: Aydoğan,
// Festen, Hindriks & Jonker 2017 (stacked alternating offers protocol).
type stackedOffers struct{}

func (stackedOffers) round(s *sim.Session, g *bargaining, n int) (sim.Deal, float64, bool) {
	if !g.open {
		return sim.Deal{}, 0, false
	}
	w := s.W
	speaker := (n + 1) % 2
	u := g.y[speaker]
	d := g.v.At(u)
	var pass [sim.MaxRatifiers]float64
	solution.Passing(w, &d, g.v.Scope, false, &pass)
	for j := range w.Ratifiers {
		if pass[j] < 0.5 {
			_, _, _ = g.put(s, speaker, n, u, g.asp[1-speaker])
			return d, u, false
		}
	}
	return g.put(s, speaker, n, u, g.asp[1-speaker])
}
