package explore

import (
	"math"
	"testing"
)

// Any number of workers gives what one gives, to the last bit.
func TestParallel_sameAsSerial(t *testing.T) {
	model := func(u []float64, luck uint64) float64 { return u[0]*u[1] + hash01(luck, 3) }
	at := func(i int, u []float64) uint64 {
		u[0], u[1] = hash01(uint64(i), 1), hash01(uint64(i), 2)
		return uint64(i)
	}
	want := make([]float64, 5000)
	Serial(model, 2)(want, at)
	for _, workers := range []int{1, 2, 7, 64} {
		got := make([]float64, len(want))
		Parallel(2, workers, func() Model { return model })(got, at)
		for i := range want {
			if got[i] != want[i] {
				t.Fatalf("%d workers: point %d is %v, not %v", workers, i, got[i], want[i])
			}
		}
	}
}

// A product of two uniforms: V = 7/144, each alone 1/48, so first-order 3/7 and total 4/7 (Saltelli et al. 2008, section 4.4, for products of
// factors with mean 1/2); the interaction is shared equally by Shapley effects, 1/2 each.
func TestProduct(t *testing.T) {
	model := func(u []float64, _ uint64) float64 { return u[0] * u[1] }
	design, err := OwenSobol(4, 1)
	if err != nil {
		t.Fatal(err)
	}
	for i, x := range Saltelli(model, 2, 1<<13, design.At, 0.95, 1) {
		if math.Abs(x.First.Value-3.0/7) > 0.01 || math.Abs(x.Total.Value-4.0/7) > 0.01 {
			t.Errorf("input %d: first %.4f, total %.4f; want 3/7 and 4/7", i, x.First.Value, x.Total.Value)
		}
	}
	e, sum, _, failure := ShapleyGaussian(model, nil, []int{0, 1}, 40000, 5)
	if failure != nil || math.Abs(e[0].Shapley-0.5) > 0.015 || math.Abs(e[0].Alone-3.0/7) > 0.02 || math.Abs(sum-1) > 1e-3 {
		t.Errorf("%+v, sum %v (%v)", e, sum, failure)
	}
	u, v := uniformInput("u", 401), uniformInput("v", 402)
	y := func(i int) float64 { return u.U(i) * v.U(i) }
	if got := FirstOrder(200000, 50, u.U, y); math.Abs(got-3.0/7) > 0.005 {
		t.Errorf("from runs: %.4f, want 3/7", got)
	}
}

// k vetoes of the same strength are alike: Shapley effects are 1/k each, and what each adds when all others are known is its total index,
// p^k(1-p)/p over p^k(1-p^k) times p (three vetoes of 0.8: 0.4098).
func TestShapleyGaussian_vetoes(t *testing.T) {
	model := func(u []float64, _ uint64) float64 { return truth(u[0] < 0.8 && u[1] < 0.8 && u[2] < 0.8) }
	e, _, err, failure := ShapleyGaussian(model, nil, []int{0, 1, 2}, 60000, 2)
	if failure != nil {
		t.Fatal(failure)
	}
	p := 0.8
	total := p * p * p * (1 - p) / (p * p * p * (1 - p*p*p))
	for i, x := range e {
		if math.Abs(x.Shapley-1.0/3) > 4*err || math.Abs(x.Last-total) > 5*err {
			t.Errorf("veto %d: %+v; want 1/3, last %.4f (error %.4f)", i, x, total, err)
		}
	}
}
