package backtest

import (
	"cmp"
	"math"
	"slices"
)

// Proper scores: a source of probabilities that says what it believes cannot better its expected score by saying anything else. All of
// them are losses: 0 is best.

// LogScore is minus the natural logarithm of the probability of what happened, in nats (Good 1952).
func LogScore(p []float64, happened int) float64 { return -math.Log(p[happened]) }

// BrierScore is the sum over all classes of the squared distance from the indicator of what happened, 0 to 2 (Brier 1950, equation 2:
// twice the score of later texts on two classes).
func BrierScore(p []float64, happened int) float64 {
	sum := 0.0
	for k, x := range p {
		d := x
		if k == happened {
			d -= 1
		}
		sum += float64(d * d)
	}
	return sum
}

// RankedScore is the ranked probability score of classes in their order: the sum of squared distances of the cumulated
// probabilities, divided by the number of classes less one, 0 to 1 (Epstein 1969; Weigel, Liniger & Appenzeller 2007, equation 1,
// before the division).
func RankedScore(p []float64, happened int) float64 {
	sum, at := 0.0, 0.0
	for k := 0; k < len(p)-1; k++ {
		at += p[k]
		d := at
		if k >= happened {
			d -= 1
		}
		sum += float64(d * d)
	}
	return sum / float64(len(p)-1)
}

// CRPS is the continuous ranked probability score of a weighted sample against a value, in the unit of the value:
// E|X - y| - E|X - X'|/2 (Gneiting & Raftery 2007, equation 21). Of a single point it is the absolute error. Weights need not add up to 1.
func CRPS(xs, weights []float64, y float64) float64 {
	order := make([]int, len(xs))
	total := 0.0
	for i := range xs {
		order[i] = i
		total += weights[i]
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(xs[a], xs[b]) })
	off, below, moment, spread := 0.0, 0.0, 0.0, 0.0
	for _, i := range order {
		w := weights[i] / total
		off += float64(w * math.Abs(xs[i]-y))
		spread += float64(w * (float64(xs[i]*below) - moment)) // pairs with all smaller ones
		below += w
		moment += float64(w * xs[i])
	}
	return off - spread // the sum over pairs i<j is half of E|X - X'|
}
