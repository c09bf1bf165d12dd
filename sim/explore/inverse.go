package explore

import (
	"cmp"
	"math"
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
// most that do most together, moved along the ray that trades them best. chance counts the outcome with the levers at given probabilities, all
// else varying, always on the same draws. base is where they stand. Changes that reach the target come first, the smallest first. The search is
// local: it finds a small change, without proof that none is smaller.
func SmallestChange(chance func(u []float64) results.Count, base []float64, target float64, most int) []Change {
	k := len(base)
	start := chance(base)
	if rate(start) >= target {
		return []Change{{At: slices.Clone(base), Count: start, Reached: true}}
	}
	gain, end := make([]float64, k), make([]float64, k)
	var out []Change
	for i := range k {
		best := math.Inf(-1)
		for _, to := range []float64{leverEnd, 1 - leverEnd} {
			at := slices.Clone(base)
			at[i] = to
			if p := rate(chance(at)); p > best {
				best, end[i] = p, to
			}
		}
		gain[i] = best - rate(start)
		direction := make([]float64, k)
		direction[i] = sign(end[i] - base[i])
		out = append(out, along(chance, base, direction, target, []int{i}))
	}
	order := seqTo(k)
	slices.SortStableFunc(order, func(a, b int) int { return -cmp.Compare(gain[a], gain[b]) })
	for m := 2; m <= min(most, k); m++ {
		levers := slices.Clone(order[:m])
		if gain[levers[m-1]] <= 0 {
			break
		}
		slices.Sort(levers)
		weight := make([]float64, m)
		try := func(w []float64) Change {
			direction := make([]float64, k)
			for j, i := range levers {
				direction[i] = w[j] * sign(end[i]-base[i])
			}
			return along(chance, base, direction, target, levers)
		}
		for j, i := range levers { // steepest ascent: gain per unit of move
			weight[j] = gain[i] / math.Max(0.05, math.Abs(end[i]-base[i]))
		}
		best := try(weight)
		for step := 2.0; step > 1.2; step = math.Sqrt(step) { // then each weight up and down
			for j := range weight {
				for _, f := range []float64{step, 1 / step} {
					w := slices.Clone(weight)
					w[j] *= f
					if c := try(w); better(c, best) {
						best, weight = c, w
					}
				}
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

func sign(x float64) float64 {
	if x < 0 {
		return -1
	}
	return 1
}

// along goes from the base in a direction until the target is reached, levers stopping at their ends: a few equal steps, then halving.
func along(chance func(u []float64) results.Count, base, direction []float64, target float64, levers []int) Change {
	length, reach := 0.0, 0.0
	for _, i := range levers {
		length += direction[i] * direction[i]
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
		c := chance(u)
		return Change{Levers: levers, At: u, Size: math.Sqrt(size), Count: c, Reached: rate(c) >= target}
	}
	const steps = 6
	lo, best := 0.0, of(reach)
	for s := 1; s < steps; s++ {
		t := reach * float64(s) / steps
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
