package stats

import (
	"strings"
	"testing"

	"parley/sim/results"
)

// By hand: 1,000 runs, 20 of them failed, 300 a deal. 300/1000, 320/1000; and the 100 are 30 deals, 2 failed, 68 others.
func TestFailed(t *testing.T) {
	o := results.OptionSummary{N: 1000, Failed: 20, Endings: results.Endings{100, 200, 0, 280, 400, 0}}
	f := FailedOf(&o)
	if f.Runs != 1000 || f.Share() != 0.02 || f.None() != 0.3 || f.All() != 0.32 {
		t.Errorf("%+v: share %v, bounds %v and %v", f, f.Share(), f.None(), f.All())
	}
	if text := f.Text(); !strings.HasPrefix(text, "20 of 1,000 runs failed") || !strings.Contains(text, "30.0 of 100 if none of them had ended in one, in 32.0 if all had") {
		t.Error(text)
	}
	if got, want := EndingsOfHundred(o.Endings, o.Failed), [6]int{10, 20, 0, 28, 40, 0}; got != want {
		t.Errorf("of 100: %v, want %v", got, want)
	}
	if _, deal := EndingTexts(o.Endings, o.Failed); deal != "30" {
		t.Errorf("any deal %s of 100, want 30", deal)
	}
	if text := FailedOf(&results.OptionSummary{N: 10, Endings: results.Endings{10}}).Text(); text != "" {
		t.Errorf("no failures: %q", text)
	}
	if got := EndingsOfHundred(results.Endings{}, 5); got != [6]int{} {
		t.Errorf("all runs failed: %v", got)
	}
}
