package yardstick

import (
	"cmp"
	"math"
	"slices"
)

// Solver finds frontiers and points of domains. It keeps its memory from one domain to the next, so that solving again
// allocates nothing; it belongs to one goroutine.
type Solver struct {
	order    []key
	index    []int32
	frontier []int
	a, b     []float64 // gains being compared
	marks    [1024]uint64
}

// key is an outcome with what it is ordered by.
type key struct {
	u float64
	v float64
	i int32
}

// Frontier lists the outcomes that are Pareto efficient among all, whatever the reservation values: no other outcome is at
// least as good for everyone and better for someone. Outcomes with the same utilities for all count once, the first of them.
// They come by falling utility of the first party. The slice is overwritten by the next call.
func (s *Solver) Frontier(u [][]float64) []int {
	s.frontier = s.frontier[:0]
	if len(u) == 0 || len(u[0]) == 0 {
		return s.frontier
	}
	if len(u) == 1 {
		best := 0
		for i, x := range u[0] {
			if x > u[0][best] {
				best = i
			}
		}
		return append(s.frontier, best)
	}
	if len(u) == 2 {
		return s.pairs(u[0], u[1])
	}
	return s.several(u)
}

// Efficient is the number of all outcomes that are Pareto efficient: those on the frontier and those that give everyone the same as
// one of them. frontier is what Frontier gave.
func (s *Solver) Efficient(u [][]float64, frontier []int) int {
	if len(u) == 0 {
		return 0
	}
	// most outcomes are told from those on the frontier by a hash of the first party's utility
	place := func(x float64) (word, bit uint64) {
		h := math.Float64bits(x+0) * 0x9e3779b97f4a7c15 >> 48 // + 0: of the two zeros, one
		return h >> 6, 1 << (h & 63)
	}
	clear(s.marks[:])
	for _, o := range frontier {
		word, bit := place(u[0][o])
		s.marks[word] |= bit
	}
	n := 0
	for i, x := range u[0] {
		if word, bit := place(x); s.marks[word]&bit == 0 {
			continue
		}
		if _, on := slices.BinarySearchFunc(frontier, i, func(o, i int) int {
			for p := range u {
				if c := cmp.Compare(u[p][i], u[p][o]); c != 0 { // frontiers fall in the first party's utility, then the second's
					return c
				}
			}
			return 0
		}); on {
			n++
		}
	}
	return n
}

// buckets is into how many stretches of the first party's utility outcomes are sorted before they are ordered in full.
const buckets = 1024

// pairs is the frontier of two parties. A first pass keeps for each stretch of the first party's utility the best outcome for
// the second; an outcome that is worse for both than the best of a higher stretch cannot be efficient. What is left, usually
// a few in a hundred, is sorted and swept.
func (s *Solver) pairs(a, b []float64) []int {
	lo, hi := a[0], a[0]
	for _, x := range a {
		lo, hi = min(lo, x), max(hi, x)
	}
	var top [buckets + 1]float64
	for i := range top {
		top[i] = math.Inf(-1)
	}
	scale := 0.0
	if hi > lo {
		scale = (buckets - 1) / (hi - lo)
	}
	for i, x := range a {
		at := int((x - lo) * scale)
		top[at] = max(top[at], b[i])
	}
	for i := buckets - 1; i >= 0; i-- {
		top[i] = max(top[i], top[i+1])
	}
	s.order = s.order[:0]
	for i, x := range a {
		if b[i] > top[int((x-lo)*scale)+1] {
			s.order = append(s.order, key{x, b[i], int32(i)})
		}
	}
	slices.SortFunc(s.order, func(p, q key) int {
		if c := cmp.Compare(q.u, p.u); c != 0 {
			return c
		}
		if c := cmp.Compare(q.v, p.v); c != 0 {
			return c
		}
		return cmp.Compare(p.i, q.i)
	})
	best := math.Inf(-1)
	for _, k := range s.order {
		if k.v > best {
			best = k.v
			s.frontier = append(s.frontier, int(k.i))
		}
	}
	return s.frontier
}

// covers says that outcome j is at least as good as i for everyone.
func covers(u [][]float64, j, i int) bool {
	for p := range u {
		if u[p][j] < u[p][i] {
			return false
		}
	}
	return true
}
