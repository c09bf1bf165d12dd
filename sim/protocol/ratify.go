package protocol

import (
	"parley/sim"
	"parley/sim/draw"
	"parley/sim/solution"
)

// ratifying is stage 2: every ratifier of both sides votes on the text after a lag. Each has one latent draw per run, so the
// same text cannot pass on a second throw. A vetoed text may go back to the table, where the parties now know who failed it.
// Sources: Putnam 1988; Iida 1993; the Colombian agreement of 2016 is the pattern for the return.
type ratifying struct {
	lag, chance, most sim.Slot
	luck              draw.Stream
	voters            []int // indices into Spec.Actors
}

func newRatification(b *sim.Binder, _ *solution.Outlook) sim.Protocol {
	p := &ratifying{lag: b.Q("ratification.lag"), chance: b.Q("ratification.return-chance"), most: b.Q("ratification.renegotiations"), luck: b.Luck("return")}
	for _, id := range b.Plan.Spec.Ratifiers {
		p.voters = append(p.voters, b.Actor(id))
	}
	return p
}

func (p *ratifying) Play(s *sim.Session) sim.Ending {
	w := s.W
	o := &w.Outcome
	for {
		if len(w.Ratifiers) > 0 {
			s.Near = true
			for range int(w.Q[p.lag] + 0.5) {
				if !s.Wait() {
					return s.Stopped()
				}
			}
			s.Near = false
		}
		var chance [sim.MaxRatifiers]float64
		culprit := p.vote(s, &chance)
		if culprit < 0 {
			o.ForceMonth, o.Month, o.Reason, o.Second, o.Culprit = s.Month, s.Month, sim.Ratified, sim.NoReason, -1
			s.Note(sim.Event{Kind: sim.InForce, Deal: o.Text, Scope: o.Scope})
			return sim.Open
		}
		o.VotesLost++
		o.Reason, o.Second, o.Culprit, o.Month = sim.Vetoed, sim.NoReason, p.voters[culprit], s.Month
		if o.Renegotiated >= int(w.Q[p.most]+0.5) || p.luck.Uniform(w.Play, uint64(o.Renegotiated)) >= w.Q[p.chance] {
			return sim.Blocked
		}
		o.Renegotiated++
		w.Reopened.Active = true
		for j := range w.Ratifiers {
			w.Reopened.Failed[j] = w.Ratifiers[j].Latent > chance[j]
			w.Reopened.Passed[j] = chance[j]
		}
		s.Touch()
		s.Note(sim.Event{Kind: sim.Returned})
		switch e := s.Back(); e {
		case sim.Open:
		case sim.Breakdown: // still blocked by whom it was; how the second attempt failed is the second reason
			o.Reason, o.Second, o.Culprit = sim.Vetoed, o.Reason, p.voters[culprit]
			return sim.Blocked
		default:
			return e
		}
	}
}

// vote evaluates all votes and returns the failing ratifier that was furthest from passing, -1 when all pass.
func (p *ratifying) vote(s *sim.Session, chance *[sim.MaxRatifiers]float64) int {
	w := s.W
	o := &w.Outcome
	solution.Passing(w, &o.Text, o.Scope, false, chance)
	culprit, least := -1, 1.0
	for j := range w.Ratifiers {
		u := w.Ratifiers[j].Latent
		pass := u <= chance[j]
		s.Note(sim.Event{Kind: sim.Voted, Who: j, Value: chance[j], OK: pass})
		if !pass && chance[j]/u < least {
			culprit, least = j, chance[j]/u
		}
	}
	if o.FirstVote == sim.NoVote {
		o.FirstVote = sim.VoteWon
		if culprit >= 0 {
			o.FirstVote = sim.VoteLost
		}
	}
	return culprit
}
