package scenarios

import (
	"fmt"
	"slices"
	"strings"

	"parley/sim/diag"
)

// fixed are the parts of a scenario that --set may not touch; settled those that an option may not change either: all options are
// about the same negotiation and fill the same columns.
var (
	fixed   = []string{"extends", "options", "run", "correlations"}
	settled = []string{"title", "question", "cutoff", "table", "brief", "charts"}
)

// Where a setting comes from: a quantity that names no evidence there rests on this record.
const (
	byCommand = "assumption/override" // --set
	byOption  = "assumption/lever"    // an option: what a decision maker chooses
)

// apply sets a path of the scenario's tree: a quantity, a switch, a header field. at is where the path stands. It may give a quantity
// without `from`, which then rests on what the setting is. It reports whether anything was set.
func (s *Scenario) apply(doc *diag.Node, path string, at diag.Place, v *diag.Node, rests string) bool {
	l := s.loader
	parts := strings.Split(path, ".")
	top, last := parts[0], len(parts)-1
	if rests == byOption && (slices.Contains(settled, top) || top == "actors" && len(parts) == 3 && parts[2] == "kind") {
		l.findAt(diag.BadOption, at, fmt.Sprintf("an option cannot change %q", path), "the same under every option", "make it a scenario of its own, with `extends:`", path)
		return false
	}
	if slices.Contains(fixed, top) {
		l.findAt(diag.BadOption, at, fmt.Sprintf("%q cannot be set", path), "only a file says this", "write it in the scenario's file; a file that `extends:` this one can change it", path)
		return false
	}
	f, into := s.voc.root, doc
	for i, part := range parts {
		next, words := s.below(doc, f, parts[:i], part)
		if next == nil {
			prefix := strings.Join(parts[:i], ".")
			hint := near(part, words)
			if w := diag.Suggest(part, words); w != "" {
				hint = fmt.Sprintf("did you mean %q?", strings.Join(append(append(slices.Clone(parts[:i]), w), parts[i+1:]...), "."))
			} else if prefix != "" && hint != "" {
				hint = "below " + prefix + " " + hint
			}
			l.findAt(diag.UnknownName, at, fmt.Sprintf("no quantity or switch %q", path), "", hint, path)
			return false
		}
		f = next
		if i == last {
			break
		}
		child := into.Get(part)
		if child == nil || child.Kind != diag.Map {
			child = &diag.Node{Kind: diag.Map, At: at}
			into.Set(diag.Key{Name: part, At: at}, child)
		}
		into = child
	}
	if f.leaf == branch {
		l.findAt(diag.WrongType, at, fmt.Sprintf("%q is a group of values, not one", path), "", near("", f.words()), path)
		return false
	}
	if f.leaf == quantity && v.Kind == diag.Scalar && strings.TrimSpace(v.Text) != "" && !hasFrom(v.Text) {
		c := *v
		c.Text += " from " + rests
		v = &c
	}
	s.shape(v, f, path)
	into.Set(diag.Key{Name: parts[last], At: at}, v)
	return true
}

// below is the field of one segment of a path, nil when there is none, and what may stand there. Settings change what is described;
// they do not bring in actors, issues or shocks.
func (s *Scenario) below(doc *diag.Node, f *field, above []string, part string) (*field, []string) {
	words := f.words()
	switch {
	case len(above) == 1 && above[0] == "actors":
		words = s.people(doc)
		if s.voc.actors[s.loader.kindOf(doc, part)] == nil {
			return nil, words
		}
	case len(above) == 2 && above[0] == "actors":
		f = s.voc.actors[s.loader.kindOf(doc, above[1])]
		words = f.words()
	case len(above) == 1 && (above[0] == "issues" || above[0] == "shocks"):
		words = nil
		if b := doc.Get(above[0]); b != nil {
			for _, k := range b.Keys {
				if k.Name != "any" {
					words = append(words, k.Name)
				}
			}
		}
		if !slices.Contains(words, part) {
			return nil, words
		}
	}
	if part == "" || part == "any" {
		return nil, words
	}
	return f.kid(part), words
}

func hasFrom(text string) bool { return slices.Contains(strings.Fields(text), "from") }

// kindOf is the kind an actor has by its profile, or else in the scenario; "" when nothing says so.
func (l *loader) kindOf(doc *diag.Node, id string) string {
	if kind := word(l.profile(id).Get("kind")); kind != "" {
		return kind
	}
	return word(doc.Get("actors").Get(id).Get("kind"))
}
