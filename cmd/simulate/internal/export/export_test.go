package export

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"parley/sim/results"
)

func TestOf(t *testing.T) {
	m := &results.Manifest{Scenario: "s", ScenarioHash: "h", Seed: 1<<64 - 1, Runs: 100, TableHash: "t", Columns: []results.Column{{Name: "month", Type: results.Int}, {Name: "stands", Type: results.Bool}, {Name: "never", Type: results.Float}}}
	s := &results.Summary{Options: []results.OptionSummary{{ID: "baseline", N: 100, Failed: 1, Endings: results.Endings{10, 0, 89}, Metrics: []results.MetricStats{
		{Name: "month", N: 100, Mean: 5, SD: 2, Quantiles: [7]float64{1, 2, 3, 5, 7, 8, 9}},
		{Name: "stands", N: 100, Mean: 0.1, SD: 0.3},
		{Name: "never"},
	}}}}
	out := Of(m, s, "dir")
	e := out.Options["baseline"].Endings
	if len(e) != 6 {
		t.Errorf("%d endings, want all six", len(e))
	}
	near := func(what string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 5e-5 {
			t.Errorf("%s = %v, want %v", what, got, want)
		}
	}
	// The failed run is in the denominator; it could have ended in a deal or not.
	if f := out.Options["baseline"].Failed; f == nil || f.Count != 1 || f.DealsNone != 0.1 || f.DealsAll != 0.11 {
		t.Errorf("failed: %+v, want 1 run, deals between 0.10 and 0.11", f)
	}
	// Wilson interval of 10 of 100 at 95 %: 0.0552 to 0.1744 (Newcombe 1998, method 3, by hand).
	full := e["full-deal"]
	near("share", full.Share, 0.1)
	near("low", full.Low, 0.05523)
	near("high", full.High, 0.17437)
	// 5 ± 1.95996 · 2/10.
	month := out.Options["baseline"].Metrics["month"]
	near("mean low", *month.Low, 5-0.391993)
	near("q05", *month.Q05, 1)
	near("q50", *month.Q50, 5)
	near("q95", *month.Q95, 9)
	stands := out.Options["baseline"].Metrics["stands"]
	near("share of a yes or no", *stands.Low, 0.05523)
	text, err := json.Marshal(out)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"schema":1`, `"seed":18446744073709551615`, `"never":{"mean":null,"low":null,"high":null,"q05":null,"q50":null,"q95":null,"n":0}`} {
		if !strings.Contains(string(text), want) {
			t.Errorf("JSON lacks %s: %s", want, text)
		}
	}
}
