package backtest

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"parley/actors"
	"parley/scenarios"
	"parley/sim"
)

func TestCases_embedded(t *testing.T) {
	cases, findings, _ := Load(scenarios.Cases(), "scenarios/cases")
	for _, f := range findings {
		t.Errorf("%s:%d: %s", f.File, f.Line, f.Message)
	}
	// Issue and design ask for the fourteen of the design and at least four in which no talks came about.
	none, profiles := 0, actors.Embedded()
	for _, c := range cases {
		if c.Outcome.Ending == sim.NoTalks {
			none++
		}
		spec, err := c.Scenario.Spec("baseline")
		if err != nil {
			t.Fatal(err)
		}
		// Profiles of the article's actors hold what was known in 2025: no case may fall back on them.
		for _, a := range spec.Actors {
			for _, p := range profiles {
				if a.ID == p {
					t.Errorf("%s: %s is the profile of 2025", c.ID, p)
				}
			}
		}
		// Nothing is tuned to a case: every size is one of the few that all share.
		for _, q := range c.Scenario.Quantities() {
			if strings.HasPrefix(q.Path, "actors.") && strings.Contains(q.File, "cases/") && !strings.Contains(q.Path, ".style") {
				if v, _, _ := strings.Cut(q.Text, " from"); !shared[v] {
					t.Errorf("%s: %s is %s, not one of the sizes that all cases share", c.ID, q.Path, q.Text)
				}
			}
		}
	}
	if len(cases) < 18 || none < 4 {
		t.Errorf("%d cases, %d without talks", len(cases), none)
	}
}

var shared = map[string]bool{"pert 0 0.1 0.3": true, "pert 0.7 0.9 1": true, "pert 0.7 1 1.3": true, "pert 1.4 2 2.6": true, "0.5": true, "-0.5": true}

const plain = `extends: baseline
title: A case
cutoff: 2020-01-01
`

func TestLoad_findings(t *testing.T) {
	for name, c := range map[string]struct{ outcome, want string }{
		"unknown ending":   {"family: a\nending: agreed\nsource: memory\n", "not an ending"},
		"unknown field":    {"family: a\nending: breakdown\nsource: memory\nend: 3\n", "unknown field"},
		"no family":        {"ending: breakdown\nsource: memory\n", "family"},
		"terms of nothing": {"family: a\nending: full-deal\nsource: memory\nterms: {fish: 0.5}\n", "fish"},
		"terms too large":  {"family: a\nending: full-deal\nsource: memory\nterms: {relief: 1.5}\n", "from 0 to 1"},
	} {
		_, findings, _ := Load(fstest.MapFS{"x.yaml": {Data: []byte(plain)}, "x.outcome.yaml": {Data: []byte(c.outcome)}}, "my")
		found := false
		for _, f := range findings {
			found = found || strings.Contains(f.Message, c.want) && f.File == "my/x.outcome.yaml" && f.Line > 0
		}
		if !found {
			t.Errorf("%s: %v", name, findings)
		}
	}
	if _, findings, _ := Load(fstest.MapFS{"x.outcome.yaml": {Data: []byte("family: a\nending: breakdown\nsource: s\n")}}, "my"); !findings.HasErrors() {
		t.Error("an outcome without a scenario is taken")
	}
	if _, findings, _ := Load(fstest.MapFS{}, "my"); !findings.HasErrors() {
		t.Error("an empty folder is taken")
	}
}

func TestRun_caseFromOutside(t *testing.T) {
	// Playing sees the scenario alone: with another outcome beside it the chances are the same and the score differs.
	run := func(ending string) CaseScore {
		cases, findings, _ := Load(fstest.MapFS{"x.yaml": {Data: []byte(plain)},
			"x.outcome.yaml": {Data: []byte("family: a\nending: " + ending + "\nsource: memory\nterms: {relief: 0.5}\n")}}, "my")
		if findings.HasErrors() {
			t.Fatal(findings)
		}
		r, err := Run(context.Background(), cases, 1, 2000, 2, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Terms) != 1 || !(r.Terms[0].Median > 0 && r.Terms[0].CRPS > 0) {
			t.Errorf("terms: %+v", r.Terms)
		}
		return r.Cases[0]
	}
	a, b := run("breakdown"), run("full-deal")
	for k := range a.P {
		if a.P[k] != b.P[k] {
			t.Errorf("class %d: %v and %v", k, a.P[k], b.P[k])
		}
	}
	if a.Log == b.Log {
		t.Error("the score does not depend on what happened")
	}
	sum := 0.0
	for _, p := range a.P {
		sum += p
	}
	near(t, "sum of chances", sum, 1, 1e-12)
}
