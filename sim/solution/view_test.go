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
	v.mesh(fine)
	v.appraise(w)
	return v
}

// The lazy search must find what a plain scan of all grid points finds.
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
			end, step := plain.points-1, -1
			if side == 1 {
				end, step = 0, 1
			}
			inside := func(i int) bool { return i >= 0 && i < plain.points }
			best, at := 0.0, -1
			for i := end; inside(i); i += step {
				if x := plain.value[side][i]; plain.main[i] && x > best {
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
				for i := near + dir; inside(i) && !plain.main[i]; i += dir {
					if x := plain.value[side][i]; x > best {
						best, at = x, i
					}
				}
			}
			if got != best {
				t.Fatalf("trial %d side %d: peak %v, plain scan %v", trial, side, got, best)
			}
			// walk from the peak over the main points, then over the fine ones
			i := at
			for j := at + step; inside(j) && (!plain.main[j] || plain.value[side][j] >= 0); j += step {
				if plain.main[j] {
					i = j
				}
			}
			for inside(i+step) && plain.value[side][i+step] >= 0 {
				i += step
			}
			want := plain.grid[i]
			if j := i + step; inside(j) {
				x0, x1 := plain.value[side][i], plain.value[side][j]
				want += (plain.grid[j] - plain.grid[i]) * x0 / (x0 - x1)
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
		best := math.Inf(-1)
		for i := range plain.points {
			plain.weigh(w, i)
			if a, b := plain.value[0][i], plain.value[1][i]; plain.main[i] && a > 0 && b > 0 {
				best = max(best, 0.3*math.Log(a)+0.7*math.Log(b))
			}
		}
		if got := v.Nash(w, 0.3, math.Inf(-1)); got != best && math.Abs(got-best) > 1e-12 {
			t.Fatalf("trial %d: %v, plain scan %v", trial, got, best)
		}
	}
}

// The grid holds every knot and 41 equally spaced points, once each, rising.
func TestView_grid(t *testing.T) {
	v := view(world(rand.New(rand.NewPCG(13, 14)), 4), 4, true)
	at := map[float64]bool{}
	for i := range v.points {
		at[v.grid[i]] = true
		if i > 0 && v.grid[i] <= v.grid[i-1] {
			t.Fatalf("grid does not rise at %d", i)
		}
		if hi := v.at[i]; v.grid[i] > v.u[hi] || v.grid[i] < v.u[hi-1] {
			t.Fatalf("point %d at %v is said to lie on the piece %v to %v", i, v.grid[i], v.u[hi-1], v.u[hi])
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
