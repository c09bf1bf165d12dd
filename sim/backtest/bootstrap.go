package backtest

import (
	"encoding/json"
	"math"
	"slices"

	"parley/sim/draw"
	"parley/sim/stats"
)

// resamples of the bootstrap. Percentiles at 95 % move by less than a fiftieth of their width from one seed to the next.
const resamples = 4000

// Fewest is how many cases, issues or seals a verdict needs. All of n differences lie below 0 in 2^-n of all draws from a source that is neither
// better nor worse, and the percentile interval then lies below 0 too: one draw in four for two, in 1,024 for ten.
const Fewest = 10

// below reports whether a difference is shown to be below 0: its whole interval, from enough cases.
func (e Estimate) below() bool { return e.N >= Fewest && e.High < 0 }

// Estimate is a mean over cases with its 95 % percentile interval (Efron & Tibshirani 1993, chapter 13), cases drawn with replacement.
type Estimate struct {
	Mean float64
	Low  float64
	High float64
	N    int
}

// MarshalJSON writes bounds that one case cannot have as null.
func (e Estimate) MarshalJSON() ([]byte, error) {
	bound := func(x float64) *float64 {
		if math.IsNaN(x) {
			return nil
		}
		return &x
	}
	return json.Marshal(struct {
		Mean *float64 `json:"mean"`
		Low  *float64 `json:"low"`
		High *float64 `json:"high"`
		N    int      `json:"n"`
	}{bound(e.Mean), bound(e.Low), bound(e.High), e.N})
}

// Bootstrap is the mean of values and its interval. Equal seeds and lengths draw equal cases, so differences of two scores are
// bootstrapped by giving their differences: the pairs stay together. With fewer than two values the interval is as wide as can be: NaN.
func Bootstrap(values []float64, seed uint64) Estimate {
	n := len(values)
	e := Estimate{Mean: mean(values), Low: math.NaN(), High: math.NaN(), N: n}
	if n < 2 {
		return e
	}
	s := draw.NewStream(seed, draw.Play, "backtest/bootstrap")
	means := make([]float64, resamples)
	for r := range means {
		sum := 0.0
		for i := range n {
			sum += values[int(s.Uniform(uint64(r), uint64(i))*float64(n))]
		}
		means[r] = sum / float64(n)
	}
	slices.Sort(means)
	q := stats.Quantiles(means, 0.025, 0.975)
	e.Low, e.High = q[0], q[1]
	return e
}

// Minus is the paired difference of two series of scores, with its interval: below 0 the first lost less.
func Minus(a, b []float64, seed uint64) Estimate {
	d := make([]float64, len(a))
	for i := range a {
		d[i] = a[i] - b[i]
	}
	return Bootstrap(d, seed)
}

func mean(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum / float64(len(xs))
}
