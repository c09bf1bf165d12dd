package story

import (
	"fmt"
	"math"
	"strings"

	"parley/sim"
	"parley/sim/results"
)

// anchor is a labelled value of an issue, the two ends included.
type anchor struct {
	at    float64
	label string
}

func anchors(is results.Issue) []anchor {
	var all []anchor
	if is.At0 != "" {
		all = append(all, anchor{0, is.At0})
	}
	for _, l := range is.Levels {
		if l.At > 0 && l.At < 1 {
			all = append(all, anchor{l.At, l.Label})
		}
	}
	if is.At1 != "" {
		all = append(all, anchor{1, is.At1})
	}
	return all
}

// near is how close to an anchor, as a share of the stretch between two, still reads as the anchor itself.
const near = 0.04

// Reading says a value of an issue in the issue's own unit: the label of an anchor, or the way between two.
// An issue without anchors is read on its scale of 0 to 1.
func Reading(is results.Issue, x float64) string {
	all := anchors(is)
	for i := 0; i+1 < len(all); i++ {
		a, b := all[i], all[i+1]
		if x < a.at || x > b.at {
			continue
		}
		t := (x - a.at) / (b.at - a.at)
		switch {
		case t <= near:
			return quoted(a.label)
		case t >= 1-near:
			return quoted(b.label)
		}
		return fmt.Sprintf("%.0f%% of the way from %s to %s", 100*t, quoted(a.label), quoted(b.label))
	}
	return fmt.Sprintf("%s on a scale of 0 to 1", number(x, 2))
}

func quoted(label string) string { return "“" + label + "”" }

// terms says the issues that a deal moves, and the reading of each. Those whose reading is the same as in before are left out.
func (t *teller) terms(d sim.Deal, scope sim.Scope, before map[string]string) (terms []string, now map[string]string) {
	now = map[string]string{}
	for k, is := range t.agenda {
		if !scope.Has(k) {
			continue
		}
		now[is.ID] = Reading(is, d[k])
		if before[is.ID] != now[is.ID] {
			terms = append(terms, is.Title+": "+now[is.ID])
		}
	}
	return terms, now
}

// titles lists the issues of a scope.
func (t *teller) titles(scope sim.Scope) string {
	var parts []string
	for k, is := range t.agenda {
		if scope.Has(k) {
			parts = append(parts, is.Title)
		}
	}
	return strings.Join(parts, ", ")
}

// number prints a value with a fixed number of decimals and never a negative zero.
func number(x float64, decimals int) string {
	s := fmt.Sprintf("%.*f", decimals, x)
	if strings.Trim(s, "-0.") == "" {
		s = strings.TrimPrefix(s, "-")
	}
	return s
}

// asking says an aspiration; a side that no text on the table can satisfy has none.
func asking(x float64) string {
	if math.IsInf(x, 0) || math.IsNaN(x) {
		return "more than any text here gives"
	}
	return number(x, 3)
}
