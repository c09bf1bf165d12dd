package dist

import (
	"math"

	"parley/sim/portable"
)

// lognormal is e to a normal number, whole or cut off at bounds.
type lognormal struct {
	cut
	median, sigma float64
	lo, hi        float64
	text          string
}

// greatestSigma spans 17 powers of ten between the 5 % and 95 % quantiles.
const greatestSigma = 12

func readLognormal(r *reader) (Dist, *Error) {
	v, err := r.numbers(2, 4)
	if err != nil {
		return nil, err
	}
	if err := r.positive("the median", v, 0); err != nil {
		err.Hint = ""
		return nil, err
	}
	if err := r.positive("sigma", v, 1); err != nil {
		return nil, err
	}
	if v[1] > greatestSigma {
		return nil, at(r.args[1], Impossible, "sigma is the standard deviation of the logarithm: 0.7 is a factor of 2", "sigma %s is above %d", r.args[1].text, greatestSigma)
	}
	d := lognormal{median: v[0], sigma: v[1], lo: 0, hi: math.Inf(1), text: spec("lognormal", v...)}
	if len(v) == 4 {
		if err := r.span(v, 2, 3); err != nil {
			return nil, err
		}
		if v[2] < 0 {
			return nil, at(r.args[2], Impossible, "the lower bound is at least 0", "a lognormal number is never negative")
		}
		d.lo, d.hi = v[2], v[3]
	}
	d.cut = newCut(d.score(d.lo), d.score(d.hi))
	if len(v) == 4 {
		if err := r.checkMass(d.cut, r.args[2:]); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// score is the normal number that belongs to x.
func (d lognormal) score(x float64) float64 { return portable.Log(x/d.median) / d.sigma }

func (d lognormal) Quantile(u float64) float64 { return byTails(d, u, d.lo, d.hi) }

// tail implements inverse.
func (d lognormal) tail(t float64, upper bool, _ float64) node {
	z, d1, d2 := d.cut.tail(t, upper)
	x := d.median * portable.Exp(d.sigma*z)
	s1, s2 := float64(d.sigma*d1), float64(d.sigma*d2)
	return node{t: t, x: min(max(x, d.lo), d.hi), d1: x * s1, d2: x * (float64(s1*s1) + s2)}
}

func (d lognormal) CDF(x float64) float64 {
	if x <= d.lo {
		return 0
	}
	if x >= d.hi {
		return 1
	}
	return d.cdf(d.score(x))
}

func (d lognormal) Support() (lo, hi float64) { return d.lo, d.hi }
func (d lognormal) Fixed() bool               { return false }
func (d lognormal) String() string            { return d.text }

// Mean shifts the normal by sigma. Source: Johnson, Kotz & Balakrishnan (1994), 14.
func (d lognormal) Mean() float64 {
	shifted := newCut(d.score(d.lo)-d.sigma, d.score(d.hi)-d.sigma)
	return d.median * portable.Exp(float64(d.sigma*d.sigma)/2) * (shifted.mass / d.cut.mass)
}
