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
