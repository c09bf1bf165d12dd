package explore

import (
	"parley/sim/draw"
)

// Points is a design: the coordinate, in the open interval (0, 1), of a point in a dimension. The same arguments always give the same
// number.
type Points func(point, dimension int) float64

// Random is the design of independent uniform points. It can be made longer without changing what was there.
func Random(seed uint64) Points {
	s := draw.NewStream(seed, draw.Theta, "explore/random")
	return func(point, dimension int) float64 { return s.Uniform(uint64(point), uint64(dimension)) }
}
