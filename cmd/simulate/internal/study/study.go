// Package study turns a scenario into what can be played and told: a plan per option, the manifest of a run, the words of a
// single one.
package study

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"parley/cmd/simulate/internal/story"
	"parley/scenarios"
	"parley/sim"
	"parley/sim/diag"
	"parley/sim/results"
)

// Study is a scenario compiled for all its options.
type Study struct {
	Scenario *scenarios.Scenario
	Evidence string           // the scenario's own folder of evidence, "" for none
	Manifest results.Manifest // what is known before a run
	Specs    []sim.Spec       // in the order of Manifest.Options
	Plans    []*sim.Plan
	Sets     int    // of the side design across assumptions, 0 for the default
	SetRuns  int    // of each
	Paper    string // sheet of the briefing, "" for the usual one
}

// New compiles a scenario without errors.
func New(sc *scenarios.Scenario) (*Study, error) {
	s := &Study{Scenario: sc, Manifest: sc.Manifest()}
	for _, o := range s.Manifest.Options {
		spec, err := sc.Spec(o.ID)
		if err != nil {
			return nil, err
		}
		s.Specs = append(s.Specs, spec)
		s.Plans = append(s.Plans, scenarios.Compile(spec))
	}
	return s, nil
}

// Option is the place of an option; an empty name is the first, the scenario as it stands.
func (s *Study) Option(id string) (int, error) {
	if id == "" {
		return 0, nil
	}
	var ids []string
	for i, o := range s.Manifest.Options {
		if o.ID == id {
			return i, nil
		}
		ids = append(ids, o.ID)
	}
	hint := "there are: " + strings.Join(ids, ", ")
	if near := diag.Suggest(id, ids); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	return 0, fmt.Errorf("scenario %s has no option %q; %s", s.Manifest.Scenario, id, hint)
}

// WithInputs adds a column for every quantity that is drawn in any option: the value it had in the run. A quantity that an
// option fixes, or does not have, shows what it is fixed to, or nothing.
func (s *Study) WithInputs() {
	drawn := map[string]bool{}
	for _, p := range s.Plans {
		for _, path := range p.Drawn() {
			drawn[path] = true
		}
	}
	paths := make([]string, 0, len(drawn))
	for path := range drawn {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	for i, p := range s.Plans {
		s.Plans[i] = withInputs(p, paths, s.columns(paths))
	}
}

func (s *Study) columns(paths []string) []results.Column {
	var out []results.Column
	for _, path := range paths {
		c := results.Column{Name: path, Title: path, Role: results.Input, Type: results.Float, Doc: "Drawn for the run."}
		for _, q := range s.Manifest.Quantities {
			if q.Path == path {
				c.Title, c.Unit, c.Lo, c.Hi = q.Title, q.Unit, q.Lo, q.Hi
			}
		}
		out = append(out, c)
	}
	return out
}

func withInputs(p *sim.Plan, paths []string, columns []results.Column) *sim.Plan {
	c := *p
	row, n := p.Parts.Row, len(p.Parts.Columns)
	c.Parts.Columns = append(slices.Clip(p.Parts.Columns), columns...)
	b := &sim.Binder{Plan: p}
	slots := make([]sim.Slot, len(paths))
	for i, path := range paths {
		slots[i] = -1
		if _, ok := p.Median(path); ok {
			slots[i] = b.Q(path)
		}
	}
	c.Parts.Row = func(w *sim.World, to []float64) {
		row(w, to[:n])
		for i, slot := range slots {
			to[n+i] = math.NaN()
			if slot >= 0 {
				to[n+i] = w.Q[slot]
			}
		}
	}
	return &c
}

// Tell puts a run of an option into words.
func (s *Study) Tell(option int, t *sim.Transcript, o sim.Outcome, d story.Detail) []string {
	return story.Tell(s.setting(option), t, o, d)
}

// Beats is the same with its parts apart.
func (s *Study) Beats(option int, t *sim.Transcript, o sim.Outcome, d story.Detail) []story.Beat {
	return story.Beats(s.setting(option), t, o, d)
}

func (s *Study) setting(option int) story.Setting {
	return story.Setting{Spec: &s.Specs[option], Issues: s.Manifest.Issues, Actors: s.Manifest.Actors}
}
