package foreign

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"parley/sim/yardstick"
)

// What values of issues are worth to a party, one by one and together.

// bundle is what some values of some issues are worth together.
type bundle struct {
	within map[string]func(value string, number float64, numeric bool) bool // issues it does not name may have any value
	worth  float64
}

// on brings a bundle onto the issues; false when it names an issue that does not exist.
func (b *bundle) on(issues []Issue) (yardstick.Bundle, bool) {
	out := yardstick.Bundle{Within: make([][]bool, len(issues)), Worth: b.worth}
	named := 0
	for k, is := range issues {
		in := b.within[is.Name]
		if in == nil {
			continue
		}
		named++
		out.Within[k] = make([]bool, len(is.Values))
		for v, value := range is.Values {
			if is.Numbers != nil {
				out.Within[k][v] = in(value, is.Numbers[v], true)
			} else {
				out.Within[k][v] = in(value, 0, false)
			}
		}
	}
	return out, named == len(b.within)
}

// worst is the least that an outcome is worth to a party.
func (q *Party) worst(issues []Issue) (float64, error) {
	sum := q.Offset
	for k, row := range q.Worth {
		lo := math.Inf(1)
		for _, x := range row {
			lo = min(lo, float64(q.Weights[k]*x))
		}
		sum += lo
	}
	if len(q.Bundles) == 0 {
		return sum, nil
	}
	d, err := (&Negotiation{Issues: issues, Parties: []Party{*q.without()}}).Domain()
	if err != nil {
		return 0, err
	}
	return slices.Min(d.U[0]), nil
}

// without is the party without a reservation value.
func (q *Party) without() *Party {
	p := *q
	p.Reservation = 0
	return &p
}

// byTable values the values that a profile lists; numbers that are written differently, 3 and 3.0, are the same value.
func byTable(table map[string]float64) func(string, float64, bool) (float64, bool) {
	byNumber := map[float64]float64{}
	for text, x := range table {
		if n, err := strconv.ParseFloat(text, 64); err == nil {
			byNumber[n] = x
		}
	}
	return func(value string, number float64, numeric bool) (float64, bool) {
		x, ok := table[value]
		if !ok && numeric {
			x, ok = byNumber[number]
		}
		return x, ok
	}
}

// find is the value that a text means, -1 for none; on a continuous issue the nearest one.
func (is *Issue) find(text string) int {
	if v := slices.Index(is.Values, text); v >= 0 || is.Numbers == nil {
		return v
	}
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(x) {
		return -1
	}
	best := 0
	for v, y := range is.Numbers {
		if math.Abs(x-y) < math.Abs(x-is.Numbers[best]) {
			best = v
		}
	}
	if is.Real && x >= is.Numbers[0] && x <= is.Numbers[len(is.Numbers)-1] || is.Numbers[best] == x {
		return best
	}
	return -1
}

// equals says that a value is this one.
func equals(text string) func(string, float64, bool) bool {
	n, err := strconv.ParseFloat(text, 64)
	return func(value string, number float64, numeric bool) bool {
		return value == text || numeric && err == nil && number == n
	}
}

// byLine values numbers along a line.
func byLine(at0, slope float64) func(string, float64, bool) (float64, bool) {
	return func(_ string, number float64, numeric bool) (float64, bool) { return at0 + slope*number, numeric }
}

// flat is the negotiation with the mean worth of every value in the place of what combinations are worth: their main effects.
func (n *Negotiation) flat(lost *[]string) *Negotiation {
	out := *n
	out.Parties = slices.Clone(n.Parties)
	for i := range out.Parties {
		p := &out.Parties[i]
		if len(p.Bundles) == 0 {
			continue
		}
		*lost = append(*lost, fmt.Sprintf("%s values combinations of issues: here each value has the mean of what it is worth over all the rest", p.Name))
		worth := make([][]float64, len(n.Issues))
		for k, row := range p.Worth {
			worth[k] = make([]float64, len(row))
			for v, x := range row {
				worth[k][v] = p.Weights[k] * x
			}
		}
		for _, b := range p.Bundles {
			mean := b.Worth
			share := make([]float64, len(n.Issues))
			for k, in := range b.Within {
				if share[k] = 1; in != nil {
					hits := 0.0
					for _, yes := range in {
						if yes {
							hits++
						}
					}
					share[k] = hits / float64(len(in))
				}
				mean *= share[k]
			}
			p.Offset += mean
			for k, in := range b.Within {
				for v := range in {
					if worth[k][v] -= mean; in[v] {
						worth[k][v] += mean / share[k]
					}
				}
			}
		}
		p.Worth, p.Weights, p.Bundles = worth, slices.Repeat([]float64{1}, len(n.Issues)), nil
	}
	return &out
}
