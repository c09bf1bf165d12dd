package solution

import (
	"math"
	"math/rand/v2"
	"testing"

	"parley/sim"
)

// world makes a random but valid two-party world of n issues; the second side delivers all but the last.
func world(r *rand.Rand, n int) *sim.World {
	w := &sim.World{Issues: n, Curvature: 1, FrontLoading: r.Float64(), Failure: 0.06, Noise: 0.01, Lead: -1}
	for k := range n {
		w.By[k] = 1
		if k == n-1 {
			w.By[k] = 0
		}
		w.Status[k], w.MinMove[k], w.Ceiling[k] = 0.2*r.Float64(), 0.05, 1
	}
	for i := range w.Principals {
		p := &w.Principals[i]
		p.Reversibility = r.Float64()
		p.LossAversion, p.Trust, p.TrustN, p.NoDeal = 1+r.Float64(), r.Float64(), 10, 0.1*r.Float64()
		p.Patience = 0.9 + 0.09*r.Float64()
		sum := 0.0
		for k := range n {
			p.Ideal[k] = 0.3 * r.Float64()
			if int(w.By[k]) != i {
				p.Ideal[k] = 0.7 + 0.3*r.Float64()
			}
			p.Salience[k] = 0.1 + r.Float64()
			sum += p.Salience[k]
		}
		for k := range n {
			p.Salience[k] /= sum
		}
	}
	w.Reprice()
	return w
}

func build(w *sim.World, n int, scope sim.Scope) *Curve {
	p, c := NewPieces(n, w.Curvature != 1), NewCurve(n, w.Curvature != 1)
	p.Cut(w)
	c.Lay(w, p, scope)
	return c
}

// No feasible deal gives both sides more than the curve: the definition of the Pareto frontier, checked by drawing deals.
func TestCurve_nothingBeatsIt(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for trial := range 60 {
		n := 2 + trial%4
		w := world(r, n)
		scope := sim.FullScope(n)
		c := build(w, n, scope)
		if c.Empty {
			t.Fatal("empty curve")
		}
		for range 3000 {
			var d sim.Deal
			for k := range n {
				lo, hi, _ := Range(w, k)
				d[k] = lo + (hi-lo)*r.Float64()
			}
			a, b := w.Surplus(&w.Principals[0].Stakes, &d, scope), w.Surplus(&w.Principals[1].Stakes, &d, scope)
			if best := otherAt(w, c, a); b > best+1e-9 {
				t.Fatalf("trial %d: deal %v gives (%.6f, %.6f), the curve only %.6f to the second side", trial, d[:n], a, b, best)
			}
		}
	}
}

// otherAt is the second side's surplus on the curve where the first has a.
func otherAt(w *sim.World, c *Curve, a float64) float64 {
	at := func(i int) (float64, float64) {
		_, d := c.Knot(i)
		return w.Surplus(&w.Principals[0].Stakes, &d, c.Scope), w.Surplus(&w.Principals[1].Stakes, &d, c.Scope)
	}
	a0, b0 := at(0)
	if a <= a0 {
		return b0
	}
	for i := 1; i < c.Knots(); i++ {
		a1, b1 := at(i)
		if a <= a1 {
			if a1 == a0 {
				return b1
			}
			return b0 + (b1-b0)*(a-a0)/(a1-a0)
		}
		a0, b0 = a1, b1
	}
	return math.Inf(-1)
}

// Swapping the two sides maps u to 1-u: relabelling changes nothing.
func TestCurve_relabelling(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 50 {
		w := world(r, 4)
		a := build(w, 4, sim.FullScope(4))
		m := *w
		m.Principals[0], m.Principals[1] = w.Principals[1], w.Principals[0]
		for k := range 4 {
			m.By[k] = 1 - w.By[k]
		}
		m.FrontLoading = 1 - w.FrontLoading
		m.Reprice()
		b := build(&m, 4, sim.FullScope(4))
		for i := range 21 {
			u := float64(i) / 20
			x, y := a.At(u), b.At(1-u)
			for k := range 4 {
				if math.Abs(x[k]-y[k]) > 1e-9 {
					t.Fatalf("u=%.2f issue %d: %.12f, relabelled %.12f", u, k, x[k], y[k])
				}
			}
		}
	}
}

// A hand-solved case: two issues, weights .8/.2 and .2/.8, lambda 1, full trust, status quo 0, ideals at the ends. The
// second side's best deal is (0.05, 1), the first's (1, 0.05). Moving issue 0 costs the second side .2 per unit and gives the
// first .8 (ratio 4); issue 1 the other way (ratio 1/4). So the curve first moves issue 0 to 1, then issue 1 down.
func TestCurve_byHand(t *testing.T) {
	w := &sim.World{Issues: 2, Curvature: 1, FrontLoading: 0.5, Lead: -1}
	w.By = [sim.MaxIssues]int8{1, 0}
	for k := range 2 {
		w.MinMove[k], w.Ceiling[k] = 0.05, 1
	}
	for i := range w.Principals {
		p := &w.Principals[i]
		p.LossAversion, p.Trust, p.Reversibility = 1, 1, 0
		p.Ideal[i], p.Ideal[1-i] = 1, 0
		p.Salience[i], p.Salience[1-i] = 0.8, 0.2
	}
	w.Reprice()
	c := build(w, 2, 3)
	if c.Knots() != 3 {
		t.Fatalf("knots %d, want 3", c.Knots())
	}
	for i, want := range []struct{ u, x, y float64 }{{0, 0.05, 1}, {0.5, 1, 1}, {1, 1, 0.05}} {
		u, d := c.Knot(i)
		if math.Abs(u-want.u) > 1e-12 || math.Abs(d[0]-want.x) > 1e-12 || math.Abs(d[1]-want.y) > 1e-12 {
			t.Errorf("knot %d: u=%.4f (%.4f, %.4f), want %.4f (%.4f, %.4f)", i, u, d[0], d[1], want.u, want.x, want.y)
		}
	}
}

// With curved losses of distance the curve is cut finer; it must still not be beaten by more than the cut allows.
func TestCurve_curvedLosses(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	w := world(r, 3)
	w.Curvature = 1.5
	w.Reprice()
	scope := sim.FullScope(3)
	c := build(w, 3, scope)
	worst := 0.0
	for range 5000 {
		var d sim.Deal
		for k := range 3 {
			lo, hi, _ := Range(w, k)
			d[k] = lo + (hi-lo)*r.Float64()
		}
		a, b := w.Surplus(&w.Principals[0].Stakes, &d, scope), w.Surplus(&w.Principals[1].Stakes, &d, scope)
		worst = max(worst, b-otherAt(w, c, a))
	}
	if worst > 0.004 {
		t.Errorf("a deal beats the curve by %.5f", worst)
	}
}

// Scope and feasibility: an issue without room for its smallest move empties the curve.
func TestCurve_noRoom(t *testing.T) {
	w := world(rand.New(rand.NewPCG(7, 8)), 2)
	w.Ceiling[0] = w.Status[0] + 0.01
	c := build(w, 2, 3)
	if !c.Empty {
		t.Error("the first issue cannot move by its smallest move, yet the curve is not empty")
	}
}
