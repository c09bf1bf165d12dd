package foreign

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A continuous issue is cut into equal stretches: coarsely while files are put together, then as finely as fits into mostCut outcomes.
const (
	coarse  = 20
	finest  = 10_000
	mostCut = 2_000_000
)

// maxSteps bounds the values of an issue of whole numbers.
const maxSteps = 100_000

// xml reads a domain or a profile of Genius, or a KTAB scenario.
func (p *pile) xml(s source) error {
	root, err := parseXML(s)
	if err != nil {
		return err
	}
	switch root.name {
	case "Scenario":
		return p.ktabXML(s, root)
	case "negotiation_template":
		space := root.first("utility_space")
		if space == nil {
			space = root
		}
		return p.geniusDomain(s, space)
	case "utility_space":
		switch kind := strings.ToLower(root.attr["type"]); kind {
		case "", "linear", "any":
			if rectangles(root) == nil {
				return p.geniusProfile(s, root)
			}
			fallthrough
		case "nonlinear":
			return p.geniusNonlinear(s, root)
		default:
			return s.fault(root.line, "utility space of type %q: linear additive ones and sums of hyper-rectangles are read", short(kind))
		}
	}
	return fmt.Errorf("%s: %w: its root element is <%s>", s.name, ErrNotForeign, short(root.name))
}

// objectives are an objective and those below it.
func objectives(root *element) []*element {
	var out []*element
	for _, o := range root.all("objective") {
		out = append(append(out, o), objectives(o)...)
	}
	return out
}

// geniusIssues reads the issues below a utility space.
func (p *pile) geniusIssues(s source, space *element) ([]Issue, []*element, error) {
	var issues []Issue
	var parts []*element
	for _, o := range objectives(space) {
		for _, e := range o.all("issue") {
			is := Issue{Name: e.attr["name"]}
			kind := strings.ToLower(first(e.attr["type"], e.attr["vtype"], e.attr["etype"]))
			switch kind {
			case "discrete", "":
				for _, item := range e.all("item") {
					is.Values = append(is.Values, item.attr["value"])
				}
			case "integer", "real":
				lo, hi, err := bounds(s, e)
				if err != nil {
					return nil, nil, err
				}
				if kind == "integer" {
					if hi-lo > maxSteps {
						return nil, nil, s.fault(e.line, "issue %q has more than %d values", short(is.Name), maxSteps)
					}
					for x := math.Ceil(lo); x <= hi; x++ {
						is.Numbers = append(is.Numbers, x)
						is.Values = append(is.Values, strconv.FormatFloat(x, 'f', -1, 64))
					}
				} else {
					is.cut(lo, hi, coarse)
				}
			default:
				return nil, nil, s.fault(e.line, "issue %q is of type %q: discrete, integer and real are read", short(is.Name), short(kind))
			}
			issues, parts = append(issues, is), append(parts, e)
		}
	}
	if len(issues) == 0 {
		return nil, nil, s.fault(space.line, "no issues in it")
	}
	return issues, parts, nil
}

// cut makes values of a stretch of numbers.
func (is *Issue) cut(lo, hi float64, steps int) {
	is.Real, is.Numbers, is.Values = true, nil, nil
	for i := range steps + 1 {
		x := lo + (hi-lo)*float64(i)/float64(steps)
		is.Numbers = append(is.Numbers, x)
		is.Values = append(is.Values, strconv.FormatFloat(x, 'g', 10, 64))
	}
}

func bounds(s source, e *element) (lo, hi float64, err error) {
	from := e
	if r := e.first("range"); r != nil {
		from = r
	}
	if lo, err = number(s, e.line, "lowerbound", from.attr["lowerbound"]); err != nil {
		return
	}
	if hi, err = number(s, e.line, "upperbound", from.attr["upperbound"]); err == nil && hi < lo {
		err = s.fault(e.line, "upperbound %v is below lowerbound %v", hi, lo)
	}
	return
}

func (p *pile) geniusDomain(s source, space *element) error {
	issues, _, err := p.geniusIssues(s, space)
	if err != nil {
		return err
	}
	p.n.Format = "Genius"
	p.n.Name = stem(s.name)
	if o := space.first("objective"); o != nil && o.attr["name"] != "" && !strings.EqualFold(o.attr["name"], "any") {
		p.n.Name = o.attr["name"]
	}
	return p.declare(s, issues)
}

// geniusProfile reads a linear additive profile. As Genius does, evaluations of a discrete issue count as a share of the best one,
// linear ones of whole numbers start at the lower bound, and no utility is above 1.
func (p *pile) geniusProfile(s source, space *element) error {
	issues, parts, err := p.geniusIssues(s, space)
	if err != nil {
		return err
	}
	p.n.Format = "Genius"
	if err := p.declare(s, issues); err != nil {
		return err
	}
	d := newDraft(s, space.line, stem(s.name))
	d.cap = 1
	index := map[string]string{}
	for i, e := range parts {
		name := issues[i].Name
		index[e.attr["index"]] = name
		switch ev := e.first("evaluator"); {
		case issues[i].Numbers == nil:
			table := map[string]float64{}
			for _, item := range e.all("item") {
				if item.attr["evaluation"] == "" {
					continue
				}
				if table[item.attr["value"]], err = number(s, item.line, "evaluation", item.attr["evaluation"]); err != nil {
					return err
				}
			}
			d.worth[name], d.normalise[name] = byTable(table), true
		case ev == nil:
			return s.fault(e.line, "issue %q has no evaluator", short(name))
		default:
			if d.worth[name], err = p.evaluator(s, ev, issues[i]); err != nil {
				return err
			}
		}
	}
	for _, o := range objectives(space) {
		for _, w := range o.all("weight") {
			name, ok := index[w.attr["index"]]
			if !ok {
				if w.attr["index"] != "0" { // the root objective may have one
					p.lose("%s: a weight for index %q, which no issue has", s.name, w.attr["index"])
				}
				continue
			}
			if d.weights[name], err = number(s, w.line, "weight", w.attr["value"]); err != nil {
				return err
			}
		}
	}
	if len(d.weights) == 0 && len(issues) == 1 {
		d.weights[issues[0].Name] = 1
	}
	return p.geniusTerms(d, space)
}

// geniusTerms reads reservation value and discount factor, and takes the profile.
func (p *pile) geniusTerms(d *draft, space *element) (err error) {
	if e := space.first("reservation"); e != nil {
		if d.reservation, err = number(d.source, e.line, "reservation", e.attr["value"]); err != nil {
			return err
		}
	}
	if e := space.first("discount_factor"); e != nil {
		if d.discount, err = number(d.source, e.line, "discount_factor", e.attr["value"]); err != nil {
			return err
		}
	}
	p.drafts = append(p.drafts, d)
	return nil
}

// evaluator values numbers: linear and constant functions within [0, 1], and triangles.
func (p *pile) evaluator(s source, ev *element, is Issue) (func(string, float64, bool) (float64, bool), error) {
	get := func(names ...string) (float64, error) {
		for _, n := range names {
			if text, ok := ev.attr[n]; ok {
				return number(s, ev.line, n, text)
			}
		}
		return 0, s.fault(ev.line, "the evaluator of issue %q has no %s", short(is.Name), names[0])
	}
	kind := strings.ToLower(ev.attr["ftype"])
	clamp := func(x float64) float64 { return max(0, min(1, x)) }
	switch {
	case kind == "constant":
		a, err := get("parameter0", "offset")
		return func(string, float64, bool) (float64, bool) { return a, true }, err
	case kind == "linear" || kind == "":
		if _, whole := ev.attr["slope"]; whole {
			slope, err := get("slope")
			if err != nil {
				return nil, err
			}
			offset, err := get("offset")
			lo := is.Numbers[0]
			return func(_ string, x float64, _ bool) (float64, bool) { return clamp(offset + slope*(x-lo)), true }, err
		}
		a, err := get("parameter0")
		if err != nil {
			return nil, err
		}
		b, err := get("parameter1")
		return func(_ string, x float64, _ bool) (float64, bool) { return clamp(a + b*x), true }, err
	case kind == "triangular":
		lo, err := get("parameter0")
		if err != nil {
			return nil, err
		}
		hi, err := get("parameter1")
		if err != nil {
			return nil, err
		}
		top, err := get("parameter2")
		return func(_ string, x float64, _ bool) (float64, bool) {
			switch {
			case x < lo || x > hi:
				return 0, true
			case x < top:
				return (x - lo) / (top - lo), true
			case hi > top:
				return 1 - (x-top)/(hi-top), true
			}
			return 1, true
		}, err
	}
	return nil, s.fault(ev.line, "evaluator of type %q: linear, constant and triangular ones are read", short(kind))
}

func first(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}

// numbers are values as numbers, nil when one of them is none.
func numbers(values []string) []float64 {
	var out []float64
	for _, v := range values {
		x, err := strconv.ParseFloat(v, 64)
		if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
			return nil
		}
		out = append(out, x)
	}
	return out
}
