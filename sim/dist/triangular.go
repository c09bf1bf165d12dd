package dist

import "math"

// triangular has a density that rises in a straight line to the mode and falls to the upper bound.
type triangular struct {
	lo, mode, hi   float64
	split          float64 // share below the mode
	rising, fallen float64 // width times the part below the mode, and above
}

func newTriangular(lo, mode, hi float64) triangular {
	width := hi - lo
	return triangular{lo, mode, hi, (mode - lo) / width, width * (mode - lo), width * (hi - mode)}
}

func readTriangular(r *reader) (Dist, *Error) {
	v, err := r.modal()
	if err != nil {
		return nil, err
	}
	return newTriangular(v[0], v[1], v[2]), nil
}

// modal reads lo, mode and hi.
func (r *reader) modal() ([]float64, *Error) {
	v, err := r.numbers(3)
	if err != nil {
		return nil, err
	}
	if err := r.span(v, 0, 2); err != nil {
		return nil, err
	}
	if v[1] < v[0] || v[1] > v[2] {
		return nil, at(r.args[1], Impossible, "the order is lo mode hi", "the mode %s is outside of %s to %s", r.args[1].text, r.args[0].text, r.args[2].text)
	}
	return v, nil
}

// Quantile inverts the two parabolas of the distribution function.
func (d triangular) Quantile(u float64) float64 {
	switch {
	case u <= 0:
		return d.lo
	case u >= 1:
		return d.hi
	case u < d.split:
		return min(d.lo+math.Sqrt(u*d.rising), d.mode)
	}
	return max(d.hi-math.Sqrt((1-u)*d.fallen), d.mode)
}

func (d triangular) CDF(x float64) float64 {
	switch {
	case x <= d.lo:
		return 0
	case x >= d.hi:
		return 1
	case x < d.mode:
		return (x - d.lo) * (x - d.lo) / d.rising
	}
	return 1 - float64((d.hi-x)*(d.hi-x)/d.fallen)
}

func (d triangular) Support() (lo, hi float64) { return d.lo, d.hi }
func (d triangular) Mean() float64             { return (d.lo + d.mode + d.hi) / 3 }
func (d triangular) Fixed() bool               { return false }
func (d triangular) String() string            { return spec("triangular", d.lo, d.mode, d.hi) }
