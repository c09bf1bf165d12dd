package dist

import "math"

// Bank is many quantile functions asked together, as a run asks for all its quantities: one flat array, walked in order. Each value has
// the bits that the table itself would give.
type Bank struct{ entries []entry }

// entry is a cubic table, moved and stretched, or anything else that is asked itself.
type entry struct {
	unit          *cubic
	lo, width, hi float64
	other         Table
}

// NewBank collects quantile functions. It is read-only afterwards and can be shared.
func NewBank(tables []Table) *Bank {
	b := &Bank{entries: make([]entry, len(tables))}
	for i, t := range tables {
		switch t := t.(type) {
		case *stretched:
			b.entries[i] = entry{unit: t.unit, lo: t.lo, width: t.width, hi: t.hi}
		case *cubic:
			b.entries[i] = entry{unit: t, lo: 0, width: 1, hi: math.Inf(1)}
		default:
			b.entries[i] = entry{other: t}
		}
	}
	return b
}

// Quantiles replaces each u by the quantile there: one number per function, in their order.
func (b *Bank) Quantiles(u []float64) {
	entries := b.entries
	u = u[:len(entries)]
	for i := range entries {
		e, v := &entries[i], u[i]
		c := e.unit
		if c == nil {
			u[i] = e.other.Quantile(v)
			continue
		}
		// What follows is cubic.Quantile and stretched.Quantile, written out: the two calls would cost as much as the work.
		upper := uint64(int64(math.Float64bits(0.5-v)) >> 63) // all ones in the upper half
		low, high := math.Float64bits(v), math.Float64bits(1-v)
		bits := low ^ (low^high)&upper
		n := 1022 - bits>>52
		if n >= octaves {
			u[i] = e.far(v)
			continue
		}
		o := c.side[upper&1].octave[n]
		shift := o.shift & 63
		cell := uint64(o.first) + bits<<12>>12>>shift
		if cell >= uint64(len(c.cells)) {
			u[i] = e.far(v)
			continue
		}
		d := math.Float64frombits(bits) - math.Float64frombits(bits>>shift<<shift)
		u[i] = e.place(c.cells[cell].at(d))
	}
}

// place moves a quantile of the unit table to the bounds.
func (e *entry) place(x float64) float64 {
	y := e.lo + float64(e.width*x)
	if y > e.hi {
		return e.hi
	}
	return y
}

func (e *entry) far(u float64) float64 { return e.place(e.unit.far(u)) }
