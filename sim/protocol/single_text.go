package protocol

import (
	"parley/sim"
	"parley/sim/solution"
)

// singleText lets the mediator draft: a point between the two positions, weighted by bargaining strength, within what both can
// accept. Both must get their aspiration. A mediator that only facilitates does not draft, and without one nobody does: then the
// sides make offers in turn. Sources: Fisher & Ury 1981, Raiffa 1982 (single negotiating text); Rubinstein 1982 (weights).
type singleText struct{ tilt sim.Slot }

func (p singleText) round(s *sim.Session, g *bargaining, n int) (sim.Deal, float64, bool) {
	w := s.W
	if !w.Drafts() {
		return alternatingOffers{}.round(s, g, n)
	}
	if !g.open {
		s.Note(sim.Event{Kind: sim.NoDraft, Round: n})
		return sim.Deal{}, 0, false
	}
	m := w.Mediating()
	alpha := solution.Weight(w)
	u := float64(alpha*g.y[0]) + float64((1-alpha)*g.y[1]) - float64(w.Q[p.tilt]*m.Bias)
	u = max(g.v.Reservation(w, 0), min(g.v.Reservation(w, 1), u))
	va, vb := g.v.Value(w, 0, u), g.v.Value(w, 1, u)
	agreed := va >= g.asp[0] && vb >= g.asp[1]
	if !agreed && s.Story == nil && m.Preference >= m.SideInterest {
		g.held = false // what no text can cost it, it does not withhold
		return sim.Deal{}, u, false
	}
	d := g.v.At(u)
	g.held = false
	if worth(w, m, &d, g.v.Scope) < 0 {
		g.held = true
		s.Note(sim.Event{Kind: sim.NoDraft, Round: n, OK: true})
		return d, u, false
	}
	if s.Story != nil {
		s.Note(sim.Event{Kind: sim.Drafted, Round: n, Deal: d, Scope: g.v.Scope, P: [2]float64{va, vb}, Asp: g.asp, OK: agreed})
	}
	return d, u, agreed
}

// worth is what a text is worth to the mediator: any agreement, plus its own agenda. Below 0 it withholds the draft.
// Source: docs/model.md "Side interest"; Zartman & Touval 1985 (mediators have interests).
func worth(w *sim.World, m *sim.Mediator, d *sim.Deal, b sim.Scope) float64 {
	own := 0.0
	for k := 0; k < w.Issues; k++ {
		if b.Has(k) {
			own += float64(m.Salience[k] * (abs(w.Status[k]-m.Ideal[k]) - abs(d[k]-m.Ideal[k])))
		}
	}
	return m.Preference + float64(m.SideInterest*own)
}

func abs(x float64) float64 { return max(x, -x) }
