package stats

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"parley/sim/results"
)

// Cluster is a share with its interval where runs come in groups that have something in common, such as the same draw of the inputs.
type Cluster struct {
	Share float64
	SE    float64
	Interval
	// Naive is the Wilson interval that takes all runs for independent: too narrow by the root of Effect.
	Naive  Interval
	Effect float64 // variance of the share over that of as many independent runs: 1 when groups have nothing in common
	Groups int
}

// Clustered is the interval of a share from a nested (replicated) design: only the groups are independent, so it is the groups' shares whose spread
// counts, with a t quantile of one less than their number of degrees of freedom. Groups of different sizes are weighted by their runs (ratio
// estimate); empty ones are left out. With fewer than two groups the interval is [0, 1]. It is cut to [0, 1].
// Source: Cochran 1977, section 9A.1 and eq. 9A.4; the design effect is Kish 1965's.
func Clustered(groups []results.Count, level float64) Cluster {
	c := Cluster{Interval: Interval{0, 1}, Naive: Interval{0, 1}}
	k, n := int64(0), int64(0)
	for _, g := range groups {
		if g.N > 0 {
			c.Groups++
			k, n = k+g.K, n+g.N
		}
	}
	if n == 0 {
		return c
	}
	c.Share, c.Naive = float64(k)/float64(n), Wilson(k, n, level)
	if c.Groups < 2 {
		return c
	}
	m, size := float64(c.Groups), float64(n)/float64(c.Groups)
	square := 0.0
	for _, g := range groups {
		if g.N > 0 {
			d := float64(g.K) - c.Share*float64(g.N)
			square += d * d
		}
	}
	variance := square / (m - 1) / m / (size * size)
	c.SE = math.Sqrt(variance)
	if free := c.Share * (1 - c.Share) / float64(n); free > 0 {
		c.Effect = variance / free
	}
	if variance == 0 { // every group alike: the groups that were seen bound what was not
		c.Interval = Wilson(int64(math.Round(c.Share*m)), int64(c.Groups), level)
		return c
	}
	t := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: m - 1}.Quantile(1 - (1-level)/2)
	c.Interval = Interval{max(0, c.Share-t*c.SE), min(1, c.Share+t*c.SE)}
	return c
}
