package sim

import (
	"fmt"
	"math"
	"runtime/debug"
	"slices"

	"parley/sim/draw"
)

// Machine plays runs of one plan on one worker. It is made once and reuses its memory.
type Machine struct {
	plan   *Plan
	inputs []draw.Stream
	drawn  []float64 // their uniforms, then their values
	joints []*joiner
	world  World
	seats  []func(w *World)
	s      Session
}

// NewMachine binds a plan to a seed.
func NewMachine(p *Plan, seed uint64) *Machine {
	b := &Binder{Plan: p, Seed: seed}
	m := &Machine{plan: p}
	m.world.Q = make([]float64, len(p.fixed))
	for _, d := range p.drawn {
		m.inputs = append(m.inputs, draw.NewStream(seed, draw.Theta, d.path))
	}
	m.drawn = make([]float64, len(p.drawn))
	for _, j := range p.joints {
		m.joints = append(m.joints, newJoiner(j, seed))
	}
	m.world.Issues = len(p.Spec.Issues)
	for k, is := range p.Spec.Issues {
		m.world.By[k] = int8(b.Side(is.By))
	}
	m.world.Ratifiers = make([]Ratifier, len(p.Spec.Ratifiers))
	m.world.Spoilers = make([]Spoiler, len(p.Spec.Spoilers))
	for _, id := range []string{p.Spec.Mediator, p.Spec.Rival} {
		if id != "" {
			m.world.Mediators = append(m.world.Mediators, Mediator{})
		}
	}
	m.world.Unvoted = !slices.Contains(p.Spec.Stages, "ratification")
	m.seats = p.Parts.Seats(b)
	m.s.W = &m.world
	m.s.bind(b)
	m.s.stages = p.Parts.Stages(b)
	return m
}

// Play plays one run: theta is the index of the draw of the actors, play that of the luck. story may be nil.
// The world it returns is valid until the next call.
func (m *Machine) Play(theta, play uint64, story *Transcript) *World {
	w := m.Open(theta, play)
	m.s.Story = story
	m.s.play()
	return w
}

// Try plays for those that look through many runs: one that breaks the contract of the code gives its failure and no world. Another machine is due
// then, since what the run left behind is not to be trusted.
func Try(play func() *World) (w *World, failed *Failure) {
	defer func() {
		if cause := recover(); cause != nil {
			w, failed = nil, &Failure{Cause: fmt.Sprint(cause), Stack: string(debug.Stack())}
		}
	}()
	return play(), nil
}

// PlayAt plays a run in which some of the drawn quantities stand at given probabilities: at holds their places in Plan.Drawn, u the
// probabilities, in the open interval (0, 1). All else is as in Play. It is what designs of experiments are run with.
func (m *Machine) PlayAt(theta, play uint64, at []int, u []float64) *World {
	m.draw(theta, play)
	for i, k := range at {
		d := &m.plan.drawn[k]
		m.world.Q[d.slot] = d.dist.Quantile(u[i])
	}
	w := m.seat()
	m.s.play()
	return w
}

// Open draws a run and seats its actors without playing it: the world as it stands before the first month.
func (m *Machine) Open(theta, play uint64) *World {
	m.draw(theta, play)
	return m.seat()
}

// draw fills in the quantities of a run.
func (m *Machine) draw(theta, play uint64) {
	w := &m.world
	w.Theta, w.Play = theta, play
	copy(w.Q, m.plan.fixed)
	draw.Uniforms(m.inputs, theta, m.drawn)
	m.plan.bank.Quantiles(m.drawn)
	q, slots, off := w.Q, m.plan.slotOf[:len(m.drawn)], 0.0
	for i, x := range m.drawn {
		off += x - x
		q[slots[i]] = x
	}
	if off != 0 { // NaN or infinite: comparisons with it would be false, and the run would go on as if nothing were wrong
		for i, x := range m.drawn {
			if x-x != 0 {
				panic(fmt.Sprintf("sim: %s is drawn as %v", m.plan.drawn[i].path, x))
			}
		}
	}
	for _, g := range m.joints { // mostly none
		for i, u := range g.draw(theta) {
			if k := g.at[i]; k >= 0 {
				d := &m.plan.drawn[k]
				w.Q[d.slot] = d.dist.Quantile(u)
			}
		}
	}
}

// seat clears what the run before left and seats the actors.
func (m *Machine) seat() *World {
	w := &m.world
	w.Lead, w.Hardening, w.Reopened = -1, 0, Reopened{}
	w.Outcome = Outcome{Culprit: -1, Shock: -1, Month: Never, TalksMonth: Never, TextMonth: Never, ForceMonth: Never, Collapse: Never, CollapseBy: -1}
	m.s.Story = nil
	for _, seat := range m.seats {
		seat(w)
	}
	m.s.begin()
	return w
}

// Failure is a run that broke the contract of the code: it is counted, never skipped in silence.
type Failure struct {
	Option int
	Run    int64
	Cause  string
	Stack  string
}

// Row plays a run and fills its row, which has as many values as the plan has columns.
func (m *Machine) Row(theta, play uint64, row []float64) *Failure { return m.row(theta, play, row) }

// row plays a run and fills its row. A panic gives a row of NaN, and so does an infinite number; metrics and draws panic
// at a NaN where a number is due.
func (m *Machine) row(theta, play uint64, row []float64) (failed *Failure) {
	defer func() {
		if cause := recover(); cause != nil {
			for i := range row {
				row[i] = math.NaN()
			}
			failed = &Failure{Cause: fmt.Sprint(cause), Stack: string(debug.Stack())}
		}
	}()
	m.plan.Parts.Row(m.Play(theta, play, nil), row)
	for _, x := range row {
		if math.IsInf(x, 0) {
			panic("sim: a metric is infinite")
		}
	}
	return nil
}

// Poison fills the memory a run may reuse with NaN. Tests use it to show that nothing survives from run to run.
func (m *Machine) Poison() {
	w := &m.world
	nan := math.NaN()
	for i := range w.Q {
		w.Q[i] = nan
	}
	bad := Stakes{LossAversion: nan, Trust: nan, TrustN: nan, NoDeal: nan, Transfer: nan}
	for k := range bad.Ideal {
		bad.Ideal[k], bad.Salience[k], bad.base[k], bad.gain[k], bad.loss[k] = nan, nan, nan, nan, nan
		w.Status[k], w.MinMove[k], w.Floor[k], w.Ceiling[k] = nan, nan, nan, nan
	}
	for i := range w.Principals {
		w.Principals[i] = Principal{Stakes: bad, Patience: nan, Reversibility: nan, Eased: nan, PressureFactor: nan}
	}
	for i := range w.Ratifiers {
		r := &w.Ratifiers[i]
		r.Stakes, r.Power, r.Threshold, r.Latent = bad, nan, nan, nan
	}
	w.Curvature, w.FrontLoading, w.Failure, w.Noise, w.Opposing, w.Hardening = nan, nan, nan, nan, nan, nan
}
