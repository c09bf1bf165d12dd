package brief

// How much each input moves the answer, as measured from the runs, against what an input without effect shows by
// chance.

import (
	"fmt"
	"math"

	"parley/sim/results"
)

// effects is the measured impact of the inputs.
type effects struct {
	measured bool
	dummy    float64 // points that an input without effect shows by chance
	by       map[string]results.Driver
}

func readEffects(d *results.Derived) effects {
	e := effects{by: map[string]results.Driver{}}
	if d == nil || d.Drivers == nil {
		return e
	}
	e.measured, e.dummy = true, 100*d.Drivers.Dummy
	for _, x := range d.Drivers.All {
		e.by[x.Path] = x
	}
	return e
}

// points is the largest difference, in points, between two fifths of an input, and whether it exceeds what an
// input without effect shows by chance.
func (e effects) points(path string) (float64, bool) {
	d, ok := e.by[path]
	if !ok {
		return 0, false
	}
	p := swing(d)
	return p, p > e.dummy
}

// swing is the distance between the ends of an input; where the middle lies outside both ends, the distance
// between the lowest and the highest fifth.
func swing(d results.Driver) float64 {
	lo, hi := math.Inf(1), math.Inf(-1)
	for i, f := range d.Fifths {
		if f.N == 0 || (d.Monotone && i > 0 && i < 4) {
			continue
		}
		p := 100 * float64(f.K) / float64(f.N)
		lo, hi = math.Min(lo, p), math.Max(hi, p)
	}
	if hi < lo {
		return 0
	}
	return hi - lo
}

func (e effects) text(q results.Quantity) string {
	if q.Fixed {
		return "not varied"
	}
	p, moves := e.points(q.Path)
	_, known := e.by[q.Path]
	switch {
	case !e.measured || !known:
		return "not measured"
	case !moves:
		return "within noise"
	}
	return fmt.Sprintf("%.0f points", p)
}

// weights gives each path its impact above noise, for the sourcing test.
func (e effects) weights() map[string]float64 {
	w := map[string]float64{}
	for path := range e.by {
		if p, moves := e.points(path); moves {
			w[path] = p
		}
	}
	return w
}

// Basis says in a few words what an entry rests on: "assumed", "2 sources", "size assumed" where sources give the direction alone.
func (e Entry) Basis() string {
	sources, assumed := 0, false
	for _, r := range e.Rests {
		if r.Assumption {
			assumed = true
		} else {
			sources++
		}
	}
	switch {
	case sources == 0:
		return "assumed"
	case assumed:
		return "size assumed"
	}
	return counted(int64(sources), "source", "sources")
}
