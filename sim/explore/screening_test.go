package explore

import (
	"math"
	"testing"
)

// Every elementary effect of a linear model is its coefficient; an idle input has none; a product's vary.
func TestMorris_linearAndProduct(t *testing.T) {
	e := Morris(func(u []float64, _ uint64) float64 { return 3*u[0] - 2*u[1] + 4*u[3]*u[4] }, 5, 200, 4, 1)
	for i, want := range []float64{3, -2, 0} {
		if math.Abs(e[i].Mean-want) > 1e-9 || math.Abs(e[i].Abs-math.Abs(want)) > 1e-9 || e[i].SD > 1e-9 {
			t.Errorf("input %d: %+v, want a steady %v", i, e[i], want)
		}
	}
	// 4 u4 averages 2 over the grid (1/8, 3/8, 5/8, 7/8), with a standard deviation of 4·sqrt(5)/8
	for _, i := range []int{3, 4} {
		if math.Abs(e[i].Mean-2) > 4*e[i].Error || math.Abs(e[i].SD-4*math.Sqrt(5)/8) > 0.1 {
			t.Errorf("input %d of the product: %+v, want 2 ± %.3f", i, e[i], 4*math.Sqrt(5)/8)
		}
	}
}

// Morris's own example (1991, section 4): twenty inputs, of which the first ten matter, the first seven not in a straight line or
// together with others (large spread), the eighth to tenth nearly linear (small spread, effect of about 40), the rest nearly nothing. The coefficients that
// he drew at random are taken as 0; effects are per unit of u, so that b w = 2 b (u - 1/2) has an effect of 2b.
func TestMorris_hisExample(t *testing.T) {
	model := func(u []float64, _ uint64) float64 {
		w := make([]float64, 20)
		for i := range w {
			w[i] = 2 * (u[i] - 0.5)
			if i == 2 || i == 4 || i == 6 {
				w[i] = 2 * (1.1*u[i]/(u[i]+0.1) - 0.5)
			}
		}
		y := 0.0
		for i := range 10 {
			y += 20 * w[i]
		}
		for i := range 6 {
			for j := i + 1; j < 6; j++ {
				y -= 15 * w[i] * w[j]
				for l := j + 1; l < 5 && i < 5; l++ {
					y -= 10 * w[i] * w[j] * w[l]
				}
			}
		}
		return y + 5*w[0]*w[1]*w[2]*w[3]
	}
	e := Morris(model, 20, 100, 4, 7)
	for i, x := range e {
		switch {
		case i < 7 && (x.Abs < 15 || x.SD < 5):
			t.Errorf("input %d: %+v, one of those that matter and not in a straight line", i+1, x)
		case i >= 7 && i < 10 && (math.Abs(x.Abs-40) > 1e-6 || x.SD > 1e-6):
			t.Errorf("input %d: %+v, want a steady 40", i+1, x)
		case i >= 10 && x.Abs > 1e-9:
			t.Errorf("input %d: %+v, want nothing", i+1, x)
		}
	}
}

// Luck that is the same along a trajectory is not taken for the effect of an input.
func TestMorris_luckIsNoInput(t *testing.T) {
	e := Morris(func(u []float64, luck uint64) float64 { return u[0] + 100*hash01(luck, 5) }, 2, 50, 4, 1)
	if math.Abs(e[0].Abs-1) > 1e-9 || e[1].Abs > 1e-9 {
		t.Errorf("%+v", e)
	}
}

// Ishigami's function: first 0.3139, 0.4424, 0; total 0.5576, 0.4424, 0.2437 (Saltelli et al. 2008, section 4.10).
func TestSaltelli_ishigami(t *testing.T) {
	got := Saltelli(ishigami, 3, 1<<14, Random(3), 0.95, 1)
	for i, want := range []struct{ first, total float64 }{{0.3139, 0.5576}, {0.4424, 0.4424}, {0, 0.2437}} {
		if math.Abs(got[i].First.Value-want.first) > 0.03 || math.Abs(got[i].Total.Value-want.total) > 0.03 {
			t.Errorf("x%d: first %.4f, total %.4f; want %.4f, %.4f", i+1, got[i].First.Value, got[i].Total.Value, want.first, want.total)
		}
	}
}

// Sobol's G function with a = 0, 1, 4.5, 9: V_i = 1/(3 (1+a_i)²), V = prod(1+V_i) - 1, first V_i/V, total V_i prod_{j≠i}(1+V_j)/V
// (Saltelli & Sobol' 1995). The bootstrap intervals hold the truth about as often as they say.
func TestSaltelli_gFunction(t *testing.T) {
	a := []float64{0, 1, 4.5, 9}
	model := func(u []float64, _ uint64) float64 {
		y := 1.0
		for i, x := range u {
			y *= (math.Abs(4*x-2) + a[i]) / (1 + a[i])
		}
		return y
	}
	variance, part := 1.0, make([]float64, len(a))
	for i := range a {
		part[i] = 1 / (3 * (1 + a[i]) * (1 + a[i]))
		variance *= 1 + part[i]
	}
	variance--
	inside, all := 0, 0
	for seed := range uint64(30) {
		for i, x := range Saltelli(model, len(a), 2000, Random(100+seed), 0.95, seed) {
			first := part[i] / variance
			total := part[i] * (variance + 1) / (1 + part[i]) / variance
			for _, c := range []struct {
				x    Index
				want float64
			}{{x.First, first}, {x.Total, total}} {
				all++
				if c.x.Low <= c.want && c.want <= c.x.High {
					inside++
				}
			}
		}
	}
	if share := float64(inside) / float64(all); share < 0.88 || share > 0.99 {
		t.Errorf("95 %% intervals hold the truth in %.3f of %d cases", share, all)
	}
}

// An event that luck decides: of y = 1{v < u} with u and luck v uniform the variance is 1/4, of which var(u) = 1/12 is the input's:
// a third. The total index of the only input is two thirds: E[v(1-v)] = 1/6 over 1/4.
func TestSaltelli_luckIsPartOfTheVariance(t *testing.T) {
	model := func(u []float64, luck uint64) float64 {
		if hash01(luck, 77) < u[0] {
			return 1
		}
		return 0
	}
	x := Saltelli(model, 1, 1<<14, Random(9), 0.95, 1)[0]
	if math.Abs(x.First.Value-1.0/3) > 0.03 || math.Abs(x.Total.Value-2.0/3) > 0.03 {
		t.Errorf("first %.4f, total %.4f; want 1/3 and 2/3", x.First.Value, x.Total.Value)
	}
	ignorance, luck, err := TwoSeeds(model, 1, 1<<14, Random(9))
	if math.Abs(ignorance-1.0/3) > 3*err || math.Abs(ignorance+luck-1) > 1e-12 || err > 0.01 || err < 0.003 {
		t.Errorf("ignorance %.4f ± %.4f, luck %.4f; want a third", ignorance, err, luck)
	}
}

// Three vetoes: y = 1 if all pass, each with p = 0.8. V = p³(1-p³); first index of each p⁴·p(1-p)/V = 0.2623, total p²·p(1-p)/V = 0.4098.
func TestSaltelli_vetoes(t *testing.T) {
	p := 0.8
	model := func(u []float64, _ uint64) float64 {
		for _, x := range u {
			if x > p {
				return 0
			}
		}
		return 1
	}
	v := p * p * p * (1 - p*p*p)
	first, total := math.Pow(p, 4)*p*(1-p)/v, p*p*p*(1-p)/v
	for i, x := range Saltelli(model, 3, 1<<14, Random(21), 0.95, 1) {
		if math.Abs(x.First.Value-first) > 0.03 || math.Abs(x.Total.Value-total) > 0.03 {
			t.Errorf("veto %d: first %.4f, total %.4f; want %.4f, %.4f", i, x.First.Value, x.Total.Value, first, total)
		}
	}
}

// BenchmarkSaltelli is the analysis of ten inputs at 2^14 points with 200 resamples; the model costs next to nothing.
func BenchmarkSaltelli(b *testing.B) {
	for b.Loop() {
		Saltelli(func(u []float64, _ uint64) float64 { return u[0] + u[1]*u[2] }, 10, 1<<14, Random(1), 0.95, 1)
	}
}
