package explore

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"

	"parley/sim/results"
	"parley/sim/stats"
)

// Crossing is where a probability swept over one input reaches a level: the counts are made monotone in the direction of their ends
// (pool adjacent violators, weighted by runs; Barlow et al. 1972) and read off linearly between swept values, which must rise. ok is
// false when the level is nowhere crossed in the swept range, which is an answer: whatever the input, the level is not reached. above
// tells whether the probability lies above the level for inputs beyond the crossing.
func Crossing(values []float64, counts []results.Count, level float64) (at float64, above, ok bool) {
	if len(values) < 2 || len(values) != len(counts) {
		return 0, false, false
	}
	p, up := isotonic(counts)
	at, ok = cross(values, p, level)
	return at, up, ok
}

func cross(values, p []float64, level float64) (at float64, ok bool) {
	for i := 1; i < len(p); i++ {
		a, b := p[i-1], p[i]
		if a == b || (a-level)*(b-level) > 0 {
			continue
		}
		return values[i-1] + (values[i]-values[i-1])*(level-a)/(b-a), true
	}
	return 0, false
}

// isotonic fits rates that only rise, or only fall, by which end is higher. Swept values without runs take the rate of their
// neighbours.
func isotonic(counts []results.Count) (fit []float64, up bool) {
	first, last := 0, len(counts)-1
	for first < last && counts[first].N == 0 {
		first++
	}
	for last > first && counts[last].N == 0 {
		last--
	}
	up = rate(counts[last]) >= rate(counts[first])
	type block struct {
		k, n float64
		size int
	}
	sign := 1.0
	if !up {
		sign = -1
	}
	above := func(a, b block) bool { return a.n > 0 && b.n > 0 && a.k*b.n > b.k*a.n }
	var pool []block
	for _, c := range counts {
		pool = append(pool, block{sign * float64(c.K), float64(c.N), 1})
		for len(pool) > 1 {
			into, last := &pool[len(pool)-2], pool[len(pool)-1]
			if last.n > 0 && into.n > 0 && !above(*into, last) {
				break
			}
			into.k, into.n, into.size = into.k+last.k, into.n+last.n, into.size+last.size
			pool = pool[:len(pool)-1]
		}
	}
	for _, b := range pool {
		for range b.size {
			fit = append(fit, sign*b.k/max(b.n, 1))
		}
	}
	return fit, up
}

// Turning is one place where a probability crosses a level.
type Turning struct {
	At       float64
	Above    bool // the probability is above the level for inputs just beyond At
	Interval stats.Interval
	// Reached is the share of resamples in which it is crossed there. Interval is of those; it stands for the stated confidence only where
	// Reached is near 1.
	Reached float64
}

// BreakEven is where one input brings a probability to a level, with its doubt.
type BreakEven struct {
	Found   bool // false: not reached anywhere in the swept range
	Turning      // the first crossing; meaningful only if Found, but for Reached: where nothing is found, the share of resamples that cross somewhere
	// Turns are all crossings from low to high inputs: at most one of a monotone curve.
	Turns []Turning
	// Lowest and Highest are the least and the greatest probability that the input can bring about within the swept range: by the monotone fit,
	// or by the rates themselves where they are not monotone. Where nothing is found, the answer is that it saturates there.
	Lowest, Highest float64
	// Monotone is false when the rates turn back on their way by more than chance explains.
	Monotone bool
}

// resamples of a break-even.
const resamples = 400

// FindBreakEven is Crossing with a bootstrap interval: every swept value's count is resampled from the binomial distribution of its rate
// and the crossing found again. Within a resample all counts are taken at the same probability (400 of them, evenly spaced), since
// sweeps stand on common random numbers, which make neighbours err together: the interval is where the band of the curve crosses the
// level. For a sweep on independent runs it is a little too wide.
//
// A curve that is not monotone is not made so: every crossing of the rates themselves is found, and a crossing of a resample belongs to the
// nearest one of its direction.
func FindBreakEven(values []float64, counts []results.Count, level, confidence float64) BreakEven {
	var b BreakEven
	if len(values) < 2 || len(values) != len(counts) {
		return b
	}
	fit, up := isotonic(counts)
	b.Lowest, b.Highest = slices.Min(fit), slices.Max(fit)
	b.Monotone = true
	for i, c := range counts {
		se := math.Sqrt(fit[i] * (1 - fit[i]) / float64(max(1, c.N)))
		// Largest of m standard normals: beyond this with one chance in a hundred (Bonferroni).
		if c.N > 0 && math.Abs(rate(c)-fit[i]) > mathext.NormalQuantile(1-0.005/float64(len(counts)))*se {
			b.Monotone = false
		}
	}
	turns := func(counts []results.Count) []Turning {
		fit, _ := isotonic(counts)
		if at, ok := cross(values, fit, level); ok {
			return []Turning{{At: at, Above: up}}
		}
		return nil
	}
	if !b.Monotone {
		turns = func(counts []results.Count) []Turning { return crossings(values, counts, level) }
		b.Lowest, b.Highest = 1, 0
		for _, c := range counts {
			if c.N > 0 {
				b.Lowest, b.Highest = min(b.Lowest, rate(c)), max(b.Highest, rate(c))
			}
		}
	}
	b.Turns = turns(counts)
	found, any := make([][]float64, len(b.Turns)), 0
	again := make([]results.Count, len(counts))
	for r := range resamples {
		for i, c := range counts {
			again[i] = results.Count{K: binomial(c, (float64(r)+0.5)/resamples), N: c.N}
		}
		all := turns(again)
		if len(all) > 0 {
			any++
		}
		for i, t := range b.Turns {
			if at, ok := nearestTurn(all, t); ok {
				found[i] = append(found[i], at)
			}
		}
	}
	for i := range b.Turns {
		t := &b.Turns[i]
		t.Reached = float64(len(found[i])) / resamples
		if len(found[i]) > 0 {
			slices.Sort(found[i])
			q := stats.Quantiles(found[i], (1-confidence)/2, (1+confidence)/2)
			t.Interval = stats.Interval{Low: q[0], High: q[1]}
		}
	}
	b.Above, b.Reached = up, float64(any)/resamples
	if b.Found = len(b.Turns) > 0; b.Found {
		b.Turning = b.Turns[0]
	}
	return b
}

// crossings are all places where rates pass from below a level to it or above, or back, read off linearly. Swept values without runs are left out.
func crossings(values []float64, counts []results.Count, level float64) (out []Turning) {
	last := -1
	for i, c := range counts {
		if c.N == 0 {
			continue
		}
		if last >= 0 {
			a, b := rate(counts[last]), rate(c)
			if (a >= level) != (b >= level) {
				out = append(out, Turning{At: values[last] + (values[i]-values[last])*(level-a)/(b-a), Above: b > a})
			}
		}
		last = i
	}
	return out
}

// nearestTurn is the place of the crossing of the same direction that lies nearest.
func nearestTurn(all []Turning, to Turning) (at float64, ok bool) {
	for _, t := range all {
		if t.Above == to.Above && (!ok || math.Abs(t.At-to.At) < math.Abs(at-to.At)) {
			at, ok = t.At, true
		}
	}
	return at, ok
}

// binomial is the count of the same size and rate that lies at a probability of its distribution: by adding that up where it is narrow,
// by the normal approximation where it is wide.
func binomial(c results.Count, u float64) int64 {
	if c.N == 0 {
		return 0
	}
	n, p := float64(c.N), rate(c)
	if p == 0 || p == 1 {
		return c.K
	}
	if variance := n * p * (1 - p); variance > 30 {
		k := math.Round(n*p + math.Sqrt(variance)*mathext.NormalQuantile(u))
		return int64(min(max(k, 0), n))
	}
	flip := p > 0.5 // add up from the side where little is to be added
	if flip {
		p, u = 1-p, 1-u
	}
	mass := math.Exp(n * math.Log1p(-p))
	k := int64(0)
	for sum := mass; sum < u && k < c.N; sum += mass {
		mass *= p / (1 - p) * (n - float64(k)) / float64(k+1)
		k++
	}
	if flip {
		return c.N - k
	}
	return k
}
