package plots

import (
	"strings"
	"testing"

	"parley/sim/results"
)

// No label leaves the picture, none overlaps another, at any size, for bars and for stretches of inputs; and what is drawn is read out.
func TestRankingAndFutures_labels(t *testing.T) {
	low, high := 0.2, 0.81
	for want, p := range map[string]picture{
		longLever + ": 33 (72).": Ranking{Title: "A title", Subtitle: "Points", Note: "In the model.", Rows: []Ranked{{longLever, 0.33, 0.72, "33 (72)", true}, {"Nothing", -0.01, 0, "under 0.1", false}}}.picture(),
		longLever + ": above 0.2.": Futures{Title: "A title", Subtitle: "Dark", Note: "In the model.", Limits: []results.BoxLimit{{Title: longLever, Low: &low, U: [2]float64{0.2, 1}},
			{Title: "Patience", Unit: "months", Low: &low, High: &high, U: [2]float64{0.1, 0.11}}}}.picture(),
		"A title.": Futures{Title: "A title"}.picture(),
	} {
		if !strings.Contains(p.desc, want) {
			t.Errorf("no %q in %q", want, p.desc)
		}
		for _, size := range allSizes {
			for _, c := range clashes(p.scene(Options{Size: size})) {
				t.Errorf("%s: %s", size, c)
			}
		}
	}
}
