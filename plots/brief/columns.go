package brief

// Text for a terminal: columns, bars and folding, counted in characters.

import (
	"math"
	"strings"
	"unicode"

	"parley/sim/results"
)

// safe takes the control characters out of a name, so that no file can steer a terminal.
func safe(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || r == '\r' {
			return ' '
		}
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s)), " ")
}

// ascii writes ranges with a hyphen and negative numbers with the keyboard's sign, as terminals are read.
func ascii(s string) string { return strings.NewReplacer("–", "-", minus, "-").Replace(s) }

// pad fills a text with blanks to a width, by characters.
func pad(s string, width int) string {
	if n := width - runes(s); n > 0 {
		return s + strings.Repeat(" ", n)
	}
	return s + " "
}

// per is a share as the terminal says it: "30 in 100", "under 1 in 100".
func per(o odds) string { return o.Bare + " in 100" }

func padLeft(s string, width int) string {
	if n := width - runes(s); n > 0 {
		return strings.Repeat(" ", n) + s
	}
	return s
}

// bars draws a share as a bar in eighths of a column.
func bars(share float64, width int) string {
	eighths := int(math.Round(share * float64(width) * 8))
	if share > 0 && eighths == 0 {
		eighths = 1
	}
	full := eighths / 8
	s := strings.Repeat("█", full)
	if rest := eighths % 8; rest > 0 {
		s += string([]rune(" ▏▎▍▌▋▊▉")[rest])
	}
	return s
}

// spark draws a histogram as one row of blocks over 0 to the horizon.
func spark(s *results.MetricStats, horizon int) string {
	const columns = 16
	var sums [columns]float64
	for i, k := range s.Bins {
		mid := s.Lo + (s.Hi-s.Lo)*(float64(i)+0.5)/float64(len(s.Bins))
		c := int(mid / float64(max(horizon, 1)) * columns)
		sums[min(max(c, 0), columns-1)] += float64(k)
	}
	most := 0.0
	for _, x := range sums {
		most = math.Max(most, x)
	}
	if most == 0 {
		return ""
	}
	out := make([]rune, columns)
	for i, x := range sums {
		out[i] = []rune(" ▁▂▃▄▅▆▇█")[int(math.Ceil(x/most*8))]
		if out[i] == ' ' {
			out[i] = '▁'
		}
	}
	return string(out)
}

// fold breaks a text at blanks into lines of at most width characters.
func fold(s string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		switch {
		case line == "":
			line = word
		case runes(line)+1+runes(word) <= width:
			line += " " + word
		default:
			lines = append(lines, line)
			line = word
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}
