package stats

import (
	"fmt"
	"math"

	"parley/sim/results"
)

const (
	fineBins   = 4096 // of a float metric, for its quantiles
	storedBins = 256  // in summary.json
	stretch    = 1024 // runs whose sums are added without carrying rounding errors along
	strip      = 128  // runs whose rows are read column by column
	// ExactRuns is the number of runs up to which quantiles are exact.
	ExactRuns = 1 << 20
)

// quantilesOf are the probabilities of results.MetricStats.Quantiles.
var quantilesOf = [7]float64{0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95}

// metricSum is what is kept of one numeric column of one option.
type metricSum struct {
	moments Moments
	hist    *Histogram
	whole   bool // whole numbers, one bin each: quantiles from the bins are exact

	// The stretch being filled. Stretches begin at multiples of their length, so that sums do not depend on how rows come.
	n             int64
	first, second float64
	low, high     float64
}

func newMetricSum(c results.Column) *metricSum {
	m := &metricSum{low: math.Inf(1), high: math.Inf(-1)}
	bins := c.Hi - c.Lo + 1
	switch {
	case c.Type == results.Bool:
		m.hist, m.whole = NewHistogram(-0.5, 1.5, 2), true
	case c.Type == results.Int && bins >= 1 && bins <= fineBins:
		m.hist, m.whole = NewHistogram(c.Lo-0.5, c.Hi+0.5, int(bins)), true
	default:
		m.hist = NewHistogram(c.Lo, c.Hi, fineBins)
	}
	if mid := (c.Lo + c.Hi) / 2; !math.IsInf(mid, 0) && mid == mid {
		m.moments.Shift = mid
		if c.Type != results.Float {
			m.moments.Shift = math.Round(mid) // sums of whole numbers stay whole
		}
	}
	return m
}

// add takes a column's values of runs of one stretch, one every width places; those of skipped runs do not count.
func (m *metricSum) add(values []float64, width, runs int, skip []bool) {
	first, second, low, high, n, shift, h := m.first, m.second, m.low, m.high, int64(0), m.moments.Shift, m.hist
	h.room(int64(runs))
	bins := h.bins
	for i, at := 0, 0; i < runs; i, at = i+1, at+width {
		x := values[at]
		if x != x || skip != nil && skip[i] {
			continue
		}
		d := x - shift
		first += d
		second += float64(d * d)
		if x < low {
			low = x
		}
		if x > high {
			high = x
		}
		bins[h.bin(x)]++
		n++
	}
	m.first, m.second, m.low, m.high, m.n = first, second, low, high, m.n+n
	h.n += n
}

// close ends a stretch.
func (m *metricSum) close() {
	m.moments.addStretch(m.n, m.first, m.second, m.low, m.high)
	m.n, m.first, m.second, m.low, m.high = 0, 0, 0, math.Inf(1), math.Inf(-1)
}

// stats is the summary so far. rows gives all values, or nil where they are not to be had.
func (m *metricSum) stats(name string, rows func() ([]float64, error)) (results.MetricStats, error) {
	all := *m // the stretch goes on after this
	all.moments.first, all.moments.second = m.moments.first.clone(), m.moments.second.clone()
	all.close()
	t := results.MetricStats{Name: name, N: all.moments.N, Mean: all.moments.Mean(), SD: all.moments.SD(), Min: all.moments.Min, Max: all.moments.Max, Lo: m.hist.Lo}
	t.Bins, t.Hi = m.hist.Coarse(storedBins)
	if t.N == 0 {
		t.Bins = nil
		return t, nil
	}
	if m.whole && t.Min >= m.hist.Lo && t.Max <= m.hist.Hi {
		for i, q := range quantilesOf {
			t.Quantiles[i] = m.hist.Quantile(q)
		}
		return t, nil
	}
	values, err := rows()
	if err != nil {
		return t, err
	}
	if values != nil {
		q, err := exact(values, m.hist, quantilesOf[:])
		if err != nil {
			return t, fmt.Errorf("column %s: %w", name, err)
		}
		copy(t.Quantiles[:], q)
		return t, nil
	}
	t.BinWidth = m.hist.Width()
	for i, q := range quantilesOf {
		t.Quantiles[i] = min(max(m.hist.Quantile(q), t.Min), t.Max)
	}
	return t, nil
}
