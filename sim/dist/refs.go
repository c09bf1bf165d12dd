package dist

import (
	"strings"
	"unicode/utf8"
)

// parseRefs reads the list of evidence behind the word from.
func parseRefs(text string, from word) ([]Ref, *Error) {
	var refs []Ref
	start := from.end()
	for {
		stop := strings.IndexByte(text[start:], ',')
		if stop < 0 {
			stop = len(text)
		} else {
			stop += start
		}
		words := split(text[start:stop], start)
		if len(words) == 0 {
			where := word{text[start:stop], start}
			if stop == len(text) { // nothing follows: point at what it should follow
				where = from
				if len(refs) > 0 {
					where = word{",", start - 1}
				}
			}
			if where.text == "" {
				where = word{",", start}
			}
			return nil, at(where, NoEvidence, "for example from article/p9#distrust, or from assumption", "evidence is missing here")
		}
		if len(words) > 1 {
			return nil, across(words[1:], NoEvidence, "put a comma between "+words[0].text+" and "+words[1].text, "one id of evidence, then a comma")
		}
		if err := checkRef(words[0]); err != nil {
			return nil, err
		}
		for _, r := range refs {
			if r.ID == words[0].text {
				return nil, at(words[0], NoEvidence, "name it once", "%s is named twice", r.ID)
			}
		}
		refs = append(refs, Ref{ID: words[0].text, Offset: words[0].offset, Len: len(words[0].text)})
		if stop == len(text) {
			return refs, nil
		}
		start = stop + 1
	}
}

// checkRef looks at the form of an id: "assumption", or two parts with a slash, the second with at most one "#".
func checkRef(w word) *Error {
	const hint = "an id is assumption, assumption/<slug>, <source>/<slug> or <source>/<locator>#<slug>"
	for i, c := range w.text {
		if !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || strings.ContainsRune("-_./#", c)) {
			_, width := utf8.DecodeRuneInString(w.text[i:])
			return at(word{w.text[i : i+width], w.offset + i}, NoEvidence, hint, "%q does not belong into an id of evidence", c)
		}
	}
	if w.text == "assumption" {
		return nil
	}
	source, rest, slash := strings.Cut(w.text, "/")
	locator, slug, hash := strings.Cut(rest, "#")
	if !slash || source == "" || strings.Contains(source, "#") || locator == "" || hash && (slug == "" || strings.Contains(slug, "#")) {
		return at(w, NoEvidence, hint, "%q is not an id of evidence", w.text)
	}
	return nil
}
