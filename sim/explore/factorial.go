package explore

import (
	"fmt"
	"math/bits"
)

// mostCells bounds a factorial sweep.
const mostCells = 1 << 20

// FullFactorial takes every combination of the levels of each lever, the first lever changing slowest. A lever with n levels stands at the
// middles of n equal cells of its probability. It belongs to its levels and cannot be extended.
func FullFactorial(levels []int) (Design, error) {
	cells := 1
	for i, n := range levels {
		if n < 1 {
			return Design{}, fmt.Errorf("lever %d has %d levels", i+1, n)
		}
		if cells > mostCells/n {
			return Design{}, fmt.Errorf("more than %d combinations of levels: take fewer levels or levers, or a fraction of two levels each", mostCells)
		}
		cells *= n
	}
	if len(levels) == 0 {
		return Design{}, fmt.Errorf("a sweep needs a lever")
	}
	at := func(point, dimension int) float64 {
		for d := len(levels) - 1; d > dimension; d-- {
			point /= levels[d]
		}
		return (float64(point%levels[dimension]) + 0.5) / float64(levels[dimension])
	}
	return Design{Name: "full factorial", At: at, Dims: len(levels), Size: cells, Block: cells}, nil
}

// Fractional is a two-level design of 2^base runs for up to 2^base - 1 levers: the first base levers take all combinations of low (u = 1/4) and
// high (3/4), each further one is the product of some of them, in the order of generators given as sets of base levers (bit i stands for
// lever i; {0b011, 0b101} adds two levers AB and AC). Effects are told apart only as far as the resolution says.
// Source: Box & Hunter 1961.
func Fractional(base int, generators []uint32) (d Design, resolution int, err error) {
	if base < 1 || base > 16 {
		return d, 0, fmt.Errorf("a fraction has 1 to 16 base levers, not %d", base)
	}
	seen := map[uint32]bool{}
	for i := range base {
		seen[1<<i] = true
	}
	for i, g := range generators {
		if g == 0 || g >= 1<<base {
			return d, 0, fmt.Errorf("generator %d names levers that are not among the first %d", i+1, base)
		}
		if seen[g] {
			return d, 0, fmt.Errorf("generator %d is another lever already: the two could not be told apart", i+1)
		}
		seen[g] = true
	}
	at := func(point, dimension int) float64 {
		set := uint32(1) << dimension
		if dimension >= base {
			set = generators[dimension-base]
		}
		// high where an odd number of the set's levers is high, or, for sets of even size, an even number: the product of signs
		low := bits.OnesCount32(set&^uint32(point)) % 2
		return 0.75 - 0.5*float64(low)
	}
	size := 1 << base
	d = Design{Name: fmt.Sprintf("two-level fraction 2^(%d-%d)", base+len(generators), len(generators)), At: at, Dims: base + len(generators), Size: size, Block: size}
	return d, resolutionOf(generators), nil
}

// resolutionOf is the length of the shortest word of the defining relation: main effects are clear of each other from III on, of pairs from
// IV on, pairs of pairs from V on. A full design has none; 0 stands for that.
func resolutionOf(generators []uint32) int {
	shortest := 0
	for subset := uint64(1); subset < 1<<len(generators); subset++ {
		word, length := uint32(0), bits.OnesCount64(subset)
		for i, g := range generators {
			if subset>>i&1 == 1 {
				word ^= g
			}
		}
		length += bits.OnesCount32(word)
		if shortest == 0 || length < shortest {
			shortest = length
		}
	}
	return shortest
}
