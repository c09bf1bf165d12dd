package sim

import (
	"strings"

	"parley/sim/dist"
	"parley/sim/draw"
)

// JointSpec is a group of quantities that go together.
type JointSpec struct {
	Paths  []string // in the order of the copula
	Copula *dist.Copula
}

// joint is a group as a plan holds it. A member that is fixed keeps its place in the copula, so that fixing one leaves the others' draws as
// they were.
type joint struct {
	JointSpec
	at []int // by member, its place among the drawn quantities, -1 when it is fixed
}

// joined finds the places of groups among the drawn quantities. Groups of which at most one is drawn are dropped: there is nothing to join.
func joined(groups []JointSpec, all []drawn) []joint {
	var out []joint
	for _, g := range groups {
		j, free := joint{JointSpec: g, at: make([]int, len(g.Paths))}, 0
		for i, path := range g.Paths {
			j.at[i] = -1
			for k, d := range all {
				if d.path == path {
					j.at[i] = k
					free++
				}
			}
		}
		if free > 0 {
			out = append(out, j)
		}
	}
	return out
}

// joiner draws a group for one seed. It keeps memory and belongs to one worker.
type joiner struct {
	joint
	streams []draw.Stream
	radius  draw.Stream // of a t copula's common factor
	u       []float64
	extra   []float64
}

func newJoiner(j joint, seed uint64) *joiner {
	g := &joiner{joint: j, u: make([]float64, len(j.Paths)), extra: make([]float64, j.Copula.Extra())}
	for _, path := range j.Paths {
		g.streams = append(g.streams, draw.NewStream(seed, draw.Theta, path))
	}
	g.radius = draw.NewStream(seed, draw.Theta, "correlations/"+strings.Join(j.Paths, "+"))
	return g
}

// draw gives the joined probabilities of run theta, by member; they are valid until the next call.
func (g *joiner) draw(theta uint64) []float64 {
	for i := range g.u {
		g.u[i] = g.streams[i].Uniform(theta, 0)
	}
	for i := range g.extra {
		g.extra[i] = g.radius.Uniform(theta, uint64(i))
	}
	g.Copula.Join(g.u, g.extra)
	return g.u
}

// Independent returns a copy of the plan that draws every quantity by itself: what the correlations change is the difference.
func (p *Plan) Independent() *Plan {
	c := *p
	c.joints = nil
	return &c
}

// Joined tells whether any of the drawn quantities go together.
func (p *Plan) Joined() bool { return len(p.joints) > 0 }
