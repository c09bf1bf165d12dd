package explore

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"parley/sim/stats"
)

// Replicated is an estimate from independent replicates of a design.
type Replicated struct {
	Mean     float64
	SE       float64 // of the mean
	Each     []float64
	Interval stats.Interval
}

// Replicate estimates the mean of a model over a design that has no interval of its own, such as scrambled Sobol' points or Latin
// hypercubes: the design is made anew with seeds 1 to replicates, and the spread of the means gives a t interval with replicates-1
// degrees of freedom. Within a replicate points are not independent, so no interval may be made from their number.
// points must be a multiple of the design's block. The luck of a run is its own: replicates never share it. Source: Owen 2013, chapter 17.
func Replicate(model Model, dims, points, replicates int, design func(seed uint64) (Design, error), confidence float64) (Replicated, error) {
	return ReplicateOn(Serial(model, dims), dims, points, replicates, design, confidence)
}

// ReplicateOn is Replicate on runs that may be made in parallel.
func ReplicateOn(runs Runs, dims, points, replicates int, design func(seed uint64) (Design, error), confidence float64) (Replicated, error) {
	var r Replicated
	if replicates < 2 {
		return r, fmt.Errorf("an interval needs at least 2 replicates, not %d", replicates)
	}
	out := make([]float64, points)
	for k := range replicates {
		d, err := design(uint64(k) + 1)
		if err != nil {
			return r, err
		}
		if err := d.Take(points); err != nil {
			return r, err
		}
		switch {
		case d.Powers && points&(points-1) != 0:
			return r, fmt.Errorf("%s keeps its balance only for powers of two, not for %d points", d.Name, points)
		case d.Block > 1 && points%d.Block != 0:
			return r, fmt.Errorf("%s keeps its balance only for multiples of %d points, not for %d", d.Name, d.Block, points)
		}
		runs(out, func(i int, u []float64) uint64 {
			for j := range dims {
				u[j] = d.At(i, j)
			}
			return uint64(k*points + i)
		})
		sum := 0.0
		for _, y := range out {
			sum += y
		}
		r.Each = append(r.Each, sum/float64(points))
	}
	n := float64(replicates)
	for _, x := range r.Each {
		r.Mean += x / n
	}
	square := 0.0
	for _, x := range r.Each {
		square += (x - r.Mean) * (x - r.Mean)
	}
	r.SE = math.Sqrt(square / (n - 1) / n)
	t := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: n - 1}.Quantile(1 - (1-confidence)/2)
	r.Interval = stats.Interval{Low: r.Mean - t*r.SE, High: r.Mean + t*r.SE}
	return r, nil
}
