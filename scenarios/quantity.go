package scenarios

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"

	"parley/sim/diag"
	"parley/sim/dist"
)

// collect reads every quantity and switch of a filled tree.
func (s *Scenario) collect(r *resolved) {
	for _, kid := range s.voc.root.kids {
		if v := r.tree.Get(kid.name); v != nil && kid.leaf == branch && kid.name != "actors" && kid.name != "brief" && kid.name != "charts" {
			s.gather(r, v, kid, kid.name)
		}
	}
	for _, a := range r.actors {
		if f := s.voc.actors[a.kind]; f != nil {
			s.gather(r, r.tree.Get("actors").Get(a.id), f, "actors."+a.id)
		}
	}
	sort.Slice(r.quantities, func(i, j int) bool { return r.quantities[i].Path < r.quantities[j].Path })
}

func (s *Scenario) gather(r *resolved, n *diag.Node, f *field, path string) {
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
	if n.Kind != diag.Map {
		return
	}
	for i, k := range n.Keys {
		if kid := f.kid(k.Name); kid != nil && k.Name != "any" {
			if f.wild != "" && kid == f.kids[0] && !s.nameFits(r, f.wild, k, path) {
				continue
			}
			s.gather(r, n.Items[i], kid, path+"."+k.Name)
		}
	}
	for _, kid := range f.kids { // what must be there
		if kid.leaf == quantity && !strings.HasPrefix(kid.name, "{") && n.Get(kid.name) == nil {
			l.find(diag.MissingField, n, fmt.Sprintf("%s.%s has no value", path, kid.name), kid.doc, path+"."+kid.name)
		}
		if kid.leaf == choice && !strings.HasPrefix(kid.name, "{") && n.Get(kid.name) == nil {
			r.choices[path+"."+kid.name] = kid.choice.Words[0]
		}
	}
}

// nameFits checks a key that stands for an id.
func (s *Scenario) nameFits(r *resolved, sort string, k diag.Key, path string) bool {
	l := s.loader
	if !isID(k.Name) {
		return false // reported by shape
	}
	switch sort {
	case "issue":
		if path != "issues" && !slices.Contains(r.issues, k.Name) {
			if l.hidden(s.doc, "issues") {
				return true
			}
			if strings.Contains(k.At.File, "actors/") { // a profile may speak of issues that this scenario does not have
				return false
			}
			l.findAt(diag.UnknownName, k.At, fmt.Sprintf("%s.%s: no issue %q", path, k.Name, k.Name), "", near(k.Name, r.issues), path)
			return false
		}
	case "principal":
		if !slices.Contains(r.table, k.Name) {
			if !strings.Contains(k.At.File, "actors/") && !slices.ContainsFunc(r.actors, func(a actor) bool { return a.id == k.Name }) {
				l.findAt(diag.UnknownName, k.At, fmt.Sprintf("%s.%s: %q does not sit at the table", path, k.Name, k.Name), "", near(k.Name, r.table), path)
			}
			return false
		}
	}
	return true
}

// longest is how long a quantity may be: room for some thousand values.
const longest = 32 << 10

// quantity parses and checks one number.
func (s *Scenario) quantity(r *resolved, n *diag.Node, f *field, path string) {
	l := s.loader
	if n.Kind != diag.Scalar {
		return // reported as being of the wrong type
	}
	if len(n.Text) > longest {
		l.find(diag.BadQuantity, n, fmt.Sprintf("%s is too long: at most %d characters", path, longest), "", path)
		return
	}
	q, err := dist.ParseQuantity(n.Text, f.knob.Levels)
	if err != nil {
		code := map[dist.Class]string{dist.Malformed: diag.BadQuantity, dist.Unknown: diag.UnknownForm, dist.Impossible: diag.Impossible, dist.NoEvidence: diag.NoEvidence}[err.Class]
		l.findAt(code, n.Within(err.Offset, err.Len), path+": "+err.Message, "", err.Hint, path)
		return
	}
	lo, hi := q.Dist.Support()
	if lo < f.knob.Min || hi > f.knob.Max || math.IsNaN(lo+hi) {
		end := strings.Index(n.Text, " from ")
		bad := lo
		if hi > f.knob.Max {
			bad = hi
		}
		hint := ""
		if f.knob.Max == 1 && bad >= 2 && bad <= 100 {
			hint = fmt.Sprintf("shares run from 0 to 1: write %.6g, or %g%% if you mean percent", bad/100, bad)
		}
		if math.IsInf(bad, 0) {
			hint = "use a form that has bounds, such as " + example(f)
			if strings.HasPrefix(n.Text, "quantiles ") {
				hint = fmt.Sprintf("give its bounds behind the quantiles: %s %g %g from ...", strings.TrimSpace(n.Text[:max(1, end)]), f.knob.Min, f.knob.Max)
			}
		}
		l.findAt(diag.OutOfRange, n.Within(0, max(1, end)), fmt.Sprintf("%s: %s is outside %s to %s", path, number(bad), number(f.knob.Min), number(f.knob.Max)), f.knob.Title, hint, path)
		return
	}
	for _, ref := range q.From {
		if !s.lib.Has(ref.ID) && !l.unsure {
			l.findAt(diag.LostEvidence, n.Within(ref.Offset, ref.Len), fmt.Sprintf("%s: no evidence %q", path, ref.ID), "", near(ref.ID, s.lib.IDs()), path)
		}
	}
	r.quantities = append(r.quantities, Quantity{Path: path, Text: n.Text, Quantity: q, Knob: f.knob, File: n.At.File, Line: n.At.Line})
}

func number(x float64) string {
	if math.IsInf(x, 0) {
		return "a value without bound"
	}
	return fmt.Sprintf("%g", x)
}

// choose checks one structural switch.
func (s *Scenario) choose(r *resolved, n *diag.Node, f *field, path string) {
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
	if n.Kind != diag.Scalar {
		return // reported as being of the wrong type
	}
	if l.oneOf(n, words, path) {
		r.choices[path] = n.Text
	}
}

// oneOf checks a word.
func (l *loader) oneOf(n *diag.Node, words []string, path string) bool {
	ok := slices.Contains(words, n.Text)
	if !ok {
		l.find(diag.BadWord, n, fmt.Sprintf("%s: %q is not one of %s", path, n.Text, strings.Join(words, ", ")), near(n.Text, words), path)
	}
	return ok
}
