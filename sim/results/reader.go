package results

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Names of the files of a result folder.
const (
	ManifestFile = "manifest.json"
	SummaryFile  = "summary.json"
	DerivedFile  = "derived.json"
)

// Set is a stored result.
type Set struct {
	Dir      string
	Manifest Manifest
}

// ErrNoRows is the error of reading rows that were not kept.
var ErrNoRows = errors.New("its rows were not kept (--keep none)")

// ErrNoResult is the error of a folder that holds no result.
var ErrNoResult = errors.New("no result here")

// Open reads a result folder's manifest, checks that its segments add up to the hash it states, and that each file is there from
// its first bytes to its last. Rows are checked against their hashes when they are read; Verify reads all.
func Open(dir string) (*Set, error) {
	s := &Set{Dir: dir}
	err := ReadJSON(filepath.Join(dir, ManifestFile), &s.Manifest)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: %w (no %s)", dir, ErrNoResult, ManifestFile)
	}
	if err != nil {
		return nil, err
	}
	if err := s.Manifest.check(filepath.Join(dir, ManifestFile)); err != nil {
		return nil, err
	}
	for _, seg := range s.Manifest.Segments {
		if s.Manifest.Kept() {
			if err := checkEnds(dir, seg); err != nil {
				return nil, err
			}
		}
	}
	return s, nil
}

// check finds what a manifest contradicts itself in.
func (m *Manifest) check(path string) error {
	if m.Schema != 1 {
		return fmt.Errorf("%s is written in format %d; this program reads format 1", path, m.Schema)
	}
	if m.SegmentRuns != SegmentRuns {
		return fmt.Errorf("%s is damaged: segments of %d runs, not %d", path, m.SegmentRuns, SegmentRuns)
	}
	if err := checkNames(m); err != nil {
		return fmt.Errorf("%s is damaged: %w", path, err)
	}
	known := map[string]bool{}
	for _, o := range m.Options {
		known[o.ID] = true
		next, runs, gaps := m.First, int64(0), m.Missing
		for _, seg := range m.Segments {
			if seg.Option != o.ID {
				continue
			}
			if len(gaps) > 0 && gaps[0].First == next {
				next, gaps = next+gaps[0].N, gaps[1:]
			}
			if seg.First != next || next%SegmentRuns != 0 || seg.N < 1 || seg.N > SegmentRuns {
				return fmt.Errorf("%s is damaged: option %s goes from run %d to %d", path, o.ID, next, seg.First)
			}
			next += int64(seg.N)
			runs += int64(seg.N)
		}
		if runs != m.Runs {
			return fmt.Errorf("%s is damaged: option %s has %d of %d runs", path, o.ID, runs, m.Runs)
		}
	}
	for _, seg := range m.Segments {
		if !known[seg.Option] {
			return fmt.Errorf("%s is damaged: %s is of no option it lists", path, seg.File)
		}
		if !m.Kept() && seg.File != "" {
			return fmt.Errorf("%s is damaged: it keeps no rows and names %s", path, seg.File)
		}
	}
	if got := TableHash(m.Columns, m.Options, m.Segments); got != m.TableHash {
		return fmt.Errorf("%s is damaged: its segments do not have the hash it states", path)
	}
	return nil
}

// checkEnds looks for the marks at both ends of a segment's file: a file cut short has none at its end.
func checkEnds(dir string, seg Segment) error {
	if !filepath.IsLocal(filepath.FromSlash(seg.File)) {
		return fmt.Errorf("%s names a segment outside the folder: %q", filepath.Join(dir, ManifestFile), seg.File)
	}
	f, err := os.Open(filepath.Join(dir, filepath.FromSlash(seg.File)))
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s is missing %s", dir, seg.File)
	}
	if err != nil {
		return fmt.Errorf("reading results: %w", err)
	}
	defer f.Close()
	var mark [4]byte
	for _, end := range []struct {
		at     int64
		whence int
	}{{0, io.SeekStart}, {-4, io.SeekEnd}} {
		if _, err := f.Seek(end.at, end.whence); err == nil {
			_, err = io.ReadFull(f, mark[:])
			if err == nil && string(mark[:]) == "PAR1" {
				continue
			}
		}
		return fmt.Errorf("%s is damaged: cut short or no Parquet file", seg.File)
	}
	return nil
}

// Rows calls each with the rows of an option, segment by segment in run order, checked against their hash. The block is reused.
func (s *Set) Rows(option string, each func(Block) error) error {
	segments, o, err := s.segments(option)
	if err != nil {
		return err
	}
	r := newSegmentReader(s.Dir, &s.Manifest)
	for _, seg := range segments {
		values, err := r.rows(seg)
		if err != nil {
			return err
		}
		if err := each(Block{Option: o, First: seg.First, N: seg.N, Values: values}); err != nil {
			return err
		}
	}
	return nil
}

// segments are those of an option, in run order, with its place in the manifest.
func (s *Set) segments(option string) ([]Segment, int, error) {
	if !s.Manifest.Kept() {
		return nil, 0, fmt.Errorf("%s: %w", s.Dir, ErrNoRows)
	}
	for o, opt := range s.Manifest.Options {
		if opt.ID != option {
			continue
		}
		var out []Segment
		for _, seg := range s.Manifest.Segments {
			if seg.Option == option {
				out = append(out, seg)
			}
		}
		return out, o, nil
	}
	return nil, 0, fmt.Errorf("%s has no option %q", s.Dir, option)
}

// Column reads one column of an option, in run order; undefined values are NaN. Only that column is read: the check sums of its pages
// are verified, the hashes of whole rows are not.
func (s *Set) Column(option, name string) ([]float64, error) {
	out := make([]float64, 0, s.Manifest.Runs)
	err := s.EachSegment(option, name, func(_ int64, values []float64) error {
		out = append(out, values...)
		return nil
	})
	return out, err
}

// EachSegment is Column one segment at a time, in memory that does not grow with the number of runs. The slice is reused.
func (s *Set) EachSegment(option, name string, each func(first int64, values []float64) error) error {
	at := s.Manifest.Column(name)
	if at < 0 {
		return fmt.Errorf("%s has no column %q", s.Dir, name)
	}
	segments, _, err := s.segments(option)
	if err != nil {
		return err
	}
	buf := make([]float64, SegmentRuns)
	r := newSegmentReader(s.Dir, &s.Manifest)
	for _, seg := range segments {
		f, err := r.open(seg)
		if err != nil {
			return err
		}
		err = f.read(s.Manifest.Columns[at], buf, 1)
		f.Close()
		if err != nil {
			return err
		}
		if err := each(seg.First, buf[:seg.N]); err != nil {
			return err
		}
	}
	return nil
}

// Verify reads every row and checks it against the hashes of the manifest, and the bytes of every file. Where rows are not kept it checks
// what they add up to against its own hash.
func (s *Set) Verify() error {
	if !s.Manifest.Kept() {
		return ReadJSON(filepath.Join(s.Dir, s.Manifest.AccumulatorFile()), &json.RawMessage{})
	}
	r := newSegmentReader(s.Dir, &s.Manifest)
	for _, seg := range s.Manifest.Segments {
		if err := r.checkBytes(seg); err != nil {
			return err
		}
	}
	for _, o := range s.Manifest.Options {
		if err := s.Rows(o.ID, func(Block) error { return nil }); err != nil {
			return err
		}
	}
	return nil
}

// Summary reads what the rows add up to, Derived the tables made from them.
func (s *Set) Summary() (*Summary, error) {
	var v Summary
	return &v, ReadJSON(filepath.Join(s.Dir, SummaryFile), &v)
}

// Derived reads the small tables beside the rows.
func (s *Set) Derived() (*Derived, error) {
	var v Derived
	return &v, ReadJSON(filepath.Join(s.Dir, DerivedFile), &v)
}

// Column is the place of a column, -1 when there is none of that name.
func (m *Manifest) Column(name string) int {
	for i, c := range m.Columns {
		if c.Name == name {
			return i
		}
	}
	return -1
}
