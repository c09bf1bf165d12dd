package explore

import (
	_ "embed"
	"fmt"
	"math/bits"
	"strconv"
	"strings"

	"parley/sim/draw"
)

// The Sobol' sequence with the direction numbers of Joe & Kuo 2008, and Owen's scrambling of it.

//go:embed joe-kuo.txt
var joeKuo string

// SobolDimensions is how many dimensions there are direction numbers for.
const SobolDimensions = 512

// sobolBits is the length of a point in binary digits: 2^32 points.
const sobolBits = 32

// Sobol is the sequence in Gray code order (Antonov & Saleev 1979), as its authors publish it; its first point is 0 in every dimension, so
// coordinates are moved to the middle of their cells of width 2^-32. It can be extended; whole powers of two keep its balance. It gives no
// interval: OwenSobol does. Sources: Sobol' 1967; Joe & Kuo 2008.
func Sobol(dims int) (Design, error) {
	v, err := directions(dims)
	if err != nil {
		return Design{}, err
	}
	at := func(point, dimension int) float64 {
		return float64((float64(sobolWord(v[dimension], point)) + 0.5) * 0x1p-32)
	}
	return Design{Name: "Sobol'", At: at, Dims: dims, PrefixStable: true, Block: 2, Powers: true}, nil
}

// OwenSobol is the Sobol' sequence scrambled at random by nested uniform scrambling: each binary digit of a coordinate is turned over or not
// by a fair coin that belongs to the digits before it, and digits beyond the 32nd are random. Every point is uniform by itself, the balance of
// the sequence stays, and designs of different seeds are independent replicates, which is what intervals are made of (Replicate). Coins
// come from sim/draw, so nothing is stored. Sources: Owen 1995; Owen 1997 for the variance.
func OwenSobol(dims int, seed uint64) (Design, error) {
	v, err := directions(dims)
	if err != nil {
		return Design{}, err
	}
	coins := draw.NewStream(seed, draw.Theta, "explore/owen")
	rest := draw.NewStream(seed, draw.Theta, "explore/owen/rest")
	at := func(point, dimension int) float64 {
		x := scramble(sobolWord(v[dimension], point), uint64(dimension), coins)
		u := float64((float64(x) + rest.Uniform(uint64(point), uint64(dimension))) * 0x1p-32)
		return min(max(u, 0x1p-53), 1-0x1p-53)
	}
	return Design{Name: "Sobol', Owen-scrambled", At: at, Dims: dims, PrefixStable: true, Block: 2, Powers: true}, nil
}

// scramble turns each digit over by the coin of the digits before it: a one and those digits name the coin, so that prefixes of
// different lengths never share one.
func scramble(x uint32, dimension uint64, coins draw.Stream) uint32 {
	out := uint32(0)
	for b := range sobolBits {
		prefix := uint64(1)<<b | uint64(x)>>(sobolBits-b)
		digit := x >> (sobolBits - 1 - b) & 1
		out = out<<1 | digit ^ uint32(coins.Uint64(prefix, dimension)>>63)
	}
	return out
}

// sobolWord adds up, without carry, the direction numbers of the digits of the point's Gray code.
func sobolWord(v []uint32, point int) uint32 {
	x := uint32(0)
	for g := uint32(point) ^ uint32(point)>>1; g != 0; g &= g - 1 {
		x ^= v[bits.TrailingZeros32(g)]
	}
	return x
}

// directions makes the direction numbers of dimensions 1 to dims. The first is the van der Corput sequence.
func directions(dims int) ([][]uint32, error) {
	if dims < 1 || dims > SobolDimensions {
		return nil, fmt.Errorf("Sobol' points have 1 to %d dimensions here, not %d", SobolDimensions, dims)
	}
	out := make([][]uint32, 0, dims)
	first := make([]uint32, sobolBits)
	for i := range first {
		first[i] = 1 << (sobolBits - 1 - i)
	}
	out = append(out, first)
	for line := range strings.Lines(joeKuo) {
		if len(out) == dims {
			break
		}
		if strings.HasPrefix(line, "#") {
			continue
		}
		words := strings.Fields(line)
		number := func(i int) uint32 {
			n, err := strconv.ParseUint(words[i], 10, 32)
			if err != nil {
				panic("explore: joe-kuo.txt: " + err.Error())
			}
			return uint32(n)
		}
		s, a := int(number(1)), number(2)
		v := make([]uint32, sobolBits)
		for i := range sobolBits {
			if i < s {
				v[i] = number(3+i) << (sobolBits - 1 - i)
				continue
			}
			v[i] = v[i-s] ^ v[i-s]>>s
			for k := 1; k < s; k++ {
				if a>>(s-1-k)&1 == 1 {
					v[i] ^= v[i-k]
				}
			}
		}
		out = append(out, v)
	}
	return out, nil
}
