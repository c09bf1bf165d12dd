package backtest

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"parley/sim/challenge"
	"parley/sim/spatial"
)

// Settlement is what a rule says about a decision: values with weights; a rule that names one value has one.
type Settlement struct{ Values, Weights []float64 }

func point(x float64) Settlement { return Settlement{[]float64{x}, []float64{1}} }

// At is the mean of the values.
func (s Settlement) At() float64 {
	sum, total := 0.0, 0.0
	for i, x := range s.Values {
		sum += float64(s.Weights[i] * x)
		total += s.Weights[i]
	}
	return sum / total
}

// Rule settles a decision from what the actors want.
type Rule struct {
	Name   string
	Doc    string
	Settle func(d Decision) (Settlement, error)
	From   bool // needs the table's reference: issues without are not settled
}

// rounds of the challenge model and turns of the spatial one.
const rounds = 10

// Rules are the settlement rules for tables of actors, the weighted mean, which all others are compared with, first.
func Rules() []Rule {
	simple := func(of func(d Decision) Settlement) func(Decision) (Settlement, error) {
		return func(d Decision) (Settlement, error) { return of(d), nil }
	}
	alike := func(d Decision) Settlement {
		s := lottery(d)
		for i := range s.Weights {
			s.Weights[i] = 1
		}
		return s
	}
	list := []Rule{
		{"weighted mean", "Mean of positions by capability times salience: the compromise model (Achen 2006).", simple(func(d Decision) Settlement { return point(lottery(d).At()) }), false},
		{"mean", "Mean of positions, everybody alike.", simple(func(d Decision) Settlement { return point(alike(d).At()) }), false},
		{"median", "Median of positions, everybody alike.", simple(func(d Decision) Settlement { return point(middle(alike(d))) }), false},
		{"weighted median", "Median by capability times salience (Black 1958).", simple(func(d Decision) Settlement { return point(middle(lottery(d))) }), false},
		{"lottery of positions", "One of the positions, by capability times salience: says how unsure it is.", simple(lottery), false},
		{"Nash", "Largest product of gains to the power of capability times salience; no decision is as bad to each as an outcome the whole scale away (Nash 1950; Kalai 1977).", simple(nashWithout), false},
		{"Kalai-Smorodinsky", "Equal shares of what each could gain at best, by the same disagreement: midway between the extremes (Kalai & Smorodinsky 1975).", simple(kalaiWithout), false},
		{"Nash, reference", "As Nash, the table's reference being what holds without a decision; it stands where no outcome is better for all.", simple(nashFrom), true},
		{"Kalai-Smorodinsky, reference", "As Kalai-Smorodinsky, from the table's reference.", simple(kalaiFrom), true},
		{"spatial model", fmt.Sprintf("Election among the positions after %d turns of the spatial model at most.", rounds), spatially, false},
	}
	for _, preset := range []string{"as-printed", "table-matching"} {
		list = append(list, Rule{"challenge, " + preset, fmt.Sprintf("Weighted median after %d rounds of the challenge model (Scholz, Calbert & Smith 2011).", rounds),
			func(d Decision) (Settlement, error) { return challenged(d, preset) }, false})
	}
	return list
}

func lottery(d Decision) Settlement {
	var s Settlement
	for _, a := range d.Actors {
		s.Values, s.Weights = append(s.Values, a.Position), append(s.Weights, float64(a.Capability*a.Salience))
	}
	return s
}

// middle is the weighted median; where a half of the weight lies exactly on each side, midway.
func middle(s Settlement) float64 {
	order, total := make([]int, len(s.Values)), 0.0
	for i := range order {
		order[i] = i
		total += s.Weights[i]
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(s.Values[a], s.Values[b]) })
	below := 0.0
	for n, i := range order {
		below += s.Weights[i]
		if math.Abs(below-total/2) < 1e-12*total && n+1 < len(order) {
			return (s.Values[i] + s.Values[order[n+1]]) / 2
		}
		if below > total/2 {
			return s.Values[i]
		}
	}
	return s.Values[order[len(order)-1]]
}

// agreed says whether all stand at one position: there is nothing to play.
func agreed(d Decision) bool {
	return !slices.ContainsFunc(d.Actors, func(s Stand) bool { return s.Position != d.Actors[0].Position })
}

func spatially(d Decision) (Settlement, error) {
	if agreed(d) {
		return point(d.Actors[0].Position), nil
	}
	o := spatial.Defaults()
	o.Turns = rounds
	var actors []spatial.Actor
	for _, a := range d.Actors {
		if a.Salience > 0 { // who does not care does not vote
			actors = append(actors, spatial.Actor{Name: a.Actor, Capability: a.Capability, Position: []float64{a.Position}, Salience: []float64{a.Salience}})
		}
	}
	turns, _, err := spatial.Run(actors, o, nil)
	if err != nil {
		return Settlement{}, err
	}
	last := turns[len(turns)-1]
	var s Settlement
	for i, x := range last.Positions {
		s.Values, s.Weights = append(s.Values, x[0]), append(s.Weights, last.Chances[i])
	}
	return s, nil
}

func challenged(d Decision, preset string) (Settlement, error) {
	if agreed(d) {
		return point(d.Actors[0].Position), nil
	}
	o, err := challenge.Preset(preset)
	if err != nil {
		return Settlement{}, err
	}
	var actors []challenge.Actor
	for _, a := range d.Actors {
		if a.Salience > 0 {
			actors = append(actors, challenge.Actor{Name: a.Actor, Capability: a.Capability, Position: a.Position, Salience: a.Salience / 100})
		}
	}
	var m challenge.Model
	var at float64
	if err := m.Play(actors, o, rounds, func(_ int, r challenge.Round, _ []float64) { at = r.Median }); err != nil {
		return Settlement{}, err
	}
	return point(at), nil
}

// RuleScore is how a rule fares on a table, in the unit of the positions, 0 to 100.
type RuleScore struct {
	Rule       string   `json:"rule"`
	Doc        string   `json:"doc"`
	Issues     int      `json:"issues"` // settled; a rule that needs a reference settles those that have one
	MAE        Estimate `json:"mae"`    // of the settlement's mean
	RMSE       float64  `json:"rmse"`
	Hits       int      `json:"hits"` // within Hit of the outcome
	CRPS       Estimate `json:"crps"`
	Difference Estimate `json:"crps_minus_weighted_mean"` // paired over the issues that the rule settles
	VsMean     Estimate `json:"crps_minus_mean"`
	VsMedian   Estimate `json:"crps_minus_median"`
	Better     bool     `json:"better_than_weighted_mean"` // the whole interval lies below 0
}

// TableReport is how the rules fare.
type TableReport struct {
	Schema int         `json:"schema"`
	Seed   uint64      `json:"seed"`
	Issues int         `json:"issues"`
	Left   []LeftOut   `json:"left_out"` // issues that could not be scored
	Hit    float64     `json:"hit"`      // what counts as one
	Rules  []RuleScore `json:"rules"`
}

// ScoreTable settles every decision by every rule and scores the rules. A rule that needs a reference is compared on the issues that have one,
// and is left out where none has.
func ScoreTable(t *Table, hit float64, seed uint64) (*TableReport, error) {
	ds := t.Decisions
	r := &TableReport{Schema: 1, Seed: seed, Issues: len(ds), Left: slices.Concat([]LeftOut{}, t.LeftOut), Hit: hit}
	crps := map[string]map[int]float64{} // of a rule, by the decision's place
	for _, rule := range Rules() {
		x := RuleScore{Rule: rule.Name, Doc: rule.Doc}
		var off, squares []float64
		settled := map[int]float64{}
		for i, d := range ds {
			if rule.From && !d.Referenced {
				continue
			}
			s, err := rule.Settle(d)
			if err != nil {
				return nil, fmt.Errorf("issue %s, %s: %w", d.Issue, rule.Name, err)
			}
			e := s.At() - d.Outcome
			off, squares = append(off, math.Abs(e)), append(squares, float64(e*e))
			if math.Abs(e) <= hit {
				x.Hits++
			}
			settled[i] = CRPS(s.Values, s.Weights, d.Outcome)
		}
		if len(settled) == 0 {
			continue
		}
		crps[rule.Name] = settled
		x.Issues, x.MAE, x.RMSE = len(settled), Bootstrap(off, seed), math.Sqrt(mean(squares))
		r.Rules = append(r.Rules, x)
	}
	for i := range r.Rules {
		x := &r.Rules[i]
		on := func(rule string) (some []float64) { // on the issues that x settles, in their order
			for k := range ds {
				if _, ok := crps[x.Rule][k]; ok {
					some = append(some, crps[rule][k])
				}
			}
			return some
		}
		own := on(x.Rule)
		x.CRPS = Bootstrap(own, seed)
		x.Difference, x.VsMean, x.VsMedian = Minus(own, on("weighted mean"), seed), Minus(own, on("mean"), seed), Minus(own, on("median"), seed)
		x.Better = x.Difference.below()
	}
	return r, nil
}
