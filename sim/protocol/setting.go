package protocol

import (
	"parley/sim"
	"parley/sim/draw"
	"parley/sim/portable"
)

// Settings puts the issues, the terms and the scales of ratification of a run into its world. It runs before the actors sit.
func Settings(b *sim.Binder) func(w *sim.World) {
	type issueSlots struct{ status, move, floor, ceiling sim.Slot }
	var is []issueSlots
	for _, i := range b.Plan.Spec.Issues {
		p := "issues." + i.ID + "."
		is = append(is, issueSlots{b.Q(p + "status-quo"), b.Q(p + "minimum-move"), b.Q(p + "floor"), b.Q(p + "ceiling")})
	}
	front, curve := b.Q("terms.front-loading"), b.Q("terms.curvature")
	noise, fail, price := b.Q("ratification.noise"), b.Q("ratification.failure-cost"), b.Q("ratification.opposition-price")
	return func(w *sim.World) {
		for k, s := range is {
			w.Status[k], w.MinMove[k], w.Floor[k], w.Ceiling[k] = w.Q[s.status], w.Q[s.move], w.Q[s.floor], w.Q[s.ceiling]
		}
		w.FrontLoading, w.Curvature = w.Q[front], w.Q[curve]
		w.Noise, w.Failure, w.Opposing = w.Q[noise], w.Q[fail], w.Q[price]
	}
}

// opening decides, once the actors sit, what is settled before the first month: each principal's type and what its acts
// tell the other side of it, which mediator takes part, what an interim step eases, how each ratifier will vote.
type opening struct {
	types, acts            [2]draw.Stream
	votes                  []draw.Stream
	lead, available        draw.Stream
	accept                 [2]draw.Stream
	seen, ratio, typeShift sim.Slot
	interim                interimStep
}

// interimStep is a step given before talks on one issue.
type interimStep struct {
	issue             int // -1 for none
	size, cost, eases sim.Slot
}

func newInterim(b *sim.Binder) interimStep {
	return interimStep{b.Issue(b.Choice("interim.issue")), b.Q("interim.size"), b.Q("interim.cost-weight"), b.Q("interim.eases")}
}

// Opening runs after the actors sit.
func Opening(b *sim.Binder) func(w *sim.World) {
	o := &opening{
		lead: b.Luck("mediator/lead"), available: b.Luck("mediator/available"),
		seen: b.Q("learning.acts"), ratio: b.Q("learning.likelihood-ratio"), typeShift: b.Q("learning.type-shift"),
		interim: newInterim(b),
	}
	for i, id := range b.Plan.Spec.Table {
		o.types[i], o.acts[i], o.accept[i] = b.Luck("type/"+id), b.Luck("acts/"+id), b.Luck("accepts-mediator/"+id)
	}
	for _, id := range b.Plan.Spec.Ratifiers {
		o.votes = append(o.votes, b.Luck("vote/"+id))
	}
	return o.settle
}

func (o *opening) settle(w *sim.World) {
	for side := range w.Principals {
		p := &w.Principals[side]
		w.Become(side, o.types[side].Uniform(w.Play, 0) < p.TypeShare)
		if p.Typed() {
			o.judge(w, side)
		}
	}
	for j := range w.Ratifiers {
		w.Ratifiers[j].Latent = o.votes[j].Uniform(w.Play, 0)
	}
	o.engage(w)
	if k := o.interim.issue; k >= 0 && w.Q[o.interim.size] > 0 {
		w.Principals[1-w.By[k]].Eased = 1 - float64(w.Q[o.interim.eases]*w.Q[o.interim.size])
	}
	w.Reprice()
}

// judge lets the other side see a principal's acts, not its type, and moves its trust by the posterior:
//
//	odds = share/(1-share) · LR^(conciliatory - hostile acts),   p += shift·(2·posterior - 1)
//
// Source: Bayes' rule; docs/model.md "Types".
func (o *opening) judge(w *sim.World, side int) {
	p := &w.Principals[side]
	lr := w.Q[o.ratio]
	kind := lr / (1 + lr) // chance that a deal-seeker's act is conciliatory
	if !p.DealSeeker {
		kind = 1 - kind
	}
	net := 0
	for i := range int(w.Q[o.seen] + 0.5) {
		if o.acts[side].Uniform(w.Play, uint64(i)) < kind {
			net++
		} else {
			net--
		}
	}
	prior := max(1e-9, min(1-1e-9, p.TypeShare))
	odds := float64(prior / (1 - prior) * portable.Exp(float64(net)*portable.Log(lr)))
	shift := float64(w.Q[o.typeShift] * (2*(odds/(1+odds)) - 1))
	other := &w.Principals[1-side]
	other.Trust = max(0, min(1, other.Trust+shift))
	for j := range w.Ratifiers {
		if r := &w.Ratifiers[j]; r.Side != side {
			r.Trust = max(0, min(1, r.Trust+shift))
		}
	}
}

// engage decides which mediator takes part, if any: it must be available, and both principals must take its help when it is
// the lead named by the scenario.
func (o *opening) engage(w *sim.World) {
	w.Lead = -1
	if len(w.Mediators) == 0 {
		return
	}
	i := 0
	if len(w.Mediators) == 2 && o.lead.Uniform(w.Play, 0) >= w.Mediators[0].LeadChance {
		i = 1
	}
	w.Outcome.Unmediated = true
	if o.available.Uniform(w.Play, uint64(i)) >= w.Mediators[i].Availability {
		return
	}
	if i == 0 {
		for side := range w.Principals {
			if o.accept[side].Uniform(w.Play, 0) >= w.Principals[side].Accepts {
				return
			}
		}
	}
	w.Lead = i
	w.Outcome.Unmediated = false
	bring(w)
}

// bring adds to every deal what a mediator that presses promises for one, or threatens without one. It is known from the start: carrots and
// sticks bring the sides to the table as well as to a text (Touval & Zartman 1985). Half of it reaches hard ratifiers.
func bring(w *sim.World) {
	m := w.Mediating()
	if m.Style != sim.Manipulation {
		return
	}
	for i := range w.Principals {
		w.Principals[i].Transfer = m.Muscle * m.Leverage[i] * (1 - m.Dependence[i])
	}
	for j := range w.Ratifiers {
		if r := &w.Ratifiers[j]; r.Hard {
			r.Transfer = 0.5 * w.Principals[r.Side].Transfer
		}
	}
}
