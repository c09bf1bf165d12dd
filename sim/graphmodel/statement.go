package graphmodel

import (
	"fmt"
	"strings"
)

// A statement about options: "accept", "-abandon" or "not abandon", "accept & modify", "accept | delay", "insist if -accept",
// "insist iff -accept", with brackets. Not binds closest, then and, or, if, iff. Source: Peng 1999 (preference statements of GMCR II).

// truth says whether a statement holds in a combination of options.
type truth func(combo uint32) bool

// parseStatement reads a statement over the named options.
func parseStatement(text string, options []Option) (truth, error) {
	p := &statement{options: options}
	for _, r := range []string{"(", ")", "&", "|", "!", "¬"} {
		text = strings.ReplaceAll(text, r, " "+r+" ")
	}
	for _, w := range strings.Fields(text) {
		for len(w) > 1 && w[0] == '-' {
			p.words = append(p.words, "-")
			w = w[1:]
		}
		p.words = append(p.words, w)
	}
	if len(p.words) > 200 {
		return nil, fmt.Errorf("the statement is too long")
	}
	t, err := p.level(0)
	if err != nil {
		return nil, err
	}
	if p.at < len(p.words) {
		return nil, fmt.Errorf("%q was not expected", p.words[p.at])
	}
	return t, nil
}

type statement struct {
	options []Option
	words   []string
	at      int
	depth   int
}

var operators = [][]string{{"iff"}, {"if"}, {"|", "or"}, {"&", "and"}}

func (p *statement) peek() string {
	if p.at < len(p.words) {
		return strings.ToLower(p.words[p.at])
	}
	return ""
}

func (p *statement) level(l int) (truth, error) {
	if l == len(operators) {
		return p.factor()
	}
	a, err := p.level(l + 1)
	if err != nil {
		return nil, err
	}
	for {
		op := p.peek()
		if op == "" || op != operators[l][0] && (len(operators[l]) == 1 || op != operators[l][1]) {
			return a, nil
		}
		p.at++
		b, err := p.level(l + 1)
		if err != nil {
			return nil, err
		}
		x := a
		switch l {
		case 0:
			a = func(c uint32) bool { return x(c) == b(c) }
		case 1:
			a = func(c uint32) bool { return x(c) || !b(c) }
		case 2:
			a = func(c uint32) bool { return x(c) || b(c) }
		default:
			a = func(c uint32) bool { return x(c) && b(c) }
		}
	}
}

func (p *statement) factor() (truth, error) {
	if p.depth++; p.depth > 50 {
		return nil, fmt.Errorf("the statement is nested too deep")
	}
	defer func() { p.depth-- }()
	w := p.peek()
	p.at++
	switch w {
	case "":
		return nil, fmt.Errorf("the statement ends too early")
	case "not", "-", "!", "¬":
		t, err := p.factor()
		if err != nil {
			return nil, err
		}
		return func(c uint32) bool { return !t(c) }, nil
	case "(":
		t, err := p.level(0)
		if err != nil {
			return nil, err
		}
		if p.peek() != ")" {
			return nil, fmt.Errorf("a bracket is not closed")
		}
		p.at++
		return t, nil
	}
	for k, o := range p.options {
		if o.ID == w {
			return func(c uint32) bool { return c>>k&1 == 1 }, nil
		}
	}
	var ids []string
	for _, o := range p.options {
		ids = append(ids, o.ID)
	}
	return nil, fmt.Errorf("no option %q; there are: %s", w, strings.Join(ids, ", "))
}
