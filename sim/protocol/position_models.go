package protocol

import (
	"parley/sim"
	"parley/sim/challenge"
	"parley/sim/solution"
	"parley/sim/spatial"
)

// challengeRounds lets everyone with a say play the expected-utility challenge model on each issue for the rounds there are, and puts
// the weighted medians it then stands at to both sides, at once or never. The model does not converge: the text is where it stands
// at the deadline. Source: Scholz, Calbert & Smith 2011; sim/challenge.
type challengeRounds struct {
	reading challenge.Options
	crowd   crowd
	model   challenge.Model
	actors  []challenge.Actor
	rounds  []challenge.Round
}

func newChallengeRounds(b *sim.Binder) *challengeRounds {
	o, err := challenge.Preset(b.Choice("protocol.challenge"))
	if err != nil {
		panic("sim: " + err.Error()) // the reader has checked the word
	}
	return &challengeRounds{reading: o}
}

func (p *challengeRounds) round(s *sim.Session, g *bargaining, n int) (sim.Deal, float64, bool) {
	if n < g.last {
		return sim.Deal{}, -1, false
	}
	w := s.W
	p.crowd.gather(w)
	d := solution.Mean(w, g.v.Scope)
	for k := range w.Issues {
		if !g.v.Scope.Has(k) {
			continue
		}
		p.actors = p.actors[:0]
		for i := range p.crowd.n {
			p.actors = append(p.actors, challenge.Actor{Capability: p.crowd.cap[i], Position: p.crowd.ideal[i][k], Salience: p.crowd.salience(w, i, k)})
		}
		var err error
		if p.rounds, err = p.model.Run(p.actors, p.reading, g.last, p.rounds[:0]); err != nil {
			continue // nobody cares for the issue: the mean stands
		}
		d[k] = feasible(w, k, p.rounds[len(p.rounds)-1].Median)
	}
	return g.settle(s, n, d, challengePoint)
}

// spatialTurns does the same with the spatial model of politics over all issues at once: the text is the position that is likeliest in
// the probabilistic Condorcet election after the turns there are. Source: KTAB; sim/spatial.
type spatialTurns struct {
	victory, election string
	crowd             crowd
	actors            []spatial.Actor
	model             spatial.Model
	at                [2 * (2 + sim.MaxRatifiers) * sim.MaxIssues]float64 // positions and saliences of the actors
}

func (p *spatialTurns) round(s *sim.Session, g *bargaining, n int) (sim.Deal, float64, bool) {
	if n < g.last {
		return sim.Deal{}, -1, false
	}
	w := s.W
	p.crowd.gather(w)
	p.actors = p.actors[:0]
	for i := range p.crowd.n {
		if p.crowd.cap[i] <= 0 {
			continue
		}
		at := p.at[2*i*sim.MaxIssues:]
		a := spatial.Actor{Capability: p.crowd.cap[i], Position: at[:0:sim.MaxIssues], Salience: at[sim.MaxIssues : sim.MaxIssues : 2*sim.MaxIssues]}
		for k := range w.Issues {
			if g.v.Scope.Has(k) {
				a.Position, a.Salience = append(a.Position, 100*p.crowd.ideal[i][k]), append(a.Salience, 100*p.crowd.weight[i][k])
			}
		}
		p.actors = append(p.actors, a)
	}
	d := solution.Mean(w, g.v.Scope)
	o := spatial.Defaults()
	o.Turns, o.Victory, o.Election = g.last, p.victory, p.election
	turns, _, err := p.model.Run(p.actors, o, nil)
	if err != nil { // an actor to whom nothing in the scope matters: the mean stands
		return g.settle(s, n, d, spatialPoint)
	}
	last := turns[len(turns)-1]
	best := 0
	for i, c := range last.Chances {
		if c > last.Chances[best] {
			best = i
		}
	}
	at := 0
	for k := range w.Issues {
		if g.v.Scope.Has(k) {
			d[k] = feasible(w, k, last.Positions[best][at]/100)
			at++
		}
	}
	return g.settle(s, n, d, spatialPoint)
}
