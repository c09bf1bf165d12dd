package explore

import (
	"parley/sim/results"
)

// Crossing is where a probability swept over one input reaches a level: the counts are made monotone in the direction of their ends
// (pool adjacent violators, weighted by runs; Barlow et al. 1972) and read off linearly between swept values. ok is false when the level is
// nowhere crossed in the swept range, which is an answer: whatever the input, the level is not reached. above tells whether the
// probability lies above the level for inputs beyond the crossing.
func Crossing(values []float64, counts []results.Count, level float64) (at float64, above, ok bool) {
	n := len(values)
	if n < 2 {
		return 0, false, false
	}
	up := rate(counts[n-1]) >= rate(counts[0])
	p := isotonic(counts, up)
	for i := 1; i < n; i++ {
		a, b := p[i-1], p[i]
		if a == b || (a-level)*(b-level) > 0 {
			continue
		}
		return values[i-1] + (values[i]-values[i-1])*(level-a)/(b-a), up, true
	}
	return 0, up, false
}

// isotonic fits rates that only rise (or only fall).
func isotonic(counts []results.Count, up bool) []float64 {
	type block struct {
		k, n float64
		size int
	}
	sign := 1.0
	if !up {
		sign = -1
	}
	var pool []block
	for _, c := range counts {
		pool = append(pool, block{sign * float64(c.K), float64(max(1, c.N)), 1})
		for len(pool) > 1 && pool[len(pool)-2].k/pool[len(pool)-2].n > pool[len(pool)-1].k/pool[len(pool)-1].n {
			last := pool[len(pool)-1]
			pool = pool[:len(pool)-1]
			into := &pool[len(pool)-1]
			into.k, into.n, into.size = into.k+last.k, into.n+last.n, into.size+last.size
		}
	}
	var out []float64
	for _, b := range pool {
		for range b.size {
			out = append(out, sign*b.k/b.n)
		}
	}
	return out
}
