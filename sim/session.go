package sim

import "parley/sim/draw"

// Protocol plays one stage: who may do what, and when. Open hands the run on to the next stage; anything else is
// how the run ended. The loop of a protocol is
//
//	for s.Next() { ... one month ... }
//	return s.Ended(...)
//
// A protocol belongs to one worker and may keep memory of its own, which it overwrites at the start of Play.
type Protocol interface {
	Play(s *Session) Ending
}

// Session is one play as the protocols see it: the clock, the events from outside, the record.
type Session struct {
	W     *World
	Month int
	Near  bool        // a text awaits ratification
	Story *Transcript // nil unless someone listens

	horizon   int
	stages    []Protocol
	stage     int
	shocks    []shock
	attack    attackSlots
	attackBy  draw.Stream
	types     [2]draw.Stream
	pressure  [4]Slot // level, growth, leak, backing
	programme programme
	learn     [2]Slot // gain, breach ratio

	talking  bool // attacks and shocks differ once talks have opened
	cost     float64
	stop     stop
	attacked bool // an attack struck this month
	breaches [2]int
	version  uint32
	level    [2]float64 // pressure each side stands under
	strain   [2]float64 // psi(pressure) - psi(1) there: the exponentials are found anew only when pressure moves
	clash    float64    // summed hazard of the shocks that end the process
	steady   bool       // only shocks move the cost of no deal
}

type stop int8

const (
	running stop = iota
	horizonReached
	shocked
)

type shock struct {
	hazard, size, force Slot
	effect              effect
	luck                draw.Stream
}

// effect is what a shock does, as shocks.<id>.effect names it.
type effect int8

const (
	idles effect = iota
	ends
	costs
	redraws
)

func effectOf(word string) effect {
	switch word {
	case "end":
		return ends
	case "cost":
		return costs
	case "redraw-type":
		return redraws
	}
	return idles
}

type attackSlots struct{ hazard, near, guardian, threshold Slot }

func (s *Session) bind(b *Binder) {
	s.horizon = b.Plan.Spec.Horizon
	for _, id := range b.Plan.Spec.Shocks {
		s.shocks = append(s.shocks, shock{b.Q("shocks." + id + ".hazard"), b.Q("shocks." + id + ".size"), b.Q("shocks." + id + ".in-force"), effectOf(b.Choice("shocks." + id + ".effect")), b.Luck("shock/" + id)})
	}
	s.attack = attackSlots{b.Q("spoiling.hazard"), b.Q("spoiling.deal-near"), b.Q("spoiling.guardian"), b.Q("spoiling.threshold")}
	s.attackBy = b.Luck("attack")
	s.pressure = [4]Slot{b.Q("pressure.level"), b.Q("pressure.growth"), b.Q("pressure.leak"), b.Q("pressure.backing")}
	s.programme.bind(b)
	s.learn = [2]Slot{b.Q("learning.gain"), b.Q("learning.breach-ratio")}
	for i, id := range b.Plan.Spec.Table {
		s.types[i] = b.Luck("type/" + id)
	}
}

// begin overwrites everything a former run left.
func (s *Session) begin() {
	s.Month, s.Near, s.stage = -1, false, 0
	s.talking, s.cost, s.stop, s.attacked = false, 0, running, false
	s.breaches = [2]int{}
	s.version++
	s.clash = 0
	s.level = [2]float64{-1, -1} // of no month yet
	for i := range s.shocks {
		if s.shocks[i].effect == ends {
			s.clash += s.W.Q[s.shocks[i].hazard]
		}
	}
	s.steady = s.programme.side < 0 && s.W.Q[s.pressure[1]] == 0
	for i := range s.W.Principals {
		p := &s.W.Principals[i]
		s.steady = s.steady && p.Drift == 0 && p.WarWeight == 0
	}
	s.state()
}

// play runs the stages in order and fills in the ending.
func (s *Session) play() {
	o := &s.W.Outcome
	ending := Open
	for s.stage = 0; s.stage < len(s.stages) && ending == Open; s.stage++ {
		ending = s.stages[s.stage].Play(s)
	}
	if ending == Open { // the last stage left a text and nobody to stop it
		ending = s.Deal()
	}
	o.Ending = ending
	if o.Month == Never {
		o.Month = max(s.Month, 0)
	}
}

// Back plays the stage before the present one again: a vetoed text returns to the table.
func (s *Session) Back() Ending {
	if s.stage == 0 {
		panic("sim: no stage to go back to")
	}
	s.stage--
	e := s.stages[s.stage].Play(s)
	s.stage++
	return e
}

// Deal is the ending of a text that nobody can stop any more.
func (s *Session) Deal() Ending {
	o := &s.W.Outcome
	if !o.HasText {
		return Breakdown
	}
	if o.ForceMonth == Never { // where nobody votes, what is signed is in force
		o.ForceMonth = o.TextMonth
	}
	if o.Reason == NoReason {
		o.Reason = Ratified
	}
	if o.Scope == FullScope(s.W.Issues) {
		return FullDeal
	}
	return LimitedDeal
}

// Next moves to the next month and lets the outside strike. It is false when the horizon is reached or a shock
// ended the process; Stopped then says which.
func (s *Session) Next() bool {
	s.Month++
	if s.Month >= s.horizon {
		s.stop = horizonReached
		return false
	}
	return s.month()
}

// Wait moves to the next month without regard to the horizon: a text that was agreed is still decided.
func (s *Session) Wait() bool {
	s.Month++
	return s.month()
}

// Stopped is the ending that Next or Wait gave as its reason to stop: Escalation after a shock, Open at the horizon.
func (s *Session) Stopped() Ending {
	if s.stop == shocked {
		o := &s.W.Outcome
		o.Reason, o.Month = Shocked, s.Month
		return Escalation
	}
	return Open
}

// OpenTalks notes that talks have begun: from now on spoilers may attack.
func (s *Session) OpenTalks() {
	s.talking = true
	s.W.Outcome.TalksMonth = s.Month
	s.Note(Event{Kind: TalksOpen})
}

// Attacked reports whether an attack struck this month.
func (s *Session) Attacked() bool { return s.attacked }

// Version changes whenever the state that values depend on has changed.
func (s *Session) Version() uint32 { return s.version }

// Touch marks the state as changed, so that values are computed anew.
func (s *Session) Touch() { s.version++ }

// month lets shocks and attacks strike and brings the state up to date.
func (s *Session) month() bool {
	w := s.W
	moved := !s.steady
	for i := range s.shocks {
		sh := &s.shocks[i]
		h := w.Q[sh.hazard]
		if h == 0 || sh.effect == idles || sh.luck.Uniform(w.Play, uint64(s.Month)) >= h {
			continue
		}
		s.Note(Event{Kind: ShockStruck, Index: i})
		switch sh.effect {
		case ends:
			s.stop = shocked
			w.Outcome.Shock = i
			return false
		case costs:
			s.cost += w.Q[sh.size]
			moved = true
		case redraws:
			moved = true
			for side := range w.Principals {
				if p := &w.Principals[side]; p.Typed() {
					w.Become(side, s.types[side].Uniform(w.Play, uint64(s.Month)+1) < p.TypeShare)
					w.Price(&p.Stakes, side)
					s.version++
				}
			}
		}
	}
	s.attacked = false
	if s.talking {
		s.spoil()
	}
	if moved {
		s.state()
	}
	return true
}

// Strikes reports whether a shock strikes in the month that ends a deal in force, and which.
func (s *Session) Strikes(month int) (int, bool) {
	for i := range s.shocks {
		sh := &s.shocks[i]
		if h := float64(s.W.Q[sh.hazard] * s.W.Q[sh.force]); h > 0 && sh.effect == ends && sh.luck.Uniform(s.W.Play, uint64(month)) < h {
			return i, true
		}
	}
	return -1, false
}

// spoil lets each spoiler attack: Stedman 1997. A deal near raises the hazard, a drafting mediator guards against that.
func (s *Session) spoil() {
	w := s.W
	for i := range w.Spoilers {
		sp := &w.Spoilers[i]
		h := w.Q[s.attack.hazard] * sp.Capability
		if h == 0 {
			continue
		}
		if s.Near {
			g := w.Q[s.attack.near]
			if w.Drafts() {
				g *= 1 - w.Q[s.attack.guardian]
			}
			h *= 1 + g
		}
		if s.attackBy.Uniform(w.Play, uint64(s.Month)*MaxRatifiers+uint64(i)) >= h {
			continue
		}
		s.attacked = true
		if w.Outcome.Attacks < 2 {
			w.Hardening += w.Q[s.attack.threshold]
			s.version++
		}
		w.Outcome.Attacks++
		if sp.Side != 1 {
			s.breaches[0]++
		}
		if sp.Side != 0 {
			s.breaches[1]++
		}
		s.Note(Event{Kind: AttackStruck, Index: i})
	}
}

// Learn lets trust follow the attacks since the last stage: a breach by one side's camp costs it the other's trust.
// Trust moves between stages only.
func (s *Session) Learn() {
	w := s.W
	moved := false
	for side, n := range s.breaches {
		if n == 0 {
			continue
		}
		weight := float64(float64(n) * w.Q[s.learn[0]] * w.Q[s.learn[1]])
		w.Principals[1-side].Breach(weight)
		for j := range w.Ratifiers {
			if w.Ratifiers[j].Side != side {
				w.Ratifiers[j].Breach(weight)
			}
		}
		moved = true
	}
	s.breaches = [2]int{}
	if moved {
		w.Reprice()
		s.version++
	}
}
