package protocol

import (
	"parley/sim"
	"parley/sim/solution"
)

// weightedMean settles every issue at the mean of the two ideal points, weighted by salience and bargaining strength, at once or
// never. It is the baseline that better theories must beat: it predicted decisions in the European Union as well as any
// bargaining solution. Sources: Achen 2006; Thomson et al. 2006.
type weightedMean struct{}

func (weightedMean) round(s *sim.Session, g *bargaining, n int) (sim.Deal, float64, bool) {
	w := s.W
	d := solution.Mean(w, g.v.Scope)
	p := solution.Anticipated(w, &d, g.v.Scope)
	var v [2]float64
	for i := range v {
		v[i] = float64(p*w.Surplus(&w.Principals[i].Stakes, &d, g.v.Scope)) - float64((1-p)*w.Failure)
	}
	agreed := v[0] >= 0 && v[1] >= 0
	s.Note(sim.Event{Kind: sim.Drafted, Who: -1, Round: n, Deal: d, Scope: g.v.Scope, P: v, OK: agreed})
	return d, -1, agreed
}
