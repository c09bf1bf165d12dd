package scenarios

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"parley/sim/diag"
	"parley/sim/dist"
	"parley/sim/protocol"
)

// checkShape checks every key of the merged file against the vocabulary, before anything is filled in.
func (s *Scenario) checkShape(doc *node) {
	s.shape(doc, s.voc.root, "")
}

func (s *Scenario) shape(n *node, f *field, path string) {
	l := s.loader
	switch f.leaf {
	case quantity, choice, text, name, months, date:
		if n.kind != scalarNode {
			what := map[leaf]string{quantity: "a quantity", choice: "a word", text: "a text", name: "a name", months: "a number of months", date: "a date"}[f.leaf]
			l.find(diag.WrongType, n, fmt.Sprintf("%s is %s, one value on one line", path, what), "", path)
		} else if n.value == "" && !n.quoted {
			l.find(diag.WrongType, n, fmt.Sprintf("%s has no value", path), "write one, or remove the line", path)
		}
		return
	case names, free:
		return
	}
	if n.kind != mapNode {
		l.find(diag.WrongType, n, fmt.Sprintf("%s is a group of values", strings.TrimPrefix(path, ".")), near("", f.words()), path)
		return
	}
	for i, k := range n.keys {
		below := strings.TrimPrefix(path+"."+k.name, ".")
		v := n.items[i]
		kid := f.kid(k.name)
		if path == "actors" {
			if !isID(k.name) {
				l.findAt(diag.UnknownName, k.at, fmt.Sprintf("%q cannot be an actor's name", k.name), "", "names are lower case words with hyphens", below)
				continue
			}
			s.shapeActor(n, k, v, below)
			continue
		}
		if kid == nil {
			l.unknown(k, f, path)
			continue
		}
		if f.wild != "" && kid == f.kids[0] && f.wild != "path" && f.wild != "level" && k.name != "any" && !isID(k.name) {
			l.findAt(diag.UnknownName, k.at, fmt.Sprintf("%q cannot be a name here", k.name), "", "names are lower case words with hyphens", below)
			continue
		}
		s.shape(v, kid, below)
	}
}

// shapeActor checks an actor's block by its kind.
func (s *Scenario) shapeActor(all *node, k key, v *node, path string) {
	l := s.loader
	if v.kind != mapNode {
		l.find(diag.WrongType, v, fmt.Sprintf("%s is a group of values", path), "", path)
		return
	}
	kind := l.kindOf(s.doc, k.name)
	a := s.voc.actors[kind]
	if a == nil {
		if kn := v.get("kind"); kn != nil {
			l.find(diag.BadWord, kn, fmt.Sprintf("no kind of actor %q", kn.value), near(kn.value, s.voc.kinds), path+".kind")
		} else if l.profile(k.name) == nil {
			var known []string
			for i, other := range all.keys {
				if other.name != k.name && (all.items[i].get("kind") != nil || l.profile(other.name) != nil) {
					known = append(known, other.name)
				}
			}
			l.findAt(diag.UnknownName, k.at, fmt.Sprintf("no actor %q: it has no profile, and no kind here", k.name), "no actor has this id",
				orElse(near(k.name, append(known, s.people(s.doc)...)), "add `kind: principal` (or mediator, veto-player, spoiler) to describe it here"), path)
		}
		return
	}
	s.shape(v, a, path)
}

func orElse(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// unknown reports a key that nothing in this place has.
func (l *loader) unknown(k key, f *field, path string) {
	where := "the scenario"
	if path != "" {
		where = path
	}
	hint := near(k.name, f.words())
	l.findAt(diag.UnknownField, k.at, fmt.Sprintf("unknown field %q in %s", k.name, where), "not a field here", hint, strings.TrimPrefix(path+"."+k.name, "."))
}

// issues checks the agenda against the issues described.
func (s *Scenario) issues(r *resolved, doc *node) []string {
	l := s.loader
	var ids []string
	if b := doc.get("issues"); b != nil && b.kind == mapNode {
		for i, k := range b.keys {
			if k.name == "any" || b.items[i].kind != mapNode {
				continue
			}
			ids = append(ids, k.name)
			by := b.items[i].get("by")
			if by == nil {
				l.findAt(diag.MissingField, k.at, fmt.Sprintf("issue %q does not say who delivers it", k.name), "", "add `by:` with one of "+strings.Join(r.table, ", "), "issues."+k.name+".by")
			} else if len(r.table) == 2 && !slices.Contains(r.table, by.value) {
				l.find(diag.UnknownName, by, fmt.Sprintf("%q does not sit at the table", by.value), near(by.value, r.table), "issues."+k.name+".by")
			}
		}
	}
	if n := doc.get("agenda"); n != nil && n.kind == listNode {
		for _, v := range n.items {
			if v.kind == scalarNode && v.value != "" && !slices.Contains(ids, v.value) {
				l.find(diag.UnknownName, v, fmt.Sprintf("no issue %q is described", v.value), near(v.value, ids), "agenda")
			}
		}
	}
	return ids
}

// stages checks that the protocols exist and can follow each other.
func (l *loader) stages(doc *node, names []string) {
	n := doc.get("stages")
	if n == nil || n.kind != listNode {
		return
	}
	order := map[protocol.Stage]int{protocol.Talks: 0, protocol.Bargaining: 1, protocol.Ratification: 2, protocol.Implementation: 3}
	known := map[string]protocol.Stage{}
	var words, bargaining []string
	for _, e := range protocol.List() {
		known[e.Name] = e.Stage
		words = append(words, e.Name)
		if e.Stage == protocol.Bargaining {
			bargaining = append(bargaining, e.Name)
		}
	}
	last, bargains := -1, 0
	for _, v := range n.items {
		stage, ok := known[v.value]
		if !ok {
			l.find(diag.UnknownName, v, fmt.Sprintf("no protocol %q", v.value), near(v.value, words), "stages")
			return
		}
		if order[stage] <= last {
			l.find(diag.BadStages, v, fmt.Sprintf("%q cannot stand here", v.value), "the order is talks-about-talks, one bargaining protocol, ratification, implementation", "stages")
			return
		}
		last = order[stage]
		if stage == protocol.Bargaining {
			bargains++
		}
	}
	if bargains != 1 && len(names) > 0 {
		l.find(diag.BadStages, n, "no bargaining protocol among the stages", "add one of "+strings.Join(bargaining, ", "), "stages")
	}
}

// collect reads every quantity and switch of a filled tree.
func (s *Scenario) collect(r *resolved) {
	for _, kid := range s.voc.root.kids {
		if v := r.tree.get(kid.name); v != nil && kid.leaf == branch && kid.name != "actors" && kid.name != "brief" && kid.name != "charts" {
			s.gather(r, v, kid, kid.name)
		}
	}
	for _, a := range r.actors {
		if f := s.voc.actors[a.kind]; f != nil {
			s.gather(r, r.tree.get("actors").get(a.id), f, "actors."+a.id)
		}
	}
	sort.Slice(r.quantities, func(i, j int) bool { return r.quantities[i].Path < r.quantities[j].Path })
}

func (s *Scenario) gather(r *resolved, n *node, f *field, path string) {
	l := s.loader
	switch f.leaf {
	case quantity:
		s.quantity(r, n, f, path)
		return
	case choice:
		s.choose(r, n, f, path)
		return
	case branch:
	default:
		return
	}
	if n.kind != mapNode {
		return
	}
	for i, k := range n.keys {
		if kid := f.kid(k.name); kid != nil && k.name != "any" {
			if f.wild != "" && kid == f.kids[0] && !s.nameFits(r, f.wild, k, path) {
				continue
			}
			s.gather(r, n.items[i], kid, path+"."+k.name)
		}
	}
	for _, kid := range f.kids { // what must be there
		if kid.leaf == quantity && !strings.HasPrefix(kid.name, "{") && n.get(kid.name) == nil {
			l.find(diag.MissingField, n, fmt.Sprintf("%s.%s has no value", path, kid.name), kid.doc, path+"."+kid.name)
		}
		if kid.leaf == choice && !strings.HasPrefix(kid.name, "{") && n.get(kid.name) == nil {
			r.choices[path+"."+kid.name] = kid.choice.Words[0]
		}
	}
}

// nameFits checks a key that stands for an id.
func (s *Scenario) nameFits(r *resolved, sort string, k key, path string) bool {
	l := s.loader
	switch sort {
	case "issue":
		if path != "issues" && !slices.Contains(r.issues, k.name) {
			if strings.Contains(k.at.file, "actors/") { // a profile may speak of issues that this scenario does not have
				return false
			}
			l.findAt(diag.UnknownName, k.at, fmt.Sprintf("%s.%s: no issue %q", path, k.name, k.name), "", near(k.name, r.issues), path)
			return false
		}
	case "principal":
		if !slices.Contains(r.table, k.name) {
			if !strings.Contains(k.at.file, "actors/") && !slices.ContainsFunc(r.actors, func(a actor) bool { return a.id == k.name }) {
				l.findAt(diag.UnknownName, k.at, fmt.Sprintf("%s.%s: %q does not sit at the table", path, k.name, k.name), "", near(k.name, r.table), path)
			}
			return false
		}
	}
	return true
}

// quantity parses and checks one number.
func (s *Scenario) quantity(r *resolved, n *node, f *field, path string) {
	l := s.loader
	if n.kind != scalarNode {
		return // reported by shape, or below by the merged actor
	}
	q, err := dist.ParseQuantity(n.value, f.knob.Levels)
	within := func(offset, length int) place {
		at := n.at
		if at.line == 0 {
			return at
		}
		if n.quoted {
			at.column++
		}
		at.column += utf8.RuneCountInString(n.value[:min(offset, len(n.value))])
		at.width = max(1, utf8.RuneCountInString(n.value[min(offset, len(n.value)):min(offset+length, len(n.value))]))
		return at
	}
	if err != nil {
		code := map[dist.Class]string{dist.Malformed: diag.BadQuantity, dist.Unknown: diag.UnknownForm, dist.Impossible: diag.Impossible, dist.NoEvidence: diag.NoEvidence}[err.Class]
		l.findAt(code, within(err.Offset, err.Len), path+": "+err.Message, "", err.Hint, path)
		return
	}
	lo, hi := q.Dist.Support()
	if lo < f.knob.Min || hi > f.knob.Max || math.IsNaN(lo+hi) {
		end := strings.Index(n.value, " from ")
		bad := lo
		if hi > f.knob.Max {
			bad = hi
		}
		hint := ""
		if f.knob.Max == 1 && bad > 1 && bad <= 100 {
			hint = fmt.Sprintf("shares run from 0 to 1: write %g, or %g%% if you mean percent", bad/100, bad)
		}
		l.findAt(diag.OutOfRange, within(0, max(1, end)), fmt.Sprintf("%s: %s is outside %s to %s", path, number(bad), number(f.knob.Min), number(f.knob.Max)), f.knob.Title, hint, path)
	}
	for _, ref := range q.From {
		if !s.resolves(ref.ID) {
			l.findAt(diag.LostEvidence, within(ref.Offset, ref.Len), fmt.Sprintf("%s: no evidence %q", path, ref.ID), "", near(ref.ID, s.lib.IDs()), path)
		}
	}
	r.quantities = append(r.quantities, Quantity{Path: path, Text: n.value, Quantity: q, Knob: f.knob, File: n.at.file, Line: n.at.line})
}

func number(x float64) string {
	if math.IsInf(x, 0) {
		return "a value without bound"
	}
	return fmt.Sprintf("%g", x)
}

func (s *Scenario) resolves(id string) bool {
	if _, ok := s.lib.Record(id); ok {
		return true
	}
	if _, ok := s.lib.Assumption(id); ok {
		return true
	}
	_, ok := s.lib.Publication(id)
	return ok
}

// choose checks one structural switch.
func (s *Scenario) choose(r *resolved, n *node, f *field, path string) {
	l := s.loader
	words := f.choice.Words
	switch f.choice.Ref {
	case "issue":
		words = append([]string{"none"}, r.issues...)
	case "actor":
		words = []string{"none"}
		for _, a := range r.actors {
			words = append(words, a.id)
		}
	case "principal":
		words = append([]string{"none"}, r.table...)
	}
	if n.kind != scalarNode || !slices.Contains(words, n.value) {
		l.find(diag.BadWord, n, fmt.Sprintf("%s: %q is not one of %s", path, n.value, strings.Join(words, ", ")), near(n.value, words), path)
		return
	}
	r.choices[path] = n.value
}
