package yardstick

import (
	"math"

	"parley/sim/portable"
)

// None marks a point that does not exist: there is no outcome that gives every party its reservation value.
const None = -1

// Points are the solutions of a domain among its outcomes, as outcome numbers; None where there is none. Of outcomes that are
// equally good the one that comes first on the frontier is meant, that is, the best for the first party.
type Points struct {
	Nash, KalaiSmorodinsky, Egalitarian, Utilitarian int
}

// Points finds the four solutions. frontier is what Frontier gave, reservation the utility of no deal for each party, weights
// those of the asymmetric Nash product, nil for the symmetric one.
//
// With the gains g_p = u_p - reservation_p, over the efficient outcomes where no gain is negative,
//
//	Nash               maximises the product of g_p^weight_p               Nash 1950; Harsanyi & Selten 1972 (weights)
//	Kalai-Smorodinsky  maximises the smallest g_p / (largest g_p there)    Kalai & Smorodinsky 1975, on finite sets
//	egalitarian        maximises the smallest g_p                          Kalai 1977
//
// Equal minima go on to the next smallest (Imai 1983; Chun & Peters 1991: lexicographic), so the points are efficient. The
// utilitarian point maximises the sum of u_p over all efficient outcomes: by definition it knows no reservation values, and
// may leave a party below its own. Where every rational outcome has a zero gain for someone, the Nash point is the one whose
// product over the largest number of gaining parties is largest.
func (s *Solver) Points(u [][]float64, frontier []int, reservation, weights []float64) Points {
	p := Points{None, None, None, None}
	top := make([]float64, len(u))
	sum := math.Inf(-1)
	for _, o := range frontier {
		total, rational := 0.0, true
		for k := range u {
			total += u[k][o]
			rational = rational && u[k][o] >= reservation[k]
		}
		if p.Utilitarian == None || total > sum+nearly*max(1, math.Abs(sum)) {
			sum, p.Utilitarian = total, o
		}
		if rational {
			for k := range u {
				top[k] = max(top[k], u[k][o]-reservation[k])
			}
		}
	}
	best := math.Inf(-1)
	most := 0
	for _, o := range frontier {
		if !Rational(u, o, reservation) {
			continue
		}
		product, gaining := 0.0, 0
		for k := range u {
			if g := u[k][o] - reservation[k]; g > 0 {
				gaining++
				if weights == nil {
					product += portable.Log(g)
				} else {
					product += float64(weights[k] * portable.Log(g))
				}
			}
		}
		if gaining > most || gaining == most && (p.Nash == None || product > best+nearly*max(1, math.Abs(best))) {
			best, most, p.Nash = product, gaining, o
		}
		if p.KalaiSmorodinsky == None || s.leximin(u, o, p.KalaiSmorodinsky, reservation, top) {
			p.KalaiSmorodinsky = o
		}
		if p.Egalitarian == None || s.leximin(u, o, p.Egalitarian, reservation, nil) {
			p.Egalitarian = o
		}
	}
	return p
}

// Rational says that an outcome gives every party at least its reservation value.
func Rational(u [][]float64, o int, reservation []float64) bool {
	for k := range u {
		if u[k][o] < reservation[k] {
			return false
		}
	}
	return true
}

// nearly is the relative difference below which two shares count as equal: weights such as 0.1 and 0.3 are rounded before they
// are added, and what is equal on paper must not be decided by the last digit.
const nearly = 1e-12

// leximin says that the gains of outcome o, as shares of top where given, are better than those of p: the smallest one is
// larger, or is equal and the next smallest is larger, and so on.
func (s *Solver) leximin(u [][]float64, o, p int, reservation, top []float64) bool {
	s.a, s.b = s.a[:0], s.b[:0]
	for k := range u {
		g, h := u[k][o]-reservation[k], u[k][p]-reservation[k]
		if top != nil {
			if top[k] == 0 {
				continue // no outcome gives this party anything: its share says nothing
			}
			g, h = g/top[k], h/top[k]
		}
		s.a, s.b = insert(s.a, g), insert(s.b, h)
	}
	for k, x := range s.a {
		if y := s.b[k]; math.Abs(x-y) > nearly*max(1, math.Abs(x)) {
			return x > y
		}
	}
	return false
}

// insert keeps a short list in rising order.
func insert(list []float64, x float64) []float64 {
	list = append(list, x)
	for i := len(list) - 1; i > 0 && list[i-1] > x; i-- {
		list[i], list[i-1] = list[i-1], x
	}
	return list
}

// Zone is the zone of possible agreement: how many outcomes give every party at least its reservation value.
func Zone(u [][]float64, reservation []float64) int {
	n := 0
	switch len(u) {
	case 2:
		a, b, ra, rb := u[0], u[1], reservation[0], reservation[1]
		for i, x := range a {
			if x >= ra && b[i] >= rb {
				n++
			}
		}
	case 0:
	default:
		for i := range u[0] {
			if Rational(u, i, reservation) {
				n++
			}
		}
	}
	return n
}

// Opposition measures how far the parties' interests are apart: the Euclidean distance, on utilities as they stand, from the point
// that gives every party its best utility, (1, 1) on the usual scale. Kalai is that of the Kalai-Smorodinsky outcome taken from
// 0 without reservation values, as Baarslag, Hindriks & Jonker 2013 define it; Nearest that of the outcome nearest to it.
type Opposition struct{ Kalai, Nearest float64 }

// Opposition finds both over the frontier.
func (s *Solver) Opposition(u [][]float64, frontier []int) Opposition {
	lo, hi := make([]float64, len(u)), make([]float64, len(u))
	for k := range u {
		hi[k] = math.Inf(-1)
		for _, x := range u[k] {
			lo[k], hi[k] = min(lo[k], x), max(hi[k], x)
		}
	}
	distance := func(o int) float64 {
		sum := 0.0
		for k := range u {
			x := hi[k] - u[k][o]
			sum += float64(x * x)
		}
		return math.Sqrt(sum)
	}
	out := Opposition{Nearest: math.Inf(1)}
	for _, o := range frontier {
		out.Nearest = min(out.Nearest, distance(o))
	}
	if p := s.Points(u, frontier, lo, nil); p.KalaiSmorodinsky != None {
		out.Kalai = distance(p.KalaiSmorodinsky)
	}
	return out
}
