package ask

import (
	"cmp"
	"context"
	"slices"

	"parley/sim/explore"
	"parley/sim/results"
)

// Drivers is the answer to: what moves the outcome?
type Drivers struct {
	Head
	Base Share `json:"base"`
	// Ignorance and Luck are the shares of the outcome's variance that are due to what is not known about the actors, and to luck; from pairs of runs
	// on the same draw with different luck. Error is the standard error of either.
	Ignorance float64  `json:"ignorance"`
	Luck      float64  `json:"luck"`
	Error     float64  `json:"error"`
	Floor     float64  `json:"floor"`        // distance between the ends that an idle input shows in one case of twenty
	Family    float64  `json:"family_floor"` // that any of so many idle inputs shows in one study of twenty: above it an input is told of
	Inputs    []Driver `json:"inputs"`
	// Groups of inputs by actor and by the statement they rest on: Shapley effects.
	Actors     Groups `json:"actors"`
	Statements Groups `json:"statements"`
	Sobol      *Sobol `json:"sobol,omitempty"`
}

// Driver is one input, by falling distance.
type Driver struct {
	Quantity
	LowEnd     Share   `json:"lowest_fifth"`
	Middle     Share   `json:"middle_fifth"`
	HighEnd    Share   `json:"highest_fifth"`
	Distance   float64 `json:"distance"`
	Above      bool    `json:"above_floor"`
	Monotone   bool    `json:"monotone"`
	First      float64 `json:"first_order"`
	Delta      float64 `json:"delta"`
	DeltaFloor float64 `json:"delta_floor"`
	Pawn       float64 `json:"pawn"`
	PawnFloor  float64 `json:"pawn_floor"`
}

// Groups are Shapley effects.
type Groups struct {
	All   []Group `json:"groups"`
	Noise float64 `json:"noise"` // below this nothing is to be said
	Sum   float64 `json:"sum"`   // what all explain together; the rest is luck and what regressions miss
}

// Group is one group of inputs.
type Group struct {
	Name    string  `json:"name"`
	Inputs  int     `json:"inputs"`
	Shapley float64 `json:"shapley"`
	Alone   float64 `json:"alone"`
	Last    float64 `json:"last"`
	Proxy   bool    `json:"proxy"`
}

// bins of the methods that cut inputs.
const bins = 20

// Drivers finds what moves the outcome, with Sobol' indices by new runs if they are asked for.
func (c *Case) Drivers(ctx context.Context, indices Saltelli) (*Drivers, error) {
	all, err := c.endings(ctx, c.Study.Plans[c.Option:c.Option+1], 0, c.Runs, nil)
	if err != nil {
		return nil, err
	}
	// the same draws with other luck: set i is drawn with index i, its luck is run Runs+i
	pairs := min(c.Runs, 50_000)
	again, err := c.again(ctx, pairs)
	if err != nil {
		return nil, err
	}
	d := &Drivers{Head: c.head("drivers"), Base: shareOf(c.count(all[0]))}
	d.Ignorance, d.Luck, d.Error = explore.TwoSeeds(func(u []float64, luck uint64) float64 {
		e := all[0][luck/2]
		if luck%2 == 1 {
			e = again[luck/2]
		}
		return yes(c.is(e))
	}, 0, int(pairs), nil)
	n, qs := int(c.Runs), c.quantities()
	inputs := c.inputs(qs)
	event := func(run int) bool { return c.is(all[0][run]) }
	y := func(run int) float64 { return yes(event(run)) }
	base := explore.Drivers(n, inputs, event)
	delta, pawn := explore.Delta(n, bins, inputs, y), explore.Pawn(n, bins, inputs, y)
	d.Floor, d.Family = base.Dummy, explore.FamilyFloor(base.Dummy, len(qs))
	weight := make([]float64, len(qs))
	for i, in := range inputs {
		r := base.All[slices.IndexFunc(base.All, func(r results.Driver) bool { return r.Path == in.Path })]
		weight[i] = explore.FirstOrder(n, bins, in.U, y)
		distance := explore.Distance(r)
		d.Inputs = append(d.Inputs, Driver{
			Quantity: qs[i], LowEnd: shareOf(r.Fifths[0]), Middle: shareOf(r.Fifths[2]), HighEnd: shareOf(r.Fifths[4]), Distance: distance, Above: distance > d.Family,
			Monotone: r.Monotone, First: weight[i], Delta: delta[i].Value, DeltaFloor: delta[i].Floor, Pawn: pawn[i].Value, PawnFloor: pawn[i].Floor,
		})
	}
	if d.Actors, err = shapley(n, inputs, qs, weight, c.byActor, y); err != nil {
		return nil, err
	}
	if d.Statements, err = shapley(n, inputs, qs, weight, byStatement, y); err != nil {
		return nil, err
	}
	slices.SortStableFunc(d.Inputs, func(a, b Driver) int {
		return cmp.Or(-cmp.Compare(a.Distance, b.Distance), cmp.Compare(a.Path, b.Path))
	})
	if indices.Points > 0 {
		if d.Sobol, err = c.sobol(d.Inputs, d.Base.Rate(), indices); err != nil {
			return nil, err
		}
	}
	return d, ctx.Err()
}

// again plays the first runs' draws with other luck.
func (c *Case) again(ctx context.Context, pairs int64) ([]int8, error) {
	out, err := c.endings(ctx, c.Study.Plans[c.Option:c.Option+1], c.Runs, pairs, func(run int64) uint64 { return uint64(run - c.Runs) })
	if err != nil {
		return nil, err
	}
	return out[0], nil
}

func yes(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// regressed is how many of the strongest inputs Shapley effects are made from: those beyond are far below noise.
const regressed = 40

func shapley(n int, inputs []explore.Input, qs []Quantity, weight []float64, name func(Quantity) string, y func(run int) float64) (Groups, error) {
	inputs, qs, weight = strongestOf(inputs, qs, weight)
	group, names := grouped(qs, weight, name)
	effects, noise, err := explore.ShapleyFromRuns(n, inputs, group, y)
	if err != nil {
		return Groups{}, err
	}
	g := Groups{Noise: noise}
	for i, e := range effects {
		one := Group{Name: names[i], Shapley: e.Shapley, Alone: e.Alone, Last: e.Last, Proxy: e.Proxy}
		for _, at := range group {
			if at == i {
				one.Inputs++
			}
		}
		g.Sum += e.Shapley
		g.All = append(g.All, one)
	}
	slices.SortStableFunc(g.All, func(a, b Group) int {
		if (a.Name == rest) != (b.Name == rest) {
			return cmp.Compare(yes(a.Name == rest), yes(b.Name == rest))
		}
		return -cmp.Compare(a.Shapley, b.Shapley)
	})
	return g, nil
}

// strongestOf keeps the strongest inputs.
func strongestOf(inputs []explore.Input, qs []Quantity, weight []float64) ([]explore.Input, []Quantity, []float64) {
	order := make([]int, len(qs))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return -cmp.Compare(weight[a], weight[b]) })
	var in []explore.Input
	var q []Quantity
	var w []float64
	for _, i := range order[:min(regressed, len(order))] {
		in, q, w = append(in, inputs[i]), append(q, qs[i]), append(w, weight[i])
	}
	return in, q, w
}
