package brief

import (
	"testing"

	"parley/sim/results"
	"parley/sim/stats"
)

func TestOdds_forms(t *testing.T) {
	l := lexicon{stats.Scales()[0]}
	// Shares by division; words from the half-open bands of ICD 203.
	tests := []struct {
		name                 string
		k, n                 int64
		bare, of, runs, rest string
		word, other          string
		tooFew               bool
	}{
		{"a plain share", 30200, 100000, "30", "30 of 100", "30 of 100 simulated negotiations", "70", "unlikely (20–45%)", "", false},
		{"on a boundary, few runs", 450, 1000, "45", "45 of 100", "45 of 100 simulated negotiations", "55", "roughly even chance (45–55%)", "unlikely (20–45%)", false},
		{"just under a boundary, many runs", 4496000, 10000000, "45", "45 of 100", "45 of 100 simulated negotiations", "55", "unlikely (20–45%)", "", false},
		{"rare", 400, 100000, "under 1", "4 of 1,000", "4 of 1,000 simulated negotiations", "over 99", "almost no chance (1–5%)", "", false},
		{"never", 0, 10000, "under 1", "none of 10,000 runs (upper bound 3 of 10,000)", "none of 10,000 simulated negotiations (upper bound 3 of 10,000)", "over 99", "almost no chance (1–5%)", "", false},
		{"always", 10000, 10000, "over 99", "more than 99 of 100", "more than 99 of 100 simulated negotiations", "under 1", "almost certain (95–99%)", "", false},
		{"too few", 3, 10, "30", "30 of 100", "30 of 100 simulated negotiations", "70", "unlikely (20–45%)", "likely (55–80%)", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			o := l.odds(test.k, test.n)
			if o.Bare != test.bare || o.Of != test.of || o.Runs != test.runs || o.Rest != test.rest || o.Word != test.word || o.TooFew != test.tooFew || o.Other != test.other {
				t.Errorf("got %+v\nwant %+v", o, test)
			}
		})
	}
}

// Text, table and chart must round alike: any deal and the endings without one are rounded together, then the two
// kinds of deal within theirs.
func TestEndings_addUpToTheirTotals(t *testing.T) {
	l := lexicon{stats.Scales()[0]}
	// 30.8, 3.4, 21.4, 31.4, 13.0: floors make 98, the largest remainders give one more to any deal and to the first
	// of the three ties; 13.4 and 17.4 of 30.8 share 31 as 13.49 and 17.51.
	six, deal := l.endings(results.OptionSummary{Endings: results.Endings{13400, 17400, 3400, 21400, 31400, 13000}})
	want := [6]string{"13", "18", "4", "21", "31", "13"}
	for i := range six {
		if six[i].Bare != want[i] {
			t.Errorf("ending %d = %s of 100, want %s", i, six[i].Bare, want[i])
		}
	}
	if deal.Bare != "31" || deal.Rest != "69" {
		t.Errorf("30,800 of 100,000 = %s of 100 and %s, want 31 and 69", deal.Bare, deal.Rest)
	}
}

func TestLexicon_numericScaleHasNoWords(t *testing.T) {
	s, _ := stats.ScaleNamed("numeric")
	if got := (lexicon{s}).at(0.302); got != "about 30%" {
		t.Errorf("at = %q, want a number", got)
	}
	if !(lexicon{s}).same(0.3, 0.4) || (lexicon{s}).same(0.3, 0.6) {
		t.Error("without words, the bands of the default scale tell same from different")
	}
}
