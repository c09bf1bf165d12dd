package brief

import (
	"strings"
	"testing"
)

func TestWrapped(t *testing.T) {
	// Liberation Sans sets "n" at 0.556 em: at 10 pt one is 1.961 mm, and 51 of them with slack 1.02 take 102 mm.
	tests := []struct {
		name    string
		text    string
		measure float64
		want    int
	}{
		{"nothing", "", 50, 1},
		{"one word", "nnn", 50, 1},
		{"51 n fit 103 mm", strings.Repeat("n", 51), 103, 1},
		{"51 n do not fit 101 mm", strings.Repeat("n", 51), 101, 2},
		{"breaks at the blank", "nnnnn nnnnn", 15, 2},
		{"a long word is broken", strings.Repeat("n", 160), 104, 4},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := wrapped(test.text, test.measure, 10, false); got != test.want {
				t.Errorf("wrapped = %d lines, want %d", got, test.want)
			}
		})
	}
}
