package explore

import (
	"parley/sim/draw"
)

// LatinHypercube puts one point into each of as many equal strata of every dimension as there are points: at random within its stratum, or
// at the middle (median). Strata of different dimensions are matched at random. It belongs to one number of points and cannot be
// extended; further ones of other seeds are independent replicates. It suits a few hundred runs; for an event's probability
// it gains little over independent points. Source: McKay, Beckman & Conover 1979.
func LatinHypercube(points, dims int, median bool, seed uint64) Design {
	s := draw.NewStream(seed, draw.Theta, "explore/hypercube")
	within := draw.NewStream(seed, draw.Theta, "explore/hypercube/within")
	stratum := make([][]int32, dims)
	for d := range stratum {
		stratum[d] = permutation(points, func(i int) float64 { return s.Uniform(uint64(i), uint64(d)) })
	}
	name := "Latin hypercube"
	if median {
		name = "Latin hypercube, medians"
	}
	at := func(point, dimension int) float64 {
		r := 0.5
		if !median {
			r = within.Uniform(uint64(point), uint64(dimension))
		}
		u := (float64(stratum[dimension][point]) + r) / float64(points)
		return min(max(u, 0x1p-53), 1-0x1p-53)
	}
	return Design{Name: name, At: at, Dims: dims, Size: points, Block: points}
}

// permutation shuffles 0 to n-1 (Fisher & Yates, in Durstenfeld's form of 1964).
func permutation(n int, uniform func(i int) float64) []int32 {
	p := make([]int32, n)
	for i := range p {
		p[i] = int32(i)
	}
	for i := n - 1; i > 0; i-- {
		j := int(uniform(i) * float64(i+1))
		p[i], p[j] = p[j], p[i]
	}
	return p
}
