package backtest

import (
	"context"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"parley/scenarios"
)

// The scores in docs/validation.md are those of the program, to within the noise of fewer runs. The log score of an ending that
// hardly ever comes about hangs on its few runs and is held more loosely.
func TestDocs_scores(t *testing.T) {
	if testing.Short() {
		t.Skip("plays all built-in cases twice")
	}
	text, err := os.ReadFile("../../docs/validation.md")
	if err != nil {
		t.Fatal(err)
	}
	cases, findings, _ := Load(scenarios.Cases(), "scenarios/cases")
	if findings.HasErrors() {
		t.Fatal(findings)
	}
	fitted, err := Fitted()
	if err != nil {
		t.Fatal(err)
	}
	r, err := Run(context.Background(), cases, fitted, 1, 4000, 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	row := func(name string) []float64 {
		for _, line := range strings.Split(string(text), "\n") {
			if cells, ok := strings.CutPrefix(line, "| "+name+" | "); ok {
				var out []float64
				for _, c := range strings.Split(strings.TrimSuffix(cells, " |"), " | ") {
					x, err := strconv.ParseFloat(c, 64)
					if err != nil {
						t.Fatal(err)
					}
					out = append(out, x)
				}
				return out
			}
		}
		t.Fatalf("docs/validation.md has no row %q", name)
		return nil
	}
	for i, within := range []float64{0.06, 0.012, 0.004} {
		s := r.Scores[i]
		got := []float64{s.Base.Mean, s.Model.Mean, s.Fitted.Mean, s.Mixed.Mean, s.Coder.Prior.Mean}
		for k, want := range row(s.Rule) {
			room := within
			if k == 3 {
				room *= 3 // the recalibration is fitted on a grid and jumps
			}
			if !(math.Abs(got[k]-want) <= room) {
				t.Errorf("%s, column %d: the document says %v, the program %.3f", s.Rule, k+1, want, got[k])
			}
		}
	}
	m := regexp.MustCompile(`(?s)model's texts is off by ([0-9.]+) .*?weighted mean of what both sides want by ([0-9.]+) .*?CRPS ([0-9.]+) and ([0-9.]+),`).FindSubmatch(text)
	if m == nil {
		t.Fatal("docs/validation.md does not say how far terms are off")
	}
	for k, got := range []float64{r.TermsMean.Model.Mean, r.TermsMean.Mean.Mean, r.TermsMean.CRPS.Mean, r.TermsMean.MeanCRPS.Mean} {
		if want := string(m[k+1]); math.Abs(got-atof(t, want)) > 0.006 {
			t.Errorf("terms, number %d: the document says %s, the program %.3f", k+1, want, got)
		}
	}
	if r.Scores[0].Better || r.Scores[0].FitBetter || r.TermsMean.Better {
		t.Error("the document says that nothing is shown")
	}
}

func atof(t *testing.T, s string) float64 {
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}
