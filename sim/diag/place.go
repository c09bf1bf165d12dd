package diag

import (
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// Where things stand: the width of a value on its line, and the place of one word inside a value. The library gives only where a value
// begins, and its text without quotes and line breaks.

// place is where a node begins, with its width on that line.
func (r *reader) place(y *yaml.Node) Place {
	p := Place{r.src.Name, max(1, y.Line+r.offset), max(1, y.Column), 1}
	if p.Line > len(r.src.Lines) {
		return p
	}
	line := r.src.line(p.Line)
	if p.Column > len(line) {
		return p
	}
	rest := line[p.Column-1:]
	switch {
	case y.Kind == yaml.ScalarNode && y.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0:
		p.Width = quotedWidth(rest)
	case y.Kind == yaml.ScalarNode && y.Style&(yaml.LiteralStyle|yaml.FoldedStyle) == 0:
		value, _, _ := strings.Cut(y.Value, "\n")
		p.Width = min(utf8.RuneCountInString(value), len(rest))
		for p.Width > 1 && (rest[p.Width-1] == ' ' || rest[p.Width-1] == '\t') {
			p.Width--
		}
	case (y.Kind == yaml.MappingNode || y.Kind == yaml.SequenceNode) && y.Style&yaml.FlowStyle != 0:
		p.Width = flowWidth(rest)
	case y.Kind == yaml.MappingNode && len(y.Content) > 0:
		return r.place(y.Content[0])
	}
	p.Width = max(1, p.Width)
	return p
}

// quotedWidth is the width of text in quotes, to the end of the line when it goes on.
func quotedWidth(rest []rune) int {
	for i := 1; i < len(rest); i++ {
		switch {
		case rest[0] == '"' && rest[i] == '\\':
			i++
		case rest[i] == rest[0] && i+1 < len(rest) && rest[i+1] == rest[0] && rest[0] == '\'':
			i++
		case rest[i] == rest[0]:
			return i + 1
		}
	}
	return len(rest)
}

// flowWidth is the width of a list or map in brackets, to the end of the line when it goes on.
func flowWidth(rest []rune) int {
	depth := 0
	for i := 0; i < len(rest); i++ {
		switch rest[i] {
		case '[', '{':
			depth++
		case ']', '}':
			if depth--; depth == 0 {
				return i + 1
			}
		case '"', '\'':
			if i > 0 && strings.ContainsRune(" ,[{:", rest[i-1]) {
				i += quotedWidth(rest[i:]) - 1
			}
		}
	}
	return len(rest)
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
	text := n.source.line(line)
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
	row := n.source.line(line)
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
		row = n.source.line(line)
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
