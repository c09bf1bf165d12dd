package stats

import (
	"math"
	"slices"

	xstats "golang.org/x/exp/stats"
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
	a := (1 - level) / 2
	cdf := make([]float64, n+1)
	sum := 0.0
	for k := 0; k <= n; k++ {
		lg := func(x int) float64 { v, _ := math.Lgamma(float64(x + 1)); return v }
		sum += math.Exp(lg(n) - lg(k) - lg(n-k) + float64(k)*math.Log(q) + float64(n-k)*math.Log1p(-q))
		cdf[k] = sum
	}
	for k := 0; k <= n && cdf[k] <= a; k++ {
		low = k + 1
	}
	high = n + 1
	for k := n - 1; k >= 0 && cdf[k] >= 1-a; k-- {
		high = k + 1
	}
	return low, high, low >= 1 && high <= n
}
