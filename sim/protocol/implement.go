package protocol

import (
	"parley/sim"
	"parley/sim/draw"
	"parley/sim/portable"
	"parley/sim/solution"
)

// implementing is stage 3: a deal in force lives until it erodes, a shock ends it or a successor leaves it. In month m = 0, 1, ...
//
//	h(m) = h0·exp(z)·[exp(-m/tau) + floor],   chance of collapse in the month 1 - exp(-h(m))
//	z    = -a(min_i S_i - s0) - b(mean delta - d0) - c(mean p - p0) + d(spoiler - k0) + a_M(M - M(m)) - g·mean commitment
//
// S_i is surplus without the mediator's transfer M, which decays with its half-life. One uniform decides: the deal erodes in the
// first month in which the summed hazard reaches -ln U, which has the same law as a draw per month.
// Sources: the level is calibrated to UCDP peace agreements, the signs are Fearon 1998, Stedman 1997, Beardsley 2008; docs/model.md.
type implementing struct {
	luck draw.Stream
	exit [2]draw.Stream
	who  [2]int

	horizon, base, decay, floor                           sim.Slot
	surplus, surplus0, patience, patience0, trust, trust0 sim.Slot
	spoiler, spoiler0, muscle, commitment, half           sim.Slot
}

func newImplementation(b *sim.Binder, _ *solution.Outlook) sim.Protocol {
	q := func(name string) sim.Slot { return b.Q("implementation." + name) }
	p := &implementing{
		luck: b.Luck("erosion"), horizon: q("horizon"), base: q("base"), decay: q("decay"), floor: q("floor"),
		surplus: q("surplus"), surplus0: q("surplus-centre"), patience: q("patience"), patience0: q("patience-centre"),
		trust: q("trust"), trust0: q("trust-centre"), spoiler: q("spoiler"), spoiler0: q("spoiler-centre"),
		muscle: q("muscle"), commitment: q("commitment"), half: b.Q("mediation.muscle-half-life"),
	}
	for i, id := range b.Plan.Spec.Table {
		p.exit[i], p.who[i] = b.Luck("exit/"+id), b.Actor(id)
	}
	return p
}

func (p *implementing) Play(s *sim.Session) sim.Ending {
	w := s.W
	o := &w.Outcome
	s.Learn()
	ending := s.Deal()
	months := int(w.Q[p.horizon] + 0.5)
	leave, by := months, -1
	for i := range w.Principals {
		a := &w.Principals[i]
		m := int(a.ExitMonth+0.5) - o.ForceMonth
		if m >= 0 && m < leave && p.exit[i].Uniform(w.Play, 0) < a.ExitChance {
			leave, by = m, i
		}
	}
	level := w.Q[p.base] * portable.Exp(p.covariates(w))
	push := w.Q[p.muscle] * 0.5 * (w.Principals[0].Transfer + w.Principals[1].Transfer)
	fade, left := portable.Exp(-1/w.Q[p.decay]), 1.0
	weaken, spent := 1.0, 1.0
	if push > 0 {
		weaken = portable.Exp(-0.6931471805599453 / w.Q[p.half])
	}
	limit := -portable.Log(p.luck.Uniform(w.Play, 0))
	sum := 0.0
	for m := range months {
		if sh, struck := s.Strikes(o.ForceMonth + m + 1); struck {
			return p.end(s, ending, m, sim.Struck, sh)
		}
		if m == leave {
			return p.end(s, ending, m, sim.Exited, p.who[by])
		}
		h := level * (left + w.Q[p.floor])
		if push > 0 {
			h *= portable.Exp(push * (1 - spent))
			spent *= weaken
		}
		left *= fade
		if sum += h; sum >= limit {
			return p.end(s, ending, m, sim.Eroded, -1)
		}
	}
	return ending
}

// covariates is z without the mediator's leverage.
func (p *implementing) covariates(w *sim.World) float64 {
	o := &w.Outcome
	least, patience, trust, tied := 0.0, 0.0, 0.0, 0.0
	for i := range w.Principals {
		a := &w.Principals[i]
		gain := w.Surplus(&a.Stakes, &o.Text, o.Scope) - a.Transfer
		if i == 0 || gain < least {
			least = gain
		}
		patience += float64(0.5 * a.Patience)
		trust += float64(0.5 * a.Trust)
		tied += float64(0.5 * a.Commitment)
	}
	able := 0.0
	for i := range w.Spoilers {
		able = max(able, w.Spoilers[i].Capability)
	}
	z := -float64(w.Q[p.surplus] * (least - w.Q[p.surplus0]))
	z -= float64(w.Q[p.patience] * (patience - w.Q[p.patience0]))
	z -= float64(w.Q[p.trust] * (trust - w.Q[p.trust0]))
	z += float64(w.Q[p.spoiler] * (able - w.Q[p.spoiler0]))
	return z - float64(w.Q[p.commitment]*tied)
}

func (p *implementing) end(s *sim.Session, e sim.Ending, month int, cause sim.CollapseCause, by int) sim.Ending {
	o := &s.W.Outcome
	o.Collapse, o.CollapseCause, o.CollapseBy = month, cause, by
	s.Note(sim.Event{Kind: sim.Collapsed, Value: float64(month), Index: int(cause), Who: by})
	return e
}
