package dist

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// Specifications over the whole range of what is accepted, large and tiny, centred and skewed: the promises of Dist
// and Table hold for all of them. The source of the specifications is fixed.
func TestTable_anySpecification(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	magnitude := func(low, high float64) float64 { return math.Exp(low + (high-low)*r.Float64()) }
	bounds := func() (lo, hi float64) {
		switch r.IntN(3) {
		case 0:
			return 0, 1
		case 1:
			lo = (r.Float64() - 0.5) * magnitude(-20, 20)
			return lo, lo + magnitude(-10, 20)
		}
		lo = magnitude(-5, 30)
		return lo, lo * (1 + magnitude(-18, 3))
	}
	tried, refused := 0, 0
	for range 1200 {
		lo, hi := bounds()
		in := func() float64 { return lo + (hi-lo)*r.Float64() }
		a, b := in(), in()
		a, b = min(a, b), max(a, b)
		shape := func() float64 { return magnitude(math.Log(leastShape), math.Log(2000)) }
		text := []string{
			fmt.Sprintf("pert %v %v %v", lo, in(), hi),
			fmt.Sprintf("triangular %v %v %v", lo, in(), hi),
			fmt.Sprintf("beta %v %v %v %v", shape(), shape(), lo, hi),
			fmt.Sprintf("normal %v %v %v %v", in(), (hi-lo)*magnitude(-6, 4), lo, hi),
			fmt.Sprintf("lognormal %v %v", magnitude(-20, 20), magnitude(-5, 1.5)),
			fmt.Sprintf("lognormal %v %v %v %v", math.Abs(in()), magnitude(-3, 2), math.Abs(lo), math.Abs(lo)+hi-lo),
			fmt.Sprintf("between %v %v", a, b),
			fmt.Sprintf("between %v %v %v %v", a, b, lo, hi),
			fmt.Sprintf("quantiles 10:%v 50:%v 90:%v", lo, in(), hi),
			fmt.Sprintf("quantiles %v:%v %v:%v %v %v", 1+40*r.Float64(), a, 50+49*r.Float64(), b, lo, hi),
			fmt.Sprintf("quantiles 5:%v 50:%v 95:%v %v", a, (a+b)/2, b, lo),
			fmt.Sprintf("mixture 0.3 pert %v %v %v | 0.7 beta %v %v %v %v", lo, in(), hi, shape(), shape(), lo, hi),
			fmt.Sprintf("mixture 0.25 uniform %v %v | 0.5 %v | 0.25 triangular %v %v %v", lo, b, in(), lo, in(), hi),
			fmt.Sprintf("dirichlet %v", magnitude(math.Log(leastShape), math.Log(greatestConcentration))),
		}[r.IntN(14)]
		d, err := Parse(text, nil)
		tried++
		if err != nil {
			refused++
			continue
		}
		table := Compile(d)
		lo, hi = d.Support()
		before := math.Inf(-1)
		for i := range 60 {
			u := 1e-6 + (1-2e-6)*float64(i/3)/19
			if i%3 == 1 {
				u = math.Exp(math.Log(1e-6) + r.Float64()*math.Log(0.5e6))
			}
			if i%3 == 2 {
				u = 1 - math.Exp(math.Log(1e-6)+r.Float64()*math.Log(0.5e6))
			}
			x, exact := table.Quantile(u), d.Quantile(u)
			rounding := 4e-16 * (math.Abs(x) + math.Abs(exact))
			if !(math.Abs(x-exact) <= 1e-6*width(d)+rounding) {
				t.Errorf("%s: table at %v: %v, exact %v, off by %.2g of the width", text, u, x, exact, math.Abs(x-exact)/width(d))
				break
			}
			if x < lo || x > hi {
				t.Errorf("%s: %v is out of %v to %v", text, x, lo, hi)
			}
			if i%3 == 0 {
				if x < before {
					t.Errorf("%s: falls to %v at %v", text, x, u)
				}
				before = x
			}
		}
		if m := d.Mean(); !(m >= lo-1e-9*math.Abs(lo) && m <= hi+1e-9*math.Abs(hi)) {
			t.Errorf("%s: mean %v", text, m)
		}
		again, err := Parse(d.String(), nil)
		if err != nil || again.Quantile(0.3) != d.Quantile(0.3) {
			t.Errorf("%s: canonical form %s: %v", text, d, err)
		}
	}
	if refused > tried/2 {
		t.Errorf("%d of %d specifications refused: the test sees too little", refused, tried)
	}
}
