package sim

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"parley/sim/dist"
	"parley/sim/draw"
	"parley/sim/results"
)

// Plan is a scenario compiled for one option: what depends only on the file. It is read-only and shared by all
// workers; each worker makes a Machine of it.
type Plan struct {
	Spec  Spec
	Parts Parts

	slots map[string]Slot
	fixed []float64 // value of every slot; drawn ones are overwritten
	drawn []drawn   // by path

	bank   *dist.Bank // quantile functions of the drawn ones
	slotOf []Slot     // their places

	joints []joint // groups of drawn quantities that go together; mostly none
}

type drawn struct {
	path string
	slot Slot
	dist Quantiler
}

// Slot is the place of a quantity in World.Q.
type Slot int

// Parts is what scenarios puts together: how quantities become actors, who plays the stages, what is measured.
type Parts struct {
	// Seats sets up the world of a run from its quantities, in this order.
	Seats func(b *Binder) []func(w *World)
	// Stages are the protocols of Spec.Stages.
	Stages func(b *Binder) []Protocol
	// Columns describe a row, Row fills one of that length.
	Columns []results.Column
	Row     func(w *World, row []float64)
}

// NewPlan compiles a scenario. It panics when a path occurs twice: the reader has checked that.
func NewPlan(spec Spec, parts Parts) *Plan {
	p := &Plan{Spec: spec, Parts: parts, slots: make(map[string]Slot, len(spec.Quantities))}
	qs := append([]QuantitySpec(nil), spec.Quantities...)
	sort.Slice(qs, func(i, j int) bool { return qs[i].Path < qs[j].Path })
	for _, q := range qs {
		if _, twice := p.slots[q.Path]; twice {
			panic("sim: quantity " + q.Path + " twice")
		}
		slot := Slot(len(p.fixed))
		p.slots[q.Path] = slot
		if q.Fixed {
			p.fixed = append(p.fixed, q.Dist.Quantile(0.5))
			continue
		}
		p.fixed = append(p.fixed, 0)
		p.drawn = append(p.drawn, drawn{q.Path, slot, q.Dist})
	}
	p.pack()
	p.joints = joined(spec.Joint, p.drawn)
	return p
}

// pack lays the drawn quantities out for the loop.
func (p *Plan) pack() {
	tables := make([]dist.Table, len(p.drawn))
	p.slotOf = make([]Slot, len(p.drawn))
	for i, d := range p.drawn {
		tables[i], p.slotOf[i] = d.dist, d.slot
	}
	p.bank = dist.NewBank(tables)
}

// With returns a copy of the plan in which the named quantities have fixed values. Everything else keeps its
// draws, so a run of the copy differs from the same run of the original by these values alone.
func (p *Plan) With(values map[string]float64) (*Plan, error) {
	c := *p
	c.fixed = append([]float64(nil), p.fixed...)
	c.drawn = nil
	for path, v := range values {
		slot, ok := p.slots[path]
		if !ok {
			return nil, fmt.Errorf("no quantity %s in scenario %s", path, p.Spec.Name)
		}
		c.fixed[slot] = v
	}
	for _, d := range p.drawn {
		if _, set := values[d.path]; !set {
			c.drawn = append(c.drawn, d)
		}
	}
	c.pack()
	if p.joints != nil {
		c.joints = joined(p.Spec.Joint, c.drawn)
	}
	return &c, nil
}

// Drawn lists the paths of the quantities that vary, sorted.
func (p *Plan) Drawn() []string {
	paths := make([]string, len(p.drawn))
	for i, d := range p.drawn {
		paths[i] = d.path
	}
	return paths
}

// Varies tells whether a quantity is drawn.
func (p *Plan) Varies(path string) bool {
	return slices.ContainsFunc(p.drawn, func(d drawn) bool { return d.path == path })
}

// Median is the value of a quantity at its median.
func (p *Plan) Median(path string) (float64, bool) {
	slot, ok := p.slots[path]
	if !ok {
		return 0, false
	}
	for _, d := range p.drawn {
		if d.path == path {
			return d.dist.Quantile(0.5), true
		}
	}
	return p.fixed[slot], true
}

// Quantile is the value of a quantity at probability u; a fixed one has the same for all.
func (p *Plan) Quantile(path string, u float64) (float64, bool) {
	for _, d := range p.drawn {
		if d.path == path {
			return d.dist.Quantile(u), true
		}
	}
	return p.Median(path)
}

// Inputs re-derives what was drawn for a run: the probabilities u in the open interval (0, 1), in the order of
// Drawn. dst is appended to and returned. theta is the run index, or the set index of a nested design.
func (p *Plan) Inputs(seed, theta uint64, dst []float64) []float64 {
	s := p.NewSampler(seed)
	for i := range p.drawn {
		dst = append(dst, s.U(i, theta))
	}
	return dst
}

// Sampler re-derives inputs of many runs without hashing labels anew. It belongs to one goroutine when quantities go together.
type Sampler struct {
	streams []draw.Stream
	dists   []Quantiler
	member  []member // by drawn quantity; nil when none go together
}

// member is a place in a group.
type member struct {
	group *joiner
	at    int
}

// NewSampler prepares the streams of a plan's drawn quantities.
func (p *Plan) NewSampler(seed uint64) *Sampler {
	s := &Sampler{}
	for _, d := range p.drawn {
		s.streams = append(s.streams, draw.NewStream(seed, draw.Theta, d.path))
		s.dists = append(s.dists, d.dist)
	}
	if len(p.joints) > 0 {
		s.member = make([]member, len(p.drawn))
	}
	for _, j := range p.joints {
		g := newJoiner(j, seed)
		for i, k := range j.at {
			if k >= 0 {
				s.member[k] = member{g, i}
			}
		}
	}
	return s
}

// U is the probability drawn for the i-th quantity of Drawn in run theta; Value is the quantity itself.
func (s *Sampler) U(i int, theta uint64) float64 {
	if s.member != nil && s.member[i].group != nil {
		return s.member[i].group.draw(theta)[s.member[i].at]
	}
	return s.streams[i].Uniform(theta, 0)
}

// Value is the quantity at that probability.
func (s *Sampler) Value(i int, theta uint64) float64 { return s.dists[i].Quantile(s.U(i, theta)) }

// Used tells which quantities the plan's scenario can read at all: those of issues on the agenda and of actors with a seat.
func (p *Plan) Used() func(path string) bool {
	seated := map[string]bool{p.Spec.Table[0]: true, p.Spec.Table[1]: true, p.Spec.Mediator: true, p.Spec.Rival: true}
	for _, id := range append(append([]string{}, p.Spec.Ratifiers...), p.Spec.Spoilers...) {
		seated[id] = true
	}
	off := map[string]bool{}
	for _, id := range p.Spec.AllIssues {
		off[id] = true
	}
	for _, is := range p.Spec.Issues {
		off[is.ID] = false
	}
	return func(path string) bool {
		part := strings.Split(path, ".")
		switch {
		case part[0] == "actors" && !seated[part[1]]:
			return false
		case part[0] == "actors" && len(part) == 4 && (part[2] == "ideal" || part[2] == "salience") && off[part[3]]:
			return false
		case part[0] == "issues" && off[part[1]]:
			return false
		}
		return true
	}
}
