package brief

import (
	"strings"
	"testing"

	"parley/sim/results"
)

func TestFlipTable(t *testing.T) {
	turn, never := flipTable(fixtureManifest(), fixtureDerived(), nil)
	if len(turn) != 3 || len(never) != 2 {
		t.Fatalf("%d turn, %d never; want 3 and 2 of the fixture's five", len(turn), len(never))
	}
	// Distances in widths of the 10 to 90 range: (.079-.047)/.083 = 0.39, (2.15-1.79)/.49 = 0.73, (.0945-.05)/.048 = 0.93.
	want := []struct{ path, where, distance, beyond, turns string }{
		{"actors.iran.no-deal.base", "below 0.047", "0.4 widths below", "17%", "very unlikely (5–20%)"},
		{"actors.iran.loss-aversion", "above 2.15", "0.7 widths above", "3%", "very unlikely (5–20%)"},
		{"actors.us.no-deal.base", "above 0.0945", "0.9 widths above", "under 1%", "roughly even chance (45–55%)"},
	}
	for i, w := range want {
		f := turn[i]
		if f.Path != w.path || f.Where != w.where || f.Distance != w.distance || f.Beyond != w.beyond || f.Turns != w.turns {
			t.Errorf("flip %d = %s, %s, %s, %s, %s; want %+v", i+1, f.Path, f.Where, f.Distance, f.Beyond, f.Turns, w)
		}
	}
}

func TestFlipTable_farSideOfTheTurningPoint(t *testing.T) {
	at := func(v float64) *float64 { return &v }
	tests := []struct {
		name string
		f    results.Flip
		want string // the word on the side that the median is not on
	}{
		{"rises through 20 % above the median", results.Flip{Base: 0.3, At: at(0.5), Level: 0.20, Above: true}, "unlikely (20–45%)"},
		{"rises through 20 % below the median", results.Flip{Base: 0.7, At: at(0.5), Level: 0.20, Above: true}, "very unlikely (5–20%)"},
		{"falls through 20 % above the median", results.Flip{Base: 0.3, At: at(0.5), Level: 0.20, Above: false}, "very unlikely (5–20%)"},
		{"falls through 55 % below the median", results.Flip{Base: 0.7, At: at(0.5), Level: 0.55, Above: false}, "likely (55–80%)"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			turn, _ := flipTable(fixtureManifest(), &results.Derived{Flips: []results.Flip{test.f}}, nil)
			if turn[0].Turns != test.want {
				t.Errorf("turns to %q, want %q", turn[0].Turns, test.want)
			}
			if !strings.Contains(turn[0].Sentence, test.want) {
				t.Errorf("sentence %q does not say %q", turn[0].Sentence, test.want)
			}
		})
	}
}
