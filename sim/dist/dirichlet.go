package dist

import (
	"math"

	"parley/sim/portable"
)

// dirichlet is one weight of a Dirichlet distribution before it is divided by the sum of all: a gamma number with the weight's concentration
// as shape. Weights such as salience are divided by their sum in each run, and gamma numbers so divided are Dirichlet: the k-th
// has mean a_k over the sum A of all, and variance mean (1 - mean) / (A + 1). Source: Johnson, Kotz & Balakrishnan (2000), 49.
type dirichlet struct {
	a    float64
	norm float64 // -ln Gamma(a)
}

const (
	greatestConcentration = 30
	// dirichletEnd cuts the gamma off: even at the greatest concentration less than 1e-19 lies beyond.
	dirichletEnd = 100
)

func readDirichlet(r *reader) (Dist, *Error) {
	v, err := r.numbers(1)
	if err != nil {
		return nil, err
	}
	if err := r.positive("a concentration", v, 0); err != nil {
		err.Hint = ""
		return nil, err
	}
	if v[0] < leastShape || v[0] > greatestConcentration {
		return nil, at(r.args[0], Impossible, "only the proportions of the weights and the size of their sum count", "the concentration %s is not between %g and %d", r.args[0].text, leastShape, greatestConcentration)
	}
	return dirichlet{v[0], -portable.Lgamma(v[0])}, nil
}

// lnDensity is the logarithm of the density of ln x.
func (d dirichlet) lnDensity(lnX, x float64) float64 { return float64(d.a*lnX) - x + d.norm }

// lower and upper are the shares below and above x over the density of ln x. Below a+1 by the series, above by the continued
// fraction (Press et al. 2007, 6.2; DLMF 8.11.4 and 8.9.2).
func (d dirichlet) lower(x float64) float64 {
	sum, term := 1/d.a, 1/d.a
	for n := 1.0; n < 2000 && term > 1e-17*sum; n++ {
		term = float64(term * (x / (d.a + n)))
		sum += term
	}
	return sum
}

func (d dirichlet) upper(x float64) float64 {
	const tiny = 1e-300
	b := x + 1 - d.a
	c, e := 1/tiny, 1/b
	h := e
	for n := 1.0; n < 5000; n++ {
		k := -n * (n - d.a)
		b += 2
		e = float64(k*e) + b
		if math.Abs(e) < tiny {
			e = tiny
		}
		c = b + k/c
		if math.Abs(c) < tiny {
			c = tiny
		}
		e = 1 / e
		step := float64(e * c)
		h *= step
		if math.Abs(step-1) < 1e-15 {
			break
		}
	}
	return h
}

// ends gives the logarithms of the shares below and above, and of the density of ln x.
func (d dirichlet) ends(lnX float64) (lnBelow, lnAbove, lnQ float64) {
	x := portable.Exp(lnX)
	lnQ = d.lnDensity(lnX, x)
	if x < d.a+1 {
		lnBelow = lnQ + portable.Log(d.lower(x))
		return lnBelow, portable.Log(1 - portable.Exp(lnBelow)), lnQ
	}
	lnAbove = lnQ + portable.Log(d.upper(x))
	return portable.Log(1 - portable.Exp(lnAbove)), lnAbove, lnQ
}

// tail implements inverse: Newton's method on the logarithm of the share, kept in a bracket that halves.
func (d dirichlet) tail(t float64, upper bool, guess float64) node {
	lnT := portable.Log(t)
	lo, hi := (lnT-60)/d.a-5, portable.Log(dirichletEnd)
	v := guess
	if !(v > lo && v < hi) {
		v = portable.Log(d.a)
	}
	var lnQ float64
	for range 200 {
		below, above, q := d.ends(v)
		lnQ = q
		miss, slope := below-lnT, portable.Exp(q-below)
		if upper {
			miss, slope = lnT-above, portable.Exp(q-above)
		}
		if miss > 0 {
			hi = v
		} else {
			lo = v
		}
		step := miss / slope
		if math.Abs(step) < 1e-14*(1+math.Abs(v)) {
			break
		}
		if v -= step; !(v > lo && v < hi) {
			v = float64(lo/2) + float64(hi/2)
		}
		if hi-lo < 1e-15*(1+math.Abs(v)) {
			break
		}
	}
	x := portable.Exp(v)
	_, _, lnQ = d.ends(v)
	slope := x / portable.Exp(lnQ) // 1 / density of x
	n := node{t: t, x: min(x, dirichletEnd), d1: slope, hint: v, hintSlope: t / portable.Exp(lnQ)}
	n.d2 = -float64(slope*slope) * ((d.a-1)/x - 1)
	if upper {
		n.d1, n.hintSlope = -slope, -n.hintSlope
	}
	return n
}

func (d dirichlet) Quantile(u float64) float64 {
	switch {
	case u != u:
		return u
	case u <= 0:
		return 0
	case u >= 1:
		return dirichletEnd
	case u <= 0.5:
		return d.tail(u, false, math.Inf(1)).x
	}
	return d.tail(1-u, true, math.Inf(1)).x
}

func (d dirichlet) CDF(x float64) float64 {
	if x <= 0 {
		return 0
	}
	if x >= dirichletEnd {
		return 1
	}
	below, above, _ := d.ends(portable.Log(x))
	if x < d.a+1 {
		return unit(portable.Exp(below))
	}
	return unit(1 - portable.Exp(above))
}

func (d dirichlet) Support() (lo, hi float64) { return 0, dirichletEnd }
func (d dirichlet) Mean() float64             { return d.a }
func (d dirichlet) Fixed() bool               { return false }
func (d dirichlet) String() string            { return spec("dirichlet", d.a) }
