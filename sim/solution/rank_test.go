package solution

import (
	"math"
	"math/rand/v2"
	"testing"

	"parley/sim"
)

// Where both sides have a value on a curve, the bound of its scope is no lower: over the main points of random worlds with ratifiers, with linear and
// with curved losses, before and after a veto.
func TestPieces_boundCoversEveryPoint(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 16))
	some, none := 0, 0
	for trial := range 400 {
		n := 2 + trial%4
		w := world(r, n)
		if trial%5 == 0 {
			w.Curvature = 1.4
		}
		for i := range w.Principals {
			w.Principals[i].NoDeal = 0.3*r.Float64() - 0.1
		}
		house(r, w)
		w.Reopened.Active = trial%7 == 0
		w.Unvoted = trial%11 == 0
		weight := r.Float64()
		v, p := newView(n, w.Curvature != 1), NewPieces(n, w.Curvature != 1)
		p.Cut(w)
		for _, scope := range scopes(n) {
			v.Lay(w, p, scope)
			v.mesh(w, false)
			most := math.Inf(-1)
			for i := range v.points {
				v.weigh(w, i)
				if at := &v.points[i]; at.gain[0] > 0 && at.gain[1] > 0 && at.value[0] > 0 && at.value[1] > 0 {
					most = max(most, product(at.value[0], at.value[1], weight))
				}
			}
			bound := math.Inf(-1)
			for _, top := range p.bound(w, scope, nil) {
				bound = max(bound, product(top.a, top.b, weight))
			}
			if bound < most {
				t.Fatalf("trial %d, scope %b: a point has %v, the bound is %v", trial, scope, most, bound)
			}
			if math.IsInf(most, -1) {
				none++
			} else {
				some++
			}
		}
	}
	if some < 500 || none < 100 {
		t.Fatalf("%d curves with values for both and %d without: the test does not try both", some, none)
	}
}

// An issue without room has no bound, as its curve is empty.
func TestPieces_boundWithoutRoom(t *testing.T) {
	w := world(rand.New(rand.NewPCG(7, 8)), 2)
	w.Ceiling[0] = w.Status[0] + 0.01
	p := NewPieces(2, false)
	p.Cut(w)
	if tops := p.bound(w, sim.FullScope(2), nil); len(tops) != 0 {
		t.Errorf("the first issue cannot move by its smallest move, yet there are bounds %v", tops)
	}
}
