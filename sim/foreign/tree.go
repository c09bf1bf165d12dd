package foreign

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// node is a part of a JSON or YAML file, with keys in the order of the file.
type node struct {
	kind sort
	key  string // of a child of a map
	text string // of a scalar
	line int
	kids []*node
}

// keyParts stands between the parts of a key that is a list.
const keyParts = "\x1f"

type sort uint8

const (
	scalar sort = iota
	list
	table
)

// get finds a child of a map, nil when there is none.
func (n *node) get(keys ...string) *node {
	if n == nil {
		return nil
	}
	for _, k := range n.kids {
		for _, key := range keys {
			if n.kind == table && k.key == key {
				return k
			}
		}
	}
	return nil
}

// number reads a scalar as a finite number.
func (n *node) number(s source) (float64, error) {
	if n.kind != scalar {
		return 0, s.fault(n.line, "%s must be a number", n.name())
	}
	return number(s, n.line, n.name(), n.text)
}

func (n *node) name() string {
	if n.key == "" {
		return "the value"
	}
	return strconv.Quote(n.key)
}

func number(s source, line int, what, text string) (float64, error) {
	x, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil || x != x || x > 1e15 || x < -1e15 {
		return 0, s.fault(line, "%s must be a number, not %q", what, short(text))
	}
	return x, nil
}

func short(text string) string {
	if r := []rune(text); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return text
}

// parser bounds depth and number of parts.
type parser struct {
	source
	parts int
}

func (p *parser) grow(line, depth int) error {
	if p.parts++; p.parts > maxParts {
		return p.fault(line, "more than %d parts", maxParts)
	}
	if depth > maxDepth {
		return p.fault(line, "nested more than %d deep", maxDepth)
	}
	return nil
}

// parseJSON reads a JSON file. A key given twice is an error: one of the two would be lost.
func parseJSON(s source) (*node, error) {
	p := &parser{source: s}
	d := json.NewDecoder(bytes.NewReader(s.text))
	d.UseNumber()
	line, at := 1, int64(0)
	where := func() int {
		to := min(d.InputOffset(), int64(len(s.text)))
		line += bytes.Count(s.text[at:to], []byte{'\n'})
		at = to
		return line
	}
	broken := func(err error) error {
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			return s.fault(1+bytes.Count(s.text[:min(syntax.Offset, int64(len(s.text)))], []byte{'\n'}), "not JSON: %v", err)
		}
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return s.fault(where(), "not JSON: it ends too early")
		}
		return s.fault(where(), "not JSON: %v", err)
	}
	var value func(depth int) (*node, error)
	value = func(depth int) (*node, error) {
		tok, err := d.Token()
		if err != nil {
			return nil, broken(err)
		}
		n := &node{line: where()}
		if err := p.grow(n.line, depth); err != nil {
			return nil, err
		}
		switch t := tok.(type) {
		case json.Delim:
			if t == '[' {
				n.kind = list
				for d.More() {
					kid, err := value(depth + 1)
					if err != nil {
						return nil, err
					}
					n.kids = append(n.kids, kid)
				}
			} else {
				n.kind = table
				seen := map[string]bool{}
				for d.More() {
					key, err := d.Token()
					if err != nil {
						return nil, broken(err)
					}
					name, _ := key.(string)
					if seen[name] {
						return nil, s.fault(where(), "%q stands twice in the same object", short(name))
					}
					seen[name] = true
					kid, err := value(depth + 1)
					if err != nil {
						return nil, err
					}
					kid.key = name
					n.kids = append(n.kids, kid)
				}
			}
			if _, err := d.Token(); err != nil {
				return nil, broken(err)
			}
		case nil:
			n.text = ""
		default:
			n.text = fmt.Sprint(t)
		}
		return n, nil
	}
	root, err := value(1)
	if err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, s.fault(where(), "there is something after the end of the JSON value")
	}
	return root, nil
}

// parseYAML reads a YAML file. Aliases are refused: a few lines of them can stand for gigabytes.
func parseYAML(s source) (*node, error) {
	if depth := deepest(s.text); depth > 4*maxDepth {
		return nil, s.fault(0, "nested more than %d deep", maxDepth)
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(s.text, &doc); err != nil {
		return nil, s.fault(0, "not YAML: %s", strings.TrimPrefix(err.Error(), "yaml: "))
	}
	p := &parser{source: s}
	var value func(y *yaml.Node, depth int) (*node, error)
	value = func(y *yaml.Node, depth int) (*node, error) {
		n := &node{line: y.Line, text: y.Value}
		if err := p.grow(y.Line, depth); err != nil {
			return nil, err
		}
		switch y.Kind {
		case yaml.AliasNode:
			return nil, s.fault(y.Line, "aliases (*%s) are not read", short(y.Value))
		case yaml.SequenceNode:
			n.kind = list
			for _, c := range y.Content {
				kid, err := value(c, depth+1)
				if err != nil {
					return nil, err
				}
				n.kids = append(n.kids, kid)
			}
		case yaml.MappingNode:
			n.kind = table
			seen := map[string]bool{}
			for i := 0; i+1 < len(y.Content); i += 2 {
				k := y.Content[i]
				key := k.Value
				if k.Kind == yaml.SequenceNode {
					var parts []string
					for _, c := range k.Content {
						if c.Kind != yaml.ScalarNode {
							return nil, s.fault(c.Line, "a key must be a word, a number or a list of them")
						}
						parts = append(parts, c.Value)
					}
					key = strings.Join(parts, keyParts)
				} else if k.Kind != yaml.ScalarNode {
					return nil, s.fault(k.Line, "a key must be a word, a number or a list of them")
				}
				if seen[key] {
					return nil, s.fault(k.Line, "%q stands twice in the same map", short(strings.ReplaceAll(key, keyParts, ", ")))
				}
				seen[key] = true
				kid, err := value(y.Content[i+1], depth+1)
				if err != nil {
					return nil, err
				}
				kid.key = key
				n.kids = append(n.kids, kid)
			}
		}
		return n, nil
	}
	if len(doc.Content) == 0 {
		return nil, s.fault(0, "the file is empty")
	}
	return value(doc.Content[0], 1)
}

// deepest is the most brackets that stand open at once: a bound on the depth of a flow collection.
func deepest(text []byte) int {
	open, most := 0, 0
	for _, c := range text {
		switch c {
		case '[', '{':
			open++
			most = max(most, open)
		case ']', '}':
			open--
		}
	}
	return most
}
