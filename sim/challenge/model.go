package challenge

import (
	"fmt"
	"math"

	"parley/sim/portable"
)

// Actor is one actor at the start.
type Actor struct {
	Name       string
	Capability float64 // at least 0
	Position   float64 // in the issue's own unit
	Salience   float64 // in [0, 1]
}

// Round is the state after a round; round 0 is the start.
type Round struct {
	Median, Mean float64 // of positions, weighted by capability times salience
	Moved        int     // actors that moved in this round
}

// Model plays. It keeps its memory from one run to the next and belongs to one goroutine.
type Model struct {
	q                                                                                  float64 // Q
	twoSided, ownVote, viewer, printed, nearer, least, capitulate, present, own, stand bool

	n       int
	c, s    []float64
	x, next []float64
	r       []float64 // risk exponents
	span    float64   // R
	mu      float64   // present median

	// Actors at one place are alike in all that depends on positions: group[i] is the place of i among the different ones.
	group     []int
	places    int
	at        []float64 // the different positions
	many      []float64 // how many stand there
	d, ln     []float64 // distance of pairs of places over R, and its logarithm
	near, far []float64 // 0.5 - 0.5 d and 0.5 + 0.5 d as logarithms
	weight    []float64 // c·s
	pow       []float64 // d^r from a voter to a place
	p         []float64 // success of a place against another
	danger    []float64
	order     []int
}

// Run plays rounds from a start and returns the state after each, the start first; into is appended to. Positions after the last
// round are read with Positions. Errors: fewer than two actors, a number out of range.
func (m *Model) Run(actors []Actor, o Options, rounds int, into []Round) ([]Round, error) {
	if err := check(actors); err != nil {
		return nil, err
	}
	m.begin(actors, o)
	into = append(into, m.state(0))
	for range rounds {
		moved := m.round()
		into = append(into, m.state(moved))
	}
	return into, nil
}

// Play is Run for someone who looks at every round: see is called with the state and the positions after each, which are
// overwritten by the next.
func (m *Model) Play(actors []Actor, o Options, rounds int, see func(round int, s Round, positions []float64)) error {
	if err := check(actors); err != nil {
		return err
	}
	m.begin(actors, o)
	see(0, m.state(0), m.x)
	for r := range rounds {
		moved := m.round()
		see(r+1, m.state(moved), m.x)
	}
	return nil
}

func check(actors []Actor) error {
	if len(actors) < 2 {
		return fmt.Errorf("the challenge model needs two actors at least, not %d", len(actors))
	}
	total := 0.0
	for _, a := range actors {
		if !(a.Capability >= 0) || !(a.Salience >= 0 && a.Salience <= 1) || math.IsNaN(a.Position) || math.IsInf(a.Position, 0) || math.IsInf(a.Capability, 0) {
			return fmt.Errorf("actor %s: capability %v must be 0 or more, salience %v between 0 and 1, position %v a number", a.Name, a.Capability, a.Salience, a.Position)
		}
		total += float64(a.Capability * a.Salience)
	}
	if !(total > 0) {
		return fmt.Errorf("no actor has both capability and salience")
	}
	return nil
}

// Positions are the present positions, in the order of the actors. The slice is overwritten by the next run.
func (m *Model) Positions() []float64 { return m.x }

// Risks are the risk exponents of the last round: in [0.5, 2], below 1 for those who seek risk.
func (m *Model) Risks() []float64 { return m.r }

func (m *Model) begin(actors []Actor, o Options) {
	m.q, m.n = o.StatusQuo, len(actors)
	m.twoSided, m.ownVote, m.viewer, m.printed = o.Probability == "two-sided", o.VoteRisk == "own", o.Risk == "viewer", o.Salience == "printed"
	m.nearer, m.least, m.capitulate = o.Median == "nearer", o.Compromise == "least", o.Capitulation == "yes"
	m.present, m.own, m.stand = o.Range == "present", o.Security == "own", o.Conflict == "none"
	n := m.n
	for _, v := range []*[]float64{&m.c, &m.s, &m.x, &m.next, &m.r, &m.danger, &m.weight, &m.at, &m.many} {
		*v = resize(*v, n)
	}
	for _, v := range []*[]float64{&m.near, &m.far, &m.d, &m.ln, &m.pow, &m.p} {
		*v = resize(*v, n*n)
	}
	if cap(m.order) < n {
		m.order = make([]int, n)
	}
	m.order = m.order[:n]
	if cap(m.group) < n {
		m.group = make([]int, n)
	}
	m.group = m.group[:n]
	for i, a := range actors {
		m.c[i], m.s[i], m.x[i], m.r[i] = a.Capability, a.Salience, a.Position, 1
		m.weight[i] = float64(a.Capability * a.Salience)
	}
	m.span = m.spread()
}

func resize(v []float64, n int) []float64 {
	if cap(v) < n {
		return make([]float64, n)
	}
	return v[:n]
}

func (m *Model) spread() float64 {
	lo, hi := m.x[0], m.x[0]
	for _, x := range m.x {
		lo, hi = min(lo, x), max(hi, x)
	}
	return hi - lo
}

// state is the weighted median and mean of the present positions. The median is the smallest position at which half of all
// weight is reached.
func (m *Model) state(moved int) Round {
	r := Round{Moved: moved}
	total := 0.0
	for i, x := range m.x {
		w := m.weight[i]
		total += w
		r.Mean += float64(w * x)
	}
	r.Mean /= total
	for i := range m.order {
		m.order[i] = i
	}
	for i := 1; i < m.n; i++ {
		k := m.order[i]
		j := i
		for ; j > 0 && m.x[m.order[j-1]] > m.x[k]; j-- {
			m.order[j] = m.order[j-1]
		}
		m.order[j] = k
	}
	sum := 0.0
	for _, i := range m.order {
		sum += m.weight[i]
		if r.Median = m.x[i]; sum >= 0.5*total*(1-1e-12) {
			break
		}
	}
	m.mu = r.Median
	return r
}

// round plays one round and returns how many actors moved: risk exponents of 1, expectations, security, risk, expectations anew,
// offers, and all move at once.
func (m *Model) round() int {
	if m.present {
		m.span = m.spread()
	}
	if m.span == 0 {
		return 0 // all agree
	}
	for i := range m.r {
		m.r[i] = 1
	}
	m.distances()
	m.success()
	m.risk()
	if m.ownVote {
		m.success()
	}
	for i := range m.next {
		m.next[i] = m.offer(i)
	}
	moved := 0
	for i, x := range m.next {
		if x != m.x[i] {
			moved++
		}
	}
	m.x, m.next = m.next, m.x
	return moved
}

func (m *Model) distances() {
	n := m.n
	m.places = 0
	for i, x := range m.x {
		g := 0
		for g < m.places && m.at[g] != x {
			g++
		}
		if g == m.places {
			m.at[g], m.many[g] = x, 0
			m.places++
		}
		m.group[i] = g
		m.many[g]++
	}
	for i := range m.places {
		for j := range i {
			d := math.Abs(m.at[i]-m.at[j]) / m.span
			ln, near, far := portable.Log(d), portable.Log(max(0, 0.5-0.5*d)), portable.Log(0.5+0.5*d)
			at, ta := i*n+j, j*n+i
			m.d[at], m.ln[at], m.near[at], m.far[at] = d, ln, near, far
			m.d[ta], m.ln[ta], m.near[ta], m.far[ta] = d, ln, near, far
		}
		m.d[i*n+i], m.ln[i*n+i], m.near[i*n+i], m.far[i*n+i] = 0, math.Inf(-1), -math.Ln2, -math.Ln2
	}
}

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
		if m.nearer && !(math.Abs(m.x[j]-m.mu) < math.Abs(m.x[i]-m.mu)) {
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
