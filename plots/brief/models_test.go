package brief

import (
	"strings"
	"testing"

	"parley/sim/results"
)

// The parts add up by hand: standard deviations of .1, .2 and .4 have variances of 1, 4 and 16 parts of 21. The judgement named is the
// one that changes: 30 of 100 is unlikely (20-45 %), 50 roughly even.
func TestModels(t *testing.T) {
	own := results.Model{Title: "Single text", Endings: results.Endings{20, 10, 5, 25, 30, 10}}
	other := results.Model{Title: "Setter", Endings: results.Endings{40, 10, 5, 15, 20, 10}}
	same := results.Model{Title: "Stahl", Endings: results.Endings{22, 10, 5, 24, 29, 10}}
	failing := results.Model{Title: "Challenge", Endings: results.Endings{20, 10, 5, 35, 20, 10}}
	m := &results.Models{Models: []results.Model{own, other}, Spread: results.Spread{Models: 0.1, Ignorance: 0.2, Luck: 0.4, Low: 0.3, High: 0.5}}
	l := lexiconOf(&results.Manifest{})
	if got := spreadText(m); !strings.Contains(got, "from 30 to 50 of 100") || !strings.Contains(got, "5 lie between models, 19 in what we do not know, and 76 are luck") {
		t.Errorf("spread: %q", got)
	}
	for _, c := range []struct {
		models []results.Model
		want   string
	}{
		{[]results.Model{own, other}, "depends on the model: the likelihood is another under setter"},
		{[]results.Model{own, same}, "No key judgement depends on the model"},
		{[]results.Model{own, failing}, "does: it is another way under challenge"},
		{[]results.Model{own, other, failing}, "Two key judgements depend on the model"},
	} {
		m.Models = c.models
		if got := dependsText(m, l); !strings.Contains(got, c.want) {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
