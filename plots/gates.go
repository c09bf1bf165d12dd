package plots

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/sim/stats"
)

// The gates of the takeaway generator.
//
//	G1 size         a difference is stated if it is at least three points and two standard errors: differ, stats.Difference.Detectable
//	G2 one rounding every number of a title is one of the facts, and stands in the table character for character: choose
//	G3 superlatives "most" takes a first that differs from the second by G1; else both are named
//	G4 verbs        inputs are drawn independently, so they "move" the odds; banned words promise, soften or excite
//	G5 length       the first template that is short enough, never a cut one: choose
//	G6 fallback     the last template says what is drawn and claims nothing
//	G7 symmetry     a share in the title has its complement in the subtitle

// titleLimit is the longest title of a size, in characters (G5).
func titleLimit(z Size) int {
	if z == Half {
		return 60
	}
	return 95
}

// altLimit is the longest alternative text.
const altLimit = 150

// choose sets the title to the first candidate that fits, and the facts to those that it states. The last candidate is the fallback and
// fits every size.
func (t *Takeaway) choose(z Size, facts []string, candidates ...string) {
	t.Title = firstWithin(titleLimit(z), candidates...)
	t.Facts = nil
	for _, f := range facts {
		if f != "" && states(t.Title, f) {
			t.Facts = append(t.Facts, f)
		}
	}
}

// describe sets the alternative text: what is drawn, then the takeaway or the longest of the shorter ones that fits.
func (t *Takeaway) describe(kind string, candidates ...string) {
	room := altLimit - utf8.RuneCountInString(kind) - 2
	if say := firstWithin(room, append([]string{t.Title}, candidates...)...); utf8.RuneCountInString(say) <= room {
		t.Alt = kind + "; " + say
		return
	}
	t.Alt = kind
}

// firstWithin is the first candidate of at most so many characters, else the last.
func firstWithin(limit int, candidates ...string) string {
	for _, c := range candidates {
		if c != "" && utf8.RuneCountInString(c) <= limit {
			return c
		}
	}
	return candidates[len(candidates)-1]
}

// states tells whether a text holds a fact with no letter or digit directly before or after it.
func states(text, fact string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], fact)
		if i < 0 {
			return false
		}
		i += at
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+len(fact):])
		if !inWord(before) && !inWord(after) {
			return true
		}
		at = i + 1
	}
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// banned are words that generated text never uses (G4).
var banned = []string{"forecast", "forecasts", "predict", "predicts", "prediction", "will", "only", "just", "soar", "soars", "plunge", "plunges", "possibly", "may", "might"}

// bannedIn finds a banned word in a text, "" when there is none.
func bannedIn(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
	for _, w := range words {
		for _, b := range banned {
			if w == b {
				return w
			}
		}
	}
	return ""
}

// differ is G1 for two shares of the same runs, a and b of n.
func differ(a, b, n int64) bool {
	if n == 0 {
		return false
	}
	p, q := float64(a)/float64(n), float64(b)/float64(n)
	se := math.Sqrt(max(0, p+q-(p-q)*(p-q)) / float64(n))
	return math.Abs(p-q) >= max(stats.MinPoints, 2*se)-1e-12
}

// tooFew tells that a share is known too badly to be stated at all.
func tooFew(k, n int64) bool { return n == 0 || stats.PrecisionOf(k, n) == stats.TooFew }
