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
	if root.kind != table {
		return fmt.Errorf("%s: %w: not a map", s.name, ErrNotForeign)
	}
	kind := ""
	if t := root.get("type", "$type", "__python_class__"); t != nil {
		kind = t.text[strings.LastIndex(t.text, ".")+1:]
	}
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

func kindOf(n *node) string {
	if t := n.get("type", "$type", "__python_class__"); t != nil {
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

// negmasFun reads a linear additive utility function. Weights and value functions come in the order of the issues, or by their names.
func (p *pile) negmasFun(s source, root *node, kind string) error {
	if !strings.HasPrefix(kind, "LinearAdditive") && !strings.HasPrefix(kind, "LinearUtility") && !strings.HasPrefix(kind, "AffineUtility") {
		return s.fault(root.line, "a utility function of type %s: linear additive ones are read", short(kind))
	}
	if p.issues == nil {
		return s.fault(root.line, "a utility function without its outcome space: name that file too")
	}
	d := newDraft(s, root.line, stem(s.name))
	if n := root.get("name"); n != nil && n.text != "" {
		d.name = n.text
	}
	var err error
	if n := root.get("reserved_value"); n != nil {
		switch strings.ToLower(n.text) {
		case "", "null", "~":
		case "-.inf", "-inf", "-infinity":
			d.reservation = math.Inf(-1)
		default:
			if d.reservation, err = n.number(s); err != nil {
				return err
			}
		}
	}
	if n := root.get("bias"); n != nil && n.text != "" {
		if d.offset, err = n.number(s); err != nil {
			return err
		}
	}
	weights, values := root.get("weights"), root.get("values")
	for k, is := range p.issues {
		d.weights[is.Name] = 1
		if w := part(weights, k, is.Name); w != nil {
			if d.weights[is.Name], err = w.number(s); err != nil {
				return err
			}
		} else if weights != nil && len(weights.kids) > 0 {
			return s.fault(weights.line, "no weight for issue %q", short(is.Name))
		}
		v := part(values, k, is.Name)
		if v == nil {
			if strings.HasPrefix(kind, "LinearAdditive") && values != nil {
				return s.fault(values.line, "no value function for issue %q", short(is.Name))
			}
			d.worth[is.Name] = byLine(0, 1) // an affine function of the numbers themselves
			continue
		}
		if d.worth[is.Name], err = p.valueFun(s, v, is); err != nil {
			return err
		}
	}
	for _, key := range []string{"discount_factor", "stability", "constraints"} {
		if n := root.get(key); n != nil {
			p.lose("%s: %s is not carried over", s.name, key)
		}
	}
	p.drafts = append(p.drafts, d)
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

func (p *pile) valueFun(s source, v *node, is Issue) (func(string, float64, bool) (float64, bool), error) {
	get := func(key string, otherwise float64) (float64, error) {
		if n := v.get(key); n != nil {
			return n.number(s)
		}
		return otherwise, nil
	}
	numeric := func(f func(string, float64, bool) (float64, bool), err error) (func(string, float64, bool) (float64, bool), error) {
		if err == nil && is.Numbers == nil {
			err = s.fault(v.line, "%s values issue %q as numbers, and its values are words", kindOf(v), short(is.Name))
		}
		return f, err
	}
	switch kind := kindOf(v); kind {
	case "TableFun", "":
		mapping := v.get("mapping")
		if mapping == nil && kind == "" {
			mapping = v
		}
		if mapping == nil {
			return nil, s.fault(v.line, "a TableFun needs a mapping")
		}
		t := map[string]float64{}
		for i, k := range mapping.kids {
			x, err := k.number(s)
			if err != nil {
				return nil, err
			}
			key := k.key
			if mapping.kind == list {
				if i >= len(is.Values) {
					return nil, s.fault(k.line, "more utilities than values of issue %q", short(is.Name))
				}
				key = is.Values[i]
			}
			t[key] = x
		}
		return byTable(t), nil
	case "LinearFun", "AffineFun":
		if v.get("min_value") != nil || v.get("max_value") != nil {
			a, err := get("min_value", 0)
			if err != nil {
				return nil, err
			}
			b, err := get("max_value", 1)
			if err != nil || is.Numbers == nil {
				return numeric(nil, err)
			}
			lo, hi := is.Numbers[0], is.Numbers[len(is.Numbers)-1]
			if hi == lo {
				return byLine(a, 0), nil
			}
			slope := (b - a) / (hi - lo)
			return byLine(a-slope*lo, slope), nil
		}
		slope, err := get("slope", 1)
		if err != nil {
			return nil, err
		}
		bias, err := get("bias", 0)
		return numeric(byLine(bias, slope), err)
	case "IdentityFun":
		return numeric(byLine(0, 1), nil)
	case "ConstFun":
		bias, err := get("bias", 0)
		return func(string, float64, bool) (float64, bool) { return bias, true }, err
	default:
		return nil, s.fault(v.line, "a value function of type %s: TableFun, LinearFun, AffineFun, IdentityFun and ConstFun are read", short(kind))
	}
}
