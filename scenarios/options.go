package scenarios

import (
	"fmt"
	"strings"

	"parley/sim/diag"
	"parley/sim/results"
)

// option applies an option's settings to a copy of the scenario; the tree is nil when it has none that could be read.
func (s *Scenario) option(doc *diag.Node, k diag.Key, n *diag.Node) (Option, *diag.Node) {
	l := s.loader
	path := "options." + k.Name
	o := Option{ID: k.Name, Title: word(n.Get("title"))}
	if o.Title == "" {
		o.Title = k.Name
	}
	switch {
	case k.Name == "baseline":
		l.findAt(diag.BadOption, k.At, fmt.Sprintf("an option cannot be called %q", k.Name), "", "`baseline` is the scenario itself; choose another name", path)
		return o, nil
	case k.Name == "any":
		l.findAt(diag.BadOption, k.At, fmt.Sprintf("an option cannot be called %q", k.Name), "", idHint(k.Name), path)
		return o, nil
	case !isID(k.Name):
		return o, nil // reported as no name
	}
	set := n.Get("set")
	if n.Kind != diag.Map || set != nil && set.Kind != diag.Map && !unread(set) {
		return o, nil // reported as being of the wrong type
	}
	if set == nil || len(set.Keys) == 0 {
		l.findAt(diag.BadOption, k.At, fmt.Sprintf("option %q sets nothing", k.Name), "", "add `set: {path: value}`", path)
		return o, nil
	}
	tree := doc.Clone()
	for i, p := range set.Keys {
		if v := set.Items[i]; s.apply(tree, p.Name, p.At, v, byOption) {
			o.Set = append(o.Set, results.Override{Path: p.Name, Value: flat(v)})
		}
	}
	return o, tree
}

// flat is a node as one line.
func flat(n *diag.Node) string {
	if n.Kind == diag.List {
		parts := make([]string, len(n.Items))
		for i, v := range n.Items {
			parts[i] = v.Text
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	return n.Text
}
