package solution

import (
	"math"

	"parley/sim"
)

// View is what the two sides see along one contract curve: the value of a deal to each, given how likely they think its
// ratification,
//
//	V_i(u) = P(u)·S_i(u) - (1 - P(u))·k_fail
//
// at the knots of the curve and at 41 equally spaced points, linear in between. Values are found when first asked for.
type View struct {
	Curve
	points []point
	mains  []int32 // places of the main points among them
	room   []point // points has part of it
	kept   []point // the main points, while the mesh is refined

	surplus perVoice // of the voices at the point last weighed
	moving  perVoice // what the issue on the move is worth to them there
	ends    perVoice // what it is worth to them to end the cost of no deal
	adds    perVoice // transfers
	weighed bool     // some values are known

	peaked [2]bool
	peak   [2]int     // the best point for each side
	edge   [2]float64 // reservation point R_i
	edgeAt [2]int     // for the first side the first point at or above R, for the second the last at or below
}

// point is a place on the curve.
type point struct {
	u     float64
	x     float64    // value of the issue that moves along the piece
	gain  [2]float64 // S_i
	value [2]float64 // V_i, NaN while unknown
	knot  int32      // that ends the piece it lies on
	main  bool       // a knot, or one of every fourth of the equally spaced points
}

func newView(n int, curved bool) *View {
	c := NewCurve(n, curved)
	size := len(c.knots) + GridPoints
	return &View{Curve: *c, room: make([]point, size), kept: make([]point, size), mains: make([]int32, 0, size)}
}

// mesh lays points over the knots, with the surplus of both sides under the present cost of no deal and transfers, and forgets all values.
// Each point belongs to the first piece that reaches it. Ranking scopes needs only the main points, with every fourth of the
// equally spaced ones.
func (v *View) mesh(w *sim.World, fine bool) {
	stride := mainStride
	if fine {
		stride = 1
	}
	x, y := v.extra(w, 0), v.extra(w, 1)
	unknown := math.NaN()
	mains, m := v.mains[:cap(v.mains)], 0
	room, knots := v.room, v.knots[:v.n]
	n, step, even, last := 0, 0, 0.0, -1.0
	for hi := 1; hi < len(knots); hi++ {
		from, to := &knots[hi-1], &knots[hi]
		u0, u1 := from.u, to.u
		x0, x1 := v.pieces.stops[from.at[to.moved]].x, v.pieces.stops[to.at[to.moved]].x
		a0, b0 := from.a+x, from.b+y
		width, da, db := u1-u0, 0.0, 0.0
		if width > 0 {
			da, db = (to.a-from.a)/width, (to.b-from.b)/width
		}
		for last < u1 {
			p := &room[n]
			u, main := u1, true
			p.x = x1
			if even <= u1 {
				if even < u1 {
					u, main = even, step%mainStride == 0
					p.x = x0 + float64((x1-x0)*((u-u0)/width))
				}
				step += stride
				even = evens[uint(step)%uint(len(evens))]
			}
			t := u - u0
			p.u, p.knot, p.main = u, int32(hi), main
			p.gain[0], p.gain[1] = a0+float64(da*t), b0+float64(db*t)
			p.value[0], p.value[1] = unknown, unknown
			if last = u; main {
				mains[m] = int32(n)
				m++
			}
			n++
		}
	}
	v.mains = mains[:m]
	v.points = v.room[:n]
	v.peaked = [2]bool{}
	v.weighed = false
	share := v.pieces.share(v.Scope)
	for j, s := range v.pieces.who {
		v.ends.set(j, float64(share.of(j)*s.NoDeal))
		v.adds.set(j, s.Transfer)
	}
}

// evens are the places of the equally spaced points, and beyond them none.
var evens = func() (at [64]float64) {
	for i := range at {
		at[i] = math.Inf(1)
		if i < GridPoints {
			at[i] = float64(i) / (GridPoints - 1)
		}
	}
	return at
}()

// refine goes from the main points to all points without forgetting what is known.
func (v *View) refine(w *sim.World) {
	known, weighed := v.kept[:copy(v.kept, v.points)], v.weighed
	v.mesh(w, true)
	if v.weighed = weighed; !weighed {
		return
	}
	for m, i := range v.mains {
		v.points[i].value = known[m].value
	}
}

// probe finds what the deal at a point is worth to every voice: the terms issue by issue in agenda order, then the cost of no deal that it
// ends and transfers, added as World.Surplus adds them.
func (v *View) probe(w *sim.World, i int) {
	p := &v.points[i]
	q := &v.knots[p.knot]
	moved, stops, at := q.moved, v.pieces.stops, q.at[:min(w.Issues, sim.MaxIssues)]
	v.pieces.value(w, moved, p.x, &v.moving)
	for j := range v.pieces.fours() {
		a, b, c, d := 0.0, 0.0, 0.0, 0.0
		for k, s := range at {
			four := stops[s].worth.four(j)
			if k == moved {
				four = v.moving.four(j)
			}
			a += four[0]
			b += four[1]
			c += four[2]
			d += four[3]
		}
		ends, adds, to := v.ends.four(j), v.adds.four(j), v.surplus.four(j)
		to[0], to[1], to[2], to[3] = a+ends[0]+adds[0], b+ends[1]+adds[1], c+ends[2]+adds[2], d+ends[3]+adds[3]
	}
}

// worthTo is what probe finds for voice j alone.
func (v *View) worthTo(w *sim.World, j, i int) float64 {
	p := &v.points[i]
	q := &v.knots[p.knot]
	moved, moving := q.moved, 0.0
	if w.Curvature == 1 {
		moving = v.pieces.lines[uint(moved)%sim.MaxIssues][uint(j)/4%fours].At(j, p.x)
	} else {
		moving = w.Worth(v.pieces.who[j], moved, p.x)
	}
	sum, stops := 0.0, v.pieces.stops
	for k, s := range q.at[:min(w.Issues, sim.MaxIssues)] {
		if k == moved {
			sum += moving
		} else {
			sum += stops[s].worth.of(j)
		}
	}
	return sum + v.ends.of(j) + v.adds.of(j)
}

// weigh finds the values at a point.
func (v *View) weigh(w *sim.World, i int) {
	v.probe(w, i)
	v.weighed = true
	p := v.pieces.foresee(w, &v.surplus)
	fail := float64((1 - p) * w.Failure)
	at := &v.points[i]
	at.value[0] = float64(p*at.gain[0]) - fail
	at.value[1] = float64(p*at.gain[1]) - fail
}

// worth is V_side at a point.
func (v *View) worth(w *sim.World, side, i int) float64 {
	p := &v.points[i]
	if p.value[0] != p.value[0] {
		v.weigh(w, i)
	}
	return p.value[side&1]
}

// Value is V_side at any u, linear between points.
func (v *View) Value(w *sim.World, side int, u float64) float64 {
	if u <= 0 {
		return v.worth(w, side, 0)
	}
	lo, hi := 0, len(v.points)-1 // u lies from lo to hi
	if u >= 1 {
		return v.worth(w, side, hi)
	}
	for hi-lo > 1 {
		mid := int(uint(lo+hi) >> 1)
		if v.points[mid].u <= u {
			lo = mid
		} else {
			hi = mid
		}
	}
	u0, u1 := v.points[lo].u, v.points[hi].u
	if u0 == u {
		return v.worth(w, side, lo)
	}
	t := (u - u0) / (u1 - u0)
	x0, x1 := v.worth(w, side, lo), v.worth(w, side, hi)
	return x0 + float64((x1-x0)*t)
}
