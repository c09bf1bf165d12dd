package sim

import "math"

// Lines is what one issue counts to up to four parties where losses of distance are linear: a copy of its part of their stakes, side by side and in one
// place for the loops that ask for many values of the issue. What it gives is World.Worth to the bit.
type Lines struct {
	ideal, base [4]float64
	gain, other [4]uint64 // bits of gain, and of the loss where they differ
}

// Copy takes the part of issue k of a party's stakes as the i-th of four. It is stale once the stakes are priced anew.
func (l *Lines) Copy(i int, s *Stakes, k int) {
	gain, loss := math.Float64bits(s.gain[k]), math.Float64bits(s.loss[k])
	l.ideal[i], l.base[i], l.gain[i], l.other[i] = s.Ideal[k], s.base[k], gain, gain^loss
}

// At is what moving the issue from the status quo to x adds to the surplus of the i-th, before chi and transfers.
func (l *Lines) At(i int, x float64) float64 {
	i &= 3
	g := l.base[i] - math.Abs(x-l.ideal[i])
	loses := uint64(int64(math.Float64bits(g)) >> 63) // all ones below 0: no branch, since which it is cannot be guessed
	return float64(math.Float64frombits(l.gain[i]^l.other[i]&loses) * g)
}

// Slope is World.Slope of the i-th: the rate at which that changes at x, without its sign.
func (l *Lines) Slope(i int, x float64) float64 {
	i &= 3
	g := l.base[i] - math.Abs(x-l.ideal[i])
	loses := uint64(int64(math.Float64bits(g)) >> 63)
	return math.Float64frombits(l.gain[i] ^ l.other[i]&loses)
}

// All is At for the four together.
func (l *Lines) All(x float64, worth *[4]float64) {
	worth[0], worth[1], worth[2], worth[3] = l.At(0, x), l.At(1, x), l.At(2, x), l.At(3, x)
}
