package explore

import (
	"fmt"

	"parley/sim/draw"
)

// Points is a design: the coordinate, in the open interval (0, 1), of a point in a dimension. The same arguments always give the same
// number. It may be called from several goroutines at once.
type Points func(point, dimension int) float64

// Random is the design of independent uniform points. It can be made longer without changing what was there.
func Random(seed uint64) Points {
	s := draw.NewStream(seed, draw.Theta, "explore/random")
	return func(point, dimension int) float64 { return s.Uniform(uint64(point), uint64(dimension)) }
}

// Design is where a model is to be tried, and whether more points may be added later.
type Design struct {
	Name string
	At   Points
	Dims int // dimensions it has; 0: any number
	Size int // points it was made for; 0: any number
	// PrefixStable tells that a longer design begins with the shorter one, so that it can be extended and what was computed is kept.
	PrefixStable bool
	// Block is the number of points whose whole multiples keep the design's balance; 1 where any number does.
	Block int
	// Powers tells that of those only powers of two do, as of Sobol' points.
	Powers bool
}

// Take checks that a number of points can be had from the design: an error says why not.
func (d Design) Take(points int) error {
	switch {
	case points < 1:
		return fmt.Errorf("%s: %d points", d.Name, points)
	case d.Size > 0 && points > d.Size && !d.PrefixStable:
		return fmt.Errorf("%s was made for %d points and cannot be extended to %d: make a new one of that size, or add further ones of the same size with other seeds", d.Name, d.Size, points)
	case d.Size > 0 && points > d.Size:
		return fmt.Errorf("%s has %d points, not %d", d.Name, d.Size, points)
	case d.Size > 0 && points < d.Size && !d.PrefixStable:
		return fmt.Errorf("%s was made for %d points: %d of them are no such design", d.Name, d.Size, points)
	}
	return nil
}

// MonteCarlo is independent uniform points: the design that intervals from counts assume.
func MonteCarlo(seed uint64) Design {
	return Design{Name: "Monte Carlo", At: Random(seed), PrefixStable: true, Block: 1}
}

// Antithetic gives every second point as the mirror of the one before, 1-u: for an outcome that rises or falls in its inputs the errors of
// a pair cancel in part. Pairs are independent if the design's points are, single points are not: an interval needs the pair means.
// Source: Hammersley & Morton 1956.
func Antithetic(d Design) Design {
	at := d.At
	d.Name += ", antithetic"
	d.Size, d.Block = 2*d.Size, 2*max(1, d.Block)
	d.At = func(point, dimension int) float64 {
		u := at(point/2, dimension)
		if point%2 == 1 {
			return 1 - u
		}
		return u
	}
	return d
}
