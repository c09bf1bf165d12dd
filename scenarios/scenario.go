// Package scenarios holds the scenario format, its strict reader and the embedded scenarios, and puts actors, protocols and metrics
// together (compile.go). A number about an actor without evidence, a key without a meaning or a name that nothing has is a finding with
// its place, never a silent default.
package scenarios

import (
	"fmt"
	"slices"

	"parley/seeds"
	"parley/sim"
	"parley/sim/diag"
	"parley/sim/dist"
	"parley/sim/results"
)

// Scenario is a resolved scenario with its options.
type Scenario struct {
	Name      string
	Title     string
	Question  string
	Cutoff    string // "4 March 2025"
	Options   []Option
	Overrides []results.Override
	Sources   diag.Sources // texts of the files read, for excerpts

	file         string // the scenario's own file, as findings name it
	voc          *vocabulary
	loader       *loader
	lib          *seeds.Library
	doc          *diag.Node // merged, before actors are filled in
	plain        *resolved
	correlations []Correlation
	joint        []sim.JointSpec // the groups they make
	crowded      bool            // some group has more entries than are read: nothing more is checked
	tables       dist.Tables     // compiled distributions: equal ones, and those of one shape, share a table
}

// Option is one course of a decision maker.
type Option struct {
	ID    string
	Title string
	Set   []results.Override

	view *resolved
}

// resolved is a scenario under one option, checked and typed.
type resolved struct {
	horizon         int
	agenda, issues  []string
	table           []string
	mediator, rival string
	ratifiers       []string
	spoilers        []string
	stages          []string
	shocks          []string
	actors          []actor
	quantities      []Quantity
	choices         map[string]string
	tree            *diag.Node // with every actor and issue filled in
}

type actor struct{ id, title, kind, side string }

// Quantity is one number of a scenario with its evidence.
type Quantity struct {
	Path     string
	Text     string // as written
	Quantity dist.Quantity
	Knob     *sim.Knob
	File     string
	Line     int
}

// Library is the evidence that the scenario's numbers can rest on.
func (s *Scenario) Library() *seeds.Library { return s.lib }

// Quantities are the numbers of the scenario itself (the baseline option), by path.
func (s *Scenario) Quantities() []Quantity { return s.plain.quantities }

// view is the scenario under an option.
func (s *Scenario) view(option string) (*resolved, error) {
	for i := range s.Options {
		if s.Options[i].ID == option {
			return s.Options[i].view, nil
		}
	}
	ids := []string{}
	for _, o := range s.Options {
		ids = append(ids, o.ID)
	}
	return nil, fmt.Errorf("scenario %s has no option %q; %s", s.Name, option, near(option, ids))
}

// Spec is what the engine takes for an option.
func (s *Scenario) Spec(option string) (sim.Spec, error) {
	r, err := s.view(option)
	if err != nil {
		return sim.Spec{}, err
	}
	spec := sim.Spec{Name: s.Name, Horizon: r.horizon, AllIssues: slices.Clone(r.issues), Table: [2]string{r.table[0], r.table[1]},
		Mediator: r.mediator, Rival: r.rival, Ratifiers: slices.Clone(r.ratifiers), Spoilers: slices.Clone(r.spoilers), Stages: slices.Clone(r.stages),
		Shocks: slices.Clone(r.shocks), Choices: map[string]string{}}
	for _, id := range r.agenda {
		spec.Issues = append(spec.Issues, sim.IssueSpec{ID: id, By: r.tree.Get("issues").Get(id).Get("by").Text})
	}
	for _, a := range r.actors {
		spec.Actors = append(spec.Actors, sim.ActorSpec{ID: a.id, Kind: a.kind, Side: a.side})
	}
	for k, v := range r.choices {
		spec.Choices[k] = v
	}
	for _, q := range r.quantities {
		d := q.Quantity.Dist
		spec.Quantities = append(spec.Quantities, sim.QuantitySpec{Path: q.Path, Dist: s.tables.Compile(d), Fixed: d.Fixed()})
	}
	spec.Joint = s.joint
	return spec, nil
}

// RunBlock is the scenario's run: block, settings that are not part of its hash.
func (s *Scenario) RunBlock() map[string]any {
	out := map[string]any{}
	if n := s.doc.Get("run"); n != nil && n.Kind == diag.Map {
		for i, k := range n.Keys {
			out[k.Name] = n.Items[i].Text
		}
	}
	return out
}
