package calibrate

// Distributions times a factor, as text.

import (
	"strconv"
	"strings"
)

// scaledText is a distribution in its canonical form times a factor above 0; ok is false for forms that have no scale of that kind.
func scaledText(text string, factor float64) (out string, ok bool) {
	words := strings.Fields(text)
	first := 1
	if len(words) == 1 {
		first = 0
	} else if w := words[0]; w != "uniform" && w != "triangular" && w != "pert" {
		return "", false
	}
	for i := first; i < len(words); i++ {
		x, err := strconv.ParseFloat(words[i], 64)
		if err != nil {
			return "", false
		}
		words[i] = strconv.FormatFloat(x*factor, 'g', 6, 64)
	}
	return strings.Join(words, " "), true
}
