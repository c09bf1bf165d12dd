package stats

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// Level is the confidence of every interval that does not state another: 95 %.
const Level = 0.95

// Interval is a range with its confidence in the name of the function that made it.
type Interval struct{ Low, High float64 }

// Half is half its width.
func (i Interval) Half() float64 { return (i.High - i.Low) / 2 }

// Z is the normal quantile of a two-sided confidence: 1.96 at 95 %.
func Z(level float64) float64 { return z(level) }

// z is the normal quantile of a two-sided confidence.
func z(level float64) float64 { return mathext.NormalQuantile(1 - (1-level)/2) }

// Wilson is the score interval of a share k of n. It never leaves [0, 1] and keeps its coverage for rare events, where the
// normal approximation does not. Without runs it is [0, 1].
// Source: Wilson 1927; Brown, Cai & DasGupta 2001, eq. 4.
func Wilson(k, n int64, level float64) Interval {
	if n <= 0 {
		return Interval{0, 1}
	}
	c, nn, p := z(level), float64(n), float64(k)/float64(n)
	c2 := c * c
	mid := (p + c2/(2*nn)) / (1 + c2/nn)
	half := c / (1 + c2/nn) * math.Sqrt(p*(1-p)/nn+c2/(4*nn*nn))
	i := Interval{max(0, mid-half), min(1, mid+half)}
	if k == 0 {
		i.Low = 0
	}
	if k == n {
		i.High = 1
	}
	return i
}

// ClopperPearson is the exact interval of a share: it holds at least its confidence, at the price of width.
// Source: Clopper & Pearson 1934; Brown, Cai & DasGupta 2001.
func ClopperPearson(k, n int64, level float64) Interval {
	a := (1 - level) / 2
	i := Interval{0, 1}
	if k > 0 {
		i.Low = mathext.InvRegIncBeta(float64(k), float64(n-k+1), a)
	}
	if k < n {
		i.High = mathext.InvRegIncBeta(float64(k+1), float64(n-k), 1-a)
	}
	return i
}

// Jeffreys is the equal-tailed interval of the Beta(k + 1/2, n - k + 1/2) posterior. Source: Brown, Cai & DasGupta 2001.
func Jeffreys(k, n int64, level float64) Interval {
	a := (1 - level) / 2
	i := Interval{0, 1}
	if k > 0 {
		i.Low = mathext.InvRegIncBeta(float64(k)+0.5, float64(n-k)+0.5, a)
	}
	if k < n {
		i.High = mathext.InvRegIncBeta(float64(k)+0.5, float64(n-k)+0.5, 1-a)
	}
	return i
}

// Goodman is the set of simultaneous intervals for the shares of several categories: all hold at once with the stated confidence.
// Source: Goodman 1965, with the Bonferroni division of the error among categories and Wilson's form.
func Goodman(counts []int64, level float64) []Interval {
	n := int64(0)
	for _, k := range counts {
		n += k
	}
	each := 1 - (1-level)/float64(max(1, len(counts)))
	out := make([]Interval, len(counts))
	for i, k := range counts {
		out[i] = Wilson(k, n, each)
	}
	return out
}

// Mean is the normal interval of a mean with its standard deviation over n values.
func Mean(mean, sd float64, n int64, level float64) Interval {
	if n < 2 {
		return Interval{math.Inf(-1), math.Inf(1)}
	}
	h := z(level) * sd / math.Sqrt(float64(n))
	return Interval{mean - h, mean + h}
}
