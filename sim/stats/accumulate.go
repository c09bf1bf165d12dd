package stats

import (
	"fmt"

	"parley/sim/results"
)

const (
	fineBins   = 4096    // of a float metric, for its quantiles
	storedBins = 256     // in summary.json
	keepValues = 1 << 17 // runs up to which float values are kept for exact quantiles
	// ExactRuns is the number of runs up to which quantiles are exact.
	ExactRuns = 1 << 20
)

// quantilesOf are the probabilities of results.MetricStats.Quantiles.
var quantilesOf = [7]float64{0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95}

// Accumulator adds up blocks of rows to a summary, in memory that does not grow with the number of runs. Blocks of an option come
// in run order; for the same runs the baseline's block comes before those of other options.
type Accumulator struct {
	cols    []results.Column
	at      map[string]int
	options []*optionSum
	base    []int8 // endings of the baseline's last block
	first   int64
	horizon int
}

type optionSum struct {
	out     results.OptionSummary
	reasons [6][]int64
	blamed  [6][]int64
	months  [6][]int64
	metrics []*metricSum // by column, nil for enums
}

type metricSum struct {
	moments Moments
	hist    *Histogram
	whole   bool      // whole numbers, one bin each: quantiles from the bins are exact
	values  []float64 // nil once there are too many
	dropped bool
}

// NewAccumulator prepares for the columns and options of a manifest.
func NewAccumulator(m *results.Manifest) *Accumulator {
	a := &Accumulator{cols: m.Columns, at: map[string]int{}, horizon: m.Horizon}
	for i, c := range m.Columns {
		a.at[c.Name] = i
	}
	for _, name := range []string{"ending", "reason", "culprit", "ending-month", "talks-month", "text-month", "force-month", "in-force-12"} {
		if _, ok := a.at[name]; !ok {
			panic("stats: no column " + name)
		}
	}
	for _, o := range m.Options {
		s := &optionSum{out: results.OptionSummary{ID: o.ID, Gates: make([]int64, len(results.GateNames))}, metrics: make([]*metricSum, len(m.Columns))}
		for e := range s.reasons {
			s.reasons[e] = make([]int64, len(m.Columns[a.at["reason"]].Levels))
			s.blamed[e] = make([]int64, len(m.Columns[a.at["culprit"]].Levels))
			s.months[e] = make([]int64, m.Horizon+1)
		}
		for i, c := range m.Columns {
			switch {
			case c.Role != results.Metric:
			case c.Type == results.Int:
				s.metrics[i] = &metricSum{hist: NewHistogram(c.Lo-0.5, c.Hi+0.5, int(c.Hi-c.Lo)+1), whole: true}
			case c.Type == results.Bool:
				s.metrics[i] = &metricSum{hist: NewHistogram(-0.5, 1.5, 2), whole: true}
			case c.Type == results.Float:
				s.metrics[i] = &metricSum{hist: NewHistogram(c.Lo, c.Hi, fineBins)}
			}
		}
		a.options = append(a.options, s)
	}
	return a
}

// Add takes a block.
func (a *Accumulator) Add(b results.Block) error {
	width := len(a.cols)
	o := a.options[b.Option]
	ending, reason, culprit, month := a.at["ending"], a.at["reason"], a.at["culprit"], a.at["ending-month"]
	gates := [4]int{a.at["talks-month"], a.at["text-month"], a.at["force-month"], a.at["in-force-12"]}
	if b.Option == 0 {
		a.base, a.first = a.base[:0], b.First
	} else if a.first != b.First || len(a.base) != b.N {
		return fmt.Errorf("stats: runs %d to %d of option %s came without the baseline's", b.First, b.First+int64(b.N)-1, o.out.ID)
	}
	for i := range b.N {
		row := b.Values[i*width : (i+1)*width]
		o.out.N++
		e := -1
		if x := row[ending]; x == x {
			e = int(x)
		}
		if b.Option == 0 {
			a.base = append(a.base, int8(e))
		}
		if e < 0 {
			o.out.Failed++
			continue
		}
		o.out.Endings[e]++
		if x := row[reason]; x == x {
			o.reasons[e][int(x)]++
		}
		if x := row[culprit]; x == x {
			o.blamed[e][int(x)]++
		}
		if m := int(row[month]); m <= a.horizon {
			o.months[e][max(0, m)]++
		}
		for g, at := range gates {
			if x := row[at]; x == x && (g < 3 || x == 1) {
				o.out.Gates[g]++
			}
		}
		if base := a.base[i]; base >= 0 {
			o.out.Paired[base][e]++
		}
		for c, m := range o.metrics {
			if m == nil {
				continue
			}
			if x := row[c]; x == x {
				m.moments.Add(x)
				m.hist.Add(x)
				if !m.whole && !m.dropped {
					m.values = append(m.values, x)
				}
			}
		}
	}
	if o.out.N > keepValues {
		for _, m := range o.metrics {
			if m != nil {
				m.values, m.dropped = nil, true
			}
		}
	}
	return nil
}

// Endings are the counts of an option so far.
func (a *Accumulator) Endings(option int) results.Endings { return a.options[option].out.Endings }

// Summary is what has been added so far. rows reads a column's values of an option where quantiles need them (from 2^17 to 2^20 runs);
// nil leaves those to the histogram.
func (a *Accumulator) Summary(rows func(option, column string) ([]float64, error)) (*results.Summary, error) {
	s := &results.Summary{Runs: a.options[0].out.N}
	for _, o := range a.options {
		out := o.out
		out.Gates = append([]int64{}, o.out.Gates...)
		out.Reasons = named(o.reasons, a.cols[a.at["reason"]].Levels, a.cols[a.at["ending"]].Levels)
		out.Blamed = named(o.blamed, a.cols[a.at["culprit"]].Levels, a.cols[a.at["ending"]].Levels)
		for e := range out.ByMonth {
			sum := int64(0)
			out.ByMonth[e] = make([]int64, len(o.months[e]))
			for m, k := range o.months[e] {
				sum += k
				out.ByMonth[e][m] = sum
			}
		}
		for c, m := range o.metrics {
			if m == nil {
				continue
			}
			stat, err := m.stats(a.cols[c].Name, func() ([]float64, error) {
				if rows == nil || out.N > ExactRuns {
					return nil, nil
				}
				return rows(out.ID, a.cols[c].Name)
			})
			if err != nil {
				return nil, err
			}
			out.Metrics = append(out.Metrics, stat)
		}
		s.Options = append(s.Options, out)
	}
	return s, nil
}

func (m *metricSum) stats(name string, rows func() ([]float64, error)) (results.MetricStats, error) {
	t := results.MetricStats{Name: name, N: m.moments.N, Mean: m.moments.Mean, SD: m.moments.SD(), Min: m.moments.Min, Max: m.moments.Max,
		Lo: m.hist.Lo, Hi: m.hist.Hi, Bins: m.hist.Coarse(storedBins)}
	if t.N == 0 {
		t.Bins = nil
		return t, nil
	}
	values := m.values
	if m.dropped {
		var err error
		if values, err = rows(); err != nil {
			return t, err
		}
	}
	switch {
	case m.whole:
		for i, q := range quantilesOf {
			t.Quantiles[i] = m.hist.Quantile(q)
		}
	case values != nil:
		copy(t.Quantiles[:], Quantiles(SortedDefined(values), quantilesOf[:]...))
	default:
		t.BinWidth = m.hist.Width()
		for i, q := range quantilesOf {
			t.Quantiles[i] = m.hist.Quantile(q)
		}
	}
	return t, nil
}

// named turns counts by level into counts by name, leaving out zeros.
func named(counts [6][]int64, levels, endings []string) map[string]map[string]int64 {
	out := map[string]map[string]int64{}
	for e, byLevel := range counts {
		for i, k := range byLevel {
			if k == 0 {
				continue
			}
			if out[endings[e]] == nil {
				out[endings[e]] = map[string]int64{}
			}
			out[endings[e]][levels[i]] = k
		}
	}
	return out
}
