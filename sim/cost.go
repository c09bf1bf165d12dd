package sim

import "parley/sim/portable"

// Pressure is the level a side stands under this month, in units of its level at the information cut-off.
func (s *Session) Pressure(side int) float64 {
	w := s.W
	level := w.Q[s.pressure[0]] + float64(w.Q[s.pressure[1]]*float64(max(s.Month, 0)))
	return max(0, level*w.Principals[1-side].PressureFactor)
}

// state brings each party's cost of no deal up to date:
//
//	C_i(t) = [base + c1·(1-leak·(1-backing))·(psi(pressure) - psi(1)) + c2·war + drift·t + shocks ± programme]·eased,  psi(z) = 1 - exp(-0.7 z)
//
// where war is the perceived chance of a strike over the coming year, and a programme moves it from its owner to the other. Source: docs/model.md "Value of no deal".
func (s *Session) state() {
	w := s.W
	t := float64(max(s.Month, 0))
	leak := w.Q[s.pressure[2]] * (1 - w.Q[s.pressure[3]])
	s.programme.advance(w, max(s.Month, 0))
	moved := false
	for i := range w.Principals {
		p := &w.Principals[i]
		c := p.Base + float64(p.Drift*t) + s.cost
		z := s.Pressure(i)
		if z != s.level[i] {
			if p.Reactance != 0 { // no value moves, but the cost of talking does
				s.version++
			}
			s.level[i], s.strain[i] = z, 0
			if z != 1 {
				s.strain[i] = portable.Exp(-0.7) - portable.Exp(-0.7*z)
			}
		}
		if p.PressureWeight != 0 {
			c += float64(float64(p.PressureWeight*(1-leak)) * s.strain[i])
		}
		if p.WarWeight != 0 {
			ahead := min(12, s.horizon-max(s.Month, 0))
			c += float64(p.WarWeight * min(1, s.clash*(1+s.programme.passed)*float64(max(ahead, 0))))
		}
		c += s.programme.cost(i)
		c *= p.Eased
		if c != p.NoDeal {
			p.NoDeal, moved = c, true
			s.version++
		}
	}
	if !moved { // the usual month
		return
	}
	for j := range w.Ratifiers {
		r := &w.Ratifiers[j]
		r.NoDeal = r.Share * w.Principals[r.Side].NoDeal
	}
}
