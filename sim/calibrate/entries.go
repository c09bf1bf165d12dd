package calibrate

// The entries of a file of base rates: what may be moved, what is known, and in which order shares rise.

import (
	"fmt"
	"slices"
	"strconv"

	"parley/scenarios"
	"parley/sim/diag"
)

func (r *reader) parameters(s *scenarios.Scenario) []Parameter {
	known := map[string]scenarios.Quantity{}
	var paths []string
	for _, q := range s.Quantities() {
		known[q.Path] = q
		paths = append(paths, q.Path)
	}
	taken := map[string]string{}
	var out []Parameter
	r.each("parameters", true, parameterKeys, "a parameter", func(id string, n *diag.Node) {
		p := Parameter{ID: id, Title: r.word(n, "title"), Low: r.number(n, "low", 0, 1), High: r.number(n, "high", 1, 1000), Why: r.word(n, "why")}
		for _, v := range r.list(n, "scales") {
			if !r.oneOf(v, v.Text, paths, "quantity") {
				continue
			}
			if by := taken[v.Text]; by != "" {
				r.note(v, diag.BadList, fmt.Sprintf("%s is scaled by %s already", v.Text, by), "")
			}
			taken[v.Text] = id
			q := known[v.Text]
			if _, ok := scaledText(q.Quantity.Dist.String(), 1); !ok {
				r.note(v, diag.WrongKind, fmt.Sprintf("%s is %s, which has no scale", v.Text, q.Quantity.Dist), "numbers, uniform, triangular and pert ranges can be scaled")
			}
			lo, hi := q.Quantity.Dist.Support()
			for _, x := range []float64{lo * p.Low, lo * p.High, hi * p.Low, hi * p.High} {
				if x < q.Knob.Min || x > q.Knob.Max {
					r.note(v, diag.OutOfRange, fmt.Sprintf("%s: %g at a bound of the factor is outside %g to %g", v.Text, x, q.Knob.Min, q.Knob.Max), "narrow `low:` or `high:`")
					break
				}
			}
			p.Scales = append(p.Scales, v.Text)
		}
		out = append(out, p)
	})
	if len(out) > MaxParameters {
		r.note(r.root.Get("parameters"), diag.BadList, fmt.Sprintf("%d parameters, at most %d", len(out), MaxParameters), "a handful for all cases, or the fit says nothing")
	}
	return out
}

func (r *reader) targets(s *scenarios.Scenario) []Target {
	var options []string
	for _, o := range s.Options {
		options = append(options, o.ID)
	}
	spec, err := s.Spec("baseline")
	if err != nil {
		panic("calibrate: " + err.Error()) // it was checked
	}
	var out []Target
	r.each("targets", true, targetKeys, "a target", func(id string, n *diag.Node) {
		t := Target{ID: id, Title: r.word(n, "title"), Value: r.number(n, "value", 0, 1), Low: r.number(n, "low", -0.001, 1), High: r.number(n, "high", 0, 1.001),
			N: int(r.number(n, "n", 0, 1e6)), From: r.word(n, "from")}
		if !(t.Low < t.Value && t.Value < t.High) {
			r.note(n.Get("value"), diag.Impossible, fmt.Sprintf("the value %g is not inside its interval %g to %g", t.Value, t.Low, t.High), "low < value < high")
		}
		if t.From != "" && !s.Library().Has(t.From) {
			r.oneOf(n.Get("from"), t.From, s.Library().IDs(), "evidence")
		}
		t.Measure = r.measure(n, spec.AllIssues)
		t.Among = r.among(n, options)
		out = append(out, t)
	})
	return out
}

// among reads options that are pooled: a list with equal weights, or a map of option to weight.
func (r *reader) among(n *diag.Node, options []string) []Part {
	v := n.Get("among")
	var out []Part
	if v == nil || v.Kind != diag.Map {
		for _, o := range r.list(n, "among") {
			if r.oneOf(o, o.Text, options, "option") {
				out = append(out, Part{o.Text, 1})
			}
		}
		return out
	}
	for i, k := range v.Keys {
		w, err := strconv.ParseFloat(v.Items[i].Text, 64)
		if err != nil || !(w > 0 && w < 1e9) {
			r.note(v.Items[i], diag.WrongType, fmt.Sprintf("%q is not a weight above 0", v.Items[i].Text), "")
		}
		if r.oneOf(&diag.Node{At: k.At}, k.Name, options, "option") {
			out = append(out, Part{k.Name, w})
		}
	}
	return out
}

func (r *reader) measure(n *diag.Node, issues []string) Measure {
	m := Measure{Name: r.word(n, "measure")}
	if m.Name != "" {
		r.oneOf(n.Get("measure"), m.Name, measures(), "measure")
	}
	both := []string{"issue", "than"}
	if m.Name != gaveWay {
		for _, key := range both {
			if v := n.Get(key); v != nil {
				r.note(v, diag.UnknownField, fmt.Sprintf("`%s:` belongs to the measure %s alone", key, gaveWay), "")
			}
		}
		return m
	}
	m.Issue, m.Than = r.word(n, "issue"), r.word(n, "than")
	for _, key := range both {
		if v := n.Get(key); v != nil && v.Kind == diag.Scalar {
			r.oneOf(v, v.Text, issues, "issue")
		}
	}
	return m
}

func (r *reader) orders(targets []Target) []Order {
	var ids []string
	for _, t := range targets {
		ids = append(ids, t.ID)
	}
	var out []Order
	r.each("orders", false, orderKeys, "an order", func(id string, n *diag.Node) {
		o := Order{ID: id, Title: r.word(n, "title"), From: r.word(n, "from")}
		for _, v := range r.list(n, "targets") {
			if r.oneOf(v, v.Text, ids, "target") && !slices.Contains(o.Targets, v.Text) {
				o.Targets = append(o.Targets, v.Text)
			}
		}
		if len(o.Targets) < 2 {
			r.note(n.Get("targets"), diag.BadList, "an order needs two targets at least", "")
		}
		out = append(out, o)
	})
	return out
}
