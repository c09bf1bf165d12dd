package calibrate

// The report of a calibration: every base rate before and after, every parameter before and after, and what the fit is worth.

import (
	"context"
	"strings"

	"parley/sim"
)

// Report is how the model fares beside a file of base rates, with today's values and with fitted ones.
type Report struct {
	Schema      int               `json:"schema"`
	Engine      string            `json:"engine"`
	Scenario    string            `json:"scenario"`
	Hash        string            `json:"scenario_hash"`
	Seed        uint64            `json:"seed"`
	Runs        int64             `json:"runs"`       // of each option at every step of the fit
	JudgeSeed   uint64            `json:"judge_seed"` // shares and losses below are on these other draws
	JudgeRuns   int64             `json:"judge_runs"`
	Fitted      bool              `json:"fitted"`
	Evaluations int               `json:"evaluations"`
	LossBefore  float64           `json:"loss_before"`
	LossAfter   float64           `json:"loss_after"`
	Inside      int               `json:"inside"` // base rates inside the published interval after the fit
	InsideToday int               `json:"inside_before"`
	Targets     []TargetResult    `json:"targets"`
	Orders      []OrderResult     `json:"orders"`
	Parameters  []ParameterResult `json:"parameters"`
}

// TargetResult is one base rate.
type TargetResult struct {
	ID           string  `json:"id"`
	Title        string  `json:"title"`
	From         string  `json:"from"`
	N            int     `json:"n"`
	Value        float64 `json:"published"`
	Low          float64 `json:"low"`
	High         float64 `json:"high"`
	Before       Share   `json:"before"`
	After        Share   `json:"after"`
	InsideBefore bool    `json:"inside_before"`
	Inside       bool    `json:"inside"`
}

// OrderResult is one order of shares.
type OrderResult struct {
	ID          string `json:"id"`
	Title       string `json:"title"`
	From        string `json:"from"`
	HoldsBefore bool   `json:"holds_before"`
	Holds       bool   `json:"holds"`
}

// ParameterResult is one parameter.
type ParameterResult struct {
	ID     string     `json:"id"`
	Title  string     `json:"title"`
	Why    string     `json:"why"`
	Low    float64    `json:"low"` // bounds of the factor
	High   float64    `json:"high"`
	Factor float64    `json:"factor"`
	Values []Value    `json:"values"`
	Known  Identified `json:"identifiability"`
}

// Value is a quantity before and after.
type Value struct {
	Path   string `json:"path"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// judgeTimes is how many times as many runs judge a fit as made it.
const judgeTimes = 4

// Run judges today's values and, with fit, looks for better ones. What it says of shares is from draws of its own, of the next seed and
// four times as many, so that a fit to the luck of its draws does not count. tell, if not nil, hears of every step.
func Run(ctx context.Context, f *File, fit bool, effort Effort, tell func(count int, loss float64)) (*Report, error) {
	p := &player{ctx: ctx, file: f, effort: effort, played: map[string][]Share{}, tell: tell}
	today := make([]float64, len(f.Parameters))
	for i := range today {
		today[i] = 1
	}
	factors := today
	if fit {
		if factors = p.fit(); p.err != nil {
			return nil, p.err
		}
	}
	known := p.identify(factors)
	if p.err != nil {
		return nil, p.err
	}
	r := &Report{Schema: 1, Engine: sim.EngineVersion, Scenario: f.Scenario.Name, Hash: f.Scenario.Hash(), Seed: effort.Seed, Runs: effort.Runs,
		JudgeSeed: effort.Seed + 1, JudgeRuns: judgeTimes * effort.Runs, Fitted: fit, Evaluations: p.count, Orders: []OrderResult{}}
	before, err := f.Play(ctx, today, r.JudgeSeed, r.JudgeRuns, effort.Workers)
	if err != nil {
		return nil, err
	}
	after := before
	if fit {
		if after, err = f.Play(ctx, factors, r.JudgeSeed, r.JudgeRuns, effort.Workers); err != nil {
			return nil, err
		}
	}
	r.judge(f, before, after)
	texts := map[string]string{}
	for _, q := range f.Scenario.Quantities() {
		texts[q.Path] = q.Quantity.Dist.String()
	}
	for i, par := range f.Parameters {
		x := ParameterResult{ID: par.ID, Title: par.Title, Why: par.Why, Low: par.Low, High: par.High, Factor: factors[i], Known: known[i]}
		for _, path := range par.Scales {
			text, _ := scaledText(texts[path], factors[i])
			x.Values = append(x.Values, Value{path, texts[path], text})
		}
		r.Parameters = append(r.Parameters, x)
	}
	return r, nil
}

func (r *Report) judge(f *File, before, after []Share) {
	r.LossBefore, r.LossAfter = f.Loss(before), f.Loss(after)
	at := map[string]int{}
	for i, t := range f.Targets {
		x := TargetResult{ID: t.ID, Title: t.Title, From: t.From, N: t.N, Value: t.Value, Low: t.Low, High: t.High, Before: before[i], After: after[i],
			InsideBefore: t.Inside(before[i].P), Inside: t.Inside(after[i].P)}
		if x.Inside {
			r.Inside++
		}
		if x.InsideBefore {
			r.InsideToday++
		}
		r.Targets = append(r.Targets, x)
		at[t.ID] = i
	}
	rises := func(o Order, shares []Share) bool {
		for i := 1; i < len(o.Targets); i++ {
			if !(shares[at[o.Targets[i]]].P > shares[at[o.Targets[i-1]]].P) {
				return false
			}
		}
		return true
	}
	for _, o := range f.Orders {
		r.Orders = append(r.Orders, OrderResult{o.ID, o.Title, o.From, rises(o, before), rises(o, after)})
	}
}

// Fragment is the fitted values as YAML that a scenario can take over: an option, or single lines.
func (r *Report) Fragment() string {
	var b strings.Builder
	b.WriteString("# Values that simulate calibrate fitted to published base rates, with " + r.Scenario + ". Engine " + r.Engine + ".\n")
	b.WriteString("# The same for all cases. Take them over as an option of a scenario whose actors have these names, or copy single lines.\n")
	b.WriteString("options:\n  calibrated:\n    title: Values fitted to base rates\n    set:\n")
	for _, p := range r.Parameters {
		b.WriteString("      # " + p.Title + "\n")
		for _, v := range p.Values {
			b.WriteString("      " + v.Path + ": " + v.After + " from assumption/calibration\n")
		}
	}
	return b.String()
}
