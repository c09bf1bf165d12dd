package stats

import (
	"errors"
	"math"
	"slices"

	xstats "golang.org/x/exp/stats"
	"gonum.org/v1/gonum/mathext"
)

// Quantiles are of type 7 (Hyndman & Fan 1996): the median an analyst gets in a spreadsheet is the one printed here. Values must be
// sorted and free of NaN; none give NaN.
func Quantiles(sorted []float64, q ...float64) []float64 {
	if len(sorted) == 0 {
		out := make([]float64, len(q))
		for i := range out {
			out[i] = math.NaN()
		}
		return out
	}
	return xstats.Quantiles(sorted, q...)
}

// ranks are the two order statistics (from 0) that a type 7 quantile of n values lies between, and how far on its way from one to the
// other.
func ranks(n int64, q float64) (lo, hi int64, part float64) {
	h := float64(float64(n-1)*q) + 1
	return int64(math.Floor(h - 1)), int64(math.Ceil(h - 1)), h - math.Floor(h)
}

// between is the value that far on its way: the quantile of two values, so that it has the same bits as Quantiles of all.
func between(lo, hi, part float64) float64 {
	if lo == hi {
		return lo
	}
	return xstats.Quantiles([]float64{lo, hi}, part)[0]
}

// exact finds type 7 quantiles of values, which may be NaN and need no order, with the help of their histogram: only the few bins that hold
// the order statistics asked for are sorted.
func exact(values []float64, h *Histogram, qs []float64) ([]float64, error) {
	wanted := make([]int16, len(h.bins)) // 1 + place of the bin among those wanted
	var held [][]float64
	for _, q := range qs {
		lo, hi, _ := ranks(h.n, q)
		for _, r := range []int64{lo, hi} {
			if b := h.binOfRank(r); wanted[b] == 0 {
				held = append(held, make([]float64, 0, h.count(b)))
				wanted[b] = int16(len(held))
			}
		}
	}
	for _, x := range values {
		if x != x {
			continue
		}
		if k := wanted[h.bin(x)]; k > 0 {
			held[k-1] = append(held[k-1], x)
		}
	}
	for b, k := range wanted {
		if k == 0 {
			continue
		}
		if int64(len(held[k-1])) != h.count(b) {
			return nil, errors.New("the rows are not those that were added up")
		}
		slices.Sort(held[k-1])
	}
	at := func(r int64) float64 {
		b := h.binOfRank(r)
		below := int64(0)
		for i := range b {
			below += h.count(i)
		}
		return held[wanted[b]-1][r-below]
	}
	out := make([]float64, len(qs))
	for i, q := range qs {
		lo, hi, part := ranks(h.n, q)
		out[i] = between(at(lo), at(hi), part)
	}
	return out, nil
}

// SortedDefined returns the values that are not NaN, sorted.
func SortedDefined(xs []float64) []float64 {
	out := make([]float64, 0, len(xs))
	for _, x := range xs {
		if x == x {
			out = append(out, x)
		}
	}
	slices.Sort(out)
	return out
}

// OrderInterval gives the ranks (from 1) of the two order statistics that hold a quantile with at least the stated confidence,
// from the binomial distribution; ok is false when n is too small for any. Source: David & Nagaraja 2003, section 7.1.
func OrderInterval(n int, q, level float64) (low, high int, ok bool) {
	if n < 1 || q <= 0 || q >= 1 {
		return 0, 0, false
	}
	a := (1 - level) / 2
	// First number of values below the quantile with more than a, and with at least 1-a of the probability at or below it.
	low = search(n, func(k int) bool { return binomial(n, k, q) > a })
	high = search(n, func(k int) bool { return binomial(n, k, q) >= 1-a }) + 1
	return low, high, low >= 1 && high <= n
}

// QuantileInterval is the interval of a quantile of the distribution that sorted values were drawn from, as values; ok is false when
// there are too few of them.
func QuantileInterval(sorted []float64, q, level float64) (i Interval, ok bool) {
	low, high, ok := OrderInterval(len(sorted), q, level)
	if !ok {
		return Interval{math.Inf(-1), math.Inf(1)}, false
	}
	return Interval{sorted[low-1], sorted[high-1]}, true
}

// binomial is the probability of at most k of n, each with probability p.
func binomial(n, k int, p float64) float64 {
	if k >= n {
		return 1
	}
	return mathext.RegIncBeta(float64(n-k), float64(k+1), 1-p)
}

// search is the smallest k of 0 to n for which a monotone test holds.
func search(n int, test func(int) bool) int {
	lo, hi := 0, n
	for lo < hi {
		if mid := (lo + hi) / 2; test(mid) {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo
}
