package stats

import (
	"fmt"
	"math"
	"sort"
	"strings"

	"parley/sim/results"
)

// One rounding feeds text, table, chart and terminal: the functions here. Nothing is ever 0 or 100 of 100.

// OfHundred is a share as a natural frequency: "45", "under 1", "over 99". k is the count, n the runs.
func OfHundred(k, n int64) string {
	switch p := 100 * float64(k) / float64(max(1, n)); {
	case n == 0:
		return "–"
	case p < 0.5:
		return "under 1"
	case p >= 99.5:
		return "over 99"
	default:
		return fmt.Sprint(int(math.Floor(p + 0.5)))
	}
}

// Frequency is the same as a phrase: "45 of 100", "4 of 1,000", "fewer than 1 of 1,000", "none of 10,000 runs (upper bound 3 of 10,000)",
// "more than 99 of 100". Shares below half a point are told of 1,000.
func Frequency(k, n int64) string {
	p := float64(k) / float64(max(1, n))
	switch {
	case n == 0:
		return "no runs"
	case k == 0:
		return fmt.Sprintf("none of %s runs (upper bound 3 of %s)", Thousands(n), Thousands(n))
	case p < 0.0005:
		return "fewer than 1 of 1,000"
	case p < 0.005:
		return fmt.Sprintf("%d of 1,000", int(math.Floor(1000*p+0.5)))
	case p >= 0.995:
		return "more than 99 of 100"
	}
	return fmt.Sprintf("%d of 100", int(math.Floor(100*p+0.5)))
}

// Points is a difference in points with its sign and paired interval: "+13 points (11 to 15)". minus is the sign to use.
func Points(d Difference, minus string) string {
	digits := 0
	if d.High-d.Low < 0.02 { // whole points would hide most of so narrow an interval
		digits = 1
	}
	whole := func(x float64) string {
		v := fmt.Sprintf("%.*f", digits, math.Abs(100*x))
		if x < 0 && strings.Trim(v, "0.") != "" {
			return minus + v
		}
		return v
	}
	sign := "+"
	if d.Mean < 0 {
		sign = ""
	}
	return fmt.Sprintf("%s%s points (%s to %s)", sign, whole(d.Mean), whole(d.Low), whole(d.High))
}

// Hundred rounds counts to whole parts of total (100 squares, for example) so that they add up: largest remainder, ties to the
// earlier category. Without runs all are 0. Source: Hamilton's method.
func Hundred(counts []int64, total int) []int {
	out := make([]int, len(counts))
	n := int64(0)
	for _, k := range counts {
		n += k
	}
	if n == 0 {
		return out
	}
	type rest struct {
		i int
		r int64
	}
	rests := make([]rest, len(counts))
	left := total
	for i, k := range counts {
		out[i] = int(k * int64(total) / n)
		rests[i] = rest{i, k * int64(total) % n}
		left -= out[i]
	}
	sort.SliceStable(rests, func(a, b int) bool { return rests[a].r > rests[b].r })
	for i := range left {
		out[rests[i].i]++
	}
	return out
}

// EndingsOfHundred rounds the six endings so that they add up to 100 and the two sorts of deal to the rounded share of any deal: any deal
// is rounded by itself, then it is shared out, and so is what is left, by largest remainder. Every text, table, chart and terminal line about endings uses it,
// so that no two places can disagree. Runs that failed are among the 100 and in no ending: the six add up to less by their rounded share.
func EndingsOfHundred(e results.Endings, failed int64) [6]int {
	n := failed
	for _, k := range e {
		n += k
	}
	if n == 0 {
		return [6]int{}
	}
	deal := int(math.Floor(100*float64(e[0]+e[1])/float64(n) + 0.5))
	lost := min(100-deal, int(math.Floor(100*float64(failed)/float64(n)+0.5)))
	split := Hundred([]int64{e[0], e[1]}, deal)
	rest := Hundred([]int64{e[2], e[3], e[4], e[5]}, 100-deal-lost)
	return [6]int{split[0], split[1], rest[0], rest[1], rest[2], rest[3]}
}

// EndingTexts are the six endings and any deal as natural frequencies of 100 that add up: "45", "under 1", "over 99".
func EndingTexts(e results.Endings, failed int64) (six [6]string, deal string) {
	n := failed
	for _, k := range e {
		n += k
	}
	whole := EndingsOfHundred(e, failed)
	tell := func(k int64, h int) string {
		switch {
		case n == 0:
			return "–"
		case h == 0:
			return "under 1"
		case h == 100:
			return "over 99"
		}
		return fmt.Sprint(h)
	}
	for i := range six {
		six[i] = tell(e[i], whole[i])
	}
	return six, tell(e[0]+e[1], whole[0]+whole[1])
}

// Precision says how finely a share may be told, given the half-width of its interval.
type Precision int

// Precisions: whole numbers of 100 up to a half-width of 1.5 points, the nearest five up to 4, nothing beyond.
const (
	Whole Precision = iota
	Fives
	TooFew
)

// PrecisionOf is the precision of k of n by its Wilson interval.
func PrecisionOf(k, n int64) Precision {
	switch h := 100 * Wilson(k, n, Level).Half(); {
	case h <= 1.5:
		return Whole
	case h <= 4:
		return Fives
	}
	return TooFew
}

// Told is Frequency as finely as the runs allow: whole numbers of 100 where the half-width of the interval is at most 1.5 points, the
// nearest five up to 4 ("45 of 100", "fewer than 5 of 100", "more than 95 of 100"), "too few runs" beyond.
func Told(k, n int64) string {
	switch PrecisionOf(k, n) {
	case Whole:
		return Frequency(k, n)
	case TooFew:
		return "too few runs"
	}
	switch five := 5 * int(math.Floor(20*float64(k)/float64(n)+0.5)); {
	case k == 0:
		return Frequency(k, n)
	case five == 0:
		return "fewer than 5 of 100"
	case five == 100:
		return "more than 95 of 100"
	default:
		return fmt.Sprintf("%d of 100", five)
	}
}

// Thousands writes a count with commas.
func Thousands(n int64) string {
	s := fmt.Sprint(n)
	var b strings.Builder
	for i, c := range s {
		if i > 0 && c != '-' && (len(s)-i)%3 == 0 && s[i-1] != '-' {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	return b.String()
}
