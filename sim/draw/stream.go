package draw

import "math/bits"

// Family separates what is not known about the actors from luck in play, so that one can be held and the other
// varied.
type Family uint8

const (
	Theta Family = 1 // uncertain quantities of the scenario: one draw per quantity and run
	Play  Family = 2 // chance while a run is played
)

// Stream is one source of random numbers, made by NewStream. It has no state: it can be copied and shared.
type Stream struct{ key uint64 }

// NewStream gives the stream of a label. Every seed is valid, 0 too. Labels are stable names such as the path of a
// quantity; streams of different labels, families or seeds are unrelated.
func NewStream(seed uint64, family Family, label string) Stream {
	return Stream{key: newKey(seed, family, label)}
}

// Uint64 is the number at an address. Addresses are distinct for index below 2^38 and counter below 2^24.
func (s Stream) Uint64(index, counter uint64) uint64 {
	return squares64(address(index, counter), s.key)
}

// Uniform is the number at an address in the open interval (0, 1): the middle of one of 2^52 equal cells, so the
// smallest is 2^-53 and the largest 1 - 2^-53.
func (s Stream) Uniform(index, counter uint64) float64 {
	return float64((float64(squares64(address(index, counter), s.key)>>12) + 0.5) * 0x1p-52)
}

// Uniforms sets u[i] to the Uniform of the i-th stream at one index and counter 0. Asked together they take half the time: the
// generator is one chain of multiplications, and a core works on several chains at once.
func Uniforms(streams []Stream, index uint64, u []float64) {
	u = u[:len(streams)]
	for i, s := range streams {
		u[i] = float64((float64(squares64(index, s.key)>>12) + 0.5) * 0x1p-52)
	}
}

// golden is 2^64 over the golden ratio, made odd. Its multiples modulo 2^64 stay apart: two of the first 2^24 are
// never nearer than 2^38.
const golden = 0x9E3779B97F4A7C15

// address folds run and counter into the one word that the generator counts with. Shifting the counter into the
// high bits would do as well for distinctness, but would leave the low bits of neighbouring counters equal.
func address(index, counter uint64) uint64 { return index + counter*golden }

// squares64 is the generator: rounds of squaring, adding and exchanging halves. The result of the fourth round is
// combined with the fifth to fill 64 bits. The key must be of the form that newKey gives.
func squares64(counter, key uint64) uint64 {
	y := counter * key
	z := y + key
	x := bits.RotateLeft64(y*y+y, 32)
	x = bits.RotateLeft64(x*x+z, 32)
	x = bits.RotateLeft64(x*x+y, 32)
	t := x*x + z
	x = bits.RotateLeft64(t, 32)
	return t ^ (x*x+y)>>32
}

// Generator names the published generator behind every draw; a result's manifest states it.
const Generator = "Squares64 (Widynski 2020), keys from SHA-256 of seed, family and label"
