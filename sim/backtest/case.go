package backtest

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

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

const outcomeEnd = ".outcome.yaml"

// Load reads a folder of cases: every x.outcome.yaml with the scenario x.yaml beside it. label is what findings call the folder. With
// errors among the findings the cases are not to be played; warnings are worth a look.
func Load(files fs.FS, label string) ([]Case, diag.Findings, diag.Sources) {
	sources := diag.Sources{}
	found, _ := fs.Glob(files, "*"+outcomeEnd) // the pattern is well formed
	lost := func(file, message, hint string) diag.Findings {
		return diag.Findings{{Code: diag.Unreadable, Severity: diag.Error, File: file, Message: message, Hint: hint}}
	}
	if len(found) == 0 {
		return nil, lost(label, "the folder holds no case", "a case is a scenario x.yaml with x.outcome.yaml beside it; docs/validation.md shows one"), sources
	}
	var cases []Case
	var findings diag.Findings
	for _, file := range found {
		id := strings.TrimSuffix(file, outcomeEnd)
		name := path.Join(label, file)
		text, err := fs.ReadFile(files, file)
		if err != nil {
			findings = append(findings, lost(name, err.Error(), "")...)
			continue
		}
		sources[name] = string(text)
		o, notes := readOutcome(name, text)
		if _, err := fs.Stat(files, id+".yaml"); err != nil {
			notes.add(nil, diag.UnknownName, fmt.Sprintf("no scenario %s.yaml beside this outcome", id), "an outcome and its scenario have the same name: x.outcome.yaml and x.yaml")
			findings = append(findings, notes.findings...)
			continue
		}
		s, more := scenarios.LoadIn(files, label, id+".yaml", nil)
		findings = append(findings, more...)
		if s != nil {
			for f, t := range s.Sources {
				sources[f] = t
			}
		}
		if s != nil && !more.HasErrors() {
			notes.fit(o, s)
			cases = append(cases, Case{ID: id, Scenario: s, Outcome: o})
		}
		findings = append(findings, notes.findings...)
	}
	findings = append(findings, strays(files, label, cases)...)
	findings = append(findings, families(cases)...)
	return cases, findings.Sort(), sources
}

// strays are scenarios without an outcome that no case builds on: they are not scored, and nobody would notice.
func strays(files fs.FS, label string, cases []Case) diag.Findings {
	var findings diag.Findings
	all, _ := fs.Glob(files, "*.yaml")
	for _, file := range all {
		name := path.Join(label, file)
		id := strings.TrimSuffix(file, ".yaml")
		used := slices.ContainsFunc(cases, func(c Case) bool { _, read := c.Scenario.Sources[name]; return read })
		if _, err := fs.Stat(files, id+outcomeEnd); err == nil || used || strings.HasSuffix(file, outcomeEnd) {
			continue
		}
		findings = append(findings, diag.Finding{Code: diag.OddCase, Severity: diag.Warning, File: name, Message: "no outcome stands beside this scenario, so it is not scored",
			Hint: fmt.Sprintf("write %s, or move the scenario elsewhere", id+outcomeEnd)})
	}
	return findings
}

// families warns of one that is spelt nearly as another: cases of one conflict must be left out together.
func families(cases []Case) diag.Findings {
	count := map[string]int{}
	var names []string
	for _, c := range cases {
		if count[c.Outcome.Family]++; count[c.Outcome.Family] == 1 && c.Outcome.Family != "" {
			names = append(names, c.Outcome.Family)
		}
	}
	var findings diag.Findings
	for _, c := range cases {
		family := c.Outcome.Family
		if family == "" || count[family] > 1 {
			continue
		}
		others := slices.DeleteFunc(slices.Clone(names), func(x string) bool { return x == family })
		near := diag.Suggest(family, others)
		for _, x := range others {
			if strings.EqualFold(x, family) {
				near = x
			}
		}
		if near != "" {
			f := c.Outcome.familyAt.Find(diag.OddCase, fmt.Sprintf("family %q is of this case alone", family))
			f.Severity, f.Hint = diag.Warning, fmt.Sprintf("did you mean %q? Cases of one family are left out together", near)
			findings = append(findings, f)
		}
	}
	return findings
}

// fit checks an outcome against its scenario: whether it could come about there at all, and whether the scenario knew of it.
func (n *notes) fit(o Outcome, s *scenarios.Scenario) {
	spec, err := s.Spec("baseline")
	if err != nil {
		n.add(nil, diag.UnknownName, err.Error(), "")
		return
	}
	for _, issue := range o.issues() {
		if !slices.Contains(spec.AllIssues, issue) {
			at := n.root.Get("terms").Get(issue)
			n.add(at, diag.UnknownName, fmt.Sprintf("terms: the scenario has no issue %q", issue), hint(issue, spec.AllIssues))
		}
	}
	if len(o.Terms) > 0 && o.Ending != sim.FullDeal && o.Ending != sim.LimitedDeal && o.Ending != sim.Blocked {
		n.add(n.root.Get("terms"), diag.Impossible, fmt.Sprintf("terms of a case that ended in %s: there was no text", o.Ending), "leave `terms:` out")
	}
	if o.Collapse > 0 && o.Ending != sim.FullDeal && o.Ending != sim.LimitedDeal {
		n.add(n.root.Get("collapsed-after"), diag.Impossible, fmt.Sprintf("`collapsed-after:` of a case that ended in %s: no deal stood", o.Ending), "leave it out")
	}
	if o.Month > float64(spec.Horizon) {
		n.add(n.root.Get("month"), diag.OutOfRange, fmt.Sprintf("the case ended in month %g, after the horizon of %d months", o.Month, spec.Horizon), "what happened must lie within the `horizon:` of the scenario, or its chances are of something else")
	}
	if why := impossible(o.Ending, spec, s); why != "" {
		n.add(n.root.Get("ending"), diag.OddCase, fmt.Sprintf("%s cannot come about in this scenario: %s", o.Ending, why), "as it stands the case scores as badly as can be; code what was on the table, or the ending, anew")
		n.findings[len(n.findings)-1].Severity = diag.Warning
	}
	n.dates(s)
}

// impossible says why an ending has no chance in a scenario, "" where it may have one.
func impossible(e sim.Ending, spec sim.Spec, s *scenarios.Scenario) string {
	has := func(stage string) bool { return slices.Contains(spec.Stages, stage) }
	switch e {
	case sim.NoTalks:
		if !has("talks-about-talks") {
			return "it has no stage talks-about-talks"
		}
	case sim.Blocked:
		if !has("ratification") || len(spec.Ratifiers) == 0 {
			return "nobody ratifies"
		}
	case sim.Escalation:
		if !slices.ContainsFunc(spec.Shocks, func(id string) bool { return spec.Choices["shocks."+id+".effect"] == "end" }) {
			return "it has no shock that ends the process"
		}
	case sim.LimitedDeal:
		by := map[string]int{}
		for _, i := range spec.Issues {
			by[i.By]++
		}
		if spec.Choices["protocol.scopes"] == "full-only" {
			return "protocol.scopes is full-only"
		}
		if len(spec.Issues) < 3 || len(by) < 2 {
			return "a limited deal settles a part of the agenda with an issue of each side in it, and the agenda has no such part"
		}
	}
	return ""
}

// dates complains about statements published after the cut-off that numbers of the case rest on.
func (n *notes) dates(s *scenarios.Scenario) {
	cutoff, err := time.Parse("2 January 2006", s.Manifest().Cutoff)
	if err != nil {
		return // a scenario without a date is found by its own reader
	}
	late := map[string]string{}
	for _, source := range s.Library().Sources {
		if at, err := time.Parse(time.DateOnly, source.Published); err == nil && at.After(cutoff) {
			late[source.ID] = source.Published
		}
	}
	told := map[string]bool{}
	for _, q := range s.Quantities() {
		for _, ref := range q.Quantity.From {
			source, _, _ := strings.Cut(ref.ID, "/")
			if late[source] == "" || told[source] {
				continue
			}
			told[source] = true
			f := diag.Place{File: q.File, Line: q.Line, Column: 1, Width: 1}.Find(diag.LateEvidence, fmt.Sprintf("%s rests on %s, which was published on %s, after the cut-off", q.Path, ref.ID, late[source]))
			f.Hint = "a case is coded from what was known on the day of `cutoff:`"
			n.findings = append(n.findings, f)
		}
	}
}

func hint(word string, known []string) string {
	if x := diag.Suggest(word, known); x != "" {
		return fmt.Sprintf("did you mean %q?", x)
	}
	return "there are: " + strings.Join(known, ", ")
}
