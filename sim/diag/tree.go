package diag

import (
	"strings"
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

	row  int // the line that was last looked at in characters, from 1: thousands of values may stand on one long line
	text []rune
}

// line is a line's characters, from 1.
func (s *Source) line(n int) []rune {
	if s.row != n {
		s.row, s.text = n, []rune(s.Lines[n-1])
	}
	return s.text
}

// NewSource cuts a text into lines.
func NewSource(name string, text []byte) *Source {
	lines := strings.Split(strings.TrimPrefix(string(text), "\ufeff"), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimSuffix(l, "\r")
	}
	return &Source{Name: name, Lines: lines}
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

// Drop takes a key out of a map.
func (n *Node) Drop(name string) {
	for i := range n.Keys {
		if n.Keys[i].Name == name {
			n.Keys = append(n.Keys[:i:i], n.Keys[i+1:]...)
			n.Items = append(n.Items[:i:i], n.Items[i+1:]...)
			return
		}
	}
}

// Clone copies a tree, so that the copy can be changed.
func (n *Node) Clone() *Node {
	if n == nil {
		return nil
	}
	c := *n
	c.Keys = append([]Key(nil), n.Keys...)
	c.Items = make([]*Node, len(n.Items))
	for i, v := range n.Items {
		c.Items[i] = v.Clone()
	}
	return &c
}

// Over lays a tree over a base: maps merge key by key, all else is replaced whole. Keys keep the order of the base, new ones follow.
// Neither argument is changed; leaves are shared.
func Over(base, top *Node) *Node {
	switch {
	case base == nil || base.Kind != Map:
		if top == nil || top.Kind == Broken && base != nil {
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

// Find makes a finding at a place.
func (p Place) Find(code, message string) Finding {
	severity := Error
	if strings.HasPrefix(code, "W") {
		severity = Warning
	}
	return Finding{Code: code, Severity: severity, Message: message, File: p.File, Line: p.Line, Column: p.Column, Width: p.Width}
}
