package ask

import (
	"context"
	"slices"

	"parley/sim"
	"parley/sim/explore"
)

// Discovery is the answer to: when does the outcome fail to come, or come?
type Discovery struct {
	Head
	// Of says what is searched for: the outcome itself, or its absence.
	Of    string `json:"of"`
	Base  Share  `json:"base"`  // on the runs that the search did not see
	Best  int    `json:"best"`  // of Boxes, -1: nothing stands out from noise
	Boxes []Box  `json:"boxes"` // the trade-off of density and coverage
	Tree  []Leaf `json:"tree"`  // the cross-check
}

// Box is a part of the space of inputs.
type Box struct {
	Limits   []Limit `json:"limits"`
	Inside   Share   `json:"inside"`
	Density  float64 `json:"density"`
	Coverage float64 `json:"coverage"`
	Mass     float64 `json:"mass"`
}

// Leaf is an end of the tree.
type Leaf struct {
	Limits []Limit `json:"limits"`
	Inside Share   `json:"inside"`
}

// Limit is a bound on one quantity, as probability and in its own unit. An end that bounds nothing is null.
type Limit struct {
	Path  string     `json:"path"`
	Title string     `json:"title"`
	Unit  string     `json:"unit,omitempty"`
	Low   *float64   `json:"low"`
	High  *float64   `json:"high"`
	U     [2]float64 `json:"probability"`
	P     float64    `json:"p"`
}

// Discover searches for where the outcome comes (present) or fails to come.
func (c *Case) Discover(ctx context.Context, present bool) (*Discovery, error) {
	all, err := c.endings(ctx, c.Study.Plans[c.Option:c.Option+1], 0, c.Runs, nil)
	if err != nil {
		return nil, err
	}
	qs := c.quantities()
	inputs := c.inputs(qs)
	event := func(run int) bool { return c.is(all[0][run]) == present }
	found, err := explore.Prim(int(c.Runs), inputs, event)
	if err != nil {
		return nil, err
	}
	tree, err := explore.Cart(int(c.Runs), inputs, event)
	if err != nil {
		return nil, err
	}
	d := &Discovery{Head: c.head("discover"), Of: c.Event.ID, Boxes: []Box{}, Tree: []Leaf{}, Base: shareOf(found.Base), Best: found.Best}
	if !present {
		d.Of = "not " + c.Event.ID
	}
	for _, b := range found.Boxes {
		d.Boxes = append(d.Boxes, Box{c.limits(qs, b.Limits), shareOf(b.Inside), b.Density, b.Coverage, b.Mass})
	}
	for _, l := range tree {
		d.Tree = append(d.Tree, Leaf{c.limits(qs, l.Limits), shareOf(l.Inside)})
	}
	return d, ctx.Err()
}

// limits puts probabilities into the units of quantities.
func (c *Case) limits(qs []Quantity, limits []explore.Limit) []Limit {
	out := []Limit{}
	for _, l := range limits {
		q := qs[slices.IndexFunc(qs, func(q Quantity) bool { return q.Path == l.Path })]
		one := Limit{Path: q.Path, Title: q.Title, Unit: q.Unit, U: [2]float64{l.Low, l.High}, P: l.P}
		if l.Low > 0 {
			one.Low = valueAt(c.plan(), q.Path, l.Low)
		}
		if l.High < 1 {
			one.High = valueAt(c.plan(), q.Path, l.High)
		}
		out = append(out, one)
	}
	return out
}

func valueAt(p *sim.Plan, path string, u float64) *float64 {
	v, _ := p.Quantile(path, u)
	return &v
}
