package derive

import (
	"context"

	"parley/sim"
	"parley/sim/results"
)

// count plays runs 0 to runs-1 of every plan and counts how they end: no rows are kept.
func count(ctx context.Context, plans []*sim.Plan, seed uint64, workers int, runs int64) ([]results.Endings, error) {
	out := make([]results.Endings, len(plans))
	err := play(ctx, plans, sim.Job{Seed: seed, Runs: runs, Workers: workers}, func(plan int, _ int64, ending int) { out[plan][ending]++ })
	return out, err
}

// play runs a job and calls each with the ending of every run, in order of runs within a plan. Failed runs are left out.
func play(ctx context.Context, plans []*sim.Plan, job sim.Job, each func(plan int, run int64, ending int)) error {
	if len(plans) == 0 { // nothing varies enough to be tried
		return nil
	}
	light := make([]*sim.Plan, len(plans))
	for i, p := range plans {
		c := *p
		c.Parts.Columns = []results.Column{{Name: "ending"}}
		c.Parts.Row = func(w *sim.World, row []float64) { row[0] = float64(w.Outcome.Ending) }
		light[i] = &c
	}
	_, err := sim.Run(ctx, light, job, func(b results.Block) error {
		for i := range b.N {
			if e := b.Values[i]; e == e {
				each(b.Option, b.First+int64(i), int(e))
			}
		}
		return nil
	})
	if err == nil {
		err = ctx.Err()
	}
	return err
}

// failed counts the runs that the tables lack because they broke the contract of the code.
func failed(d *results.Derived, s Study) int64 {
	due, have := int64(0), int64(0)
	add := func(runs int64, e results.Endings) {
		due += runs
		for _, k := range e {
			have += k
		}
	}
	if d.Sets != nil {
		for _, e := range d.Sets.Endings {
			add(int64(orDefault(s.SetRuns, SetReps)), e)
		}
	}
	if d.Sweep != nil {
		for _, e := range d.Sweep.Cells {
			add(Beside(s.Runs, sweepRuns), e)
		}
	}
	if d.Models != nil {
		for _, m := range d.Models.Models {
			add(Beside(s.Runs, modelSets)*modelReps, m.Endings)
		}
	}
	for _, f := range d.Flips {
		for _, c := range f.Deals {
			due, have = due+Beside(s.Runs, flipRuns), have+c.N
		}
	}
	for _, r := range d.Rules {
		due, have = due+Beside(s.Runs, ruleRuns), have+r.Deals.N
	}
	return due - have
}

// deals is how many of the endings are a deal.
func deals(e results.Endings) results.Count {
	c := results.Count{K: e[sim.FullDeal] + e[sim.LimitedDeal]}
	for _, n := range e {
		c.N += n
	}
	return c
}
