package ask

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"parley/sim"
	"parley/sim/diag"
	"parley/sim/explore"
	"parley/sim/results"
	"parley/sim/stats"
)

// Moves is the answer to: what moves a number of the results table, over the runs for which it is defined?
type Moves struct {
	Head
	Metric     string  `json:"metric"`
	Title      string  `json:"title"`
	Unit       string  `json:"unit,omitempty"`
	Defined    int64   `json:"defined"` // runs that have it
	Mean       float64 `json:"mean"`
	Low        float64 `json:"low"` // interval of the mean
	High       float64 `json:"high"`
	SD         float64 `json:"sd"`
	Ignorance  float64 `json:"ignorance"` // from pairs of runs that both have it
	Luck       float64 `json:"luck"`
	Error      float64 `json:"error"`
	Inputs     []Moved `json:"inputs"`
	Actors     Groups  `json:"actors"`
	Statements Groups  `json:"statements"`
}

// Moved is one input: the metric's mean in its lowest and highest fifth.
type Moved struct {
	Quantity
	LowEnd     float64 `json:"lowest_fifth"`
	HighEnd    float64 `json:"highest_fifth"`
	First      float64 `json:"first_order"`
	Delta      float64 `json:"delta"`
	DeltaFloor float64 `json:"delta_floor"` // what an idle input shows by chance, noise not taken out
	Above      bool    `json:"above_floor"` // the ends differ by more than those of any of so many idle inputs would in one study of twenty
}

// column finds a numeric column of the table.
func (c *Case) column(name string) (results.Column, int, error) {
	var names []string
	for i, col := range c.plan().Parts.Columns {
		if col.Role != results.Metric || col.Type == results.Enum {
			continue
		}
		if col.Name == name {
			return col, i, nil
		}
		names = append(names, col.Name)
	}
	if near := diag.Suggest(name, names); near != "" {
		return results.Column{}, 0, mistake("no metric %q; did you mean %s?", name, near)
	}
	return results.Column{}, 0, mistake("no metric %q; there are: %s", name, strings.Join(names, ", "))
}

// values plays runs from first on and gives a column; NaN where it is not defined.
func (c *Case) values(ctx context.Context, column int, first, runs int64, theta func(run int64) uint64) ([]float64, error) {
	out := make([]float64, runs)
	_, err := sim.Run(ctx, []*sim.Plan{c.plan()}, sim.Job{Seed: c.Seed, First: first, Runs: runs, Workers: c.Workers, Theta: theta}, func(b results.Block) error {
		width := len(b.Values) / b.N
		for i := range b.N {
			out[b.First-first+int64(i)] = b.Values[i*width+column]
		}
		return nil
	})
	if err == nil {
		err = ctx.Err()
	}
	return out, err
}

// Moves finds what moves a metric.
func (c *Case) Moves(ctx context.Context, metric string) (*Moves, error) {
	col, at, err := c.column(metric)
	if err != nil {
		return nil, err
	}
	all, err := c.values(ctx, at, 0, c.Runs, nil)
	if err != nil {
		return nil, err
	}
	again, err := c.values(ctx, at, c.Runs, c.Runs, func(run int64) uint64 { return uint64(run - c.Runs) })
	if err != nil {
		return nil, err
	}
	var have, both []int
	var m stats.Moments
	for i, x := range all {
		if x != x {
			continue
		}
		have = append(have, i)
		m.Add(x)
		if again[i] == again[i] {
			both = append(both, i)
		}
	}
	if len(have) < 1000 || len(both) < 200 {
		return nil, fmt.Errorf("%s is defined in %d of %d runs: too few; ask for more with --runs", metric, len(have), c.Runs)
	}
	o := &Moves{Head: c.head("metric"), Metric: col.Name, Title: col.Title, Unit: col.Unit, Defined: m.N, Mean: m.Mean(), SD: m.SD()}
	mean := stats.Mean(o.Mean, o.SD, m.N, stats.Level)
	o.Low, o.High = mean.Low, mean.High
	o.Ignorance, o.Luck, o.Error = explore.TwoSeeds(func(_ []float64, luck uint64) float64 {
		if luck%2 == 1 {
			return again[both[luck/2]]
		}
		return all[both[luck/2]]
	}, 0, len(both), nil)
	n, qs := len(have), c.quantities()
	var inputs []explore.Input
	for _, in := range c.inputs(qs) {
		inputs = append(inputs, explore.Input{Path: in.Path, U: func(i int) float64 { return in.U(have[i]) }})
	}
	y := func(i int) float64 { return all[have[i]] }
	delta := explore.Delta(n, min(bins, int(math.Sqrt(float64(n)/20))), inputs, y) // ten runs or more in a cell
	weight := make([]float64, len(qs))
	for i, in := range inputs {
		weight[i] = explore.FirstOrder(n, bins, in.U, y)
		var sum, count [2]float64
		for run := range n {
			switch u := in.U(run); {
			case u < 0.2:
				sum[0], count[0] = sum[0]+y(run), count[0]+1
			case u >= 0.8:
				sum[1], count[1] = sum[1]+y(run), count[1]+1
			}
		}
		o.Inputs = append(o.Inputs, Moved{Quantity: qs[i], LowEnd: sum[0] / math.Max(1, count[0]), HighEnd: sum[1] / math.Max(1, count[1]), First: weight[i],
			Delta: delta[i].Value, DeltaFloor: delta[i].Floor, Above: math.Abs(sum[1]/math.Max(1, count[1])-sum[0]/math.Max(1, count[0])) > explore.FamilyFloor(1.959964, len(qs))*o.SD*math.Sqrt(1/math.Max(1, count[0])+1/math.Max(1, count[1]))})
	}
	if o.Actors, err = shapley(n, inputs, qs, weight, c.byActor, y); err != nil {
		return nil, err
	}
	if o.Statements, err = shapley(n, inputs, qs, weight, byStatement, y); err != nil {
		return nil, err
	}
	slices.SortStableFunc(o.Inputs, func(a, b Moved) int {
		return cmp.Or(-cmp.Compare(math.Abs(a.HighEnd-a.LowEnd), math.Abs(b.HighEnd-b.LowEnd)), cmp.Compare(a.Path, b.Path))
	})
	return o, ctx.Err()
}
