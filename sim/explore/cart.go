package explore

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"parley/sim/results"
)

// Leaf is an end of a classification tree: the conditions that lead to it and what happens there, on runs that the tree was not made from.
type Leaf struct {
	Limits []Limit
	Inside results.Count
}

// Cart grows a small classification tree (at most three splits deep) as a cross-check on Prim: each split is the one that lessens Gini's impurity
// most on the runs searched, and stands only if the runs not seen confirm it (chi-square with the error divided among inputs). Leaves hold at
// least a twentieth of the runs; they come from left to right. Source: Breiman, Friedman, Olshen & Stone 1984.
func Cart(n int, inputs []Input, event func(run int) bool) ([]Leaf, error) {
	if n < 400 || len(inputs) == 0 {
		return nil, errors.New("a tree needs at least 400 runs and an input")
	}
	search, test := halves(n, inputs, event)
	var leaves []Leaf
	var grow func(b region, inside []int32, depth int)
	grow = func(b region, inside []int32, depth int) {
		in, at, ok := search.split(inside, len(search.runs)/20)
		if depth < 3 && ok {
			v, limited := b[in]
			if !limited {
				v = [2]int32{0, levelsOfU16}
			}
			left, right := b.clone(), b.clone()
			left[in], right[in] = [2]int32{v[0], at}, [2]int32{at, v[1]}
			l, r := test.count(left), test.count(right)
			if confirmed(l, r, primError/float64(len(inputs))) {
				column := search.column(in)
				var low, high []int32
				for _, i := range inside {
					if int32(column[i]) < at {
						low = append(low, i)
					} else {
						high = append(high, i)
					}
				}
				grow(left, low, depth+1)
				grow(right, high, depth+1)
				return
			}
		}
		leaf := Leaf{Inside: test.count(b)}
		for _, k := range b.order() {
			leaf.Limits = append(leaf.Limits, Limit{Path: inputs[k].Path, Low: float64(b[k][0]) / levelsOfU16, High: float64(b[k][1]) / levelsOfU16, input: k})
		}
		leaves = append(leaves, leaf)
	}
	all := make([]int32, len(search.runs))
	for i := range all {
		all[i] = int32(i)
	}
	grow(region{}, all, 0)
	return leaves, nil
}

// split finds the best split of some runs: input and the first whole number of the upper part.
func (s *sample) split(inside []int32, least int) (input int, at int32, ok bool) {
	const bins = 64
	const width = levelsOfU16 / bins
	best := 1e-12
	for in := range s.inputs {
		var n, hits [bins]float64
		total, k := 0.0, 0.0
		column := s.column(in)
		for _, i := range inside {
			b := column[i] / width
			n[b]++
			total++
			if s.hit[i] {
				hits[b]++
				k++
			}
		}
		left, leftK := 0.0, 0.0
		for b := range bins - 1 {
			left, leftK = left+n[b], leftK+hits[b]
			right, rightK := total-left, k-leftK
			if left < float64(least) || right < float64(least) {
				continue
			}
			if gain := leftK*leftK/left + rightK*rightK/right - k*k/total; gain > best*total {
				best, input, at, ok = gain/total, in, int32(b+1)*width, true
			}
		}
	}
	return input, at, ok
}

// confirmed is a chi-square test that two shares differ.
func confirmed(a, b results.Count, bound float64) bool {
	n := float64(a.N + b.N)
	p := float64(a.K+b.K) / max(1, n)
	if a.N == 0 || b.N == 0 || p <= 0 || p >= 1 {
		return false
	}
	z := (rate(a) - rate(b)) / math.Sqrt(p*(1-p)*(1/float64(a.N)+1/float64(b.N)))
	return distuv.ChiSquared{K: 1}.Survival(z*z) < bound
}
