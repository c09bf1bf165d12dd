package dist

import "math"

// Table is a compiled distribution: its quantile function, quick and without allocation. It satisfies
// sim.Quantiler. Over u from 1e-6 to 1 - 1e-6 it is within 1e-6 of the support's width of the exact quantile (of
// the range from the 10 % to the 90 % quantile where the support has no end); beyond 2^-20 from the ends
// it is exact. It never falls when u rises (out there, by no more than the rounding of the exact quantile), and has
// the same bits on every machine.
type Table interface {
	Quantile(u float64) float64
}

// Compile prepares one distribution for the run; Tables.Compile several, which is quicker.
func Compile(d Dist) Table { return new(Tables).Compile(d) }

// cubic interpolates a quantile function by polynomials of third degree in t, the distance of u from the nearer of
// 0 and 1. Its cells are found from the bits of t: the exponent names an octave (t from 1/4 to 1/2, 1/8 to 1/4, ...,
// so the grid gets finer towards the tails by itself), and the first bits of the mantissa the cell in it.
type cubic struct {
	side  [2]side // lower, upper
	cells []cell
	exact Dist
}

// side is one half of the distribution. Octave 0 is the median alone, octave n has t from 2^-n-1 to 2^-n.
type side struct {
	octave [octaves]octave
	edge   [octaves]float64 // quantile at t = 2^-n-1
}

// octaves reach down to t = 2^-20, just below a millionth.
const octaves = 20

// octave says where an octave's cells are: the cell of t is first + mantissa >> shift. An octave that would need
// too many cells has none, and first lies beyond all cells.
type octave struct {
	first uint32
	shift uint32
}

// cell is a polynomial in the distance of t from the cell's lower end.
type cell struct{ c0, c1, c2, c3 float64 }

// Quantile is within the accuracy of Table, and exact for u below 2^-20 or above 1 - 2^-20.
func (c *cubic) Quantile(u float64) float64 {
	// t and its side without a branch: which half u lies in cannot be guessed. 1 - u is exact for u of a half or more.
	upper := math.Float64bits(0.5-u) >> 63
	t := [2]float64{u, 1 - u}[upper&1]
	bits := math.Float64bits(t)
	s := &c.side[upper&1]
	if n := 1022 - bits>>52; n < octaves {
		o := s.octave[n]
		shift := o.shift & 63
		if i := uint64(o.first) + bits<<12>>12>>shift; i < uint64(len(c.cells)) {
			p := &c.cells[i]
			d := math.Float64frombits(bits) - math.Float64frombits(bits>>shift<<shift)
			return p.c0 + float64(d*(p.c1+float64(d*(p.c2+float64(d*p.c3)))))
		}
	}
	return c.far(u)
}

// far is the exact quantile, kept on its side of the nodes around it so that nothing falls at the seams.
func (c *cubic) far(u float64) float64 {
	x := c.exact.Quantile(u)
	if !(u > 0 && u < 1) {
		return x
	}
	s, t, upper := &c.side[0], u, false
	if 1-u < u {
		s, t, upper = &c.side[1], 1-u, true
	}
	n := 1022 - math.Float64bits(t)>>52
	inner := s.edge[min(n-1, octaves-1)]
	if upper {
		x = max(x, inner)
	} else {
		x = min(x, inner)
	}
	if n < octaves {
		outer := s.edge[n]
		if upper {
			x = min(x, outer)
		} else {
			x = max(x, outer)
		}
	}
	return x
}
