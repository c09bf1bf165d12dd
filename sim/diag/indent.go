package diag

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// tabs notes tabs in the indentation. Comment lines and empty ones do no harm.
func (r *reader) tabs() {
	for i, line := range r.src.Lines {
		indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
		body := line[len(indent):]
		at := strings.IndexByte(indent, '\t')
		if at < 0 || body == "" || strings.HasPrefix(body, "#") {
			continue
		}
		f := Place{r.src.Name, i + 1, at + 1, len(indent) - at}.Find(Indentation, "a tab in the indentation")
		f.Label, f.Hint = "YAML indents with blanks only", "replace each tab by two blanks"
		r.note(f)
	}
}

// blanks notes blanks of other kinds in the indentation, such as the no-break spaces of a text copied from a page, which YAML takes for letters. It returns the
// text as it was meant, so that what else is wrong is found too.
func (r *reader) blanks(text []byte) []byte {
	var first *Finding
	more := 0
	for i, line := range r.src.Lines {
		body := strings.TrimLeftFunc(line, unicode.IsSpace)
		indent := line[:len(line)-len(body)]
		at := strings.IndexFunc(indent, func(c rune) bool { return c >= utf8.RuneSelf })
		if at < 0 || body == "" || body[0] == '#' {
			continue
		}
		if more++; first == nil {
			odd, _ := utf8.DecodeRuneInString(indent[at:])
			f := Place{r.src.Name, i + 1, at + 1, utf8.RuneCountInString(indent[at:])}.Find(Indentation, fmt.Sprintf("the blank U+%04X in the indentation", odd))
			f.Label, f.Hint = "YAML takes it for a letter", "type an ordinary blank in its place; texts copied from a page often have such blanks"
			first = &f
		}
		plain := strings.Map(func(c rune) rune {
			if c >= utf8.RuneSelf {
				return ' '
			}
			return c
		}, indent)
		r.src.Lines[i] = plain + body
	}
	if first == nil {
		return text
	}
	if more > 1 {
		first.Hint += fmt.Sprintf("; %d lines begin so", more)
	}
	r.note(*first)
	return []byte(strings.Join(r.src.Lines, "\n"))
}
