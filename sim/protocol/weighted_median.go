package protocol

import (
	"parley/sim"
	"parley/sim/solution"
)

// weightedMedian settles every issue at the weighted median of the ideal points of all who have a say, at once or never: with single-
// peaked preferences the point that no weighted majority would leave. Beside the weighted mean it is the other baseline of the
// field. Source: Black 1948; Thomson et al. 2006.
type weightedMedian struct{ crowd crowd }

func (p *weightedMedian) round(s *sim.Session, g *bargaining, n int) (sim.Deal, float64, bool) {
	w := s.W
	p.crowd.gather(w)
	d := solution.Mean(w, g.v.Scope)
	for k := range w.Issues {
		if g.v.Scope.Has(k) {
			d[k] = feasible(w, k, p.crowd.median(k))
		}
	}
	return g.settle(s, n, d, medianPoint)
}

// The points that rules give beside the drafts of people: what an event of a draft names in its index.
const (
	meanPoint = iota
	medianPoint
	challengePoint
	spatialPoint
)

// feasible brings a value of an issue into what is feasible for a deal.
func feasible(w *sim.World, k int, x float64) float64 {
	if lo, hi, ok := solution.Range(w, k); ok {
		return max(lo, min(hi, x))
	}
	return x
}

// crowd is everyone with a say as models of many actors see them: the two sides with their bargaining weights as capability, and the
// veto players with a share of their side's, their power. Saliences are shares of the issue that matters most to the actor.
type crowd struct {
	n        int
	cap      [2 + sim.MaxRatifiers]float64
	ideal    [2 + sim.MaxRatifiers]*[sim.MaxIssues]float64
	weight   [2 + sim.MaxRatifiers]*[sim.MaxIssues]float64
	strength [2]float64
}

func (c *crowd) gather(w *sim.World) {
	a := solution.Weight(w)
	c.strength = [2]float64{a, 1 - a}
	c.n = 0
	add := func(s *sim.Stakes, capability float64) {
		c.cap[c.n], c.ideal[c.n], c.weight[c.n] = capability, &s.Ideal, &s.Salience
		c.n++
	}
	for i := range w.Principals {
		add(&w.Principals[i].Stakes, c.strength[i])
	}
	for j := range w.Ratifiers {
		r := &w.Ratifiers[j]
		add(&r.Stakes, float64(r.Power*c.strength[r.Side]))
	}
}

// salience of issue k to an actor, 1 for the issue that matters most to it.
func (c *crowd) salience(w *sim.World, actor, k int) float64 {
	most := 0.0
	for i := range w.Issues {
		most = max(most, c.weight[actor][i])
	}
	if most == 0 {
		return 0
	}
	return c.weight[actor][k] / most
}

// median is the smallest ideal point at which half of all weight, capability times salience, is reached.
func (c *crowd) median(k int) float64 {
	total := 0.0
	for i := range c.n {
		total += float64(c.cap[i] * c.weight[i][k])
	}
	if total == 0 {
		return 0.5*c.ideal[0][k] + 0.5*c.ideal[1][k]
	}
	best := 1.0
	for i := range c.n {
		at, sum := c.ideal[i][k], 0.0
		for j := range c.n {
			if c.ideal[j][k] <= at {
				sum += float64(c.cap[j] * c.weight[j][k])
			}
		}
		if sum >= 0.5*total*(1-1e-12) {
			best = min(best, at)
		}
	}
	return best
}
