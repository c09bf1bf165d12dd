package challenge

import (
	"math"

	"parley/sim/portable"
)

// What actors expect of challenging each other, and what they make of it: the equations of a round.

// success fills in the chance of every place against every other (SCS eq. 31, or its all-pairs reading).
func (m *Model) success() {
	n, places := m.n, m.places
	all := 0.0
	for k := range n {
		from := m.group[k] * n
		row, r := m.pow[k*n:k*n+places], m.r[k]
		copy(row, m.d[from:from+places])
		if m.ownVote && r != 1 {
			for j, ln := range m.ln[from : from+places] {
				row[j] = power(row[j], ln, r)
			}
		}
		if m.twoSided {
			continue
		}
		sum := 0.0
		for i, x := range row {
			for j, y := range row[:i] {
				sum += float64(m.many[i] * m.many[j] * math.Abs(x-y))
			}
		}
		all += float64(m.weight[k] * 2 * sum)
	}
	for i := range places {
		m.p[i*n+i] = 0
		for j := range i {
			one, other := 0.0, 0.0 // votes for i and for j
			for k, w := range m.weight {
				if v := float64(w * (m.pow[k*n+j] - m.pow[k*n+i])); v > 0 {
					one += v
				} else {
					other -= v
				}
			}
			cast := all
			if m.twoSided {
				cast = one + other
			}
			m.p[i*n+j], m.p[j*n+i] = 0, 0
			if cast > 0 {
				m.p[i*n+j], m.p[j*n+i] = one/cast, other/cast
			}
		}
	}
}

// prize is what success and failure against an actor at the other end of a pair are worth, and quo what it is worth that nothing
// moves, to someone with a risk exponent (SCS eq. 15, 16, 24).
func (m *Model) prize(at int, r float64) (us, uf float64) {
	d := m.d[at]
	return 2 - float64(4*power(0.5-0.5*d, m.near[at], r)), 2 - float64(4*power(0.5+0.5*d, m.far[at], r))
}

func quo(r float64) float64 { return 2 - float64(4*power(0.5, -math.Ln2, r)) }

// expect is E(i -> j) with a risk exponent and the salience of who answers (SCS eq. 25).
func (m *Model) expect(i, j int, r, salience float64) float64 {
	us, uf := m.prize(m.group[i]*m.n+m.group[j], r)
	return m.weigh(i, j, r, salience, us, uf, quo(r))
}

// weigh is the same with the prizes known.
func (m *Model) weigh(i, j int, r, salience, us, uf, uq float64) float64 {
	p := m.p[m.group[i]*m.n+m.group[j]]
	e := float64(salience*(float64(p*us)+float64((1-p)*uf))) + float64((1-salience)*us) - float64(m.q*uq)
	if m.q < 1 {
		sum := 0.25 * (math.Abs(m.x[i]-m.mu) + math.Abs(m.x[i]-m.x[j])) / m.span
		t := 1.0
		if m.nearer && !(math.Abs(m.mu-m.x[i]) < math.Abs(m.x[j]-m.x[i])) {
			t = 0
		}
		lo, hi := max(0, 0.5-sum), 0.5+sum
		better := 2 - float64(4*power(lo, portable.Log(lo), r))
		worse := 2 - float64(4*power(hi, portable.Log(hi), r))
		e -= float64((1 - m.q) * (float64(t*better) + float64((1-t)*worse)))
	}
	return e
}

// power is x^r of a number from 0 to 1 whose logarithm is known.
func power(x, ln, r float64) float64 {
	if r == 1 || x == 0 {
		return x
	}
	return portable.Exp(float64(r * ln))
}

// risk finds the risk exponents from security (SCS eq. 32 to 34). When all are equally secure everybody is neutral.
func (m *Model) risk() {
	lo, hi := math.Inf(1), math.Inf(-1)
	for i := range m.n {
		m.danger[i] = 0
		for j := range m.n {
			switch {
			case j == i:
			case m.own:
				m.danger[i] += m.expect(i, j, 1, m.s[j])
			case m.printed:
				m.danger[i] += m.expect(j, i, 1, m.s[j])
			default:
				m.danger[i] += m.expect(j, i, 1, m.s[i])
			}
		}
		lo, hi = min(lo, m.danger[i]), max(hi, m.danger[i])
	}
	for i := range m.r {
		m.r[i] = 1
		if hi > lo {
			k := (2*m.danger[i] - hi - lo) / (hi - lo) / 3
			m.r[i] = (1 - k) / (1 + k)
		}
	}
}

// offer is where actor i goes: the best confrontation, else compromise, else capitulation.
func (m *Model) offer(i int) float64 {
	const none = math.MaxFloat64
	best := [3]float64{none, none, none}
	to := [3]float64{}
	consider := func(kind int, key, x float64) {
		if key < best[kind] {
			best[kind], to[kind] = key, x
		}
	}
	r := m.r[i]
	uq := quo(r)
	for j := range m.n {
		if m.x[j] == m.x[i] {
			continue
		}
		salience := m.s[i]
		if m.printed {
			salience = m.s[j]
		}
		us, uf := m.prize(m.group[i]*m.n+m.group[j], r)
		a, b := m.weigh(i, j, r, m.s[j], us, uf, uq), 0.0
		if m.viewer {
			b = m.weigh(j, i, r, salience, us, uf, uq)
		} else {
			b = m.expect(j, i, m.r[j], salience)
		}
		gap := m.x[j] - m.x[i]
		switch {
		case b > a && a > 0:
			if !m.stand {
				consider(0, math.Abs(gap), m.x[j])
			}
		case b > 0 && a < 0 && b > -a:
			x := m.x[i] + float64(gap*math.Abs(a/b))
			key := math.Abs(x - m.x[i])
			if !m.least {
				key = (float64(-a*m.x[i]) + float64(b*m.x[j])) / (b - a)
			}
			consider(1, key, x)
		case b > 0 && a < 0 && b < -a && m.capitulate:
			consider(2, math.Abs(gap), m.x[j])
		}
	}
	for kind, key := range best {
		if key != none {
			return to[kind]
		}
	}
	return m.x[i]
}
