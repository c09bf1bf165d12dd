package derive

import (
	"context"
	"fmt"
	"math"
	"slices"

	"parley/scenarios"
	"parley/sim"
	"parley/sim/protocol"
	"parley/sim/results"
)

// Family are the bargaining models that every briefing tries beside the scenario's own: one of each school.
func Family() []string {
	return []string{"single-text", "alternating-offers", "stahl", "monotonic-concession", "take-it-or-leave-it", "challenge", "weighted-mean", "weighted-median"}
}

// Baselines always stand beside other models.
func Baselines() []string { return []string{"weighted-mean", "weighted-median"} }

// family is the scenario's own model first, then the others.
func family(own string) []string {
	return append([]string{own}, slices.DeleteFunc(Family(), func(name string) bool { return name == own })...)
}

// Under is a scenario with another bargaining protocol; ok is false when it has none to replace.
func Under(spec sim.Spec, name string) (out sim.Spec, ok bool) {
	out = spec
	out.Stages = slices.Clone(spec.Stages)
	for i, st := range out.Stages {
		if bargains(st) {
			out.Stages[i] = name
			ok = true
		}
	}
	return out, ok
}

// Own is the scenario's own bargaining protocol, "" when it has none.
func Own(spec sim.Spec) string {
	for _, st := range spec.Stages {
		if bargains(st) {
			return st
		}
	}
	return ""
}

// Ensemble plays a scenario under several bargaining models on the same draws: sets of assumptions, each played many times, so that
// what comes of the choice of model, of what we do not know and of luck can be told apart. The first model is what the others are
// compared with.
func Ensemble(ctx context.Context, spec sim.Spec, names []string, seed uint64, workers, sets, reps int) (*results.Models, error) {
	out := &results.Models{Sets: sets, Reps: reps}
	var plans []*sim.Plan
	for _, name := range names {
		s, ok := Under(spec, name)
		if !ok {
			return nil, fmt.Errorf("scenario %s has no bargaining stage", spec.Name)
		}
		at := slices.IndexFunc(protocol.List(), func(e protocol.Entry) bool { return e.Name == name && e.Stage == protocol.Bargaining })
		if at < 0 {
			return nil, fmt.Errorf("no bargaining protocol %q", name)
		}
		plans = append(plans, scenarios.Compile(s))
		out.Models = append(out.Models, results.Model{Protocol: name, Title: protocol.List()[at].Title})
	}
	runs := int64(sets) * int64(reps)
	deal := make([][]int, len(names)) // per set
	ended := make([][]int8, len(names))
	for i := range names {
		deal[i], ended[i] = make([]int, sets), make([]int8, runs)
	}
	job := sim.Job{Seed: seed, Runs: runs, Workers: workers, Theta: func(run int64) uint64 { return uint64(run / int64(reps)) }}
	err := play(ctx, plans, job, func(plan int, run int64, ending int) {
		m := &out.Models[plan]
		m.Endings[ending]++
		ended[plan][run] = int8(ending) + 1
		if ending <= int(sim.LimitedDeal) {
			deal[plan][run/int64(reps)]++
		}
	})
	if err != nil {
		return nil, err
	}
	for i := range out.Models {
		for run := range runs {
			if a, b := ended[0][run], ended[i][run]; a > 0 && b > 0 {
				out.Models[i].Paired[a-1][b-1]++
			}
		}
	}
	out.Spread = divide(deal, reps)
	return out, nil
}

// divide parts the variance of "some deal" among its sources: between models, each counted alike; between sets of assumptions within
// a model, with the noise of the runs in a set taken out; and luck, what is left in a set. The three add up to p(1-p) but for the
// correction of small samples. Source: the law of total variance.
func divide(deal [][]int, reps int) results.Spread {
	var s results.Spread
	means := make([]float64, len(deal))
	total := 0.0
	for m, sets := range deal {
		sum, squares, within := 0.0, 0.0, 0.0
		for _, k := range sets {
			p := float64(k) / float64(reps)
			sum += p
			squares += p * p
			if reps > 1 {
				within += p * (1 - p) * float64(reps) / float64(reps-1)
			}
		}
		n := float64(len(sets))
		mean := sum / n
		means[m] = mean
		total += mean
		between := 0.0
		if n > 1 {
			between = (squares - n*mean*mean) / (n - 1)
		}
		s.Ignorance += max(0, between-within/n/float64(reps)) / float64(len(deal))
		s.Luck += within / n / float64(len(deal))
	}
	grand := total / float64(len(deal))
	for _, p := range means {
		s.Models += (p - grand) * (p - grand) / float64(len(deal))
	}
	s.Low, s.High = slices.Min(means), slices.Max(means)
	s.Mean = grand
	for _, v := range []*float64{&s.Models, &s.Ignorance, &s.Luck} {
		*v = math.Sqrt(*v)
	}
	return s
}
