package brief

import (
	"strings"
	"testing"

	"parley/plots"
	"parley/sim/results"
)

func TestDoubts_areThreeAndNeverMixed(t *testing.T) {
	d := doubts(read(fixture()))
	if len(d) != 3 {
		t.Fatalf("%d kinds of doubt, want 3", len(d))
	}
	if !strings.Contains(d[0][1], "from the number of runs") || strings.Contains(d[0][1], "assumption") {
		t.Errorf("sampling: %q", d[0][1])
	}
	if !strings.Contains(d[1][1], "across our assumption sets") || strings.Contains(d[1][1], "±") {
		t.Errorf("assumptions: %q", d[1][1])
	}
	if strings.ContainsAny(d[2][1], "0123456789±") {
		t.Errorf("what is left out has no number, yet: %q", d[2][1])
	}
}

func TestOpenGaps_belongToTheArticleAlone(t *testing.T) {
	in := fixture()
	if text := visible(render(t, in, Options{})); !strings.Contains(text, "The article behind this scenario is silent on the following") {
		t.Error("a scenario on the article does not list what the article leaves out")
	}
	for i := range in.Manifest.Quantities {
		in.Manifest.Quantities[i].From = []results.Citation{{ID: "assumption", Assumption: true}}
	}
	if text := visible(render(t, in, Options{})); strings.Contains(text, "The article behind this scenario") {
		t.Error("a scenario that cites nothing of the article speaks of it")
	}
}

// Every result the engine can leave behind makes a page: missing tables are said, not fatal.
func TestHTML_everyVariant(t *testing.T) {
	for name, in := range variants() {
		text := visible(render(t, in, Options{}))
		for _, want := range []string{"Bottom line", "Key judgements", "Read this as", "Assumptions register", "Method and limits", "Reproduce this briefing"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: no %q", name, want)
			}
		}
	}
	bare := fixture()
	bare.Manifest.Quantities, bare.Manifest.Switches, bare.Derived = nil, nil, nil
	bare.Summary.Options[0].Metrics = nil
	if _, err := HTML(plots.Input{Manifest: bare.Manifest, Summary: bare.Summary}, Options{}); err != nil {
		t.Errorf("a bare result: %v", err)
	}
}

func TestSpread_namesTheWordsAtItsEnds(t *testing.T) {
	// The fixture's sets run from 12 to 46 of 100: very unlikely to roughly even, beside a headline of unlikely.
	got := anyDeal(read(fixture()), roomyJudgement)
	if !strings.Contains(got, "the share runs from 12 to 46 in 100, from very unlikely (5–20%) to roughly even chance (45–55%).") {
		t.Errorf("the spread does not name the words at its ends: %s", got)
	}
}
