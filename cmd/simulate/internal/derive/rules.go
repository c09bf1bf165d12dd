package derive

import (
	"context"
	"slices"

	"parley/scenarios"
	"parley/sim"
	"parley/sim/protocol"
	"parley/sim/results"
)

// variant is the same scenario under another decision rule.
type variant struct {
	rule, title string
	change      func(s *sim.Spec) bool // false when it changes nothing
}

// variants are the rules tried for the briefing's test of structure.
func variants() []variant {
	stage := func(name string) func(s *sim.Spec) bool {
		return func(s *sim.Spec) bool {
			for i, st := range s.Stages {
				if bargains(st) {
					s.Stages[i] = name
					return st != name
				}
			}
			return false
		}
	}
	choice := func(path, word string) func(s *sim.Spec) bool {
		return func(s *sim.Spec) bool {
			was := s.Choices[path]
			s.Choices[path] = word
			return was != word
		}
	}
	return []variant{
		{"single-text", "a mediator's single text", stage("single-text")},
		{"alternating-offers", "offers in turn, no common text", stage("alternating-offers")},
		{"weighted-mean", "weighted mean of ideal points, at once or never", stage("weighted-mean")},
		{"impartial-messages", "an impartial mediator is believed, a friend is not", choice("mediation.information", "rauchhaus")},
		{"no-messages", "nobody believes the mediator's messages", choice("mediation.information", "off")},
		{"whole-agenda-only", "the whole agenda or nothing", choice("protocol.scopes", "full-only")},
	}
}

// bargains says that a stage is a bargaining protocol.
func bargains(stage string) bool {
	return slices.ContainsFunc(protocol.List(), func(e protocol.Entry) bool { return e.Name == stage && e.Stage == protocol.Bargaining })
}

// Rules plays the scenario under each other rule on the same draws.
func Rules(ctx context.Context, spec sim.Spec, seed uint64, workers int, runs int64) ([]results.RuleResult, error) {
	var out []results.RuleResult
	var plans []*sim.Plan
	for _, v := range variants() {
		s := spec
		s.Stages = slices.Clone(spec.Stages)
		s.Choices = make(map[string]string, len(spec.Choices))
		for k, word := range spec.Choices {
			s.Choices[k] = word
		}
		if v.change(&s) {
			plans = append(plans, scenarios.Compile(s))
			out = append(out, results.RuleResult{Rule: v.rule, Title: v.title})
		}
	}
	counts, err := count(ctx, plans, seed, workers, runs)
	if err != nil {
		return nil, err
	}
	for i := range out {
		out[i].Deals = deals(counts[i])
	}
	return out, nil
}
