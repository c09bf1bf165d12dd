package backtest

import (
	"context"
	"fmt"
	"math"
	"slices"

	"parley/scenarios"
	"parley/sim"
	"parley/sim/results"
)

// Classes are the endings in the order of the ranked score: from the worst to the fullest agreement. The order of the lower four is a
// judgement of ours; the log and Brier scores do not depend on it.
func Classes() []sim.Ending {
	return []sim.Ending{sim.Escalation, sim.NoTalks, sim.Breakdown, sim.Blocked, sim.LimitedDeal, sim.FullDeal}
}

// class is the place of an ending in Classes.
func class(e sim.Ending) int { return slices.Index(Classes(), e) }

// Played is what a case's scenario came to in simulation.
type Played struct {
	Runs  int64
	P     []float64            // chance of each of Classes: (k + 1/2) / (n + 3), so that no class is impossible for want of runs
	Deal  float64              // of any deal
	Terms map[string][]float64 // of runs with a text, by issue: the text's value
	Mean  map[string][]float64 // what the weighted mean would have settled in the same runs
}

// Play plays a scenario, seeing nothing of the outcome. Terms are kept of the issues named.
func Play(ctx context.Context, spec sim.Spec, issues []string, seed uint64, runs int64, workers int) (Played, error) {
	plan := scenarios.Compile(spec)
	width := len(plan.Parts.Columns)
	at := map[string]int{}
	for i, c := range plan.Parts.Columns {
		at[c.Name] = i
	}
	out := Played{Terms: map[string][]float64{}, Mean: map[string][]float64{}}
	var counts [6]int64
	report, err := sim.Run(ctx, []*sim.Plan{plan}, sim.Job{Seed: seed, Runs: runs, Workers: workers}, func(b results.Block) error {
		for i := range b.N {
			row := b.Values[i*width : (i+1)*width]
			e := row[at["ending"]]
			if e != e {
				continue // a failed run, counted by the engine
			}
			counts[class(sim.Ending(e))]++
			for _, issue := range issues {
				if x := row[at["deal."+issue]]; x == x {
					out.Terms[issue] = append(out.Terms[issue], x)
					out.Mean[issue] = append(out.Mean[issue], row[at["baseline."+issue]])
				}
			}
		}
		return nil
	})
	if err != nil {
		return out, err
	}
	if err := ctx.Err(); err != nil {
		return out, err
	}
	if report.Failed > 0 {
		return out, fmt.Errorf("%s: %d runs failed: %s", spec.Name, report.Failed, report.Failures[0].Cause)
	}
	for _, k := range counts {
		out.Runs += k
	}
	for c, k := range counts {
		out.P = append(out.P, (float64(k)+0.5)/(float64(out.Runs)+3))
		if Classes()[c] == sim.LimitedDeal || Classes()[c] == sim.FullDeal {
			out.Deal += out.P[c]
		}
	}
	return out, nil
}

// baseRates are the shares of the classes among outcomes, with half a case added to each class (Jeffreys): the forecast of somebody who
// knows how such cases end and nothing about this one.
func baseRates(outcomes []int) []float64 {
	p := make([]float64, 6)
	for k := range p {
		p[k] = 0.5 / (float64(len(outcomes)) + 3)
	}
	for _, o := range outcomes {
		p[o] += 1 / (float64(len(outcomes)) + 3)
	}
	return p
}

// Fit are the parameters of the recalibration: two for all cases, none per case.
type Fit struct {
	Sharpness float64 `json:"sharpness"` // exponent of the model's chances: below 1 flatter
	Weight    float64 `json:"weight"`    // of the model; the rest is base rates
}

// recalibrate flattens or sharpens the model's chances and mixes them with base rates (a linear pool; Ranjan & Gneiting 2010).
func (f Fit) recalibrate(p, base []float64) []float64 {
	out, sum := make([]float64, len(p)), 0.0
	for k := range p {
		out[k] = math.Pow(p[k], f.Sharpness)
		sum += out[k]
	}
	for k := range out {
		out[k] = float64(f.Weight*out[k]/sum) + float64((1-f.Weight)*base[k])
	}
	return out
}

// fit finds the recalibration with the least log score over cases, by trying every value of a grid: two parameters and a handful of
// cases deserve nothing finer. Ties go to the first, the flatter and the one nearer to base rates.
func fit(ps, bases [][]float64, happened []int) Fit {
	best, least := Fit{}, math.Inf(1)
	for s := 1; s <= 12; s++ {
		for w := 0; w <= 10; w++ {
			f := Fit{float64(s) / 8, float64(w) / 10}
			sum := 0.0
			for i := range ps {
				sum += LogScore(f.recalibrate(ps[i], bases[i]), happened[i])
			}
			if sum < least-1e-12 {
				best, least = f, sum
			}
		}
	}
	return best
}
