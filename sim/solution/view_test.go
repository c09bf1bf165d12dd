package solution

import (
	"math"
	"math/rand/v2"
	"testing"

	"parley/sim"
)

func view(w *sim.World, n int, fine bool) *View {
	v := newView(n, false)
	p := NewPieces(n, false)
	p.Cut(w)
	v.Lay(w, p, sim.FullScope(n))
	v.mesh(w, fine)
	return v
}

// The lazy search must find what a plain scan of all points finds.
func TestView_peakAndReservationMatchPlainScan(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for trial := range 200 {
		w := world(r, 4)
		w.Ratifiers = []sim.Ratifier{{Stakes: w.Principals[1].Stakes, Side: 1, Hard: true, Power: 1, Foresight: 0.9, PatronSide: -1, PatronRatifier: -1, Threshold: 0.01}}
		lazy, plain := view(w, 4, true), view(w, 4, true)
		for i := range plain.points {
			plain.weigh(w, i)
		}
		for side := range 2 {
			end, step := len(plain.points)-1, -1
			if side == 1 {
				end, step = 0, 1
			}
			inside := func(i int) bool { return i >= 0 && i < len(plain.points) }
			best, at := 0.0, -1
			for i := end; inside(i); i += step {
				if x := plain.points[i].value[side]; plain.points[i].main && x > best {
					best, at = x, i
				}
			}
			got, ok := lazy.Peak(w, side)
			if ok != (at >= 0) {
				t.Fatalf("trial %d side %d: peak %v, plain scan at %d", trial, side, ok, at)
			}
			if !ok {
				continue
			}
			near := at
			for _, dir := range []int{-step, step} {
				for i := near + dir; inside(i) && !plain.points[i].main; i += dir {
					if x := plain.points[i].value[side]; x > best {
						best, at = x, i
					}
				}
			}
			if got != best {
				t.Fatalf("trial %d side %d: peak %v, plain scan %v", trial, side, got, best)
			}
			// walk from the peak over the main points, then over the fine ones
			i := at
			for j := at + step; inside(j) && (!plain.points[j].main || plain.points[j].value[side] >= 0); j += step {
				if plain.points[j].main {
					i = j
				}
			}
			for inside(i+step) && plain.points[i+step].value[side] >= 0 {
				i += step
			}
			want := plain.points[i].u
			if j := i + step; inside(j) {
				x0, x1 := plain.points[i].value[side], plain.points[j].value[side]
				want += (plain.points[j].u - plain.points[i].u) * x0 / (x0 - x1)
			}
			if got := lazy.Reservation(w, side); math.Abs(got-want) > 1e-12 {
				t.Fatalf("trial %d side %d: reservation %v, plain scan %v", trial, side, got, want)
			}
		}
	}
}

// The pruned Nash product equals the plain maximum over its points.
func TestView_nashMatchesPlainScan(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for trial := range 200 {
		w := world(r, 3)
		if trial%2 == 0 {
			w.Ratifiers = []sim.Ratifier{{Stakes: w.Principals[1].Stakes, Side: 1, Hard: true, Power: 1, Foresight: 0.9, PatronSide: -1, PatronRatifier: -1, Threshold: 0.1}}
		}
		v, plain := view(w, 3, false), view(w, 3, false)
		most := math.Inf(-1)
		for i := range plain.points {
			plain.weigh(w, i)
			if a, b := plain.points[i].value[0], plain.points[i].value[1]; plain.points[i].main && a > 0 && b > 0 {
				most = max(most, 0.3*math.Log(a)+0.7*math.Log(b))
			}
		}
		got := best{log: math.Inf(-1)}
		if v.Nash(w, 0.3, &got); got.log != most && math.Abs(got.log-most) > 1e-12 {
			t.Fatalf("trial %d: %v, plain scan %v", trial, got.log, most)
		}
	}
}

// The grid holds every knot and 41 equally spaced points, once each, rising.
func TestView_grid(t *testing.T) {
	v := view(world(rand.New(rand.NewPCG(13, 14)), 4), 4, true)
	at := map[float64]bool{}
	for i := range v.points {
		at[v.points[i].u] = true
		if i > 0 && v.points[i].u <= v.points[i-1].u {
			t.Fatalf("grid does not rise at %d", i)
		}
		if hi := v.points[i].knot; v.points[i].u > v.knots[hi].u || v.points[i].u < v.knots[hi-1].u {
			t.Fatalf("point %d at %v is said to lie on the piece %v to %v", i, v.points[i].u, v.knots[hi-1].u, v.knots[hi].u)
		}
	}
	for i := range GridPoints {
		if !at[float64(i)/(GridPoints-1)] {
			t.Errorf("grid lacks %d/40", i)
		}
	}
	for i := range v.Knots() {
		if u, _ := v.Knot(i); !at[u] {
			t.Errorf("grid lacks knot %v", u)
		}
	}
}
