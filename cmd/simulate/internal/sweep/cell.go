package sweep

import (
	"math"

	"parley/sim"
	"parley/sim/results"
	"parley/sim/stats"
)

// Counts are what is counted of the runs of one setting.
type Counts struct {
	N       int64           `json:"n"` // runs played, those that failed included
	Failed  int64           `json:"failed"`
	Endings results.Endings `json:"endings"`
	// Gained and Lost are the runs that end in a deal here and not in the first cell, and the other way round, on the same draws.
	Gained int64 `json:"gained"`
	Lost   int64 `json:"lost"`
}

// Cell is what is kept of one setting: counts, moments and a histogram of each metric. As JSON it has them all, in memory the metrics are packed.
type Cell struct {
	Counts
	packed []byte // see pack; nil before the first run
}

// Deals counts runs that end in a full or a limited deal.
func (c *Counts) Deals() int64 { return c.Endings[sim.FullDeal] + c.Endings[sim.LimitedDeal] }

// Against is how the share of deals differs from the first cell's. Source: stats.Paired.
func (c *Counts) Against() stats.Difference {
	var t [6]results.Endings // what stays the same stands on the diagonal
	t[sim.NoTalks][sim.FullDeal], t[sim.FullDeal][sim.NoTalks] = c.Gained, c.Lost
	t[sim.FullDeal][sim.FullDeal] = c.N - c.Failed - c.Gained - c.Lost
	return stats.Paired(t, stats.AnyDeal, stats.Level)
}

// sketchBins is how many bins the histogram of a metric has: a quantile read from it is off by at most a bin's width.
const sketchBins = 64

// Sketch is a metric over the runs in which it is defined.
type Sketch struct {
	N    int64    `json:"n"`
	Mean float64  `json:"mean"`
	M2   float64  `json:"m2"` // sum of squared distances from the mean
	Min  float64  `json:"min"`
	Max  float64  `json:"max"`
	Bins []uint32 `json:"bins,omitempty"` // equal bins over the column's range; what lies outside is in the outer ones
}

// measured are the columns that have a sketch.
func measured(columns []results.Column) []int {
	var at []int
	for i, c := range columns {
		if c.Role == results.Metric && c.Type != results.Enum {
			at = append(at, i)
		}
	}
	return at
}

// binning is where the bins of a column lie: a bin for each whole number where there are few.
func binning(c results.Column) (lo, width float64, n int) {
	if c.Type != results.Float && c.Hi-c.Lo < sketchBins {
		return c.Lo - 0.5, 1, int(c.Hi-c.Lo) + 1
	}
	return c.Lo, (c.Hi - c.Lo) / sketchBins, sketchBins
}

// add takes a metric of the runs of a block, NaN where it is undefined. Sums of a block are joined to those before by Chan, Golub &
// LeVeque 1979, so that nothing depends on the number of runs in memory.
func (s *Sketch) add(c results.Column, values []float64, width, runs int) {
	lo, step, bins := binning(c)
	n, sum, low, high := 0, 0.0, math.Inf(1), math.Inf(-1)
	for i := range runs {
		if x := values[i*width]; x == x {
			n, sum, low, high = n+1, sum+x, min(low, x), max(high, x)
		}
	}
	if n == 0 {
		return
	}
	if s.Bins == nil {
		s.Bins = make([]uint32, bins)
		s.Min, s.Max = low, high
	}
	mean, m2 := sum/float64(n), 0.0
	for i := range runs {
		if x := values[i*width]; x == x {
			d := x - mean
			m2 += float64(d * d)
			s.Bins[min(max(int((x-lo)/step), 0), bins-1)]++
		}
	}
	all := float64(s.N) + float64(n)
	d := mean - s.Mean
	s.M2 += m2 + float64(float64(d*d)*(float64(s.N)*float64(n)/all))
	s.Mean += float64(d * (float64(n) / all))
	s.N += int64(n)
	s.Min, s.Max = min(s.Min, low), max(s.Max, high)
}

// SD is the standard deviation.
func (s *Sketch) SD() float64 {
	if s.N < 2 {
		return math.NaN()
	}
	return math.Sqrt(s.M2 / float64(s.N-1))
}

// Quantile is the value below which a share q of the runs lies, and the most by which it can be off: 0 for whole numbers with a bin each.
// The order statistic is that of rank ceil(q n).
func (s *Sketch) Quantile(c results.Column, q float64) (x, off float64) {
	if s.N == 0 {
		return math.NaN(), 0
	}
	lo, width, _ := binning(c)
	rank, seen := max(1, int64(math.Ceil(q*float64(s.N)))), int64(0)
	for b, k := range s.Bins {
		seen += int64(k)
		if seen < rank {
			continue
		}
		mid := lo + float64((float64(b)+0.5)*width)
		if c.Type != results.Float && width == 1 {
			return mid, 0
		}
		return min(max(mid, s.Min), s.Max), width
	}
	return s.Max, width
}
