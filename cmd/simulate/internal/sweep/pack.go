package sweep

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"math"
)

// A table has up to ten thousand cells, of which a few are being played. The metrics of the others are packed: bins hold small numbers, most of
// them 0 beyond the lowest and the highest value, and a byte or two for each between is a fifth of what they take in a slice.

// pack appends sketches: how many there are, then of each the number of runs and, unless that is 0, mean, sum of squares, extremes, number of bins, and
// the counts from the first bin that is not 0 to the last.
func pack(to []byte, sketches []Sketch) []byte {
	to = binary.AppendUvarint(to, uint64(len(sketches)))
	for i := range sketches {
		s := &sketches[i]
		to = binary.AppendUvarint(to, uint64(s.N))
		if s.N == 0 {
			continue
		}
		for _, x := range [...]float64{s.Mean, s.M2, s.Min, s.Max} {
			to = binary.LittleEndian.AppendUint64(to, math.Float64bits(x))
		}
		from, end := 0, len(s.Bins)
		for from < end && s.Bins[from] == 0 {
			from++
		}
		for end > from && s.Bins[end-1] == 0 {
			end--
		}
		for _, n := range [...]int{len(s.Bins), from, end - from} {
			to = binary.AppendUvarint(to, uint64(n))
		}
		for _, k := range s.Bins[from:end] {
			to = binary.AppendUvarint(to, uint64(k))
		}
	}
	return to
}

// unpack is the other way round, of what pack gave.
func unpack(from []byte) []Sketch {
	number := func() uint64 {
		x, n := binary.Uvarint(from)
		from = from[n:]
		return x
	}
	float := func() float64 {
		x := math.Float64frombits(binary.LittleEndian.Uint64(from))
		from = from[8:]
		return x
	}
	out := make([]Sketch, number())
	for i := range out {
		s := &out[i]
		if s.N = int64(number()); s.N == 0 {
			continue
		}
		s.Mean, s.M2, s.Min, s.Max = float(), float(), float(), float()
		s.Bins = make([]uint32, number())
		first := number()
		for k := range s.Bins[first : first+number()] {
			s.Bins[first+uint64(k)] = uint32(number())
		}
	}
	return out
}

// Metrics are the sketches of a cell, in the order of the table's columns; nil before its first run.
func (c *Cell) Metrics() []Sketch {
	if c.packed == nil {
		return nil
	}
	return unpack(c.packed)
}

// setMetrics keeps sketches.
func (c *Cell) setMetrics(s []Sketch) {
	c.packed = bytes.Clone(pack(make([]byte, 0, 4096), s)) // no larger than it need be
}

// cellText is a cell as JSON.
type cellText struct {
	Counts
	Metrics []Sketch `json:"metrics"`
}

// MarshalJSON writes counts and metrics.
func (c *Cell) MarshalJSON() ([]byte, error) { return json.Marshal(cellText{c.Counts, c.Metrics()}) }

// UnmarshalJSON reads what MarshalJSON wrote.
func (c *Cell) UnmarshalJSON(text []byte) error {
	var t cellText
	if err := json.Unmarshal(text, &t); err != nil {
		return err
	}
	c.Counts, c.packed = t.Counts, nil
	if t.Metrics != nil {
		c.setMetrics(t.Metrics)
	}
	return nil
}
