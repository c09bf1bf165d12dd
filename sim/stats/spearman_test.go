package stats

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The worked examples of a textbook: Siegel & Castellan (1988, p. 238), ranks of twelve students, r = 0.82; with ties, the coefficient is Pearson's of
// the middle ranks, here computed by hand: ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4 give 4.5/sqrt(4.5·5) = 0.948683.
func TestSpearman_knownAnswers(t *testing.T) {
	authoritarianism := []float64{82, 98, 87, 40, 116, 113, 111, 83, 85, 126, 106, 117}
	striving := []float64{42, 46, 39, 37, 65, 88, 86, 56, 62, 92, 54, 81}
	if r := Spearman(authoritarianism, striving); math.Abs(r-0.82) > 0.005 {
		t.Errorf("%v, the book has 0.82", r)
	}
	if r := Spearman([]float64{1, 2, 2, 3}, []float64{1, 2, 3, 4}); math.Abs(r-0.948683) > 1e-6 {
		t.Errorf("with ties %v", r)
	}
	if r := Spearman([]float64{1, 1, 1}, []float64{1, 2, 3}); r == r {
		t.Errorf("a side that never varies gives %v", r)
	}
}

// The interval holds the true correlation of normal pairs about as often as it says. Their rank correlation is 6/π·asin(ρ/2) (Pearson 1907).
func TestSpearmanInterval_coverage(t *testing.T) {
	const rho, n, samples = 0.6, 60, 2000
	want := 6 / math.Pi * math.Asin(rho/2)
	r := rand.New(rand.NewPCG(1, 2))
	inside := 0
	for range samples {
		x, y := make([]float64, n), make([]float64, n)
		for i := range x {
			x[i] = r.NormFloat64()
			y[i] = rho*x[i] + math.Sqrt(1-rho*rho)*r.NormFloat64()
		}
		if low, high := SpearmanInterval(Spearman(x, y), n); low <= want && want <= high {
			inside++
		}
	}
	if share := float64(inside) / samples; share < 0.94 || share > 0.98 {
		t.Errorf("%v of the intervals hold the true value, 0.95 should, and a little more (the variance is on the safe side)", share)
	}
}
