package plots

import (
	"fmt"
	"math"
	"strings"

	"parley/sim/results"
	"parley/sim/stats"
)

// The gates of the takeaway generator. G1: a difference is stated only when stats.Difference.Detectable says so. G2: every number of a
// title is printed by the function that prints the table. G3: a superlative only where first and second differ by G1. G4: verbs and
// banned words. G5: length. G6: with nothing to say, a descriptive title. G7: a share in the title has its complement beside it.

// titleLimit is the longest title of a size, in characters (G5).
func titleLimit(z Size) int {
	if z == Half {
		return 60
	}
	return 95
}

// shortest picks the first candidate that fits the size; the last one is the fallback and must always fit (G5, G6).
func shortest(z Size, candidates ...string) string {
	for _, c := range candidates {
		if c != "" && len([]rune(c)) <= titleLimit(z) {
			return c
		}
	}
	last := candidates[len(candidates)-1]
	if r := []rune(last); len(r) > titleLimit(z) {
		return strings.TrimSpace(string(r[:titleLimit(z)]))
	}
	return last
}

// banned are words that generated text never uses (G4): they promise, soften or excite.
var banned = []string{"forecast", "predict", "will", "only", "just", "soar", "plunge", "possibly", "may", "might"}

// bannedIn finds a banned word in generated text, "" when there is none.
func bannedIn(s string) string {
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !(r >= 'a' && r <= 'z') }) {
		for _, b := range banned {
			if w == b {
				return w
			}
		}
	}
	return ""
}

// differ is G1 and G3 for two shares of the same runs: at least three points and two standard errors apart.
func differ(a, b, n int64) bool {
	if n == 0 {
		return false
	}
	p, q := float64(a)/float64(n), float64(b)/float64(n)
	se := math.Sqrt((p + q - (p-q)*(p-q)) / float64(n))
	return math.Abs(p-q) >= max(stats.MinPoints, 2*se)
}

func deals(e results.Endings) int64 { return e[0] + e[1] }

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

func thousands(n int64) string { return stats.Thousands(n) }

func uintText(n uint64) string { return fmt.Sprint(n) }

// sentence puts an ending's name into the middle of one.
func sentence(e int) string { return strings.ToLower(endingTitles[e]) }

// actorTitle is an actor's name.
func actorTitle(in Input, id string) string {
	for _, a := range in.Manifest.Actors {
		if a.ID == id {
			return a.Title
		}
	}
	return id
}

// lower puts a title into the middle of a sentence without harming names: "Iran (government): loss aversion" becomes
// "loss aversion, Iran (government)".
func lower(title string) string {
	if who, what, ok := strings.Cut(title, ": "); ok {
		return what + ", " + who
	}
	if len(title) > 1 && title[1] >= 'a' && title[1] <= 'z' {
		return strings.ToLower(title[:1]) + title[1:]
	}
	return title
}

// anchor says what a value of an issue means in its own unit: the nearest label, with the number.
func anchor(is results.Issue, x float64) string {
	best, label := math.Inf(1), ""
	for _, l := range append([]results.Level{{At: 0, Label: is.At0}, {At: 1, Label: is.At1}}, is.Levels...) {
		if d := math.Abs(l.At - x); l.Label != "" && d < best {
			best, label = d, l.Label
		}
	}
	return label
}
