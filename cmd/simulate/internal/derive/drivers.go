package derive

import (
	"context"
	"slices"

	"parley/sim"
	"parley/sim/explore"
	"parley/sim/results"
)

// Drivers replays which runs end in a deal and sets that against the inputs, which are re-derived from seed and run index: the first runs that the
// result has, which a merge without all its shards may have later. Fixed
// quantities and those off the agenda drive nothing and are left out.
func Drivers(ctx context.Context, s Study) (*results.Drivers, error) {
	there := s.Manifest.Earliest(min(s.Runs, DriverRuns))
	var deal []bool
	var number []int64 // of the run in the result
	for _, span := range there {
		from := len(deal)
		deal = append(deal, make([]bool, span.N)...)
		number = slices.AppendSeq(number, runsOf([]results.Span{span}))
		err := play(ctx, []*sim.Plan{s.Plan}, sim.Job{Seed: s.Seed, First: span.First, Runs: span.N, Workers: s.Workers}, func(_ int, run int64, ending int) {
			deal[from+int(run-span.First)] = ending <= int(sim.LimitedDeal)
		})
		if err != nil {
			return nil, err
		}
	}
	sampler := s.Plan.NewSampler(s.Seed)
	used := s.Plan.Used()
	var inputs []explore.Input
	for i, path := range s.Plan.Drawn() {
		listed := slices.ContainsFunc(s.Manifest.Quantities, func(q results.Quantity) bool { return q.Path == path })
		if used(path) && listed { // not: drawn and never read, as trust in one's own side
			inputs = append(inputs, explore.Input{Path: path, U: func(run int) float64 { return sampler.U(i, uint64(number[run])) }})
		}
	}
	d := explore.Drivers(len(deal), inputs, func(run int) bool { return deal[run] })
	for i := range d.All {
		r := &d.All[i]
		q := quantity(s.Manifest, r.Path)
		r.Title, r.Unit, r.Actor, r.From = q.Title, q.Unit, q.Actor, sources(q)
		for e := range r.Edges {
			u := float64(e) / 5
			r.Edges[e], _ = s.Plan.Quantile(r.Path, min(max(u, 1e-9), 1-1e-9))
		}
	}
	return d, nil
}
