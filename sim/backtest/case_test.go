package backtest

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"parley/actors"
	"parley/scenarios"
	"parley/sim"
	"parley/sim/diag"
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
	}
	if len(cases) < 18 || none < 4 {
		t.Errorf("%d cases, %d without talks", len(cases), none)
	}
}

const plain = `extends: baseline
title: A case
cutoff: 2025-03-04
`

// Every mistake is shown where it stands, with what to do about it.
func TestLoad_findings(t *testing.T) {
	const good = "family: a\nending: full-deal\nmonth: 6\nsource: from memory\n"
	for _, c := range []struct {
		name, outcome string
		line, column  int
		says, hint    string
	}{
		{"unknown ending", strings.Replace(good, "full-deal", "ful-deal", 1), 2, 9, `"ful-deal" is not an ending`, `did you mean "full-deal"?`},
		{"another word", strings.Replace(good, "full-deal", "agreed", 1), 2, 9, `"agreed" is not an ending`, "there are: full-deal, limited-deal, blocked, no-talks, breakdown, escalation"},
		{"unknown field", good + "mnth: 3\n", 5, 1, `unknown field "mnth"`, `did you mean "month"?`},
		{"no family", "ending: breakdown\nmonth: 3\nsource: memory\n", 1, 1, "no `family:`", "family: arms control"},
		{"no month", "family: a\nending: breakdown\nsource: memory\n", 1, 1, "no `month:`", "counted from the cut-off"},
		{"no source", "family: a\nending: breakdown\nmonth: 3\n", 1, 1, "no `source:`", "from memory"},
		{"month in words", strings.Replace(good, "6", "June", 1), 3, 8, `"June" is not a number`, ""},
		{"month beyond the horizon", strings.Replace(good, "6", "30", 1), 3, 8, "month 30, after the horizon of 24 months", "`horizon:`"},
		{"terms of nothing", good + "terms: {releif: 0.5}\n", 5, 17, `no issue "releif"`, `did you mean "relief"?`},
		{"terms too large", good + "terms: {relief: 1.5}\n", 5, 17, "from 0 to 1", ""},
		{"terms without a text", strings.Replace(good, "full-deal", "no-talks", 1) + "terms: {relief: 0.5}\n", 5, 8, "there was no text", "leave"},
		{"collapse of nothing", strings.Replace(good, "full-deal", "breakdown", 1) + "collapsed-after: 5\n", 5, 18, "no deal stood", "leave"},
		{"coder without an ending", good + "coder-prior: {full-deal: 0.5, limited-deal: 0.1, blocked: 0.1, no-talks: 0.1, breakdown: 0.2}\n", 5, 14, "escalation has no chance above 0", "each of the six"},
		{"coder's chances", good + "coder-prior: {full-deal: 0.5, limited-deal: 0.1, blocked: 0.1, no-talks: 0.1, breakdown: 0.2, escalation: 0.1}\n", 5, 14, "add up to 1.1", "coder-prior: {"},
		{"coder's words", good + "coder-prior: {ful-deal: 1}\n", 5, 15, `"ful-deal" is not an ending`, `did you mean "full-deal"?`},
		{"coder's list", good + "coder-prior: [1]\n", 5, 14, "a map of the six endings", "coder-prior: {"},
		{"empty", "", 1, 1, "the file is empty", "the keys family, ending"},
		{"a list", "- family\n", 1, 1, "not a map", "the keys family, ending"},
	} {
		_, findings, _ := Load(fstest.MapFS{"x.yaml": {Data: []byte(plain)}, "x.outcome.yaml": {Data: []byte(c.outcome)}}, "my")
		found := false
		for _, f := range findings {
			found = found || f.Severity == diag.Error && f.File == "my/x.outcome.yaml" && f.Line == c.line && f.Column == c.column && strings.Contains(f.Message, c.says) && strings.Contains(f.Hint, c.hint)
		}
		if !found {
			t.Errorf("%s: want %d:%d %q (%q), found %+v", c.name, c.line, c.column, c.says, c.hint, findings)
		}
	}
}

// What is wrong between the files of a folder.
func TestLoad_folders(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	outcome := func(family, ending string) *fstest.MapFile {
		return file("family: " + family + "\nending: " + ending + "\nmonth: 6\nsource: from memory\n")
	}
	for _, c := range []struct {
		name      string
		files     fstest.MapFS
		severity  diag.Severity
		code      string
		at        string
		says, tip string
	}{
		{"nothing", fstest.MapFS{}, diag.Error, diag.Unreadable, "my", "holds no case", "x.outcome.yaml beside it"},
		{"outcome without scenario", fstest.MapFS{"x.outcome.yaml": outcome("a", "breakdown")}, diag.Error, diag.UnknownName, "my/x.outcome.yaml", "no scenario x.yaml", "the same name"},
		{"scenario without outcome", fstest.MapFS{"x.yaml": file(plain), "x.outcome.yaml": outcome("a", "breakdown"), "y.yaml": file(plain)}, diag.Warning, diag.OddCase, "my/y.yaml", "is not scored", "y.outcome.yaml"},
		{"family spelt twice", fstest.MapFS{"x.yaml": file(plain), "x.outcome.yaml": outcome("Arms control", "breakdown"), "y.yaml": file(plain), "y.outcome.yaml": outcome("arms control", "breakdown")},
			diag.Warning, diag.OddCase, "my/y.outcome.yaml", "of this case alone", `did you mean "Arms control"?`},
		{"ending that cannot be", fstest.MapFS{"x.yaml": file(plain + "agenda: [relief, regional]\n"), "x.outcome.yaml": outcome("a", "limited-deal")}, diag.Warning, diag.OddCase, "my/x.outcome.yaml", "limited-deal cannot come about", "anew"},
		{"statement after the cut-off", fstest.MapFS{"x.yaml": file(strings.Replace(plain, "2025-03-04", "2020-01-01", 1)), "x.outcome.yaml": outcome("a", "breakdown")}, diag.Error, diag.LateEvidence, "actors/armed-groups.yaml", "published on 2025-03-04, after the cut-off", "`cutoff:`"},
	} {
		_, findings, _ := Load(c.files, "my")
		found := false
		for _, f := range findings {
			found = found || f.Severity == c.severity && f.Code == c.code && f.File == c.at && strings.Contains(f.Message, c.says) && strings.Contains(f.Hint, c.tip)
		}
		if !found {
			t.Errorf("%s: %+v", c.name, findings)
		}
	}
	// A file that a case builds on is no stray.
	_, findings, _ := Load(fstest.MapFS{"base.yaml": file(plain), "x.yaml": file("extends: base\ntitle: A case\n"), "x.outcome.yaml": outcome("a", "breakdown")}, "my")
	if len(findings) > 0 {
		t.Errorf("%+v", findings)
	}
}

// Fitted values replace generic ones and nothing else: each quantity of a case is drawn from the fitted range of its kind where the case
// leaves it to the kind, and from its own range where it does not.
func TestFitted_overGenericValues(t *testing.T) {
	v, err := Fitted()
	if err != nil {
		t.Fatal(err)
	}
	var taken []string
	for _, x := range v.Taken {
		taken = append(taken, x.Kind+" "+x.Path)
	}
	// actors.second.no-deal.pressure-weight is of one principal of two, so it is no value of the kind.
	if want := []string{"principal no-deal.base", "principal audience-cost", "mediator muscle", " implementation.base"}; !slices.Equal(taken, want) {
		t.Fatalf("taken over: %q, want %q", taken, want)
	}
	text := "title: A case\ncutoff: 2020-01-01\nhorizon: 24 months\nagenda: [x, z]\nissues:\n  x: {title: X, by: a, at0: none, at1: all}\n  z: {title: Z, by: b, at0: none, at1: all}\n" +
		"table: [a, b]\nstages: [talks-about-talks, alternating-offers]\nactors:\n  a: {title: A, kind: principal}\n  b: {title: B, kind: principal, audience-cost: 0.01 from assumption}\n"
	s, findings := scenarios.LoadIn(fstest.MapFS{"x.yaml": {Data: []byte(text)}}, "my", "x.yaml", nil)
	if findings.HasErrors() {
		t.Fatal(findings)
	}
	own, err := s.Spec("baseline")
	if err != nil {
		t.Fatal(err)
	}
	spec, err := v.Over(s)
	if err != nil {
		t.Fatal(err)
	}
	changed := map[string]bool{}
	for i, q := range spec.Quantities {
		if q.Dist.Quantile(0.7) != own.Quantities[i].Dist.Quantile(0.7) {
			changed[q.Path] = true
		}
	}
	if want := map[string]bool{"actors.a.no-deal.base": true, "actors.b.no-deal.base": true, "actors.a.audience-cost": true, "implementation.base": true}; !maps.Equal(changed, want) {
		t.Errorf("changed: %v, want %v", changed, want)
	}
}

func TestRun_caseFromOutside(t *testing.T) {
	// Playing sees the scenario alone: with another outcome beside it the chances are the same and the score differs.
	run := func(ending string) CaseScore {
		cases, findings, _ := Load(fstest.MapFS{"x.yaml": {Data: []byte(plain)},
			"x.outcome.yaml": {Data: []byte("family: a\nending: " + ending + "\nmonth: 6\nsource: memory\nterms: {relief: 0.5}\n")}}, "my")
		if findings.HasErrors() {
			t.Fatal(findings)
		}
		fitted, err := Fitted()
		if err != nil {
			t.Fatal(err)
		}
		r, err := Run(context.Background(), cases, fitted, 1, 2000, 2, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Terms) != 1 || !(r.Terms[0].Median > 0 && r.Terms[0].CRPS > 0) {
			t.Errorf("terms: %+v", r.Terms)
		}
		return r.Cases[0]
	}
	a, b := run("limited-deal"), run("full-deal")
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
