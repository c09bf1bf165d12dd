package explore

import (
	"slices"

	"parley/sim/results"
)

// The space of inputs as searches cut it: half of the runs to search, half to count, regions as ranges of inputs.

// sample is a part of the runs, inputs as whole numbers below 2^16. Columns are made when first asked for.
type sample struct {
	runs   []int32
	hit    []bool
	inputs []Input
	made   [][]uint16
}

// halves gives the runs that are searched and those that are not.
func halves(n int, inputs []Input, event func(run int) bool) (search, test *sample) {
	search, test = &sample{inputs: inputs, made: make([][]uint16, len(inputs))}, &sample{inputs: inputs, made: make([][]uint16, len(inputs))}
	for i := range n {
		to := test
		if i%2 == 0 && len(search.runs) < primSearch {
			to = search
		}
		to.runs, to.hit = append(to.runs, int32(i)), append(to.hit, event(i))
	}
	return search, test
}

func (s *sample) column(input int) []uint16 {
	if s.made[input] == nil {
		c := make([]uint16, len(s.runs))
		for i, run := range s.runs {
			c[i] = uint16(min(levelsOfU16-1, int(s.inputs[input].U(int(run))*levelsOfU16)))
		}
		s.made[input] = c
	}
	return s.made[input]
}

func (s *sample) all() results.Count { return s.count(region{}) }

// region holds ranges [low, high) in whole numbers by input.
type region map[int][2]int32

func (b region) clone() region {
	c := region{}
	for k, v := range b {
		c[k] = v
	}
	return c
}

// order lists the limited inputs, rising.
func (b region) order() []int {
	var out []int
	for k := range b {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// count counts the runs of a region. skip is an input whose limits do not count.
func (s *sample) count(b region, skip ...int) results.Count {
	var limits []limited
	for k, v := range b {
		if !slices.Contains(skip, k) {
			limits = append(limits, limited{s.column(k), v[0], v[1]})
		}
	}
	var c results.Count
runs:
	for i, hit := range s.hit {
		for _, l := range limits {
			if x := int32(l.column[i]); x < l.low || x >= l.high {
				continue runs
			}
		}
		c.N++
		if hit {
			c.K++
		}
	}
	return c
}

type limited struct {
	column    []uint16
	low, high int32
}
