package results

// Summary is what a run's rows add up to (summary.json), in memory that does not grow with the number
// of runs: counts, moments and bounded histograms per option. Charts read this, never the rows.
type Summary struct {
	Runs    int64           `json:"runs"`
	Options []OptionSummary `json:"options"` // in Manifest.Options order
}

// OptionSummary is one option.
type OptionSummary struct {
	ID      string                      `json:"id"`
	N       int64                       `json:"n"`
	Failed  int64                       `json:"failed"` // runs that panicked or gave a non-finite number
	Endings Endings                     `json:"endings"`
	Reasons map[string]map[string]int64 `json:"reasons"` // ending -> reason -> count
	Blamed  map[string]map[string]int64 `json:"blamed"`  // ending -> actor -> count
	// Gates counts the runs that cleared each gate, in Gates order.
	Gates []int64 `json:"gates"`
	// ByMonth[e][m] counts runs that ended with ending e in month m or before (cumulative), m = 0..horizon.
	ByMonth [6][]int64 `json:"by_month"`
	// Paired[b][e]: runs that end b under the baseline option and e under this one.
	Paired  [6]Endings    `json:"paired"`
	Metrics []MetricStats `json:"metrics"`
}

// GateNames are the gates of the stage survival chart, in order.
// A run clears "talks" when talks open, "text" when a text is agreed, "ratified" when every ratifier of both
// sides passed it, "in-force-12" when the deal still stands after a year.
var GateNames = [...]string{"talks", "text", "ratified", "in-force-12"}

// MetricStats is one numeric column over the runs for which it is defined.
type MetricStats struct {
	Name string  `json:"name"`
	N    int64   `json:"n"`
	Mean float64 `json:"mean"`
	SD   float64 `json:"sd"`
	Min  float64 `json:"min"`
	Max  float64 `json:"max"`
	Lo   float64 `json:"lo"` // histogram range
	Hi   float64 `json:"hi"`
	Bins []int64 `json:"bins"` // equal bins over [Lo, Hi]
	// Quantiles at 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95; type 7. Exact from the rows up to 2^20 runs,
	// from the histogram above that, in which case BinWidth is their error and is not 0.
	Quantiles [7]float64 `json:"quantiles"`
	BinWidth  float64    `json:"bin_width"`
}
