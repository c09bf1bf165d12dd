// Package console is what a command writes to: results on one stream, messages and progress on another, with colour
// and redrawing only where a person looks.
package console

import (
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// Console is the two streams of a command and what they can show.
type Console struct {
	Out, Err io.Writer
	Plain    bool // words and numbers alone, for screen readers
	JSON     bool // results as JSON
	Color    bool // ANSI colours on Out
	ErrColor bool // ANSI colours on Err
	Live     bool // Err is a terminal whose line can be redrawn
	Width    int  // columns of Out
	Hushed   bool // nothing but progress is written
}

// Settings are what the caller asked for.
type Settings struct {
	Plain, JSON, NoColor bool
}

// New looks at the streams. Colour and redrawing need a terminal, and no NO_COLOR, TERM=dumb, --plain or --no-color.
func New(out, err io.Writer, s Settings) *Console {
	c := &Console{Out: out, Err: err, Plain: s.Plain, JSON: s.JSON, Width: 80}
	dumb := os.Getenv("TERM") == "dumb"
	wish := !s.Plain && !s.NoColor && os.Getenv("NO_COLOR") == "" && !dumb
	if fd, ok := terminal(out); ok {
		c.Color = wish && !s.JSON
		if w, _, e := term.GetSize(fd); e == nil && w > 0 {
			c.Width = max(60, min(w, 120))
		}
	}
	if _, ok := terminal(err); ok {
		c.Live = !s.Plain && !dumb
		c.ErrColor = wish
	}
	return c
}

func terminal(w io.Writer) (int, bool) {
	if o, ok := w.(*Output); ok {
		w = o.To
	}
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return 0, false
	}
	return int(f.Fd()), true
}

// Say writes a message for people to the second stream.
func (c *Console) Say(format string, args ...any) {
	if !c.Hushed {
		fmt.Fprintf(c.Err, format+"\n", args...)
	}
}

// Print writes a line of the result.
func (c *Console) Print(format string, args ...any) { fmt.Fprintf(c.Out, format+"\n", args...) }

// Next names the command to type next; it is a message, so that a pipe holds results alone.
func (c *Console) Next(command string) { c.Say("Next:  %s", command) }

// Wrap breaks a text at blanks into lines of at most width characters; lines after the first are indented.
func Wrap(text string, width, indent int) []string {
	var lines []string
	line, room := "", width
	pad := strings.Repeat(" ", indent)
	for _, word := range strings.Fields(text) {
		n := len([]rune(word))
		switch {
		case line == "":
			line = word
		case len([]rune(line))+1+n <= room:
			line += " " + word
		default:
			lines = append(lines, line)
			line, room = pad+word, width
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// Thousands writes a whole number with commas.
func Thousands[N int | int64 | uint64](n N) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Count writes a number with its noun: "1 run", "2 runs".
func Count[N int | int64](n N, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return Thousands(n) + " " + many
}

// Pad fills a text with blanks to a width in characters, and leaves one blank at least.
func Pad(s string, width int) string {
	if n := width - len([]rune(s)); n > 0 {
		return s + strings.Repeat(" ", n)
	}
	return s + " "
}
