package scenarios

import (
	"fmt"
	"slices"

	"parley/sim/diag"
)

// warn tells of what works and is probably not what was meant: actors and issues that this file describes and no option uses, ratifiers
// whom no stage lets vote, and an actor that takes a built-in profile's numbers because it has its name.
func (s *Scenario) warn(people []string) {
	l := s.loader
	if l.findings.HasErrors() {
		return // first things first
	}
	own := func(k diag.Key) bool { return k.At.File == s.file } // what a base scenario describes is not this file's doing
	seated := map[string]bool{}
	onAgenda := map[string]bool{}
	for _, o := range s.Options {
		for _, id := range append(append(append([]string{o.view.mediator, o.view.rival}, o.view.table...), o.view.ratifiers...), o.view.spoilers...) {
			seated[id] = true
		}
		for _, id := range o.view.agenda {
			onAgenda[id] = true
		}
	}
	if a := s.doc.Get("actors"); a != nil && a.Kind == diag.Map {
		for _, k := range a.Keys {
			if own(k) && !seated[k.Name] && slices.Contains(people, k.Name) {
				l.findAt(diag.Idle, k.At, fmt.Sprintf("actor %q is described and has no part", k.Name), "", "name it under table:, mediator:, ratifiers: or spoilers:", "actors."+k.Name)
			}
		}
	}
	s.voteless()
	s.namesakes(people)
	issues := s.doc.Get("issues")
	if issues == nil {
		return
	}
	for _, k := range issues.Keys {
		if own(k) && k.Name != "any" && !onAgenda[k.Name] {
			l.findAt(diag.Idle, k.At, fmt.Sprintf("issue %q is on no agenda", k.Name), "", "name it under agenda:", "issues."+k.Name)
		}
	}
}

// voteless warns of ratifiers that this file names where no option has a stage of ratification.
func (s *Scenario) voteless() {
	n := s.doc.Get("ratifiers")
	if n == nil || n.At.File != s.file {
		return
	}
	named := false
	for _, o := range s.Options {
		if slices.Contains(o.view.stages, "ratification") {
			return
		}
		named = named || len(o.view.ratifiers) > 0
	}
	if named {
		at, _ := s.doc.Key("ratifiers")
		s.loader.findAt(diag.Idle, at, "ratifiers are named and no stage lets them vote", "", "add ratification to stages:, or leave ratifiers: out", "ratifiers")
	}
}

// namesakes warns of actors that are described from their kind on, as new ones are, under the name of a built-in profile: what the block leaves out
// comes from there.
func (s *Scenario) namesakes(people []string) {
	for _, id := range people {
		at, ok := s.doc.Get("actors").Get(id).Key("kind")
		profile := s.loader.profile(id)
		if !ok || at.File != s.file || profile == nil || states(s.doc.Get("actors").Get(id), profile) {
			continue
		}
		if _, ours := s.loader.own("actors", id+".yaml"); ours {
			continue // a profile of one's own, beside the scenario
		}
		s.loader.findAt(diag.Namesake, at, fmt.Sprintf("%q is also a built-in profile of this kind: what this block leaves out comes from there", id), "",
			"give a new actor a name of its own, or leave `kind:` out if the profile is meant", "actors."+id+".kind")
	}
}

// states tells whether a tree states all that another does.
func states(n, other *diag.Node) bool {
	if n == nil || n.Kind != diag.Map || other.Kind != diag.Map {
		return n != nil
	}
	for i, k := range other.Keys {
		if !states(n.Get(k.Name), other.Items[i]) {
			return false
		}
	}
	return true
}
