package derive

import (
	"context"
	"math"

	"parley/sim"
	"parley/sim/explore"
	"parley/sim/results"
	"parley/sim/stats"
)

// Flips sweeps each of the strongest drivers over its range, all others still varying, and finds where the chance of a deal crosses
// the nearest boundary of the headline's likelihood word. An input whose curve turns back on its way by more than chance explains has no side of a flip
// and is left out.
func Flips(ctx context.Context, s Study, d *results.Drivers) ([]results.Flip, error) {
	var flips []results.Flip
	var plans []*sim.Plan
	for _, r := range d.All {
		if len(flips) == flipInputs || explore.Distance(r) <= d.Dummy {
			break
		}
		f := results.Flip{Path: r.Path, Title: r.Title, Unit: r.Unit, Actor: r.Actor, From: r.From}
		f.Base, _ = s.Plan.Quantile(r.Path, 0.5)
		f.P10, _ = s.Plan.Quantile(r.Path, 0.1)
		f.P90, _ = s.Plan.Quantile(r.Path, 0.9)
		for i := range flipSteps {
			v, _ := s.Plan.Quantile(r.Path, spread(i, flipSteps))
			if i > 0 && v <= f.Values[i-1] { // a discrete input
				v = math.Nextafter(f.Values[i-1], math.Inf(1))
			}
			p, err := s.Plan.With(map[string]float64{r.Path: v})
			if err != nil {
				return nil, err
			}
			f.Values = append(f.Values, v)
			plans = append(plans, p)
		}
		flips = append(flips, f)
	}
	counts, err := count(ctx, plans, s.Seed, s.Workers, Beside(s.Runs, flipRuns))
	if err != nil {
		return nil, err
	}
	scale, _ := stats.ScaleNamed(s.Manifest.Brief.Scale)
	headline := float64(d.Base.K) / float64(max(1, d.Base.N))
	var out []results.Flip
	for i, f := range flips {
		for j := range flipSteps {
			f.Deals = append(f.Deals, deals(counts[i*flipSteps+j]))
		}
		if !explore.FindBreakEven(f.Values, f.Deals, headline, stats.Level).Monotone {
			continue
		}
		f.Level = nearest(scale, headline)
		best := math.Inf(1)
		for _, level := range boundaries(scale, headline) {
			at, above, ok := explore.Crossing(f.Values, f.Deals, level)
			if ok && math.Abs(level-headline) < best {
				best, f.Level, f.Above, f.At = math.Abs(level-headline), level, above, &at
			}
		}
		if f.At != nil {
			f.Share = beyond(s.Plan, f.Path, *f.At, f.Base)
		}
		out = append(out, f)
	}
	return out, nil
}

// spread is the i-th of n probabilities from 0.005 to 0.995.
func spread(i, n int) float64 { return 0.005 + 0.99*float64(i)/float64(n-1) }

// boundaries are the two ends of the headline's word.
func boundaries(s stats.Scale, p float64) []float64 {
	b := s.Word(p)
	if b.Word == "" {
		return []float64{0.5}
	}
	var out []float64
	if b.Low > s.Bands[0].Low {
		out = append(out, b.Low)
	}
	if b.High < s.Bands[len(s.Bands)-1].High {
		out = append(out, b.High)
	}
	return out
}

func nearest(s stats.Scale, p float64) float64 {
	best := 0.5
	for i, b := range boundaries(s, p) {
		if i == 0 || math.Abs(b-p) < math.Abs(best-p) {
			best = b
		}
	}
	return best
}

// beyond is the share of draws on the far side of a flip value, seen from the median.
func beyond(p *sim.Plan, path string, at, base float64) float64 {
	lo, hi := 0.0, 1.0
	for range 40 {
		mid := (lo + hi) / 2
		if v, _ := p.Quantile(path, mid); v < at {
			lo = mid
		} else {
			hi = mid
		}
	}
	if at >= base {
		return 1 - lo
	}
	return lo
}
