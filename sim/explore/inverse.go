package explore

import (
	"cmp"
	"math"
	"math/bits"
	"slices"

	"parley/sim/results"
)

// Change is a move of some levers that brings an outcome to a target.
type Change struct {
	Levers  []int     // which are moved
	At      []float64 // where all levers stand then, by their probability
	Size    float64   // Euclidean length of the move in units of probability
	Count   results.Count
	Reached bool // false: this is the best that the levers can do, and it falls short
}

// ends of a lever's range: its extreme two hundredths are left out.
const leverEnd = 0.01

// SmallestChange looks for the smallest moves of levers that lift the chance of an outcome to a target: each lever alone, then the two, three ... up to
// most that do most together. Where to go is looked for at a few levels of each lever, of every two together (of up to three levers at more levels) and, of
// up to five levers, of every three: levers that do nothing alone, such as those of several vetoes, are found together. From there the
// move is shortened along its ray, and the ray turned. chance counts the outcome with the levers at given probabilities, all
// else varying, always on the same draws. base is where they stand. Changes that reach the target come first, the smallest first. The search is
// local: it finds a small change, without proof that none is smaller.
func SmallestChange(chance func(u []float64) results.Count, base []float64, target float64, most int) []Change {
	k := len(base)
	start := chance(base)
	if rate(start) >= target {
		return []Change{{At: slices.Clone(base), Count: start, Reached: true}}
	}
	s := search{chance: chance, base: base, target: target}
	ends, levels := []float64{leverEnd, 1 - leverEnd}, []float64{leverEnd, 0.25, 0.75, 1 - leverEnd}
	gain, to := make([]float64, k), make([]float64, k) // the most that a lever does alone, and where
	var out []Change
	for i := range k {
		best := s.best([][]int{{i}}, levels)
		gain[i], to[i] = rate(best.Count)-rate(start), best.At[i]
		out = append(out, s.along(s.toward(best), best.Levers, math.Inf(1)))
	}
	order := seqTo(k)
	slices.SortStableFunc(order, func(a, b int) int { return -cmp.Compare(gain[a], gain[b]) })
	var before Change
	for m := 2; m <= min(most, k); m++ {
		var far Change // where so many do most
		switch {
		case m == 2 && k <= 3:
			far = s.best(subsets(k, 2), levels)
		case m == 2 || m == 3 && k <= 5:
			far = s.best(subsets(k, m), ends)
		default:
			far = s.further(before, ends)
		}
		before = far
		best := s.turned(s.toward(far), far.Levers)
		steepest, each := make([]float64, k), slices.Clone(order[:m]) // by gain per unit of move
		slices.Sort(each)
		for _, i := range each {
			steepest[i] = max(0, gain[i]) / (to[i] - base[i])
		}
		if gain[order[m-1]] > 0 {
			if c := s.turned(steepest, each); better(c, best) {
				best = c
			}
		}
		out = append(out, best)
	}
	slices.SortStableFunc(out, func(a, b Change) int {
		switch {
		case better(a, b):
			return -1
		case better(b, a):
			return 1
		}
		return 0
	})
	return out
}

// search is for the smallest change from a base.
type search struct {
	chance func(u []float64) results.Count
	base   []float64
	target float64
}

// best is the highest of some levers at some levels, all combinations.
func (s search) best(levers [][]int, levels []float64) (best Change) {
	for _, set := range levers {
		cells := 1
		for range set {
			cells *= len(levels)
		}
		for cell := range cells {
			at := slices.Clone(s.base)
			for _, i := range set {
				at[i], cell = levels[cell%len(levels)], cell/len(levels)
			}
			if c := (Change{Levers: set, At: at, Count: s.chance(at)}); best.At == nil || rate(c.Count) > rate(best.Count) {
				best = c
			}
		}
	}
	return best
}

// further moves one lever more.
func (s search) further(from Change, levels []float64) (best Change) {
	for i := range s.base {
		if slices.Contains(from.Levers, i) {
			continue
		}
		for _, to := range levels {
			at := slices.Clone(from.At)
			at[i] = to
			if c := (Change{Levers: append(slices.Clone(from.Levers), i), At: at, Count: s.chance(at)}); best.At == nil || rate(c.Count) > rate(best.Count) {
				best = c
			}
		}
	}
	slices.Sort(best.Levers)
	return best
}

// toward is the direction of a change.
func (s search) toward(c Change) []float64 {
	d := slices.Clone(c.At)
	for i := range d {
		d[i] -= s.base[i]
	}
	return d
}

// turned goes along a direction and along such as have one lever's part greater or smaller, as long as that shortens the move.
func (s search) turned(direction []float64, levers []int) Change {
	best := s.along(direction, levers, math.Inf(1))
	for step := 2.0; step > 1.2; step = math.Sqrt(step) {
		for _, i := range levers {
			for _, f := range []float64{step, 1 / step} {
				d, limit := slices.Clone(direction), math.Inf(1)
				d[i] *= f
				if best.Reached {
					limit = best.Size
				}
				if c := s.along(d, levers, limit); better(c, best) {
					best, direction = c, d
				}
			}
		}
	}
	return best
}

// subsets are all sets of m of k levers.
func subsets(k, m int) (out [][]int) {
	for set := range 1 << k {
		if bits.OnesCount(uint(set)) == m {
			var levers []int
			for i := range k {
				if set>>i&1 == 1 {
					levers = append(levers, i)
				}
			}
			out = append(out, levers)
		}
	}
	return out
}

// better: reached before not, then smaller, or, if neither is reached, nearer to the target.
func better(a, b Change) bool {
	if a.Reached != b.Reached {
		return a.Reached
	}
	if a.Reached {
		return a.Size < b.Size
	}
	return rate(a.Count) > rate(b.Count)
}

// along goes from the base in a direction until the target is reached, levers stopping at their ends, and no farther than a limit: a few equal
// steps, then halving.
func (s search) along(direction []float64, levers []int, limit float64) Change {
	base := s.base
	length, reach := 0.0, 0.0
	for _, i := range levers {
		length += direction[i] * direction[i]
	}
	if length == 0 { // the best is where the levers stand
		return Change{Levers: levers, At: slices.Clone(base), Count: s.chance(base)}
	}
	length = math.Sqrt(length)
	for _, i := range levers {
		if d := math.Abs(direction[i]) / length; d > 0 {
			room := 1 - leverEnd - base[i]
			if direction[i] < 0 {
				room = base[i] - leverEnd
			}
			reach = max(reach, room/d)
		}
	}
	reach = min(reach, limit)
	at := func(t float64) []float64 {
		u := slices.Clone(base)
		for _, i := range levers {
			u[i] = min(max(base[i]+t*direction[i]/length, min(base[i], leverEnd)), max(base[i], 1-leverEnd))
		}
		return u
	}
	of := func(t float64) Change {
		u := at(t)
		size := 0.0
		for i := range u {
			size += (u[i] - base[i]) * (u[i] - base[i])
		}
		c := s.chance(u)
		return Change{Levers: levers, At: u, Size: math.Sqrt(size), Count: c, Reached: rate(c) >= s.target}
	}
	const steps = 6
	lo, best := 0.0, of(reach)
	for step := 1; step < steps; step++ {
		t := reach * float64(step) / steps
		c := of(t)
		if c.Reached {
			best = c
			break
		}
		if !best.Reached && rate(c.Count) > rate(best.Count) {
			best = c
		}
		lo = t
	}
	if !best.Reached {
		return best
	}
	hi := lo + reach/steps
	for hi-lo > 0.004 {
		mid := (lo + hi) / 2
		if c := of(mid); c.Reached {
			hi, best = mid, c
		} else {
			lo = mid
		}
	}
	return best
}
