package derive

import (
	"context"

	"parley/sim"
	"parley/sim/results"
)

// Sets is the side design that keeps ignorance and luck apart: each set of assumptions is drawn once and played many times.
// Set i draws the actors with index i; luck is never reused.
func Sets(ctx context.Context, p *sim.Plan, seed uint64, workers, sets, reps int) (*results.Sets, error) {
	out := &results.Sets{Reps: reps, Endings: make([]results.Endings, sets)}
	job := sim.Job{Seed: seed, Runs: int64(sets) * int64(reps), Workers: workers, Theta: func(run int64) uint64 { return uint64(run / int64(reps)) }}
	err := play(ctx, []*sim.Plan{p}, job, func(_ int, run int64, ending int) { out.Endings[run/int64(reps)][ending]++ })
	return out, err
}
