package dist

import (
	"fmt"
	"slices"
	"strings"

	"parley/sim/diag"
)

// ParseQuantity reads a distribution with its evidence: "pert 0.2 0.3 0.5 from article/p9#distrust, assumption".
// levels are the names of the values 0, 1, 2... of a quantity that has such, nil otherwise. The error's positions
// are bytes of text.
func ParseQuantity(text string, levels []string) (Quantity, *Error) {
	words := split(text, 0)
	for i, w := range words {
		if w.text != "from" {
			continue
		}
		d, err := parse(text, words[:i], levels, w.offset)
		if err != nil {
			return Quantity{}, err
		}
		refs, err := parseRefs(text, w)
		if err != nil {
			return Quantity{}, err
		}
		return Quantity{Text: text, Dist: d, From: refs}, nil
	}
	if _, err := parse(text, words, levels, len(text)); err != nil {
		return Quantity{}, err
	}
	end := words[len(words)-1].end()
	return Quantity{}, &Error{Class: NoEvidence, Offset: words[0].offset, Len: end - words[0].offset,
		Message: "a quantity needs its evidence",
		Hint:    "write " + strings.TrimSpace(text[:end]) + " from <evidence>, or from assumption"}
}

// Parse reads a distribution without evidence.
func Parse(text string, levels []string) (Dist, *Error) {
	return parse(text, split(text, 0), levels, len(text))
}

// parse reads the words of a specification. end is where the caret of something missing goes.
func parse(text string, words []word, levels []string, end int) (Dist, *Error) {
	if len(words) == 0 {
		return nil, &Error{Class: Malformed, Offset: end, Len: min(len("from"), len(text)-end), Message: "a number or a distribution is missing", Hint: "for example 0.4, or pert 0.2 0.4 0.6"}
	}
	first := words[0]
	r := &reader{levels: levels, name: first, args: words[1:], end: words[len(words)-1].end()}
	forms := Forms()
	for _, f := range forms {
		if f.Name != "" && f.Name == first.text {
			r.form = f
			return f.read(r)
		}
	}
	r.form = forms[0]
	return r.form.read(r)
}

// readPoint reads a plain number or level.
func readPoint(r *reader) (Dist, *Error) {
	v, err := r.level(r.name)
	if err != nil {
		if err.Class != Unknown {
			return nil, err
		}
		return nil, unknownName(r)
	}
	if len(r.args) > 0 {
		hint := ""
		if _, err := number(r.args[0]); err == nil && r.levels == nil {
			hint = fmt.Sprintf("for a range write uniform %s %s", r.name.text, r.args[0].text)
		}
		return nil, across(r.args, Malformed, hint, "a fixed value is one word, %q is too much", join(r.args))
	}
	p := point{value: v}
	if r.levels != nil {
		p.level = r.levels[int(v)]
	}
	return p, nil
}

// level reads a value: a name of the quantity's levels, or a number. An unknown name is an error of class Unknown.
func (r *reader) level(w word) (float64, *Error) {
	for i, name := range r.levels {
		if name == w.text {
			return float64(i), nil
		}
	}
	if c := strings.TrimLeft(w.text, "+-."); c == "" || c[0] < '0' || c[0] > '9' {
		if err := notANumber(w); err.Class == Impossible {
			return 0, err
		}
		if r.levels == nil {
			return 0, at(w, Unknown, "", "%q is not a number, and this quantity has no named levels", w.text)
		}
		return 0, at(w, Unknown, suggestion(w.text, r.levels), "no level %q, there are %s", w.text, strings.Join(r.levels, ", "))
	}
	v, err := number(w)
	if err != nil {
		return 0, err
	}
	if r.levels != nil && (v != float64(int(v)) || v < 0 || int(v) >= len(r.levels)) {
		return 0, at(w, Impossible, "write one of "+strings.Join(r.levels, ", "), "%s is no level of this quantity", w.text)
	}
	return v, nil
}

// unknownName is the error for a first word that is nothing.
func unknownName(r *reader) *Error {
	var names []string
	for _, f := range Forms() {
		if f.Name != "" {
			names = append(names, f.Name)
		}
	}
	if r.levels != nil && len(r.args) == 0 {
		return at(r.name, Unknown, suggestion(r.name.text, append(append([]string{}, r.levels...), names...)),
			"no level %q, there are %s", r.name.text, strings.Join(r.levels, ", "))
	}
	hint := suggestion(r.name.text, names)
	if hint == "" {
		hint = "there are " + strings.Join(names, ", ")
	}
	return at(r.name, Unknown, hint, "no distribution %q", r.name.text)
}

// suggestion is a did-you-mean, empty when nothing is near.
func suggestion(text string, candidates []string) string {
	lower := strings.ToLower(text)
	near := diag.Suggest(lower, candidates)
	if slices.Contains(candidates, lower) { // only its case is wrong
		near = lower
	}
	if near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return ""
}
