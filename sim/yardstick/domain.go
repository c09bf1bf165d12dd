package yardstick

import (
	"fmt"
	"math"
)

// MaxOutcomes bounds a domain: its utilities are held in memory, 8 bytes an outcome and party.
const MaxOutcomes = 20_000_000

// Issue is one negotiable quantity with finitely many values.
type Issue struct {
	Name   string
	Values []string
}

// Domain is a finite negotiation: every combination of one value per issue is an outcome, and every party values each. Outcomes
// are numbered with the last issue running fastest.
type Domain struct {
	Name        string
	Issues      []Issue
	Parties     []string
	Reservation []float64   // utility of no deal, per party
	U           [][]float64 // U[party][outcome]
}

// Additive is a party's utility as a weighted sum of the worth of each value: the linear additive utility of Genius and
// GeniusWeb, Keeney & Raiffa 1976.
type Additive struct {
	Name        string
	Reservation float64
	Weights     []float64   // per issue
	Worth       [][]float64 // per issue and value
	Offset      float64
	Bundles     []Bundle // what combinations of values are worth beside
	Cap         float64  // utilities above it count as it; 0 for none
}

// Bundle is worth that a party gives to some values of some issues together: a hyper-rectangle of Ito, Hattori & Klein 2007, or one entry
// of a table over several issues.
type Bundle struct {
	Within [][]bool // per issue the values that belong to it; nil for all
	Worth  float64
}

// Outcomes is the number of combinations of the issues' values, or an error when there are more than MaxOutcomes or an issue
// without values.
func Outcomes(issues []Issue) (int, error) {
	n := 1
	for _, is := range issues {
		if len(is.Values) == 0 {
			return 0, fmt.Errorf("issue %q has no values", is.Name)
		}
		if n > MaxOutcomes/len(is.Values) {
			return 0, fmt.Errorf("more than %d outcomes: the values of all issues cannot be combined in memory", MaxOutcomes)
		}
		n *= len(is.Values)
	}
	return n, nil
}

// NewAdditive lays out the utilities of all outcomes of additive parties. Sizes that do not fit the issues, and utilities that
// are no numbers, are errors.
func NewAdditive(name string, issues []Issue, parties []Additive) (*Domain, error) {
	n, err := Outcomes(issues)
	if err != nil {
		return nil, err
	}
	d := &Domain{Name: name, Issues: issues}
	for _, p := range parties {
		if len(p.Weights) != len(issues) || len(p.Worth) != len(issues) {
			return nil, fmt.Errorf("party %q values %d issues of %d", p.Name, len(p.Worth), len(issues))
		}
		for k, is := range issues {
			if len(p.Worth[k]) != len(is.Values) {
				return nil, fmt.Errorf("party %q values %d of the %d values of issue %q", p.Name, len(p.Worth[k]), len(is.Values), is.Name)
			}
			for v, x := range p.Worth[k] {
				if x = p.Weights[k] * x; math.IsNaN(x) || math.IsInf(x, 0) {
					return nil, fmt.Errorf("party %q: the worth of %q of issue %q is no number", p.Name, is.Values[v], is.Name)
				}
			}
		}
		for _, b := range p.Bundles {
			if math.IsNaN(b.Worth) || math.IsInf(b.Worth, 0) || !b.fits(issues) {
				return nil, fmt.Errorf("party %q: a combination of values that is worth %v does not fit the issues", p.Name, b.Worth)
			}
		}
		u := make([]float64, n)
		p.fill(u)
		for _, b := range p.Bundles {
			b.add(u, issues)
		}
		if p.Cap != 0 {
			for i, x := range u {
				u[i] = min(x, p.Cap)
			}
		}
		d.Parties = append(d.Parties, p.Name)
		d.Reservation = append(d.Reservation, p.Reservation)
		d.U = append(d.U, u)
	}
	d.Level()
	return d, nil
}

// Level rounds every party's utilities and reservation value to twelve digits of its largest utility. Weights such as 0.1 and 0.3 are rounded
// before they are added, so outcomes that are equal on paper come to differ in the last bit; levelled, they are equal, and
// neither dominance nor who is just content depends on the order in which issues were added up.
func (d *Domain) Level() {
	for p, u := range d.U {
		most := math.Abs(d.Reservation[p])
		for _, x := range u {
			most = max(most, math.Abs(x))
		}
		digits := 1e12
		for ; most > 1 && digits > 1; most /= 10 {
			digits /= 10
		}
		for i, x := range u {
			u[i] = math.RoundToEven(x*digits) / digits
		}
		d.Reservation[p] = math.RoundToEven(d.Reservation[p]*digits) / digits
	}
}

// fill lays issue after issue over what stands: the block of one combination of the issues so far is copied once a value.
func (p *Additive) fill(u []float64) {
	u[0] = p.Offset
	size := 1
	for k := len(p.Worth) - 1; k >= 0; k-- {
		w, worth := p.Weights[k], p.Worth[k]
		for v := len(worth) - 1; v >= 0; v-- {
			add := float64(w * worth[v])
			block := u[v*size : (v+1)*size]
			for i, x := range u[:size] {
				block[i] = x + add
			}
		}
		size *= len(worth)
	}
}

func (b *Bundle) fits(issues []Issue) bool {
	if len(b.Within) != len(issues) {
		return false
	}
	for k, in := range b.Within {
		if in != nil && len(in) != len(issues[k].Values) {
			return false
		}
	}
	return true
}

// add adds the worth of a bundle to every outcome in it, stretch by stretch of the issues after the last one that it restricts.
func (b *Bundle) add(u []float64, issues []Issue) {
	last := len(issues)
	for last > 0 && b.Within[last-1] == nil {
		last--
	}
	var walk func(k int, u []float64)
	walk = func(k int, u []float64) {
		if k == last {
			for i := range u {
				u[i] += b.Worth
			}
			return
		}
		n := len(issues[k].Values)
		size := len(u) / n
		for v := range n {
			if b.Within[k] == nil || b.Within[k][v] {
				walk(k+1, u[v*size:(v+1)*size])
			}
		}
	}
	walk(0, u)
}

// Size is the number of outcomes.
func (d *Domain) Size() int {
	if len(d.U) == 0 {
		return 0
	}
	return len(d.U[0])
}

// Deal is the value of each issue in an outcome, as positions in Issue.Values.
func (d *Domain) Deal(outcome int) []int {
	at := make([]int, len(d.Issues))
	for k := len(d.Issues) - 1; k >= 0; k-- {
		n := len(d.Issues[k].Values)
		at[k] = outcome % n
		outcome /= n
	}
	return at
}

// Outcome is the number of a deal; the counterpart of Deal.
func (d *Domain) Outcome(deal []int) int {
	o := 0
	for k, v := range deal {
		o = o*len(d.Issues[k].Values) + v
	}
	return o
}

// Utilities are what an outcome is worth to each party.
func (d *Domain) Utilities(outcome int) []float64 {
	u := make([]float64, len(d.U))
	for p := range d.U {
		u[p] = d.U[p][outcome]
	}
	return u
}
