package calibrate

// Playing the scenario with some factors and reading off the shares that are held against base rates.

import (
	"context"
	"encoding/json"
	"fmt"
	"math"

	"parley/scenarios"
	"parley/sim"
	"parley/sim/results"
)

// Measure is what a target counts in a run.
type Measure struct {
	Name  string // see measures
	Issue string // of gaveWay: the issue that moves further than the issue Than
	Than  string
}

// gaveWay counts runs with a deal in force in which one issue has a higher value than another: who delivers it gave more than it got.
const gaveWay = "deal-gives-more"

// measures are the names of what can be counted: runs with a text, with a deal in force, with a deal in force whose terms give
// more of one issue than of another; of texts put to a first vote those that lost it; of deals in force those that stood after so many months.
func measures() []string {
	return []string{"text", "deal", gaveWay, "first-vote-lost", "in-force-12", "in-force-24", "in-force-60"}
}

// of reads a measure off a run: 1 or 0, and whether it is defined there.
func (m Measure) of(row func(column string) float64) (x float64, ok bool) {
	is := func(yes bool) (float64, bool) {
		if yes {
			return 1, true
		}
		return 0, true
	}
	switch m.Name {
	case "text":
		return is(!math.IsNaN(row("text-month")))
	case "deal":
		return is(!math.IsNaN(row("force-month")))
	case gaveWay:
		return is(!math.IsNaN(row("force-month")) && row("deal."+m.Issue) > row("deal."+m.Than))
	default: // columns of 0 and 1, undefined where nothing was put to a vote or nothing was in force
		x := row(m.Name)
		return x, x == x
	}
}

// Share is a simulated share with its standard error from a finite number of runs; both are NaN where it is defined in no run.
type Share struct {
	P     float64
	Error float64
	N     int64 // runs in which it is defined
}

// MarshalJSON writes null where JSON has no number.
func (s Share) MarshalJSON() ([]byte, error) {
	type share struct {
		P     *float64 `json:"p"`
		Error *float64 `json:"error"`
		N     int64    `json:"n"`
	}
	out := share{N: s.N}
	if s.P == s.P {
		out.P, out.Error = &s.P, &s.Error
	}
	return json.Marshal(out)
}

// scaled is a distribution times a factor.
type scaled struct {
	sim.Quantiler
	factor float64
}

func (d scaled) Quantile(u float64) float64 { return d.Quantiler.Quantile(u) * d.factor }

// Play plays every option that a target names on the same draws, with the parameters' factors, and gives the share of each target. The
// result does not depend on the number of workers.
func (f *File) Play(ctx context.Context, factors []float64, seed uint64, runs int64, workers int) ([]Share, error) {
	by := map[string]float64{}
	for i, p := range f.Parameters {
		for _, path := range p.Scales {
			by[path] = factors[i]
		}
	}
	at := map[string]int{} // option to plan
	var plans []*sim.Plan
	for _, t := range f.Targets {
		for _, part := range t.Among {
			if _, known := at[part.Option]; known {
				continue
			}
			spec, err := f.Scenario.Spec(part.Option)
			if err != nil {
				return nil, err
			}
			for i, q := range spec.Quantities {
				if x, ok := by[q.Path]; ok && x != 1 {
					spec.Quantities[i].Dist = scaled{q.Dist, x}
				}
			}
			at[part.Option] = len(plans)
			plans = append(plans, scenarios.Compile(spec))
		}
	}
	columns := map[string]int{}
	for i, c := range plans[0].Parts.Columns {
		columns[c.Name] = i
	}
	width := len(plans[0].Parts.Columns)
	hits, defined := make([][]int64, len(plans)), make([][]int64, len(plans)) // [plan][target]
	for o := range plans {
		hits[o], defined[o] = make([]int64, len(f.Targets)), make([]int64, len(f.Targets))
	}
	report, err := sim.Run(ctx, plans, sim.Job{Seed: seed, Runs: runs, Workers: workers}, func(b results.Block) error {
		for i := range b.N {
			row := b.Values[i*width : (i+1)*width]
			read := func(name string) float64 { return row[columns[name]] }
			if math.IsNaN(read("ending")) {
				continue // a failed run, counted by the engine
			}
			for t, target := range f.Targets {
				if x, ok := target.Measure.of(read); ok {
					defined[b.Option][t]++
					if x > 0 {
						hits[b.Option][t]++
					}
				}
			}
		}
		return nil
	})
	switch {
	case err != nil:
		return nil, err
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case report.Failed > 0:
		return nil, fmt.Errorf("%s: %d runs failed: %s", f.Scenario.Name, report.Failed, report.Failures[0].Cause)
	}
	out := make([]Share, len(f.Targets))
	for t, target := range f.Targets {
		var k, n, v float64
		for _, part := range target.Among {
			o := at[part.Option]
			h, d := float64(hits[o][t]), float64(defined[o][t])
			out[t].N += defined[o][t]
			k += part.Weight * h
			n += part.Weight * d
			if d > 0 {
				v += part.Weight * part.Weight * h * (1 - h/d)
			}
		}
		out[t].P, out[t].Error = k/n, math.Sqrt(v)/n // not a number where it is defined nowhere
	}
	return out, nil
}
