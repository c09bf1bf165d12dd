package brief

// How many lines a text takes: page 1 is measured before it is printed.

// A browser without the fonts of the page sets it in wider ones. DejaVu Sans, the widest of the usual, takes a sixth more room for English text, its bold a
// fifth: page 1 has to hold with it.
const (
	widerRegular = 1.17
	widerBold    = 1.21
)

// wrapped is the number of lines a text takes, breaking at blanks.
func wrapped(s string, measure, size float64, bold bool) int {
	limit := measure / pointMM / size / widerRegular // ems
	if bold {
		limit *= widerRegular / widerBold
	}
	lines, x, word := 1, 0.0, 0.0
	blank := advance(' ', bold)
	flush := func() {
		for word > 0 {
			switch {
			case x == 0 && word > limit: // a word longer than the line is broken
				lines++
				word -= limit
				continue
			case x == 0:
				x = word
			case x+blank+word <= limit:
				x += blank + word
			default:
				lines++
				x = 0
				continue
			}
			word = 0
		}
	}
	for _, r := range s {
		if r == ' ' {
			flush()
			continue
		}
		word += advance(r, bold)
	}
	flush()
	return lines
}

// advance is the width of a character in ems: that of Liberation Sans, which Arial and Helvetica share, for ASCII,
// and a safe guess for the rest.
func advance(r rune, bold bool) float64 {
	table := &regularWidths
	if bold {
		table = &boldWidths
	}
	switch {
	case r >= ' ' && r <= '~':
		return float64(table[r-' ']) / 1000
	case r > 0x2fff: // scripts set in full squares
		return 1
	case r == '“' || r == '”' || r == '·':
		return 0.5
	case r > 0xff && r != '–':
		return 0.7
	}
	return 0.611
}

// Advance widths of the printable ASCII characters in thousandths of an em, from the blank on.
var (
	regularWidths = [...]uint16{278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
		1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
		333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584}
	boldWidths = [...]uint16{278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
		975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
		333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584}
)
