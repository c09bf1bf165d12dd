package explore

import (
	"math"
	"testing"

	"parley/sim/portable"
)

// Two correlated normal inputs, y = b1 x1 + b2 x2: Shapley effects (b1²(1-r²/2) + b1 b2 r + b2² r²/2)/V with V = b1² + b2² + 2 b1 b2 r (Owen &
// Prieur 2017, section 4; Iooss & Prieur 2019, eq. 9). With b2 = 0 the input that the model does not use still has r²/2: a proxy.
func TestShapleyGaussian_twoInputs(t *testing.T) {
	for _, c := range []struct{ b1, b2, r float64 }{{1, 1, 0}, {1, 1, 0.5}, {2, 1, -0.6}, {1, 0, 0.8}} {
		model := func(u []float64, _ uint64) float64 {
			return c.b1*portable.NormalQuantile(u[0]) + c.b2*portable.NormalQuantile(u[1])
		}
		e, sum, err, failure := ShapleyGaussian(model, [][]float64{{1, c.r}, {c.r, 1}}, []int{0, 1}, 60000, 1)
		if failure != nil {
			t.Fatal(failure)
		}
		v := c.b1*c.b1 + c.b2*c.b2 + 2*c.b1*c.b2*c.r
		one := (c.b1*c.b1*(1-c.r*c.r/2) + c.b1*c.b2*c.r + c.b2*c.b2*c.r*c.r/2) / v
		if math.Abs(e[0].Shapley-one) > 0.015 || math.Abs(e[1].Shapley-(1-one)) > 0.015 || math.Abs(sum-1) > 1e-4 || err > 0.01 {
			t.Errorf("b = %v, %v, r = %v: %.4f and %.4f (sum %.4f), want %.4f and %.4f", c.b1, c.b2, c.r, e[0].Shapley, e[1].Shapley, sum, one, 1-one)
		}
		if e[1].Proxy != (c.b2 == 0 && c.r != 0) || e[0].Proxy {
			t.Errorf("b2 = %v, r = %v: proxies %v, %v", c.b2, c.r, e[0].Proxy, e[1].Proxy)
		}
	}
	if _, _, _, failure := ShapleyGaussian(nil, [][]float64{{1, 1.2}, {1.2, 1}}, []int{0, 1}, 10, 1); failure == nil {
		t.Error("an impossible correlation was taken")
	}
}

// Without correlation Shapley effects lie between first and total indices and sum to 1: for Ishigami's function they are 0.4358, 0.4424 and
// 0.1218, since the interaction of 0.2437 between x1 and x3 is shared equally (Owen 2014, section 3; indices of Saltelli et al. 2008).
func TestShapleyGaussian_ishigami(t *testing.T) {
	e, _, _, failure := ShapleyGaussian(ishigami, nil, []int{0, 1, 2}, 60000, 3)
	if failure != nil {
		t.Fatal(failure)
	}
	for i, want := range []float64{0.3139 + 0.2437/2, 0.4424, 0.2437 / 2} {
		if math.Abs(e[i].Shapley-want) > 0.02 {
			t.Errorf("x%d: %.4f, want %.4f", i+1, e[i].Shapley, want)
		}
	}
}

// The same linear models from stored runs; luck takes its part of the variance, and an interaction between groups is shared.
func TestShapleyFromRuns(t *testing.T) {
	n := 50000
	z := func(k uint64) func(int) float64 {
		return func(i int) float64 { return portable.NormalQuantile(hash01(uint64(i), k)*(1-0x1p-40) + 0x1p-41) }
	}
	z1, z2, luck := z(71), z(72), z(73)
	r := 0.8
	x2 := func(i int) float64 { return r*z1(i) + math.Sqrt(1-r*r)*z2(i) }
	inputs := []Input{{"used", func(i int) float64 { return portable.NormalCDF(z1(i)) }}, {"proxy", func(i int) float64 { return portable.NormalCDF(x2(i)) }}, uniformInput("idle", 74)}
	e, noise, err := ShapleyFromRuns(n, inputs, []int{0, 1, 2}, func(i int) float64 { return z1(i) + luck(i) })
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []float64{0.5 * (1 - r*r/2), 0.5 * r * r / 2, 0} {
		if math.Abs(e[i].Shapley-want) > 0.01 {
			t.Errorf("%s: %.4f, want %.4f", inputs[i].Path, e[i].Shapley, want)
		}
	}
	if e[0].Proxy || !e[1].Proxy || e[2].Proxy || math.Abs(e[2].Shapley) > noise {
		t.Errorf("%+v, noise %.5f", e, noise)
	}
	// y = z1 + z2 + z1 z2 of independent inputs: a third each alone, a third for the pair
	inputs = []Input{{"a", func(i int) float64 { return portable.NormalCDF(z1(i)) }}, {"b", func(i int) float64 { return portable.NormalCDF(z2(i)) }}}
	e, _, _ = ShapleyFromRuns(n, inputs, []int{0, 1}, func(i int) float64 { return z1(i) + z2(i) + z1(i)*z2(i) })
	if math.Abs(e[0].Shapley-0.5) > 0.015 || math.Abs(e[0].Alone-1.0/3) > 0.015 || math.Abs(e[0].Last-2.0/3) > 0.02 {
		t.Errorf("with an interaction: %+v", e)
	}
	// y = z1 z2 + z3/2 with the first two in one group: the product is that group's, 1 of 1.25 parts, and idle pairs stay out
	z3 := z(75)
	inputs = append(inputs, Input{"c", func(i int) float64 { return portable.NormalCDF(z3(i)) }}, uniformInput("idle", 76))
	e, noise, _ = ShapleyFromRuns(n, inputs, []int{0, 0, 1, 2}, func(i int) float64 { return z1(i)*z2(i) + z3(i)/2 })
	if math.Abs(e[0].Shapley-0.8) > 0.01 || math.Abs(e[1].Shapley-0.2) > 0.01 || math.Abs(e[2].Shapley) > noise {
		t.Errorf("with an interaction within a group: %+v, noise %.5f", e, noise)
	}
	if _, _, err := ShapleyFromRuns(n, inputs[:2], []int{0, 12}, luck); err == nil {
		t.Error("thirteen groups were taken")
	}
}
