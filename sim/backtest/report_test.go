package backtest

import (
	"math"
	"testing"

	"parley/scenarios"
	"parley/sim"
)

func TestReport_leavesOut(t *testing.T) {
	// Three cases, two of one family. By hand: others of case 0 are one breakdown and one full deal.
	s, findings := scenarios.Load("baseline", nil)
	if findings.HasErrors() {
		t.Fatal(findings)
	}
	cases := []Case{{ID: "a", Scenario: s, Outcome: Outcome{Family: "x", Ending: sim.FullDeal}}, {ID: "b", Scenario: s, Outcome: Outcome{Family: "x", Ending: sim.Breakdown}},
		{ID: "c", Scenario: s, Outcome: Outcome{Family: "y", Ending: sim.FullDeal}}}
	happened := []int{5, 2, 5}
	even := []float64{1. / 6, 1. / 6, 1. / 6, 1. / 6, 1. / 6, 1. / 6}
	r := &Report{}
	r.score(cases, [][]float64{even, even, even}, [][]float64{even, even, even}, happened, 1)
	near(t, "base rate of a full deal, without case a", r.Cases[0].Base[5], 1.5/5, 1e-15)
	near(t, "of escalation", r.Cases[0].Base[0], 0.5/5, 1e-15)
	near(t, "without case b", r.Cases[1].Base[5], 2.5/5, 1e-15)
	near(t, "log score of even chances", r.Scores[0].Model.Mean, math.Log(6), 1e-12)
	// Without family x one case is left: the fit must not have seen a or b.
	for _, f := range r.Fits {
		if want := map[string]int{"x": 1, "y": 2}[f.Without]; f.Cases != want {
			t.Errorf("without %s: fitted on %d cases, want %d", f.Without, f.Cases, want)
		}
	}
	if r.Scores[0].Better {
		t.Error("even chances are called better than base rates")
	}
}

// A coder's chances are scored beside base rates and model on the cases that have them.
func TestReport_coder(t *testing.T) {
	s, findings := scenarios.Load("baseline", nil)
	if findings.HasErrors() {
		t.Fatal(findings)
	}
	prior := []float64{0.1, 0.1, 0.5, 0.1, 0.1, 0.1}
	cases := []Case{{ID: "a", Scenario: s, Outcome: Outcome{Family: "x", Ending: sim.FullDeal}}, {ID: "b", Scenario: s, Outcome: Outcome{Family: "x", Ending: sim.Breakdown, Prior: prior}}}
	even := []float64{1. / 6, 1. / 6, 1. / 6, 1. / 6, 1. / 6, 1. / 6}
	r := &Report{}
	r.score(cases, [][]float64{even, even}, [][]float64{even, even}, []int{5, 2}, 1)
	c := r.Scores[0].Coder
	if c == nil || c.Prior.N != 1 || r.Cases[0].Coder != nil {
		t.Fatalf("%+v", c)
	}
	near(t, "log score of a half", c.Prior.Mean, math.Ln2, 1e-12)
	near(t, "less base rates", c.LessBase.Mean, math.Ln2+math.Log(0.5/4), 1e-12) // one other case, which ended otherwise: (0 + 1/2)/(1 + 3)
	near(t, "model less coder", c.ModelLess.Mean, math.Log(3), 1e-12)            // ln 6 - ln 2
	if c.ModelBetter {
		t.Error("one case gives a verdict")
	}
	cases[1].Outcome.Prior = nil
	r = &Report{}
	r.score(cases, [][]float64{even, even}, [][]float64{even, even}, []int{5, 2}, 1)
	if r.Scores[0].Coder != nil {
		t.Error("a coder that nobody asked is scored")
	}
}

// Issues of one case count as one: the mean over cases of the mean over issues.
func TestTerms_byCase(t *testing.T) {
	s := sumTerms([]TermScore{{Case: "a", Happened: 0.5, Median: 0.7, Mean: 0.5, CRPS: 0.1, MeanCRPS: 0.2}, {Case: "a", Happened: 0.5, Median: 0.1, Mean: 0.6, CRPS: 0.3, MeanCRPS: 0.2},
		{Case: "b", Happened: 1, Median: 0.5, Mean: 0.9, CRPS: 0.5, MeanCRPS: 0.1}}, 1)
	near(t, "model", s.Model.Mean, (0.3+0.5)/2, 1e-12)
	near(t, "weighted mean", s.Mean.Mean, (0.05+0.1)/2, 1e-12)
	near(t, "difference", s.Difference.Mean, 0.325, 1e-12)
	near(t, "CRPS", s.CRPSDiff.Mean, (0+0.4)/2, 1e-12)
	if s.Issues != 3 || s.Model.N != 2 || s.Better || sumTerms(nil, 1) != nil {
		t.Errorf("%+v", s)
	}
}

func TestFit_findsTheSource(t *testing.T) {
	// Chances that are right as they stand need no base rates; chances turned upside down are best left out.
	base := []float64{0.5, 0.5}
	var ps, bases [][]float64
	var happened []int
	for i := range 100 {
		ps, bases, happened = append(ps, []float64{0.9, 0.1}), append(bases, base), append(happened, map[bool]int{true: 1, false: 0}[i%10 == 0])
	}
	f := fit(ps, bases, happened)
	near(t, "recalibrated", f.recalibrate(ps[0], base)[0], 0.9, 0.02)
	for i := range happened {
		happened[i] = 1 - happened[i]
	}
	if f := fit(ps, bases, happened); f.Weight != 0 {
		t.Errorf("wrong chances keep a weight of %v", f.Weight)
	}
}

func TestReliability_counts(t *testing.T) {
	p := func(deal float64) []float64 { return []float64{0, 0, 1 - deal, 0, 0, deal} }
	bands := reliability([][]float64{p(0.1), p(0.15), p(0.9), p(1)}, []int{2, 5, 5, 2})
	if len(bands) != 2 || bands[0].Cases != 2 || bands[0].Deals != 1 || bands[1].Cases != 2 || bands[1].Deals != 1 {
		t.Errorf("%+v", bands)
	}
	near(t, "mean said", bands[0].Said, 0.125, 1e-15)
}
