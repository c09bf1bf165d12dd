package dist

import (
	"math"
	"strings"

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

// mostPoints bounds the quantiles of a metalog: beyond it hardly any set of them has a density.
const mostPoints = 9

func readQuantiles(r *reader) (Dist, *Error) {
	if r.levels != nil {
		return nil, at(r.name, Impossible, "write one of "+strings.Join(r.levels, ", ")+", or discrete with weights",
			"%s gives numbers in between, this quantity has named levels", r.name.text)
	}
	var points []word
	var u, x, bounds []float64
	for i, w := range r.args {
		p, v, found := strings.Cut(w.text, ":")
		if !found {
			points = r.args[:i]
			for _, w := range r.args[i:] {
				b, err := number(w)
				if err != nil {
					if strings.Contains(w.text, ":") {
						return nil, at(w, Malformed, "write "+r.form.Name+" "+r.form.Args, "bounds come after all quantiles")
					}
					return nil, err
				}
				bounds = append(bounds, b)
			}
			break
		}
		points = r.args[:i+1]
		percent, err := number(word{p, w.offset})
		if err != nil {
			return nil, err
		}
		value, err := number(word{v, w.offset + len(p) + 1})
		if err != nil {
			return nil, err
		}
		if !(percent > 0 && percent < 100) {
			return nil, at(word{p, w.offset}, Impossible, "10:0.2 says that 10 of 100 draws lie below 0.2", "a quantile stands between 0 and 100, not at %s", p)
		}
		if percent < 0.1 || percent > 99.9 {
			return nil, at(word{p, w.offset}, Impossible, "give quantiles from 0.1 to 99.9; for the ends themselves write bounds", "the quantile %s is too far out", p)
		}
		u, x = append(u, percent), append(x, value)
	}
	switch n := len(u); {
	case n < 2:
		return nil, &Error{Class: Malformed, Offset: r.name.offset, Len: r.end - r.name.offset, Hint: "for example " + r.form.Example, Message: "quantiles takes at least 2 of them, each as percent:value"}
	case n > mostPoints:
		return nil, across(points[mostPoints:], Impossible, "for many observations write empirical", "quantiles takes at most %d of them, not %d", mostPoints, n)
	case len(bounds) > 2:
		return nil, across(r.args[len(points)+2:], Malformed, "write "+r.form.Name+" "+r.form.Args, "quantiles takes at most two bounds")
	}
	for i := 1; i < len(u); i++ {
		if u[i] <= u[i-1] {
			return nil, across(points[i-1:i+1], Impossible, "write them from the lowest to the highest", "the quantile %s does not come after %s", points[i].text, points[i-1].text)
		}
		if x[i] <= x[i-1] {
			return nil, across(points[i-1:i+1], Impossible, "a higher quantile has a higher value", "the values of %s and %s do not rise", points[i-1].text, points[i].text)
		}
		if x[i]-x[i-1] < 1e-9*(math.Abs(x[i])+math.Abs(x[i-1])) {
			return nil, across(points[i-1:i+1], Impossible, "for a fixed value write the number alone", "%s and %s are too near to compute with", points[i-1].text, points[i].text)
		}
	}
	d := metalog{bounds: len(bounds), lo: math.Inf(-1), hi: math.Inf(1)}
	if d.bounds > 0 {
		d.lo = bounds[0]
		if x[0] <= d.lo {
			return nil, at(points[0], Impossible, "bounds are values that nothing goes beyond", "%s does not lie above the lower bound %s", points[0].text, r.args[len(points)].text)
		}
	}
	if d.bounds == 2 {
		d.hi = bounds[1]
		if x[len(x)-1] >= d.hi {
			return nil, at(points[len(points)-1], Impossible, "bounds are values that nothing goes beyond", "%s does not lie below the upper bound %s", points[len(points)-1].text, r.args[len(points)+1].text)
		}
	}
	var text strings.Builder
	text.WriteString(r.form.Name)
	y, m := make([]float64, len(u)), make([]float64, len(u))
	for i := range u {
		text.WriteString(" " + spec("", u[i]) + ":" + spec("", x[i]))
		y[i], m[i] = u[i]/100, d.score(x[i])
	}
	if d.bounds > 0 {
		text.WriteString(" " + spec("", bounds...))
	}
	d.text = text.String()
	if !d.fit(y, m) || !d.feasible() {
		hint := "move or leave out a quantile, or give the parts as a mixture"
		if d.bounds < 2 {
			hint = "move or leave out a quantile, give bounds behind them, or give the parts as a mixture"
		}
		return nil, across(points, Impossible, hint, "no metalog has these quantiles: its density would be negative in places")
	}
	d.average = d.integral()
	return d, nil
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

// fit solves for the coefficients. Terms come in Keelin's order: 1, L, cL, c, then c², c²L, c³, c³L ...
func (d *metalog) fit(y, m []float64) bool {
	n := len(y)
	type term struct {
		power int
		log   bool
	}
	terms := []term{{0, false}, {0, true}, {1, true}, {1, false}}
	for power := 2; len(terms) < n; power++ {
		terms = append(terms, term{power, false}, term{power, true})
	}
	terms = terms[:n]
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

// solve is Gauss's elimination with the greatest pivot, with the same bits on every machine.
func solve(rows [][]float64) ([]float64, bool) {
	n := len(rows)
	for c := range n {
		best := c
		for i := c + 1; i < n; i++ {
			if math.Abs(rows[i][c]) > math.Abs(rows[best][c]) {
				best = i
			}
		}
		rows[c], rows[best] = rows[best], rows[c]
		if rows[c][c] == 0 {
			return nil, false
		}
		for i := c + 1; i < n; i++ {
			f := rows[i][c] / rows[c][c]
			for j := c; j <= n; j++ {
				rows[i][j] -= float64(f * rows[c][j])
			}
		}
	}
	x := make([]float64, n)
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
