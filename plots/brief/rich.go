package brief

// Generated text as HTML: escaped, with its strong words set in bold.

import (
	"html/template"
	"regexp"
	"sort"
	"strings"

	"parley/sim/stats"
)

// strongWords are set in bold wherever generated text has them: a likelihood word with its range, and a level of
// confidence.
func strongWords() *regexp.Regexp {
	var names []string
	for _, s := range stats.Scales() {
		for _, b := range s.Bands {
			names = append(names, regexp.QuoteMeta(b.Word))
		}
	}
	sort.Slice(names, func(i, j int) bool { return len(names[i]) > len(names[j]) })
	return regexp.MustCompile(`(?:` + strings.Join(names, "|") + `) \(\d+–\d+%\)|Confidence in this judgement is (?:low|moderate|high)`)
}

// rich escapes a text and sets its strong words in bold.
func rich(s string) template.HTML {
	var b strings.Builder
	last := 0
	for _, at := range strongWords().FindAllStringIndex(s, -1) {
		b.WriteString(template.HTMLEscapeString(s[last:at[0]]))
		strong := template.HTMLEscapeString(s[at[0]:at[1]])
		if i := strings.LastIndex(strong, "("); i > 0 { // the range stays on one line
			strong = strong[:i] + `<span class="whole">` + strong[i:] + `</span>`
		}
		b.WriteString("<strong>" + strong + "</strong>")
		last = at[1]
	}
	b.WriteString(template.HTMLEscapeString(s[last:]))
	return template.HTML(b.String())
}
