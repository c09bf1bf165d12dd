package draw

import (
	"fmt"
	"math/bits"
	"testing"
)

// Every key obeys the published rule, and the digits are spread evenly over what it allows.
func TestNewKey_rule(t *testing.T) {
	const keys = 30000
	var count [16][16]int
	seen := map[uint64]bool{}
	ones := 0
	for i := range keys {
		k := newKey(uint64(i%100), Family(1+i%2), fmt.Sprint("label/", i))
		if seen[k] {
			t.Fatalf("key %016x twice in %d", k, keys)
		}
		seen[k] = true
		ones += bits.OnesCount64(k)
		var digit [16]uint64
		for p := range digit {
			digit[p] = k >> (4 * p) & 15
			count[p][digit[p]]++
		}
		if digit[0]%2 == 0 {
			t.Fatalf("%016x: lowest digit is even", k)
		}
		for p := range digit {
			if digit[p] == 0 {
				t.Fatalf("%016x: digit %d is zero", k, p)
			}
			for q := p + 1; q < 16; q++ {
				if (p < 8) == (q < 8) && digit[p] == digit[q] {
					t.Fatalf("%016x: digits %d and %d of one half are equal", k, p, q)
				}
			}
		}
		if digit[7] == digit[8] {
			t.Fatalf("%016x: the halves meet in equal digits", k)
		}
	}
	// Digits 8 to 15 take 15 values with equal chance: 2,000 each, standard deviation 43.
	for p := 8; p < 16; p++ {
		for d := 1; d < 16; d++ {
			if n := count[p][d]; n < 2000-5*43 || n > 2000+5*43 {
				t.Errorf("digit %d is %x in %d of %d keys, expected about 2,000", p, d, n, keys)
			}
		}
	}
	// Nonzero digits have 32/15 ones on average, the odd one 2.5: 34.5 of 64 bits, less the digits' exclusions.
	if mean := float64(ones) / keys; mean < 34 || mean > 35 {
		t.Errorf("%.2f ones in a key on average", mean)
	}
}

// Multiples of golden stay apart, so addresses are distinct over the documented ranges.
func TestAddress_distinct(t *testing.T) {
	nearest := ^uint64(0)
	var at uint64
	for k := uint64(1); k < 1<<24; k++ {
		m := k * golden
		if d := min(m, -m); d < nearest {
			nearest, at = d, k
		}
	}
	if nearest < 1<<38 {
		t.Errorf("counters %d apart put addresses %d apart, want at least 2^38", at, nearest)
	}
}
