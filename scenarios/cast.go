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
func (s *Scenario) cast(r *resolved, doc *diag.Node, people []string) {
	l := s.loader
	all := &diag.Node{Kind: diag.Map, At: diag.Place{File: doc.At.File}}
	for _, id := range people {
		own := doc.Get("actors").Get(id)
		profile := l.profile(id)
		if own != nil && own.Kind != diag.Map {
			own = nil
		}
		kind := l.kindOf(doc, id)
		generic := l.generic(kind)
		if s.voc.actors[kind] == nil || generic == nil {
			if own == nil && !l.hidden(doc, "actors") { // an actor's own block without a kind has been reported
				s.missing(doc, id, kind, people)
			}
			continue
		}
		tree := diag.Over(profile, own)
		if profile != nil && word(profile.Get("kind")) == kind { // else its fields are another kind's, which has been reported
			s.shape(profile, s.voc.actors[kind], "actors."+id)
		}
		a := actor{id: id, title: word(tree.Get("title")), kind: kind, side: word(tree.Get("side"))}
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
		all.Set(diag.Key{Name: id, At: tree.At}, s.complete(diag.Over(generic, tree), s.voc.actors[kind], r))
	}
	r.tree.Set(diag.Key{Name: "actors", At: all.At}, all)
	s.parts(r, doc)
}

// missing reports an actor that nothing describes, where it is named.
func (s *Scenario) missing(doc *diag.Node, id, kind string, people []string) {
	l := s.loader
	var known []string
	for _, p := range people {
		if p != id && s.voc.actors[l.kindOf(doc, p)] != nil {
			known = append(known, p)
		}
	}
	for _, field := range []string{"table", "mediator", "rival-mediator", "ratifiers", "spoilers"} {
		n := doc.Get(field)
		if n == nil {
			continue
		}
		for _, v := range append([]*diag.Node{n}, n.Items...) {
			if v.Kind == diag.Scalar && v.Text == id {
				l.findAt(diag.UnknownName, v.At, fmt.Sprintf("no actor %q", id), "no actor has this id", orElse(near(id, known), "describe it under actors:, or in actors/"+id+".yaml"), field)
				return
			}
		}
	}
}

// complete spreads `any` over the issues and principals that are not named.
func (s *Scenario) complete(n *diag.Node, f *field, r *resolved) *diag.Node {
	if n.Kind != diag.Map {
		return n
	}
	out := n.Clone()
	if f.wild == "issue" || f.wild == "principal" {
		ids := r.issues
		if f.wild == "principal" {
			ids = r.table
		}
		if anyone := n.Get("any"); anyone != nil {
			for _, id := range ids {
				if out.Get(id) == nil {
					out.Set(diag.Key{Name: id, At: anyone.At}, anyone.Clone())
				}
			}
			out.Drop("any")
		}
	}
	for i, k := range out.Keys {
		if kid := f.kid(k.Name); kid != nil {
			out.Items[i] = s.complete(out.Items[i], kid, r)
		}
	}
	return out
}

// parts checks that every actor can play the part it is given.
func (s *Scenario) parts(r *resolved, doc *diag.Node) {
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
		n := doc.Get(field)
		if n == nil {
			return
		}
		for _, v := range append([]*diag.Node{n}, n.Items...) {
			if v.Kind != diag.Scalar || v.Text == "" || v.Text == "none" {
				continue
			}
			if !isID(v.Text) {
				l.find(diag.UnknownName, v, fmt.Sprintf("%q cannot be an actor's name", v.Text), idHint(v.Text), field)
				continue
			}
			if k := kindOf(v.Text); k != "" && !slices.Contains(kinds, k) {
				l.find(diag.WrongKind, v, fmt.Sprintf("%q is a %s; `%s:` takes a %s", v.Text, k, field, strings.Join(kinds, " or a ")), "", field)
			}
		}
	}
	check("table", "principal")
	check("mediator", "mediator")
	check("rival-mediator", "mediator")
	check("ratifiers", "veto-player")
	check("spoilers", "spoiler", "veto-player")
	for _, a := range r.actors {
		s.whoseSide(r, doc, a)
	}
}

// whoseSide checks that an actor with a vote or a weapon has a side, if any, that sits at the table.
func (s *Scenario) whoseSide(r *resolved, doc *diag.Node, a actor) {
	l := s.loader
	votes := a.kind == "veto-player" && slices.Contains(r.ratifiers, a.id)
	path := "actors." + a.id + ".side"
	if !votes && !slices.Contains(r.spoilers, a.id) || len(r.table) != 2 {
		return
	}
	at := doc.At
	if side := r.tree.Get("actors").Get(a.id).Get("side"); side != nil {
		at = side.At
	} else if own, ok := doc.Get("actors").Key(a.id); ok {
		at = own
	} else if n := doc.Get("ratifiers"); n != nil {
		for _, v := range n.Items {
			if v.Text == a.id {
				at = v.At
			}
		}
	}
	switch {
	case a.side == "" && votes:
		l.findAt(diag.MissingField, at, fmt.Sprintf("veto player %q does not say whose side it is on", a.id), "", "add `side:` with one of "+strings.Join(r.table, ", "), path)
	case a.side != "" && !slices.Contains(r.table, a.side):
		l.findAt(diag.UnknownName, at, fmt.Sprintf("side %q of %q does not sit at the table", a.side, a.id), "", near(a.side, r.table), path)
	}
}

// sides checks that there is something to exchange and room to agree.
func (s *Scenario) sides(r *resolved, doc *diag.Node) {
	l := s.loader
	by := map[string]int{}
	for _, id := range r.agenda {
		by[word(r.tree.Get("issues").Get(id).Get("by"))]++
	}
	known := !l.hidden(doc, "issues")
	for _, id := range r.agenda {
		known = known && slices.Contains(r.table, word(r.tree.Get("issues").Get(id).Get("by")))
	}
	if n := doc.Get("agenda"); n != nil && len(r.agenda) > 1 && known {
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
		if word(r.tree.Get("issues").Get(id).Get("by")) == receiver {
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
			n := r.tree.Get("issues").Get(id)
			for _, part := range []string{"ceiling", "floor", "minimum-move", "status-quo"} { // the first that this file states
				if v := n.Get(part); v != nil && v.At.File == s.file {
					n = v
					break
				}
			}
			l.find(diag.NoRoom, n, fmt.Sprintf("issue %q has no room for a move of %g between its floor and its ceiling", id, mLo), "raise the ceiling, lower the floor or the minimum-move, or take the issue off the agenda", p+"ceiling")
		}
	}
}
