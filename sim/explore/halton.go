package explore

import (
	"fmt"

	"parley/sim/draw"
)

// HaltonDimensions is how many dimensions Halton goes to: beyond, its points fall on lines that no number of runs fills.
const HaltonDimensions = 40

// Halton is the sequence of radical inverses in the first primes, the digits of each base and place shuffled at random by the seed (seed 0:
// the plain sequence, from its first point, 1/2, 1/3, ...). It can be extended by any number of points. Sources: Halton 1960; Owen 2017 for
// shuffling every place by itself.
func Halton(dims int, seed uint64) (Design, error) {
	if dims < 1 || dims > HaltonDimensions {
		return Design{}, fmt.Errorf("Halton points have 1 to %d dimensions here, not %d; Sobol' points have %d", HaltonDimensions, dims, SobolDimensions)
	}
	base := primes(dims)
	places := make([]int, dims) // digits until a place is worth less than 2^-40
	shuffles := make([][][]int32, dims)
	s := draw.NewStream(seed, draw.Theta, "explore/halton")
	for d, b := range base {
		for worth := 1.0; worth > 0x1p-40; worth /= float64(b) {
			place := places[d]
			places[d]++
			if seed != 0 {
				shuffles[d] = append(shuffles[d], permutation(b, func(i int) float64 { return s.Uniform(uint64(d)<<8|uint64(place), uint64(i)) }))
			}
		}
	}
	at := func(point, dimension int) float64 {
		b, u, worth := base[dimension], 0.0, 1.0
		n := point
		if seed == 0 {
			n++
		}
		for place := range places[dimension] {
			digit := n % b
			n /= b
			if seed != 0 {
				digit = int(shuffles[dimension][place][digit])
			}
			worth /= float64(b)
			u += float64(float64(digit) * worth)
		}
		return min(max(u, 0x1p-53), 1-0x1p-53)
	}
	name := "Halton"
	if seed != 0 {
		name = "Halton, shuffled"
	}
	return Design{Name: name, At: at, Dims: dims, PrefixStable: true, Block: 1}, nil
}

func primes(n int) []int {
	var out []int
	for c := 2; len(out) < n; c++ {
		prime := true
		for _, p := range out {
			if c%p == 0 {
				prime = false
				break
			}
		}
		if prime {
			out = append(out, c)
		}
	}
	return out
}
