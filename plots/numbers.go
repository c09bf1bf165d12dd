package plots

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"parley/sim/results"
	"parley/sim/stats"
)

// Numbers as charts print them. Shares go through the one rounding of package stats; here stand the forms around it.

const minus = "−"

func deals(e results.Endings) int64 { return e[fullDeal] + e[limitedDeal] }

func total(e results.Endings) int64 {
	n := int64(0)
	for _, k := range e {
		n += k
	}
	return n
}

func rate(c results.Count) float64 {
	if c.N == 0 {
		return 0
	}
	return float64(c.K) / float64(c.N)
}

// runs are all runs of an option: those that failed are in every denominator, though in no ending.
func runs(o *results.OptionSummary) int64 { return total(o.Endings) + o.Failed }

// split is the six endings of 100, rounded together so that they add up, with any deal as the sum of the first two.
type split struct {
	whole      [6]int    // squares
	full       int       // what they add up to: 100 less the runs that failed
	text       [6]string // "17", "under 1", "over 99"
	deal, none string
}

func splitOf(o *results.OptionSummary) split {
	var s split
	s.whole = stats.EndingsOfHundred(o.Endings, o.Failed)
	s.text, s.deal = stats.EndingTexts(o.Endings, o.Failed)
	for _, k := range s.whole {
		s.full += k
	}
	s.none = part(s.full-s.whole[fullDeal]-s.whole[limitedDeal], runs(o))
	return s
}

// part prints a whole part of 100: nothing is ever 0 or 100, as in stats.OfHundred.
func part(whole int, n int64) string {
	switch {
	case n == 0:
		return "–"
	case whole <= 0:
		return "under 1"
	case whole >= 100:
		return "over 99"
	}
	return strconv.Itoa(whole)
}

// short makes a part of 100 narrow enough for a mark's end.
func short(s string) string {
	return strings.NewReplacer("under 1", "<1", "over 99", ">99").Replace(s)
}

// wholePoints is a difference of shares in points without its sign.
func wholePoints(x float64) string { return strconv.Itoa(int(math.Floor(math.Abs(100*x) + 0.5))) }

// sampling is the half-width of a share's interval, "±0.6 points".
func sampling(k, n int64) string {
	h := 100 * stats.Wilson(k, n, stats.Level).Half()
	if h < 0.95 {
		return fmt.Sprintf("±%.1f points", max(h, 0.1))
	}
	return fmt.Sprintf("±%.0f points", h)
}

// value prints a quantity in its unit with three significant figures: a share as a percentage, a true minus.
func value(x float64, unit string) string {
	suffix := ""
	if unit == "share" {
		x, suffix = 100*x, "%"
	}
	digits := 0
	if a := math.Abs(x); a > 0 && a < 100 {
		digits = min(6, 2-int(math.Floor(math.Log10(a))))
	}
	return tick(x, digits) + suffix
}

// tick prints a number with at most so many decimals and no zeros at the end.
func tick(x float64, decimals int) string {
	t := strconv.FormatFloat(x, 'f', max(0, decimals), 64)
	if strings.Contains(t, ".") {
		t = strings.TrimRight(strings.TrimRight(t, "0"), ".")
	}
	if t == "-0" {
		t = "0"
	}
	return strings.Replace(t, "-", minus, 1)
}

// ticks are at most n+1 round values within [lo, hi], with the decimals they need.
func ticks(lo, hi float64, n int) (at []float64, decimals int) {
	if !(hi > lo) || n < 1 {
		return []float64{lo}, 2
	}
	base := math.Pow(10, math.Floor(math.Log10((hi-lo)/float64(n))))
	step := 10 * base
	for _, m := range []float64{1, 2, 2.5, 5} {
		if (hi-lo)/(base*m) <= float64(n) {
			step = base * m
			break
		}
	}
	decimals = max(0, int(math.Ceil(-math.Log10(step)-1e-9)))
	if math.Abs(step/base-2.5) < 1e-9 {
		decimals++
	}
	for i := math.Ceil(lo/step - 1e-9); i*step <= hi+1e-9*step; i++ {
		at = append(at, i*step)
	}
	return at, decimals
}

// axisText prints an axis value in its unit.
func axisText(x float64, unit string, decimals int) string {
	if unit == "share" {
		return tick(100*x, decimals-2) + "%"
	}
	return tick(x, decimals)
}
