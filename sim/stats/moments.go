package stats

import "math"

// Moments are the running count, mean and spread of a stream of values (Welford 1962), with its extremes.
type Moments struct {
	N        int64
	Mean     float64
	m2       float64
	Min, Max float64
}

// Add takes a value.
func (m *Moments) Add(x float64) {
	m.N++
	if m.N == 1 {
		m.Mean, m.Min, m.Max = x, x, x
		return
	}
	d := x - m.Mean
	m.Mean += d / float64(m.N)
	m.m2 += d * (x - m.Mean)
	m.Min, m.Max = min(m.Min, x), max(m.Max, x)
}

// SD is the sample standard deviation, 0 below two values.
func (m *Moments) SD() float64 {
	if m.N < 2 {
		return 0
	}
	return math.Sqrt(m.m2 / float64(m.N-1))
}

// Histogram counts values in equal bins over a known range; values outside count in the end bins.
type Histogram struct {
	Lo, Hi float64
	Bins   []int64
	n      int64
}

// NewHistogram makes a histogram of n bins over [lo, hi].
func NewHistogram(lo, hi float64, n int) *Histogram {
	return &Histogram{Lo: lo, Hi: hi, Bins: make([]int64, n)}
}

// Add counts a value.
func (h *Histogram) Add(x float64) {
	i := int((x - h.Lo) / (h.Hi - h.Lo) * float64(len(h.Bins)))
	h.Bins[max(0, min(len(h.Bins)-1, i))]++
	h.n++
}

// Width is the width of a bin, and the most by which a quantile can be off.
func (h *Histogram) Width() float64 { return (h.Hi - h.Lo) / float64(len(h.Bins)) }

// Quantile is type 7 on the bins, each value standing at the middle of its bin; NaN when empty.
func (h *Histogram) Quantile(q float64) float64 {
	if h.n == 0 {
		return math.NaN()
	}
	at := q * float64(h.n-1)
	lo := int64(math.Floor(at))
	x0, x1 := h.rank(lo), h.rank(min(lo+1, h.n-1))
	return x0 + (x1-x0)*(at-float64(lo))
}

// rank is the value with the given rank from 0.
func (h *Histogram) rank(r int64) float64 {
	sum := int64(0)
	for i, k := range h.Bins {
		if sum += k; sum > r {
			return h.Lo + (float64(i)+0.5)*h.Width()
		}
	}
	return h.Hi
}

// Coarse is the histogram with groups of bins added up, at most n of them.
func (h *Histogram) Coarse(n int) []int64 {
	if len(h.Bins) <= n {
		return h.Bins
	}
	step := (len(h.Bins) + n - 1) / n
	out := make([]int64, (len(h.Bins)+step-1)/step)
	for i, k := range h.Bins {
		out[i/step] += k
	}
	return out
}
