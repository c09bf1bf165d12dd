package explore

import (
	"cmp"
	"errors"
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"

	"parley/sim/results"
)

// Limit is a range of one input's probability.
type Limit struct {
	Path      string
	Low, High float64
	// P is the chance of a box as dense as this, had the limit no effect (Bryant & Lempert's quasi-p-value), on runs that the search has not seen.
	P     float64
	input int
}

// Box is a part of the space of inputs in which an event is frequent. Its counts are of runs that the search has not seen.
type Box struct {
	Limits   []Limit
	Inside   results.Count // events and runs in the box
	Coverage float64       // share of all events that lie in it
	Density  float64       // share of its runs that are events
	Mass     float64       // share of all runs that lie in it
}

// Discovery is what a search found.
type Discovery struct {
	Base  results.Count // of all unseen runs
	Boxes []Box         // the trade-off: from all runs to the densest box; each step has less coverage and, but for the one to tell of, more density
	Best  int           // the box to tell of, -1 when none stands out from noise
}

// Sizes of the search.
const (
	primAlpha   = 0.05 // share of the box that one peel takes off
	primPaste   = 0.01 // share that one paste tries to add
	primLeast   = 0.03 // mass of the smallest box
	primSearch  = 20_000
	primRows    = 12   // about as many boxes in the trade-off
	primError   = 0.05 // chance that an idle input is among the limits of a box
	levelsOfU16 = 1 << 16
)

// Prim finds where an event is frequent by the patient rule induction method: peeling off, again and again, the twentieth of the box at one end of one
// input that leaves the greatest density, then pasting back what costs none. The search sees every second run, up to 20,000; all that is
// reported, and whether a limit counts, comes from the others. Limits whose quasi-p-value is above 0.05 divided by the number of inputs are
// dropped, so that an idle input limits a given box in at most one study of twenty. The box to tell of is the one whose density exceeds the
// base rate by the most events (weighted relative accuracy), by the runs searched. Sources: Friedman & Fisher 1999; Bryant & Lempert
// 2010; Lavrač, Flach & Zupan 1999.
func Prim(n int, inputs []Input, event func(run int) bool) (*Discovery, error) {
	if n < 400 || len(inputs) == 0 {
		return nil, errors.New("PRIM needs at least 400 runs and an input")
	}
	search, test := halves(n, inputs, event)
	d := &Discovery{Base: test.all(), Best: -1}
	if d.Base.K == 0 || d.Base.K == d.Base.N {
		return d, nil
	}
	path := search.peel()
	best, told := 0.0, 0
	for i, b := range path {
		in := search.count(b)
		if worth := (rate(in) - rate(search.all())) * float64(in.N); worth > best {
			best, told = worth, i
		}
	}
	for i, b := range path {
		// A few steps are enough for the trade-off; the one to tell of is always among them.
		if i != told && i*primRows/len(path) == (i-1)*primRows/len(path) && i > 0 {
			continue
		}
		box := test.prune(search.paste(b), len(inputs))
		for i := range box.Limits {
			box.Limits[i].Path = inputs[box.Limits[i].input].Path
		}
		if last := len(d.Boxes) - 1; last < 0 || !sameLimits(d.Boxes[last], box) {
			d.Boxes = append(d.Boxes, box)
		}
		if i == told && len(box.Limits) > 0 {
			d.Best = len(d.Boxes) - 1
		}
	}
	d.order()
	return d, nil
}

// order puts boxes from the greatest coverage to the least and leaves out those that another one beats in both coverage and density on the unseen
// runs: pasting and pruning can bring boxes of the path back to one another. The one to tell of stays.
func (d *Discovery) order() {
	var best *Box
	if d.Best >= 0 {
		best = &d.Boxes[d.Best]
	}
	var kept []*Box
	for i := range d.Boxes {
		b := &d.Boxes[i]
		beaten := slices.ContainsFunc(d.Boxes, func(x Box) bool {
			return x.Coverage >= b.Coverage && x.Density >= b.Density && (x.Coverage > b.Coverage || x.Density > b.Density)
		})
		if b == best || !beaten {
			kept = append(kept, b)
		}
	}
	slices.SortStableFunc(kept, func(a, b *Box) int { return -cmp.Compare(a.Coverage, b.Coverage) })
	boxes := make([]Box, len(kept))
	for i, b := range kept {
		boxes[i] = *b
	}
	if best != nil {
		d.Best = slices.Index(kept, best)
	}
	d.Boxes = boxes
}

func sameLimits(a, b Box) bool {
	return slices.EqualFunc(a.Limits, b.Limits, func(a, b Limit) bool { return a.input == b.input && a.Low == b.Low && a.High == b.High })
}

const primBins = 256

// peel gives the boxes of the peeling path, the whole space first.
func (s *sample) peel() []region {
	box := region{}
	inside := make([]int32, len(s.runs))
	for i := range inside {
		inside[i] = int32(i)
	}
	path := []region{box.clone()}
	least := int(primLeast * float64(len(s.runs)))
	for {
		k := 0
		for _, i := range inside {
			if s.hit[i] {
				k++
			}
		}
		size := len(inside)
		take := int(math.Ceil(primAlpha * float64(size)))
		if size-take < max(least, 20) || k == size {
			return path
		}
		bestRate, bestInput := float64(k)/float64(size), -1
		var bestRange [2]int32
		for in := range s.inputs {
			v, ok := box[in]
			if !ok {
				v = [2]int32{0, levelsOfU16}
			}
			var n, hits [primBins]int
			width := (v[1] - v[0] + primBins - 1) / primBins
			if width == 0 {
				continue
			}
			column := s.column(in)
			for _, i := range inside {
				b := (int32(column[i]) - v[0]) / width
				n[b]++
				if s.hit[i] {
					hits[b]++
				}
			}
			for _, low := range []bool{true, false} {
				gone, lost := 0, 0
				for step := range primBins {
					b := step
					if !low {
						b = primBins - 1 - step
					}
					gone, lost = gone+n[b], lost+hits[b]
					if gone < take {
						continue
					}
					if gone > 4*take { // a lump: no patient peel
						break
					}
					if r := float64(k-lost) / float64(size-gone); r > bestRate {
						bestRate, bestInput = r, in
						if low {
							bestRange = [2]int32{v[0] + int32(b+1)*width, v[1]}
						} else {
							bestRange = [2]int32{v[0], v[0] + int32(b)*width}
						}
					}
					break
				}
			}
		}
		if bestInput < 0 {
			return path
		}
		box[bestInput] = bestRange
		column := s.column(bestInput)
		inside = slices.DeleteFunc(inside, func(i int32) bool { return int32(column[i]) < bestRange[0] || int32(column[i]) >= bestRange[1] })
		path = append(path, box.clone())
	}
}

// paste widens limits as long as the density does not fall.
func (s *sample) paste(b region) region {
	b = b.clone()
	now := rate(s.count(b))
	for range 20 {
		changed := false
		for _, k := range b.order() {
			for _, low := range []bool{true, false} {
				v := b[k]
				step := max(1, int32(primPaste*float64(v[1]-v[0])))
				if low {
					v[0] = max(0, v[0]-step)
				} else {
					v[1] = min(levelsOfU16, v[1]+step)
				}
				if v == b[k] {
					continue
				}
				was := b[k]
				b[k] = v
				if r := rate(s.count(b)); r >= now && r > 0 {
					now, changed = r, true
				} else {
					b[k] = was
				}
			}
			if b[k] == [2]int32{0, levelsOfU16} {
				delete(b, k)
			}
		}
		if !changed {
			break
		}
	}
	return b
}

// prune drops limits that chance explains, the weakest first, and counts what is left.
func (s *sample) prune(b region, inputs int) Box {
	b = b.clone()
	bound := primError / float64(inputs)
	for len(b) > 0 {
		worst, at := -1.0, -1
		for _, k := range b.order() {
			if p := s.quasi(b, k); p > worst {
				worst, at = p, k
			}
		}
		if worst <= bound {
			break
		}
		delete(b, at)
	}
	in, all := s.count(b), s.all()
	box := Box{Inside: in, Density: rate(in), Mass: float64(in.N) / float64(max(1, all.N)), Coverage: float64(in.K) / float64(max(1, all.K))}
	for _, k := range b.order() {
		box.Limits = append(box.Limits, Limit{Low: float64(b[k][0]) / levelsOfU16, High: float64(b[k][1]) / levelsOfU16, P: s.quasi(b, k), input: k})
	}
	slices.SortStableFunc(box.Limits, func(a, b Limit) int {
		switch {
		case a.P < b.P:
			return -1
		case a.P > b.P:
			return 1
		}
		return a.input - b.input
	})
	return box
}

// quasi is the chance of at least as many events in the box, if its density were that of the box without one limit.
func (s *sample) quasi(b region, limit int) float64 {
	in, without := s.count(b), s.count(b, limit)
	if in.N == 0 || without.N == in.N {
		return 1
	}
	p := rate(without)
	if in.K == 0 || p >= 1 {
		return 1
	}
	return mathext.RegIncBeta(float64(in.K), float64(in.N-in.K)+1, p)
}
