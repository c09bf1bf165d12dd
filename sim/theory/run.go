package theory

import (
	"context"
	"fmt"
	"math"

	"parley/scenarios"
	"parley/sim"
	"parley/sim/results"
)

// Verdict is how an expectation fared.
type Verdict struct {
	Check    string
	Measure  string
	Label    string // of the contrast, "" for last less first
	Shape    Shape
	Levels   []float64 // mean of the measure in each arm
	Effect   float64   // see Shape
	Error    float64   // its standard error
	Least    float64   // the smallest effect that counts, for Unchanged the largest that does not
	Low      float64   // 95 % interval of the effect, paired over runs
	High     float64
	N        int // pairs
	Holds    bool
	Complain string // why it does not hold
}

// Build makes the scenario of one arm.
type Build func(sets []results.Override) (*sim.Plan, error)

// On builds the arms of a check on a named scenario.
func On(scenario string) Build {
	return func(sets []results.Override) (*sim.Plan, error) {
		s, findings := scenarios.Load(scenario, sets)
		if findings.HasErrors() {
			return nil, fmt.Errorf("%s: %s", scenario, findings[0].Message)
		}
		spec, err := s.Spec("baseline")
		if err != nil {
			return nil, err
		}
		return scenarios.Compile(spec), nil
	}
}

// Runs are how many runs an arm gets: First, and twice as many again and again until every effect that counts would be seen, or Most.
type Runs struct{ First, Most int64 }

// DefaultRuns keep the whole list within a minute on two cores.
func DefaultRuns() Runs { return Runs{First: 8_000, Most: 64_000} }

// Powered runs a check with as many runs as it takes for a power of 80 % at the 5 % level against the smallest effect that counts:
// a standard error of no more than that effect divided by 1.96 + 0.84. (Source: any text on sample size, such as Cohen 1988, chapter 2.)
func (c Check) Powered(ctx context.Context, build Build, seed uint64, runs Runs, workers int) (verdicts []Verdict, played int64, err error) {
	for n := runs.First; ; n *= 2 {
		verdicts, err = c.Run(ctx, build, seed, n, workers)
		if err != nil || 2*n > runs.Most || enough(verdicts) {
			return verdicts, n, err
		}
	}
}

func enough(verdicts []Verdict) bool {
	for _, v := range verdicts {
		switch {
		case v.Shape == Unchanged && v.Holds, v.Error == 0:
		case v.Error*(1.96+0.84) > v.Least:
			return false
		}
	}
	return true
}

// Run plays every arm of a check on the same draws and judges each expectation.
func (c Check) Run(ctx context.Context, build Build, seed uint64, runs int64, workers int) ([]Verdict, error) {
	values := make([][][]float64, len(c.Arms)) // [arm][expectation][run], NaN where undefined
	for a, arm := range c.Arms {
		plan, err := build(append(append([]results.Override{}, c.Common...), arm.Set...))
		if err != nil {
			return nil, fmt.Errorf("%s, arm %s: %w", c.ID, arm.Name, err)
		}
		values[a] = make([][]float64, len(c.Expect))
		at := map[string]int{}
		for i, col := range plan.Parts.Columns {
			at[col.Name] = i
		}
		width := len(plan.Parts.Columns)
		report, err := sim.Run(ctx, []*sim.Plan{plan}, sim.Job{Seed: seed, Runs: runs, Workers: workers}, func(b results.Block) error {
			for i := range b.N {
				row := b.Values[i*width : (i+1)*width]
				read := func(name string) float64 {
					k, ok := at[name]
					if !ok {
						panic("theory: no column " + name)
					}
					return row[k]
				}
				for e := range c.Expect {
					x, ok := c.Expect[e].Measure.Of(read)
					if !ok {
						x = math.NaN()
					}
					values[a][e] = append(values[a][e], x)
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		if report.Failed > 0 {
			return nil, fmt.Errorf("%s, arm %s: %d runs failed: %s", c.ID, arm.Name, report.Failed, report.Failures[0].Cause)
		}
	}
	var out []Verdict
	for e, want := range c.Expect {
		out = append(out, c.judge(want, func(arm int) []float64 { return values[arm][e] }))
	}
	return out, nil
}

func (c Check) judge(want Expectation, arm func(int) []float64) Verdict {
	v := Verdict{Check: c.ID, Measure: want.Measure.Name, Label: want.Label, Shape: want.Shape}
	last := len(c.Arms) - 1
	for a := range c.Arms {
		m, _, _ := meanOf(arm(a))
		v.Levels = append(v.Levels, m)
	}
	var se float64
	switch {
	case want.Contrast != nil:
		v.Effect, se, v.N = contrast(arm, want.Contrast)
	case want.Shape == Peaks || want.Shape == Dips:
		v.Effect, se, v.N = c.middle(v.Levels, arm, want.Shape)
	default:
		v.Effect, se, v.N = paired(arm(0), arm(last))
	}
	v.Error, v.Least = se, want.Least
	v.Low, v.High = v.Effect-1.96*se, v.Effect+1.96*se
	switch want.Shape {
	case Rises, Peaks:
		v.Holds = v.Effect >= want.Least && v.Low > 0
	case Falls, Dips:
		v.Holds = -v.Effect >= want.Least && v.High < 0
	case Unchanged:
		v.Holds = v.Low >= -want.Least && v.High <= want.Least
	}
	if !v.Holds {
		bound := "by at least"
		if want.Shape == Unchanged {
			bound = "within"
		}
		v.Complain = fmt.Sprintf("effect %+.4f (95 %% %+.4f to %+.4f, n = %d), wanted %s %s %.4f", v.Effect, v.Low, v.High, v.N, want.Shape, bound, want.Least)
	}
	if want.Steps && v.Holds {
		for a := 1; a <= last; a++ {
			d, s, _ := paired(arm(a-1), arm(a))
			if (want.Shape == Rises && d < -2*s) || (want.Shape == Falls && d > 2*s) {
				v.Holds = false
				v.Complain = fmt.Sprintf("from %s to %s it moves by %+.4f (standard error %.4f), against the direction", c.Arms[a-1].Name, c.Arms[a].Name, d, s)
			}
		}
	}
	return v
}

// middle is the difference between the best arm in the middle (for Dips the lowest) and the end nearest to it in height.
func (c Check) middle(levels []float64, arm func(int) []float64, shape Shape) (effect, se float64, n int) {
	last, best := len(levels)-1, 1
	for a := 1; a < last; a++ {
		if (levels[a] > levels[best]) == (shape == Peaks) && levels[a] != levels[best] {
			best = a
		}
	}
	effect, se, n = paired(arm(0), arm(best))
	other, seOther, nOther := paired(arm(last), arm(best))
	if math.Abs(other) < math.Abs(effect) || (other > 0) != (shape == Peaks) {
		return other, seOther, nOther
	}
	return effect, se, n
}

// contrast is the weighted sum over arms, run by run where all weighted arms are defined.
func contrast(arm func(int) []float64, weights []float64) (mean, se float64, n int) {
	var d []float64
	for a, w := range weights {
		if w == 0 {
			continue
		}
		for i, x := range arm(a) {
			if len(d) == i {
				d = append(d, 0)
			}
			d[i] += float64(w * x) // NaN stays
		}
	}
	return meanOf(d)
}

// paired is the mean difference b - a over the runs in which both are defined, its standard error and their number.
func paired(a, b []float64) (mean, se float64, n int) {
	d := make([]float64, 0, len(a))
	for i := range a {
		if x := b[i] - a[i]; x == x {
			d = append(d, x)
		}
	}
	return meanOf(d)
}

func meanOf(xs []float64) (mean, se float64, n int) {
	sum, sq := 0.0, 0.0
	for _, x := range xs {
		if x == x {
			sum += x
			n++
		}
	}
	if n == 0 {
		return math.NaN(), math.NaN(), 0
	}
	mean = sum / float64(n)
	for _, x := range xs {
		if x == x {
			sq += (x - mean) * (x - mean)
		}
	}
	if n > 1 {
		se = math.Sqrt(sq / float64(n-1) / float64(n))
	}
	return mean, se, n
}
