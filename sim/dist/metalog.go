package dist

import (
	"math"

	"parley/sim/portable"
)

// A distribution through given quantiles: the metalog of Keelin, "The metalog distributions", Decision Analysis 13 (2016). Its quantile
// function is a sum of as many terms as there are quantiles, so it goes through all of them; bounds are put on by the logarithm
// of the distance from one bound or by the logit between two (his sections 4.1 and 4.2).

// metalog has M(y) = A(c) + B(c) ln(y/(1-y)) with c = y - 1/2 and polynomials A and B.
type metalog struct {
	a, b    []float64 // coefficients of A and B, by rising power of c
	bounds  int       // 0, 1 or 2 of lo, hi
	lo, hi  float64
	text    string
	average float64
}

// score is the value in which the metalog is unbounded.
func (d metalog) score(x float64) float64 {
	switch d.bounds {
	case 1:
		return portable.Log(x - d.lo)
	case 2:
		return portable.Log((x - d.lo) / (d.hi - x))
	}
	return x
}

// fit solves for the coefficients. Terms come in Keelin's order: 1, L, cL, c, then c², c²L, c³, c³L ... Seven quantiles that stand evenly around
// the median, such as 1 10 25 50 75 90 99, are determined by no such sum: four of their seven terms are odd in c, and odd terms are told
// apart by the three pairs alone. Then the seventh term is the next one, c³L, which is even.
func (d *metalog) fit(y, m []float64) bool {
	n := len(y)
	terms := []term{{0, false}, {0, true}, {1, true}, {1, false}}
	for power := 2; len(terms) <= n; power++ {
		terms = append(terms, term{power, false}, term{power, true})
	}
	if d.through(terms[:n], y, m) {
		return true
	}
	return d.through(append(terms[:n-1:n-1], terms[n]), y, m)
}

// term is a power of c, times L or not.
type term struct {
	power int
	log   bool
}

// through finds the sum of terms that goes through all quantiles; ok is false if there is none, or more than one.
func (d *metalog) through(terms []term, y, m []float64) (ok bool) {
	n := len(y)
	rows := make([][]float64, n)
	for i := range rows {
		rows[i] = make([]float64, n+1)
		for j, t := range terms {
			v := 1.0
			for range t.power {
				v *= y[i] - 0.5
			}
			if t.log {
				v *= portable.Log(y[i] / (1 - y[i]))
			}
			rows[i][j] = v
		}
		rows[i][n] = m[i]
	}
	solution, ok := solve(rows)
	if !ok {
		return false
	}
	d.a, d.b = nil, nil
	for j, t := range terms {
		to := &d.a
		if t.log {
			to = &d.b
		}
		for len(*to) <= t.power {
			*to = append(*to, 0)
		}
		(*to)[t.power] = solution[j]
	}
	return true
}

// solve is Gauss's elimination with the greatest pivot, with the same bits on every machine. ok is false where only rounding tells a column from
// those before it.
func solve(rows [][]float64) (x []float64, ok bool) {
	n := len(rows)
	greatest := make([]float64, n) // of each column
	for _, row := range rows {
		for c := range n {
			greatest[c] = max(greatest[c], math.Abs(row[c]))
		}
	}
	for c := range n {
		best := c
		for i := c + 1; i < n; i++ {
			if math.Abs(rows[i][c]) > math.Abs(rows[best][c]) {
				best = i
			}
		}
		rows[c], rows[best] = rows[best], rows[c]
		if !(math.Abs(rows[c][c]) > 1e-12*greatest[c]) {
			return nil, false
		}
		for i := c + 1; i < n; i++ {
			f := rows[i][c] / rows[c][c]
			for j := c; j <= n; j++ {
				rows[i][j] -= float64(f * rows[c][j])
			}
		}
	}
	x = make([]float64, n)
	for i := n - 1; i >= 0; i-- {
		x[i] = rows[i][n]
		for j := i + 1; j < n; j++ {
			x[i] -= float64(rows[i][j] * x[j])
		}
		x[i] /= rows[i][i]
	}
	return x, true
}

// feasible checks on a fine grid, denser towards the ends, that the quantile function rises: M'(y) y (1-y) must be above 0 up to
// both ends, where it comes to B.
func (d metalog) feasible() bool {
	const steps = 4000
	for i := range steps + 1 {
		c := -0.5 + float64(i)/steps
		if i == 0 || i == steps {
			if b, _, _ := poly(d.b, c); !(b > 0) {
				return false
			}
			continue
		}
		if !d.rises(min(0.5+c, 0.5-c), c > 0) {
			return false
		}
	}
	for t := 0x1p-12; t > 0x1p-60; t *= 0.9 {
		if !d.rises(t, false) || !d.rises(t, true) {
			return false
		}
	}
	return true
}

func (d metalog) rises(t float64, upper bool) bool {
	_, m1, _ := d.raw(t, upper)
	return m1 > 0
}

// poly is a polynomial with its first two derivatives.
func poly(k []float64, c float64) (v, d1, d2 float64) {
	for i := len(k) - 1; i >= 0; i-- {
		d2 = float64(d2*c) + 2*d1
		d1 = float64(d1*c) + v
		v = float64(v*c) + k[i]
	}
	return v, d1, d2
}

// raw is M and its derivatives by y at the share t from one end.
func (d metalog) raw(t float64, upper bool) (m, m1, m2 float64) {
	c, l, slope := t-0.5, portable.Log(t/(1-t)), 1.0
	if upper {
		c, l, slope = -c, -l, -1
	}
	spread := t * (1 - t)
	l1 := 1 / spread
	l2 := -slope * (1 - 2*t) * l1 * l1
	a, a1, a2 := poly(d.a, c)
	b, b1, b2 := poly(d.b, c)
	m = a + float64(b*l)
	m1 = a1 + float64(b1*l) + float64(b*l1)
	m2 = a2 + float64(b2*l) + float64(2*b1*l1) + float64(b*l2)
	return m, m1, m2
}

// tail implements inverse.
func (d metalog) tail(t float64, upper bool, _ float64) node {
	m, m1, m2 := d.raw(t, upper)
	n := node{t: t}
	switch d.bounds {
	case 0:
		n.x, n.d1, n.d2 = m, m1, m2
	case 1:
		e := portable.Exp(m)
		n.x, n.d1, n.d2 = d.lo+e, e*m1, e*(float64(m1*m1)+m2)
	case 2:
		s, other := portable.Sigmoid(m), portable.Sigmoid(-m)
		w := d.hi - d.lo
		n.x = d.lo + float64(w*s)
		if s > 0.5 {
			n.x = d.hi - float64(w*other)
		}
		n.d1 = w * s * other * m1
		n.d2 = w * s * other * (float64((other-s)*m1*m1) + m2)
	}
	if upper {
		n.d1 = -n.d1
	}
	n.x = min(max(n.x, d.lo), d.hi)
	return n
}

func (d metalog) Quantile(u float64) float64 {
	switch {
	case u != u:
		return u
	case u <= 0:
		return d.lo
	case u >= 1:
		return d.hi
	case u <= 0.5:
		return d.tail(u, false, 0).x
	}
	return d.tail(1-u, true, 0).x
}

// CDF halves the interval, in the share from the nearer end.
func (d metalog) CDF(x float64) float64 {
	if x <= d.lo {
		return 0
	}
	if x >= d.hi {
		return 1
	}
	upper := x > d.tail(0.5, false, 0).x
	lo, hi := math.Ldexp(1, -1070), 0.5
	for hi-lo > 1e-16*hi {
		mid := lo + (hi-lo)/2
		if hi > 4*lo {
			mid = math.Sqrt(lo) * math.Sqrt(hi)
		}
		if mid <= lo || mid >= hi {
			break
		}
		if (d.tail(mid, upper, 0).x < x) != upper {
			lo = mid
		} else {
			hi = mid
		}
	}
	if upper {
		return 1 - hi
	}
	return hi
}

// integral is the mean: Gauss's rule of eight points on each octave of the share from either end. A single lower bound can leave a
// tail without a mean.
func (d metalog) integral() float64 {
	if d.bounds == 1 {
		if b, _, _ := poly(d.b, 0.5); b >= 1 {
			return math.Inf(1)
		}
	}
	points := [4]float64{0.18343464249564980, 0.52553240991632899, 0.79666647741362674, 0.96028985649753623}
	weights := [4]float64{0.36268378337836198, 0.31370664587788729, 0.22238103445337447, 0.10122853629037626}
	sum := 0.0
	for n := 60; n >= 1; n-- {
		h := math.Ldexp(1, -n-2)
		for i, p := range points {
			for _, at := range []float64{-p, p} {
				t := 3*h + float64(h*at)
				both := d.tail(t, false, 0).x + d.tail(t, true, 0).x
				sum += float64(h * weights[i] * both)
			}
		}
	}
	return min(max(sum, d.lo), d.hi)
}

func (d metalog) Support() (lo, hi float64) { return d.lo, d.hi }
func (d metalog) Mean() float64             { return d.average }
func (d metalog) Fixed() bool               { return false }
func (d metalog) String() string            { return d.text }
