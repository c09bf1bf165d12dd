package scenarios

import (
	"fmt"
	"io"
	"slices"
	"sort"
	"strconv"
	"strings"

	"parley/sim/diag"
	"parley/sim/results"
)

// resolve types the scenario and each of its options, collecting findings.
func (s *Scenario) resolve() {
	l := s.loader
	doc := s.doc
	if c := doc.get("correlations"); c != nil {
		l.find(diag.NotBuilt, c, "correlations between quantities are not built yet", "remove the block; quantities are drawn independently", "correlations")
	}
	s.Title, s.Question = word(doc.get("title")), word(doc.get("question"))
	if s.Title == "" {
		l.findAt(diag.MissingField, place{file: doc.at.file, line: 1, column: 1, width: 1}, "the scenario has no title", "", "add `title: ...` at the top", "title")
	}
	s.Cutoff = l.date(doc.get("cutoff"))
	s.checkShape(doc)

	s.Options = []Option{{ID: "baseline", Title: "No change"}}
	trees := []*node{doc}
	if opts := doc.get("options"); opts != nil && opts.kind == mapNode {
		for i, k := range opts.keys {
			o, tree := s.option(doc, k, opts.items[i])
			if tree != nil {
				s.Options = append(s.Options, o)
				trees = append(trees, tree)
			}
		}
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
	for i := range s.Options {
		s.Options[i].view = s.settle(trees[i], people)
	}
	s.plain = s.Options[0].view
	s.idle(people)
}

// option applies an option's settings to a copy of the scenario.
func (s *Scenario) option(doc *node, k key, n *node) (Option, *node) {
	l := s.loader
	path := "options." + k.name
	o := Option{ID: k.name, Title: word(n.get("title"))}
	if o.Title == "" {
		o.Title = k.name
	}
	if k.name == "baseline" || !isID(k.name) {
		l.findAt(diag.BadOption, k.at, fmt.Sprintf("an option cannot be called %q", k.name), "", "`baseline` is the scenario itself; other names are lower case words with hyphens", path)
		return o, nil
	}
	set := n.get("set")
	if set == nil || set.kind != mapNode || len(set.keys) == 0 {
		l.findAt(diag.BadOption, k.at, fmt.Sprintf("option %q sets nothing", k.name), "", "add `set: {path: value}`", path)
		return o, nil
	}
	tree := doc.clone()
	for i, p := range set.keys {
		v := set.items[i]
		before := len(l.findings)
		if !l.apply(tree, p.name, v, false) {
			for j := before; j < len(l.findings); j++ { // the path is at fault, not the value
				l.findings[j].Line, l.findings[j].Column, l.findings[j].Width = p.at.line, p.at.column, p.at.width
			}
			continue
		}
		o.Set = append(o.Set, results.Override{Path: p.name, Value: flat(v)})
	}
	return o, tree
}

// flat is a node as one line.
func flat(n *node) string {
	if n.kind == listNode {
		parts := make([]string, len(n.items))
		for i, v := range n.items {
			parts[i] = v.value
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	return n.value
}

func word(n *node) string {
	if n == nil || n.kind != scalarNode {
		return ""
	}
	return strings.TrimSpace(n.value)
}

// people are the actors a tree gives a part, in order of their parts, then those it describes.
func (s *Scenario) people(doc *node) []string {
	var ids []string
	add := func(id string) {
		if isID(id) && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	for _, field := range []string{"table", "mediator", "rival-mediator", "ratifiers", "spoilers"} {
		n := doc.get(field)
		if n == nil {
			continue
		}
		if n.kind == listNode {
			for _, v := range n.items {
				add(v.value)
			}
		} else {
			add(n.value)
		}
	}
	if a := doc.get("actors"); a != nil && a.kind == mapNode {
		for _, k := range a.keys {
			add(k.name)
		}
	}
	return ids
}

// settle fills in actors, issues and shocks of one option and types it. Findings go to the loader; the result is used only without errors.
func (s *Scenario) settle(doc *node, people []string) *resolved {
	l := s.loader
	r := &resolved{choices: map[string]string{}}
	r.tree = doc.clone()
	r.tree.drop("options")
	r.tree.drop("run")
	r.tree.drop("extends")
	r.horizon = l.horizon(doc.get("horizon"), doc)
	r.table = l.list(doc, "table", 2, 2)
	r.agenda = l.list(doc, "agenda", 2, 8)
	r.ratifiers = l.list(doc, "ratifiers", 0, 8)
	r.spoilers = l.list(doc, "spoilers", 0, 8)
	r.stages = l.list(doc, "stages", 1, 8)
	r.mediator, r.rival = l.one(doc, "mediator"), l.one(doc, "rival-mediator")
	if r.mediator == "" && r.rival != "" {
		l.find(diag.BadList, doc.get("rival-mediator"), "a rival mediator without a mediator", "name it under mediator:", "rival-mediator")
	}
	if r.mediator != "" && r.mediator == r.rival {
		l.find(diag.BadList, doc.get("rival-mediator"), "the rival is the mediator itself", "", "rival-mediator")
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
func (s *Scenario) fill(tree *node, block string) []string {
	b := tree.get(block)
	if b == nil || b.kind != mapNode {
		return nil
	}
	anyone := b.get("any")
	out := &node{kind: mapNode, at: b.at}
	var names []string
	for i, k := range b.keys {
		if k.name == "any" {
			continue
		}
		v := b.items[i]
		if anyone != nil && v.kind == mapNode {
			v = over(anyone, v)
		}
		out.set(k, v)
		names = append(names, k.name)
	}
	tree.set(key{block, b.at}, out)
	return names
}

// list reads a list of ids.
func (l *loader) list(doc *node, field string, least, most int) []string {
	n := doc.get(field)
	if n == nil {
		if least > 0 {
			l.findAt(diag.MissingField, place{file: doc.at.file, line: 1, column: 1, width: 1}, fmt.Sprintf("the scenario has no `%s:`", field), "", "", field)
		}
		return nil
	}
	if n.kind == scalarNode && n.value == "none" && least == 0 {
		return nil
	}
	if n.kind != listNode {
		l.find(diag.WrongType, n, fmt.Sprintf("`%s:` is a list", field), fmt.Sprintf("write %s: [one, two]", field), field)
		return nil
	}
	var out []string
	for _, v := range n.items {
		if v.kind != scalarNode || v.value == "" {
			l.find(diag.WrongType, v, "a list of names holds names only", "", field)
			continue
		}
		if slices.Contains(out, v.value) {
			l.find(diag.BadList, v, fmt.Sprintf("%q stands here twice", v.value), "keep one of them", field)
			continue
		}
		out = append(out, v.value)
	}
	if len(out) < least || len(out) > most {
		want := fmt.Sprintf("between %d and %d", least, most)
		if least == most {
			want = fmt.Sprint(least)
		}
		l.find(diag.BadList, n, fmt.Sprintf("`%s:` has %d entries; it needs %s", field, len(out), want), "", field)
	}
	return out
}

// one reads one id; none and nothing are "".
func (l *loader) one(doc *node, field string) string {
	n := doc.get(field)
	if n == nil || n.value == "none" {
		return ""
	}
	if n.kind != scalarNode || n.value == "" {
		l.find(diag.WrongType, n, fmt.Sprintf("`%s:` is one name, or none", field), "", field)
		return ""
	}
	return n.value
}

// horizon reads "24 months".
func (l *loader) horizon(n *node, doc *node) int {
	if n == nil {
		l.findAt(diag.MissingField, place{file: doc.at.file, line: 1, column: 1, width: 1}, "the scenario has no horizon", "", "add `horizon: 24 months`", "horizon")
		return 1
	}
	parts := strings.Fields(n.value)
	if n.kind == scalarNode && (len(parts) == 1 || (len(parts) == 2 && strings.HasPrefix(parts[1], "month"))) {
		if m, err := strconv.Atoi(parts[0]); err == nil {
			if m < 1 || m > 240 {
				l.find(diag.OutOfRange, n, fmt.Sprintf("a horizon of %d months is outside 1 to 240", m), "", "horizon")
			}
			return max(1, min(240, m))
		}
	}
	l.find(diag.WrongType, n, "the horizon is a whole number of months", "write `horizon: 24 months`", "horizon")
	return 1
}

var monthNames = []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// date reads 2025-03-04 and writes 4 March 2025.
func (l *loader) date(n *node) string {
	if n == nil {
		return ""
	}
	var y, m, d int
	if _, err := fmt.Sscanf(n.value, "%4d-%2d-%2d", &y, &m, &d); n.kind != scalarNode || err != nil || len(n.value) != 10 || m < 1 || m > 12 || d < 1 || d > 31 {
		l.find(diag.WrongType, n, "the cut-off is a date", "write `cutoff: 2025-03-04`: year, month, day", "cutoff")
		return ""
	}
	return fmt.Sprintf("%d %s %d", d, monthNames[m-1], y)
}

// canonical writes what a scenario says beside its quantities, in a fixed order.
func canonical(w io.Writer, n *node, path string) {
	if n == nil {
		return
	}
	switch n.kind {
	case scalarNode:
		fmt.Fprintf(w, "%s = %q\n", path, strings.TrimSpace(n.value))
	case listNode:
		fmt.Fprintf(w, "%s = %q\n", path, flat(n))
	default:
		keys := make([]string, len(n.keys))
		for i, k := range n.keys {
			keys[i] = k.name
		}
		sort.Strings(keys)
		for _, k := range keys {
			if path == "" && !slices.Contains(headers, k) {
				continue
			}
			v := n.get(k)
			if path == "issues" { // labels only: its quantities are written on their own
				for _, label := range []string{"title", "by", "at0", "at1", "levels"} {
					canonical(w, v.get(label), path+"."+k+"."+label)
				}
				continue
			}
			below := k
			if path != "" {
				below = path + "." + k
			}
			canonical(w, v, below)
		}
	}
}

// headers are the top-level keys that the hash takes as they stand.
var headers = []string{"title", "question", "cutoff", "horizon", "agenda", "table", "mediator", "rival-mediator", "ratifiers", "spoilers", "stages", "issues", "brief", "charts"}
