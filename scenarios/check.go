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
	for _, k := range s.voc.root.kid("brief").kids {
		if n := b.Get(k.name); n != nil && n.Kind == diag.Scalar && k.leaf == choice {
			l.oneOf(n, k.choice.Words, "brief."+k.name)
		}
	}
	if n := b.Get("confidence-override"); n != nil && word(b.Get("confidence-reason")) == "" {
		l.find(diag.MissingField, n, "confidence is overruled without a reason", "add `confidence-reason:`; the briefing prints it", "brief.confidence-override")
	}
}

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
	case quantity, choice, text, name, months, date:
		if n.Kind != diag.Scalar {
			what := map[leaf]string{quantity: "a quantity", choice: "a word", text: "a text", name: "a name", months: "a number of months", date: "a date"}[f.leaf]
			l.find(diag.WrongType, n, fmt.Sprintf("%s is %s, one value on one line", path, what), "", path)
		} else if strings.TrimSpace(n.Text) == "" && f.leaf != text {
			l.find(diag.WrongType, n, fmt.Sprintf("%s has no value", path), "write one, or remove the line", path)
		}
		return
	case names, free:
		return
	}
	if n.Kind != diag.Map {
		l.find(diag.WrongType, n, fmt.Sprintf("%s is a group of values", path), near("", f.words()), path)
		return
	}
	for i, k := range n.Keys {
		below := strings.TrimPrefix(path+"."+k.Name, ".")
		v := n.Items[i]
		if path == "actors" {
			if !isID(k.Name) {
				l.findAt(diag.UnknownName, k.At, fmt.Sprintf("%q cannot be an actor's name", k.Name), "", "names are lower case words with hyphens", below)
				continue
			}
			s.shapeActor(n, k, v, below)
			continue
		}
		kid := f.kid(k.Name)
		switch {
		case kid == nil || split(k, v):
			l.unknown(k, v, f, path)
			continue
		case f.wild == "level" && kid == f.kids[0]:
			if x, err := strconv.ParseFloat(k.Name, 64); err != nil || !(x >= 0 && x <= 1) {
				l.findAt(diag.OutOfRange, k.At, fmt.Sprintf("%s: %q is not a number from 0 to 1", path, k.Name), "", "write where on the issue's range the label stands, as in  0.4: some oil waivers", below)
				continue
			}
		case f.wild == "chart" && !slices.Contains(ChartNames(), k.Name):
			l.findAt(diag.UnknownName, k.At, fmt.Sprintf("no chart %q", k.Name), "", near(k.Name, ChartNames()), below)
			continue
		case f.wild != "" && kid == f.kids[0] && f.wild != "path" && k.Name != "any" && !isID(k.Name):
			l.findAt(diag.UnknownName, k.At, fmt.Sprintf("%q cannot be a name here", k.Name), "", "names are lower case words with hyphens", below)
			continue
		}
		s.shape(v, kid, below)
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
	a := s.voc.actors[kind]
	if a == nil {
		if kn := v.Get("kind"); kn != nil {
			l.find(diag.BadWord, kn, fmt.Sprintf("no kind of actor %q", kn.Text), near(kn.Text, s.voc.kinds), path+".kind")
		} else if l.profile(k.Name) == nil {
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
	hint := near(k.Name, f.words())
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
			if k.Name == "any" || b.Items[i].Kind != diag.Map {
				continue
			}
			ids = append(ids, k.Name)
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
	if n := doc.Get("agenda"); n != nil && n.Kind == diag.List {
		for _, v := range n.Items {
			if v.Kind == diag.Scalar && v.Text != "" && !slices.Contains(ids, v.Text) {
				l.find(diag.UnknownName, v, fmt.Sprintf("no issue %q is described", v.Text), near(v.Text, ids), "agenda")
			}
		}
	}
	return ids
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
