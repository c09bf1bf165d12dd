package dist

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// The incomplete beta function and its inverse against gonum's, which follow other algorithms (Cephes).
func TestIncompleteBeta_againstGonum(t *testing.T) {
	for _, a := range []float64{0.05, 0.3, 0.5, 1, 1.7, 3, 5, 20, 150, 1e4} {
		for _, b := range []float64{0.05, 0.5, 1, 2.2, 5, 40, 1e4} {
			s := newShape(a, b)
			room := 1e-11 + 2e-12*(a+b)/100 // ln B of large shapes carries ulps of its size
			for _, x := range []float64{1e-12, 1e-5, 0.01, 0.1, 0.3, 0.5, 0.77, 0.9, 0.999, 1 - 1e-9} {
				if got, want := s.cdf(x), mathext.RegIncBeta(a, b, x); math.Abs(got-want) > room*(want+1e-3) {
					t.Errorf("I_%v(%v, %v) = %v, gonum %v", x, a, b, got, want)
				}
			}
			for _, p := range []float64{1e-6, 0.001, 0.05, 0.3, 0.5, 0.8, 0.99, 1 - 1e-6} {
				d := beta{s, 0, 1, ""}
				x := d.Quantile(p)
				// gonum's inverse is not accurate everywhere; its distribution function is the judge.
				back := mathext.RegIncBeta(a, b, x)
				step := math.Abs(mathext.RegIncBeta(a, b, math.Nextafter(x, 1))-mathext.RegIncBeta(a, b, math.Nextafter(x, 0))) + room*10
				if math.Abs(back-p) > step {
					t.Errorf("beta(%v, %v): quantile(%v) = %v, there the distribution function is %v", a, b, p, x, back)
				}
			}
		}
	}
}

// Closed forms: I_x(1, b) = 1-(1-x)^b; the arcsine law for a = b = 1/2; I_x(2, 2) = x²(3-2x).
func TestBeta_closedForms(t *testing.T) {
	for u := 0.001; u < 1; u += 0.001 {
		for _, row := range []struct {
			text string
			want float64
		}{
			{"beta 1 5", 1 - math.Pow(1-u, 0.2)},
			{"beta 5 1", math.Pow(u, 0.2)},
			{"beta 1 1", u},
			{"beta 0.5 0.5", math.Pow(math.Sin(math.Pi*u/2), 2)},
			{"pert 0 0 0.1", 0.1 * (1 - math.Pow(1-u, 0.2))}, // shapes 1 and 5
		} {
			if got := must(t, row.text).Quantile(u); math.Abs(got-row.want) > 1e-13 {
				t.Fatalf("%s: quantile(%v) = %v, want %v", row.text, u, got, row.want)
			}
		}
		if x := must(t, "beta 2 2").Quantile(u); math.Abs(x*x*(3-2*x)-u) > 1e-13 {
			t.Fatalf("beta 2 2: quantile(%v) = %v", u, x)
		}
	}
}

// Exact quantiles of the other families against gonum's and against published values.
func TestQuantile_againstGonum(t *testing.T) {
	normal01 := distuv.Normal{Mu: 0, Sigma: 1}
	cutNormal := func(lo, hi float64) func(float64) float64 {
		a, b := normal01.CDF(lo), normal01.CDF(hi)
		return func(u float64) float64 { return normal01.Quantile(a + u*(b-a)) }
	}
	for _, row := range []struct {
		text string
		want func(u float64) float64
	}{
		{"normal 0 1 -2 1", cutNormal(-2, 1)},
		{"normal 10 2 6 12", func(u float64) float64 { return 10 + 2*cutNormal(-2, 1)(u) }},
		{"between -1.6448536269514722 1.6448536269514722", normal01.Quantile},
		{"lognormal 12 0.5", distuv.LogNormal{Mu: math.Log(12), Sigma: 0.5}.Quantile},
		{"lognormal 1 1 0 2.718281828459045", func(u float64) float64 { return math.Exp(cutNormal(math.Inf(-1), 1)(u)) }},
		{"triangular 0.2 0.3 0.6", distuv.NewTriangle(0.2, 0.6, 0.3, nil).Quantile},
		{"uniform 0.2 0.6", distuv.Uniform{Min: 0.2, Max: 0.6}.Quantile},
		{"beta 2 5", distuv.Beta{Alpha: 2, Beta: 5}.Quantile},
	} {
		d := must(t, row.text)
		for u := 0.0005; u < 1; u += 0.0005 {
			if got, want := d.Quantile(u), row.want(u); math.Abs(got-want) > 1e-9*(1+math.Abs(want)) {
				t.Fatalf("%s: quantile(%v) = %v, want %v", row.text, u, got, want)
			}
		}
	}
}

// An interval of 90 % is one, whatever the family.
func TestBetween_leavesFivePercentOnEachSide(t *testing.T) {
	for _, row := range []struct {
		text string
		a, b float64
	}{
		{"between 0.2 0.6", 0.2, 0.6}, {"between 0.2 0.6 0 1", 0.2, 0.6}, {"between 0.001 0.5 0 1", 0.001, 0.5},
		{"between 1 60 0 120", 1, 60}, {"between 20% 60% 0% 100%", 0.2, 0.6}, {"between -5 -1 -10 10", -5, -1},
		{"between 0.9 0.99 0 1", 0.9, 0.99}, {"between 0.06 0.94 0 1", 0.06, 0.94},
	} {
		d := must(t, row.text)
		if got := d.Quantile(0.05); math.Abs(got-row.a) > 1e-8*width(d) {
			t.Errorf("%s: 5 %% quantile %v", row.text, got)
		}
		if got := d.Quantile(0.95); math.Abs(got-row.b) > 1e-8*width(d) {
			t.Errorf("%s: 95 %% quantile %v", row.text, got)
		}
	}
	// Symmetric in symmetric bounds.
	if got := must(t, "between 0.2 0.8 0 1").Mean(); math.Abs(got-0.5) > 1e-10 {
		t.Errorf("between 0.2 0.8 0 1: mean %v", got)
	}
}

// Means in closed form.
func TestMean_closedForms(t *testing.T) {
	for _, row := range []struct {
		text   string
		want   float64
		source string
	}{
		{"pert 0.25 0.38 0.55", (0.25 + 4*0.38 + 0.55) / 6, "(lo + 4 mode + hi) / 6"},
		{"pert 0 0 0.1", 0.1 / 6, "same"},
		{"triangular 0.2 0.3 0.6", 1.1 / 3, "(lo + mode + hi) / 3"},
		{"beta 2 5", 2.0 / 7, "a / (a + b)"},
		{"uniform 2 5", 3.5, "middle"},
		{"lognormal 12 0.5", 12 * math.Exp(0.125), "median e^(σ²/2)"},
		{"normal 0 1 0 1000", math.Sqrt(2 / math.Pi), "half-normal"},
		{"normal 3 2 -7 13", 3, "symmetric"},
		{"discrete 0.65:0 0.25:1 0.1:2", 0.45, "sum"},
	} {
		if got := must(t, row.text).Mean(); math.Abs(got-row.want) > 1e-12*(1+row.want) {
			t.Errorf("%s: mean %v, want %v (%s)", row.text, got, row.want, row.source)
		}
	}
}

// For every form: the mean is the integral of the table, the distribution function undoes the quantile, and both
// keep to the support.
func TestDist_consistent(t *testing.T) {
	for _, text := range shapes() {
		d := must(t, text)
		lo, hi := d.Support()
		table := Compile(d)
		if !d.Fixed() && hi-lo < math.Inf(1) {
			const n = 200_000
			sum := 0.0
			for i := range n {
				sum += table.Quantile((float64(i) + 0.5) / n)
			}
			if got, want := sum/n, d.Mean(); math.Abs(got-want) > 5e-6*(hi-lo) {
				t.Errorf("%s: mean %v, the table's %v", text, want, got)
			}
		}
		if m := d.Mean(); m < lo || m > hi {
			t.Errorf("%s: mean %v is outside of %v to %v", text, m, lo, hi)
		}
		for _, u := range []float64{1e-5, 0.01, 0.2, 0.5, 0.7, 0.99, 1 - 1e-5} {
			x := d.Quantile(u)
			if x < lo || x > hi {
				t.Errorf("%s: quantile(%v) = %v is outside of %v to %v", text, u, x, lo, hi)
			}
			below, at := d.CDF(math.Nextafter(x, math.Inf(-1))), d.CDF(math.Nextafter(x, math.Inf(1)))
			if below > u+1e-9 || at < u-1e-9 {
				t.Errorf("%s: quantile(%v) = %v, where the distribution function goes from %v to %v", text, u, x, below, at)
			}
		}
		if d.CDF(math.Nextafter(lo, math.Inf(-1))) != 0 || d.CDF(hi) != 1 {
			t.Errorf("%s: the distribution function is %v below the support and %v at its end", text, d.CDF(math.Nextafter(lo, math.Inf(-1))), d.CDF(hi))
		}
	}
}
