package backtest

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"parley/scenarios"
	"parley/sim"
	"parley/sim/diag"
)

// Case is a past negotiation: a scenario dated before it ended, and what came of it. The two stand in two files, x.yaml and
// x.outcome.yaml, so that nothing that plays the first can see the second.
type Case struct {
	ID       string
	Scenario *scenarios.Scenario
	Outcome  Outcome
}

// Outcome is what came of a case.
type Outcome struct {
	Family   string             // of conflicts: cases of one family are left out together when something is fitted
	Ending   sim.Ending         // the last one, of cases with several
	Month    float64            // of the ending, from the cut-off; 0 where unknown
	Source   string             // checked, checked in part, from memory ...
	Happened string             // in words
	Terms    map[string]float64 // of the deal by issue, 0 to 1, where somebody coded them
	Collapse float64            // months that the deal stood; 0 where it stands or nothing is known
}

const outcomeEnd = ".outcome.yaml"

var outcomeKeys = []string{"family", "ending", "month", "source", "happened", "terms", "collapsed-after"}

// Load reads a folder of cases: every x.outcome.yaml with the scenario x.yaml beside it. label is what findings call the folder. With
// errors among the findings the cases are not to be played.
func Load(files fs.FS, label string) ([]Case, diag.Findings, diag.Sources) {
	sources := diag.Sources{}
	found, err := fs.Glob(files, "*"+outcomeEnd)
	lost := func(message, hint string) diag.Findings {
		return diag.Findings{{Code: diag.Unreadable, Severity: diag.Error, File: label, Message: message, Hint: hint}}
	}
	if err != nil {
		return nil, lost(err.Error(), ""), sources
	}
	if len(found) == 0 {
		return nil, lost("the folder holds no case", "a case is a scenario x.yaml with x.outcome.yaml beside it; docs/validation.md shows one"), sources
	}
	var cases []Case
	var findings diag.Findings
	for _, file := range found {
		id := strings.TrimSuffix(file, outcomeEnd)
		name := path.Join(label, file)
		text, err := fs.ReadFile(files, file)
		if err != nil {
			findings = append(findings, lost(err.Error(), "")...)
			continue
		}
		sources[name] = string(text)
		o, fo := readOutcome(name, text)
		findings = append(findings, fo...)
		s, fsc := scenarios.LoadIn(files, label, id+".yaml", nil)
		findings = append(findings, fsc...)
		if s == nil {
			continue
		}
		for f, t := range s.Sources {
			sources[f] = t
		}
		if !fsc.HasErrors() {
			for issue := range o.Terms {
				if spec, err := s.Spec("baseline"); err == nil && !slices.Contains(spec.AllIssues, issue) {
					findings = append(findings, diag.Place{File: name, Line: 1, Column: 1, Width: 1}.Find(diag.UnknownName, fmt.Sprintf("terms: the scenario has no issue %q", issue)))
				}
			}
		}
		cases = append(cases, Case{ID: id, Scenario: s, Outcome: o})
	}
	return cases, findings.Sort(), sources
}

func readOutcome(file string, text []byte) (Outcome, diag.Findings) {
	root, findings := diag.ReadYAML(file, text)
	o := Outcome{}
	if root == nil || root.Kind != diag.Map {
		return o, findings
	}
	note := func(n *diag.Node, code, message, hint string) {
		at := root.At
		if n != nil {
			at = n.At
		}
		f := at.Find(code, message)
		f.Hint = hint
		findings = append(findings, f)
	}
	for _, k := range root.Keys {
		if !slices.Contains(outcomeKeys, k.Name) {
			f := k.At.Find(diag.UnknownField, fmt.Sprintf("unknown field %q in an outcome", k.Name))
			f.Hint = "there are: " + strings.Join(outcomeKeys, ", ")
			findings = append(findings, f)
		}
	}
	word := func(key string, must bool) string {
		n := root.Get(key)
		if n == nil || n.Kind != diag.Scalar || strings.TrimSpace(n.Text) == "" {
			if must || n != nil {
				note(n, diag.MissingField, fmt.Sprintf("the outcome has no `%s:` in words", key), "")
			}
			return ""
		}
		return strings.TrimSpace(n.Text)
	}
	number := func(n *diag.Node, what string, hi float64) float64 {
		if n == nil {
			return 0
		}
		x, err := strconv.ParseFloat(n.Text, 64)
		if err != nil || !(x >= 0 && x <= hi) {
			note(n, diag.WrongType, fmt.Sprintf("%s: %q is not a number from 0 to %g", what, n.Text, hi), "")
		}
		return x
	}
	o.Family, o.Source, o.Happened = word("family", true), word("source", true), word("happened", false)
	ending := word("ending", true)
	at := slices.Index(sim.EndingNames[:], ending)
	if ending != "" && at < 0 {
		note(root.Get("ending"), diag.BadWord, fmt.Sprintf("%q is not an ending", ending), "there are: "+strings.Join(sim.EndingNames[:], ", "))
	}
	o.Ending = sim.Ending(max(at, 0))
	o.Month = number(root.Get("month"), "month", 1200)
	o.Collapse = number(root.Get("collapsed-after"), "collapsed-after", 1200)
	if n := root.Get("terms"); n != nil && n.Kind == diag.Map {
		o.Terms = map[string]float64{}
		for i, k := range n.Keys {
			o.Terms[k.Name] = number(n.Items[i], "terms."+k.Name, 1)
		}
	} else if n != nil {
		note(n, diag.WrongType, "terms: is a map of issues to values from 0 to 1", "")
	}
	return o, findings
}
