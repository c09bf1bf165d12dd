package stats

import (
	"math"
	"math/big"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"parley/sim/results"
)

// An exact sum is the float64 nearest to the sum of arbitrary precision (math/big), whatever the order and the grouping.
func TestSum_exactInAnyOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		xs := make([]float64, 1+r.IntN(60))
		exact := new(big.Float).SetPrec(4000)
		for i := range xs {
			xs[i] = math.Ldexp(r.Float64()-0.5, r.IntN(160)-80)
			if i > 0 && r.IntN(4) == 0 {
				xs[i] = -xs[r.IntN(i)] // much cancels
			}
			exact.Add(exact, new(big.Float).SetFloat64(xs[i]))
		}
		want, _ := exact.Float64()
		var one, left, right Sum
		for _, i := range r.Perm(len(xs)) {
			one.Add(xs[i])
			if r.IntN(2) == 0 {
				left.Add(xs[i])
			} else {
				right.Add(xs[i])
			}
		}
		left.Merge(right)
		one.settle()
		left.settle()
		if !slices.Equal(one.parts, left.parts) {
			t.Fatalf("one sum is kept as %v and %v", one.parts, left.parts)
		}
		if one.Value() != want || left.Value() != want {
			t.Fatalf("%v add up to %v, in two parts to %v, and are %v", xs, one.Value(), left.Value(), want)
		}
	}
	// Half way between 1 and the next number, and a little more: the known trap of rounding twice.
	var s Sum
	for _, x := range []float64{1, 0x1p-53, 0x1p-106} {
		s.Add(x)
	}
	if s.Value() != 1+0x1p-52 {
		t.Errorf("1 + 2^-53 + 2^-106 is %v", s.Value())
	}
}

// part accumulates some runs of the small world.
func part(t *testing.T, m *results.Manifest, first, runs int64) *Accumulator {
	t.Helper()
	own := *m
	own.First = first
	a := NewAccumulator(&own)
	for o := range m.Options {
		if err := a.Add(rowsOf(m, o, first, int(runs))); err != nil {
			t.Fatal(err)
		}
	}
	return a
}

// In parts, written down, read again and put together, runs add up to the bits of one accumulator over all of them; and it goes on from there.
func TestAccumulator_partsAddUp(t *testing.T) {
	m := world(3)
	want, err := accumulate(t, m, 9000, 9000).Summary(nil)
	if err != nil {
		t.Fatal(err)
	}
	all := part(t, m, 0, 2048)
	for _, p := range []*Accumulator{part(t, m, 2048, 4096), part(t, m, 6144, 1056)} {
		again := NewAccumulator(m)
		if err := again.Restore(p.Append(nil)); err != nil {
			t.Fatal(err)
		}
		if err := all.Merge(again); err != nil {
			t.Fatal(err)
		}
	}
	if len(all.Failed(0)) != 8 || all.Failed(0)[7] != 5+7*997 { // run 5 and every 997th from it fail
		t.Errorf("failed runs %v", all.Failed(0))
	}
	for o := range m.Options { // the last stretch of the parts was not whole
		if err := all.Add(rowsOf(m, o, 7200, 1800)); err != nil {
			t.Fatal(err)
		}
	}
	got, err := all.Summary(nil)
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("in parts the summary is another (%v)", err)
	}
}

// Parts that do not follow one another are refused, and so are sums of another table.
func TestAccumulator_partsThatDoNotFit(t *testing.T) {
	m := world(1)
	if err := part(t, m, 0, 1024).Merge(part(t, m, 2048, 10)); err == nil {
		t.Error("runs 1024 to 2047 were not missed")
	}
	if err := part(t, m, 0, 1000).Merge(part(t, m, 1000, 10)); err == nil {
		t.Error("a stretch that was cut was put together")
	}
	text := part(t, m, 0, 1024).Append(nil)
	for name, bad := range map[string][]byte{"cut short": text[:len(text)-1], "too long": append(text[:len(text):len(text)], 0), "none": nil} {
		if NewAccumulator(m).Restore(bad) == nil {
			t.Errorf("sums that are %s were read", name)
		}
	}
	if NewAccumulator(world(2)).Restore(text) == nil {
		t.Error("sums of a table with fewer columns were read")
	}
}

// What an accumulator holds is written down every 16,384 runs of a batch that keeps no rows, hundreds of thousands of counts: that leaves next to no
// garbage, or it would be most of the memory of such a batch.
func TestAccumulator_writtenWithoutGarbage(t *testing.T) {
	a := part(t, world(6), 0, 1024)
	text := a.Append(nil)
	// A few for each metric: closures, the count at hand, the two exact sums brought into their one form.
	most := float64(len(a.options) * (len(a.cols)*16 + 64))
	if got := testing.AllocsPerRun(5, func() { text = a.Append(text[:0]) }); got > most {
		t.Errorf("%v allocations for %d bytes, at most %v", got, len(text), most)
	}
}
