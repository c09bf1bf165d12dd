package stats

import "math"

// Histogram counts values in equal bins over a known range; values outside count in the end bins.
type Histogram struct {
	Lo, Hi float64
	n      int64
	scale  float64 // bins per unit
	// Counts are held in half the bytes until one could overflow: the bins of a batch are most of what it keeps in memory, and the nearest cache holds
	// more of them. What has been carried over is added to what stands in bins.
	bins    []uint32
	carried []int64 // nil before the first 4,294,967,295 values
	most    int64   // no bin holds more than this
}

// NewHistogram makes a histogram of n bins over [lo, hi].
func NewHistogram(lo, hi float64, n int) *Histogram {
	h := &Histogram{Lo: lo, Hi: hi, bins: make([]uint32, n)}
	if hi > lo {
		h.scale = float64(n) / (hi - lo)
	}
	return h
}

// Add counts a value that is not NaN.
func (h *Histogram) Add(x float64) {
	h.room(1)
	h.bins[h.bin(x)]++
	h.n++
}

// room makes sure that so many more values can be counted.
func (h *Histogram) room(values int64) {
	if h.most += values; h.most <= math.MaxUint32 {
		return
	}
	if h.carried == nil {
		h.carried = make([]int64, len(h.bins))
	}
	for i, k := range h.bins {
		h.carried[i] += int64(k)
	}
	clear(h.bins)
	h.most = values
}

// count is how many values a bin has.
func (h *Histogram) count(bin int) int64 {
	k := int64(h.bins[bin])
	if h.carried != nil {
		k += h.carried[bin]
	}
	return k
}

// set gives a bin a count.
func (h *Histogram) set(bin int, k int64) {
	if k > math.MaxUint32 && h.carried == nil {
		h.carried = make([]int64, len(h.bins))
	}
	if h.carried != nil {
		h.carried[bin], h.bins[bin] = k, 0
		return
	}
	h.bins[bin] = uint32(k)
	h.most = max(h.most, k)
}

// each hands on the count of every bin, which may be changed.
func (h *Histogram) each(count func(*int64)) {
	k := new(int64) // one for all: there are hundreds of thousands
	for i := range h.bins {
		was := h.count(i)
		*k = was
		if count(k); *k != was {
			h.set(i, *k)
		}
	}
}

// bin is the place of a value; it never falls when the value rises.
func (h *Histogram) bin(x float64) int {
	at := (x - h.Lo) * h.scale
	if at >= float64(len(h.bins)) {
		return len(h.bins) - 1
	}
	if at > 0 {
		return int(at)
	}
	return 0
}

// Width is the width of a bin, and the most by which a quantile of values within the range can be off.
func (h *Histogram) Width() float64 { return (h.Hi - h.Lo) / float64(len(h.bins)) }

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
	for i := range h.bins {
		if sum += h.count(i); sum > r {
			return i
		}
	}
	return len(h.bins) - 1
}

// Coarse is the histogram with groups of bins added up, at most n of them, and the upper end of the last group.
func (h *Histogram) Coarse(n int) (bins []int64, hi float64) {
	n = min(n, len(h.bins))
	step := (len(h.bins) + n - 1) / n
	bins = make([]int64, (len(h.bins)+step-1)/step)
	for i := range h.bins {
		bins[i/step] += h.count(i)
	}
	if len(h.bins)%step == 0 {
		return bins, h.Hi
	}
	return bins, h.Lo + float64(float64(len(bins)*step)*h.Width())
}
