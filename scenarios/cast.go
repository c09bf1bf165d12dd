package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"parley/sim/diag"
	"parley/sim/dist"
)

// cast fills in the actors of a resolved scenario (generic values of the kind, profile, the scenario's own block) and checks that each
// can play its part.
func (s *Scenario) cast(r *resolved, doc *node, people []string) {
	l := s.loader
	all := &node{kind: mapNode, at: place{file: doc.at.file}}
	for _, id := range people {
		own := doc.get("actors").get(id)
		profile := l.profile(id)
		if own != nil && own.kind != mapNode {
			own = nil
		}
		kind := l.kindOf(doc, id)
		generic := l.generic(kind)
		if s.voc.actors[kind] == nil || generic == nil {
			if own == nil { // an actor's own block without a kind has been reported
				s.missing(doc, id, kind, people)
			}
			continue
		}
		tree := over(profile, own)
		if profile != nil {
			s.shape(profile, s.voc.actors[kind], "actors."+id)
		}
		a := actor{id: id, title: word(tree.get("title")), kind: kind, side: word(tree.get("side"))}
		if a.title == "" {
			a.title = id
		}
		if kind == "principal" {
			a.side = id
		}
		if a.side == "none" {
			a.side = ""
		}
		r.actors = append(r.actors, a)
		all.set(key{id, tree.at}, s.complete(over(generic, tree), s.voc.actors[kind], r))
	}
	r.tree.set(key{"actors", all.at}, all)
	s.parts(r, doc)
}

// missing reports an actor that nothing describes, where it is named.
func (s *Scenario) missing(doc *node, id, kind string, people []string) {
	l := s.loader
	var known []string
	for _, p := range people {
		if p != id && s.voc.actors[l.kindOf(doc, p)] != nil {
			known = append(known, p)
		}
	}
	for _, field := range []string{"table", "mediator", "rival-mediator", "ratifiers", "spoilers"} {
		n := doc.get(field)
		if n == nil {
			continue
		}
		for _, v := range append([]*node{n}, n.items...) {
			if v.kind == scalarNode && v.value == id {
				l.findAt(diag.UnknownName, v.at, fmt.Sprintf("no actor %q", id), "no actor has this id", orElse(near(id, known), "describe it under actors:, or in actors/"+id+".yaml"), field)
				return
			}
		}
	}
}

// complete spreads `any` over the issues and principals that are not named.
func (s *Scenario) complete(n *node, f *field, r *resolved) *node {
	if n.kind != mapNode {
		return n
	}
	out := n.clone()
	if f.wild == "issue" || f.wild == "principal" {
		ids := r.issues
		if f.wild == "principal" {
			ids = r.table
		}
		if anyone := n.get("any"); anyone != nil {
			for _, id := range ids {
				if out.get(id) == nil {
					out.set(key{id, anyone.at}, anyone.clone())
				}
			}
			out.drop("any")
		}
	}
	for i, k := range out.keys {
		if kid := f.kid(k.name); kid != nil {
			out.items[i] = s.complete(out.items[i], kid, r)
		}
	}
	return out
}

// parts checks that every actor can play the part it is given.
func (s *Scenario) parts(r *resolved, doc *node) {
	l := s.loader
	kindOf := func(id string) string {
		for _, a := range r.actors {
			if a.id == id {
				return a.kind
			}
		}
		return ""
	}
	check := func(field string, kinds ...string) {
		n := doc.get(field)
		if n == nil {
			return
		}
		for _, v := range append([]*node{n}, n.items...) {
			if v.kind != scalarNode || v.value == "" || v.value == "none" {
				continue
			}
			if !isID(v.value) {
				l.find(diag.UnknownName, v, fmt.Sprintf("%q cannot be an actor's name", v.value), "names are lower case words with hyphens", field)
				continue
			}
			if k := kindOf(v.value); k != "" && !slices.Contains(kinds, k) {
				l.find(diag.WrongKind, v, fmt.Sprintf("%q is a %s; `%s:` takes a %s", v.value, k, field, strings.Join(kinds, " or a ")), "", field)
			}
		}
	}
	check("table", "principal")
	check("mediator", "mediator")
	check("rival-mediator", "mediator")
	check("ratifiers", "veto-player")
	check("spoilers", "spoiler", "veto-player")
	for _, a := range r.actors {
		side := r.tree.get("actors").get(a.id).get("side")
		at := place{file: doc.at.file, line: 1, column: 1, width: 1}
		if side != nil {
			at = side.at
		} else if own := doc.get("actors").get(a.id); own != nil {
			at = own.at
		}
		needs := slices.Contains(r.ratifiers, a.id)
		if a.side == "" && needs {
			l.findAt(diag.MissingField, at, fmt.Sprintf("veto player %q does not say whose side it is on", a.id), "", "add `side:` with one of "+strings.Join(r.table, ", "), "actors."+a.id+".side")
		} else if a.side != "" && a.kind != "principal" && len(r.table) == 2 && !slices.Contains(r.table, a.side) && (needs || slices.Contains(r.spoilers, a.id)) {
			l.findAt(diag.UnknownName, at, fmt.Sprintf("side %q of %q does not sit at the table", a.side, a.id), "", near(a.side, r.table), "actors."+a.id+".side")
		}
	}
}

// sides checks that there is something to exchange and room to agree.
func (s *Scenario) sides(r *resolved, doc *node) {
	l := s.loader
	by := map[string]int{}
	for _, id := range r.agenda {
		by[word(r.tree.get("issues").get(id).get("by"))]++
	}
	if n := doc.get("agenda"); n != nil && len(r.agenda) > 1 {
		for _, id := range r.table {
			if by[id] == 0 {
				l.find(diag.OneSided, n, fmt.Sprintf("%q delivers no issue of the agenda", id), "add an issue with `by: "+id+"`", "agenda")
			}
		}
	}
	value := map[string]dist.Dist{}
	for _, q := range r.quantities {
		value[q.Path] = q.Quantity.Dist
	}
	for _, id := range r.agenda {
		p := "issues." + id + "."
		status, move, floor, ceiling := value[p+"status-quo"], value[p+"minimum-move"], value[p+"floor"], value[p+"ceiling"]
		if status == nil || move == nil || floor == nil || ceiling == nil {
			continue
		}
		receiver := r.table[0]
		if word(r.tree.get("issues").get(id).get("by")) == receiver {
			receiver = r.table[1]
		}
		up := true
		if ideal := value["actors."+receiver+".ideal."+id]; ideal != nil {
			up = ideal.Quantile(0.5) >= status.Quantile(0.5)
		}
		sLo, sHi := status.Support()
		mLo, _ := move.Support()
		fLo, _ := floor.Support()
		_, cHi := ceiling.Support()
		if fLo > cHi || (up && sLo+mLo > cHi) || (!up && sHi-mLo < fLo) {
			n := r.tree.get("issues").get(id).get("ceiling")
			l.find(diag.NoRoom, n, fmt.Sprintf("issue %q has no room for a move of %g between its floor and its ceiling", id, mLo), "raise the ceiling, lower the floor or the minimum-move, or take the issue off the agenda", p+"ceiling")
		}
	}
}

// idle warns of actors and issues that this file describes and no option uses.
func (s *Scenario) idle(people []string) {
	l := s.loader
	if l.findings.HasErrors() {
		return // first things first
	}
	own := func(k key) bool { return k.at.file == s.file } // what a base scenario describes is not this file's doing
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
	if a := s.doc.get("actors"); a != nil && a.kind == mapNode {
		for _, k := range a.keys {
			if own(k) && !seated[k.name] && slices.Contains(people, k.name) {
				l.findAt(diag.Idle, k.at, fmt.Sprintf("actor %q is described and has no part", k.name), "", "name it under table:, mediator:, ratifiers: or spoilers:", "actors."+k.name)
			}
		}
	}
	issues := s.doc.get("issues")
	if issues == nil {
		return
	}
	for _, k := range issues.keys {
		if own(k) && k.name != "any" && !onAgenda[k.name] {
			l.findAt(diag.Idle, k.at, fmt.Sprintf("issue %q is on no agenda", k.name), "", "name it under agenda:", "issues."+k.name)
		}
	}
}
