// Package solve puts the yardsticks of a negotiation together, for a finite domain or for a scenario of ours, and says them in
// words, as JSON and as a chart.
package solve

import (
	"fmt"
	"strings"

	"parley/sim/foreign"
	"parley/sim/yardstick"
)

// Report is what `simulate solve` says.
type Report struct {
	Schema     int               `json:"schema"`
	Name       string            `json:"name"`
	Format     string            `json:"format"`
	Parties    []string          `json:"parties"`
	Issues     []Issue           `json:"issues"`
	Outcomes   *int              `json:"outcomes"` // null when deals are continuous
	Zone       Zone              `json:"zone"`
	Pareto     Pareto            `json:"pareto"`
	Points     map[string]*Point `json:"points"` // null where there is no such point
	Opposition *Opposition       `json:"opposition,omitempty"`
	Condorcet  *Condorcet        `json:"condorcet,omitempty"`
	Power      *Power            `json:"power,omitempty"`
	Veto       *Veto             `json:"veto,omitempty"`
	Notes      []string          `json:"notes"`

	cloud [2][]float64 // utilities of outcomes for the chart, of the first two parties
	line  yardstick.Polyline
}

// Issue is one issue and how many values it has, 0 for a continuous one.
type Issue struct {
	Name   string `json:"name"`
	Values int    `json:"values"`
}

// Zone is the zone of possible agreement: what gives every party at least its reservation value.
type Zone struct {
	Reservation []float64 `json:"reservation"`
	Outcomes    *int      `json:"outcomes,omitempty"`
	Empty       bool      `json:"empty"`
}

// Pareto is the frontier.
type Pareto struct {
	Size     int     `json:"size"`     // efficient outcomes; for continuous deals the corners of the curve
	Distinct int     `json:"distinct"` // how many of them differ in what they give
	Frontier []Point `json:"frontier"` // one outcome for each of those
}

// Point is a deal and what it is worth to each party, in the order of Parties.
type Point struct {
	Deal      map[string]any `json:"deal"`
	Utilities []float64      `json:"utilities"`
	Lottery   []Chance       `json:"lottery,omitempty"`
	Rational  bool           `json:"rational"` // nobody is below its reservation value
}

// Chance is one outcome of a lottery.
type Chance struct {
	Deal   map[string]any `json:"deal"`
	Chance float64        `json:"chance"`
}

// Opposition is how far interests are apart: distances from everyone's best.
type Opposition struct {
	Kalai   float64 `json:"kalai"`
	Nearest float64 `json:"nearest"`
}

// Condorcet is the outcome that beats every other in pairwise votes, or its absence.
type Condorcet struct {
	Weights []float64 `json:"weights"`
	Winner  *Point    `json:"winner"`
}

// Power holds the power indices of the parties when they vote with weights.
type Power struct {
	Weights  []float64 `json:"weights"`
	Quota    float64   `json:"quota"`    // what a coalition needs
	Majority bool      `json:"majority"` // it needs more than Quota, half of all weight

	ShapleyShubik []float64 `json:"shapley_shubik"`
	Banzhaf       []float64 `json:"banzhaf"`
}

// Veto is what veto players leave of a status quo when distances from ideal points are all that counts.
type Veto struct {
	Players  []string `json:"players"`
	InCore   bool     `json:"status_quo_in_core"` // nothing suits all of them better
	Absorbed []string `json:"absorbed"`           // players whose ideal lies in the core of the others: without them nothing changes
}

// Names are the points in the order in which they are said, with what each is.
var Names = [][2]string{
	{"nash", "Nash"}, {"nash-asymmetric", "Nash, weighted"}, {"nash-lottery", "Nash over lotteries"}, {"kalai-smorodinsky", "Kalai-Smorodinsky"},
	{"egalitarian", "Egalitarian"}, {"utilitarian", "Utilitarian"},
}

// Wishes are what the caller may set.
type Wishes struct {
	Reservation []float64 // nil: as the files say
	Weights     []float64 // of the asymmetric Nash product, and of votes where files name no capabilities; nil for none
	Quota       float64   // weight that a coalition needs, 0 for more than half
}

// Domain solves a finite domain completely.
func Domain(n *foreign.Negotiation, w Wishes) (*Report, error) {
	d, err := n.Domain()
	if err != nil {
		return nil, err
	}
	if len(d.U) == 0 {
		return nil, fmt.Errorf("%s has no parties", n.Name)
	}
	if w.Reservation != nil {
		if len(w.Reservation) != len(d.U) {
			return nil, fmt.Errorf("%d reservation values for %d parties", len(w.Reservation), len(d.U))
		}
		d.Reservation = w.Reservation
	}
	if w.Weights != nil && len(w.Weights) != len(d.U) {
		return nil, fmt.Errorf("%d weights for %d parties", len(w.Weights), len(d.U))
	}
	var s yardstick.Solver
	frontier := append([]int(nil), s.Frontier(d.U)...)
	size, zone := d.Size(), yardstick.Zone(d.U, d.Reservation)
	r := &Report{Schema: 1, Name: n.Name, Format: n.Format, Parties: d.Parties, Outcomes: &size, Notes: append([]string{}, n.Lost...)}
	r.Zone = Zone{Reservation: d.Reservation, Outcomes: &zone, Empty: zone == 0}
	for _, is := range d.Issues {
		r.Issues = append(r.Issues, Issue{is.Name, len(is.Values)})
	}
	r.Pareto.Size, r.Pareto.Distinct = s.Efficient(d.U, frontier), len(frontier)
	r.Pareto.Frontier = make([]Point, 0, len(frontier))
	for _, o := range frontier {
		r.Pareto.Frontier = append(r.Pareto.Frontier, *point(d, o))
	}
	p := s.Points(d.U, frontier, d.Reservation, nil)
	r.Points = map[string]*Point{"nash": point(d, p.Nash), "kalai-smorodinsky": point(d, p.KalaiSmorodinsky), "egalitarian": point(d, p.Egalitarian), "utilitarian": point(d, p.Utilitarian)}
	if w.Weights != nil {
		r.Points["nash-asymmetric"] = point(d, s.Points(d.U, frontier, d.Reservation, w.Weights).Nash)
	}
	if len(n.Actors) == 0 {
		r.Points["nash-lottery"] = lottery(d, frontier, w.Weights)
	}
	o := s.Opposition(d.U, frontier)
	r.Opposition = &Opposition{o.Kalai, o.Nearest}
	if len(d.U) > 2 || w.Quota > 0 {
		r.votes(n, d, w)
	}
	r.warn()
	if len(d.U) >= 2 {
		r.cloud = [2][]float64{d.U[0], d.U[1]}
	}
	return r, nil
}

// warn says when a point leaves a party worse off than no deal.
func (r *Report) warn() {
	if z := r.Points["utilitarian"]; z != nil && !z.Rational && !r.Zone.Empty {
		r.Notes = append(r.Notes, "The utilitarian point leaves a party below its reservation value: by definition it does not know them.")
	}
}

// votes finds the Condorcet winner, and for actors with capabilities, or when a quota is asked for, their power.
func (r *Report) votes(n *foreign.Negotiation, d *yardstick.Domain, w Wishes) {
	weights := make([]float64, len(d.U))
	total := 0.0
	for i := range weights {
		switch {
		case len(n.Actors) > 0:
			weights[i] = n.Actors[i].Capability
		case w.Weights != nil:
			weights[i] = w.Weights[i]
		default:
			weights[i] = 1
		}
		total += weights[i]
	}
	if len(d.U) > 2 {
		r.Condorcet = &Condorcet{Weights: weights, Winner: point(d, yardstick.Condorcet(d.U, weights))}
	}
	if len(n.Actors) == 0 && w.Quota == 0 || !(total > 0) {
		return
	}
	quota := w.Quota
	if quota == 0 {
		quota = total / 2 * (1 + 1e-12) // more than half
	}
	p, err := yardstick.PowerOf(weights, quota)
	if err != nil {
		r.Notes = append(r.Notes, "Power indices are left out: "+err.Error()+".")
		return
	}
	r.Power = &Power{Weights: weights, Quota: quota, ShapleyShubik: p.ShapleyShubik, Banzhaf: p.Banzhaf}
	if w.Quota == 0 {
		r.Power.Quota, r.Power.Majority = total/2, true
	}
	if quota > total {
		r.Notes = append(r.Notes, fmt.Sprintf("The quota of %g is above the weight of all, %g: no coalition wins.", quota, total))
	}
}

func deal(d *yardstick.Domain, o int) map[string]any {
	out := map[string]any{}
	for k, v := range d.Deal(o) {
		out[d.Issues[k].Name] = d.Issues[k].Values[v]
	}
	return out
}

func point(d *yardstick.Domain, o int) *Point {
	if o == yardstick.None {
		return nil
	}
	return &Point{Deal: deal(d, o), Utilities: d.Utilities(o), Rational: yardstick.Rational(d.U, o, d.Reservation)}
}

// lottery is the Nash point over lotteries: on the hull for two parties, by ascent for more.
func lottery(d *yardstick.Domain, frontier []int, weights []float64) *Point {
	if len(d.U) != 2 {
		l, ok := yardstick.NashLottery(d.U, frontier, d.Reservation, weights)
		if !ok {
			return nil
		}
		p := &Point{Utilities: l.Utilities, Rational: true}
		for i, o := range l.Outcomes {
			p.Lottery = append(p.Lottery, Chance{deal(d, o), l.Chances[i]})
		}
		return p
	}
	w := 0.5
	if weights != nil {
		w = weights[0] / (weights[0] + weights[1])
	}
	line, corners := yardstick.Hull(d.U, frontier)
	at := line.Nash(d.Reservation[0], d.Reservation[1], w)
	if !at.OK {
		return nil
	}
	p := &Point{Utilities: []float64{at.X, at.Y}, Rational: true, Lottery: []Chance{{deal(d, corners[at.I]), 1 - at.T}}}
	if at.T > 0 {
		p.Lottery = append(p.Lottery, Chance{deal(d, corners[at.I+1]), at.T})
	}
	return p
}

// Terms puts a deal into one line, issues in the order of the file.
func (r *Report) Terms(deal map[string]any) string {
	var parts []string
	for _, is := range r.Issues {
		switch v := deal[is.Name].(type) {
		case float64:
			parts = append(parts, fmt.Sprintf("%s %.3f", is.Name, v))
		case nil:
		default:
			parts = append(parts, fmt.Sprintf("%s %v", is.Name, v))
		}
	}
	return strings.Join(parts, ", ")
}
