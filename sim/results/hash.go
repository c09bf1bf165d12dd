package results

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash"
	"math"
	"strconv"
)

// SegmentRuns is the number of runs of one option that a segment holds. Only the last of an option may hold fewer.
const SegmentRuns = 16384

// wideLevels is the number of levels of an enum from which its index takes two bytes.
const wideLevels = 255

// rowHash is the hash of a stretch of logical rows: row by row in run order and in each row column by column in table order, a
// float64 as its eight little-endian bytes (every NaN as the quiet NaN 0x7ff8000000000000), an int32 as four (undefined is the
// smallest int32), a bool or the index of an enum's level as one (undefined is 255; an enum of 255 or more levels takes two bytes,
// undefined is 65535).
type rowHash struct {
	h     hash.Hash
	kinds []byteKind // by column
	buf   []byte
}

// byteKind is how a value is laid out for the hash.
type byteKind uint8

const (
	eightBytes byteKind = iota
	fourBytes
	twoBytes
	oneByte
)

func newRowHash(cols []Column) *rowHash {
	r := &rowHash{h: sha256.New(), kinds: make([]byteKind, len(cols)), buf: make([]byte, 8*strip*len(cols))}
	for i, c := range cols {
		switch {
		case c.Type == Float:
			r.kinds[i] = eightBytes
		case c.Type == Int:
			r.kinds[i] = fourBytes
		case len(c.Levels) >= wideLevels:
			r.kinds[i] = twoBytes
		default:
			r.kinds[i] = oneByte
		}
	}
	return r
}

// add takes whole rows.
func (r *rowHash) add(values []float64) {
	if need := 8 * len(values); cap(r.buf) < need {
		r.buf = make([]byte, need)
	}
	buf, at := r.buf[:cap(r.buf)], 0
	for len(values) >= len(r.kinds) {
		row := values[:len(r.kinds)]
		for i, kind := range r.kinds {
			x := row[i]
			switch kind {
			case eightBytes:
				bits := math.Float64bits(x)
				if x != x {
					bits = 0x7ff8000000000000
				}
				binary.LittleEndian.PutUint64(buf[at:], bits)
				at += 8
			case oneByte:
				v := byte(255)
				if x == x {
					v = byte(int(x))
				}
				buf[at] = v
				at++
			case fourBytes:
				v := int32(math.MinInt32)
				if x == x {
					v = int32(x)
				}
				binary.LittleEndian.PutUint32(buf[at:], uint32(v))
				at += 4
			default:
				v := uint16(math.MaxUint16)
				if x == x {
					v = uint16(int(x))
				}
				binary.LittleEndian.PutUint16(buf[at:], v)
				at += 2
			}
		}
		values = values[len(r.kinds):]
	}
	r.h.Write(buf[:at])
}

func (r *rowHash) sum() string { return hex.EncodeToString(r.h.Sum(nil)) }

// HashRows is the hash of a segment whose rows are these.
func HashRows(cols []Column, values []float64) string {
	h := newRowHash(cols)
	for width := strip * len(cols); len(values) > 0; {
		n := min(width, len(values))
		h.add(values[:n])
		values = values[n:]
	}
	return h.sum()
}

// TableHash is the hash of the logical table: names, types and levels of the columns, then for each option in manifest order its id
// and, for each stretch of SegmentRuns runs in run order, first run, number of runs and the hash of its rows. It does not depend on file
// bytes, which differ between compressors, on the size of the blocks that rows came in, nor on how many workers or machines made
// them: whoever holds whole segments can put them together without reading a row again.
func TableHash(cols []Column, options []Option, segments []Segment) string {
	h := sha256.New()
	for _, c := range cols {
		fmt.Fprintf(h, "%s %s %q\n", c.Name, c.Type, c.Levels)
	}
	var line []byte // without garbage: a batch has tens of thousands of segments
	for _, o := range options {
		fmt.Fprintf(h, "option %s\n", o.ID)
		for i := range segments {
			if s := &segments[i]; s.Option == o.ID {
				line = append(strconv.AppendInt(line[:0], s.First, 10), ' ')
				line = append(strconv.AppendInt(line, int64(s.N), 10), ' ')
				h.Write(append(append(line, s.SHA256...), '\n'))
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}
