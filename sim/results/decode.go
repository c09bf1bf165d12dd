package results

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"

	"github.com/parquet-go/parquet-go"
)

// segmentFile is an open segment whose footer agrees with the manifest.
type segmentFile struct {
	seg    Segment
	file   *os.File
	groups []parquet.RowGroup
	place  map[string]int // column name to place in the file
}

// openSegment opens a segment and checks that it is the one the manifest speaks of. Its file may hold more rows than that: a segment
// that is being extended is replaced before the manifest is.
func openSegment(dir string, m *Manifest, seg Segment) (*segmentFile, error) {
	damaged := func(err error) error { return fmt.Errorf("%s is damaged: %w", seg.File, err) }
	if !filepath.IsLocal(filepath.FromSlash(seg.File)) {
		return nil, fmt.Errorf("%s names a segment outside the folder: %q", ManifestFile, seg.File)
	}
	f, err := os.Open(filepath.Join(dir, filepath.FromSlash(seg.File)))
	if err != nil {
		return nil, fmt.Errorf("reading results: %w", err)
	}
	s := &segmentFile{seg: seg, file: f, place: map[string]int{}}
	st, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("reading results: %w", err)
	}
	pf, err := parquet.OpenFile(f, st.Size(), parquet.SkipBloomFilters(true), parquet.SkipPageIndex(true))
	if err != nil {
		f.Close()
		return nil, damaged(err)
	}
	if err := s.check(pf, m); err != nil {
		f.Close()
		return nil, err
	}
	s.groups = pf.RowGroups()
	return s, nil
}

func (s *segmentFile) check(pf *parquet.File, m *Manifest) error {
	for _, kv := range metaOf(m, s.seg.Option) {
		if got, ok := pf.Lookup(kv[0]); !ok || got != kv[1] {
			return fmt.Errorf("%s belongs to another result: its %s is %q, the manifest says %q", s.seg.File, kv[0], got, kv[1])
		}
	}
	for i, path := range pf.Schema().Columns() {
		s.place[path[0]] = i
	}
	for _, c := range m.Columns {
		if _, ok := s.place[c.Name]; !ok {
			return fmt.Errorf("%s has no column %s", s.seg.File, c.Name)
		}
	}
	if n := pf.NumRows(); n < int64(s.seg.N) || n > SegmentRuns {
		return fmt.Errorf("%s has %d rows, the manifest says %d", s.seg.File, n, s.seg.N)
	}
	return nil
}

func (s *segmentFile) Close() error { return s.file.Close() }

// read puts a column's values into out, one every stride places.
func (s *segmentFile) read(c Column, out []float64, stride int) error {
	d := columnReader{column: c, out: out, stride: stride, n: s.seg.N}
	for _, group := range s.groups {
		if err := d.chunk(group.ColumnChunks()[s.place[c.Name]]); err != nil {
			return fmt.Errorf("%s, column %s, is damaged: %w", s.seg.File, c.Name, err)
		}
	}
	if d.at != d.n {
		return fmt.Errorf("%s, column %s, is damaged: %d of %d values", s.seg.File, c.Name, d.at, d.n)
	}
	return nil
}

// columnReader turns pages into values, undefined ones into NaN.
type columnReader struct {
	column Column
	out    []float64
	stride int
	at, n  int
	values []float64 // defined values of a page
}

func (d *columnReader) chunk(chunk parquet.ColumnChunk) error {
	pages := chunk.Pages()
	defer pages.Close()
	for d.at < d.n {
		page, err := pages.ReadPage()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		err = d.page(page)
		parquet.Release(page)
		if err != nil {
			return err
		}
	}
	return nil
}

// page appends the values of a page, as many as are wanted.
func (d *columnReader) page(page parquet.Page) error {
	if err := d.decode(page); err != nil {
		return err
	}
	levels := page.DefinitionLevels()
	next := 0
	for i := 0; i < len(levels) && d.at < d.n; i++ {
		x := math.NaN()
		if levels[i] == 1 {
			if next == len(d.values) {
				return errors.New("fewer values than said")
			}
			x = d.values[next]
			next++
		}
		d.out[d.at*d.stride] = x
		d.at++
	}
	return nil
}

// decode reads the defined values of a page.
func (d *columnReader) decode(page parquet.Page) error {
	d.values = d.values[:0]
	data := page.Data()
	if dict := page.Dictionary(); dict != nil {
		table, err := d.table(dict)
		if err != nil {
			return err
		}
		for _, k := range data.Int32() {
			if uint(k) >= uint(len(table)) {
				return fmt.Errorf("no entry %d in the dictionary", k)
			}
			d.values = append(d.values, table[k])
		}
		return nil
	}
	switch kind := page.Type().Kind(); {
	case d.column.Type == Float && kind == parquet.Double:
		d.values = append(d.values, data.Double()...)
	case d.column.Type == Int && kind == parquet.Int32:
		for _, v := range data.Int32() {
			d.values = append(d.values, float64(v))
		}
	case d.column.Type == Bool && kind == parquet.Boolean:
		bits := data.Boolean()
		for i := range 8 * len(bits) {
			d.values = append(d.values, float64(bits[i/8]>>(i%8)&1))
		}
	default:
		return fmt.Errorf("it is stored as %s", page.Type())
	}
	return nil
}

// table is what the entries of a dictionary stand for.
func (d *columnReader) table(dict parquet.Dictionary) ([]float64, error) {
	table := make([]float64, dict.Len())
	for i := range table {
		v := dict.Index(int32(i))
		switch {
		case d.column.Type == Int && v.Kind() == parquet.Int32:
			table[i] = float64(v.Int32())
		case d.column.Type == Enum && v.Kind() == parquet.ByteArray:
			k := d.level(string(v.ByteArray()))
			if k < 0 {
				return nil, fmt.Errorf("%q is no level", v.ByteArray())
			}
			table[i] = float64(k)
		default:
			return nil, fmt.Errorf("it is a dictionary of %s", dict.Type())
		}
	}
	return table, nil
}

func (d *columnReader) level(name string) int {
	for i, l := range d.column.Levels {
		if l == name {
			return i
		}
	}
	return -1
}

// readSegment reads a segment's rows, row by row in table order, and checks them against its manifest entry.
func readSegment(dir string, m *Manifest, seg Segment, out []float64, h *rowHash) ([]float64, error) {
	s, err := openSegment(dir, m, seg)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	if need := seg.N * len(m.Columns); cap(out) < need {
		out = make([]float64, need)
	} else {
		out = out[:need]
	}
	for i, c := range m.Columns {
		if err := s.read(c, out[i:], len(m.Columns)); err != nil {
			return nil, err
		}
	}
	h.h.Reset()
	h.add(out)
	if got := h.sum(); got != seg.SHA256 {
		return nil, fmt.Errorf("%s is damaged: its rows do not have the hash that the manifest states", seg.File)
	}
	return out, nil
}

// checkBytes compares a segment's file with the hash of its bytes: what no row shows, such as the statistics other programs read, may be damaged too.
// A file with more rows than the manifest speaks of is of an extension that was killed, and has bytes of its own.
func checkBytes(dir string, m *Manifest, seg Segment) error {
	text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(seg.File)))
	if err != nil {
		return fmt.Errorf("reading results: %w", err)
	}
	if sum := sha256.Sum256(text); hex.EncodeToString(sum[:]) == seg.FileSHA256 {
		return nil
	}
	s, err := openSegment(dir, m, seg)
	if err != nil {
		return err
	}
	defer s.Close()
	rows := int64(0)
	for _, g := range s.groups {
		rows += g.NumRows()
	}
	if rows > int64(seg.N) && seg.N < SegmentRuns {
		return nil
	}
	return fmt.Errorf("%s is damaged: its bytes do not have the hash that the manifest states", seg.File)
}
