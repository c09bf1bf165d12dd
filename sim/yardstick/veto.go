package yardstick

import "math"

// Veto is a decision that needs the consent of every veto player, each of whom likes points nearer to its ideal point better:
// distances are Euclidean, each issue stretched by the square root of the player's salience of it (1 for all when Salience is
// nil). Source: Tsebelis 2002, chapter 1.
type Veto struct {
	Ideal    [][]float64 // per player and issue
	Salience [][]float64 // nil, or weights of 0 or more per player and issue
}

// distance is the squared distance of x from a player's ideal point.
func (v Veto) distance(player int, x []float64) float64 {
	sum := 0.0
	for k, y := range x {
		w := 1.0
		if v.Salience != nil {
			w = v.Salience[player][k]
		}
		sum += float64(w * float64((y-v.Ideal[player][k])*(y-v.Ideal[player][k])))
	}
	return sum
}

// InWinset says that every veto player likes x better than the status quo: the win-set of several veto players is the
// intersection of theirs.
func (v Veto) InWinset(x, statusQuo []float64) bool {
	for p := range v.Ideal {
		if v.distance(p, x) >= v.distance(p, statusQuo) {
			return false
		}
	}
	return true
}

// Interval is the win-set of a status quo on a single issue: the open interval of points that every veto player likes better.
// empty says that there is none: the status quo is in the core.
func (v Veto) Interval(statusQuo float64) (lo, hi float64, empty bool) {
	lo, hi = math.Inf(-1), math.Inf(1)
	for p := range v.Ideal {
		mirror := 2*v.Ideal[p][0] - statusQuo
		lo, hi = max(lo, min(statusQuo, mirror)), min(hi, max(statusQuo, mirror))
	}
	return lo, hi, !(lo < hi)
}

// InCore says that nothing is liked better than x by every veto player: the unanimity core. With equal salience for all
// players it is the convex hull of the ideal points; in general, the points where some mixture of the players' gradients
// vanishes.
func (v Veto) InCore(x []float64) bool { return v.pull(x) <= 1e-9 }

// pull is the length of the shortest vector in the convex hull of the directions in which the players want to move from x, as a
// share of the longest. 0 means that no direction pleases all.
func (v Veto) pull(x []float64) float64 {
	n := len(v.Ideal)
	want := make([][]float64, n)
	longest := 0.0
	for p := range want {
		want[p] = make([]float64, len(x))
		norm := 0.0
		for k := range x {
			w := 1.0
			if v.Salience != nil {
				w = v.Salience[p][k]
			}
			want[p][k] = w * (v.Ideal[p][k] - x[k])
			norm += float64(want[p][k] * want[p][k])
		}
		if norm == 0 {
			return 0 // x is a player's ideal point
		}
		longest = max(longest, norm)
	}
	return math.Sqrt(shortest(want) / longest)
}

// shortest is the squared length of the shortest vector in the convex hull of some vectors: pairwise Frank-Wolfe steps with
// exact length, until the duality gap is below 1e-18 of the longest vector or the length is found to be positive for certain.
func shortest(v [][]float64) float64 {
	n, dim := len(v), len(v[0])
	weight := make([]float64, n)
	weight[0] = 1
	at := append([]float64(nil), v[0]...)
	dot := func(a, b []float64) float64 {
		s := 0.0
		for k := range a {
			s += float64(a[k] * b[k])
		}
		return s
	}
	for range 100_000 {
		near, far := 0, -1
		low, high := math.Inf(1), math.Inf(-1)
		for i := range v {
			d := dot(at, v[i])
			if d < low {
				low, near = d, i
			}
			if weight[i] > 0 && d > high {
				high, far = d, i
			}
		}
		length := dot(at, at)
		if length-low <= 1e-14*length || length < 1e-300 || near == far {
			return length
		}
		step := make([]float64, dim)
		for k := range step {
			step[k] = v[near][k] - v[far][k]
		}
		t := min(weight[far], -dot(at, step)/dot(step, step))
		weight[near] += t
		if weight[far] -= t; weight[far] < 1e-17 {
			weight[far] = 0
		}
		for k := range at { // from the weights, so that rounding does not add up
			at[k] = 0
			for i := range v {
				at[k] += float64(weight[i] * v[i][k])
			}
		}
	}
	return dot(at, at)
}

// Absorbed says that veto player p changes nothing: its ideal point lies in the core of the others, so every win-set is the
// same without it (Tsebelis 2002, proposition 1.3: the absorption rule, for players with equal salience).
func (v Veto) Absorbed(p int) bool {
	rest := Veto{}
	for i := range v.Ideal {
		if i != p {
			rest.Ideal = append(rest.Ideal, v.Ideal[i])
		}
	}
	return len(rest.Ideal) > 0 && rest.InCore(v.Ideal[p])
}
