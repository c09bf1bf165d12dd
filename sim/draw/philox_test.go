package draw

import (
	"math/bits"
	"testing"
)

// Philox, the generator that lost the measurement, and the measurement itself.

// philox2x64 is Philox2x64-10.
func philox2x64(c0, c1, key uint64) (uint64, uint64) {
	for range 10 {
		hi, lo := bits.Mul64(0xD2B74407B1CE6E93, c0)
		c0, c1 = hi^key^c1, lo
		key += 0x9E3779B97F4A7C15
	}
	return c0, c1
}

// philox4x32 is Philox4x32-10.
func philox4x32(c [4]uint32, k [2]uint32) [4]uint32 {
	c0, c1, c2, c3 := c[0], c[1], c[2], c[3]
	for range 10 {
		p0 := uint64(c0) * 0xD2511F53
		p1 := uint64(c2) * 0xCD9E8D57
		c0, c1, c2, c3 = uint32(p1>>32)^c1^k[0], uint32(p1), uint32(p0>>32)^c3^k[1], uint32(p0)
		k[0] += 0x9E3779B9
		k[1] += 0xBB67AE85
	}
	return [4]uint32{c0, c1, c2, c3}
}

// As a run uses them: 128 streams, one number of each for every run.
const benchStreams = 128

func benchKeys() []Stream {
	s := make([]Stream, benchStreams)
	for i := range s {
		s[i] = NewStream(uint64(i), Theta, "bench")
	}
	return s
}

func open01(x uint64) float64 { return (float64(x>>12) + 0.5) * 0x1p-52 }

var keep float64

func BenchmarkRun_Squares64(b *testing.B) {
	streams, sum := benchKeys(), 0.0
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		sum += streams[i%benchStreams].Uniform(uint64(i/benchStreams), 0)
	}
	keep = sum
}

func BenchmarkRun_Philox2x64(b *testing.B) {
	streams, sum := benchKeys(), 0.0
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		w, _ := philox2x64(uint64(i/benchStreams), 0, streams[i%benchStreams].key)
		sum += open01(w)
	}
	keep = sum
}

func BenchmarkRun_Philox4x32(b *testing.B) {
	streams, sum := benchKeys(), 0.0
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		k := streams[i%benchStreams].key
		w := philox4x32([4]uint32{uint32(i / benchStreams)}, [2]uint32{uint32(k), uint32(k >> 32)})
		sum += open01(uint64(w[0]) | uint64(w[1])<<32)
	}
	keep = sum
}

// One number waits for the one before: latency instead of throughput.
func BenchmarkChain_Squares64(b *testing.B) {
	s, x := NewStream(1, Play, "bench"), uint64(1)
	for i := 0; i < b.N; i++ {
		x = s.Uint64(x, 0)
	}
	keep = float64(x)
}

func BenchmarkChain_Philox2x64(b *testing.B) {
	s, x := NewStream(1, Play, "bench"), uint64(1)
	for i := 0; i < b.N; i++ {
		x, _ = philox2x64(x, 0, s.key)
	}
	keep = float64(x)
}

func BenchmarkNewStream(b *testing.B) {
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		keep += float64(NewStream(uint64(i), Theta, "actors.iran.trust.us").key & 1)
	}
}
