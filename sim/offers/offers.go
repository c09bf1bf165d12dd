// Package offers plays stacked alternating offers over a finite domain for two and more parties, each with a tactic: what agents of
// Genius, NegMAS and NegoLog do, here without a clock and with the same answer every time.
//
// Sources: Faratin, Sierra & Jennings 1998 (tactics); Aydoğan, Festen, Hindriks & Jonker 2017 (stacked alternating offers).
package offers

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"parley/sim/portable"
	"parley/sim/tactic"
	"parley/sim/yardstick"
)

// Tactic is how a party lowers what it asks for. Own is the weight of the time-dependent part, the rest answers the other side.
type Tactic struct {
	Exponential bool
	K, Beta     float64 // as in package tactic
	Own         float64 // 1: by time alone, 0: by answers alone
	Answer      string  // relative, absolute or averaged
	Window      int     // of averaged, in offers
}

// named are the tactics with a name of their own: boulware concedes late, conceder early.
var named = map[string]float64{"boulware": 0.2, "linear": 1, "conceder": 5}

// Parse reads a tactic: boulware, linear, conceder, polynomial:BETA, exponential:BETA, relative, absolute, averaged:OFFERS, or a
// mixture with the weight of its first part, 0.7*boulware+relative.
func Parse(text string) (Tactic, error) {
	weight, rest, mixed := strings.Cut(text, "*")
	if !mixed {
		t := Tactic{Own: 1, Beta: 1, Window: 2}
		return t, t.one(text)
	}
	w, err := strconv.ParseFloat(weight, 64)
	first, second, two := strings.Cut(rest, "+")
	if err != nil || !(w >= 0 && w <= 1) || !two {
		return Tactic{}, fmt.Errorf("tactic %q: a mixture is written as 0.7*boulware+relative", text)
	}
	t := Tactic{Own: 1, Beta: 1, Window: 2}
	if err := t.one(first); err != nil {
		return t, err
	}
	if t.Own == 0 {
		return t, fmt.Errorf("tactic %q: the first part of a mixture goes by time", text)
	}
	if err := t.one(second); err != nil {
		return t, err
	}
	if t.Own != 0 {
		return t, fmt.Errorf("tactic %q: the second part of a mixture answers the other side", text)
	}
	t.Own = w
	return t, nil
}

func (t *Tactic) one(text string) error {
	name, arg, has := strings.Cut(text, ":")
	x := 0.0
	if has {
		var err error
		if x, err = strconv.ParseFloat(arg, 64); err != nil || !(x > 0) || x > 1e6 {
			return fmt.Errorf("tactic %q: %q is no number above 0", text, arg)
		}
	}
	beta, known := named[name]
	switch {
	case known && !has:
		t.Beta = beta
	case (name == "polynomial" || name == "exponential") && has:
		t.Beta, t.Exponential = x, name == "exponential"
		if t.Exponential {
			t.K = 0.01 // an exponential curve cannot start at 0
		}
	case (name == "relative" || name == "absolute") && !has:
		t.Answer, t.Own = name, 0
	case name == "averaged":
		t.Answer, t.Own = name, 0
		if has {
			t.Window = max(1, int(x))
		}
	default:
		return fmt.Errorf("no tactic %q; there are: boulware, linear, conceder, polynomial:BETA, exponential:BETA, relative, absolute, averaged:OFFERS, and mixtures such as 0.7*boulware+relative", text)
	}
	return nil
}

// Result is how a negotiation ends.
type Result struct {
	Outcome int // yardstick.None without agreement
	Round   int // in which it was agreed, from 1; the last one without agreement
	Offers  int
}

// Offer is one move, for someone who looks on.
type Offer struct {
	Round, Party, Outcome int
	Accepts               bool // accepts the standing offer instead of making one
	Asks                  float64
}

// Table is a domain ready to be negotiated. It keeps its memory from one play to the next and belongs to one goroutine.
type Table struct {
	d      *yardstick.Domain
	order  [][]int32   // per party: outcomes by rising own utility
	sorted [][]float64 // the utilities in that order
	top    []float64
	logs   []float64 // ln(n/T)
	theirs [][]float64
	own    []float64 // last demand of each party, as a share of its room
}

// New prepares a domain.
func New(d *yardstick.Domain) *Table {
	t := &Table{d: d, own: make([]float64, len(d.U)), theirs: make([][]float64, len(d.U))}
	for _, u := range d.U {
		order := make([]int32, len(u))
		for i := range order {
			order[i] = int32(i)
		}
		slices.SortFunc(order, func(a, b int32) int {
			return cmp.Or(cmp.Compare(u[a], u[b]), cmp.Compare(a, b))
		})
		sorted := make([]float64, len(u))
		for i, o := range order {
			sorted[i] = u[o]
		}
		t.order, t.sorted, t.top = append(t.order, order), append(t.sorted, sorted), append(t.top, sorted[len(sorted)-1])
	}
	return t
}

// Play plays up to so many rounds; in each every party acts once, in the order of the domain. A party accepts the standing offer when
// it gives at least what it asks now, and never below its reservation value; else it offers the outcome that gives it the least at or
// above that. A party to which no outcome is worth its reservation value says nothing. All must accept an offer. see, when given, is told every move. Errors: a tactic for each party is needed, and a round.
func (t *Table) Play(tactics []Tactic, rounds int, see func(Offer)) (Result, error) {
	n := len(t.d.U)
	if n < 2 || len(tactics) != n || rounds < 1 || rounds > 1_000_000 {
		return Result{}, fmt.Errorf("%d tactics for %d parties over %d rounds: one tactic a party, two parties and one round at least", len(tactics), n, rounds)
	}
	if len(t.logs) != rounds {
		t.logs = make([]float64, rounds)
		for i := range t.logs {
			t.logs[i] = portable.Log(float64(i) / float64(max(1, rounds-1)))
		}
		if rounds == 1 {
			t.logs[0] = 0 // the only round is the last one
		}
	}
	for p := range t.theirs {
		t.theirs[p] = t.theirs[p][:0]
		t.own[p] = 1
	}
	standing, accepted := yardstick.None, 0
	r := Result{Outcome: yardstick.None}
	for r.Round = 1; r.Round <= rounds; r.Round++ {
		for p := range n {
			r.Offers++
			reserve := t.d.Reservation[p]
			room := t.top[p] - reserve
			if room < 0 { // nothing is worth its while: it neither accepts nor offers
				standing, accepted = yardstick.None, 0
				continue
			}
			share := t.demand(p, &tactics[p], r.Round-1)
			t.own[p] = share
			asks := reserve + float64(share*room)
			if standing != yardstick.None && t.d.U[p][standing] >= min(asks, t.top[p])-1e-12 {
				if see != nil {
					see(Offer{r.Round, p, standing, true, asks})
				}
				if accepted++; accepted == n-1 {
					r.Outcome = standing
					return r, nil
				}
				continue
			}
			at, _ := slices.BinarySearch(t.sorted[p], asks-1e-12)
			if at == len(t.sorted[p]) {
				at--
			}
			standing, accepted = int(t.order[p][at]), 0
			if see != nil {
				see(Offer{r.Round, p, standing, false, asks})
			}
			for q := range n { // what it looks like to the others: how much of their room is still asked of them
				if room := t.top[q] - t.d.Reservation[q]; q != p && room > 0 {
					t.theirs[q] = append(t.theirs[q], max(0, min(1, (t.top[q]-t.d.U[q][standing])/room)))
				}
			}
		}
	}
	r.Round = rounds
	return r, nil
}

// demand is the share of its room that a party asks for at the n-th round, from 0.
func (t *Table) demand(p int, tc *Tactic, n int) float64 {
	conceded := 0.0
	if tc.Own > 0 {
		if tc.Exponential {
			conceded = tactic.Exponential(tc.K, tc.Beta, float64(n)/float64(max(1, len(t.logs)-1)))
		} else if ln := t.logs[n]; n > 0 || len(t.logs) == 1 {
			conceded = tc.K + float64((1-tc.K)*portable.Exp(ln/tc.Beta)) // t^(1/beta) from the logarithm of t
		} else {
			conceded = tc.K
		}
	}
	share := 1 - conceded
	if tc.Own < 1 {
		var answer float64
		switch seen := t.theirs[p]; tc.Answer {
		case "absolute":
			answer = tactic.Absolute(t.own[p], seen, 0)
		case "averaged":
			answer = tactic.Averaged(t.own[p], seen, tc.Window)
		default:
			answer = tactic.Relative(t.own[p], seen)
		}
		share = tactic.Mixture(tc.Own, share, answer)
	}
	return share
}
