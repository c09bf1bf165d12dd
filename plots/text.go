package plots

import (
	"strings"
	"unicode/utf8"
)

// label is a line of text with the box it covers.
type label struct {
	x, y           float64 // left end of the baseline
	size           float64
	width          float64
	bold           bool
	color          string
	s              string
	x0, y0, x1, y1 float64 // box, from the height of capitals to the depth of descenders
}

func (a label) meets(b label) bool { return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1 }

type align float64

// Where a text's x lies on it.
const (
	left   align = 0
	center align = 0.5
	right  align = 1
)

// Heights of text as shares of its size: capitals, descenders, the step from line to line.
const (
	capHeight = 0.72
	descent   = 0.21
	leading   = 1.2
)

// text draws a line of text with its baseline at y. Every word of every chart passes here, so that a test can look at the boxes.
func (s *Scene) text(x, y float64, str string, size float64, bold bool, a align, color string) {
	l := place(x, y, str, size, bold, a, color)
	if l.s == "" {
		return
	}
	s.labels = append(s.labels, l)
	s.shapes = append(s.shapes, shape{kind: textShape, text: &l})
}

// place is the label that text would draw.
func place(x, y float64, str string, size float64, bold bool, a align, color string) label {
	str = clean(str)
	w := textWidth(str, size, bold)
	x -= w * float64(a)
	return label{x: x, y: y, size: size, width: w, bold: bold, color: color, s: str, x0: x, y0: y - capHeight*size, x1: x + w, y1: y + descent*size}
}

// middle draws text whose capitals are centred on y.
func (s *Scene) middle(x, y float64, str string, size float64, bold bool, a align, color string) {
	s.text(x, y+capHeight/2*size, str, size, bold, a, color)
}

// backed draws centred text on a patch, for labels on top of marks.
func (s *Scene) backed(x, y float64, str string, size float64, bold bool, color, patch string) {
	w := textWidth(clean(str), size, bold)
	s.rect(x-w/2-1.5, y-0.5*size, w+3, size, patch, "", 0)
	s.middle(x, y, str, size, bold, center, color)
}

// block draws text in at most so many lines below each other, y at the top, and returns their height. What does not fit is cut with an
// ellipsis: give enough lines for anything that carries a number.
func (s *Scene) block(x, y float64, str string, size float64, bold bool, a align, color string, w float64, most int) float64 {
	lines := wrapTo(str, size, bold, w, most)
	for i, l := range lines {
		s.text(x, y+float64(i)*leading*size+(capHeight+0.08)*size, l, size, bold, a, color)
	}
	return float64(len(lines)) * leading * size
}

// blockMiddle draws lines whose common middle is y.
func (s *Scene) blockMiddle(x, y float64, lines []string, size float64, bold bool, a align, color string) {
	step := 1.12 * size
	for i, l := range lines {
		s.middle(x, y+(float64(i)-float64(len(lines)-1)/2)*step, l, size, bold, a, color)
	}
}

// paragraph draws text as a title: as few lines as it needs, of much the same length, none cut.
func (s *Scene) paragraph(x, y float64, str string, size float64, bold bool, color string, w float64) float64 {
	return s.block(x, y, str, size, bold, left, color, balanced(str, size, bold, w), mostLines)
}

// balanced is the smallest width, down to six tenths of w, in which a text takes no more lines than in w.
func balanced(str string, size float64, bold bool, w float64) float64 {
	n := len(wrap(str, size, bold, w))
	if n < 2 {
		return w
	}
	lo, hi := 0.6*w, w
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; len(wrap(str, size, bold, mid)) > n {
			lo = mid
		} else {
			hi = mid
		}
	}
	return hi
}

// wrapTo breaks text into at most so many lines.
func wrapTo(str string, size float64, bold bool, w float64, most int) []string {
	lines := wrap(str, size, bold, w)
	if len(lines) > most {
		rest := strings.Join(lines[most-1:], " ")
		lines = append(lines[:most-1:most-1], fit(rest, size, bold, w))
	}
	return lines
}

// wrap breaks text into lines no wider than w. A word that is wider by itself is broken where it must be; nothing is lost.
func wrap(str string, size float64, bold bool, w float64) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(clean(str)) {
		if try := strings.TrimSpace(line + " " + word); textWidth(try, size, bold) <= w {
			line = try
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for word != "" && textWidth(word, size, bold) > w {
			n := longest(word, size, bold, w)
			lines = append(lines, word[:n])
			word = word[n:]
		}
		line = word
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// longest is the number of bytes of a word that fit into w, at least one letter.
func longest(word string, size float64, bold bool, w float64) int {
	n := 0
	for i, c := range word {
		end := i + utf8.RuneLen(c)
		if n > 0 && textWidth(word[:end], size, bold) > w {
			break
		}
		n = end
	}
	return n
}

// fit cuts text to a width with an ellipsis.
func fit(str string, size float64, bold bool, w float64) string {
	str = clean(str)
	if textWidth(str, size, bold) <= w {
		return str
	}
	r := []rune(str)
	for n := len(r) - 1; n > 0; n-- {
		if cut := strings.TrimRight(string(r[:n]), " ,;:(") + "…"; textWidth(cut, size, bold) <= w {
			return cut
		}
	}
	return "…"
}

// clean makes names from a file fit for one line of a picture: blanks for line breaks and control characters, valid UTF-8 (XML allows neither).
func clean(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] >= 0x7f {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r < ' ' || r == 0x7f || (r >= 0x80 && r < 0xa0) || r == 0x2028 || r == 0x2029:
			return ' '
		case r == utf8.RuneError || r == 0xfffe || r == 0xffff || (r >= 0x202a && r <= 0x202e) || (r >= 0x2066 && r <= 0x2069):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}
