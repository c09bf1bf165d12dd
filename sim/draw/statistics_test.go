package draw

import (
	"fmt"
	"math"
	"math/bits"
	"testing"
)

// Statistical tests with fixed inputs: they either pass for ever or the generator has changed. The limits leave
// 4.5 standard deviations, which a good generator exceeds in one of 150,000 looks; there are about a hundred here.
const limit = 4.5

// zChi is how many standard deviations a chi-square value lies from its mean, by the cube-root approximation of
// Wilson & Hilferty (1931).
func zChi(chi float64, cells int) float64 {
	k := float64(cells - 1)
	return (math.Cbrt(chi/k) - (1 - 2/(9*k))) / math.Sqrt(2/(9*k))
}

func chiSquare(count []int, n int) float64 {
	expected, sum := float64(n)/float64(len(count)), 0.0
	for _, c := range count {
		sum += (float64(c) - expected) * (float64(c) - expected) / expected
	}
	return sum
}

// sequences are the ways in which numbers lie next to each other in use. Each gives the i-th number of one.
func sequences() map[string]func(i int) (Stream, uint64, uint64) {
	one := NewStream(1, Theta, "actors.iran.trust.us")
	zero := NewStream(0, Play, "talks")
	labels := make([]Stream, 1<<16)
	seeds := make([]Stream, 1<<16)
	for i := range labels {
		labels[i] = NewStream(1, Theta, fmt.Sprint("quantity.", i))
		seeds[i] = NewStream(uint64(i), Theta, "talks.slope")
	}
	return map[string]func(i int) (Stream, uint64, uint64){
		"runs":                 func(i int) (Stream, uint64, uint64) { return one, uint64(i), 0 },
		"runs of seed 0":       func(i int) (Stream, uint64, uint64) { return zero, uint64(i), 3 },
		"counters":             func(i int) (Stream, uint64, uint64) { return one, 7, uint64(i) },
		"counters of run 0":    func(i int) (Stream, uint64, uint64) { return zero, 0, uint64(i) },
		"24 counters per run":  func(i int) (Stream, uint64, uint64) { return zero, uint64(i / 24), uint64(i % 24) },
		"runs 4,096 apart":     func(i int) (Stream, uint64, uint64) { return one, uint64(i) << 12, 0 },
		"counters 1,024 apart": func(i int) (Stream, uint64, uint64) { return one, 5, uint64(i) << 10 % (1 << 24) },
		"labels":               func(i int) (Stream, uint64, uint64) { return labels[i%len(labels)], uint64(i / len(labels)), 0 },
		"seeds one apart":      func(i int) (Stream, uint64, uint64) { return seeds[i%len(seeds)], uint64(i / len(seeds)), 0 },
		"last runs":            func(i int) (Stream, uint64, uint64) { return one, 1<<38 - 1 - uint64(i), 1<<24 - 1 },
	}
}

// Numbers are spread evenly in one, two and three dimensions, and every bit is as often 1 as 0.
func TestEvenlySpread(t *testing.T) {
	const n = 1 << 18
	for name, at := range sequences() {
		size := n
		if name == "counters 1,024 apart" {
			size = 1 << 14 // as many as there are
		}
		line, plane, cube, low := make([]int, 256), make([]int, 1024), make([]int, 512), make([]int, 256)
		var ones [64]int
		numbers := make([]uint64, size)
		for i := range numbers {
			s, index, counter := at(i)
			x := s.Uint64(index, counter)
			numbers[i] = x
			line[x>>56]++
			low[x>>12&255]++ // the last bits that reach Uniform
			for b := range ones {
				ones[b] += int(x >> b & 1)
			}
		}
		for i := 0; i+2 < size; i++ {
			a, b, c := numbers[i], numbers[i+1], numbers[i+2]
			if i%2 == 0 {
				plane[a>>59<<5|b>>59]++
			}
			if i%3 == 0 {
				cube[a>>61<<6|b>>61<<3|c>>61]++
			}
		}
		for _, row := range []struct {
			what  string
			count []int
			n     int
		}{{"first 8 bits", line, size}, {"bits 12 to 19", low, size}, {"pairs", plane, (size - 1) / 2}, {"triples", cube, (size + 0) / 3}} {
			sum := 0
			for _, c := range row.count {
				sum += c
			}
			if z := zChi(chiSquare(row.count, sum), len(row.count)); math.Abs(z) > limit {
				t.Errorf("%s, %s: chi-square %.2f standard deviations from its mean", name, row.what, z)
			}
		}
		for b, k := range ones {
			if z := (float64(k) - float64(size)/2) / math.Sqrt(float64(size)/4); math.Abs(z) > limit {
				t.Errorf("%s: bit %d is 1 in %d of %d, %.2f standard deviations off", name, b, k, size, z)
			}
		}
	}
}

// Neighbours are not correlated: at distances of 1, 2, 3, 24 and 150, as numbers and in the bits that differ.
func TestNeighboursUncorrelated(t *testing.T) {
	const n = 1 << 17
	for name, at := range sequences() {
		size := n
		if name == "counters 1,024 apart" {
			size = 1 << 14
		}
		u, x := make([]float64, size), make([]uint64, size)
		for i := range u {
			s, index, counter := at(i)
			u[i], x[i] = s.Uniform(index, counter), s.Uint64(index, counter)
		}
		for _, lag := range []int{1, 2, 3, 24, 150} {
			if z := correlation(u[:size-lag], u[lag:]); math.Abs(z) > limit {
				t.Errorf("%s, %d apart: correlation %.2f standard deviations from 0", name, lag, z)
			}
			differ := 0
			for i := lag; i < size; i++ {
				differ += bits.OnesCount64(x[i] ^ x[i-lag])
			}
			pairs := float64(size - lag)
			if z := (float64(differ) - 32*pairs) / math.Sqrt(16*pairs); math.Abs(z) > limit {
				t.Errorf("%s, %d apart: bits that differ, %.2f standard deviations from a half", name, lag, z)
			}
		}
	}
}

// Two streams that share all but one part of their address are unrelated at the same run, and one run apart.
func TestStreamsUncorrelated(t *testing.T) {
	const n = 1 << 16
	base := NewStream(1, Theta, "actors.iran.trust.us")
	for name, other := range map[string]Stream{
		"seed one more": NewStream(2, Theta, "actors.iran.trust.us"), "seed 0": NewStream(0, Theta, "actors.iran.trust.us"),
		"other family": NewStream(1, Play, "actors.iran.trust.us"), "other label": NewStream(1, Theta, "actors.iran.trust.ru"),
		"longer label": NewStream(1, Theta, "actors.iran.trust.us2"), "empty label": NewStream(1, Theta, ""),
		"highest bit of the seed": NewStream(1|1<<63, Theta, "actors.iran.trust.us"),
	} {
		if other == base {
			t.Errorf("%s: the same stream", name)
		}
		for _, lag := range []uint64{0, 1} {
			a, b := make([]float64, n), make([]float64, n)
			for i := range a {
				a[i], b[i] = base.Uniform(uint64(i), 0), other.Uniform(uint64(i)+lag, 0)
			}
			if z := correlation(a, b); math.Abs(z) > limit {
				t.Errorf("%s, %d runs apart: correlation %.2f standard deviations from 0", name, lag, z)
			}
		}
	}
	// All pairs of a scenario's worth of streams at once: the sum of squared correlations is chi-square.
	const streams, runs = 120, 4096
	u := make([][]float64, streams)
	for i := range u {
		s := NewStream(1, Theta, fmt.Sprint("actors.iran.ideal.", i))
		u[i] = make([]float64, runs)
		for j := range u[i] {
			u[i][j] = s.Uniform(uint64(j), 0)
		}
	}
	sum, pairs, most := 0.0, 0, 0.0
	for i := range u {
		for j := range i {
			z := correlation(u[i], u[j])
			sum += z * z
			most = math.Max(most, math.Abs(z))
			pairs++
		}
	}
	if z := zChi(sum, pairs+1); math.Abs(z) > limit {
		t.Errorf("%d pairs of streams: the sum of squared correlations is %.2f standard deviations from its mean", pairs, z)
	}
	if most > 5.5 { // of 7,140 pairs the largest is about 3.8; above 5.5 in one of 3,700 cases
		t.Errorf("the largest correlation of %d pairs of streams is %.2f standard deviations", pairs, most)
	}
}

// correlation of two samples of uniform numbers in standard deviations of what chance gives.
func correlation(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += (a[i] - 0.5) * (b[i] - 0.5)
	}
	return sum * 12 / math.Sqrt(float64(len(a)))
}

// A run has few numbers in a row, so the gaps between close ones matter too: birthday spacings (Marsaglia 1985),
// 512 birthdays in a year of 2^24 days, where the number of equal spacings is Poisson with mean 512³ / 2^26 = 2.
func TestBirthdaySpacings(t *testing.T) {
	const birthdays, rounds = 512, 400
	for name, at := range sequences() {
		if name == "counters 1,024 apart" {
			continue // too few numbers
		}
		equal := 0
		for round := range rounds {
			days := make([]int, birthdays)
			for i := range days {
				s, index, counter := at(round*birthdays + i)
				days[i] = int(s.Uint64(index, counter) >> 40)
			}
			equal += equalSpacings(days)
		}
		if z := (float64(equal) - 2*rounds) / math.Sqrt(2*rounds); math.Abs(z) > limit {
			t.Errorf("%s: %d equal spacings, expected %d: %.2f standard deviations", name, equal, 2*rounds, z)
		}
	}
}
