package results

import (
	"slices"
	"testing"
)

// By hand: a result of 100 runs at most, of which some stretches are missing.
func TestManifest_present(t *testing.T) {
	for _, c := range []struct {
		name          string
		first, runs   int64
		missing       []Span
		all, earliest []Span // of 25
	}{
		{"whole", 0, 100, nil, []Span{{0, 100}}, []Span{{0, 25}}},
		{"a shard", 40, 20, nil, []Span{{40, 20}}, []Span{{40, 20}}},
		{"the beginning is missing", 0, 60, []Span{{0, 40}}, []Span{{40, 60}}, []Span{{40, 25}}},
		{"two gaps, and the end not there yet", 0, 40, []Span{{10, 10}, {40, 20}}, []Span{{0, 10}, {20, 20}, {60, 10}}, []Span{{0, 10}, {20, 15}}},
		{"nothing", 0, 0, nil, nil, nil},
	} {
		m := Manifest{First: c.first, Runs: c.runs, Missing: c.missing}
		if got := m.Present(); !slices.Equal(got, c.all) {
			t.Errorf("%s: present %v, want %v", c.name, got, c.all)
		}
		n := int64(0)
		for run := range int64(120) {
			if m.Has(run) {
				n++
			}
		}
		if n != c.runs {
			t.Errorf("%s: has %d runs, want %d", c.name, n, c.runs)
		}
		if got := m.Earliest(25); !slices.Equal(got, c.earliest) {
			t.Errorf("%s: earliest %v, want %v", c.name, got, c.earliest)
		}
	}
}
