package protocol

import (
	"parley/sim"
	"parley/sim/solution"
)

// What rules share when they lay something on the table: whose offer it is, what it is worth to both, whether it stands.

// put is an offer of a side at a place on the curve: the other accepts when it gets what it asks, and the speaker must not lose by it.
func (g *bargaining) put(s *sim.Session, speaker, n int, u, ask float64) (sim.Deal, float64, bool) {
	w := s.W
	own, value := g.v.Value(w, speaker, u), g.v.Value(w, 1-speaker, u)
	// rounding on the way from a value to its place and back must not turn an offer of just what is asked into a refusal
	agreed := own >= -1e-12 && value >= ask-1e-9*max(1, abs(ask))
	d := g.v.At(u)
	if s.Story != nil {
		e := sim.Event{Kind: sim.Offered, Who: speaker, Round: n, Deal: d, Scope: g.v.Scope, OK: agreed && g.open}
		e.P[speaker], e.P[1-speaker] = own, value
		e.Asp[speaker], e.Asp[1-speaker] = own, min(value, ask)
		if !agreed {
			e.Asp[1-speaker] = ask
		}
		s.Note(e)
	}
	return d, u, agreed
}

// draft is a text that comes of both sides' demands: it stands when they met and neither loses by it.
func (g *bargaining) draft(s *sim.Session, n int, d sim.Deal, u float64, met bool) (sim.Deal, float64, bool) {
	w := s.W
	v := [2]float64{g.v.Value(w, 0, u), g.v.Value(w, 1, u)}
	agreed := met && v[0] >= -1e-12 && v[1] >= -1e-12
	if s.Story != nil {
		e := sim.Event{Kind: sim.Drafted, Who: penOfNobody, Round: n, Deal: d, Scope: g.v.Scope, P: v, OK: agreed && g.open}
		if !met { // demands that do not meet leave at least one side less than it asks
			e.Asp = g.asp
		}
		s.Note(e)
	}
	return d, u, agreed
}

// settle is a point that a rule gives, at once or never: it stands when neither side loses by it.
func (g *bargaining) settle(s *sim.Session, n int, d sim.Deal, point int) (sim.Deal, float64, bool) {
	v := worths(s.W, &d, g.v.Scope)
	agreed := v[0] >= 0 && v[1] >= 0
	s.Note(sim.Event{Kind: sim.Drafted, Who: -1, Index: point, Round: n, Deal: d, Scope: g.v.Scope, P: v, OK: agreed})
	return d, -1, agreed
}

// worths is what a deal off the curve is worth to both sides, given how likely they think its ratification.
func worths(w *sim.World, d *sim.Deal, scope sim.Scope) [2]float64 {
	var v [2]float64
	p := solution.Anticipated(w, d, scope)
	for i := range v {
		v[i] = float64(p*w.Surplus(&w.Principals[i].Stakes, d, scope)) - float64((1-p)*w.Failure)
	}
	return v
}
