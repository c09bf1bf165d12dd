package derive

import (
	"context"

	"parley/sim"
	"parley/sim/explore"
	"parley/sim/results"
)

// Sweep is the map of flip points: the two strongest drivers on a grid, all others varying, every cell on the same draws.
func Sweep(ctx context.Context, s Study, d *results.Drivers) (*results.Sweep, error) {
	var axes []results.Axis
	for _, r := range d.All {
		if len(axes) == 2 {
			break
		}
		if explore.Distance(r) <= d.Dummy || !continuous(s.Plan, r.Path) {
			continue
		}
		a := results.Axis{Path: r.Path, Title: r.Title, Unit: r.Unit}
		a.P10, _ = s.Plan.Quantile(r.Path, 0.1)
		a.P50, _ = s.Plan.Quantile(r.Path, 0.5)
		a.P90, _ = s.Plan.Quantile(r.Path, 0.9)
		lo, _ := s.Plan.Quantile(r.Path, 0.005)
		hi, _ := s.Plan.Quantile(r.Path, 0.995)
		for i := range sweepSteps {
			a.Values = append(a.Values, lo+(hi-lo)*float64(i)/(sweepSteps-1))
		}
		axes = append(axes, a)
	}
	if len(axes) < 2 {
		return nil, nil
	}
	out := &results.Sweep{X: axes[0], Y: axes[1]}
	var plans []*sim.Plan
	for _, y := range out.Y.Values {
		for _, x := range out.X.Values {
			p, err := s.Plan.With(map[string]float64{out.X.Path: x, out.Y.Path: y})
			if err != nil {
				return nil, err
			}
			plans = append(plans, p)
		}
	}
	cells, err := count(ctx, plans, s.Seed, s.Workers, Beside(s.Runs, sweepRuns))
	out.Cells = cells
	return out, err
}

// continuous is false for an input with a handful of values, such as a style of mediation.
func continuous(p *sim.Plan, path string) bool {
	seen := map[float64]bool{}
	for i := range 20 {
		v, _ := p.Quantile(path, (float64(i)+0.5)/20)
		seen[v] = true
	}
	return len(seen) > 10
}
