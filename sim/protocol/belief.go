package protocol

import (
	"parley/sim"
	"parley/sim/draw"
	"parley/sim/portable"
	"parley/sim/solution"
)

// belief is what each side believes of the other's reservation point on the bargaining coordinate, Normal(mean, sd), and the
// demand that follows from it. Index i is the holder. The true points are private; claims are shaded, and everyone knows
// that claims are shaded by so much on average:
//
//	m_i = R_j ± (z_j - expected)·D_j + error·xi_i,   sd_i^2 = error^2 + (spread·D_j)^2,   D_j = |best deal - R_j|
//
// Source: Fearon 1995 (private information); docs/model.md "Beliefs".
type belief struct {
	mean, sd [2]float64
	demand   [2]float64 // place of the demand
	ask      [2]float64 // V there

	err, expected, spread   sim.Slot
	noise, signal, reach    [2]draw.Stream
	information             string
	threshold, slope, decay sim.Slot
}

func newBelief(b *sim.Binder) *belief {
	g := &belief{
		err: b.Q("beliefs.error"), expected: b.Q("beliefs.expected-shading"), spread: b.Q("beliefs.shading-spread"),
		information: b.Choice("mediation.information"),
		threshold:   b.Q("mediation.credibility-threshold"), slope: b.Q("mediation.credibility-slope"), decay: b.Q("mediation.bias-decay"),
	}
	for i, id := range b.Plan.Spec.Table {
		g.noise[i], g.signal[i], g.reach[i] = b.Luck("belief/"+id), b.Luck("message/"+id), b.Luck("channel/"+id)
	}
	return g
}

// form sets the beliefs about the reservation points of a view, before any message. The error of a holder is drawn once per run.
func (g *belief) form(s *sim.Session, v *solution.View) {
	w := s.W
	e := w.Q[g.err]
	for i := range g.mean {
		j := 1 - i
		r := v.Reservation(w, j)
		room := v.PeakAt(w, j) - r // positive for the first side, negative for the second
		z := w.Principals[j].Shading - w.Q[g.expected]
		xi := portable.NormalQuantile(g.noise[i].Uniform(w.Play, 0))
		g.mean[i] = r + float64(z*room) + float64(e*xi)
		tail := w.Q[g.spread] * room
		g.sd[i] = sqrt(float64(e*e) + float64(tail*tail))
		if g.sd[i] < 1e-9 {
			g.sd[i] = 1e-9
		}
	}
}

// hear lets the mediator tell each side what it knows of the other's reservation point. The message is weighed by how far it
// is believed, c, and by how much the mediator knows of its own, q:
//
//	y = R_j + s_m·zeta, s_m = sd·sqrt((1-q)/q);   K = c·q;   m += K·(y - m);   sd^2 *= 1 - K
//
// kydd: c = sigma((b_i - b*)/scale), only a friend is believed when it says the other will not give more (Kydd 2003).
// rauchhaus: c = exp(-(b_i/scale)^2), only an impartial is (Rauchhaus 2006). off, or q = 0: no message (Fey & Ramsay 2010).
func (g *belief) hear(s *sim.Session, v *solution.View) {
	w := s.W
	m := w.Mediating()
	if m == nil || g.information == "off" || m.Information <= 0 {
		return
	}
	for i := range g.mean {
		if g.reach[i].Uniform(w.Play, 0) >= m.Channel[i] {
			continue
		}
		k := float64(g.credibility(w, m, i) * m.Information)
		blur := g.sd[i] * sqrt((1-m.Information)/m.Information)
		y := v.Reservation(w, 1-i) + float64(blur*portable.NormalQuantile(g.signal[i].Uniform(w.Play, 0)))
		shift := float64(k * (y - g.mean[i]))
		g.mean[i] += shift
		g.sd[i] *= sqrt(1 - k)
		s.Note(sim.Event{Kind: sim.Message, Who: i, Value: shift})
	}
}

// credibility is how far side i believes the mediator. Bias counts towards the second side.
func (g *belief) credibility(w *sim.World, m *sim.Mediator, i int) float64 {
	bias := m.Bias
	if i == 0 {
		bias = -bias
	}
	if g.information == "rauchhaus" {
		x := bias / w.Q[g.decay]
		return portable.Exp(-float64(x * x))
	}
	return portable.Sigmoid((bias - w.Q[g.threshold]) / w.Q[g.slope])
}

// settle finds each side's demand under its present belief.
func (g *belief) settle(s *sim.Session, v *solution.View) {
	for i := range g.demand {
		g.demand[i], g.ask[i] = v.Demand(s.W, i, g.mean[i], g.sd[i])
	}
}
