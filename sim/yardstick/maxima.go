package yardstick

import (
	"cmp"
	"slices"
)

// Frontiers of three and more parties by dividing: outcomes sorted by the first party's utility are halved, each half's efficient ones are
// found, and those of the lower half that one of the upper half covers in all other utilities are dropped, again by halving, party
// by party. Source: Kung, Luccio & Preparata 1975, "On finding the maxima of a set of vectors".

// scouts is how many outcomes of large sum are tried on all others first: they leave few of most domains.
const scouts = 48

// fewPairs is up to how many comparisons two lists are compared pair by pair.
const fewPairs = 2048

// several is the frontier of three or more parties, in the order of Frontier.
func (s *Solver) several(u [][]float64) []int {
	n := len(u[0])
	s.scout(u)
	rest := s.index[:0]
outcomes:
	for i := range n {
		for _, k := range s.order {
			if j := int(k.i); j != i && covers(u, j, i) && (!covers(u, i, j) || j < i) {
				continue outcomes
			}
		}
		rest = append(rest, int32(i))
	}
	s.index = rest
	slices.SortFunc(rest, func(a, b int32) int {
		for k := range u {
			if c := cmp.Compare(u[k][b], u[k][a]); c != 0 {
				return c
			}
		}
		return cmp.Compare(a, b)
	})
	rest = slices.CompactFunc(rest, func(a, b int32) bool { return covers(u, int(a), int(b)) && covers(u, int(b), int(a)) })
	for _, i := range maxima(u, rest) {
		s.frontier = append(s.frontier, int(i))
	}
	return s.frontier
}

// scout keeps the outcomes of the largest sums in s.order.
func (s *Solver) scout(u [][]float64) {
	s.order = s.order[:0]
	for i := range u[0] {
		sum := 0.0
		for p := range u {
			sum += u[p][i]
		}
		if len(s.order) == scouts && sum <= s.order[scouts-1].u {
			continue
		}
		if len(s.order) < scouts {
			s.order = append(s.order, key{})
		}
		at := len(s.order) - 1
		for ; at > 0 && s.order[at-1].u < sum; at-- {
			s.order[at] = s.order[at-1]
		}
		s.order[at] = key{sum, 0, int32(i)}
	}
}

// maxima keeps of a list in falling lexical order, without equals, what nothing else in it covers; the order stays. The list is
// overwritten.
func maxima(u [][]float64, list []int32) []int32 {
	if len(list) <= 1 {
		return list
	}
	mid := len(list) / 2
	upper, lower := maxima(u, list[:mid]), maxima(u, list[mid:])
	keep := uncovered(u, slices.Clone(lower), upper, 1)
	slices.SortFunc(keep, func(a, b int32) int {
		for k := range u {
			if c := cmp.Compare(u[k][b], u[k][a]); c != 0 {
				return c
			}
		}
		return cmp.Compare(a, b)
	})
	return append(upper, keep...) // upper is the head of list: what follows it has been read
}

// uncovered keeps of a list what no element of by covers in the utilities from party k on. Those of by are known to be at least as good
// in all before k. The list is overwritten and its order lost.
func uncovered(u [][]float64, list, by []int32, k int) []int32 {
	if len(list) == 0 || len(by) == 0 {
		return list
	}
	v := u[k]
	if k == len(u)-1 {
		best := v[by[0]]
		for _, j := range by {
			best = max(best, v[j])
		}
		return slices.DeleteFunc(list, func(i int32) bool { return v[i] <= best })
	}
	if len(list)*len(by) <= fewPairs {
		return slices.DeleteFunc(list, func(i int32) bool {
		others:
			for _, j := range by {
				for p := k; p < len(u); p++ {
					if u[p][j] < u[p][i] {
						continue others
					}
				}
				return true
			}
			return false
		})
	}
	lo, hi := v[by[0]], v[by[0]]
	for _, j := range by {
		lo, hi = min(lo, v[j]), max(hi, v[j])
	}
	if lo == hi {
		above, rest := part(list, func(i int32) bool { return v[i] > hi })
		return join(list, above, uncovered(u, rest, by, k+1))
	}
	values := make([]float64, len(by))
	for i, j := range by {
		values[i] = v[j]
	}
	slices.Sort(values)
	pivot := values[len(values)/2]
	if pivot == lo { // more than half are at the bottom: divide above it
		at, _ := slices.BinarySearchFunc(values, lo, func(x, lo float64) int {
			if x <= lo {
				return -1
			}
			return 1
		})
		pivot = values[at]
	}
	strong, weak := part(slices.Clone(by), func(j int32) bool { return v[j] >= pivot })
	above, below := part(list, func(i int32) bool { return v[i] >= pivot })
	above = uncovered(u, above, strong, k)
	below = uncovered(u, below, strong, k+1) // the strong are better here than all of these
	below = uncovered(u, below, weak, k)
	return join(list, above, below)
}

// part brings those that fit to the front.
func part(list []int32, fits func(i int32) bool) (yes, no []int32) {
	n := 0
	for i, x := range list {
		if fits(x) {
			list[i], list[n] = list[n], x
			n++
		}
	}
	return list[:n], list[n:]
}

// join moves two shrunk parts of a list together at its front.
func join(list, front, back []int32) []int32 {
	return append(list[:len(front)], back...)
}
