package dist

import (
	"math"

	"parley/sim/portable"
)

// The regularised incomplete beta function I_x(a, b) and its inverse. They work in the logit v = ln(x / (1-x)),
// which keeps both ends of (0, 1) apart from them, and in which the distribution has the log-concave density
// x^a (1-x)^b / B(a, b). So ln I is concave in v, and Newton's method finds its roots from any start.

// shape is a beta distribution on 0 to 1.
type shape struct {
	a, b float64
	norm float64 // -ln B(a, b)
}

func newShape(a, b float64) shape {
	return shape{a, b, portable.Lgamma(a+b) - portable.Lgamma(a) - portable.Lgamma(b)}
}

// mirrored is the distribution of 1 - x.
func (s shape) mirrored() shape { return shape{s.b, s.a, s.norm} }

// unlogit gives x and 1-x, both with full accuracy, and their logarithms.
func unlogit(v float64) (x, y, lnX, lnY float64) {
	e := portable.Exp(-math.Abs(v))
	large := 1 / (1 + e)
	small := e * large
	lnLarge := -ln1p(e, large)
	lnSmall := lnLarge - math.Abs(v)
	if v < 0 {
		return small, large, lnSmall, lnLarge
	}
	return large, small, lnLarge, lnSmall
}

// ln1p is ln(1+e) for e from 0 to 1, with the reciprocal of 1+e at hand. What rounding loses of 1+e is added back.
func ln1p(e, reciprocal float64) float64 {
	sum := 1 + e
	lost := e - (sum - 1)
	return portable.Log(sum) + float64(lost*reciprocal)
}

// logitDensity is the density of v.
func (s shape) logitDensity(lnX, lnY float64) float64 {
	return portable.Exp(float64(s.a*lnX) + float64(s.b*lnY) + s.norm)
}

// lower is I_x(a, b), with y = 1-x and q the density of the logit. It keeps its relative accuracy near 0.
func (s shape) lower(x, y, q float64) float64 {
	if x*(s.a+s.b+2) < s.a+1 {
		return q * fraction(s.a, s.b, x) / s.a
	}
	return 1 - float64(q*fraction(s.b, s.a, y)/s.b)
}

// fraction is the continued fraction of the incomplete beta function, by Lentz's method. It converges fast for x
// below (a+1)/(a+b+2). Source: Press et al., "Numerical Recipes" (3rd ed. 2007), 6.4; DLMF 8.17.22.
func fraction(a, b, x float64) float64 {
	const tiny = 1e-300
	c := 1.0
	d := 1 - (a+b)*x/(a+1)
	if math.Abs(d) < tiny {
		d = tiny
	}
	d = 1 / d
	h := d
	for m := 1.0; m < 5000; m++ {
		n := a + float64(2*m)
		even := m * (b - m) * x / ((n - 1) * n)
		odd := -(a + m) * (a + b + m) * x / (n * (n + 1))

		d = 1 + float64(even*d)
		if math.Abs(d) < tiny {
			d = tiny
		}
		c = 1 + even/c
		if math.Abs(c) < tiny {
			c = tiny
		}
		d = 1 / d
		h *= float64(d * c)

		d = 1 + float64(odd*d)
		if math.Abs(d) < tiny {
			d = tiny
		}
		c = 1 + odd/c
		if math.Abs(c) < tiny {
			c = tiny
		}
		d = 1 / d
		step := float64(d * c)
		h *= step
		if math.Abs(step-1) < 1e-15 {
			break
		}
	}
	return h
}

// cdf is I_x(a, b).
func (s shape) cdf(x float64) float64 {
	if !(x > 0) {
		return 0
	}
	if x >= 1 {
		return 1
	}
	y := 1 - x
	return unit(s.lower(x, y, s.logitDensity(portable.Log(x), portable.Log(y))))
}

// logit finds v with I(v) = t, for t above 0 and up to a half, beginning at a guess. It steps by Halley's method,
// held back to what Newton's allows when far off.
func (s shape) logit(t, v float64) float64 {
	lnT := portable.Log(t)
	for range 100 {
		x, y, lnX, lnY := unlogit(v)
		lnQ := float64(s.a*lnX) + float64(s.b*lnY) + s.norm
		var lnP, slope float64 // of ln I by v
		if x*(s.a+s.b+2) < s.a+1 {
			// In logarithms, because far out on the left I itself underflows.
			f := fraction(s.a, s.b, x) / s.a
			lnP, slope = lnQ+portable.Log(f), 1/f
		} else {
			q := portable.Exp(lnQ)
			p := 1 - float64(q*fraction(s.b, s.a, y)/s.b)
			lnP, slope = portable.Log(p), q/p
			if !(slope > 1e-9) { // so far right that nothing points back
				v = s.centre()
				continue
			}
		}
		step := (lnT - lnP) / slope
		bend := 1 + float64(step*(float64(s.a*y)-float64(s.b*x)-slope)/2)
		v += step / max(bend, 0.5)
		if math.Abs(step) < 1e-6*(1+math.Abs(v)) { // the error left is of the order of step³
			break
		}
	}
	return v
}

// centre is the logit's mode.
func (s shape) centre() float64 { return portable.Log(s.a / s.b) }
