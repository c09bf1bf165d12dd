package explore

import (
	"fmt"
	"math"
	"slices"

	"parley/sim/draw"
	"parley/sim/stats"
)

// Index is an estimate with its bootstrap interval. It is not cut off at 0: a small negative estimate is noise and says so.
type Index struct {
	Value float64
	stats.Interval
}

// Indices are the Sobol' indices of one input, or of a group of inputs.
type Indices struct {
	First Index // share of the variance that knowing the input would take away
	Total Index // share that would be left if all others were known
}

// Saltelli estimates first and total indices of k inputs with points·(k+2) runs: outcomes at the points A and B of a design of 2k
// dimensions and at A with one coordinate after the other taken from B. First indices are estimated as in Saltelli et al. 2010 (table
// 2 b), total ones as in Jansen 1999. Luck is one more input that is not asked about: it is shared by A and its changed copies, and B
// has its own, so that shares are of the variance with luck in it.
//
// Intervals are percentiles over 200 resamples of the points, at the stated confidence. Their draws come from the seed alone.
func Saltelli(model Model, k, points int, design Points, confidence float64, seed uint64) []Indices {
	return SaltelliOn(Serial(model, k), k, points, design, confidence, seed)
}

// SaltelliOn is Saltelli on runs that may be made in parallel.
func SaltelliOn(runs Runs, k, points int, design Points, confidence float64, seed uint64) []Indices {
	single := make([][]int, k)
	for i := range single {
		single[i] = []int{i}
	}
	return saltelli(runs, k, single, points, design, confidence, seed)
}

// SaltelliGroups is SaltelliOn for groups of the k inputs, with points·(groups+2) runs: all inputs of a group are taken from B at once. Its first
// index is what knowing the whole group would take away, with what its inputs do together; its total index what would be left if all inputs outside of it
// were known. Groups may share inputs, and need not hold all of them. Sources: Sobol' 2001 for subsets of inputs; Saltelli et al. 2010;
// Jansen 1999. An empty group and one with an input that there is not are errors.
func SaltelliGroups(runs Runs, k int, groups [][]int, points int, design Points, confidence float64, seed uint64) ([]Indices, error) {
	for i, g := range groups {
		if len(g) == 0 {
			return nil, fmt.Errorf("explore: group %d of %d has no inputs", i+1, len(groups))
		}
		for _, d := range g {
			if d < 0 || d >= k {
				return nil, fmt.Errorf("explore: group %d of %d names input %d of %d (they count from 0)", i+1, len(groups), d, k)
			}
		}
	}
	return saltelli(runs, k, groups, points, design, confidence, seed), nil
}

func saltelli(runs Runs, k int, groups [][]int, points int, design Points, confidence float64, seed uint64) []Indices {
	fromB := make([][]bool, 2+len(groups)) // by part and input
	for part := range fromB {
		fromB[part] = make([]bool, k)
	}
	for d := range k {
		fromB[1][d] = true
	}
	for i, g := range groups {
		for _, d := range g {
			fromB[i+2][d] = true
		}
	}
	design = tabled(design, points, 2*k)
	all := make([]float64, points*len(fromB)) // A, B, then A with each group of B
	runs(all, func(i int, u []float64) uint64 {
		part, j := i/points, i%points
		for d, b := range fromB[part] {
			if b {
				u[d] = design(j, k+d)
			} else {
				u[d] = design(j, d)
			}
		}
		if part == 1 {
			return uint64(2*j + 1)
		}
		return uint64(2 * j)
	})
	a, b := all[:points], all[points:2*points]
	mixed := make([][]float64, len(groups))
	for i := range mixed {
		mixed[i] = all[(i+2)*points : (i+3)*points]
	}
	center(a, b, mixed)
	weights := resample(points, seed)
	first, total := make([]float64, resamplings), make([]float64, resamplings)
	ones := make([]float64, points)
	for j := range ones {
		ones[j] = 1
	}
	out := make([]Indices, len(groups))
	for i := range out {
		out[i].First.Value, out[i].Total.Value = indices(a, b, mixed[i], ones)
		for r, w := range weights {
			first[r], total[r] = indices(a, b, mixed[i], w)
		}
		out[i].First.Interval, out[i].Total.Interval = percentiles(first, confidence), percentiles(total, confidence)
	}
	return out
}

// mostTabled is how many coordinates of a design are kept: 64 MB.
const mostTabled = 1 << 23

// tabled computes a design once: every coordinate of A is asked for again with each group, and a scrambled one takes a random number for each of its digits.
func tabled(design Points, points, dims int) Points {
	if points*dims > mostTabled {
		return design
	}
	all := make([]float64, points*dims)
	for j := range points {
		for d := range dims {
			all[j*dims+d] = design(j, d)
		}
	}
	return func(point, dimension int) float64 { return all[point*dims+dimension] }
}

// center takes the common mean away: the estimate of the first index is much noisier for outcomes far from zero.
func center(a, b []float64, mixed [][]float64) {
	mean := 0.0
	for j := range a {
		mean += (a[j] + b[j]) / float64(2*len(a))
	}
	for _, y := range append([][]float64{a, b}, mixed...) {
		for j := range y {
			y[j] -= mean
		}
	}
}

// indices are the two estimates with weights on the points.
func indices(a, b, mixed, w []float64) (first, total float64) {
	sum, square, n, s, t := 0.0, 0.0, 0.0, 0.0, 0.0
	for j := range a {
		n += w[j]
		sum += w[j] * (a[j] + b[j])
		square += w[j] * (a[j]*a[j] + b[j]*b[j])
		s += w[j] * b[j] * (mixed[j] - a[j])
		d := a[j] - mixed[j]
		t += w[j] * d * d
	}
	mean := sum / (2 * n)
	variance := square/(2*n) - mean*mean
	if variance <= 0 {
		return 0, 0
	}
	return s / n / variance, t / (2 * n) / variance
}

// resamplings of the points behind an interval.
const resamplings = 200

// resample draws how often each point is taken in each resample.
func resample(points int, seed uint64) [][]float64 {
	s := draw.NewStream(seed, draw.Play, "explore/bootstrap")
	out := make([][]float64, resamplings)
	for r := range out {
		out[r] = make([]float64, points)
		for j := range points {
			out[r][int(s.Uniform(uint64(r), uint64(j))*float64(points))]++
		}
	}
	return out
}

func percentiles(all []float64, confidence float64) stats.Interval {
	sorted := slices.Clone(all)
	slices.Sort(sorted)
	q := stats.Quantiles(sorted, (1-confidence)/2, (1+confidence)/2)
	return stats.Interval{Low: q[0], High: q[1]}
}

// TwoSeeds splits the variance of an outcome between what inputs and what luck decide, from two runs of different luck on each draw of the
// inputs: the covariance of the pair estimates the variance between inputs without bias. The shares of ignorance and luck sum to 1;
// error is the standard error of either.
func TwoSeeds(model Model, k, points int, design Points) (ignorance, luck, err float64) {
	u := make([]float64, k)
	x, y := make([]float64, points), make([]float64, points)
	mean := 0.0
	for j := range points {
		for i := range k {
			u[i] = design(j, i)
		}
		x[j], y[j] = model(u, uint64(2*j)), model(u, uint64(2*j+1))
		mean += (x[j] + y[j]) / float64(2*points)
	}
	covariance, variance, cross := 0.0, 0.0, 0.0
	for j := range x {
		covariance += (x[j] - mean) * (y[j] - mean)
		variance += ((x[j]-mean)*(x[j]-mean) + (y[j]-mean)*(y[j]-mean)) / 2
	}
	if variance == 0 {
		return 0, 0, 0
	}
	ignorance = covariance / variance
	for j := range x { // spread of the ratio, by linearisation
		d := (x[j]-mean)*(y[j]-mean) - ignorance*((x[j]-mean)*(x[j]-mean)+(y[j]-mean)*(y[j]-mean))/2
		cross += d * d
	}
	return ignorance, 1 - ignorance, math.Sqrt(cross) / variance
}
