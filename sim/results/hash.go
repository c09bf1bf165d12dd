package results

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
	"math"
)

// SegmentRuns is the number of runs of one option that a segment holds. Only the last of an option may hold fewer.
const SegmentRuns = 16384

// rowHash is the hash of a stretch of logical rows: column by column in table order, a float64 as its eight little-endian bytes
// (every NaN as the same quiet NaN), an int32 as four (a missing one as the smallest int32), a bool or the index of an enum's level
// as one (a missing one as 255, and 65535 as two bytes for an enum with more than 254 levels).
type rowHash struct {
	h   hash.Hash
	buf []byte
}

func newRowHash() *rowHash { return &rowHash{h: sha256.New()} }

func (r *rowHash) add(cols []Column, values []float64) {
	buf := r.buf[:0]
	for len(values) > 0 {
		for i := range cols {
			x := values[i]
			switch cols[i].Type {
			case Float:
				bits := math.Float64bits(x)
				if x != x {
					bits = 0x7ff8000000000000
				}
				buf = binary.LittleEndian.AppendUint64(buf, bits)
			case Int:
				v := int32(math.MinInt32)
				if x == x {
					v = int32(x)
				}
				buf = binary.LittleEndian.AppendUint32(buf, uint32(v))
			default:
				buf = append(buf, small(x))
			}
		}
		values = values[len(cols):]
	}
	r.h.Write(buf)
	r.buf = buf
}

func small(x float64) byte {
	if x != x {
		return 255
	}
	return byte(x)
}

func (r *rowHash) sum() string { return hex.EncodeToString(r.h.Sum(nil)) }

// TableHash is the hash of the logical table: names, types and levels of the columns, then for each option in order its id and
// the hashes of its rows in stretches of SegmentRuns runs. It does not depend on file bytes, which differ between
// compressors, nor on how many workers or machines made the rows.
func TableHash(cols []Column, options []Option, segments []Segment) string {
	h := sha256.New()
	for _, c := range cols {
		fmt.Fprintf(h, "%s %s %q\n", c.Name, c.Type, c.Levels)
	}
	for _, o := range options {
		fmt.Fprintf(h, "option %s\n", o.ID)
		for _, s := range segments {
			if s.Option == o.ID {
				fmt.Fprintf(h, "%d %d %s\n", s.First, s.N, s.SHA256)
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}
