// Package export is the JSON that simulate run --json prints: a stable shape of its own, described in
// docs/json-output.md, so that results files may change without breaking anybody's script.
package export

import (
	"math"

	"parley/sim"
	"parley/sim/results"
	"parley/sim/stats"
)

// Schema is the version of the shape.
const Schema = 1

// Scenario is one scenario's results.
type Scenario struct {
	Schema       int               `json:"schema"`
	Scenario     string            `json:"scenario"`
	ScenarioHash string            `json:"scenario_hash"`
	Seed         uint64            `json:"seed"`
	Runs         int64             `json:"runs"`
	Partial      bool              `json:"partial"`
	Results      string            `json:"results"`
	TableHash    string            `json:"table_sha256"`
	Options      map[string]Option `json:"options"`
}

// Option is one option's results.
type Option struct {
	Endings map[string]Ending `json:"endings"`
	Metrics map[string]Metric `json:"metrics"`
	Failed  *Failed           `json:"failed,omitempty"` // only when runs failed
}

// Failed tells of runs that broke the contract of the code. They are in the denominator of every share, and in no ending.
type Failed struct {
	Count     int64   `json:"count"`
	Share     float64 `json:"share"`
	DealsNone float64 `json:"any_deal_if_none"` // share of any deal had none of them ended in one
	DealsAll  float64 `json:"any_deal_if_all"`  // had all of them
}

// FailedOf is what an option's failed runs could hide, nil when none failed.
func FailedOf(o results.OptionSummary) *Failed {
	f := stats.FailedOf(&o)
	if f.Count == 0 {
		return nil
	}
	return &Failed{f.Count, f.Share(), f.None(), f.All()}
}

// Ending is how often a run ended so, with its Wilson interval.
type Ending struct {
	Count int64   `json:"count"`
	Share float64 `json:"share"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// Metric is a numeric column. All but N are null when no run defines it.
type Metric struct {
	Mean *float64 `json:"mean"`
	Low  *float64 `json:"low"`
	High *float64 `json:"high"`
	Q05  *float64 `json:"q05"`
	Q50  *float64 `json:"q50"`
	Q95  *float64 `json:"q95"`
	N    int64    `json:"n"`
}

// Of gives the shape for a result in a folder.
func Of(m *results.Manifest, s *results.Summary, folder string) Scenario {
	out := Scenario{
		Schema: Schema, Scenario: m.Scenario, ScenarioHash: m.ScenarioHash, Seed: m.Seed, Runs: m.Runs, Partial: m.Partial,
		Results: folder, TableHash: m.TableHash, Options: map[string]Option{},
	}
	bools := map[string]bool{}
	for _, c := range m.Columns {
		bools[c.Name] = c.Type == results.Bool
	}
	for _, o := range s.Options {
		one := Option{map[string]Ending{}, map[string]Metric{}, FailedOf(o)}
		n := o.Failed
		for _, k := range o.Endings {
			n += k
		}
		for e, k := range o.Endings {
			iv := stats.Wilson(k, n, stats.Level)
			share := 0.0
			if n > 0 {
				share = float64(k) / float64(n)
			}
			one.Endings[sim.EndingNames[e]] = Ending{k, share, iv.Low, iv.High}
		}
		for _, st := range o.Metrics {
			one.Metrics[st.Name] = metric(st, bools[st.Name])
		}
		out.Options[o.ID] = one
	}
	return out
}

func metric(st results.MetricStats, share bool) Metric {
	m := Metric{N: st.N}
	if st.N == 0 {
		return m
	}
	iv := stats.Mean(st.Mean, st.SD, st.N, stats.Level)
	if share {
		iv = stats.Wilson(int64(math.Round(st.Mean*float64(st.N))), st.N, stats.Level)
	}
	m.Mean, m.Low, m.High = number(st.Mean), number(iv.Low), number(iv.High)
	m.Q05, m.Q50, m.Q95 = number(st.Quantiles[0]), number(st.Quantiles[3]), number(st.Quantiles[6])
	return m
}

// number is null for what JSON cannot hold.
func number(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}
