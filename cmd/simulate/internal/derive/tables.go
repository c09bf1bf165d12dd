// Package derive makes the small tables that charts and the briefing need beyond the rows of a run: the deal space, drivers, the map of
// flip points, the range across assumption sets, other decision rules and one story per ending. All of it is made on the baseline
// option, from the same seed, and is the same for any number of workers.
package derive

import (
	"context"

	"parley/sim"
	"parley/sim/results"
)

// Study is what the tables are made from.
type Study struct {
	Spec     sim.Spec // of the baseline option
	Plan     *sim.Plan
	Manifest *results.Manifest
	Seed     uint64
	Workers  int
	Sets     int   // of the side design across assumptions, 0 for SetCount
	SetRuns  int   // of each, 0 for SetReps
	Runs     int64 // of the baseline option; drivers use at most DriverRuns of them
	// Phase hears what is being worked on; nil where nobody listens.
	Phase func(what string)
	// Tell puts the transcript of a run into words.
	Tell func(t *sim.Transcript, w *sim.World) []string
}

// Sizes of the side designs beside a run of fullRuns or more.
const (
	fullRuns   = 10_000
	DriverRuns = 200_000
	SetCount   = 400
	SetReps    = 250
	ruleRuns   = 20_000
	modelSets  = 200
	modelReps  = 25
	sweepSteps = 11
	sweepRuns  = 1024
	flipSteps  = 9
	flipRuns   = 4096
	flipInputs = 6
	// linkedTexts is how many texts must settle both issues of a pair before their terms are compared.
	linkedTexts = 200
)

// Beside is the size of a side design, of full size beside a run of 10,000 or more: of fewer it takes the same part, at least a quarter. A quick look
// stays quick, and no table beside it is much better known than its own counts.
func Beside(runs, full int64) int64 {
	return max(full/4, full*min(runs, fullRuns)/fullRuns)
}

// Tables makes all of them.
func Tables(ctx context.Context, s Study) (*results.Derived, error) {
	d := &results.Derived{Packages: Packages(s.Plan, s.Seed)}
	var err error
	phase := s.Phase
	if phase == nil {
		phase = func(string) {}
	}
	phase("what drives it, and where it turns")
	if d.Drivers, err = Drivers(ctx, s); err != nil {
		return nil, err
	}
	if d.Flips, err = Flips(ctx, s, d.Drivers); err != nil {
		return nil, err
	}
	if d.Sweep, err = Sweep(ctx, s, d.Drivers); err != nil {
		return nil, err
	}
	phase("the range across sets of assumptions")
	if d.Sets, err = Sets(ctx, s.Plan, s.Seed, s.Workers, orDefault(s.Sets, SetCount), orDefault(s.SetRuns, SetReps)); err != nil {
		return nil, err
	}
	phase("other rules of decision, other models")
	if d.Rules, err = Rules(ctx, s.Spec, s.Seed, s.Workers, Beside(s.Runs, ruleRuns)); err != nil {
		return nil, err
	}
	if d.Apart, err = Apart(ctx, s.Plan, s.Seed, s.Workers, Beside(s.Runs, ruleRuns)); err != nil {
		return nil, err
	}
	if d.Linked, err = Linked(ctx, s, Beside(s.Runs, ruleRuns)); err != nil {
		return nil, err
	}
	if own := Own(s.Spec); own != "" {
		if d.Models, err = Ensemble(ctx, s.Spec, family(own), s.Seed, s.Workers, int(Beside(s.Runs, modelSets)), modelReps); err != nil {
			return nil, err
		}
	}
	if s.Tell != nil {
		d.Stories = Stories(s)
	}
	d.Failed = failed(d, s)
	return d, nil
}

func orDefault(n, standard int) int {
	if n == 0 {
		return standard
	}
	return n
}

// quantity finds a path among the manifest's quantities.
func quantity(m *results.Manifest, path string) results.Quantity {
	for _, q := range m.Quantities {
		if q.Path == path {
			return q
		}
	}
	return results.Quantity{Path: path, Title: path}
}

func sources(q results.Quantity) []string {
	ids := []string{}
	for _, c := range q.From {
		ids = append(ids, c.ID)
	}
	return ids
}
