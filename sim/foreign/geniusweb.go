package foreign

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// json reads a domain or profile of GeniusWeb, or a profile of NegoLog.
func (p *pile) json(s source) error {
	root, err := parseJSON(s)
	if err != nil {
		return err
	}
	switch {
	case root.kind != table:
		return fmt.Errorf("%s: %w: not an object", s.name, ErrNotForeign)
	case root.get("issuesValues") != nil:
		p.n.Format = "GeniusWeb"
		return p.webDomain(s, root)
	case root.get("LinearAdditiveUtilitySpace") != nil:
		p.n.Format = "GeniusWeb"
		return p.webProfile(s, root.get("LinearAdditiveUtilitySpace"), (*draft).webAdditive)
	case root.get("SumOfGroupsUtilitySpace") != nil:
		p.n.Format = "GeniusWeb"
		return p.webProfile(s, root.get("SumOfGroupsUtilitySpace"), (*draft).webGroups)
	case root.get("outcome_space") != nil || root.get("type", "$type", "_type", "__python_class__") != nil:
		return p.negmas(s, root)
	case root.get("issueWeights") != nil && root.get("issues") != nil:
		p.n.Format = "NegoLog"
		return p.negolog(s, root)
	case root.get("NashBid") != nil || root.get("NumberOfBids") != nil:
		p.lose("%s describes the domain; what it says is computed here anew", s.name)
		return nil
	}
	for _, k := range root.kids {
		if strings.HasSuffix(k.key, "UtilitySpace") || strings.HasSuffix(k.key, "PartialOrdering") {
			return s.fault(k.line, "a profile of type %s: LinearAdditiveUtilitySpace and SumOfGroupsUtilitySpace are read", short(k.key))
		}
	}
	return fmt.Errorf("%s: %w", s.name, ErrNotForeign)
}

// webIssues reads issuesValues: {"name": {"values": [...]}} or {"name": {"range": {"low":, "high":, "step":}}}.
func (p *pile) webIssues(s source, values *node) ([]Issue, error) {
	var issues []Issue
	for _, k := range values.kids {
		is := Issue{Name: k.key}
		switch vs, r := k.get("values"), k.get("range"); {
		case vs != nil && vs.kind == list:
			for _, v := range vs.kids {
				is.Values = append(is.Values, v.text)
			}
			is.Numbers = numbers(is.Values)
		case r != nil:
			low, high, step := r.get("low"), r.get("high"), r.get("step")
			if r.kind == list && len(r.kids) == 3 {
				low, high, step = r.kids[0], r.kids[1], r.kids[2]
			}
			var x [3]float64
			for i, n := range []*node{low, high, step} {
				if n == nil {
					return nil, s.fault(r.line, "the range of issue %q needs low, high and step", short(k.key))
				}
				var err error
				if x[i], err = n.number(s); err != nil {
					return nil, err
				}
			}
			if !(x[2] > 0) || x[1] < x[0] || (x[1]-x[0])/x[2] > maxSteps {
				return nil, s.fault(r.line, "the range of issue %q: low %v, high %v, step %v is no list of at most %d values", short(k.key), x[0], x[1], x[2], maxSteps)
			}
			for i := range int(math.Floor((x[1]-x[0])/x[2]+1e-9)) + 1 {
				v := x[0] + float64(i)*x[2]
				is.Numbers = append(is.Numbers, v)
				is.Values = append(is.Values, strconv.FormatFloat(v, 'g', 10, 64))
			}
		default:
			return nil, s.fault(k.line, "issue %q has neither values nor range", short(k.key))
		}
		issues = append(issues, is)
	}
	return issues, nil
}

func (p *pile) webDomain(s source, root *node) error {
	p.n.Name = stem(s.name)
	if n := root.get("name"); n != nil && n.text != "" {
		p.n.Name = n.text
	}
	issues, err := p.webIssues(s, root.get("issuesValues"))
	if err != nil {
		return err
	}
	return p.declare(s, issues)
}

func newDraft(s source, line int, name string) *draft {
	return &draft{source: s, line: line, name: name, discount: 1, weights: map[string]float64{}, worth: map[string]func(string, float64, bool) (float64, bool){}, values: map[string][]string{}, normalise: map[string]bool{}}
}

// weigh reads {"issue": weight}.
func (d *draft) weigh(weights *node) error {
	for _, k := range weights.kids {
		x, err := k.number(d.source)
		if err != nil {
			return err
		}
		d.weights[k.key] = x
	}
	return nil
}

// list reads {"value": utility}.
func (d *draft) list(issue string, values *node) error {
	t := map[string]float64{}
	for _, v := range values.kids {
		x, err := v.number(d.source)
		if err != nil {
			return err
		}
		t[v.key] = x
		d.values[issue] = append(d.values[issue], v.key)
	}
	d.worth[issue] = byTable(t)
	return nil
}

// webProfile reads what profiles of GeniusWeb have in common; utilities reads the rest.
func (p *pile) webProfile(s source, root *node, utilities func(d *draft, root *node) error) error {
	d := newDraft(s, root.line, stem(s.name))
	if n := root.get("name"); n != nil && n.text != "" {
		d.name = n.text
	}
	if dom := root.get("domain"); dom != nil && dom.get("issuesValues") != nil {
		if n := dom.get("name"); n != nil && p.n.Name == "" {
			p.n.Name = n.text
		}
		issues, err := p.webIssues(s, dom.get("issuesValues"))
		if err != nil {
			return err
		}
		if err := p.declare(s, issues); err != nil {
			return err
		}
	}
	if err := utilities(d, root); err != nil {
		return err
	}
	if bid := root.get("reservationBid"); bid != nil {
		if vs := bid.get("issuevalues", "issueValues"); vs != nil {
			d.bid = map[string]string{}
			for _, v := range vs.kids {
				d.bid[v.key] = v.text
			}
		}
	}
	p.drafts = append(p.drafts, d)
	return nil
}

// webAdditive reads the utilities of a LinearAdditiveUtilitySpace.
func (d *draft) webAdditive(root *node) error {
	s := d.source
	weights, utils := root.get("issueWeights"), root.get("issueUtilities")
	if weights == nil || utils == nil {
		return s.fault(root.line, "a profile needs issueWeights and issueUtilities")
	}
	if err := d.weigh(weights); err != nil {
		return err
	}
	for _, k := range utils.kids {
		d.issues = append(d.issues, k.key)
		if t := k.get("DiscreteValueSetUtilities", "discreteutils"); t != nil && t.get("valueUtilities") != nil {
			if err := d.list(k.key, t.get("valueUtilities")); err != nil {
				return err
			}
			continue
		}
		t := k.get("NumberValueSetUtilities", "numberutils")
		if t == nil {
			return s.fault(k.line, "the utilities of issue %q are neither DiscreteValueSetUtilities nor NumberValueSetUtilities", short(k.key))
		}
		var x [4]float64
		for i, key := range []string{"lowValue", "lowUtility", "highValue", "highUtility"} {
			n := t.get(key)
			if n == nil {
				return s.fault(t.line, "the utilities of issue %q have no %s", short(k.key), key)
			}
			var err error
			if x[i], err = n.number(s); err != nil {
				return err
			}
		}
		if x[2] == x[0] {
			return s.fault(t.line, "lowValue and highValue of issue %q are the same", short(k.key))
		}
		slope := (x[3] - x[1]) / (x[2] - x[0])
		low, high := x[0], x[2]
		line := byLine(x[1]-slope*x[0], slope)
		d.worth[k.key] = func(v string, n float64, numeric bool) (float64, bool) {
			if numeric && (n < low || n > high) {
				return 0, true // as GeniusWeb: values outside are worth nothing
			}
			return line(v, n, numeric)
		}
	}
	return nil
}

// negolog reads {"reservationValue":, "issueWeights": {}, "issues": {"issue": {"value": utility}}}.
func (p *pile) negolog(s source, root *node) error {
	d := newDraft(s, root.line, stem(s.name))
	if p.n.Name == "" {
		p.n.Name = "NegoLog domain"
	}
	var err error
	if n := root.get("reservationValue"); n != nil {
		if d.reservation, err = n.number(s); err != nil {
			return err
		}
	}
	if n := root.get("discountFactor"); n != nil {
		if d.discount, err = n.number(s); err != nil {
			return err
		}
	}
	if err := d.weigh(root.get("issueWeights")); err != nil {
		return err
	}
	for _, k := range root.get("issues").kids {
		d.issues = append(d.issues, k.key)
		if err := d.list(k.key, k); err != nil {
			return err
		}
	}
	p.drafts = append(p.drafts, d)
	return nil
}
