package stats

import (
	"math"
	"slices"
	"testing"
)

// Beyond 4,294,967,295 values, what a bin of 32 bits can hold, counts go on, and quantiles, coarse bins, parts put together and the written form with
// them. The values are counted on paper: three times 2^32 - 1 in the first bin, 2^32 + 1 in the last.
func TestHistogram_moreThanABinHolds(t *testing.T) {
	const full = math.MaxUint32
	fill := func() *Histogram {
		h := NewHistogram(0, 4, 4)
		for range 3 { // as if as many values had come one by one
			h.room(full)
			h.bins[0] += full
			h.n += full
		}
		h.room(full)
		h.bins[3] += full
		h.n += full
		h.Add(3.5)
		h.Add(3.5)
		return h
	}
	h := fill()
	want := []int64{3 * full, 0, 0, full + 2}
	if got, _ := h.Coarse(4); !slices.Equal(got, want) {
		t.Errorf("bins %v, want %v", got, want)
	}
	if got, _ := h.Coarse(2); !slices.Equal(got, []int64{want[0], want[3]}) {
		t.Errorf("coarse bins %v", got)
	}
	if lo, hi := h.Quantile(0.5), h.Quantile(0.95); lo != 0.5 || hi != 3.5 {
		t.Errorf("median %v, 95 %% quantile %v, want 0.5 and 3.5", lo, hi)
	}
	var written []int64
	h.each(func(k *int64) { written = append(written, *k) })
	again := NewHistogram(0, 4, 4)
	at := 0
	again.each(func(k *int64) { *k = written[at]; at++ })
	again.Add(3.5)
	if got, _ := again.Coarse(4); got[0] != want[0] || got[3] != want[3]+1 {
		t.Errorf("read again and one more: %v", got)
	}
	sum := &metricSum{hist: NewHistogram(0, 4, 4)}
	for range 2 {
		sum.merge(&metricSum{hist: fill()})
	}
	if got, _ := sum.hist.Coarse(4); got[0] != 2*want[0] || got[3] != 2*want[3] {
		t.Errorf("put together twice: %v, want twice %v", got, want)
	}
	small := NewHistogram(0, 4, 4) // merged counts that fit, then values up to the edge: none may wrap
	small.set(1, full-1)
	small.room(5)
	small.bins[1] += 5
	if small.count(1) != full+4 {
		t.Errorf("a bin near its edge and five more: %d, want %d", small.count(1), int64(full+4))
	}
}
