package results

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// segmentReader reads segments of one result, one after the other in the same memory.
type segmentReader struct {
	dir     string
	m       *Manifest
	hash    *rowHash
	decoder decoder
	values  []float64
}

func newSegmentReader(dir string, m *Manifest) *segmentReader {
	return &segmentReader{dir: dir, m: m, hash: newRowHash(m.Columns)}
}

// segmentFile is an open segment whose footer agrees with the manifest.
type segmentFile struct {
	seg     Segment
	file    *os.File
	size    int64
	footer  format.FileMetaData
	place   map[string]int // column name to place in a row group
	decoder *decoder
}

// open opens a segment and checks that it is the one the manifest speaks of. Its file may hold more rows than that: a segment
// that is being extended is replaced before the manifest is.
func (r *segmentReader) open(seg Segment) (*segmentFile, error) {
	if !filepath.IsLocal(filepath.FromSlash(seg.File)) {
		return nil, fmt.Errorf("%s names a segment outside the folder: %q", ManifestFile, seg.File)
	}
	f, err := os.Open(filepath.Join(r.dir, filepath.FromSlash(seg.File)))
	if err != nil {
		return nil, fmt.Errorf("reading results: %w", err)
	}
	s := &segmentFile{seg: seg, file: f, place: map[string]int{}, decoder: &r.decoder}
	st, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("reading results: %w", err)
	}
	s.size = st.Size()
	if err := readFooter(f, s.size, &s.footer); err != nil {
		f.Close()
		return nil, fmt.Errorf("%s is damaged: %w", seg.File, err)
	}
	if err := s.check(r.m); err != nil {
		f.Close()
		return nil, err
	}
	return s, nil
}

// readFooter reads what stands at the end of a Parquet file: thrift, its length in four bytes, and the mark.
func readFooter(f io.ReaderAt, size int64, footer *format.FileMetaData) error {
	var end [8]byte
	if size < int64(len(magic)+len(end)) {
		return errors.New("too short for a Parquet file")
	}
	if _, err := f.ReadAt(end[:], size-int64(len(end))); err != nil {
		return err
	}
	n := int64(binary.LittleEndian.Uint32(end[:]))
	if string(end[4:]) != magic || n > size-int64(len(magic)+len(end)) {
		return errors.New("no footer of a Parquet file")
	}
	text := make([]byte, n)
	if _, err := f.ReadAt(text, size-int64(len(end))-n); err != nil {
		return err
	}
	return thrift.Unmarshal(new(thrift.CompactProtocol), text, footer)
}

func (s *segmentFile) check(m *Manifest) error {
	meta := map[string]string{}
	for _, kv := range s.footer.KeyValueMetadata {
		meta[kv.Key] = kv.Value
	}
	for _, kv := range metaOf(m, s.seg.Option) {
		if got, ok := meta[kv[0]]; !ok || got != kv[1] {
			return fmt.Errorf("%s belongs to another result: its %s is %q, the manifest says %q", s.seg.File, kv[0], got, kv[1])
		}
	}
	for i, c := range s.footer.Schema[min(1, len(s.footer.Schema)):] { // the first names the whole
		s.place[c.Name] = i
	}
	for _, c := range m.Columns {
		if _, ok := s.place[c.Name]; !ok {
			return fmt.Errorf("%s has no column %s", s.seg.File, c.Name)
		}
	}
	if n := s.footer.NumRows; n < int64(s.seg.N) || n > SegmentRuns {
		return fmt.Errorf("%s has %d rows, the manifest says %d", s.seg.File, n, s.seg.N)
	}
	for _, g := range s.footer.RowGroups {
		if len(g.Columns) != len(s.footer.Schema)-1 {
			return fmt.Errorf("%s is damaged: %d columns, its schema names %d", s.seg.File, len(g.Columns), len(s.footer.Schema)-1)
		}
	}
	return nil
}

func (s *segmentFile) Close() error { return s.file.Close() }

// read puts a column's values into out, one every stride places.
func (s *segmentFile) read(c Column, out []float64, stride int) error {
	d := columnReader{decoder: s.decoder, column: c, out: out, stride: stride, n: s.seg.N}
	for _, group := range s.footer.RowGroups {
		if err := d.chunk(s.file, s.size, &group.Columns[s.place[c.Name]].MetaData); err != nil {
			return fmt.Errorf("%s, column %s, is damaged: %w", s.seg.File, c.Name, err)
		}
	}
	if d.at != d.n {
		return fmt.Errorf("%s, column %s, is damaged: %d of %d values", s.seg.File, c.Name, d.at, d.n)
	}
	return nil
}

// rows reads a segment's rows, row by row in table order, and checks them against its manifest entry. They stand until the next are read.
func (r *segmentReader) rows(seg Segment) ([]float64, error) {
	s, err := r.open(seg)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	width := len(r.m.Columns)
	r.values = grown(r.values, seg.N*width)
	for i, c := range r.m.Columns {
		if err := s.read(c, r.values[i:], width); err != nil {
			return nil, err
		}
	}
	r.hash.h.Reset()
	r.hash.add(r.values)
	if got := r.hash.sum(); got != seg.SHA256 {
		return nil, fmt.Errorf("%s is damaged: its rows do not have the hash that the manifest states", seg.File)
	}
	return r.values, nil
}

// checkBytes compares a segment's file with the hash of its bytes: what no row shows, such as the statistics other programs read, may be damaged too.
// A file with more rows than the manifest speaks of is of an extension that was killed, and has bytes of its own.
func (r *segmentReader) checkBytes(seg Segment) error {
	text, err := os.ReadFile(filepath.Join(r.dir, filepath.FromSlash(seg.File)))
	if err != nil {
		return fmt.Errorf("reading results: %w", err)
	}
	if sum := sha256.Sum256(text); hex.EncodeToString(sum[:]) == seg.FileSHA256 {
		return nil
	}
	s, err := r.open(seg)
	if err != nil {
		return err
	}
	defer s.Close()
	if s.footer.NumRows > int64(seg.N) && seg.N < SegmentRuns {
		return nil
	}
	return fmt.Errorf("%s is damaged: its bytes do not have the hash that the manifest states", seg.File)
}
