package dist

import "math"

// point is a fixed value.
type point struct {
	value float64
	level string // its name, empty for a number
}

// Point is a fixed value.
func Point(value float64) Dist { return point{value: value} }

func (p point) Quantile(u float64) float64 {
	if u != u {
		return u
	}
	return p.value
}

func (p point) CDF(x float64) float64 {
	if x >= p.value {
		return 1
	}
	return 0
}

func (p point) Support() (lo, hi float64) { return p.value, p.value }
func (p point) Mean() float64             { return p.value }
func (p point) Fixed() bool               { return true }

func (p point) String() string {
	if p.level != "" {
		return p.level
	}
	return spec("", p.value)
}

// uniform has all values between its bounds equally likely.
type uniform struct{ lo, hi float64 }

func readUniform(r *reader) (Dist, *Error) {
	v, err := r.numbers(2)
	if err != nil {
		return nil, err
	}
	if err := r.span(v, 0, 1); err != nil {
		return nil, err
	}
	return uniform{v[0], v[1]}, nil
}

func (d uniform) Quantile(u float64) float64 {
	if u >= 1 {
		return d.hi
	}
	if u <= 0 {
		return d.lo
	}
	return min(d.lo+float64((d.hi-d.lo)*u), d.hi)
}

func (d uniform) CDF(x float64) float64     { return unit((x - d.lo) / (d.hi - d.lo)) }
func (d uniform) Support() (lo, hi float64) { return d.lo, d.hi }
func (d uniform) Mean() float64             { return float64(d.lo/2) + float64(d.hi/2) }
func (d uniform) Fixed() bool               { return false }
func (d uniform) String() string            { return spec("uniform", d.lo, d.hi) }

// unit cuts a share to 0 and 1.
func unit(p float64) float64 { return math.Max(0, math.Min(1, p)) }
