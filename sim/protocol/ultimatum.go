package protocol

import (
	"parley/sim"
	"parley/sim/draw"
	"parley/sim/portable"
	"parley/sim/solution"
)

// takeItOrLeaveIt is a single demand of the first side under private information: it trades a larger share against the chance of
// refusal, believed of the other's reservation point. A refusal ends the talks. Source: Fearon 1995.
type takeItOrLeaveIt struct{}

func (takeItOrLeaveIt) round(s *sim.Session, g *bargaining, n int) (sim.Deal, float64, bool) {
	if !g.open {
		return sim.Deal{}, 0, false
	}
	return g.put(s, 0, n, g.belief.demand[0], 0)
}

// setter is a single proposal of the first side with complete information: the best for it that the other likes no less than no deal,
// the reversion. Source: Romer & Rosenthal 1978.
type setter struct{}

func (setter) round(s *sim.Session, g *bargaining, n int) (sim.Deal, float64, bool) {
	if !g.open {
		return sim.Deal{}, 0, false
	}
	u := min(g.v.PeakAt(s.W, 0), g.v.Reservation(s.W, 1))
	return g.put(s, 0, n, u, 0)
}

// closedRule draws in every round who may propose, with the sides' bargaining weights; the proposal is voted on as it stands, and the
// other side takes it if it gives no less than what going on is worth: the stationary equilibrium of Baron & Ferejohn 1989 with two
// members who must agree.
type closedRule struct {
	recognition draw.Stream
	offers      perfectOffers
}

func (p *closedRule) round(s *sim.Session, g *bargaining, n int) (sim.Deal, float64, bool) {
	if !g.open {
		return sim.Deal{}, 0, false
	}
	w := s.W
	p.offers.view, p.offers.world = g.v, w
	weight := solution.Weight(w)
	chance := [2]float64{weight, 1 - weight}
	pace := float64(max(1, int(w.Q[g.months]+0.5)))
	var delta, value [2]float64
	for i := range delta {
		delta[i] = portable.Pow(w.Principals[i].Patience, pace) * (1 - min(1, g.hazard(s)))
	}
	// value of a round before anybody is recognised: as proposer one keeps what the other's patience leaves, else one is kept waiting
	for range 500 {
		next := value
		for i := range next {
			keep := p.offers.Give(1-i, float64(delta[1-i]*value[1-i]))
			next[i] = float64(chance[i]*keep) + float64((1-chance[i])*delta[i]*value[i])
		}
		rest := abs(next[0]-value[0])+abs(next[1]-value[1]) < 1e-12
		value = next
		if rest {
			break
		}
	}
	speaker := 0
	if p.recognition.Uniform(w.Play, uint64(n)) >= weight {
		speaker = 1
	}
	accept := float64(delta[1-speaker] * value[1-speaker])
	return g.put(s, speaker, n, g.v.Position(w, 1-speaker, accept), accept)
}
