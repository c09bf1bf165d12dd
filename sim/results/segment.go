package results

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/snappy"
)

// Segment files: one Parquet file per SegmentRuns runs of an option, written under a temporary name, flushed to disk and renamed,
// so that a name without ".tmp" is always a whole file.

// node is the Parquet type of a column. Everything is optional: NaN is stored as null.
func node(c Column) parquet.Node {
	switch c.Type {
	case Int:
		return parquet.Optional(parquet.Leaf(parquet.Int32Type))
	case Bool:
		return parquet.Optional(parquet.Leaf(parquet.BooleanType))
	case Enum:
		return parquet.Optional(parquet.Encoded(parquet.String(), &parquet.RLEDictionary))
	}
	return parquet.Optional(parquet.Leaf(parquet.DoubleType))
}

// layout is the Parquet schema of a table and the place of each of its columns in it: Parquet sorts fields by name.
type layout struct {
	schema *parquet.Schema
	run    int
	option int
	place  []int
}

func newLayout(cols []Column) layout {
	g := parquet.Group{"run": parquet.Leaf(parquet.Int64Type), "option": parquet.Encoded(parquet.String(), &parquet.RLEDictionary)}
	for _, c := range cols {
		g[c.Name] = node(c)
	}
	l := layout{schema: parquet.NewSchema("runs", g), place: make([]int, len(cols))}
	at := map[string]int{}
	for i, name := range l.schema.Columns() {
		at[name[0]] = i
	}
	l.run, l.option = at["run"], at["option"]
	for i, c := range cols {
		l.place[i] = at[c.Name]
	}
	return l
}

// segmentWriter writes the segments of one option, one after the other, with the same buffers.
type segmentWriter struct {
	dir    string
	option Option
	cols   []Column
	layout layout
	ready  [][]parquet.Value // by column: the values of an enum's levels, of false and true, of small whole numbers
	meta   [][2]string

	file  *os.File
	out   *parquet.Writer
	name  string // relative to dir
	vals  []parquet.Value
	hash  *rowHash
	first int64
	n     int
}

func newSegmentWriter(dir string, m *Manifest, o Option) *segmentWriter {
	s := &segmentWriter{dir: dir, option: o, cols: m.Columns, layout: newLayout(m.Columns), hash: newRowHash()}
	s.meta = [][2]string{{"parley.scenario", m.Scenario}, {"parley.scenario_hash", m.ScenarioHash}, {"parley.engine", m.Engine}, {"parley.seed", fmt.Sprint(m.Seed)}, {"parley.option", o.ID}}
	s.ready = make([][]parquet.Value, len(m.Columns))
	for i, c := range m.Columns {
		add := func(v parquet.Value) { s.ready[i] = append(s.ready[i], v.Level(0, 1, s.layout.place[i])) }
		switch c.Type {
		case Enum:
			for _, level := range c.Levels {
				add(parquet.ByteArrayValue([]byte(level)))
			}
		case Bool:
			add(parquet.BooleanValue(false))
			add(parquet.BooleanValue(true))
		case Int:
			for k := range int32(128) {
				add(parquet.Int32Value(k))
			}
		}
	}
	return s
}

// open begins the segment of the given first run.
func (s *segmentWriter) open(first int64) error {
	s.name = fmt.Sprintf("data/%s-%05d.parquet", s.option.ID, first/SegmentRuns)
	path := filepath.Join(s.dir, filepath.FromSlash(s.name))
	f, err := os.Create(path + ".tmp")
	if err != nil {
		return fmt.Errorf("writing results: %w", err)
	}
	s.file, s.first, s.n = f, first, 0
	s.hash.h.Reset()
	// A writer per file: one that is reset for the next file leaves the columns' paths out of its footer (parquet-go v0.32.0).
	options := []parquet.WriterOption{s.layout.schema, parquet.Compression(&snappy.Codec{}), parquet.CreatedBy("parley", "1", ""), parquet.DataPageStatistics(false)}
	for _, kv := range s.meta {
		options = append(options, parquet.KeyValueMetadata(kv[0], kv[1]))
	}
	s.out = parquet.NewWriter(f, options...)
	return nil
}

// add appends rows that do not reach beyond the segment.
func (s *segmentWriter) add(first int64, n int, values []float64) error {
	width := len(s.cols)
	s.hash.add(s.cols, values)
	writers := s.out.ColumnWriters()
	if cap(s.vals) < n {
		s.vals = make([]parquet.Value, n)
	}
	vals := s.vals[:n]
	put := func(column int) error {
		_, err := writers[column].WriteRowValues(vals)
		return err
	}
	for i := range vals {
		vals[i] = parquet.Int64Value(first+int64(i)).Level(0, 0, s.layout.run)
	}
	if err := put(s.layout.run); err != nil {
		return err
	}
	id := parquet.ByteArrayValue([]byte(s.option.ID)).Level(0, 0, s.layout.option)
	for i := range vals {
		vals[i] = id
	}
	if err := put(s.layout.option); err != nil {
		return err
	}
	for c := range s.cols {
		at := s.layout.place[c]
		null := parquet.Value{}.Level(0, 0, at)
		kind, ready := s.cols[c].Type, s.ready[c]
		for i := range vals {
			x := values[i*width+c]
			k := int(x)
			switch {
			case x != x:
				vals[i] = null
			case kind == Float:
				vals[i] = parquet.DoubleValue(x).Level(0, 1, at)
			case k >= 0 && k < len(ready):
				vals[i] = ready[k]
			case kind == Int:
				vals[i] = parquet.Int32Value(int32(x)).Level(0, 1, at)
			default:
				return fmt.Errorf("column %s: %v is no level", s.cols[c].Name, x)
			}
		}
		if err := put(at); err != nil {
			return err
		}
	}
	s.n += n
	return nil
}

// close finishes the segment: flushed to disk, then renamed.
func (s *segmentWriter) close() (Segment, error) {
	seg := Segment{File: s.name, Option: s.option.ID, First: s.first, N: s.n, SHA256: s.hash.sum()}
	err := errors.Join(s.out.Close(), s.file.Sync(), s.file.Close())
	path := filepath.Join(s.dir, filepath.FromSlash(s.name))
	s.file = nil
	if err == nil {
		err = os.Rename(path+".tmp", path)
	}
	if err != nil {
		os.Remove(path + ".tmp")
		return seg, fmt.Errorf("writing results: %w", err)
	}
	return seg, nil
}

// drop forgets the segment begun.
func (s *segmentWriter) drop() {
	if s.file != nil {
		s.file.Close()
		os.Remove(s.file.Name())
		s.file = nil
	}
}

// readSegment reads a segment's rows, row by row in table order, and checks them against its manifest entry.
func readSegment(dir string, cols []Column, seg Segment) ([]float64, error) {
	path := filepath.Join(dir, filepath.FromSlash(seg.File))
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reading results: %w", err)
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("reading results: %w", err)
	}
	pf, err := parquet.OpenFile(f, st.Size(), parquet.SkipBloomFilters(true), parquet.SkipPageIndex(true))
	if err != nil {
		return nil, fmt.Errorf("%s is damaged: %w", seg.File, err)
	}
	l := newLayout(cols)
	if got := pf.Schema().Columns(); len(got) != len(l.schema.Columns()) {
		return nil, fmt.Errorf("%s has %d columns, the manifest says %d", seg.File, len(got), len(l.schema.Columns()))
	}
	if pf.NumRows() != int64(seg.N) {
		return nil, fmt.Errorf("%s has %d rows, the manifest says %d", seg.File, pf.NumRows(), seg.N)
	}
	out := make([]float64, seg.N*len(cols))
	at := 0
	for _, group := range pf.RowGroups() {
		chunks := group.ColumnChunks()
		for c := range cols {
			level := map[string]float64{}
			for i, name := range cols[c].Levels {
				level[name] = float64(i)
			}
			if err := readColumn(chunks[l.place[c]], cols[c], level, out[at*len(cols)+c:], len(cols)); err != nil {
				return nil, fmt.Errorf("%s, column %s, is damaged: %w", seg.File, cols[c].Name, err)
			}
		}
		at += int(group.NumRows())
	}
	h := newRowHash()
	h.add(cols, out)
	if got := h.sum(); got != seg.SHA256 {
		return nil, fmt.Errorf("%s is damaged: its rows do not have the hash that the manifest states", seg.File)
	}
	return out, nil
}

func readColumn(chunk parquet.ColumnChunk, c Column, level map[string]float64, out []float64, stride int) error {
	pages := chunk.Pages()
	defer pages.Close()
	var buf [512]parquet.Value
	i := 0
	for {
		page, err := pages.ReadPage()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		values := page.Values()
		for {
			n, err := values.ReadValues(buf[:])
			for _, v := range buf[:n] {
				if i*stride >= len(out) {
					return errors.New("too many values")
				}
				x := math.NaN()
				if !v.IsNull() {
					switch c.Type {
					case Int:
						x = float64(v.Int32())
					case Bool:
						x = 0
						if v.Boolean() {
							x = 1
						}
					case Enum:
						k, ok := level[string(v.ByteArray())]
						if !ok {
							return fmt.Errorf("%q is no level", v.ByteArray())
						}
						x = k
					default:
						x = v.Double()
					}
				}
				out[i*stride] = x
				i++
			}
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return err
			}
		}
		parquet.Release(page)
	}
}
