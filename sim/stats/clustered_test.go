package stats

import (
	"math"
	"math/rand/v2"
	"testing"

	"parley/sim/results"
)

// Hand calculation: groups 1, 3, 2 of 4 each: share 6/12, deviations -1, 1, 0, variance (2/2)/3/16 = 1/48; t(0.975, 2) = 4.302653 (tables).
func TestClustered_byHand(t *testing.T) {
	c := Clustered([]results.Count{{K: 1, N: 4}, {}, {K: 3, N: 4}, {K: 2, N: 4}}, 0.95)
	if c.Groups != 3 || c.Share != 0.5 || math.Abs(c.SE-math.Sqrt(1.0/48)) > 1e-12 || math.Abs(c.Effect-1) > 1e-12 {
		t.Errorf("%+v", c)
	}
	if c.Low != 0 || c.High != 1 { // 0.5 ± 0.62
		t.Errorf("interval %v", c.Interval)
	}
	if c := Clustered([]results.Count{{K: 1, N: 9}}, 0.95); c.Low != 0 || c.High != 1 {
		t.Errorf("one group gives %v", c.Interval)
	}
}

// Sixty sets of 100 runs, each set with its own probability from Beta(2, 3): the interval over sets covers the mean 0.4 in about 95 of 100
// studies; the one that takes 6,000 runs for independent covers it in about a third. The design effect is 1 + 99 rho with rho = 1/(2+3+1).
func TestClustered_coverage(t *testing.T) {
	const trials, sets, runs = 2000, 60, 100
	inside, naive, effect := 0, 0, 0.0
	r := rand.New(rand.NewPCG(4, 4))
	for range trials {
		groups := make([]results.Count, sets)
		for i := range groups {
			// Beta(2, 3) is the second smallest of four uniforms
			u := [4]float64{r.Float64(), r.Float64(), r.Float64(), r.Float64()}
			low, second := 2.0, 2.0
			for _, x := range u {
				if x < low {
					low, second = x, low
				} else if x < second {
					second = x
				}
			}
			groups[i].N = runs
			for range runs {
				if r.Float64() < second {
					groups[i].K++
				}
			}
		}
		c := Clustered(groups, 0.95)
		if c.Low <= 0.4 && 0.4 <= c.High {
			inside++
		}
		if c.Naive.Low <= 0.4 && 0.4 <= c.Naive.High {
			naive++
		}
		effect += c.Effect / trials
	}
	if got := float64(inside) / trials; got < 0.93 || got > 0.97 {
		t.Errorf("covers %.3f", got)
	}
	if got := float64(naive) / trials; got > 0.5 {
		t.Errorf("the naive interval covers %.3f: the comparison shows nothing", got)
	}
	if want := 1 + 99.0/6; math.Abs(effect-want) > 1.5 {
		t.Errorf("design effect %.2f, want %.2f", effect, want)
	}
}
