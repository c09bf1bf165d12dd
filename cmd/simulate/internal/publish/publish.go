// Package publish writes into a result folder what is made from its rows: summary, derived tables, charts, briefing. All of
// it can be made again from the rows and the scenario.
package publish

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"

	"parley/cmd/simulate/internal/ask"
	"parley/cmd/simulate/internal/derive"
	"parley/cmd/simulate/internal/story"
	"parley/cmd/simulate/internal/study"
	"parley/plots"
	"parley/plots/brief"
	"parley/seeds"
	"parley/sim"
	"parley/sim/results"
)

// Names inside a result folder.
const (
	LockFile  = "scenario.lock.yaml"
	BriefFile = "brief.html"
	ChartsDir = "charts"
	// EvidenceDir holds a copy of the scenario's own evidence, where the lock file finds it.
	EvidenceDir = "evidence"
)

// Summary writes the summary and the resolved scenario, and takes away what was made from fewer rows.
func Summary(dir string, s *study.Study, sum *results.Summary) error {
	for _, stale := range []string{SumsFile, results.DerivedFile, BriefFile, ChartsDir} {
		if err := os.RemoveAll(filepath.Join(dir, stale)); err != nil {
			return err
		}
	}
	if err := results.WriteFile(filepath.Join(dir, LockFile), s.Scenario.Lock()); err != nil {
		return err
	}
	if err := keepEvidence(dir, s.Evidence); err != nil {
		return fmt.Errorf("keeping the evidence: %w", err)
	}
	if err := writeSums(dir); err != nil {
		return err
	}
	return results.WriteJSON(filepath.Join(dir, results.SummaryFile), sum)
}

// keepEvidence copies the YAML files of a scenario's own evidence, so that a result can be told and reported without it.
func keepEvidence(dir, from string) error {
	if from == "" {
		return nil
	}
	names, err := filepath.Glob(filepath.Join(from, "*.yaml"))
	if err != nil || len(names) == 0 {
		return err
	}
	to := filepath.Join(dir, EvidenceDir)
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if err := results.WriteFile(filepath.Join(to, filepath.Base(name)), text); err != nil {
			return err
		}
	}
	return nil
}

// All makes derived tables, charts and briefing. phase hears what is being worked on.
func All(ctx context.Context, dir string, s *study.Study, m *results.Manifest, sum *results.Summary, workers int, phase func(string)) error {
	d, err := derive.Tables(ctx, derive.Study{
		Spec: s.Specs[0], Plan: s.Plans[0], Manifest: m, Seed: m.Seed, Workers: workers, Runs: m.Runs, Sets: s.Sets, SetRuns: s.SetRuns, Phase: phase,
		Tell: func(t *sim.Transcript, w *sim.World) []string { return s.Tell(0, t, w.Outcome, story.Brief) },
	})
	if err != nil {
		return err
	}
	d.Paper = s.Paper
	phase("what it hangs on, which option is safe, what to find out")
	event, err := ask.EventNamed("any-deal")
	if err != nil {
		return err
	}
	if d.Questions, err = (&ask.Case{Study: s, Event: event, Seed: m.Seed, Workers: workers}).Brief(ctx, m.Runs); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	record, err := results.ReadRecord(dir, m.Engine)
	if err != nil {
		return err
	}
	in := plots.Input{Manifest: m, Summary: sum, Derived: d, Record: record}
	if err := Render(dir, in, s.Scenario.Library(), phase); err != nil {
		return err
	}
	// Last: what has derived tables has everything.
	return results.WriteJSON(filepath.Join(dir, results.DerivedFile), d)
}

// Render writes charts and briefing from tables that are there.
func Render(dir string, in plots.Input, lib *seeds.Library, phase func(string)) error {
	phase("charts")
	if _, err := plots.WriteAll(filepath.Join(dir, ChartsDir), in, plots.Options{Size: plots.Full}); err != nil {
		return err
	}
	phase("briefing")
	page, err := brief.HTML(in, brief.Options{Library: lib, Charts: ChartsDir, Paper: in.Derived.Paper})
	if err != nil {
		return fmt.Errorf("writing the briefing: %w", err)
	}
	if err := results.WriteFile(filepath.Join(dir, BriefFile), page); err != nil {
		return err
	}
	return writeSums(dir)
}

// Again renders a complete result again, on another sheet if one is named, which the derived tables then note.
func Again(dir string, in plots.Input, lib *seeds.Library, paper string) error {
	other := paper != "" && paper != Paper(in.Derived)
	if other {
		in.Derived.Paper = paper
	}
	if err := Render(dir, in, lib, func(string) {}); err != nil || !other {
		return err
	}
	return results.WriteJSON(filepath.Join(dir, results.DerivedFile), in.Derived)
}

// Paper is the sheet that a briefing was laid out for.
func Paper(d *results.Derived) string { return cmp.Or(d.Paper, "a4") }

// Complete reports whether a result has everything that All makes, with so many sets of assumptions and runs of each; 0 for any number.
func Complete(dir string, sets, setRuns int) bool {
	var d results.Derived
	if err := results.ReadJSON(filepath.Join(dir, results.DerivedFile), &d); err != nil || sets != 0 && (d.Sets == nil || len(d.Sets.Endings) != sets || d.Sets.Reps != setRuns) {
		return false
	}
	for _, name := range []string{BriefFile, ChartsDir} {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			return false
		}
	}
	return true
}
