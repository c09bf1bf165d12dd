package scenarios

import (
	"fmt"
	"strings"

	"parley/sim/diag"
)

// scalarOf is a value given on the command line or in an option, as a node: "[a, b]" is a list, anything else a scalar.
func scalarOf(value string, at place) *node {
	v := strings.TrimSpace(value)
	if strings.HasPrefix(v, "[") && strings.HasSuffix(v, "]") {
		n := &node{kind: listNode, at: at}
		for _, part := range strings.Split(v[1:len(v)-1], ",") {
			if part = strings.TrimSpace(part); part != "" {
				n.items = append(n.items, &node{at: at, value: part})
			}
		}
		return n
	}
	return &node{at: at, value: v}
}

// apply sets a path of the scenario's tree: a quantity, a switch, a header field. bare allows a quantity without `from`, which is
// then labelled as an override. It reports whether the path exists in the vocabulary.
func (l *loader) apply(doc *node, path string, v *node, bare bool) bool {
	parts := strings.Split(path, ".")
	f := l.voc.root
	at := doc
	for i, part := range parts {
		var next *field
		if i == 2 && parts[0] == "actors" {
			next = l.actorField(doc, parts[1], parts[2])
		} else if f != nil {
			next = f.kid(part)
		}
		if next == nil || part == "" || part == "any" || (i == 0 && (part == "options" || part == "run" || part == "extends" || part == "correlations")) {
			words := []string{}
			if i == 2 && parts[0] == "actors" {
				words = l.actorWords(doc, parts[1])
			} else if f != nil {
				words = f.words()
			}
			l.findAt(diag.UnknownName, v.at, fmt.Sprintf("no quantity or switch %q", path), "", near(part, words), path)
			return false
		}
		f = next
		if i == len(parts)-1 {
			break
		}
		below := at.get(part)
		if below == nil || below.kind != mapNode {
			below = &node{kind: mapNode, at: v.at}
			at.set(key{part, v.at}, below)
		}
		at = below
	}
	if f.leaf == branch {
		l.findAt(diag.WrongType, v.at, fmt.Sprintf("%q is a group of values, not one", path), "", near("", f.words()), path)
		return false
	}
	if bare && f.leaf == quantity && v.kind == scalarNode && !hasFrom(v.value) {
		c := *v
		c.value += " from assumption/override"
		v = &c
	}
	at.set(key{parts[len(parts)-1], v.at}, v)
	return true
}

func hasFrom(s string) bool {
	for _, w := range strings.Fields(s) {
		if w == "from" {
			return true
		}
	}
	return false
}

// actorField is the field of an actor's key, by the actor's kind; any kind's when that is not known.
func (l *loader) actorField(doc *node, id, name string) *field {
	if k := l.kindOf(doc, id); k != "" {
		if a := l.voc.actors[k]; a != nil {
			return a.kid(name)
		}
	}
	return nil
}

func (l *loader) actorWords(doc *node, id string) []string {
	if a := l.voc.actors[l.kindOf(doc, id)]; a != nil {
		return a.words()
	}
	return nil
}

// kindOf is the kind an actor has in the scenario or its profile, "" when nothing says so.
func (l *loader) kindOf(doc *node, id string) string {
	if k := doc.get("actors").get(id).get("kind"); k != nil {
		return k.value
	}
	if k := l.profile(id).get("kind"); k != nil {
		return k.value
	}
	return ""
}
