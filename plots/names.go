package plots

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/sim/results"
)

// Names of actors, options, issues and inputs as charts print them: titles, never ids.

func actorTitle(in Input, id string) string {
	for _, a := range in.Manifest.Actors {
		if a.ID == id && a.Title != "" {
			return a.Title
		}
	}
	return id
}

// optionTitle is the title of the i-th option of the summary.
func optionTitle(in Input, i int) string {
	id := in.Summary.Options[i].ID
	for _, o := range in.Manifest.Options {
		if o.ID == id && o.Title != "" {
			return o.Title
		}
	}
	return id
}

func issueTitle(in Input, id string) string {
	if is, ok := issueOf(in, id); ok && is.Title != "" {
		return is.Title
	}
	return id
}

func issueOf(in Input, id string) (results.Issue, bool) {
	for _, is := range in.Manifest.Issues {
		if is.ID == id {
			return is, true
		}
	}
	return results.Issue{ID: id, Title: id}, false
}

// inputName is an input with its actor: "Iran (government): cost of no deal".
func inputName(in Input, title, actor, path string) string {
	if title == "" {
		title = path
	}
	if actor == "" || strings.Contains(title, ": ") {
		return title
	}
	return actorTitle(in, actor) + ": " + title
}

// spoken is an input's name within a sentence: "Cost of no deal (Iran government)".
func spoken(name string) string {
	who, what, ok := strings.Cut(name, ": ")
	if !ok {
		return name
	}
	who = strings.NewReplacer("(", "", ")", "").Replace(who)
	if head, tail, ok := strings.Cut(strings.TrimSuffix(what, ")"), " ("); ok {
		what = head + ", " + uncapital(tail)
	}
	return capital(what) + " (" + who + ")"
}

// uncapital puts a title into the middle of a sentence: the first letter small, unless the word is an abbreviation or the title a name
// of several capitalised words.
func uncapital(s string) string {
	words := strings.Fields(s)
	if len(words) == 0 {
		return s
	}
	if len(words) > 1 {
		if r, _ := utf8.DecodeRuneInString(words[1]); unicode.IsUpper(r) {
			return s
		}
	}
	r := []rune(s)
	if len(r) > 1 && unicode.IsUpper(r[1]) {
		return s
	}
	return string(unicode.ToLower(r[0])) + string(r[1:])
}

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// quoted sets off a name that an analyst chose from the sentence around it.
func quoted(s string) string { return "“" + s + "”" }

// inWords is a small number as prose writes it.
func inWords(n int) string {
	words := [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	if n < len(words) {
		return words[n]
	}
	return strconv.Itoa(n)
}

// anchors are the labelled values of an issue, rising, the two ends first and last.
func anchors(is results.Issue) []results.Level {
	out := []results.Level{{At: 0, Label: is.At0}}
	for _, l := range is.Levels {
		if l.At > 0 && l.At < 1 {
			out = append(out, l)
		}
	}
	return append(out, results.Level{At: 1, Label: is.At1})
}

// nearest is the label of the anchor closest to a value, "" when the issue has none.
func nearest(is results.Issue, x float64) string {
	best, label := 2.0, ""
	for _, l := range anchors(is) {
		d := l.At - x
		if d < 0 {
			d = -d
		}
		if l.Label != "" && d < best {
			best, label = d, l.Label
		}
	}
	return label
}

// sourceTitle is SourceName for a title: the assumption “economy”, “article, paragraph 5: weight”.
func sourceTitle(id string) string {
	if key, ok := strings.CutPrefix(id, "assumption/"); ok {
		return "the assumption “" + strings.ReplaceAll(key, "-", " ") + "”"
	}
	return "“" + SourceName(id) + "”"
}

// sourceText is what a piece of evidence says, in the words of its record: "Article, paragraph 5: He grants ...", "Assumed: Economic figures ...". It is
// SourceName where the result has no record of it, and in half size, which has no room for sentences.
func sourceText(in Input, id string, z Size) string {
	if z == Half {
		return SourceName(id)
	}
	for _, q := range in.Manifest.Quantities {
		for _, c := range q.From {
			if c.ID != id || c.Paraphrase == "" {
				continue
			}
			said, _, more := strings.Cut(c.Paraphrase, ". ") // its first sentence says what it is about
			if more {
				said += "."
			}
			if c.Assumption {
				return "Assumed: " + said
			}
			place, _, _ := strings.Cut(SourceName(id), ":")
			return capital(place) + ": " + said
		}
	}
	return SourceName(id)
}

// SourceName is the id of a piece of evidence as a chart says it: "article/p5#weight" is "article, paragraph 5: weight",
// "assumption/economy" is "assumption: economy". Other names stay.
func SourceName(id string) string {
	source, rest, ok := strings.Cut(id, "/")
	if !ok || strings.ContainsAny(id, " :") {
		return id
	}
	if place, slug, found := strings.Cut(rest, "#"); found {
		if n := strings.TrimPrefix(place, "p"); n != place && n != "" {
			place = "paragraph " + n
		}
		return source + ", " + place + ": " + strings.ReplaceAll(slug, "-", " ")
	}
	return source + ": " + strings.ReplaceAll(rest, "-", " ")
}
