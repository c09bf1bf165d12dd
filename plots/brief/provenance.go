package brief

// What the numbers of a scenario rest on: which are sourced, which are assumed, and how much of the answer
// hangs on either.

import (
	"math"
	"sort"
	"strings"

	"parley/sim/results"
)

// provenance adds up the evidence of a scenario's quantities.
type provenance struct {
	All     int // quantities
	Assumed int // without any citation of a statement or study
	Partly  int // with one, and an assumption beside it: the direction is sourced, the size assumed
	Double  int // resting on at least two independent statements and no assumption
	Sources []string
	// Weighted shares, each quantity counting by its measured impact on the chance of any deal. They are NaN
	// when nothing was measured or nothing moved the answer by more than noise.
	AssumedByImpact float64 // of what is assumed, wholly or in size
	DoubleByImpact  float64
}

// grounding is what a quantity rests on.
type grounding int

const (
	assumed grounding = iota // on assumption alone
	partly                   // its direction on a statement or study, its size on assumption
	sourced                  // on statements or studies alone
)

func (g grounding) String() string {
	return [...]string{"assumed", "direction sourced, size assumed", "sourced"}[g]
}

// groundOf sorts a quantity by its citations.
func groundOf(from []results.Citation) grounding {
	cites, assumes := false, false
	for _, c := range from {
		cites = cites || !c.Assumption
		assumes = assumes || c.Assumption
	}
	switch {
	case !cites:
		return assumed
	case assumes:
		return partly
	}
	return sourced
}

// readProvenance adds up the quantities; impact gives the measured effect of a path in points, 0 for none.
func readProvenance(quantities []results.Quantity, impact map[string]float64) provenance {
	p := provenance{All: len(quantities)}
	var total, open, double float64
	sources := map[string]bool{}
	for _, q := range quantities {
		w := impact[q.Path]
		total += w
		switch groundOf(q.From) {
		case assumed:
			p.Assumed++
			open += w
		case partly:
			p.Partly++
			open += w
		case sourced:
			if independent(q.From) >= 2 {
				p.Double++
				double += w
			}
		}
		for _, c := range q.From {
			if !c.Assumption {
				sources[sourceOf(c.ID)] = true
			}
		}
	}
	for s := range sources {
		p.Sources = append(p.Sources, s)
	}
	sort.Strings(p.Sources)
	p.AssumedByImpact, p.DoubleByImpact = math.NaN(), math.NaN()
	if total > 0 {
		p.AssumedByImpact, p.DoubleByImpact = open/total, double/total
	}
	return p
}

// AssumedShare is the share of quantities with no citation, 0 for a scenario without quantities.
func (p provenance) AssumedShare() float64 { return ratio(p.Assumed, p.All) }

// DoubleShare is the share of quantities with two independent statements behind them: weighted by impact where
// impact was measured, else by count.
func (p provenance) DoubleShare() float64 {
	if !math.IsNaN(p.DoubleByImpact) {
		return p.DoubleByImpact
	}
	return ratio(p.Double, p.All)
}

func ratio(k, n int) float64 {
	if n == 0 {
		return 0
	}
	return float64(k) / float64(n)
}

// independent counts the independent statements among citations. Two statements of one speaker in one source
// count once; so do two passages of one study. An assumption is no statement.
func independent(from []results.Citation) int {
	seen := map[string]bool{}
	for _, c := range from {
		if c.Assumption {
			continue
		}
		seen[sourceOf(c.ID)+"\x00"+strings.ToLower(c.Speaker)] = true
	}
	return len(seen)
}

// sourceOf is the source of a citation's id: "article" of "article/p9#precondition". Published studies stand
// under one heading but are sources of their own: "literature/ucdp-durability" is its own source.
func sourceOf(id string) string {
	source, rest, found := strings.Cut(id, "/")
	if !found || strings.Contains(rest, "#") {
		return source
	}
	return id
}
