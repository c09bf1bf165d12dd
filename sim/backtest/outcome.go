package backtest

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"parley/sim"
	"parley/sim/diag"
)

// Outcome is what came of a case.
type Outcome struct {
	Family   string             // of conflicts: cases of one family are left out together when something is fitted
	Ending   sim.Ending         // the last one, of cases with several
	Month    float64            // of the ending, from the cut-off
	Source   string             // checked, checked in part, from memory ...
	Happened string             // in words
	Terms    map[string]float64 // of the deal by issue, 0 to 1, where somebody coded them
	Collapse float64            // months that the deal stood; 0 where it stands or nothing is known
	Prior    []float64          // chances of Classes that a coder gave before coding the case, above 0, adding up to 1 (in the file to within 0.005); nil where nobody asked

	familyAt diag.Place
}

// issues are those with terms, sorted.
func (o Outcome) issues() []string {
	var ids []string
	for id := range o.Terms {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

var outcomeKeys = []string{"family", "ending", "month", "source", "happened", "terms", "collapsed-after", "coder-prior"}

// notes are findings about one file of an outcome.
type notes struct {
	root     *diag.Node
	at       diag.Place // of the file's first line
	findings diag.Findings
}

// add notes an error at a node, or at the top of the file.
func (n *notes) add(at *diag.Node, code, message, hint string) {
	place := n.at
	if at != nil {
		place = at.At
	}
	f := place.Find(code, message)
	f.Hint = hint
	n.findings = append(n.findings, f)
}

func readOutcome(file string, text []byte) (Outcome, *notes) {
	n := &notes{at: diag.Place{File: file, Line: 1, Column: 1, Width: 1}}
	n.root, n.findings = diag.ReadYAML(file, text)
	o := Outcome{}
	if n.findings.HasErrors() {
		for i := range n.findings { // an empty file or a list: say what belongs there, in a place that can be shown
			if f := &n.findings[i]; f.Code == diag.MissingField || f.Code == diag.WrongType {
				f.Line, f.Column, f.Width, f.Hint = max(f.Line, 1), max(f.Column, 1), max(f.Width, 1), "an outcome has the keys "+strings.Join(outcomeKeys, ", ")
			}
		}
		return o, n
	}
	for _, k := range n.root.Keys {
		if !slices.Contains(outcomeKeys, k.Name) {
			n.add(&diag.Node{At: k.At}, diag.UnknownField, fmt.Sprintf("unknown field %q in an outcome", k.Name), hint(k.Name, outcomeKeys))
		}
	}
	o.Family = n.word("family", "the conflict it belongs to, such as  family: arms control")
	o.Source = n.word("source", "how the outcome is known: checked, checked in part, from memory")
	if n.root.Get("happened") != nil {
		o.Happened = n.word("happened", "what happened in a sentence")
	}
	if f := n.root.Get("family"); f != nil {
		o.familyAt = f.At
	}
	endings := sim.EndingNames[:]
	if ending := n.word("ending", "there are: "+strings.Join(endings, ", ")); ending != "" {
		if at := slices.Index(endings, ending); at >= 0 {
			o.Ending = sim.Ending(at)
		} else {
			n.add(n.root.Get("ending"), diag.BadWord, fmt.Sprintf("%q is not an ending", ending), hint(ending, endings))
		}
	}
	if n.root.Get("month") == nil {
		n.add(nil, diag.MissingField, "the outcome has no `month:`", "the month of the ending counted from the cut-off; of a case without talks, the horizon")
	}
	o.Month, o.Collapse = n.number(n.root.Get("month"), "month", 1200), n.number(n.root.Get("collapsed-after"), "collapsed-after", 1200)
	if t := n.root.Get("terms"); t != nil && t.Kind == diag.Map {
		o.Terms = map[string]float64{}
		for i, k := range t.Keys {
			o.Terms[k.Name] = n.number(t.Items[i], "terms."+k.Name, 1)
		}
	} else if t != nil {
		n.add(t, diag.WrongType, "terms: is a map of issues to values from 0 to 1", "as in  terms: {missiles: 0.4}")
	}
	o.Prior = n.prior(n.root.Get("coder-prior"))
	return o, n
}

// prior reads a coder's chances of the six endings into the order of Classes; nil where there are none or they are no chances.
func (n *notes) prior(v *diag.Node) []float64 {
	if v == nil {
		return nil
	}
	const shape = "as in  coder-prior: {full-deal: 0.2, limited-deal: 0.2, blocked: 0.1, no-talks: 0.2, breakdown: 0.2, escalation: 0.1}"
	if v.Kind != diag.Map {
		n.add(v, diag.WrongType, "coder-prior: is a map of the six endings to their chances", shape)
		return nil
	}
	p, sum, before := make([]float64, len(sim.EndingNames)), 0.0, len(n.findings)
	for i, k := range v.Keys {
		e := slices.Index(sim.EndingNames[:], k.Name)
		if e < 0 {
			n.add(&diag.Node{At: k.At}, diag.BadWord, fmt.Sprintf("coder-prior: %q is not an ending", k.Name), hint(k.Name, sim.EndingNames[:]))
			continue
		}
		x := n.number(v.Items[i], "coder-prior."+k.Name, 1)
		p[class(sim.Ending(e))] = x
		sum += x
	}
	if len(n.findings) > before {
		return nil
	}
	for c, x := range p {
		if x == 0 {
			n.add(v, diag.OutOfRange, fmt.Sprintf("coder-prior: %s has no chance above 0", Classes()[c]), "each of the six endings has one; what has a chance of 0 and comes about all the same costs without end")
			return nil
		}
	}
	if math.Abs(sum-1) > 0.005 {
		n.add(v, diag.OutOfRange, fmt.Sprintf("coder-prior: the chances add up to %.4g, not to 1", sum), shape)
		return nil
	}
	if math.Abs(sum-1) > 1e-9 { // written with few digits
		for c := range p {
			p[c] /= sum
		}
	}
	return p
}

// word reads a text that must be there.
func (n *notes) word(key, advice string) string {
	v := n.root.Get(key)
	if v == nil || v.Kind != diag.Scalar || strings.TrimSpace(v.Text) == "" {
		n.add(v, diag.MissingField, fmt.Sprintf("the outcome has no `%s:` in words", key), advice)
		return ""
	}
	return strings.TrimSpace(v.Text)
}

// number reads a number from 0 to hi; 0 where there is none.
func (n *notes) number(v *diag.Node, what string, hi float64) float64 {
	if v == nil {
		return 0
	}
	x, err := strconv.ParseFloat(v.Text, 64)
	if v.Kind != diag.Scalar || err != nil || !(x >= 0 && x <= hi) {
		n.add(v, diag.WrongType, fmt.Sprintf("%s: %q is not a number from 0 to %g", what, v.Text, hi), "")
		return 0
	}
	return x
}
