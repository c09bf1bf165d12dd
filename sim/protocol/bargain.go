package protocol

import (
	"math"

	"parley/sim"
	"parley/sim/draw"
	"parley/sim/portable"
	"parley/sim/solution"
	"parley/sim/tactic"
)

// rule is what differs between bargaining protocols: what is put on the table in a round, and whether it is accepted.
type rule interface {
	round(s *sim.Session, g *bargaining, n int) (d sim.Deal, u float64, agreed bool)
}

// bargaining is the frame that all bargaining protocols share: rounds and months, walk-outs, first contact with the mediator,
// linked issues and the one fallback to a part of the agenda, beliefs, aspirations, and the reasons of a breakdown.
type bargaining struct {
	o      *solution.Outlook
	rule   rule
	belief *belief
	v      *solution.View // of the scope on the table
	scope  int

	rounds, months, breakHazard, linked, fallback, after sim.Slot
	relief, calm, bias                                   sim.Slot
	link, leave                                          draw.Stream
	reassure, exponential                                bool
	answer                                               string
	noise                                                sim.Slot
	reply                                                draw.Stream
	logs                                                 []float64 // ln n
	who                                                  [2]int    // indices into Spec.Actors

	once bool // the rule speaks in one round only

	// of the present run
	last  int // T
	floor [2]float64
	kappa [2][4]float64 // present share of the concession made, and those of the three rounds before
	asp   [2]float64
	y     [2]float64 // positions
	open  bool       // agreement is possible
	spoke bool       // the rule has had a round in this attempt with agreement possible: what it keeps from round to round is of this attempt
	held  bool       // the mediator withheld its last draft
	loose bool       // what was last agreed could not bind
}

func newBargaining(b *sim.Binder, o *solution.Outlook, r rule) *bargaining {
	g := &bargaining{
		o: o, rule: r, belief: newBelief(b),
		rounds: b.Q("protocol.rounds"), months: b.Q("protocol.months-per-round"), breakHazard: b.Q("protocol.break-hazard"),
		linked: b.Q("protocol.linked"), fallback: b.Q("protocol.fallback-at"), after: b.Q("spoiling.break-factor"),
		relief: b.Q("mediation.text-relief"), calm: b.Q("mediation.calm"), bias: b.Q("mediation.bias-decay"),
		link: b.Luck("linked"), leave: b.Luck("walk-out"), reassure: b.Choice("mediation.reassurance") == "on",
		exponential: b.Choice("protocol.tactic") == "exponential", answer: b.Choice("protocol.answer"), noise: b.Q("protocol.answer-noise"), reply: b.Luck("answer"),
	}
	for i, id := range b.Plan.Spec.Table {
		g.who[i] = b.Actor(id)
	}
	for n := range 202 {
		g.logs = append(g.logs, portable.Log(float64(max(n, 1))))
	}
	return g
}

func (g *bargaining) Play(s *sim.Session) sim.Ending {
	w := s.W
	o := &w.Outcome
	again := w.Reopened.Active
	g.last = max(1, int(w.Q[g.rounds]+0.5))
	if again {
		g.last = max(3, (g.last+1)/2)
	} else {
		g.meet(s)
		g.choose(s)
	}
	if g.once {
		g.last = 1
	}
	g.prepare(s)
	version := s.Version()
	g.kappa = [2][4]float64{}
	g.held, g.loose, g.spoke = false, false, false
	n, month, pace := 0, 0, max(1, int(w.Q[g.months]+0.5))
	for s.Next() {
		if month++; (month-1)%pace != 0 {
			continue
		}
		n++
		o.Rounds++
		if who, gone := g.walkOut(s); gone {
			s.Note(sim.Event{Kind: sim.WalkedOut, Round: n, Who: who})
			return g.fail(s, sim.WalkOut, g.who[who])
		}
		if !again && g.scope == solution.Whole && float64(n) > w.Q[g.fallback]*float64(g.last) {
			if part := g.o.BestPart(s); part != g.scope {
				g.scope = part
				version = s.Version() - 1
			}
		}
		if s.Version() != version {
			version = s.Version()
			g.prepare(s)
		}
		g.aspire(w, n)
		if g.open || s.Story != nil {
			d, u, agreed := g.rule.round(s, g, n)
			g.spoke = g.spoke || g.open
			if agreed && g.open {
				if g.loose = !s.Binding(); g.loose {
					s.Note(sim.Event{Kind: sim.NotBinding, Round: n, Deal: d, Scope: g.v.Scope, Value: s.Shift()})
					if n >= g.last {
						return g.fail(s, sim.Deadline, -1)
					}
					continue
				}
				o.HasText, o.Text, o.U, o.Scope, o.TextMonth = true, d, u, g.v.Scope, s.Month
				s.Note(sim.Event{Kind: sim.TextAgreed, Round: n, Deal: d, Scope: g.v.Scope})
				return sim.Open
			}
		}
		if n >= g.last {
			return g.fail(s, sim.Deadline, -1)
		}
	}
	if e := s.Stopped(); e != sim.Open {
		return e
	}
	return g.fail(s, sim.HorizonReached, -1)
}

// meet is the first contact: what was learnt before counts, and a mediator vouches.
func (g *bargaining) meet(s *sim.Session) {
	w := s.W
	if w.Outcome.TalksMonth == sim.Never { // a scenario without talks about talks starts at the table
		w.Outcome.Zone = solution.Zone(w, g.o.At(s, solution.Whole))
		w.Outcome.TalksMonth = max(s.Month, 0)
	}
	s.Learn()
	m := w.Mediating()
	if m == nil {
		return
	}
	s.Note(sim.Event{Kind: sim.MediatorTakesPart, Index: w.Lead, Value: float64(m.Style)})
	if g.reassure {
		x := m.Bias / w.Q[g.bias]
		trust := m.Reassurance * m.Reputation * portable.Exp(-float64(x*x))
		for i := range w.Principals {
			if g.belief.reach[i].Uniform(w.Play, 0) < m.Channel[i] {
				p := &w.Principals[i]
				p.Trust += float64((1 - p.Trust) * trust)
			}
		}
		w.Reprice()
	}
}

// choose sets the first scope: linked talks take the whole agenda if it has something for both, others the best part.
func (g *bargaining) choose(s *sim.Session) {
	w := s.W
	g.scope = solution.Whole
	whole := g.o.At(s, solution.Whole)
	_, a := whole.Peak(w, 0)
	_, b := whole.Peak(w, 1)
	if g.link.Uniform(w.Play, 0) >= w.Q[g.linked] || !a || !b {
		g.scope = g.o.BestPart(s)
	}
}

// prepare forms beliefs, demands and floors for the scope on the table.
func (g *bargaining) prepare(s *sim.Session) {
	w := s.W
	g.v = g.o.At(s, g.scope)
	g.open = g.v.Overlap(w)
	s.Note(sim.Event{Kind: sim.ScopeSet, Scope: g.v.Scope, OK: g.open})
	if g.v.Empty || (!g.open && s.Story == nil) {
		return // without overlap nothing that follows can change the ending
	}
	g.belief.form(s, g.v)
	g.belief.hear(s, g.v)
	g.belief.settle(s, g.v)
	for i := range g.floor {
		g.floor[i] = w.Principals[i].Holdout * max(0, g.belief.ask[i])
		if w.Drafts() { // accepting a third party's text is no visible concession
			g.floor[i] *= 1 - float64(w.Q[g.relief]*w.Mediating().Effort)
		}
	}
}

// hazard is the chance per round that a side walks out, attacks apart.
func (g *bargaining) hazard(s *sim.Session) float64 {
	h := s.W.Q[g.breakHazard]
	if s.W.Drafts() {
		h *= s.W.Q[g.calm]
	}
	return h
}

// walkOut draws whether a side leaves for a reason outside the offers, and which: each is as likely.
func (g *bargaining) walkOut(s *sim.Session) (side int, gone bool) {
	w := s.W
	h := g.hazard(s)
	if s.Attacked() {
		h = min(1, h*w.Q[g.after])
	}
	u := g.leave.Uniform(w.Play, uint64(s.Month))
	if u >= h {
		return -1, false
	}
	if u < 0.5*h {
		return 0, true
	}
	return 1, true
}

// aspire sets what each side asks for in round n, and its position: time-dependent concession, with imitation where the own
// timetable does not weigh all,
//
//	asp_i(n) = F_i + (1 - kappa_i(n))·(V_i(best) - F_i),   kappa = k + (1-k)·(n/T)^(1/beta),  k = 0.02
//	beta_i   = beta0·exp(-5·(delta - 0.93)): the patient concede later
//
// Sources: Faratin, Sierra & Jennings 1998; Fearon 1998 (patience).
func (g *bargaining) aspire(w *sim.World, n int) {
	const k = 0.02
	if !g.open && g.v.Empty {
		return
	}
	x := g.logs[min(n, len(g.logs)-1)] - g.logs[min(g.last, len(g.logs)-1)]
	var time [2]float64
	for i := range w.Principals {
		p := &w.Principals[i]
		beta := p.Concession * portable.Exp(-5*(p.Patience-0.93))
		if g.exponential {
			time[i] = tactic.Exponential(k, beta, float64(n)/float64(g.last))
		} else {
			time[i] = k + float64((1-k)*portable.Exp(min(0, x)/beta))
		}
	}
	before := g.kappa
	for i := range w.Principals {
		p := &w.Principals[i]
		share := time[i]
		if p.OwnPace < 1 && n > 1 {
			answer := g.respond(w, n, i, &before)
			share = float64(p.OwnPace*share) + float64((1-p.OwnPace)*answer)
		}
		g.kappa[i] = [4]float64{share, before[i][0], before[i][1], before[i][2]}
		best, gains := g.v.Peak(w, i)
		if !gains {
			g.asp[i], g.y[i] = math.Inf(1), float64(1-i)
			continue
		}
		g.asp[i] = g.floor[i] + float64((1-share)*(best-g.floor[i]))
		g.y[i] = g.v.Position(w, i, g.asp[i])
	}
}

// respond is the share of concession by which a side answers the other's: as the file says under protocol.answer. A demand is 1 less the
// share conceded; before the first offer it was 1. Source: Faratin, Sierra & Jennings 1998, behaviour-dependent tactics.
func (g *bargaining) respond(w *sim.World, n, i int, before *[2][4]float64) float64 {
	own, them := before[i], before[1-i]
	seen := [3]float64{1 - them[2], 1 - them[1], 1 - them[0]}
	switch g.answer {
	case "relative":
		return 1 - tactic.Relative(1-own[0], seen[1:])
	case "random-absolute":
		noise := float64(w.Q[g.noise] * (2*g.reply.Uniform(w.Play, uint64(2*n+i)) - 1))
		return 1 - tactic.Absolute(1-own[0], seen[1:], noise)
	case "averaged":
		return 1 - tactic.Averaged(1-own[0], seen[:], 2)
	}
	return min(1, own[0]+max(0, them[0]-them[1]))
}

// fail ends the rounds without a text. With an empty zone of agreement that is the reason, and how the rounds ended the second one.
func (g *bargaining) fail(s *sim.Session, how sim.Reason, who int) sim.Ending {
	o := &s.W.Outcome
	o.Reason, o.Second, o.Culprit, o.Month = how, sim.NoReason, who, s.Month
	switch {
	case !g.open:
		o.Reason, o.Second, o.Culprit = sim.NoOverlap, how, -1
	case g.loose:
		o.Reason, o.Second, o.Culprit = sim.Commitment, how, -1
	case g.held && how != sim.WalkOut:
		o.Reason, o.Second, o.Culprit = sim.MediatorWithheld, how, -1
	case o.Unmediated:
		o.Second = sim.MediatorAbsent
	}
	return sim.Breakdown
}

func sqrt(x float64) float64 { return math.Sqrt(x) } // exact in IEEE 754, the same on every machine
