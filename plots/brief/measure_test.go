package brief

import (
	"strings"
	"testing"
)

func TestWrapped(t *testing.T) {
	// Liberation Sans sets "n" at 0.556 em: at 10 pt one is 1.961 mm, 2.295 in a font a sixth (1.17) wider, and 51 of them take 117 mm.
	tests := []struct {
		name    string
		text    string
		measure float64
		want    int
	}{
		{"nothing", "", 50, 1},
		{"one word", "nnn", 50, 1},
		{"51 n fit 118 mm", strings.Repeat("n", 51), 118, 1},
		{"51 n do not fit 116 mm", strings.Repeat("n", 51), 116, 2},
		{"breaks at the blank", "nnnnn nnnnn", 17, 2},
		{"a long word is broken", strings.Repeat("n", 160), 119, 4},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := wrapped(test.text, test.measure, 10, false); got != test.want {
				t.Errorf("wrapped = %d lines, want %d", got, test.want)
			}
		})
	}
}
