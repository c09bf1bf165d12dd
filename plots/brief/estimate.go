package brief

// Shares as this package prints them. Every number goes through the one rounding of package stats; what is added
// here is the form of words around it.

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"parley/sim/results"
	"parley/sim/stats"
)

// endingIDs are the endings as files call them, in their fixed order.
var endingIDs = [6]string{"full-deal", "limited-deal", "blocked", "no-talks", "breakdown", "escalation"}

// odds is k of n, rounded for print.
type odds struct {
	K, N   int64
	TooFew bool   // too few runs to state a share at all
	Bare   string // "30", "under 1", "over 99": of 100, for tables, brackets and second mentions
	Of     string // "30 of 100", "4 of 1,000", "none of 100,000 runs (upper bound 3 of 100,000)"
	Runs   string // the same as "30 of 100 simulated negotiations"
	Rest   string // the complement of Bare
	Word   string // "unlikely (20–45%)"
	Other  string // the neighbouring word when the sampling interval spans a boundary
	Lo, Hi float64
}

// Words is the likelihood word, or both words when the sampling interval spans a boundary.
func (o odds) Words() string {
	if o.Other == "" {
		return o.Word
	}
	return o.Both() + ", since sampling noise spans the boundary"
}

// Both is the same without the reason.
func (o odds) Both() string {
	if o.Other == "" {
		return o.Word
	}
	return o.Word + " or " + o.Other
}

// others says what the complement does: "The other 70 end without one".
func (o odds) others(do string) string {
	if _, err := strconv.Atoi(o.Rest); err != nil {
		return capital(o.Rest) + " of 100 " + do
	}
	return "The other " + o.Rest + " " + do
}

// interval is the sampling interval of a share, of 100.
func (o odds) interval() string { return fmt.Sprintf("%.1f to %.1f", 100*o.Lo, 100*o.Hi) }

// lexicon puts likelihood words to shares.
type lexicon struct{ scale stats.Scale }

// lexiconOf is the scale a scenario asks for; the reader of scenarios has refused unknown ones.
func lexiconOf(m *results.Manifest) lexicon {
	s, _ := stats.ScaleNamed(m.Brief.Scale)
	return lexicon{s}
}

// at is the word of a share with its range: "unlikely (20–45%)". A scale without words gives the number.
func (l lexicon) at(p float64) string {
	b := l.scale.Word(p)
	if b.Word == "" {
		return "about " + stats.OfHundred(int64(math.Round(p*1e6)), 1e6) + "%"
	}
	return b.Word + " (" + b.Range() + ")"
}

// same tells whether two shares get the same word. A scale without words borrows those of the default.
func (l lexicon) same(p, q float64) bool { return l.band(p) == l.band(q) }

func (l lexicon) band(p float64) stats.Band {
	if len(l.scale.Bands) == 0 {
		return stats.Scales()[0].Word(p)
	}
	return l.scale.Word(p)
}

// odds reads k of n.
func (l lexicon) odds(k, n int64) odds {
	o := odds{K: k, N: n, Bare: stats.OfHundred(k, n), Of: stats.Frequency(k, n)}
	if n == 0 {
		o.TooFew, o.Rest, o.Runs = true, o.Bare, o.Of
		return o
	}
	i := stats.Wilson(k, n, stats.Level)
	o.Lo, o.Hi = i.Low, i.High
	o.TooFew = stats.PrecisionOf(k, n) == stats.TooFew
	o.Rest = stats.OfHundred(n-k, n)
	if o.Bare == "over 99" {
		o.Of = "more than 99 of 100"
	}
	o.Runs = o.Of + " simulated negotiations"
	if k == 0 {
		o.Runs = fmt.Sprintf("none of %s simulated negotiations (upper bound 3 of %s)", stats.Thousands(n), stats.Thousands(n))
	}
	p := float64(k) / float64(n)
	o.Word = l.at(p)
	for _, b := range l.scale.Words(i) {
		if word := b.Word + " (" + b.Range() + ")"; word != o.Word {
			o.Other = word
		}
	}
	return o
}

// endings reads the six endings and any deal, rounded together so that they add up, as in the charts. Runs that failed are in the denominator.
func (l lexicon) endings(o results.OptionSummary) (six [6]odds, deal odds) {
	e, n := o.Endings, o.Failed
	for _, k := range e {
		n += k
	}
	texts, any := stats.EndingTexts(e, o.Failed)
	for i, k := range e {
		six[i] = l.odds(k, n).told(texts[i])
	}
	return six, l.odds(e[0]+e[1], n).told(any)
}

// told replaces the rounding of one share by that of shares rounded together, where it is a whole number of 100.
func (o odds) told(text string) odds {
	k, err := strconv.Atoi(text)
	if err != nil || o.Of == "" || !strings.HasSuffix(o.Of, " of 100") || strings.HasPrefix(o.Of, "more") {
		return o
	}
	o.Bare, o.Rest = text, strconv.Itoa(100-k)
	o.Of = text + " of 100"
	o.Runs = o.Of + " simulated negotiations"
	return o
}

// samplingText is the half-width of the interval of a share, in points.
func samplingText(o odds) string {
	h := 100 * (o.Hi - o.Lo) / 2
	if h < 0.95 {
		return fmt.Sprintf("±%.1f", math.Max(h, 0.1))
	}
	return fmt.Sprintf("±%.0f", h)
}

// change is a paired difference to the first option.
type change struct {
	stats.Difference
	Text string // "+13 points (11 to 15)", "up by under 3 points" or "no detectable difference"
}

func changeOf(o results.OptionSummary, event func(int) bool) change {
	d := stats.Paired(o.Paired, event, stats.Level)
	return change{Difference: d, Text: d.Text(minus)}
}
