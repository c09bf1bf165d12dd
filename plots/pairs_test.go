package plots

import (
	"strings"
	"testing"
)

// No label leaves the picture, none overlaps another, at any size: rows with long names, indices below 0, equal marks.
func TestPairs_labels(t *testing.T) {
	line := 0.23
	for _, p := range []Pairs{
		{Title: "A title", Subtitle: "Of something", Note: "In the model.", Axis: "of 100 parts of the variance", Marks: [2]string{"first index: what knowing it would take away", "total index: what would be left if all else were known"},
			Groups: []PairGroup{{Head: "Single inputs", Rows: []Pair{{longLever, [3]float64{-0.021, -0.1, 0.04}, [3]float64{0.5, 0.4, 0.6}}, {"Patience", [3]float64{0, 0, 0}, [3]float64{0, 0, 0}}}}, {Head: longLever, Rows: []Pair{{longLever, [3]float64{0.2, 0.1, 0.3}, [3]float64{0.999, 0.99, 1}}}}}},
		{Title: "A title", Axis: "Any deal, of 100 simulated negotiations", Marks: [2]string{"lowest", "highest"}, Whole: true, Line: &line, Groups: []PairGroup{{Rows: []Pair{{"Patience", [3]float64{0.002, 0, 0.01}, [3]float64{1, 0.999, 1}}}}}},
	} {
		for _, size := range allSizes {
			for _, c := range clashes(p.picture().scene(Options{Size: size})) {
				t.Errorf("%s: %s", size, c)
			}
		}
		if _, err := p.Draw(".png", Options{}); err != nil {
			t.Error(err)
		}
	}
}

// Chances are never 0 or 100, indices keep their sign, and both are read out.
func TestPairs_values(t *testing.T) {
	p := Pairs{Title: "T", Marks: [2]string{"low", "high"}, Whole: true, Groups: []PairGroup{{Rows: []Pair{{Name: "Patience", A: [3]float64{0.001, 0, 0}, B: [3]float64{0.9999, 1, 1}}}}}}
	if got := p.values(p.Groups[0].Rows[0]); got != "<1 · >99" {
		t.Error(got)
	}
	if got := p.picture().desc; !strings.Contains(got, "Patience: low under 1, high over 99.") {
		t.Error(got)
	}
	p.Whole = false
	if got := p.text(-0.0213) + " " + p.text(0.0213) + " " + p.text(0.0001); got != "−2.1 2.1 under 0.1" {
		t.Error(got)
	}
}
