package backtest

import (
	"math"
	"testing"

	"parley/sim/portable"
)

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within) {
		t.Errorf("%s = %.9f, want %.9f", what, got, want)
	}
}

func TestScores_knownAnswers(t *testing.T) {
	// Brier 1950, equation 2, with two classes: 70 % and it happens, (0.7-1)² + 0.3² = 0.18; 0 and 2 are its ends.
	near(t, "Brier of 70 %", BrierScore([]float64{0.7, 0.3}, 0), 0.18, 1e-15)
	near(t, "best Brier", BrierScore([]float64{0, 1, 0}, 1), 0, 0)
	near(t, "worst Brier", BrierScore([]float64{1, 0, 0}, 2), 2, 0)
	near(t, "log score of a quarter", LogScore([]float64{0.25, 0.75}, 0), 2*math.Ln2, 1e-15)
	// Even chances over K classes have an expected ranked score of (K²-1)/(6K), undivided (Weigel, Liniger & Appenzeller 2007,
	// section 2: 4/9 for terciles).
	even := []float64{1. / 3, 1. / 3, 1. / 3}
	sum := 0.0
	for k := range even {
		sum += RankedScore(even, k) * 2 / 3
	}
	near(t, "ranked score of terciles", sum, 4./9, 1e-15)
	// By hand: cumulated 0.2, 0.5, 0.9 against 0, 1, 1: 0.04 + 0.25 + 0.01 = 0.30, over 3.
	near(t, "ranked score by hand", RankedScore([]float64{0.2, 0.3, 0.4, 0.1}, 1), 0.1, 1e-15)
}

func TestScores_proper(t *testing.T) {
	// The expectation under q is smallest at q itself (Gneiting & Raftery 2007, section 2).
	q := []float64{0.5, 0.2, 0.3}
	for name, score := range map[string]func([]float64, int) float64{"log": LogScore, "Brier": BrierScore, "ranked": RankedScore} {
		expect := func(p []float64) (e float64) {
			for k := range q {
				e += q[k] * score(p, k)
			}
			return e
		}
		for _, p := range [][]float64{{0.6, 0.2, 0.2}, {0.4, 0.3, 0.3}, {0.5, 0.1, 0.4}, {0.34, 0.33, 0.33}} {
			if expect(p) <= expect(q) {
				t.Errorf("%s: %v scores %v, no worse than the truth with %v", name, p, expect(p), expect(q))
			}
		}
	}
}

func TestCRPS_knownAnswers(t *testing.T) {
	// Of a point it is the absolute error; of 0 and 1 with equal weights at 0: 1/2 - 1/4.
	near(t, "point", CRPS([]float64{3}, []float64{5}, 7), 4, 0)
	near(t, "two points", CRPS([]float64{1, 0}, []float64{2, 2}, 0), 0.25, 1e-15)
	// The normal distribution: z(2Φ(z)-1) + 2φ(z) - 1/√π (Gneiting & Raftery 2007, page 367); sampled at its quantiles.
	n := 20000
	xs, ws := make([]float64, n), make([]float64, n)
	for i := range xs {
		xs[i], ws[i] = portable.NormalQuantile((float64(i)+0.5)/float64(n)), 1
	}
	for _, z := range []float64{0, 0.7, -1.5} {
		want := z*math.Erf(z/math.Sqrt2) + 2*math.Exp(-z*z/2)/math.Sqrt(2*math.Pi) - 1/math.Sqrt(math.Pi)
		near(t, "normal", CRPS(xs, ws, z), want, 2e-4)
	}
}

func TestBootstrap(t *testing.T) {
	// The mean of n ones and zeros in equal parts has a standard error of 0.5/√n: 0.05 for 100, so ±0.098 at 95 %.
	var xs []float64
	for i := range 100 {
		xs = append(xs, float64(i%2))
	}
	e := Bootstrap(xs, 1)
	near(t, "mean", e.Mean, 0.5, 0)
	near(t, "low", e.Low, 0.402, 0.02)
	near(t, "high", e.High, 0.598, 0.02)
	d := Minus(xs, xs, 1)
	if d.Mean != 0 || d.Low != 0 || d.High != 0 {
		t.Errorf("a score less itself: %+v", d)
	}
	if e := Bootstrap([]float64{1}, 1); !math.IsNaN(e.Low) {
		t.Errorf("one case has an interval: %+v", e)
	}
}
