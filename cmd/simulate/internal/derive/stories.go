package derive

import (
	"iter"
	"math"

	"parley/sim"
	"parley/sim/results"
)

// storyRuns is how many runs are looked through for typical ones.
const storyRuns = 3000

// Stories tells one run per ending: the medoid, the run least far from all others with that ending in when things happened, how many
// rounds it took and what the text says. Only runs that the result has are looked through. It is an example of how the model gets there, not the likeliest course.
func Stories(s Study) []results.Story {
	m := sim.NewMachine(s.Plan, s.Seed)
	type point struct {
		run int64
		x   []float64
	}
	var groups [6][]point
	for run := range runsOf(s.Manifest.Earliest(min(s.Runs, storyRuns))) {
		w, failed := sim.Try(func() *sim.World { return m.Play(uint64(run), uint64(run), nil) })
		if failed != nil {
			m = sim.NewMachine(s.Plan, s.Seed)
			continue
		}
		o := &w.Outcome
		x := []float64{float64(o.Month) / 6, float64(o.TalksMonth) / 6, float64(o.Rounds) / 4, 2 * float64(o.Reason), float64(o.Culprit)}
		if o.HasText {
			for k := range w.Issues {
				x = append(x, 3*o.Text[k])
			}
		}
		if e := o.Ending; e >= 0 && len(groups[e]) < 400 {
			groups[e] = append(groups[e], point{run, x})
		}
	}
	var out []results.Story
	for e, g := range groups {
		best, at := math.Inf(1), -1
		for i := range g {
			sum := 0.0
			for j := range g {
				for k := range min(len(g[i].x), len(g[j].x)) {
					sum += math.Abs(g[i].x[k] - g[j].x[k])
				}
				sum += 3 * math.Abs(float64(len(g[i].x)-len(g[j].x)))
			}
			if sum < best {
				best, at = sum, i
			}
		}
		if at < 0 {
			continue
		}
		var t sim.Transcript
		run := g[at].run
		w := m.Play(uint64(run), uint64(run), &t)
		out = append(out, results.Story{Run: run, Ending: sim.EndingNames[e], Lines: s.Tell(&t, w)})
	}
	return out
}

// runsOf are the runs of some stretches, in order.
func runsOf(spans []results.Span) iter.Seq[int64] {
	return func(yield func(int64) bool) {
		for _, s := range spans {
			for run := s.First; run < s.First+s.N; run++ {
				if !yield(run) {
					return
				}
			}
		}
	}
}
