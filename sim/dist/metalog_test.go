package dist

import (
	"fmt"
	"math"
	"testing"
)

// The distribution goes through every quantile that it was given, whatever the bounds, and back by its distribution function.
func TestMetalog_throughItsQuantiles(t *testing.T) {
	for _, c := range []struct {
		text string
		u, x []float64
	}{
		{"quantiles 10:0.2 50:0.4 90:0.8 0 1", []float64{.1, .5, .9}, []float64{.2, .4, .8}},
		{"quantiles 10:3 50:12 90:40 0", []float64{.1, .5, .9}, []float64{3, 12, 40}},
		{"quantiles 5:-2 50:0 95:3", []float64{.05, .5, .95}, []float64{-2, 0, 3}},
		{"quantiles 5:1 25:2 50:3 75:5 95:12 0 60", []float64{.05, .25, .5, .75, .95}, []float64{1, 2, 3, 5, 12}},
		// seven that stand evenly around the median: c³ is no further odd term there
		{"quantiles 1:-2.3 10:-1.3 25:-0.7 50:0 75:0.7 90:1.4 99:2.6", []float64{.01, .1, .25, .5, .75, .9, .99}, []float64{-2.3, -1.3, -0.7, 0, 0.7, 1.4, 2.6}},
		{"quantiles 5:2.4 10:3.2 25:5.25 50:9 75:15.4 90:25 95:33.5 0", []float64{.05, .1, .25, .5, .75, .9, .95}, []float64{2.4, 3.2, 5.25, 9, 15.4, 25, 33.5}},
	} {
		d := must(t, c.text)
		for i, u := range c.u {
			if got := d.Quantile(u); math.Abs(got-c.x[i]) > 1e-12*(1+math.Abs(c.x[i])) {
				t.Errorf("%s: quantile(%v) = %v, want %v", c.text, u, got, c.x[i])
			}
			if got := d.CDF(c.x[i]); math.Abs(got-u) > 1e-12 {
				t.Errorf("%s: CDF(%v) = %v, want %v", c.text, c.x[i], got, u)
			}
		}
	}
}

// A metalog of known coefficients is found again from as many of its quantiles: Keelin 2016, eq. 7, written out for 2 to 10 terms.
func TestMetalog_foundAgain(t *testing.T) {
	a := []float64{3, 2, 0.5, -0.8, 0.6, 0.4, -0.5, 0.3, 0.7, -0.2}
	for n := 2; n <= len(a); n++ {
		m := func(y float64) float64 {
			c, l := y-0.5, math.Log(y/(1-y))
			sum := 0.0
			for k, x := range []float64{1, l, c * l, c, c * c, c * c * l, c * c * c, c * c * c * l, c * c * c * c, c * c * c * c * l}[:n] {
				sum += a[k] * x
			}
			return sum
		}
		text := "quantiles"
		for i := range n {
			p := 3 + 97*float64(i)/float64(n) // not even around the median
			text += fmt.Sprintf(" %v:%v", p, m(p/100))
		}
		d := must(t, text)
		for _, u := range []float64{0.001, 0.02, 0.11, 0.4, 0.77, 0.93, 0.999} {
			if got, want := d.Quantile(u), m(u); math.Abs(got-want) > 1e-7*(1+math.Abs(want)) {
				t.Errorf("%d terms: quantile(%v) = %v, want %v", n, u, got, want)
			}
		}
	}
}

// Two quantiles make a logistic distribution: with M = a1 + a2 L its quantiles are a1 + a2 ln(u/(1-u)) (Keelin 2016, section 3.1). Three have
// the mean a1 + a3/2 (his eq. 13; the integral of (y-1/2) ln(y/(1-y)) is 1/2).
func TestMetalog_closedForms(t *testing.T) {
	d := must(t, "quantiles 10:1 90:3")
	scale := 1 / math.Log(9)
	for _, u := range []float64{1e-9, 0.01, 0.3, 0.75, 0.999} {
		if got, want := d.Quantile(u), 2+scale*math.Log(u/(1-u)); math.Abs(got-want) > 1e-12*(1+math.Abs(want)) {
			t.Errorf("quantile(%v) = %v, want %v", u, got, want)
		}
	}
	// a1 = 4; a2 = (11-1)/(2 ln 9); a3 = (1+11-8)/(2·0.4·ln 9)
	three := must(t, "quantiles 10:1 50:4 90:11")
	if want := 4 + 4/(0.8*math.Log(9))/2; math.Abs(three.Mean()-want) > 1e-9 {
		t.Errorf("mean %v, want %v", three.Mean(), want)
	}
}

// Three symmetric quantiles have a metalog iff |a3/a2| < 1.66711 (Keelin 2016, section 3.3): with quantiles 10:-1 50:m 90:1 the ratio is
// 2.5 |m|, so the limit lies at |m| = 0.666844.
func TestMetalog_feasibility(t *testing.T) {
	for m, want := range map[float64]bool{0: true, 0.6: true, 0.666: true, -0.666: true, 0.6675: false, -0.6675: false, 0.9: false} {
		_, err := Parse(fmt.Sprintf("quantiles 10:-1 50:%v 90:1", m), nil)
		if (err == nil) != want {
			t.Errorf("median %v: error %v, feasible is %v", m, err, want)
		}
	}
}

// A mixture of uniforms on 0 to 1 (0.25) and 2 to 3 (0.75): the quantile jumps over the gap. With a fixed value its atom takes all of
// its weight.
func TestMixture_closedForms(t *testing.T) {
	gap := must(t, "mixture 0.25 uniform 0 1 | 0.75 uniform 2 3")
	for u, want := range map[float64]float64{0.1: 0.4, 0.2: 0.8, 0.25: 1, 0.2500001: 2.00000013, 0.4: 2.2, 1: 3, 0: 0} {
		if got := gap.Quantile(u); math.Abs(got-want) > 1e-8 {
			t.Errorf("quantile(%v) = %v, want %v", u, got, want)
		}
	}
	if gap.Mean() != 2 || gap.CDF(1.5) != 0.25 {
		t.Errorf("mean %v, share below the gap %v", gap.Mean(), gap.CDF(1.5))
	}
	atom := must(t, "mixture 0.5 0.3 | 0.5 uniform 0 1")
	for u, want := range map[float64]float64{0.1: 0.2, 0.15: 0.3, 0.4: 0.3, 0.6499: 0.3, 0.8: 0.6} {
		for name, d := range map[string]Table{"exact": atom, "compiled": Compile(atom)} {
			if got := d.Quantile(u); math.Abs(got-want) > 1e-12 {
				t.Errorf("%s: quantile(%v) = %v, want %v", name, u, got, want)
			}
		}
	}
}

func TestEmpirical(t *testing.T) {
	d := must(t, "empirical 6 9 9 14 22")
	for u, want := range map[float64]float64{0.01: 6, 0.199: 6, 0.2: 9, 0.59: 9, 0.6: 14, 0.99: 22, 1: 22} {
		if got := d.Quantile(u); got != want {
			t.Errorf("quantile(%v) = %v, want %v", u, got, want)
		}
	}
	if d.Mean() != 12 || d.CDF(9) != 0.6 || d.CDF(8.9) != 0.2 {
		t.Errorf("mean %v, shares %v and %v", d.Mean(), d.CDF(9), d.CDF(8.9))
	}
}

// Quantiles of gamma distributions from scipy 1.10.1 (boost and Cephes); weights divided by their sum have the moments of the Dirichlet.
func TestDirichlet(t *testing.T) {
	for _, c := range [][3]float64{{0.5, 0.1, 0.00789538704671561}, {0.05, 0.9, 0.07631711390918905}, {4, 0.5, 3.672060748850897}, {4, 0.999, 13.06224077918807}, {30, 0.01, 18.742425764901892},
		{2.5, 1e-06, 0.0064480801032485435}, {30, 0.999999, 63.54818012481632}} {
		d := must(t, fmt.Sprintf("dirichlet %v", c[0]))
		if got := d.Quantile(c[1]); math.Abs(got-c[2]) > 1e-10*c[2] {
			t.Errorf("gamma(%v): quantile(%v) = %v, scipy %v", c[0], c[1], got, c[2])
		}
		if got := d.CDF(c[2]); math.Abs(got-c[1]) > 1e-11 {
			t.Errorf("gamma(%v): CDF(%v) = %v, want %v", c[0], c[2], got, c[1])
		}
	}
	a := []float64{1, 2, 5}
	var tables []Table
	for _, x := range a {
		tables = append(tables, Compile(must(t, fmt.Sprintf("dirichlet %v", x))))
	}
	const n = 200000
	mean, square, cross := 0.0, 0.0, 0.0
	for i := range n {
		w := [3]float64{}
		sum := 0.0
		for k := range w { // Weyl's sequence by the roots of 2, 3 and 5
			u := math.Mod((float64(i)+0.5)*math.Sqrt([3]float64{2, 3, 5}[k]), 1)
			w[k] = tables[k].Quantile(u)
			sum += w[k]
		}
		mean += w[2] / sum / n
		square += w[2] / sum * w[2] / sum / n
		cross += w[1] / sum * w[2] / sum / n
	}
	// means 5/8 and 2/8; variance m(1-m)/9, covariance -m1·m2/9
	if m := 5.0 / 8; math.Abs(mean-m) > 2e-3 || math.Abs(square-mean*mean-m*(1-m)/9) > 5e-4 || math.Abs(cross-10.0/64*(1-1.0/9)) > 1e-3 {
		t.Errorf("mean %v, variance %v, mixed moment %v", mean, square-mean*mean, cross)
	}
}
