package scenarios

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"parley/sim/diag"
	"parley/sim/protocol"
)

// checkShape checks every key of the merged file against the vocabulary, before anything is filled in.
func (s *Scenario) checkShape(doc *diag.Node) {
	s.shape(doc, s.voc.root, "")
	l, b := s.loader, doc.Get("brief")
	for _, block := range []string{"brief", "run"} {
		for _, k := range s.voc.root.kid(block).kids {
			if n := doc.Get(block).Get(k.name); n != nil && n.Kind == diag.Scalar && strings.TrimSpace(n.Text) != "" && k.leaf == choice {
				l.oneOf(n, k.choice.Words, block+"."+k.name)
			}
		}
	}
	if n := b.Get("confidence-override"); n != nil && word(b.Get("confidence-reason")) == "" {
		l.find(diag.MissingField, n, "confidence is overruled without a reason", "add `confidence-reason:`; the briefing prints it", "brief.confidence-override")
	}
}

// longList is the length from which a list of names is not looked into.
const longList = 64

func (s *Scenario) shape(n *diag.Node, f *field, path string) {
	l := s.loader
	if n.Kind == diag.Broken { // reported where it was read
		return
	}
	if n.Kind == diag.Null {
		l.find(diag.WrongType, n, fmt.Sprintf("%s has no value", path), "write one, or remove the line", path)
		return
	}
	switch f.leaf {
	case quantity, choice, text, name, months, date, whole:
		if n.Kind != diag.Scalar {
			what := map[leaf]string{quantity: "a quantity", choice: "a word", text: "a text", name: "a name", months: "a number of months", date: "a date", whole: "a whole number"}[f.leaf]
			l.find(diag.WrongType, n, fmt.Sprintf("%s is %s, one value on one line", path, what), form(f), path)
		} else if word := strings.ToLower(n.Text); f.leaf == text && !n.Quoted && (word == "true" || word == "false") {
			l.find(diag.WrongType, n, fmt.Sprintf("%s is a text, and YAML takes %s for a truth value", path, n.Text), fmt.Sprintf("put it in quotes: %q", n.Text), path)
		} else if f.leaf == whole {
			l.whole(n, f, path)
		} else if strings.TrimSpace(n.Text) == "" && f.leaf != text {
			l.find(diag.WrongType, n, fmt.Sprintf("%s has no value", path), "write one, or remove the line", path)
		}
		return
	case names:
		if len(n.Items) > longList {
			l.find(diag.BadList, n, fmt.Sprintf("`%s:` has %d entries; it needs at most %d", path, len(n.Items), f.most), "check that this is the right file", path)
			s.crowded = true
		}
		return
	case free:
		return
	}
	if n.Kind != diag.Map {
		l.find(diag.WrongType, n, fmt.Sprintf("%s is a group of values", path), orElse(near("", f.words()), form(f)), path)
		return
	}
	if f.most > 0 && len(n.Keys) > f.most {
		l.find(diag.BadList, n, fmt.Sprintf("%s has %d entries; at most %d are read", path, len(n.Keys), f.most), "check that this is the right file", path)
		s.crowded = true
		return
	}
	for i, k := range n.Keys {
		below := strings.TrimPrefix(path+"."+k.Name, ".")
		v := n.Items[i]
		if path == "actors" {
			if !isID(k.Name) {
				l.findAt(diag.UnknownName, k.At, fmt.Sprintf("%q cannot be an actor's name", k.Name), "", idHint(k.Name), below)
				continue
			}
			s.shapeActor(n, k, v, below)
			continue
		}
		kid := f.kid(k.Name)
		switch {
		case kid == nil && v.Kind == diag.Broken: // reported where it was read
			continue
		case kid == nil || split(k, v):
			l.unknown(k, v, f, path)
			continue
		case f.wild == "level" && kid == f.kids[0]:
			x, err := strconv.ParseFloat(k.Name, 64)
			if err != nil || !(x >= 0 && x <= 1) {
				l.findAt(diag.OutOfRange, k.At, fmt.Sprintf("%s: %q is not a number from 0 to 1", path, k.Name), "", "write where on the issue's range the label stands, as in  0.4: some oil waivers", below)
				continue
			}
			if x == 0 || x == 1 {
				l.findAt(diag.BadList, k.At, fmt.Sprintf("%s: %s is an end of the range", path, k.Name), "", fmt.Sprintf("write its label as at%g:", x), below)
			}
			for _, before := range n.Keys[:i] {
				if y, err := strconv.ParseFloat(before.Name, 64); err == nil && x == y {
					l.findAt(diag.DuplicateKey, k.At, fmt.Sprintf("%s: %s is %s again", path, k.Name, before.Name), fmt.Sprintf("given before in line %d", before.At.Line), "keep one of the two", below)
				}
			}
		case f.wild == "chart" && !slices.Contains(ChartNames(), k.Name):
			l.findAt(diag.UnknownName, k.At, fmt.Sprintf("no chart %q", k.Name), "", near(k.Name, ChartNames()), below)
			continue
		case f.wild != "" && kid == f.kids[0] && f.wild != "path" && k.Name != "any" && !isID(k.Name):
			l.findAt(diag.UnknownName, k.At, fmt.Sprintf("%q cannot be a name here", k.Name), "", idHint(k.Name), below)
			continue
		}
		s.shape(v, kid, below)
	}
}

// form shows how a value is written that stands in the wrong form.
func form(f *field) string {
	switch {
	case f.leaf == quantity:
		return "for example " + example(f)
	case f.leaf == whole:
		return fmt.Sprintf("write one, such as %d", max(1, f.least))
	case f.leaf == months:
		return "write 24 months"
	case f.wild == "actor":
		return "write  name: {kind: principal, ...}  on lines below it"
	case f.wild == "issue" && f.kids[0].leaf == branch:
		return "write  name: {title: ..., by: ..., at0: ..., at1: ...}  on lines below it"
	case f.wild == "option":
		return "write  name: {title: ..., set: {path: value}}  on lines below it"
	case f.wild == "level":
		return "write  0.4: what that value means  on lines below it"
	case f.wild == "path":
		return "write  talks.contact: 0.8  on lines below it"
	case f.wild == "shock":
		return "write  name: {title: ..., hazard: ...}  on lines below it"
	case f.wild == "chart":
		return "write  outcomes: {title: ...}  on lines below it"
	case f.wild == "issue" || f.wild == "principal":
		return "write  name: value  for each " + f.wild
	case f.leaf == branch && len(f.kids) > 0:
		return "write its fields on lines below it, the first of them " + f.kids[0].name + ":"
	}
	return ""
}

// whole checks a whole number between the bounds of its field.
func (l *loader) whole(n *diag.Node, f *field, path string) {
	text := strings.ReplaceAll(strings.TrimSpace(n.Text), "_", "")
	want := fmt.Sprintf("write a whole number, %d or more", f.least)
	if f.most > 0 {
		want = fmt.Sprintf("write a whole number from %d to %d", f.least, f.most)
	}
	x, err := strconv.ParseUint(strings.TrimPrefix(text, "-"), 10, 64)
	switch {
	case err != nil:
		l.find(diag.WrongType, n, fmt.Sprintf("%s: %q is not a whole number", path, n.Text), want, path)
	case text[0] == '-' || x < uint64(f.least) || f.most > 0 && x > uint64(f.most):
		l.find(diag.OutOfRange, n, fmt.Sprintf("%s: %s is out of range", path, n.Text), want, path)
	}
}

// split tells the second half of a list of evidence that YAML has split at its comma: {us: 0.2 from a/b, c/d}.
func split(k diag.Key, v *diag.Node) bool {
	return v.Kind == diag.Null && (k.Name == "assumption" || strings.Contains(k.Name, "/"))
}

// shapeActor checks an actor's block by its kind.
func (s *Scenario) shapeActor(all *diag.Node, k diag.Key, v *diag.Node, path string) {
	l := s.loader
	if v.Kind == diag.Broken {
		return
	}
	if v.Kind != diag.Map {
		l.find(diag.WrongType, v, fmt.Sprintf("%s is a group of values", path), "write {} for an actor whose profile says it all", path)
		return
	}
	kind := l.kindOf(s.doc, k.Name)
	if kn := v.Get("kind"); word(kn) != "" && s.voc.actors[word(kn)] == nil {
		l.find(diag.BadWord, kn, fmt.Sprintf("no kind of actor %q", kn.Text), near(kn.Text, s.voc.kinds), path+".kind")
		return
	}
	a := s.voc.actors[kind]
	if here := word(v.Get("kind")); here != "" && here != kind && a != nil && s.voc.actors[here] != nil {
		l.find(diag.WrongKind, v.Get("kind"), fmt.Sprintf("%q has a profile as a %s; here it is a %s", k.Name, kind, here), "leave `kind:` out, or give this actor a name of its own", path+".kind")
		return
	}
	if a == nil {
		if l.profile(k.Name) == nil && v.Get("kind") == nil {
			var known []string
			for i, other := range all.Keys {
				if other.Name != k.Name && (all.Items[i].Get("kind") != nil || l.profile(other.Name) != nil) {
					known = append(known, other.Name)
				}
			}
			l.findAt(diag.UnknownName, k.At, fmt.Sprintf("no actor %q: it has no profile, and no kind here", k.Name), "no actor has this id",
				orElse(near(k.Name, append(known, s.people(s.doc)...)), "add `kind: principal` (or mediator, veto-player, spoiler) to describe it here"), path)
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
func (l *loader) unknown(k diag.Key, v *diag.Node, f *field, path string) {
	where := "the scenario"
	if path != "" {
		where = path
	}
	hint := orElse(near(k.Name, f.words()), "docs/scenario-format.md lists the fields; `simulate schema` lets an editor offer them")
	if split(k, v) {
		hint = "in braces YAML splits at the comma: put the value before it in quotes, or on a line of its own"
	}
	l.findAt(diag.UnknownField, k.At, fmt.Sprintf("unknown field %q in %s", k.Name, where), "not a field here", hint, strings.TrimPrefix(path+"."+k.Name, "."))
}

// issues checks the agenda against the issues described.
func (s *Scenario) issues(r *resolved, doc *diag.Node) []string {
	l := s.loader
	var ids []string
	if b := doc.Get("issues"); b != nil && b.Kind == diag.Map {
		for i, k := range b.Keys {
			if k.Name == "any" {
				continue
			}
			ids = append(ids, k.Name)
			if b.Items[i].Kind != diag.Map {
				continue // reported as being of the wrong type
			}
			by := b.Items[i].Get("by")
			if by != nil && by.Kind != diag.Scalar {
				continue // reported as being of the wrong type
			}
			if by == nil {
				l.findAt(diag.MissingField, k.At, fmt.Sprintf("issue %q does not say who delivers it", k.Name), "", "add `by:` with one of "+strings.Join(r.table, ", "), "issues."+k.Name+".by")
			} else if len(r.table) > 0 && !slices.Contains(r.table, by.Text) {
				l.find(diag.UnknownName, by, fmt.Sprintf("%q does not sit at the table", by.Text), near(by.Text, r.table), "issues."+k.Name+".by")
			}
		}
	}
	if n := doc.Get("agenda"); n != nil && n.Kind == diag.List && !l.hidden(doc, "issues") {
		for _, v := range n.Items {
			if v.Kind == diag.Scalar && v.Text != "" && !slices.Contains(ids, v.Text) {
				l.find(diag.UnknownName, v, fmt.Sprintf("no issue %q is described", v.Text), near(v.Text, ids), "agenda")
			}
		}
	}
	return ids
}

// hidden tells that a group of the scenario could not be read, here or in the scenario it builds on: what seems to be missing from it
// may well stand there.
func (l *loader) hidden(doc *diag.Node, group string) bool {
	n := doc.Get(group)
	return l.baseless || l.broken[group] || n != nil && n.Kind != diag.Map
}

// stages checks that the protocols exist and can follow each other.
func (l *loader) stages(doc *diag.Node, names []string) {
	n := doc.Get("stages")
	if n == nil || n.Kind != diag.List {
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
	for _, v := range n.Items {
		stage, ok := known[v.Text]
		if !ok {
			l.find(diag.UnknownName, v, fmt.Sprintf("no protocol %q", v.Text), near(v.Text, words), "stages")
			return
		}
		if order[stage] <= last {
			l.find(diag.BadStages, v, fmt.Sprintf("%q cannot stand here", v.Text), "the order is talks-about-talks, one bargaining protocol, ratification, implementation", "stages")
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
