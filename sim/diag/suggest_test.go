package diag

import (
	"strings"
	"testing"
)

// Distances by hand, as restricted Damerau-Levenshtein counts them.
func TestSuggest(t *testing.T) {
	for _, c := range []struct {
		name, word, want string
		candidates       []string
	}{
		{"a letter left out", "resrvation", "reservation", []string{"reservation", "role"}},
		{"a letter too many", "hardlinners", "hardliners", []string{"hardliners", "us"}},
		{"two neighbours swapped count once", "trsut", "trust", []string{"trust", "talks"}},
		{"two edits in a long word", "patyencee", "patience", []string{"patience"}},
		{"three edits are too many", "patyenceee", "", []string{"patience"}},
		{"two edits are too many below five letters", "takl", "", []string{"table"}},
		{"one edit below five letters", "irn", "iran", []string{"iran", "russia"}},
		{"a tie suggests nothing", "bat", "", []string{"cat", "hat"}},
		{"the nearer of two", "tables", "table", []string{"table", "tablet-x"}},
		{"the same candidate twice is no tie", "tabel", "table", []string{"table", "table"}},
		{"letters, not bytes", "köln", "kölm", []string{"kölm"}},
		{"no candidates", "word", "", nil},
		{"no name is that long", strings.Repeat("x", 201), "", []string{strings.Repeat("x", 200)}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Suggest(c.word, c.candidates); got != c.want {
				t.Errorf("Suggest(%q, %v) = %q, want %q", c.word, c.candidates, got, c.want)
			}
		})
	}
}
