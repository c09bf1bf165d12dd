package foreign

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// yaml reads a file of a NegMAS scenario: an outcome space or a utility function, or both in one file.
func (p *pile) yaml(s source) error {
	root, err := parseYAML(s)
	if err != nil {
		return err
	}
	return p.negmas(s, root)
}

// negmas reads a part of a NegMAS scenario.
func (p *pile) negmas(s source, root *node) error {
	if root.kind != table {
		return fmt.Errorf("%s: %w: not a map", s.name, ErrNotForeign)
	}
	kind := kindOf(root)
	space, funs := root.get("outcome_space"), root.get("ufuns", "preferences")
	switch {
	case root.get("issues") != nil && root.get("issues").kind == list && (kind == "" || strings.Contains(kind, "OutcomeSpace")) && root.get("table") == nil && root.get("extends") == nil && root.get("agenda") == nil:
		p.n.Format = "NegMAS"
		return p.negmasSpace(s, root)
	case space != nil && funs != nil && funs.kind == list:
		p.n.Format = "NegMAS"
		if err := p.negmasSpace(s, space); err != nil {
			return err
		}
		for _, f := range funs.kids {
			p.funs = append(p.funs, fun{s, f, kindOf(f)})
		}
		return nil
	case strings.HasSuffix(kind, "UtilityFunction") || strings.HasSuffix(kind, "UFun"):
		p.n.Format = "NegMAS"
		p.funs = append(p.funs, fun{s, root, kind})
		if space != nil && space.get("issues") != nil { // a function that brings its outcome space along
			return p.negmasSpace(s, space)
		}
		return nil
	}
	return fmt.Errorf("%s: %w", s.name, ErrNotForeign)
}

// fun is a utility function that waits for the outcome space: files come in any order.
type fun struct {
	source
	root *node
	kind string
}

// kindOf is the class that a part is of, without the module it lies in.
func kindOf(n *node) string {
	if t := n.get("type", "$type", "_type", "__python_class__"); t != nil {
		return t.text[strings.LastIndex(t.text, ".")+1:]
	}
	return ""
}

func (p *pile) negmasSpace(s source, root *node) error {
	p.n.Name = stem(s.name)
	if n := root.get("name"); n != nil && n.text != "" {
		p.n.Name = n.text
	}
	var issues []Issue
	list0 := root.get("issues")
	if list0 == nil || list0.kind != list {
		return s.fault(root.line, "issues must be a list")
	}
	for i, k := range list0.kids {
		is := Issue{Name: fmt.Sprint("issue ", i+1)}
		if n := k.get("name"); n != nil {
			is.Name = n.text
		}
		values, kind := k.get("values"), kindOf(k)
		if values == nil {
			return s.fault(k.line, "issue %q has no values", short(is.Name))
		}
		stretch := strings.HasPrefix(kind, "Continuous") || strings.HasPrefix(kind, "Contiguous") || strings.HasPrefix(kind, "Integer")
		switch {
		case values.kind == scalar: // a count: 0, 1, ... n-1
			n, err := values.number(s)
			if err != nil {
				return err
			}
			if n < 1 || n > maxSteps || n != math.Floor(n) {
				return s.fault(values.line, "issue %q: %v is no number of values between 1 and %d", short(is.Name), n, maxSteps)
			}
			is.count(0, n-1)
		case stretch && len(values.kids) == 2:
			lo, err := values.kids[0].number(s)
			if err != nil {
				return err
			}
			hi, err := values.kids[1].number(s)
			if err != nil {
				return err
			}
			if hi < lo || hi-lo > maxSteps && kind != "ContinuousIssue" {
				return s.fault(values.line, "issue %q: from %v to %v is no stretch of at most %d values", short(is.Name), lo, hi, maxSteps)
			}
			if strings.HasPrefix(kind, "Continuous") {
				is.cut(lo, hi, coarse)
			} else {
				is.count(lo, hi)
			}
		default:
			for _, v := range values.kids {
				is.Values = append(is.Values, v.text)
			}
			is.Numbers = numbers(is.Values)
		}
		issues = append(issues, is)
	}
	return p.declare(s, issues)
}

func (is *Issue) count(lo, hi float64) {
	for x := math.Ceil(lo); x <= hi; x++ {
		is.Numbers = append(is.Numbers, x)
		is.Values = append(is.Values, strconv.FormatFloat(x, 'f', -1, 64))
	}
}

// negmasFun reads a utility function: linear additive ones, whose weights and value functions come in the order of the issues or by their
// names, constants, and tables of whole outcomes; each may be wrapped in a discount.
func (p *pile) negmasFun(s source, root *node, kind string) error {
	if p.issues == nil {
		return s.fault(root.line, "a utility function without its outcome space: name that file too")
	}
	d := newDraft(s, root.line, stem(s.name))
	if n := root.get("name"); n != nil && n.text != "" {
		d.name = n.text
	}
	d.reservation = math.Inf(-1) // what NegMAS takes when nothing is said
	for kind == "ExpDiscountedUFun" || kind == "LinDiscountedUFun" {
		inner := root.get("ufun")
		if inner == nil {
			return s.fault(root.line, "a %s needs ufun, the function that it discounts", kind)
		}
		if err := d.reserved(root.get("reserved_value")); err != nil {
			return err
		}
		if n := root.get("discount"); n != nil && n.text != "" && kind == "ExpDiscountedUFun" {
			var err error
			if d.discount, err = n.number(s); err != nil {
				return err
			}
		}
		if n := root.get("cost"); n != nil && n.text != "" {
			p.lose("%s loses %s a round: yardsticks are those of the first moment", s.name, short(n.text))
		}
		root, kind = inner, kindOf(inner)
	}
	if err := d.reserved(root.get("reserved_value")); err != nil {
		return err
	}
	for _, key := range []string{"discount_factor", "constraints"} {
		if n := root.get(key); n != nil && (n.text != "" || len(n.kids) > 0) {
			p.lose("%s: %s is not carried over", s.name, key)
		}
	}
	if n := root.get("bias"); n != nil && n.text != "" {
		var err error
		if d.offset, err = n.number(s); err != nil {
			return err
		}
	}
	var err error
	switch {
	case strings.HasPrefix(kind, "LinearAdditive") || strings.HasPrefix(kind, "LinearUtility") || strings.HasPrefix(kind, "AffineUtility"):
		err = p.negmasAdditive(d, root, kind)
	case kind == "ConstUtilityFunction":
		d.whole = true
		if n := root.get("value"); n != nil {
			d.offset, err = n.number(s)
		}
	case kind == "MappingUtilityFunction":
		err = p.negmasMapping(d, root)
	default:
		err = s.fault(root.line, "a utility function of type %s: linear additive ones, constants and tables of outcomes (MappingUtilityFunction) are read", short(kind))
	}
	if err == nil {
		p.drafts = append(p.drafts, d)
	}
	return err
}

// reserved takes a reservation value; one that is minus infinity or left out says nothing.
func (d *draft) reserved(n *node) (err error) {
	if n == nil {
		return nil
	}
	switch strings.ToLower(n.text) {
	case "", "null", "~":
		if math.IsInf(d.reservation, -1) {
			d.reservation = 0
		}
	case "-.inf", "-inf", "-infinity":
	default:
		if math.IsInf(d.reservation, -1) {
			d.reservation, err = n.number(d.source)
		}
	}
	return err
}

// negmasAdditive reads weights and value functions.
func (p *pile) negmasAdditive(d *draft, root *node, kind string) (err error) {
	s := d.source
	weights, values := root.get("weights"), root.get("values")
	for k, is := range p.issues {
		d.weights[is.Name] = 1
		if w := part(weights, k, is.Name); w != nil {
			if d.weights[is.Name], err = w.number(s); err != nil {
				return err
			}
		} else if weights != nil && len(weights.kids) > 0 {
			return s.fault(weights.line, "no weight for issue %q", short(is.Name))
		} else if weights == nil && !strings.HasPrefix(kind, "LinearAdditive") {
			d.weights[is.Name] = 1 / float64(len(p.issues)) // as NegMAS does
		}
		v := part(values, k, is.Name)
		if v == nil {
			if strings.HasPrefix(kind, "LinearAdditive") && values != nil {
				return s.fault(values.line, "no value function for issue %q", short(is.Name))
			}
			if is.Numbers == nil {
				return s.fault(root.line, "%s values issue %q as numbers, and its values are words", short(kind), short(is.Name))
			}
			d.worth[is.Name] = byLine(0, 1) // an affine function of the numbers themselves
			continue
		}
		if d.worth[is.Name], err = p.valueFun(s, v, is); err != nil {
			return err
		}
	}
	return nil
}

// negmasMapping reads a table of outcomes: {value: utility} for a single issue, and lists of values as keys for several. Outcomes that it
// leaves out are worth default, which must be said when there are any.
func (p *pile) negmasMapping(d *draft, root *node) error {
	m := root.get("mapping")
	if m == nil || m.kind != table {
		return d.fault(root.line, "a MappingUtilityFunction needs a mapping from outcomes to utilities")
	}
	otherwise, said := 0.0, false
	if n := root.get("default"); n != nil && n.text != "" && !strings.HasSuffix(strings.ToLower(n.text), "inf") && !strings.HasSuffix(strings.ToLower(n.text), "infinity") {
		var err error
		if otherwise, err = n.number(d.source); err != nil {
			return err
		}
		said = true
	}
	outcomes := 1.0
	for _, is := range p.issues {
		outcomes *= float64(len(is.Values))
		if is.Real {
			return d.fault(m.line, "a table of outcomes, and issue %q is continuous", short(is.Name))
		}
	}
	if !said && float64(len(m.kids)) < outcomes {
		return d.fault(m.line, "%d of %.0f outcomes have a utility, and there is no default for the others", len(m.kids), outcomes)
	}
	d.whole, d.offset = true, otherwise
	for _, k := range m.kids {
		values := strings.Split(k.key, keyParts)
		if len(values) != len(p.issues) {
			return d.fault(k.line, "an outcome needs %d values, not %d", len(p.issues), len(values))
		}
		x, err := k.number(d.source)
		if err != nil {
			return err
		}
		b := bundle{within: map[string]func(string, float64, bool) bool{}, worth: x - otherwise}
		for i, is := range p.issues {
			if is.find(values[i]) < 0 {
				return d.fault(k.line, "issue %q has no value %q", short(is.Name), short(values[i]))
			}
			b.within[is.Name] = equals(values[i])
		}
		d.bundles = append(d.bundles, b)
	}
	return nil
}

// part is the k-th of a list or the named one of a map.
func part(n *node, k int, name string) *node {
	if n == nil {
		return nil
	}
	if n.kind == list {
		if k < len(n.kids) {
			return n.kids[k]
		}
		return nil
	}
	return n.get(name)
}
