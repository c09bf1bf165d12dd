package stats

import "math"

// Histogram counts values in equal bins over a known range; values outside count in the end bins.
type Histogram struct {
	Lo, Hi float64
	Bins   []int64
	n      int64
	scale  float64 // bins per unit
}

// NewHistogram makes a histogram of n bins over [lo, hi].
func NewHistogram(lo, hi float64, n int) *Histogram {
	h := &Histogram{Lo: lo, Hi: hi, Bins: make([]int64, n)}
	if hi > lo {
		h.scale = float64(n) / (hi - lo)
	}
	return h
}

// Add counts a value that is not NaN.
func (h *Histogram) Add(x float64) {
	h.Bins[h.bin(x)]++
	h.n++
}

// bin is the place of a value; it never falls when the value rises.
func (h *Histogram) bin(x float64) int {
	at := (x - h.Lo) * h.scale
	if at >= float64(len(h.Bins)) {
		return len(h.Bins) - 1
	}
	if at > 0 {
		return int(at)
	}
	return 0
}

// Width is the width of a bin, and the most by which a quantile of values within the range can be off.
func (h *Histogram) Width() float64 { return (h.Hi - h.Lo) / float64(len(h.Bins)) }

// Quantile is type 7 on the bins, each value standing at the middle of its bin; NaN when empty.
func (h *Histogram) Quantile(q float64) float64 {
	if h.n == 0 {
		return math.NaN()
	}
	lo, hi, part := ranks(h.n, q)
	return between(h.middle(h.binOfRank(lo)), h.middle(h.binOfRank(hi)), part)
}

func (h *Histogram) middle(bin int) float64 { return h.Lo + float64((float64(bin)+0.5)*h.Width()) }

// binOfRank is the bin that holds the value of a rank, counted from 0.
func (h *Histogram) binOfRank(r int64) int {
	sum := int64(0)
	for i, k := range h.Bins {
		if sum += k; sum > r {
			return i
		}
	}
	return len(h.Bins) - 1
}

// Coarse is the histogram with groups of bins added up, at most n of them, and the upper end of the last group.
func (h *Histogram) Coarse(n int) (bins []int64, hi float64) {
	if len(h.Bins) <= n {
		return append([]int64(nil), h.Bins...), h.Hi
	}
	step := (len(h.Bins) + n - 1) / n
	bins = make([]int64, (len(h.Bins)+step-1)/step)
	for i, k := range h.Bins {
		bins[i/step] += k
	}
	if len(h.Bins)%step == 0 {
		return bins, h.Hi
	}
	return bins, h.Lo + float64(float64(len(bins)*step)*h.Width())
}
