package explore

import (
	"cmp"
	"math"
	"math/bits"
	"slices"

	"gonum.org/v1/gonum/mathext"

	"parley/sim/results"
	"parley/sim/stats"
)

// dummies is how many inputs that affect nothing set the noise floor.
const dummies = 200

// Fifths counts an event in each fifth of an input: u is the probability at which the input was drawn, so fifths are of equal size
// whatever its distribution, and row order plays no part.
func Fifths(n int, u func(run int) float64, event func(run int) bool) [5]results.Count {
	var out [5]results.Count
	for i := range n {
		c := &out[min(4, int(u(i)*5))]
		c.N++
		if event(i) {
			c.K++
		}
	}
	return out
}

// Drivers compares, for each input, how often an event occurs when the input lies in its lowest and in its highest fifth while all others
// vary. Share is the part of the event's variance that lies between the fifths, less what an idle input would show. The floor is what
// inputs that affect nothing produce by chance: the 95th percentile of the distance of 200 of them, so that one idle input in twenty
// lies above it. This is regional sensitivity analysis (Hornberger & Spear 1981) with a dummy input (Khorashadi Zadeh et al. 2017).
func Drivers(n int, inputs []Input, event func(run int) bool) *results.Drivers {
	d := &results.Drivers{}
	hit := make([]bool, n)
	for i := range n {
		d.Base.N++
		if hit[i] = event(i); hit[i] {
			d.Base.K++
		}
	}
	known := func(run int) bool { return hit[run] }
	idle := make([]float64, dummies)
	for k := range idle {
		f := Fifths(n, func(i int) float64 { return hash01(uint64(i), uint64(k)) }, known)
		idle[k] = Distance(results.Driver{Fifths: f, Monotone: monotone(f)})
	}
	slices.Sort(idle)
	d.Dummy = stats.Quantiles(idle, 0.95)[0]
	p := rate(d.Base)
	for _, in := range inputs {
		f := Fifths(n, in.U, known)
		r := results.Driver{Path: in.Path, Fifths: f, Share: between(f, p, n), Monotone: monotone(f)}
		d.All = append(d.All, r)
	}
	slices.SortStableFunc(d.All, func(a, b results.Driver) int {
		return cmp.Or(-cmp.Compare(Distance(a), Distance(b)), cmp.Compare(a.Path, b.Path))
	})
	return d
}

// FamilyFloor is the distance that the greatest of many idle inputs exceeds in one study of twenty, from the floor that a single one exceeds in one
// of twenty: distances of idle inputs are nearly those of a normal number from 0, and the error is divided among the inputs and the three pairs of
// fifths that a distance may be taken between (Bonferroni).
func FamilyFloor(single float64, inputs int) float64 {
	return single * mathext.NormalQuantile(1-0.025/(3*float64(max(1, inputs)))) / mathext.NormalQuantile(0.975)
}

// Top are the strongest drivers above the noise floor, at most n of those that keep accepts (nil accepts all): two of them make the map of
// flip points.
func Top(d *results.Drivers, n int, keep func(results.Driver) bool) []results.Driver {
	var out []results.Driver
	for _, r := range d.All {
		if len(out) == n || Distance(r) <= d.Dummy {
			break
		}
		if keep == nil || keep(r) {
			out = append(out, r)
		}
	}
	return out
}

// Distance is by how much the event's rate differs between the ends of an input, or, where both ends lie on one side of the middle,
// between the middle and the farther end.
func Distance(d results.Driver) float64 {
	lo, mid, hi := rate(d.Fifths[0]), rate(d.Fifths[2]), rate(d.Fifths[4])
	if d.Monotone {
		return math.Abs(hi - lo)
	}
	return max(math.Abs(hi-lo), math.Abs(mid-lo), math.Abs(mid-hi))
}

// between is the variance of the five rates over p(1-p), less the part that chance alone would give: 4 degrees of freedom of n.
func between(f [5]results.Count, p float64, n int) float64 {
	if p <= 0 || p >= 1 {
		return 0
	}
	v := 0.0
	for _, c := range f {
		d := rate(c) - p
		v += d * d * float64(c.N) / float64(n)
	}
	return max(0, v/(p*(1-p))-4/float64(n))
}

// monotone is false when the middle fifth is above or below both ends by more than twice its noise.
func monotone(f [5]results.Count) bool {
	lo, mid, hi := rate(f[0]), rate(f[2]), rate(f[4])
	noise := 0.0
	for _, c := range []results.Count{f[0], f[2], f[4]} {
		if c.N > 0 {
			noise = max(noise, 2*math.Sqrt(2*rate(c)*(1-rate(c))/float64(c.N)))
		}
	}
	return !(mid > max(lo, hi)+noise || mid < min(lo, hi)-noise)
}

func rate(c results.Count) float64 {
	if c.N == 0 {
		return 0
	}
	return float64(c.K) / float64(c.N)
}

// hash01 is a number in [0, 1) that depends on nothing but its two arguments (the SplitMix64 finaliser of Steele et al. 2014): an idle
// input needs no better randomness.
func hash01(i, k uint64) float64 {
	x := i*0x9e3779b97f4a7c15 + bits.RotateLeft64(k+1, 32)*0xbf58476d1ce4e5b9
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return float64((x^x>>31)>>11) / (1 << 53)
}
