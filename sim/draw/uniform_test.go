package draw

import (
	"slices"
	"testing"
)

// equalSpacings counts the spacings between sorted days that occur before.
func equalSpacings(days []int) int {
	slices.Sort(days)
	spacings := make([]int, len(days)-1)
	for i := range spacings {
		spacings[i] = days[i+1] - days[i]
	}
	slices.Sort(spacings)
	equal := 0
	for i := 1; i < len(spacings); i++ {
		if spacings[i] == spacings[i-1] {
			equal++
		}
	}
	return equal
}

// Uniform lies strictly between 0 and 1, at the documented ends too, and is Uint64 without its last 12 bits.
func TestUniform_open(t *testing.T) {
	for _, row := range []struct {
		x    uint64
		want float64
	}{{0, 0x1p-53}, {^uint64(0), 1 - 0x1p-53}, {1 << 63, 0.5 + 0x1p-53}} {
		if got := open01(row.x); got != row.want || got <= 0 || got >= 1 {
			t.Errorf("%#x gives %v, want %v", row.x, got, row.want)
		}
	}
	s := NewStream(0, Play, "")
	for i := range uint64(1000) {
		if got, want := s.Uniform(i, i%7), open01(s.Uint64(i, i%7)); got != want {
			t.Fatalf("Uniform(%d, %d) = %v, Uint64 says %v", i, i%7, got, want)
		}
	}
}

// A number depends on its address alone: asking in another order, again, or through another value of the same
// stream changes nothing, and nothing is allocated.
func TestStream_pure(t *testing.T) {
	s := NewStream(42, Play, "shock/strike")
	forward := make([]uint64, 100)
	for i := range forward {
		forward[i] = s.Uint64(uint64(i), 2)
	}
	again := NewStream(42, Play, "shock/strike")
	for i := len(forward) - 1; i >= 0; i-- {
		if got := again.Uint64(uint64(i), 2); got != forward[i] {
			t.Fatalf("run %d: %d the second time, %d the first", i, got, forward[i])
		}
	}
	i := uint64(0)
	if n := testing.AllocsPerRun(100, func() { keep += s.Uniform(i, 0); i++ }); n != 0 {
		t.Errorf("%v allocations a number", n)
	}
}

// Addresses that differ in one part give different numbers: no two parts are mixed up.
func TestStream_partsOfTheAddress(t *testing.T) {
	seen := map[uint64]string{}
	for _, seed := range []uint64{0, 1, 1 << 32, 1 << 63} {
		for _, family := range []Family{Theta, Play} {
			for _, label := range []string{"", "a", "b", "ab", "ba"} {
				s := NewStream(seed, family, label)
				for index := range uint64(20) {
					for counter := range uint64(20) {
						x := s.Uint64(index, counter)
						if where, twice := seen[x]; twice {
							t.Fatalf("the same number at seed %d, family %d, label %q, (%d, %d) and %s", seed, family, label, index, counter, where)
						}
						seen[x] = "another address"
					}
				}
			}
		}
	}
}
