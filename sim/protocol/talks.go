package protocol

import (
	"math"

	"parley/sim"
	"parley/sim/draw"
	"parley/sim/portable"
	"parley/sim/solution"
)

// talksAboutTalks is stage 0: each month the parties may agree to sit down. Each weighs what it hopes to gain against what
// sitting down costs at home, from prior beliefs alone; no bargaining is simulated for it.
//
//	B_i = P_i(agree)·S_i + k1·C_i
//	A_i = a_i·[1 - severity + severity·unmet·(1 - softness)]·phi(format)·(1 + reactance·(pressure - 1))·(1 - cover)·(1 + w·commitment)
//	      + opposition + cost of an interim step
//	q   = contact · product of sigma((B_i - A_i)/s0) · (1 - w_r + w_r·ripe),   monthly hazard 1 - (1 - q)^(1/4)
//
// q is the chance within a four-month round of consultations. Sources: Zartman 2000 (ripeness), Fearon 1994 and Weeks 2008
// (audience costs); docs/model.md "Talks about talks".
type talksAboutTalks struct {
	o      *solution.Outlook
	belief *belief
	luck   draw.Stream
	format string

	contact, slope, weight, ripeness, ripeCost, ripeChance, indirect, opposition, commitment sim.Slot
	breakHazard, rounds, gain                                                                sim.Slot
	interim                                                                                  interimStep
	who                                                                                      [2]int // indices into Spec.Actors

	// of the present state
	q      float64
	lean   [2]float64 // sigma((B_i - A_i)/s0)
	ripe   float64
	demand [2]float64 // part of A_i that hangs on the precondition
	cost   [2]float64 // A_i
}

func newTalks(b *sim.Binder, o *solution.Outlook) sim.Protocol {
	p := &talksAboutTalks{
		o: o, belief: newBelief(b), luck: b.Luck("talks"), format: b.Choice("talks.format"),
		contact: b.Q("talks.contact"), slope: b.Q("talks.slope"), weight: b.Q("talks.cost-weight"), ripeness: b.Q("talks.ripeness-weight"),
		ripeCost: b.Q("talks.ripeness-cost"), ripeChance: b.Q("talks.ripeness-chance"), indirect: b.Q("talks.indirect-discount"),
		opposition: b.Q("talks.opposition-cost"), commitment: b.Q("talks.commitment-weight"),
		breakHazard: b.Q("protocol.break-hazard"), rounds: b.Q("protocol.rounds"), gain: b.Q("learning.gain"), interim: newInterim(b),
	}
	for i, id := range b.Plan.Spec.Table {
		p.who[i] = b.Actor(id)
	}
	return p
}

func (p *talksAboutTalks) Play(s *sim.Session) sim.Ending {
	w := s.W
	w.Outcome.Zone = solution.Zone(w, p.o.At(s, solution.Whole))
	hazard, version := 0.0, s.Version()-1
	for s.Next() {
		if s.Version() != version {
			version = s.Version()
			p.consider(s)
			hazard = 1 - portable.Pow(max(0, 1-p.q), 0.25)
			s.Note(sim.Event{Kind: sim.Considered, Value: hazard, P: p.lean})
		}
		if p.luck.Uniform(w.Play, uint64(s.Month)) < hazard {
			s.OpenTalks()
			p.keep(s)
			return sim.Open
		}
	}
	if e := s.Stopped(); e != sim.Open {
		return e
	}
	p.explain(w)
	return sim.NoTalks
}

// keep counts an interim step as a promise kept once talks open: trust in its giver rises.
func (p *talksAboutTalks) keep(s *sim.Session) {
	w, k := s.W, p.interim.issue
	if k < 0 || w.Q[p.interim.size] <= 0 || w.Q[p.gain] == 0 {
		return
	}
	giver := int(w.By[k])
	weight := float64(w.Q[p.gain] * min(1, w.Q[p.interim.size]/w.Principals[1-giver].Required))
	w.Principals[1-giver].Cooperate(weight)
	for j := range w.Ratifiers {
		if w.Ratifiers[j].Side != giver {
			w.Ratifiers[j].Cooperate(weight)
		}
	}
	w.Reprice()
}

// consider computes q for the present state.
func (p *talksAboutTalks) consider(s *sim.Session) {
	w := s.W
	v := p.o.At(s, p.o.Reference(s))
	calm := portable.Exp(0.5 * math.Floor(w.Q[p.rounds]+0.5) * portable.Log(max(1e-12, 1-w.Q[p.breakHazard])))
	var chance, gain [2]float64
	if !v.Empty {
		p.belief.form(s, v)
		for i := range chance {
			if _, ok := v.Peak(w, i); !ok {
				continue
			}
			m := p.belief.mean[i]
			room := (m - v.Reservation(w, i)) / p.belief.sd[i]
			if i == 1 {
				room = -room
			}
			chance[i] = portable.NormalCDF(room) * calm
			gain[i] = 0.5 * max(0, v.Value(w, i, m))
		}
	}
	p.q = w.Q[p.contact]
	p.ripe = 1
	least := min(chance[0], chance[1])
	out := portable.Sigmoid((least - w.Q[p.ripeChance]) / 0.05)
	for i := range w.Principals {
		c := w.Principals[i].NoDeal
		p.cost[i], p.demand[i] = p.audience(s, i)
		benefit := float64(chance[i]*gain[i]) + float64(w.Q[p.weight]*c)
		p.lean[i] = portable.Sigmoid((benefit - p.cost[i]) / w.Q[p.slope])
		p.q *= p.lean[i]
		p.ripe = min(p.ripe, portable.Sigmoid((c-w.Q[p.ripeCost])/0.02)*out)
	}
	rw := w.Q[p.ripeness]
	p.q *= 1 - rw + float64(rw*p.ripe)
}

// audience is what sitting down costs side i at home, and the part of it that hangs on its precondition.
func (p *talksAboutTalks) audience(s *sim.Session, i int) (cost, precondition float64) {
	w := s.W
	a := &w.Principals[i]
	m := w.Mediating()
	phi := 1.0
	if p.format == "indirect" || (p.format == "auto" && m != nil) {
		phi = w.Q[p.indirect]
	}
	step, giver := 0.0, -1
	if k := p.interim.issue; k >= 0 {
		step, giver = w.Q[p.interim.size], int(w.By[k])
	}
	met := 0.0
	if giver == 1-i {
		met = step
	}
	unmet := max(0, 1-met/a.Required)
	react := max(0, 1+float64(a.Reactance*(s.Pressure(i)-1)))
	cover := 0.0
	if m != nil {
		cover = m.Cover * m.Effort
	}
	scale := a.AudienceCost * phi * react * (1 - cover) * (1 + float64(w.Q[p.commitment]*a.Commitment))
	precondition = float64(scale * a.Severity * unmet * (1 - a.Softness))
	cost = float64(scale*(1-a.Severity)) + precondition
	opposed := 0.0
	for j := range w.Ratifiers {
		r := &w.Ratifiers[j]
		if r.Side != i {
			continue
		}
		o := r.Power * r.Opposition
		if m != nil {
			o *= 1 - r.Discount
		}
		opposed += o
	}
	cost += float64(w.Q[p.opposition] * opposed)
	if giver == i && step > 0 { // a loss to its giver, in part because it is temporary
		k := p.interim.issue
		cost += float64(step * a.Salience[k] * a.LossAversion * w.Q[p.interim.cost])
	}
	return cost, precondition
}

// explain says why talks never opened: the side that leaned against them most, or what stood outside both.
func (p *talksAboutTalks) explain(w *sim.World) {
	o := &w.Outcome
	i := 0
	if p.lean[1] < p.lean[0] {
		i = 1
	}
	rw := w.Q[p.ripeness]
	ripe := 1 - rw + float64(rw*p.ripe)
	switch {
	case w.Q[p.contact] < min(p.lean[i], ripe):
		o.Reason = sim.NoContact
	case ripe < p.lean[i]:
		o.Reason = sim.NoRipeness
	case p.demand[i] > 0.5*p.cost[i]:
		o.Reason, o.Culprit = sim.Precondition, p.who[i]
	case p.cost[i] > 0:
		o.Reason, o.Culprit = sim.AudienceCost, p.who[i]
	default:
		o.Reason, o.Culprit = sim.NoInterest, p.who[i]
	}
	if o.Unmediated {
		o.Second = sim.MediatorAbsent
	}
}
