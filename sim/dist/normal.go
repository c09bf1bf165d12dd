package dist

import (
	"math"
	"strconv"

	"parley/sim/portable"
)

// cut is a standard normal distribution between two bounds, which may be infinite.
type cut struct {
	below float64 // share of the whole normal below the lower bound
	above float64 // share above the upper bound
	mass  float64 // share between
}

func newCut(lo, hi float64) cut {
	c := cut{below: portable.NormalCDF(lo), above: portable.NormalCDF(-hi)}
	switch { // subtract what is small
	case lo > 0:
		c.mass = portable.NormalCDF(-lo) - c.above
	case hi < 0:
		c.mass = portable.NormalCDF(hi) - c.below
	default:
		c.mass = 1 - c.below - c.above
	}
	return c
}

// tail gives z at the share t from the lower or upper end, and its first and second derivatives by t.
func (c cut) tail(t float64, upper bool) (z, d1, d2 float64) {
	p, s := t, 1-t
	if upper {
		p, s = s, p
	}
	p = c.below + float64(c.mass*p)
	s = c.above + float64(c.mass*s)
	if p <= s {
		z = portable.NormalQuantile(p)
	} else {
		z = -portable.NormalQuantile(s)
	}
	d1 = c.mass / portable.NormalDensity(z)
	d2 = float64(z*d1) * d1
	if upper {
		d1 = -d1
	}
	return z, d1, d2
}

func (c cut) cdf(z float64) float64 {
	if z < 0 {
		return unit((portable.NormalCDF(z) - c.below) / c.mass)
	}
	return unit(1 - (portable.NormalCDF(-z)-c.above)/c.mass)
}

// mean of z. Source: Johnson, Kotz & Balakrishnan (1994), 13.10.
func (c cut) mean(lo, hi float64) float64 {
	return (portable.NormalDensity(lo) - portable.NormalDensity(hi)) / c.mass
}

// leastMass is the share of a distribution that bounds must leave: with less, its shape is all extrapolation.
const leastMass = 1e-6

// checkMass refuses bounds that leave nothing.
func (r *reader) checkMass(c cut, bounds []word) *Error {
	if c.mass >= leastMass {
		return nil
	}
	return across(bounds, Impossible, "move the bounds to where the distribution lies",
		"the bounds %s to %s leave only %s of the distribution", bounds[0].text, bounds[1].text, strconv.FormatFloat(c.mass, 'g', 2, 64))
}

// normal is a normal distribution cut off at bounds, or a whole one.
type normal struct {
	cut
	mean, sd float64
	lo, hi   float64
	text     string
}

func readNormal(r *reader) (Dist, *Error) {
	if len(r.args) == 2 && r.levels == nil {
		return nil, &Error{Class: Malformed, Offset: r.name.offset, Len: r.end - r.name.offset, Message: "normal needs bounds",
			Hint: "for example " + join(append([]word{r.name}, r.args...)) + " 0 1; without bounds write an interval: between a b"}
	}
	v, err := r.numbers(4)
	if err != nil {
		return nil, err
	}
	if err := r.positive("the standard deviation", v, 1); err != nil {
		return nil, err
	}
	if err := r.span(v, 2, 3); err != nil {
		return nil, err
	}
	c := newCut((v[2]-v[0])/v[1], (v[3]-v[0])/v[1])
	if err := r.checkMass(c, r.args[2:]); err != nil {
		return nil, err
	}
	return normal{c, v[0], v[1], v[2], v[3], spec("normal", v...)}, nil
}

// readBetween reads an interval of 90 %.
func readBetween(r *reader) (Dist, *Error) {
	v, err := r.numbers(2, 4)
	if err != nil {
		return nil, err
	}
	if err := r.span(v, 0, 1); err != nil {
		return nil, err
	}
	text := spec("between", v...)
	if len(v) == 2 {
		sd := (v[1] - v[0]) / (2 * normal95)
		inf := math.Inf(1)
		return normal{newCut(-inf, inf), float64(v[0]/2) + float64(v[1]/2), sd, -inf, inf, text}, nil
	}
	if err := r.span(v, 2, 3); err != nil {
		return nil, err
	}
	for i, outside := range []bool{v[0] <= v[2], v[1] >= v[3]} {
		if outside {
			return nil, at(r.args[i], Impossible, "5 % must find room between it and the bound", "%s does not lie inside the bounds %s to %s", r.args[i].text, r.args[2].text, r.args[3].text)
		}
	}
	width := v[3] - v[2]
	a, b, ok := betaBetween((v[0]-v[2])/width, (v[1]-v[2])/width)
	if !ok {
		return nil, across(r.args, Impossible, "move the bounds, or give the shape with beta or pert", "no beta distribution of a usable shape has this interval within these bounds")
	}
	if a < 1 && b < 1 {
		return nil, across(r.args, Impossible, "widen the bounds or narrow the interval; for even chances write uniform "+r.args[2].text+" "+r.args[3].text,
			"the interval fills the bounds so far that both bounds would be likelier than the middle")
	}
	return beta{newShape(a, b), v[2], v[3], text}, nil
}

// normal95 is the 95 % quantile of the standard normal distribution.
const normal95 = 1.6448536269514722

func (d normal) Quantile(u float64) float64 { return byTails(d, u, d.lo, d.hi) }

// tail implements inverse.
func (d normal) tail(t float64, upper bool, _ float64) node {
	z, d1, d2 := d.cut.tail(t, upper)
	x := d.mean + float64(d.sd*z)
	return node{t: t, x: min(max(x, d.lo), d.hi), d1: d.sd * d1, d2: d.sd * d2}
}

func (d normal) CDF(x float64) float64 {
	if x <= d.lo {
		return 0
	}
	if x >= d.hi {
		return 1
	}
	return d.cdf((x - d.mean) / d.sd)
}

func (d normal) Support() (lo, hi float64) { return d.lo, d.hi }
func (d normal) Fixed() bool               { return false }
func (d normal) String() string            { return d.text }

func (d normal) Mean() float64 {
	return d.mean + float64(d.sd*d.cut.mean((d.lo-d.mean)/d.sd, (d.hi-d.mean)/d.sd))
}
