package yardstick

import (
	"math"
	"slices"

	"parley/sim/portable"
)

// Polyline is the efficient boundary of two parties whose utilities can be mixed: corners from the best for the first party
// (largest X) to the best for the second, straight in between. It is concave where it is a hull; the solutions hold for any
// falling polyline. Such is the frontier of lotteries over outcomes, and that of issues that can be divided.
type Polyline struct{ X, Y []float64 }

// Hull is the frontier of lotteries over outcomes of two parties: the upper right of the convex hull of their utilities.
// corners are the outcomes at its corners, in the same order. frontier is what Frontier gave.
func Hull(u [][]float64, frontier []int) (line Polyline, corners []int) {
	for _, o := range frontier { // falling first utility, rising second
		x, y := u[0][o], u[1][o]
		for n := len(corners); n >= 2; n = len(corners) {
			ax, ay, bx, by := line.X[n-2], line.Y[n-2], line.X[n-1], line.Y[n-1]
			if float64((bx-ax)*(y-ay))-float64((by-ay)*(x-ax)) > 0 {
				break // the corner stands out to the upper right
			}
			line.X, line.Y, corners = line.X[:n-1], line.Y[:n-1], corners[:n-1]
		}
		line.X, line.Y, corners = append(line.X, x), append(line.Y, y), append(corners, o)
	}
	return line, corners
}

// Place is a point of a polyline: T of the way from corner I to corner I+1, T in [0, 1).
type Place struct {
	I    int
	T    float64
	X, Y float64
	OK   bool // false when no point of the line gives both their reservation value
}

func (l Polyline) at(i int, t float64) Place {
	if i == len(l.X)-1 || t <= 0 {
		return Place{I: i, X: l.X[i], Y: l.Y[i], OK: true}
	}
	if t >= 1 {
		return l.at(i+1, 0)
	}
	return Place{I: i, T: t, X: l.X[i] + float64(t*(l.X[i+1]-l.X[i])), Y: l.Y[i] + float64(t*(l.Y[i+1]-l.Y[i])), OK: true}
}

// rational is the stretch of a segment on which both gain, as shares of its length.
func (l Polyline) rational(i int, rx, ry float64) (from, to float64) {
	from, to = 0, 1
	x0, x1, y0, y1 := l.X[i]-rx, l.X[i+1]-rx, l.Y[i]-ry, l.Y[i+1]-ry
	if x1 < 0 {
		if x0 < 0 {
			return 1, 0
		}
		to = x0 / (x0 - x1)
	}
	if y0 < 0 {
		if y1 < 0 {
			return 1, 0
		}
		from = y0 / (y0 - y1)
	}
	return from, to
}

// Nash maximises (x-rx)^w·(y-ry)^(1-w), w in (0, 1); 0.5 is the symmetric product. On a segment the maximum has a closed form:
// the weighted gains' slopes cancel. Sources: Nash 1950; Harsanyi & Selten 1972.
func (l Polyline) Nash(rx, ry, w float64) Place {
	best, found := math.Inf(-1), Place{}
	try := func(p Place) {
		gx, gy := p.X-rx, p.Y-ry
		value := math.Inf(-1)
		if gx > 0 && gy > 0 {
			value = float64(w*portable.Log(gx)) + float64((1-w)*portable.Log(gy))
		}
		if gx >= 0 && gy >= 0 && (!found.OK || value > best) {
			best, found = value, p
		}
	}
	for i := range l.X {
		try(l.at(i, 0))
		if i == len(l.X)-1 {
			break
		}
		from, to := l.rational(i, rx, ry)
		if from > to {
			continue
		}
		dx, dy := l.X[i+1]-l.X[i], l.Y[i+1]-l.Y[i]
		t := from
		if dx != 0 && dy != 0 {
			// w·dx/(gx + t·dx) + (1-w)·dy/(gy + t·dy) = 0
			t = -(float64(w*dx*(l.Y[i]-ry)) + float64((1-w)*dy*(l.X[i]-rx))) / float64(dx*dy)
		}
		try(l.at(i, from))
		try(l.at(i, max(from, min(to, t))))
		try(l.at(i, to))
	}
	return found
}

// KalaiSmorodinsky is where both get the same share of the most they could get while the other keeps its reservation value.
// Source: Kalai & Smorodinsky 1975.
func (l Polyline) KalaiSmorodinsky(rx, ry float64) Place {
	tx, ty := math.Inf(-1), math.Inf(-1)
	for i := range l.X {
		if i == len(l.X)-1 {
			if l.X[i] >= rx && l.Y[i] >= ry {
				tx, ty = max(tx, l.X[i]-rx), max(ty, l.Y[i]-ry)
			}
			break
		}
		if from, to := l.rational(i, rx, ry); from <= to {
			for _, t := range [2]float64{from, to} {
				p := l.at(i, t)
				tx, ty = max(tx, p.X-rx), max(ty, p.Y-ry)
			}
		}
	}
	if tx < 0 {
		return Place{}
	}
	return l.ray(rx, ry, tx, ty)
}

// Egalitarian is where both gain the same; where the line ends before that, its end nearest to it. Source: Kalai 1977.
func (l Polyline) Egalitarian(rx, ry float64) Place {
	if !l.Nash(rx, ry, 0.5).OK {
		return Place{}
	}
	return l.ray(rx, ry, 1, 1)
}

// ray is where the gains stand in the ratio tx : ty; at the end of the line when no point has that ratio.
func (l Polyline) ray(rx, ry, tx, ty float64) Place {
	off := func(i int) float64 { return float64((l.X[i]-rx)*ty) - float64((l.Y[i]-ry)*tx) }
	n := len(l.X)
	if off(0) <= 0 { // even at its best the first party has the smaller share
		return l.at(0, 0)
	}
	for i := 0; i < n-1; i++ {
		if a, b := off(i), off(i+1); b <= 0 {
			return l.at(i, a/(a-b))
		}
	}
	return l.at(n-1, 0)
}

// Utilitarian is the corner with the largest sum; of equal ones the first.
func (l Polyline) Utilitarian() Place {
	best := 0
	for i := range l.X {
		if l.X[i]+l.Y[i] > l.X[best]+l.Y[best] {
			best = i
		}
	}
	return l.at(best, 0)
}

// Opposition is that of finite domains along a line, with utilities as shares of the best that the line gives each: 0 when both can have
// their best at once, the root of 1/2 when what one gains the other loses. ok is false when no point gives both at least 0, or all
// give somebody nothing.
func (l Polyline) Opposition() (o Opposition, ok bool) {
	tx, ty := 0.0, 0.0
	for i := range l.X {
		tx, ty = max(tx, l.X[i]), max(ty, l.Y[i])
	}
	p := l.KalaiSmorodinsky(0, 0)
	if !p.OK || tx == 0 || ty == 0 {
		return Opposition{}, false
	}
	away := func(x, y float64) float64 {
		x, y = 1-x/tx, 1-y/ty
		return math.Sqrt(float64(x*x) + float64(y*y))
	}
	o = Opposition{Kalai: away(p.X, p.Y), Nearest: away(l.X[0], l.Y[0])}
	for i := range len(l.X) - 1 {
		dx, dy := (l.X[i+1]-l.X[i])/tx, (l.Y[i+1]-l.Y[i])/ty
		if length := float64(dx*dx) + float64(dy*dy); length > 0 {
			t := (float64(dx*(1-l.X[i]/tx)) + float64(dy*(1-l.Y[i]/ty))) / length
			near := l.at(i, t)
			o.Nearest = min(o.Nearest, away(near.X, near.Y))
		}
	}
	return o, true
}

// Lottery is a chance for each of some outcomes.
type Lottery struct {
	Outcomes  []int
	Chances   []float64
	Utilities []float64 // expected, per party
	Gap       float64   // by how much the logarithm of the product could at most still be raised
}

// NashLottery maximises the weighted product of expected gains over lotteries, for any number of parties: a concave problem,
// solved by moving weight from the worst outcome held to the best one (pairwise Frank-Wolfe with exact line search, Lacoste-
// Julien & Jaggi 2015) until Gap is below 1e-12 or 100,000 steps are used up. weights nil is symmetric; they need not sum to
// 1. ok is false when no lottery gives every party a gain.
func NashLottery(u [][]float64, frontier []int, reservation, weights []float64) (l Lottery, ok bool) {
	n := len(u)
	w := slices.Repeat([]float64{1 / float64(n)}, n)
	if weights != nil {
		sum := 0.0
		for _, x := range weights {
			sum += x
		}
		for k, x := range weights {
			w[k] = x / sum
		}
	}
	chance := make([]float64, len(frontier))
	total := make([]float64, n)
	for k := range u { // begin with everyone's best outcome, equally likely
		best := 0
		for f, o := range frontier {
			if u[k][o] > u[k][frontier[best]] {
				best = f
			}
		}
		chance[best] += 1 / float64(n)
	}
	sums := func() bool {
		positive := true
		for k := range u {
			total[k] = -reservation[k]
			for f, o := range frontier {
				if chance[f] > 0 {
					total[k] += float64(chance[f] * u[k][o])
				}
			}
			positive = positive && total[k] > 0
		}
		return positive
	}
	if !sums() { // begin with an outcome that everyone gains from
		found := false
		for f, o := range frontier {
			inside := true
			for k := range u {
				inside = inside && u[k][o] > reservation[k]
			}
			if inside {
				clear(chance)
				chance[f], found = 1, true
				break
			}
		}
		if !found || !sums() {
			return Lottery{}, false
		}
	}
	slope := func(o int) float64 {
		s := 0.0
		for k := range u {
			s += float64(w[k] * (u[k][o] - reservation[k]) / total[k])
		}
		return s
	}
	for range 100_000 {
		up, down := 0, -1
		best, worst := math.Inf(-1), math.Inf(1)
		for f, o := range frontier {
			s := slope(o)
			if s > best {
				best, up = s, f
			}
			if chance[f] > 0 && s < worst {
				worst, down = s, f
			}
		}
		if l.Gap = best - 1; l.Gap < 1e-12 || up == down {
			break
		}
		step := lineSearch(u, frontier[up], frontier[down], w, total, chance[down])
		chance[up] += step
		if chance[down] -= step; chance[down] < 1e-15 {
			chance[up] += chance[down]
			chance[down] = 0
		}
		sums()
	}
	for f, c := range chance {
		if c > 0 {
			l.Outcomes, l.Chances = append(l.Outcomes, frontier[f]), append(l.Chances, c)
		}
	}
	for k := range u {
		l.Utilities = append(l.Utilities, total[k]+reservation[k])
	}
	return l, true
}

// lineSearch finds by bisection how much weight, up to most, to move from one outcome to another.
func lineSearch(u [][]float64, up, down int, w, total []float64, most float64) float64 {
	derivative := func(t float64) float64 {
		s := 0.0
		for k := range u {
			d := u[k][up] - u[k][down]
			g := total[k] + float64(t*d)
			if g <= 0 {
				return math.Inf(-1)
			}
			s += float64(w[k] * d / g)
		}
		return s
	}
	if derivative(most) >= 0 {
		return most
	}
	lo, hi := 0.0, most
	for range 60 {
		mid := 0.5 * (lo + hi)
		if derivative(mid) > 0 {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}
