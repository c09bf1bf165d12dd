package diag

import (
	"strings"
	"unicode/utf8"
)

// The tree of a YAML file: what a reader of scenarios, actor profiles and evidence works on. Every key and value remembers where it
// stands, so that whatever is wrong with it can be shown there.

// Kind is the sort of a node.
type Kind int8

const (
	Scalar Kind = iota
	Map
	List
	Null   // nothing, ~ or null where a value belongs
	Broken // a block that could not be read; a finding says so
)

// Place is a stretch of one line of a file, counted in characters from 1. Line 0 is no place in particular.
type Place struct {
	File                string
	Line, Column, Width int
}

// Node is a value in a file.
type Node struct {
	Kind   Kind
	At     Place
	Text   string // of a scalar: as written, without quotes; numbers are not converted
	Quoted bool   // a scalar in quotes or in block style
	Keys   []Key  // of a map, in the order of the file, none twice
	Items  []*Node

	source *Source // nil for what no file says
}

// Key is a key of a map.
type Key struct {
	Name string
	At   Place
}

// Source is the text of a file in lines.
type Source struct {
	Name  string
	Lines []string
}

// NewSource cuts a text into lines.
func NewSource(name string, text []byte) *Source {
	lines := strings.Split(strings.TrimPrefix(string(text), "\ufeff"), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimSuffix(l, "\r")
	}
	return &Source{name, lines}
}

// Get is a map's value, nil when there is none.
func (n *Node) Get(name string) *Node {
	if n == nil || n.Kind != Map {
		return nil
	}
	for i := range n.Keys {
		if n.Keys[i].Name == name {
			return n.Items[i]
		}
	}
	return nil
}

// Find is a value below, by its path: Find("talks", "slope"); nil when there is none.
func (n *Node) Find(path ...string) *Node {
	for _, p := range path {
		n = n.Get(p)
	}
	return n
}

// Key is the place of a map's key.
func (n *Node) Key(name string) (Place, bool) {
	if n != nil && n.Kind == Map {
		for _, k := range n.Keys {
			if k.Name == name {
				return k.At, true
			}
		}
	}
	return Place{}, false
}

// Set replaces or appends a map's value.
func (n *Node) Set(k Key, v *Node) {
	for i := range n.Keys {
		if n.Keys[i].Name == k.Name {
			n.Keys[i], n.Items[i] = k, v
			return
		}
	}
	n.Keys, n.Items = append(n.Keys, k), append(n.Items, v)
}

// Over lays a tree over a base: maps merge key by key, all else is replaced whole. Keys keep the order of the base, new ones follow.
// Neither argument is changed; leaves are shared.
func Over(base, top *Node) *Node {
	switch {
	case base == nil || base.Kind != Map:
		if top == nil || top.Kind == Broken {
			return base
		}
		return top
	case top == nil || top.Kind == Broken:
		return base
	case top.Kind != Map:
		return top
	}
	out := *base
	out.At, out.source = top.At, top.source
	out.Keys, out.Items = append([]Key(nil), base.Keys...), append([]*Node(nil), base.Items...)
	for i, k := range top.Keys {
		out.Set(k, Over(base.Get(k.Name), top.Items[i]))
	}
	return &out
}

// Within is the place of some bytes of a scalar's text: for carets under one word of it.
func (n *Node) Within(offset, length int) Place {
	if n.Kind != Scalar || n.source == nil || offset < 0 || length < 0 || offset+length > len(n.Text) {
		return n.At
	}
	// The text is found again in the file word by word: that is right for text in quotes and for text over several lines, where
	// blanks in the file and in the value differ.
	word, inside := 0, 0
	for i, start := 0, -1; i <= offset && i < len(n.Text); i++ {
		if blank(n.Text[i]) {
			start = -1
		} else if start < 0 {
			start, word = i, word+1
		}
		inside = 0
		if start >= 0 {
			inside = i - start
		}
	}
	end := offset >= len(n.Text) // behind the last character
	if end && len(n.Text) > 0 {
		last := strings.LastIndexAny(n.Text, " \t\n") + 1
		inside = len(n.Text) - last
	}
	line, column, ok := n.word(word)
	if !ok {
		return n.At
	}
	text := []rune(n.source.Lines[line-1])
	piece := n.Text[offset : offset+length]
	column += utf8.RuneCountInString(n.Text[offset-inside : offset])
	width := utf8.RuneCountInString(piece)
	if i := strings.IndexAny(piece, "\n"); i >= 0 {
		width = utf8.RuneCountInString(piece[:i])
	}
	return Place{n.At.File, line, column, min(max(width, 1), max(1, len(text)-column+1))}
}

// word finds the n-th word of a scalar in its file, from 1.
func (n *Node) word(number int) (line, column int, ok bool) {
	line, column = n.At.Line, n.At.Column
	if line < 1 || line > len(n.source.Lines) {
		return 0, 0, false
	}
	row := []rune(n.source.Lines[line-1])
	i := column - 1
	if n.Quoted && i < len(row) {
		switch row[i] {
		case '"', '\'':
			i++
		case '|', '>':
			line, i = line+1, 0
		}
	}
	count, in := 0, false
	for ; line <= len(n.source.Lines); line, i, in = line+1, 0, false {
		row = []rune(n.source.Lines[line-1])
		for ; i < len(row); i++ {
			if row[i] == ' ' || row[i] == '\t' {
				in = false
				continue
			}
			if !in {
				in = true
				if count++; count == number {
					return line, i + 1, true
				}
			}
		}
	}
	return 0, 0, false
}

func blank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' }

// Find makes a finding at a place.
func (p Place) Find(code, message string) Finding {
	severity := Error
	if strings.HasPrefix(code, "W") {
		severity = Warning
	}
	return Finding{Code: code, Severity: severity, Message: message, File: p.File, Line: p.Line, Column: p.Column, Width: p.Width}
}
