package results

import (
	"fmt"
	"math"
	"slices"
)

// Rows arrive row by row and Parquet stores column by column: a pile turns one segment of an option round, each column in the smallest
// type that holds it, so that a dozen options being written at once take a few megabytes each.

// Undefined values in the smaller types.
const (
	noInt   = math.MinInt32
	noByte  = math.MaxUint8
	noLevel = -1
)

// pile holds the rows of a segment that is not full yet.
type pile struct {
	cols []Column
	data []columnPile
	n    int
}

// columnPile is one column: levels and floats, or one of the others. Most floats are undefined in most runs, so only defined ones are
// kept.
type columnPile struct {
	levels []uint8   // of a Float: 1 where a run has a value
	floats []float64 // the values, without gaps
	ints   []int32   // Int, and Enum of wideLevels or more
	bytes  []uint8   // Bool and other Enum
}

func newPile(cols []Column) *pile {
	p := &pile{cols: cols, data: make([]columnPile, len(cols))}
	for i, c := range cols {
		switch {
		case c.Type == Float:
			p.data[i].levels = make([]uint8, SegmentRuns)
		case c.Type == Int || len(c.Levels) >= wideLevels:
			p.data[i].ints = make([]int32, SegmentRuns)
		default:
			p.data[i].bytes = make([]uint8, SegmentRuns)
		}
	}
	return p
}

// add takes rows that fit. A value that its column cannot hold is refused: it would read back as another.
func (p *pile) add(n int, values []float64) error {
	width := len(p.cols)
	for c := range p.cols {
		d := &p.data[c]
		bad := math.NaN()
		switch {
		case d.levels != nil:
			levels, have := d.levels[p.n:p.n+n], len(d.floats)
			out := slices.Grow(d.floats, n)[:have+n]
			for i, at := 0, c; i < len(levels); i, at = i+1, at+width {
				x := values[at]
				out[have] = x
				levels[i] = one(x == x)
				have += int(levels[i])
			}
			d.floats = out[:have]
		case d.bytes != nil:
			top := 1
			if p.cols[c].Type == Enum {
				top = len(p.cols[c].Levels) - 1
			}
			out := d.bytes[p.n : p.n+n]
			for i, at := 0, c; i < len(out); i, at = i+1, at+width {
				x := values[at]
				if x != x {
					out[i] = noByte
					continue
				}
				k := int(x)
				if uint(k) > uint(top) || float64(k) != x {
					bad = x
				}
				out[i] = uint8(k)
			}
		default:
			low, top, none := math.MinInt32+1, math.MaxInt32, int32(noInt)
			if p.cols[c].Type == Enum {
				low, top, none = 0, len(p.cols[c].Levels)-1, noLevel
			}
			out := d.ints[p.n : p.n+n]
			for i, at := 0, c; i < len(out); i, at = i+1, at+width {
				x := values[at]
				if x != x {
					out[i] = none
					continue
				}
				k := int(x)
				if k < low || k > top || float64(k) != x {
					bad = x
				}
				out[i] = int32(k)
			}
		}
		if bad == bad {
			return fmt.Errorf("column %s cannot hold %v: it is %s", p.cols[c].Name, bad, kindOf(p.cols[c]))
		}
	}
	p.n += n
	return nil
}

// reset empties the pile for the next segment.
func (p *pile) reset() {
	p.n = 0
	for i := range p.data {
		p.data[i].floats = p.data[i].floats[:0]
	}
}

// one is 1 for true, without a branch.
func one(b bool) uint8 {
	if b {
		return 1
	}
	return 0
}

func kindOf(c Column) string {
	switch c.Type {
	case Bool:
		return "true or false (1 or 0)"
	case Enum:
		return fmt.Sprintf("one of %d levels", len(c.Levels))
	}
	return "a whole number"
}
