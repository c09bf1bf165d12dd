package stats

import (
	"fmt"
	"slices"

	"parley/sim/results"
)

// Accumulator adds up blocks of rows to a summary, in memory that does not grow with the number of runs. Blocks of an option come
// in run order; for the same runs the baseline's block comes before those of other options. How runs are cut into blocks makes no
// difference, not even in the last digit.
type Accumulator struct {
	gaps    bool // runs may be missing between segments
	cols    []results.Column
	place   places
	options []*optionSum
	base    []int8 // endings of the baseline's last block, -1 for a failed run
	first   int64  // its first run
	horizon int
	skip    [stretch]bool
}

// places are the columns that the summary reads one by one.
type places struct {
	ending, reason, culprit, month int
	gates                          [4]int // in results.GateNames order
}

type optionSum struct {
	out     results.OptionSummary
	first   int64   // run that it began with
	next    int64   // run that is due
	failed  []int64 // the first few runs that failed
	reasons [6][]int64
	blamed  [6][]int64
	months  [6][]int64
	metrics []*metricSum // by column, nil for what is not a number
}

// NewAccumulator prepares for the columns and options of a manifest. The columns ending, reason, culprit, ending-month, talks-month,
// text-month, force-month and in-force-12 must be there.
func NewAccumulator(m *results.Manifest) *Accumulator {
	a := &Accumulator{cols: m.Columns, horizon: m.Horizon}
	at := func(name string) int {
		i := m.Column(name)
		if i < 0 {
			panic("stats: no column " + name)
		}
		return i
	}
	a.place = places{at("ending"), at("reason"), at("culprit"), at("ending-month"), [4]int{at("talks-month"), at("text-month"), at("force-month"), at("in-force-12")}}
	a.gaps = len(m.Missing) > 0
	for _, o := range m.Options {
		s := &optionSum{first: m.First, next: m.First, out: results.OptionSummary{ID: o.ID, Gates: make([]int64, len(results.GateNames))}, metrics: make([]*metricSum, len(m.Columns))}
		for e := range s.reasons {
			s.reasons[e] = make([]int64, len(m.Columns[a.place.reason].Levels))
			s.blamed[e] = make([]int64, len(m.Columns[a.place.culprit].Levels))
			s.months[e] = make([]int64, m.Horizon+1)
		}
		for i, c := range m.Columns {
			if c.Role == results.Metric && c.Type != results.Enum {
				s.metrics[i] = newMetricSum(c)
			}
		}
		a.options = append(a.options, s)
	}
	return a
}

// Add takes a block.
func (a *Accumulator) Add(b results.Block) error {
	o := a.options[b.Option]
	if a.gaps && b.First > o.next { // a merge without all its shards
		o.next = b.First
	}
	if b.First != o.next {
		return fmt.Errorf("stats: run %d of option %s came where %d was due", b.First, o.out.ID, o.next)
	}
	if b.Option == 0 {
		a.base, a.first = slices.Grow(a.base[:0], b.N)[:b.N], b.First
	} else if b.First < a.first || b.First+int64(b.N) > a.first+int64(len(a.base)) {
		return fmt.Errorf("stats: runs %d to %d of option %s came without the baseline's", b.First, b.First+int64(b.N)-1, o.out.ID)
	}
	for at := 0; at < b.N; {
		run := b.First + int64(at)
		n := min(b.N-at, stretch-int(run%stretch))
		if err := a.stretch(o, b, at, n); err != nil {
			return err
		}
		at += n
		if o.next += int64(n); o.next%stretch == 0 {
			for _, m := range o.metrics {
				if m != nil {
					m.close()
				}
			}
		}
	}
	return nil
}

// stretch takes n rows of a block from the given one on.
func (a *Accumulator) stretch(o *optionSum, b results.Block, at, n int) error {
	width := len(a.cols)
	rows := b.Values[at*width : (at+n)*width]
	base := a.base[b.First+int64(at)-a.first:]
	failed := false
	for i := range n {
		row := rows[i*width : (i+1)*width]
		e := level(row[a.place.ending], 6)
		if e == beyond {
			return fmt.Errorf("stats: run %d of option %s has an ending that is none of the six", b.First+int64(at+i), o.out.ID)
		}
		a.skip[i] = e < 0
		if b.Option == 0 {
			base[i] = int8(e)
		}
		o.out.N++
		if e < 0 {
			if o.out.Failed++; len(o.failed) < mostFailed {
				o.failed = append(o.failed, b.First+int64(at+i))
			}
			failed = true
			continue
		}
		o.out.Endings[e]++
		if k := level(row[a.place.reason], len(o.reasons[e])); k >= 0 {
			o.reasons[e][k]++
		}
		if k := level(row[a.place.culprit], len(o.blamed[e])); k >= 0 {
			o.blamed[e][k]++
		}
		if x := row[a.place.month]; x <= float64(a.horizon) {
			o.months[e][max(0, int(x))]++
		}
		for g, column := range a.place.gates {
			if x := row[column]; x == x && (g < 3 || x == 1) {
				o.out.Gates[g]++
			}
		}
		if was := base[i]; was >= 0 {
			o.out.Paired[was][e]++
		}
	}
	skip := a.skip[:n]
	if !failed {
		skip = nil
	}
	// A few rows at a time, which stay in the nearest cache while one column after the other is read from them.
	for from := 0; from < n; from += strip {
		to := min(from+strip, n)
		if skip != nil {
			skip = a.skip[from:to]
		}
		for c, m := range o.metrics {
			if m != nil {
				m.add(rows[from*width+c:], width, to-from, skip)
			}
		}
	}
	return nil
}

// mostFailed is how many failed runs of an option are kept by number.
const mostFailed = 20

// Failed are the first runs of an option that failed, at most twenty.
func (a *Accumulator) Failed(option int) []int64 { return a.options[option].failed }

// beyond is the level of a value that is no level.
const beyond = -2

// level is the index of a level, -1 where it is undefined.
func level(x float64, n int) int {
	switch {
	case x != x:
		return -1
	case x >= 0 && x < float64(n):
		return int(x)
	}
	return beyond
}

// Endings are the counts of an option so far.
func (a *Accumulator) Endings(option int) results.Endings { return a.options[option].out.Endings }

// Paired is how the same runs ended under the baseline and under an option so far.
func (a *Accumulator) Paired(option int) [6]results.Endings { return a.options[option].out.Paired }

// Summary is what has been added so far. rows reads a column's values of an option, for quantiles that are exact up to ExactRuns
// runs; without it, and above, they come from histograms and their error is stated.
func (a *Accumulator) Summary(rows func(option, column string) ([]float64, error)) (*results.Summary, error) {
	s := &results.Summary{Runs: a.options[0].out.N}
	for _, o := range a.options {
		out := o.out
		out.Gates = slices.Clone(o.out.Gates)
		out.Reasons = named(o.reasons, a.cols[a.place.reason].Levels, a.cols[a.place.ending].Levels)
		out.Blamed = named(o.blamed, a.cols[a.place.culprit].Levels, a.cols[a.place.ending].Levels)
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
