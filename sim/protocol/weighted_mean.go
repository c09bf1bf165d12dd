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
	return g.settle(s, n, solution.Mean(s.W, g.v.Scope), meanPoint)
}
