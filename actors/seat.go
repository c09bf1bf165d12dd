package actors

import "parley/sim"

// Seats makes, for every role of a scenario, the function that turns the drawn quantities of a run into its actor.
func Seats(b *sim.Binder) []func(w *sim.World) {
	spec := &b.Plan.Spec
	var seats []func(w *sim.World)
	for side, id := range spec.Table {
		seats = append(seats, seatPrincipal(b, id, side))
	}
	for j, id := range spec.Ratifiers {
		seats = append(seats, seatRatifier(b, id, j))
	}
	m := 0
	for _, id := range []string{spec.Mediator, spec.Rival} {
		if id != "" {
			seats = append(seats, seatMediator(b, id, m))
			m++
		}
	}
	for i, id := range spec.Spoilers {
		seats = append(seats, seatSpoiler(b, id, i))
	}
	return seats
}

// stakesSeat is where anyone who values deals and trusts or distrusts the other side finds its numbers.
type stakesSeat struct {
	ideal, salience     []sim.Slot
	loss, trust, trust0 sim.Slot
}

func newStakesSeat(b *sim.Binder, id, other string) stakesSeat {
	s := stakesSeat{
		loss: b.Q("actors." + id + ".loss-aversion"), trust: b.Q("actors." + id + ".trust." + other), trust0: b.Q("actors." + id + ".trust-strength"),
	}
	s.ideal, s.salience = issueSlots(b, id)
	return s
}

func (s *stakesSeat) sit(w *sim.World, a *sim.Stakes) {
	read(w, a, s.ideal, s.salience)
	a.LossAversion, a.Trust, a.TrustN = w.Q[s.loss], w.Q[s.trust], w.Q[s.trust0]
}

func issueSlots(b *sim.Binder, id string) (ideal, salience []sim.Slot) {
	for _, is := range b.Plan.Spec.Issues {
		ideal = append(ideal, b.Q("actors."+id+".ideal."+is.ID))
		salience = append(salience, b.Q("actors."+id+".salience."+is.ID))
	}
	return ideal, salience
}

// read takes ideal points as they are and normalises salience to sum 1 over the agenda.
func read(w *sim.World, a *sim.Stakes, ideal, salience []sim.Slot) {
	sum := 0.0
	for k, slot := range salience {
		a.Ideal[k] = w.Q[ideal[k]]
		a.Salience[k] = w.Q[slot]
		sum += a.Salience[k]
	}
	for k := range salience {
		if sum > 0 {
			a.Salience[k] /= sum
		} else {
			a.Salience[k] = 1 / float64(len(salience))
		}
	}
}
