package scenarios

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"parley/sim/diag"
)

// Limits on what a user's file may be. They are far beyond any scenario and keep absurd files from hurting.
const (
	maxBytes = 1 << 20
	maxDepth = 32
)

// kind of a node.
type nodeKind int8

const (
	scalarNode nodeKind = iota
	mapNode
	listNode
)

// place is where something stands in a file. line 0 is no place in particular.
type place struct {
	file                string
	line, column, width int
}

// node is a piece of a scenario file that remembers where it stands. Maps keep the order of their keys.
type node struct {
	kind   nodeKind
	at     place
	value  string // of a scalar, as written, without quotes
	quoted bool
	keys   []key
	items  []*node // of a map in the order of keys, or of a list
}

type key struct {
	name string
	at   place
}

// get is a map's value, nil when there is none.
func (n *node) get(name string) *node {
	if n == nil || n.kind != mapNode {
		return nil
	}
	for i, k := range n.keys {
		if k.name == name {
			return n.items[i]
		}
	}
	return nil
}

// set replaces or appends a map's value.
func (n *node) set(k key, v *node) {
	for i := range n.keys {
		if n.keys[i].name == k.name {
			n.keys[i], n.items[i] = k, v
			return
		}
	}
	n.keys, n.items = append(n.keys, k), append(n.items, v)
}

// drop takes a key out of a map.
func (n *node) drop(name string) {
	for i := range n.keys {
		if n.keys[i].name == name {
			n.keys = append(n.keys[:i:i], n.keys[i+1:]...)
			n.items = append(n.items[:i:i], n.items[i+1:]...)
			return
		}
	}
}

// clone copies a tree, so that options can change it.
func (n *node) clone() *node {
	if n == nil {
		return nil
	}
	c := *n
	c.keys = append([]key(nil), n.keys...)
	c.items = make([]*node, len(n.items))
	for i, v := range n.items {
		c.items[i] = v.clone()
	}
	return &c
}

// over lays a tree over a base: maps merge key by key, everything else is replaced whole.
func over(base, top *node) *node {
	if base == nil {
		return top.clone()
	}
	if top == nil {
		return base.clone()
	}
	if base.kind != mapNode || top.kind != mapNode {
		return top.clone()
	}
	out := base.clone()
	out.at = top.at
	for i, k := range top.keys {
		out.set(k, over(base.get(k.name), top.items[i]))
	}
	return out
}

// parse reads one YAML document into a tree. Findings are complete: a file with one is not used.
func parse(file string, text []byte) (*node, diag.Findings) {
	fail := func(code, message, hint string, line, column int) (*node, diag.Findings) {
		return nil, diag.Findings{{Code: code, Severity: diag.Error, File: file, Line: line, Column: column, Width: 1, Message: message, Hint: hint}}
	}
	switch {
	case len(text) > maxBytes:
		return fail(diag.Unreadable, fmt.Sprintf("the file has %d bytes; a scenario file has at most %d", len(text), maxBytes), "split it, or check that this is the right file", 0, 0)
	case !utf8.Valid(text):
		line, col := badByte(text)
		return fail(diag.Unreadable, "the file is not text in UTF-8", "save it as UTF-8", line, col)
	}
	for i, line := range strings.Split(string(text), "\n") {
		if trimmed := strings.TrimLeft(line, " "); strings.HasPrefix(trimmed, "\t") && strings.TrimSpace(line) != "" && !strings.HasPrefix(strings.TrimSpace(line), "#") {
			return fail(diag.Indentation, "a tab in the indentation", "indent with blanks, two per level", i+1, len(line)-len(trimmed)+1)
		}
	}
	if line, deep := tooDeep(text); deep {
		return fail(diag.Unreadable, fmt.Sprintf("nested deeper than %d levels", maxDepth), "", line, 1)
	}
	var doc yaml.Node
	if err := yaml.Load(text, &doc); err != nil {
		return nil, syntax(file, text, err)
	}
	p := &parser{file: file, lines: strings.Split(string(text), "\n")}
	root := &doc
	if root.Kind == yaml.DocumentNode {
		if len(root.Content) == 0 {
			return &node{kind: mapNode, at: place{file, 1, 1, 1}}, nil
		}
		root = root.Content[0]
	}
	n := p.read(root, 0)
	if len(p.findings) > 0 {
		return nil, p.findings
	}
	if n.kind != mapNode {
		return fail(diag.WrongType, "the file is not a map of keys to values", "begin with `title: ...`", 1, 1)
	}
	return n, nil
}

type parser struct {
	file     string
	lines    []string
	findings diag.Findings
}

func (p *parser) place(y *yaml.Node) place {
	width := max(1, utf8.RuneCountInString(y.Value))
	if y.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 {
		width += 2
	}
	return place{p.file, y.Line, y.Column, width}
}

func (p *parser) refuse(code string, y *yaml.Node, message, hint string) {
	at := p.place(y)
	p.findings = append(p.findings, diag.Finding{Code: code, Severity: diag.Error, File: p.file, Line: at.line, Column: at.column, Width: at.width, Message: message, Hint: hint})
}

func (p *parser) read(y *yaml.Node, depth int) *node {
	n := &node{at: p.place(y)}
	if depth > maxDepth {
		p.refuse(diag.Unreadable, y, fmt.Sprintf("nested deeper than %d levels", maxDepth), "")
		return n
	}
	if y.Anchor != "" {
		p.refuse(diag.NotAllowed, y, "an anchor (&"+y.Anchor+")", "write the value where it is used")
	}
	if y.Kind == yaml.AliasNode {
		p.refuse(diag.NotAllowed, y, "an alias (*"+y.Value+")", "write the value here")
		return n
	}
	if y.Style&yaml.TaggedStyle != 0 {
		p.refuse(diag.NotAllowed, y, "a tag ("+y.Tag+")", "leave it out")
	}
	switch y.Kind {
	case yaml.MappingNode:
		n.kind = mapNode
		seen := map[string]int{}
		for i := 0; i+1 < len(y.Content); i += 2 {
			k, v := y.Content[i], y.Content[i+1]
			if k.Kind != yaml.ScalarNode {
				p.refuse(diag.WrongType, k, "a key that is not a plain word", "")
				continue
			}
			if k.Value == "<<" {
				p.refuse(diag.NotAllowed, k, "a merge key (<<)", "use `extends:` to build on another scenario")
				continue
			}
			if line, twice := seen[k.Value]; twice {
				p.refuse(diag.DuplicateKey, k, fmt.Sprintf("%q stands here twice, first in line %d", k.Value, line), "keep one of them")
				continue
			}
			seen[k.Value] = k.Line
			n.keys = append(n.keys, key{k.Value, p.place(k)})
			n.items = append(n.items, p.read(v, depth+1))
		}
	case yaml.SequenceNode:
		n.kind = listNode
		for _, v := range y.Content {
			n.items = append(n.items, p.read(v, depth+1))
		}
	default:
		n.value = y.Value
		n.quoted = y.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0
	}
	return n
}

// tooDeep finds text whose brackets or block indentation nest absurdly deep, before a parser recurses into it.
func tooDeep(text []byte) (line int, deep bool) {
	depth, line := 0, 1
	dashes := 0
	for _, c := range text {
		switch c {
		case '\n':
			line++
			dashes = 0
		case '[', '{':
			if depth++; depth > 4*maxDepth {
				return line, true
			}
		case ']', '}':
			depth = max(0, depth-1)
		case '-', '?':
			if dashes++; dashes > 400 {
				return line, true
			}
		}
	}
	return 0, false
}

func badByte(text []byte) (line, column int) {
	line, column = 1, 1
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		if r == utf8.RuneError && size == 1 {
			return line, column
		}
		column++
		if r == '\n' {
			line, column = line+1, 1
		}
		text = text[size:]
	}
	return line, column
}

var inLine = regexp.MustCompile(`(?:line |L)(\d+)(?:[.:, ]*(?:column |C)(\d+))?`)

// syntax turns what the YAML library says into findings in our words.
func syntax(file string, text []byte, err error) diag.Findings {
	var out diag.Findings
	add := func(line, column int, message string) {
		f := diag.Finding{Code: diag.NotYAML, Severity: diag.Error, File: file, Line: max(1, line), Column: max(1, column), Width: 1, Message: "not valid YAML: " + message}
		lower := strings.ToLower(message)
		switch {
		case strings.Contains(lower, "multiple documents") || strings.Contains(lower, "expected a single document") || strings.Contains(lower, "more than one document"):
			f.Code, f.Message, f.Hint = diag.NotAllowed, "several documents in one file", "remove the line `---` and what follows it"
		case strings.Contains(lower, "indent") || strings.Contains(lower, "did not find expected") || strings.Contains(lower, "block mapping") || strings.Contains(lower, "mapping values are not allowed") || strings.Contains(lower, "block collection"):
			f.Code = diag.Indentation
			f.Message = "wrong indentation, or a colon or quote too many or too few"
			f.Label = "reading stopped here"
			f.Hint = "keys that belong together start in the same column; a text with a colon in it needs quotes"
			if sibling := indentOf(text, f.Line); sibling != "" {
				f.Hint = sibling
			}
		case strings.Contains(lower, "already defined") || strings.Contains(lower, "duplicate"):
			f.Code, f.Hint = diag.DuplicateKey, "keep one of them"
		}
		out = append(out, f)
	}
	var many *yaml.LoadErrors
	if errors.As(err, &many) {
		for _, e := range many.Errors {
			add(e.Mark.Line, e.Mark.Column, e.Message)
		}
		return out
	}
	var one *yaml.LoadError
	if errors.As(err, &one) {
		add(one.Mark.Line, one.Mark.Column, one.Message)
		return out
	}
	line, column := 1, 1
	if m := inLine.FindStringSubmatch(err.Error()); m != nil {
		line, _ = strconv.Atoi(m[1])
		if m[2] != "" {
			column, _ = strconv.Atoi(m[2])
		}
	}
	add(line, column, strings.TrimPrefix(err.Error(), "yaml: "))
	return out
}

// indentOf compares a line's indentation with its neighbours' and says what to do when it lies between them.
func indentOf(text []byte, line int) string {
	lines := strings.Split(string(text), "\n")
	if line < 1 || line > len(lines) {
		return ""
	}
	indent := func(s string) int { return len(s) - len(strings.TrimLeft(s, " ")) }
	own := indent(lines[line-1])
	for i := line - 2; i >= 0 && i >= line-6; i-- {
		if strings.TrimSpace(lines[i]) == "" || strings.HasPrefix(strings.TrimSpace(lines[i]), "#") {
			continue
		}
		if other := indent(lines[i]); other != own && other-own < 2 && own-other < 2 {
			return fmt.Sprintf("this line starts in column %d, the one before in column %d: make them equal, or two apart", own+1, other+1)
		}
		break
	}
	return ""
}
