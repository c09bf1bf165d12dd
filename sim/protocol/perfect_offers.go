package protocol

import (
	"parley/sim"
	"parley/sim/equilibrium"
	"parley/sim/portable"
	"parley/sim/solution"
)

// perfectOffers is alternating offers played in subgame-perfect equilibrium with complete information: a speaker offers just what
// rejecting, or leaving for an outside option, is worth to the other. Each rejection costs a round of discounting and risks the walk-out hazard; being left without a
// deal is worth 0 to both. With finite the rounds end at the deadline (Stahl 1972), else they go on (Rubinstein 1982; Binmore,
// Rubinstein & Wolinsky 1986). On a pie these are the closed forms of sim/equilibrium; here the pie is the contract curve.
type perfectOffers struct {
	finite  bool
	outside [2]sim.Slot
	view    *solution.View // what Give is asked about
	world   *sim.World
}

// Give is the most the other side can get when a side keeps so much.
func (p *perfectOffers) Give(side int, keep float64) float64 {
	return p.view.Value(p.world, 1-side, p.view.Position(p.world, side, keep))
}

func (p *perfectOffers) round(s *sim.Session, g *bargaining, n int) (sim.Deal, float64, bool) {
	if !g.open {
		return sim.Deal{}, 0, false
	}
	w := s.W
	p.view, p.world = g.v, w
	game := equilibrium.Game{Break: min(1, g.hazard(s))}
	for i := range game.Delta {
		game.Delta[i] = portable.Pow(w.Principals[i].Patience, float64(max(1, int(w.Q[g.months]+0.5))))
	}
	for i := range game.Outside {
		game.Outside[i] = w.Q[p.outside[i]]
	}
	rounds := 0
	if p.finite {
		rounds = g.last - n + 1
	}
	speaker := (n + 1) % 2
	other := 1 - speaker
	accept := game.Outside[other] // in the last round anything is better than nothing
	if rounds != 1 {
		accept = game.Accepts(other, game.Solve(p, max(0, rounds-1)))
	}
	u := g.v.Position(w, other, accept)
	return g.put(s, speaker, n, u, accept)
}

func outside(b *sim.Binder) [2]sim.Slot {
	return [2]sim.Slot{b.Q("protocol.outside-first"), b.Q("protocol.outside-second")}
}
