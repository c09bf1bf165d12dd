package dist

import (
	"math"

	"parley/sim/portable"
)

// inverse is a distribution that a cubic table can be made of.
type inverse interface {
	Dist
	// tail solves for the share t, above 0 and up to a half, from the lower or the upper end. guess is a hint of an
	// earlier node, +Inf for none.
	tail(t float64, upper bool, guess float64) node
}

// byTails is the quantile of u from the nearer end of a distribution on [lo, hi]: NaN for NaN, the ends beyond 0 and 1.
func byTails(d inverse, u, lo, hi float64) float64 {
	switch {
	case u != u:
		return u
	case u <= 0:
		return lo
	case u >= 1:
		return hi
	case u <= 0.5:
		return d.tail(u, false, math.Inf(1)).x
	}
	return d.tail(1-u, true, math.Inf(1)).x
}

// node is a point of the quantile function, as a function of the share t from one end.
type node struct {
	t, x      float64
	d1, d2    float64 // derivatives of x by t
	hint      float64 // where the solver was, for those that search
	hintSlope float64 // its derivative by ln t
}

const (
	// target is the greatest error that a cell may show, as a share of the width. The estimate is of leading order;
	// the rest of the millionth that is promised is room for what it misses.
	target   = 2.5e-7
	leastLog = 2 // at least 4 cells an octave
	mostLog  = 9 // at most 512, else the octave is left to the exact quantile
)

// newCubic builds the table: per octave as many cells as it takes.
func newCubic(d inverse) *cubic {
	room := target * scale(d)
	c := &cubic{exact: d, cells: make([]cell, 0, 384)}
	median := d.tail(0.5, false, math.Inf(1))
	median.x = d.Quantile(0.5)
	var nodes, fine []node
	for s := range c.side {
		upper := s == 1
		side := &c.side[s]
		side.octave[0] = octave{first: uint32(len(c.cells)), shift: 52}
		side.edge[0] = median.x
		c.cells = append(c.cells, cell{c0: median.x})
		inner := median
		if upper {
			inner = d.tail(0.5, upper, math.Inf(1))
			inner.x = median.x
		}
		for n := 1; n < octaves; n++ {
			t := math.Ldexp(1, -n-1)
			outer := d.tail(t, upper, inner.hint-float64(inner.hintSlope*math.Ln2))
			outer.x = outward(outer.x, inner.x, upper)
			side.edge[n] = outer.x
			nodes = append(nodes[:0], outer, inner)
			log := 0
			for log <= mostLog {
				if log >= leastLog {
					off := worst(nodes)
					if off <= room {
						break
					}
					// Every doubling divides the error by 16: give up at once what will not get there.
					if off > 4*room*math.Ldexp(1, 4*(mostLog-log)) {
						log = mostLog
					}
				}
				if log++; log <= mostLog {
					fine = refine(fine[:0], nodes, d, upper)
					nodes, fine = fine, nodes
				}
			}
			if log > mostLog {
				side.octave[n] = octave{first: math.MaxUint32, shift: 52}
			} else {
				side.octave[n] = octave{first: uint32(len(c.cells)), shift: uint32(52 - log)}
				c.cells = appendCells(c.cells, nodes, upper)
			}
			inner = outer
		}
	}
	return c
}

// scale is the width that the error is measured against: the range from the 10 % to the 90 % quantile if an end is
// open. Else the width of the support, or less where most of it is next to empty, as with wide bounds around a narrow
// normal distribution.
func scale(d Dist) float64 {
	lo, hi := d.Support()
	if math.IsInf(hi-lo, 0) {
		return d.Quantile(0.9) - d.Quantile(0.1)
	}
	return min(hi-lo, max(d.Quantile(0.99)-d.Quantile(0.01), 1e-4*(hi-lo)))
}

// outward makes sure that x lies outward of inner, by no more than rounding can be off.
func outward(x, inner float64, upper bool) float64 {
	if upper {
		return max(x, inner)
	}
	return min(x, inner)
}

// refine doubles the cells of an octave.
func refine(fine, nodes []node, d inverse, upper bool) []node {
	for i := 0; i+1 < len(nodes); i++ {
		a, b := nodes[i], nodes[i+1]
		t := float64((a.t + b.t) / 2)
		// The solver's coordinate by the cubic through its ends, in ln t.
		h := portable.Log(b.t / a.t)
		w := portable.Log(t/a.t) / h
		s := 1 - w
		fromA := float64(a.hint*(1+w+w)) + float64(w*h*a.hintSlope)
		fromB := float64(b.hint*(1+s+s)) - float64(s*h*b.hintSlope)
		guess := float64(s*s*fromA) + float64(w*w*fromB)
		middle := d.tail(t, upper, guess)
		middle.x = min(max(middle.x, min(a.x, b.x)), max(a.x, b.x))
		fine = append(fine, a, middle)
	}
	return append(fine, nodes[len(nodes)-1])
}

// worst estimates the greatest error of the cubic cells between the nodes: by how much the polynomial of fifth
// degree through values, slopes and curvatures differs in the middle of a cell.
func worst(nodes []node) float64 {
	most := 0.0
	for i := 0; i+1 < len(nodes); i++ {
		a, b := &nodes[i], &nodes[i+1]
		h := b.t - a.t
		e := float64(h/32*(a.d1-b.d1)) + float64(h*h/64*(a.d2+b.d2))
		if !(math.Abs(e) <= most) { // NaN counts as the worst
			most = math.Abs(e)
			if e != e {
				return math.Inf(1)
			}
		}
	}
	return most
}

// appendCells turns nodes into cells that are monotone: slopes are held to three times the secant (Fritsch &
// Carlson, "Monotone piecewise cubic interpolation", SIAM Journal on Numerical Analysis 17, 1980), which the nodes
// of a cell that is fine enough satisfy already, and the last value of a cell does not pass the first of the next.
func appendCells(cells []cell, nodes []node, upper bool) []cell {
	sign := 1.0
	if upper {
		sign = -1 // x falls with t
	}
	for i := 0; i+1 < len(nodes); i++ {
		a, b := &nodes[i], &nodes[i+1]
		h := b.t - a.t
		secant := sign * (b.x - a.x) / h
		s0 := min(max(sign*a.d1, 0), 3*secant)
		s1 := min(max(sign*b.d1, 0), 3*secant)
		p := cell{
			c0: a.x,
			c1: sign * s0,
			c2: sign * (float64(3*secant) - float64(2*s0) - s1) / h,
			c3: sign * (s0 + s1 - float64(2*secant)) / (h * h),
		}
		// The last t of the cell, as the lookup sees it.
		d := math.Nextafter(b.t, 0) - a.t
		for lower := 0.5; sign*(p.at(d)-b.x) > 0 && lower < 1e6; lower *= 2 {
			p.c1 -= float64(sign * lower * (math.Abs(b.x) + math.Abs(a.x)) * 0x1p-52 / h)
		}
		cells = append(cells, p)
	}
	return cells
}

func (p *cell) at(d float64) float64 {
	return p.c0 + float64(d*(p.c1+float64(d*(p.c2+float64(d*p.c3)))))
}
