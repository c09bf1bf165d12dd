package derive

import (
	"context"

	"parley/sim"
	"parley/sim/results"
)

// Apart plays the scenario without its correlations on the same draws; nil when it has none.
func Apart(ctx context.Context, p *sim.Plan, seed uint64, workers int, runs int64) (*results.Apart, error) {
	if !p.Joined() {
		return nil, nil
	}
	a := &results.Apart{}
	joined := make([]int, runs)
	err := play(ctx, []*sim.Plan{p, p.Independent()}, sim.Job{Seed: seed, Runs: runs, Workers: workers}, func(plan int, run int64, ending int) {
		if plan == 0 {
			joined[run] = 1 + ending
			return
		}
		if e := joined[run] - 1; e >= 0 {
			a.Paired[ending][e]++
		}
	})
	if err != nil {
		return nil, err
	}
	var with, without results.Endings
	for b, row := range a.Paired {
		for e, k := range row {
			with[e] += k
			without[b] += k
		}
	}
	a.Joined, a.Separate = deals(with), deals(without)
	return a, nil
}
