package solution

import (
	"math"
	"math/rand/v2"
	"testing"

	"parley/sim"
	"parley/sim/portable"
)

// house seats ratifiers in a random world: a hard one that may be foreseen, a soft one under its shield, a soft one under its own
// principal's, in random order.
func house(r *rand.Rand, w *sim.World) {
	hard := sim.Ratifier{Side: 1, Hard: true, PatronSide: -1, PatronRatifier: -1}
	under := sim.Ratifier{Side: 1, PatronSide: -1}
	congress := sim.Ratifier{Side: 0, PatronSide: 0, PatronRatifier: -1}
	all := []sim.Ratifier{hard, under, congress}
	order := r.Perm(3)
	w.Ratifiers = make([]sim.Ratifier, 3)
	for to, from := range order {
		w.Ratifiers[to] = all[from]
	}
	for j := range w.Ratifiers {
		v := &w.Ratifiers[j]
		if v.Side == 1 && !v.Hard {
			for l := range w.Ratifiers {
				if w.Ratifiers[l].Hard {
					v.PatronRatifier = l
				}
			}
		}
		v.Stakes = w.Principals[v.Side].Stakes
		for k := range w.Issues {
			v.Ideal[k] = max(0, min(1, v.Ideal[k]+0.2*(r.Float64()-0.5)))
		}
		v.NoDeal, v.Transfer = 0.1*r.Float64(), 0.01*r.Float64()
		v.Power, v.Shield, v.Foresight, v.Threshold = r.Float64(), r.Float64(), r.Float64(), 0.02*(r.Float64()-0.5)
	}
	w.Opposing, w.Hardening = 0.06*r.Float64(), 0.02*float64(r.IntN(2))
	w.Reprice()
}

// scopes are all parts of an agenda with at least two issues.
func scopes(n int) []sim.Scope {
	var out []sim.Scope
	for b := sim.Scope(1); b <= sim.FullScope(n); b++ {
		if b.Size() >= 2 {
			out = append(out, b)
		}
	}
	return out
}

// What is summed along the curve piece by piece has the bits of what World.Surplus and Anticipated give for the deal itself, for every
// scope, with linear and with curved losses: the quick path is the plain one.
func TestView_valuesAreThoseOfTheDeal(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 22))
	for trial := range 300 {
		n := 2 + trial%4
		w := world(r, n)
		if trial%5 == 0 {
			w.Curvature = 1.4
			w.Reprice()
		}
		house(r, w)
		v, p := newView(n, w.Curvature != 1), NewPieces(n, w.Curvature != 1)
		p.Cut(w)
		for _, b := range scopes(n) {
			v.Lay(w, p, b)
			if v.Empty {
				t.Fatal("empty curve")
			}
			v.mesh(w, true)
			for i := range v.points {
				v.weigh(w, i)
				d := v.At(v.points[i].u)
				for j := range w.Ratifiers {
					if got, want := v.surplus.of(v.pieces.place[j]), w.Surplus(&w.Ratifiers[j].Stakes, &d, b); got != want {
						t.Fatalf("trial %d, scope %b, point %d: ratifier %d has %v, of the deal %v", trial, b, i, j, got, want)
					}
				}
				chance := Anticipated(w, &d, b)
				if want := float64(chance*v.points[i].gain[1]) - float64((1-chance)*w.Failure); v.points[i].value[1] != want {
					t.Fatalf("trial %d, scope %b, point %d: value %v, of the deal %v", trial, b, i, v.points[i].value[1], want)
				}
			}
		}
	}
}

// The bound of the guard is never below what negotiators think of ratification.
func TestView_capBounds(t *testing.T) {
	r := rand.New(rand.NewPCG(23, 24))
	tight := 0
	for range 300 {
		n := 2 + r.IntN(4)
		w := world(r, n)
		house(r, w)
		v, p := newView(n, false), NewPieces(n, false)
		p.Cut(w)
		v.Lay(w, p, sim.FullScope(n))
		v.mesh(w, true)
		for i := range v.points {
			d := v.At(v.points[i].u)
			chance, most := Anticipated(w, &d, v.Scope), v.cap(w, i)
			if chance > most {
				t.Fatalf("point %d: %v, the bound is %v", i, chance, most)
			}
			if most < 0.999 {
				tight++
			}
		}
	}
	if tight < 1000 {
		t.Errorf("the bound said something at %d points only", tight)
	}
}

// beaten agrees with the logarithms it spares: the plain comparison of products, over pairs far from and next to the best.
func TestBest_beaten(t *testing.T) {
	r := rand.New(rand.NewPCG(25, 26))
	for range 200000 {
		weight := r.Float64()
		a, b := 0.1*r.Float64()+1e-6, 0.1*r.Float64()+1e-6
		top := best{product(a, b, weight), a, b}
		x, y := a*math.Exp(r.NormFloat64()), b*math.Exp(r.NormFloat64())
		if r.IntN(3) == 0 { // as good, along the contour of the product, or by a hair better or worse
			x = a * math.Exp(0.01*r.NormFloat64())
			y = portable.Exp((top.log - float64(weight*portable.Log(x))) / (1 - weight))
			y *= 1 + 1e-15*float64(r.IntN(9)-4)
		}
		if got, want := top.beaten(x, y, weight), product(x, y, weight) <= top.log; got != want {
			t.Fatalf("weight %v, best (%v, %v), pair (%v, %v): %v, by logarithms %v", weight, a, b, x, y, got, want)
		}
	}
	none := best{log: math.Inf(-1)}
	if none.beaten(1e-9, 1e-9, 0.5) {
		t.Error("nothing beats anything")
	}
}
