package scenarios

import (
	"slices"
	"sort"
	"strings"

	"parley/sim/diag"
)

// resolve types the scenario and each of its options, collecting findings.
func (s *Scenario) resolve() {
	l := s.loader
	doc := s.doc
	s.Title, s.Question = word(doc.Get("title")), word(doc.Get("question"))
	if s.Title == "" && doc.Get("title") == nil {
		l.lacks(doc, "title", "the scenario has no title", "add `title: ...` at the top")
	}
	s.Cutoff = l.date(doc)
	s.checkShape(doc)
	if s.crowded {
		return
	}

	s.Options = []Option{{ID: "baseline", Title: "No change"}}
	trees := []*diag.Node{doc}
	if opts := doc.Get("options"); opts != nil && opts.Kind == diag.Map {
		for i, k := range opts.Keys {
			o, tree := s.option(doc, k, opts.Items[i])
			if tree != nil {
				s.Options = append(s.Options, o)
				trees = append(trees, tree)
			}
		}
	}
	if s.crowded {
		return
	}
	// Every option fills the same columns, so all need the same actors: those that any of them gives a part.
	people := []string{}
	for _, t := range trees {
		for _, id := range s.people(t) {
			if !slices.Contains(people, id) {
				people = append(people, id)
			}
		}
	}
	for i := 0; i < len(people); i++ { // and those that they refer to
		for _, t := range trees {
			for _, id := range s.patrons(t, people[i]) {
				if !slices.Contains(people, id) {
					people = append(people, id)
				}
			}
		}
	}
	for i := range s.Options {
		s.Options[i].view = s.settle(trees[i], people)
	}
	s.plain = s.Options[0].view
	s.correlate(doc.Get("correlations"))
	s.warn(people)
}

func word(n *diag.Node) string {
	if n == nil || n.Kind != diag.Scalar {
		return ""
	}
	return strings.TrimSpace(n.Text)
}

// people are the actors a tree gives a part, in order of their parts, then those it describes.
func (s *Scenario) people(doc *diag.Node) []string {
	var ids []string
	add := func(id string) {
		if isID(id) && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	for _, field := range []string{"table", "mediator", "rival-mediator", "ratifiers", "spoilers"} {
		n := doc.Get(field)
		if n == nil {
			continue
		}
		if n.Kind == diag.List {
			for _, v := range n.Items {
				add(v.Text)
			}
		} else {
			add(n.Text)
		}
	}
	if a := doc.Get("actors"); a != nil && a.Kind == diag.Map {
		for _, k := range a.Keys {
			add(k.Name)
		}
	}
	return ids
}

// patrons are the actors that an actor's switches name, such as the one who shields it, when they are described anywhere.
func (s *Scenario) patrons(doc *diag.Node, id string) []string {
	var ids []string
	var walk func(n *diag.Node, f *field)
	walk = func(n *diag.Node, f *field) {
		if f.leaf == choice && f.choice.Ref == "actor" && n.Kind == diag.Scalar && s.voc.actors[s.loader.kindOf(doc, n.Text)] != nil {
			ids = append(ids, n.Text)
		}
		for i, k := range n.Keys {
			if kid := f.kid(k.Name); kid != nil {
				walk(n.Items[i], kid)
			}
		}
	}
	if f := s.voc.actors[s.loader.kindOf(doc, id)]; f != nil {
		if n := diag.Over(s.loader.profile(id), doc.Get("actors").Get(id)); n != nil {
			walk(n, f)
		}
	}
	return ids
}

// settle fills in actors, issues and shocks of one option and types it. Findings go to the loader; the result is used only without errors.
func (s *Scenario) settle(doc *diag.Node, people []string) *resolved {
	l := s.loader
	r := &resolved{choices: map[string]string{}}
	r.tree = doc.Clone()
	r.tree.Drop("options")
	r.tree.Drop("run")
	r.tree.Drop("extends")
	r.horizon = l.horizon(doc)
	r.table = l.list(doc, s.voc.root.kid("table"))
	r.agenda = l.list(doc, s.voc.root.kid("agenda"))
	r.ratifiers = l.list(doc, s.voc.root.kid("ratifiers"))
	r.spoilers = l.list(doc, s.voc.root.kid("spoilers"))
	r.stages = l.list(doc, s.voc.root.kid("stages"))
	r.mediator, r.rival = l.one(doc, "mediator"), l.one(doc, "rival-mediator")
	if m := doc.Get("mediator"); r.rival != "" && (m == nil || m.Text == "none") {
		l.find(diag.BadList, doc.Get("rival-mediator"), "a rival mediator without a mediator", "name it under mediator:, or set rival-mediator to none as well", "rival-mediator")
	}
	if r.mediator != "" && r.mediator == r.rival {
		l.find(diag.BadList, doc.Get("rival-mediator"), "the rival is the mediator itself", "", "rival-mediator")
	}
	l.stages(doc, r.stages)
	r.issues = s.issues(r, doc)
	s.fill(r.tree, "issues")
	r.shocks = s.fill(r.tree, "shocks")
	sort.Strings(r.shocks)
	s.cast(r, doc, people)
	s.collect(r)
	if len(r.table) == 2 {
		s.sides(r, doc)
	}
	return r
}

// fill lays the values of `any` below each named child of a block and drops it; it returns the children's names.
func (s *Scenario) fill(tree *diag.Node, block string) []string {
	b := tree.Get(block)
	if b == nil || b.Kind != diag.Map {
		return nil
	}
	anyone := b.Get("any")
	out := &diag.Node{Kind: diag.Map, At: b.At}
	var names []string
	for i, k := range b.Keys {
		if k.Name == "any" {
			continue
		}
		v := b.Items[i]
		if anyone != nil && v.Kind == diag.Map {
			v = diag.Over(anyone, v)
		}
		out.Set(k, v)
		names = append(names, k.Name)
	}
	tree.Set(diag.Key{Name: block, At: b.At}, out)
	return names
}
