package dist

import (
	"math"

	"parley/sim/portable"
)

// beta is a beta distribution on bounds; PERT and bounded intervals are written differently but are the same.
type beta struct {
	shape
	lo, hi float64
	text   string
}

// Shapes out of these limits put nearly all the weight on single points, where other forms say it better and the
// incomplete beta function loses digits.
const (
	leastShape    = 0.05
	greatestShape = 1e6
)

func readBeta(r *reader) (Dist, *Error) {
	v, err := r.numbers(2, 4)
	if err != nil {
		return nil, err
	}
	for i := range 2 {
		if err := r.positive("a shape", v, i); err != nil {
			err.Hint = ""
			return nil, err
		}
		if v[i] < leastShape {
			return nil, at(r.args[i], Impossible, "for weight at the bounds use discrete", "the shape %s is below %g", r.args[i].text, leastShape)
		}
		if v[i] > greatestShape {
			return nil, at(r.args[i], Impossible, "for so little doubt use normal, or a fixed value", "the shape %s is above a million", r.args[i].text)
		}
	}
	lo, hi := 0.0, 1.0
	if len(v) == 4 {
		if err := r.span(v, 2, 3); err != nil {
			return nil, err
		}
		lo, hi = v[2], v[3]
		if lo == 0 && hi == 1 {
			v = v[:2]
		}
	}
	return beta{newShape(v[0], v[1]), lo, hi, spec("beta", v...)}, nil
}

// readPERT takes the usual weight of 4 for the mode. Source: Vose (2008); Malcolm, Roseboom, Clark & Fazar,
// "Application of a technique for research and development program evaluation", Operations Research 7 (1959).
func readPERT(r *reader) (Dist, *Error) {
	v, err := r.modal()
	if err != nil {
		return nil, err
	}
	return newPERT(v[0], v[1], v[2]), nil
}

func newPERT(lo, mode, hi float64) beta {
	a := 1 + 4*(mode-lo)/(hi-lo)
	b := 1 + 4*(hi-mode)/(hi-lo)
	return beta{newShape(a, b), lo, hi, spec("pert", lo, mode, hi)}
}

func (d beta) Quantile(u float64) float64 { return byTails(d, u, d.lo, d.hi) }

// tail implements inverse.
func (d beta) tail(t float64, upper bool, guess float64) node {
	s, sign := d.shape, 1.0
	if upper {
		s, sign = s.mirrored(), -1
	}
	if guess > math.MaxFloat64 {
		guess = s.centre()
	}
	v := s.logit(t, guess)
	x, y, lnX, lnY := unlogit(v)
	q := s.logitDensity(lnX, lnY)
	width := sign * (d.hi - d.lo)
	slope := x * y / q
	n := node{t: t, hint: v, hintSlope: t / q}
	n.d1 = width * slope
	n.d2 = -float64(n.d1*slope) * ((s.a-1)/x - (s.b-1)/y)
	if upper {
		n.x = max(d.hi+float64(width*x), d.lo)
	} else {
		n.x = min(d.lo+float64(width*x), d.hi)
	}
	return n
}

func (d beta) CDF(x float64) float64     { return d.cdf((x - d.lo) / (d.hi - d.lo)) }
func (d beta) Support() (lo, hi float64) { return d.lo, d.hi }
func (d beta) Mean() float64             { return d.lo + float64((d.hi-d.lo)*(d.a/(d.a+d.b))) }
func (d beta) Fixed() bool               { return false }
func (d beta) String() string            { return d.text }

// betaBetween finds the shapes of the beta distribution on 0 to 1 that leaves the share 0.05 below low and above
// high. There is exactly one: Shih, "The calculation of a beta distribution by two quantiles", Journal of
// Statistical Computation and Simulation 85 (2015). ok is false when its shapes are out of the limits.
//
// Two nested searches: for a given concentration a+b the mean that puts 0.05 below low, then the concentration that
// puts 0.95 below high.
func betaBetween(low, high float64) (a, b float64, ok bool) {
	shapes := func(lnSum, logitMean float64) (float64, float64) {
		sum := portable.Exp(lnSum)
		return sum * portable.Sigmoid(logitMean), sum * portable.Sigmoid(-logitMean)
	}
	fit := func(lnSum float64) float64 {
		return root(-12, 12, 1e-14, func(logitMean float64) float64 {
			a, b := shapes(lnSum, logitMean)
			return newShape(a, b).cdf(low) - 0.05
		})
	}
	least, most := portable.Log(2*leastShape), portable.Log(2*greatestShape)
	miss := func(lnSum float64) float64 {
		a, b := shapes(lnSum, fit(lnSum))
		return newShape(a, b).cdf(high) - 0.95
	}
	if miss(least)*miss(most) > 0 {
		return 0, 0, false
	}
	lnSum := root(least, most, 1e-12, miss)
	a, b = shapes(lnSum, fit(lnSum))
	ok = a >= leastShape && b >= leastShape && a <= greatestShape && b <= greatestShape &&
		math.Abs(newShape(a, b).cdf(low)-0.05) < 1e-9 && math.Abs(newShape(a, b).cdf(high)-0.95) < 1e-9
	return a, b, ok
}

// root finds a zero of f between two arguments with different signs, to an error of f of exact, by regula falsi with
// the Illinois rule: an end that stays twice counts half.
func root(lo, hi, exact float64, f func(float64) float64) float64 {
	fLo, fHi := f(lo), f(hi)
	side := 0
	for range 300 {
		x := lo - float64(fLo*(hi-lo))/(fHi-fLo)
		if !(x > lo && x < hi) {
			x = float64(lo/2) + float64(hi/2)
		}
		y := f(x)
		if math.Abs(y) < exact || hi-lo < 1e-14 {
			return x
		}
		if (y > 0) == (fHi > 0) {
			hi, fHi = x, y
			if side == 1 {
				fLo /= 2
			}
			side = 1
		} else {
			lo, fLo = x, y
			if side == -1 {
				fHi /= 2
			}
			side = -1
		}
	}
	return float64(lo/2) + float64(hi/2)
}
