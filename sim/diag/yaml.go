package diag

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"
)

// Limits on what a user's file may be. They are far beyond any scenario and keep absurd files from hurting.
const (
	MaxBytes = 1 << 20 // of a file
	maxDepth = 32      // of maps and lists in each other
	maxMarks = 50_000  // characters that could each begin a value: bounds the memory of a parse to some tens of megabytes
	maxParts = 1000    // entries of one list or map: what follows compares them with each other
	maxNotes = 200     // findings about the form of one file
)

// ReadYAML reads a file of one YAML document with a map at its top. Findings are about its form; the tree holds what could be read:
// a top-level block that could not is of kind Broken. The tree is nil when nothing could be read.
//
// Scenario files use little of YAML: maps, lists and scalars. Anchors, aliases, merge keys, tags and several documents are refused,
// so that a reader sees every number where it stands. Scalars are kept as written: whether "no" is a word or a number is a question
// for whoever knows what belongs there.
func ReadYAML(file string, text []byte) (*Node, Findings) {
	src := NewSource(file, text)
	if f, ok := unfit(src, text); ok {
		return nil, Findings{f}
	}
	r := &reader{src: src}
	r.tabs()
	if len(r.findings) == 0 {
		text = r.blanks(text)
		if root, err := r.load(text); err == nil {
			n := r.root(root)
			return n, r.findings
		} else if blocks := topLevel(src); len(blocks) > 1 {
			return r.piecewise(blocks, err)
		} else {
			r.findings = append(r.findings, r.explain(err, 0))
			return nil, r.findings
		}
	}
	return nil, r.findings
}

// ReadValue reads a value that stands outside of a file, such as that of --set: a scalar, or a list or map in brackets.
func ReadValue(at Place, text string) (*Node, Findings) {
	if len(text) > 4096 {
		f := at.Find(Unreadable, "the value is too long")
		return nil, Findings{f}
	}
	trimmed := strings.TrimSpace(text)
	if !strings.HasPrefix(trimmed, "[") && !strings.HasPrefix(trimmed, "{") {
		if trimmed == "" {
			return &Node{Kind: Null, At: at}, nil
		}
		return &Node{Kind: Scalar, At: at, Text: trimmed}, nil
	}
	n, findings := ReadYAML(at.File, []byte("value: "+trimmed))
	var move func(n *Node)
	move = func(n *Node) {
		if n == nil {
			return
		}
		n.At, n.source = at, nil
		for i := range n.Keys {
			n.Keys[i].At = at
		}
		for _, c := range n.Items {
			move(c)
		}
	}
	move(n)
	for i := range findings {
		f := &findings[i]
		f.Line, f.Column, f.Width, f.Label = at.Line, at.Column, at.Width, ""
	}
	return n.Get("value"), findings
}

// unfit finds what keeps a text from being read at all.
func unfit(src *Source, text []byte) (Finding, bool) {
	whole := Place{File: src.Name}
	switch {
	case len(text) > MaxBytes:
		f := whole.Find(Unreadable, fmt.Sprintf("the file is too large: at most %d bytes are read", MaxBytes))
		f.Hint = "check that this is the right file"
		return f, true
	case strings.HasPrefix(string(text), "\xff\xfe") || strings.HasPrefix(string(text), "\xfe\xff"):
		f := whole.Find(Unreadable, "the file is text in UTF-16")
		f.Hint = "save it as UTF-8"
		return f, true
	}
	marks := 0
	for i, line := range src.Lines {
		column := 0
		for j, c := range line {
			column++
			what := ""
			switch {
			case c == utf8.RuneError && !strings.HasPrefix(line[j:], "\uFFFD"):
				what = fmt.Sprintf("byte 0x%02x is not UTF-8", line[j])
			case c < ' ' && c != '\t', c == 0x7f, c >= 0x80 && c < 0xa0, c == '\u2028', c == '\u2029', c == '\ufeff', c >= 0xfffe:
				what = fmt.Sprintf("the control character U+%04X", c)
			case strings.ContainsRune("[]{},&*!?:-|>'\"%", c):
				marks++
			}
			if what != "" {
				f := Place{src.Name, i + 1, column, 1}.Find(Unreadable, what)
				f.Label, f.Hint = "not plain text", "delete it, and save the file as UTF-8"
				return f, true
			}
		}
		if marks++; marks > 4*maxMarks {
			f := Place{src.Name, i + 1, 1, 1}.Find(Unreadable, "the file has too many parts")
			f.Hint = "check that this is the right file"
			return f, true
		}
	}
	return Finding{}, false
}

// reader turns the nodes of the YAML library into ours.
type reader struct {
	src      *Source
	findings Findings
	offset   int // lines before the piece being read
	nodes    int
}

func (r *reader) load(text []byte) (*yaml.Node, error) {
	var doc yaml.Node
	err := yaml.Load(text, &doc, yaml.WithPlugin(loaderlimits.New(loaderlimits.DepthValue(maxDepth))))
	return &doc, err
}

func (r *reader) note(f Finding) {
	if len(r.findings) < maxNotes {
		r.findings = append(r.findings, f)
	}
}

// root reads a document.
func (r *reader) root(doc *yaml.Node) *Node {
	if doc.Kind == yaml.DocumentNode && len(doc.Content) == 1 {
		doc = doc.Content[0]
	}
	n := r.read(doc)
	if n.Kind != Map {
		f := n.At.Find(WrongType, "the file is not a map of keys and values")
		f.Label, f.Hint = describe(n), "begin with a line such as  title: ..."
		r.note(f)
		return nil
	}
	return n
}

// read turns a node into ours and notes what scenario files do not use.
func (r *reader) read(y *yaml.Node) *Node {
	n := &Node{source: r.src, At: r.place(y)}
	if r.nodes++; r.nodes > maxMarks {
		if r.nodes == maxMarks+1 {
			r.note(n.At.Find(Unreadable, fmt.Sprintf("the file has more than %d values", maxMarks)))
		}
		return n
	}
	if y.Anchor != "" {
		at := Place{r.src.Name, max(1, y.Line+r.offset), max(1, y.Column), utf8.RuneCountInString(y.Anchor) + 1}
		r.refuse(at, "an anchor (&"+y.Anchor+") is not used in these files", "write the value out where it is needed")
	}
	if y.Style&yaml.TaggedStyle != 0 {
		r.refuse(n.At, "a tag ("+y.Tag+") is not used in these files", "leave it out; what a value means follows from its key")
	}
	switch y.Kind {
	case yaml.AliasNode:
		r.refuse(n.At, "an alias (*"+y.Value+") is not used in these files", "write the value out here")
		n.Kind = Broken
	case yaml.MappingNode:
		n.Kind = Map
		r.pairs(n, y)
	case yaml.SequenceNode:
		n.Kind = List
		for _, c := range y.Content {
			if r.full(n, c) {
				break
			}
			n.Items = append(n.Items, r.read(c))
		}
	case yaml.ScalarNode:
		n.Text = y.Value
		r.plain(y)
		n.Quoted = y.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0
		if !n.Quoted && (y.Tag == "!!null" || y.Value == "") {
			n.Kind = Null
		}
	default:
		n.Kind = Null
	}
	return n
}

func (r *reader) pairs(n *Node, y *yaml.Node) {
	first := map[string]int{}
	for i := 0; i+1 < len(y.Content); i += 2 {
		k := r.place(y.Content[i])
		name := y.Content[i].Value
		if r.full(n, y.Content[i]) {
			return
		}
		switch {
		case y.Content[i].Kind != yaml.ScalarNode:
			f := k.Find(WrongType, "a key is a single word, not a list or map")
			r.note(f)
			continue
		case y.Content[i].Tag == "!!merge":
			r.refuse(k, "a merge key (<<) is not used in these files", "to build on another scenario write  extends: <name>")
			continue
		case y.Content[i].Anchor != "" || y.Content[i].Style&yaml.TaggedStyle != 0:
			r.refuse(k, "anchors and tags are not used in these files", "leave it out")
		}
		if line, twice := first[name]; twice {
			f := k.Find(DuplicateKey, fmt.Sprintf("%s is given twice", quote(name)))
			f.Label, f.Hint = fmt.Sprintf("given before in line %d", line), "keep one of the two"
			r.note(f)
			continue
		}
		r.plain(y.Content[i])
		first[name] = k.Line
		n.Keys = append(n.Keys, Key{name, k})
		n.Items = append(n.Items, r.read(y.Content[i+1]))
		if last := n.Items[len(n.Items)-1]; last.Kind == Null && last.At.Line != k.Line {
			last.At = k // an empty value stands where its key stands
		}
	}
}

// plain notes control characters that an escape brings into a text: they would reach terminals and files.
func (r *reader) plain(y *yaml.Node) {
	for _, c := range y.Value {
		if c < ' ' && c != '\n' && c != '\t' || c >= 0x7f && c < 0xa0 {
			f := r.place(y).Find(Unreadable, fmt.Sprintf("the control character U+%04X in a text", c))
			f.Hint = "leave its escape out"
			r.note(f)
			return
		}
	}
}

// full notes a list or map that has more parts than any scenario needs; the rest is not read.
func (r *reader) full(n *Node, next *yaml.Node) bool {
	if len(n.Items) < maxParts {
		return false
	}
	f := r.place(next).Find(Unreadable, fmt.Sprintf("more than %d entries in one list or group", maxParts))
	f.Hint = "check that this is the right file"
	r.note(f)
	return true
}

func (r *reader) refuse(at Place, message, hint string) {
	f := at.Find(NotAllowed, message)
	f.Hint = hint
	r.note(f)
}

// describe says what a node is, for a label.
func describe(n *Node) string {
	switch n.Kind {
	case Map:
		return "this is a map"
	case List:
		return "this is a list"
	case Null:
		return "nothing stands here"
	}
	return "this is a single value"
}

// quote shows a user's word, cut if it is long.
func quote(s string) string {
	if r := []rune(s); len(r) > 60 {
		s = string(r[:59]) + "…"
	}
	return fmt.Sprintf("%q", s)
}

// loadError digs the library's error out.
func loadError(err error) *yaml.LoadError {
	var many *yaml.LoadErrors
	if errors.As(err, &many) && len(many.Errors) > 0 {
		return many.Errors[0]
	}
	var one *yaml.LoadError
	if errors.As(err, &one) {
		return one
	}
	return &yaml.LoadError{Message: err.Error()}
}
