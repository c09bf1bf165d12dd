package sim

import "parley/sim/portable"

// programme is the clock of a programme that shifts power as it advances. Without a deal progress n grows by the pace each month up
// to 1, and power has shifted by the logistic of the progress beyond the threshold:
//
//	passed(n) = sigma((n - n*)/steepness),   shift = D·[passed(n at t+1) - passed(n at t)]
//	C_owner falls and C_other rises by D·passed/2;   the perceived chance of a strike is multiplied by 1 + passed
//
// In a month with shift > C_1 + C_2 no promise binds: the owner will be able to ask for more than peace is worth to both.
// Sources: Powell 2006 (commitment problem); Bas & Coe 2016 (programmes); docs/model.md "Programme clock".
type programme struct {
	side                                 int // whose it is, -1 for none
	start, pace, threshold, width, power Slot

	// of the present month
	passed, shift, half float64
}

func (p *programme) bind(b *Binder) {
	p.side = -1
	for i, id := range b.Plan.Spec.Table {
		if b.Choice("programme.by") == id {
			p.side = i
		}
	}
	p.start, p.pace, p.threshold = b.Q("programme.start"), b.Q("programme.pace"), b.Q("programme.threshold")
	p.width, p.power = b.Q("programme.steepness"), b.Q("programme.power")
}

// advance brings the programme to a month.
func (p *programme) advance(w *World, month int) {
	p.passed, p.shift, p.half = 0, 0, 0
	if p.side < 0 {
		return
	}
	at := func(month int) float64 {
		n := min(1, w.Q[p.start]+float64(w.Q[p.pace]*float64(month)))
		return portable.Sigmoid((n - w.Q[p.threshold]) / w.Q[p.width])
	}
	p.passed = at(month)
	p.shift = w.Q[p.power] * (at(month+1) - p.passed)
	p.half = 0.5 * w.Q[p.power] * p.passed
}

// cost is what the programme adds to a side's cost of no deal.
func (p *programme) cost(side int) float64 {
	if side == p.side {
		return -p.half
	}
	return p.half
}

// Binding reports whether a promise made this month can be kept: power does not shift by more than what no deal costs both.
func (s *Session) Binding() bool {
	return s.programme.side < 0 || s.programme.shift <= s.W.Principals[0].NoDeal+s.W.Principals[1].NoDeal
}

// Shift is the shift of power that is expected within the coming month, utility.
func (s *Session) Shift() float64 { return s.programme.shift }
