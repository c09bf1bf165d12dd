package diag

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// shown is how many findings are printed; the rest are counted.
const shown = 20

// Sources gives the text of a file by the name findings use for it, "" when there is none to show.
type Sources map[string]string

// Render prints findings with the lines they are about, carets and hints, and a summary line last. Lines with a path begin with
// file:line:column so that editors can jump there.
func Render(w io.Writer, fs Findings, sources Sources, color bool) {
	paint := func(code, s string) string {
		if !color {
			return s
		}
		return "\x1b[" + code + "m" + s + "\x1b[0m"
	}
	for i, f := range fs {
		if i == shown {
			break
		}
		place := f.File
		if f.Line > 0 {
			place = fmt.Sprintf("%s:%d:%d", f.File, f.Line, f.Column)
		}
		hue := "31;1"
		if f.Severity == Warning {
			hue = "33;1"
		}
		fmt.Fprintf(w, "%s: %s: %s\n", place, paint(hue, fmt.Sprintf("%s[%s]", f.Severity, f.Code)), f.Message)
		excerpt(w, f, sources[f.File], paint)
		if f.Hint != "" {
			fmt.Fprintf(w, "help: %s\n", f.Hint)
		}
		fmt.Fprintln(w)
	}
	if len(fs) > 0 {
		fmt.Fprintln(w, summary(fs))
	}
}

func summary(fs Findings) string {
	e, n := fs.Count(Error), fs.Count(Warning)
	parts := []string{}
	if e > 0 {
		parts = append(parts, plural(e, "error"))
	}
	if n > 0 {
		parts = append(parts, plural(n, "warning"))
	}
	s := strings.Join(parts, ", ")
	if len(fs) > shown {
		s += fmt.Sprintf(" (the first %d are shown)", shown)
	}
	if e > 0 {
		s += ". Nothing was run."
	}
	return s
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// excerpt shows the line of a finding and the two before it.
func excerpt(w io.Writer, f Finding, text string, paint func(code, s string) string) {
	if f.Line < 1 || text == "" {
		return
	}
	lines := strings.Split(strings.TrimPrefix(text, "\ufeff"), "\n")
	if f.Line > len(lines) {
		return
	}
	gutter := len(fmt.Sprint(f.Line))
	fmt.Fprintf(w, "%*s |\n", gutter, "")
	for n := max(1, f.Line-2); n < f.Line; n++ {
		row, _ := visible(lines[n-1], 1)
		fmt.Fprintf(w, "%*d | %s\n", gutter, n, row)
	}
	row, column := visible(lines[f.Line-1], f.Column)
	fmt.Fprintf(w, "%*d | %s\n", gutter, f.Line, row)
	width := max(1, min(f.Width, utf8.RuneCountInString(row)-column+1))
	marks := strings.Repeat(" ", max(0, column-1)) + paint("31;1", strings.Repeat("^", width))
	if f.Label != "" {
		marks += " " + f.Label
	}
	fmt.Fprintf(w, "%*s | %s\n", gutter, "", marks)
}

// visible makes a line safe to print: tabs as one blank, so that carets stay in place, control characters as a mark. Of a long line it
// shows the part around a column, from 1; at is where that column then stands.
func visible(line string, column int) (shown string, at int) {
	const most, before = 160, 60
	row := []rune(strings.TrimRight(line, "\r"))
	var b strings.Builder
	first := 0
	if len(row) > most && column > most/2 {
		first = min(column-1-before, len(row)-most/2)
		b.WriteRune('…')
		column -= first - 1
	}
	for i, c := range row[first:] {
		switch {
		case i >= most:
			b.WriteRune('…')
			return b.String(), column
		case c == '\t':
			b.WriteByte(' ')
		case c < 32 || c == 127:
			b.WriteRune('·')
		default:
			b.WriteRune(c)
		}
	}
	return b.String(), column
}
