package backtest

import (
	"context"
	"math"
	"slices"

	"parley/sim"
	"parley/sim/stats"
)

// Report is how the model fares on a folder of cases.
type Report struct {
	Schema      int           `json:"schema"`
	Engine      string        `json:"engine"`
	Seed        uint64        `json:"seed"`
	Runs        int64         `json:"runs"` // of each case
	Classes     []string      `json:"classes"`
	Cases       []CaseScore   `json:"cases"`
	Scores      []Score       `json:"scores"`
	Reliability []Reliability `json:"reliability"` // of "any deal"
	FittedBands []Reliability `json:"fitted_reliability"`
	FittedTo    []Taken       `json:"fitted_values"` // laid over what a case does not say itself
	Terms       []TermScore   `json:"terms"`
	TermsMean   *TermsScore   `json:"terms_score"` // null without coded terms
	Fits        []FamilyFit   `json:"fits"`
}

// CaseScore is one case.
type CaseScore struct {
	ID       string    `json:"id"`
	Title    string    `json:"title"`
	Family   string    `json:"family"`
	Hash     string    `json:"scenario_hash"`
	Source   string    `json:"source"`
	Happened string    `json:"happened"` // ending
	P        []float64 `json:"p"`        // of the classes
	Fitted   []float64 `json:"fitted_p"` // with values fitted to base rates
	Base     []float64 `json:"base"`     // base rates of all other cases
	Mixed    []float64 `json:"recalibrated"`
	Log      float64   `json:"log"`
	FitLog   float64   `json:"fitted_log"`
	BaseLog  float64   `json:"base_log"`
	Coder    []float64 `json:"coder_prior"` // what a coder said before coding; null where nobody asked
}

// Score is one scoring rule over all cases: the model with generic values and with values fitted to base rates, the base rates of the other
// cases, the recalibrated model, and the paired differences from base rates. Losses: lower is better.
type Score struct {
	Rule       string   `json:"rule"`
	Model      Estimate `json:"model"`
	Fitted     Estimate `json:"fitted"`
	Base       Estimate `json:"base"`
	Mixed      Estimate `json:"recalibrated"`
	Difference Estimate `json:"model_minus_base"`
	FitDiff    Estimate `json:"fitted_minus_base"`
	FitGain    Estimate `json:"fitted_minus_model"`
	MixedDiff  Estimate `json:"recalibrated_minus_base"`
	FitBetter  bool     `json:"fitted_better"` // than base rates, by the whole interval
	Better     bool     `json:"better"`        // the whole interval of the difference lies below 0, and there are enough cases

	Coder *CoderScore `json:"coder"` // null where no case has a coder's chances
}

// CoderScore sets the chances that a coder gave before coding beside the others, over the cases that have them. Coders know how well-known cases
// ended: it is no forecast either.
type CoderScore struct {
	Prior       Estimate `json:"prior"`
	LessBase    Estimate `json:"prior_minus_base"`
	ModelLess   Estimate `json:"model_minus_prior"`
	FittedLess  Estimate `json:"fitted_minus_prior"`
	ModelBetter bool     `json:"model_better"` // than the coder, with generic or with fitted values, by the whole interval
}

// Reliability is one band of the chance of any deal.
type Reliability struct {
	Low      float64        `json:"low"`
	High     float64        `json:"high"`
	Cases    int            `json:"cases"`
	Deals    int            `json:"deals"`
	Said     float64        `json:"said"` // mean chance
	Interval stats.Interval `json:"interval"`
}

// TermScore is one issue with coded terms.
type TermScore struct {
	Case     string  `json:"case"`
	Issue    string  `json:"issue"`
	Happened float64 `json:"happened"`
	Median   float64 `json:"model_median"`
	Mean     float64 `json:"weighted_mean"` // median over the same runs
	CRPS     float64 `json:"model_crps"`
	MeanCRPS float64 `json:"weighted_mean_crps"`
}

// TermsScore sums up terms over cases, of each the mean over its issues: issues of one case are no independent trials. Errors on the range of
// the issue, 0 to 1.
type TermsScore struct {
	Issues     int      `json:"issues"`
	Model      Estimate `json:"model_mae"` // of the median
	Mean       Estimate `json:"weighted_mean_mae"`
	Difference Estimate `json:"model_minus_weighted_mean_mae"`
	CRPS       Estimate `json:"model_crps"`
	MeanCRPS   Estimate `json:"weighted_mean_crps"`
	CRPSDiff   Estimate `json:"model_minus_weighted_mean_crps"`
	Better     bool     `json:"better"` // than the weighted mean, by the whole intervals of both differences
}

// FamilyFit is the recalibration fitted without a family.
type FamilyFit struct {
	Without string `json:"without"`
	Cases   int    `json:"cases"` // fitted on
	Fit     Fit    `json:"fit"`
}

// Run plays every case twice on the same draws, as it stands and with the fitted values where it has generic ones, and scores it. Base rates of a case are those of all other cases; its recalibration is fitted on cases of other
// families alone. tell, if not nil, hears of each case once it has been played.
func Run(ctx context.Context, cases []Case, fitted *Values, seed uint64, runs int64, workers int, tell func(done, of int)) (*Report, error) {
	r := &Report{Schema: 1, Engine: sim.EngineVersion, Seed: seed, Runs: runs, Terms: []TermScore{}, FittedTo: fitted.Taken}
	for _, c := range Classes() {
		r.Classes = append(r.Classes, c.String())
	}
	var happened []int
	var ps, qs [][]float64
	for i, c := range cases {
		issues := c.Outcome.issues()
		spec, err := c.Scenario.Spec("baseline")
		if err != nil {
			return nil, err
		}
		p, err := Play(ctx, spec, issues, seed, runs, workers)
		if err != nil {
			return nil, err
		}
		if spec, err = fitted.Over(c.Scenario); err != nil {
			return nil, err
		}
		q, err := Play(ctx, spec, nil, seed, runs, workers)
		if err != nil {
			return nil, err
		}
		happened, ps, qs = append(happened, class(c.Outcome.Ending)), append(ps, p.P), append(qs, q.P)
		for _, id := range issues {
			if len(p.Terms[id]) == 0 {
				continue
			}
			y, even := c.Outcome.Terms[id], slices.Repeat([]float64{1}, len(p.Terms[id]))
			t := TermScore{Case: c.ID, Issue: id, Happened: y, CRPS: CRPS(p.Terms[id], even, y), MeanCRPS: CRPS(p.Mean[id], even, y)}
			slices.Sort(p.Terms[id])
			slices.Sort(p.Mean[id])
			t.Median, t.Mean = stats.Quantiles(p.Terms[id], 0.5)[0], stats.Quantiles(p.Mean[id], 0.5)[0]
			r.Terms = append(r.Terms, t)
		}
		if tell != nil {
			tell(i+1, len(cases))
		}
	}
	r.score(cases, ps, qs, happened, seed)
	r.TermsMean = sumTerms(r.Terms, seed)
	return r, nil
}

// sumTerms is nil without terms. Those of one case stand together.
func sumTerms(terms []TermScore, seed uint64) *TermsScore {
	if len(terms) == 0 {
		return nil
	}
	var off, mean, crps, meanCRPS []float64 // by case
	for from := 0; from < len(terms); {
		to := from
		var sum [4]float64
		for ; to < len(terms) && terms[to].Case == terms[from].Case; to++ {
			t := terms[to]
			for i, x := range []float64{math.Abs(t.Median - t.Happened), math.Abs(t.Mean - t.Happened), t.CRPS, t.MeanCRPS} {
				sum[i] += x
			}
		}
		n := float64(to - from)
		off, mean, crps, meanCRPS = append(off, sum[0]/n), append(mean, sum[1]/n), append(crps, sum[2]/n), append(meanCRPS, sum[3]/n)
		from = to
	}
	s := &TermsScore{Issues: len(terms), Model: Bootstrap(off, seed), Mean: Bootstrap(mean, seed), Difference: Minus(off, mean, seed),
		CRPS: Bootstrap(crps, seed), MeanCRPS: Bootstrap(meanCRPS, seed), CRPSDiff: Minus(crps, meanCRPS, seed)}
	s.Better = s.Difference.below() && s.CRPSDiff.below()
	return s
}

func (r *Report) score(cases []Case, ps, qs [][]float64, happened []int, seed uint64) {
	others := func(i int, keep func(j int) bool) (out []int) {
		for j := range cases {
			if j != i && keep(j) {
				out = append(out, happened[j])
			}
		}
		return out
	}
	bases := make([][]float64, len(cases))
	for i := range cases {
		bases[i] = baseRates(others(i, func(int) bool { return true }))
	}
	fits := map[string]Fit{}
	mixed := make([][]float64, len(cases))
	for i, c := range cases {
		family := c.Outcome.Family
		outside := func(j int) bool { return cases[j].Outcome.Family != family }
		f, known := fits[family]
		if !known {
			var p, b [][]float64
			var h []int
			for j := range cases {
				if outside(j) {
					// base rates within the fit leave out the case itself and the family that is left out
					p, b, h = append(p, ps[j]), append(b, baseRates(others(j, outside))), append(h, happened[j])
				}
			}
			f = fit(p, b, h)
			fits[family] = f
			r.Fits = append(r.Fits, FamilyFit{family, len(h), f})
		}
		mixed[i] = f.recalibrate(ps[i], baseRates(others(i, outside)))
		r.Cases = append(r.Cases, CaseScore{ID: c.ID, Title: c.Scenario.Title, Family: family, Hash: c.Scenario.Hash(), Source: c.Outcome.Source,
			Happened: c.Outcome.Ending.String(), P: ps[i], Fitted: qs[i], Base: bases[i], Mixed: mixed[i], Log: LogScore(ps[i], happened[i]), FitLog: LogScore(qs[i], happened[i]), BaseLog: LogScore(bases[i], happened[i]), Coder: c.Outcome.Prior})
	}
	for _, rule := range []struct {
		name string
		of   func([]float64, int) float64
	}{{"log score", LogScore}, {"Brier score", BrierScore}, {"ranked probability score", RankedScore}} {
		var m, q, b, x []float64
		for i := range cases {
			m, q = append(m, rule.of(ps[i], happened[i])), append(q, rule.of(qs[i], happened[i]))
			b, x = append(b, rule.of(bases[i], happened[i])), append(x, rule.of(mixed[i], happened[i]))
		}
		s := Score{Rule: rule.name, Model: Bootstrap(m, seed), Fitted: Bootstrap(q, seed), Base: Bootstrap(b, seed), Mixed: Bootstrap(x, seed),
			Difference: Minus(m, b, seed), FitDiff: Minus(q, b, seed), FitGain: Minus(q, m, seed), MixedDiff: Minus(x, b, seed)}
		s.Coder = coderScore(rule.of, cases, ps, qs, bases, happened, seed)
		s.Better, s.FitBetter = s.Difference.below(), s.FitDiff.below()
		r.Scores = append(r.Scores, s)
	}
	r.Reliability, r.FittedBands = reliability(ps, happened), reliability(qs, happened)
}

// coderScore is nil where no case has a coder's chances.
func coderScore(rule func([]float64, int) float64, cases []Case, ps, qs, bases [][]float64, happened []int, seed uint64) *CoderScore {
	var c, m, q, b []float64
	for i := range cases {
		if prior := cases[i].Outcome.Prior; prior != nil {
			c, b = append(c, rule(prior, happened[i])), append(b, rule(bases[i], happened[i]))
			m, q = append(m, rule(ps[i], happened[i])), append(q, rule(qs[i], happened[i]))
		}
	}
	if len(c) == 0 {
		return nil
	}
	s := &CoderScore{Prior: Bootstrap(c, seed), LessBase: Minus(c, b, seed), ModelLess: Minus(m, c, seed), FittedLess: Minus(q, c, seed)}
	s.ModelBetter = s.ModelLess.below() || s.FittedLess.below()
	return s
}

// reliability puts cases into five bands by their chance of any deal.
func reliability(ps [][]float64, happened []int) []Reliability {
	var out []Reliability
	for band := range 5 {
		b := Reliability{Low: float64(band) / 5, High: float64(band+1) / 5}
		for i, p := range ps {
			deal := p[class(sim.LimitedDeal)] + p[class(sim.FullDeal)]
			if int(math.Min(4, deal*5)) != band {
				continue
			}
			b.Cases++
			b.Said += deal
			if happened[i] >= class(sim.LimitedDeal) {
				b.Deals++
			}
		}
		if b.Cases == 0 {
			continue
		}
		b.Said /= float64(b.Cases)
		b.Interval = stats.Wilson(int64(b.Deals), int64(b.Cases), 0.95)
		out = append(out, b)
	}
	return out
}
