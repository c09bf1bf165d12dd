package results

import (
	"encoding/json"
	"errors"
	"fmt"
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

// ErrNoResult is the error of a folder that holds no result.
var ErrNoResult = errors.New("no result here")

// Open reads a result folder's manifest and checks that its segments stand in order and add up. Rows are read and checked
// against their hashes when they are asked for.
func Open(dir string) (*Set, error) {
	s := &Set{Dir: dir}
	err := ReadJSON(filepath.Join(dir, ManifestFile), &s.Manifest)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: %w (no %s)", dir, ErrNoResult, ManifestFile)
	}
	if err != nil {
		return nil, err
	}
	m := &s.Manifest
	if m.Schema != 1 {
		return nil, fmt.Errorf("%s is written in format %d; this program reads format 1", filepath.Join(dir, ManifestFile), m.Schema)
	}
	if len(m.Options) == 0 || len(m.Columns) == 0 {
		return nil, fmt.Errorf("%s is damaged: no options or no columns", filepath.Join(dir, ManifestFile))
	}
	for _, o := range m.Options {
		next := int64(0)
		for _, seg := range m.Segments {
			if seg.Option != o.ID {
				continue
			}
			if seg.First != next || seg.N < 1 || seg.N > m.SegmentRuns {
				return nil, fmt.Errorf("%s is damaged: option %s goes from run %d to %d", filepath.Join(dir, ManifestFile), o.ID, next, seg.First)
			}
			next += int64(seg.N)
		}
		if next != m.Runs {
			return nil, fmt.Errorf("%s is damaged: option %s has %d of %d runs", filepath.Join(dir, ManifestFile), o.ID, next, m.Runs)
		}
	}
	if got := TableHash(m.Columns, m.Options, m.Segments); got != m.TableHash {
		return nil, fmt.Errorf("%s is damaged: its segments do not have the hash it states", filepath.Join(dir, ManifestFile))
	}
	return s, nil
}

// Rows calls each with the rows of an option, segment by segment in run order. The block is reused.
func (s *Set) Rows(option string, each func(Block) error) error {
	for o, opt := range s.Manifest.Options {
		if opt.ID != option {
			continue
		}
		for _, seg := range s.Manifest.Segments {
			if seg.Option != option {
				continue
			}
			values, err := readSegment(s.Dir, s.Manifest.Columns, seg)
			if err != nil {
				return err
			}
			if err := each(Block{Option: o, First: seg.First, N: seg.N, Values: values}); err != nil {
				return err
			}
		}
		return nil
	}
	return fmt.Errorf("%s has no option %q", s.Dir, option)
}

// Column reads one column of an option, in run order; undefined values are NaN.
func (s *Set) Column(option, name string) ([]float64, error) {
	at := s.Manifest.Column(name)
	if at < 0 {
		return nil, fmt.Errorf("%s has no column %q", s.Dir, name)
	}
	var out []float64
	width := len(s.Manifest.Columns)
	err := s.Rows(option, func(b Block) error {
		for i := range b.N {
			out = append(out, b.Values[i*width+at])
		}
		return nil
	})
	return out, err
}

// Verify reads every row and checks it against the hashes of the manifest.
func (s *Set) Verify() error {
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

// WriteJSON writes a value as indented JSON under a temporary name, flushes it to disk and renames it.
func WriteJSON(path string, v any) error {
	text, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	return WriteFile(path, append(text, '\n'))
}

// WriteFile writes a file under a temporary name, flushes it to disk and renames it: the name never holds half a file.
func WriteFile(path string, text []byte) error {
	f, err := os.Create(path + ".tmp")
	if err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	_, werr := f.Write(text)
	if err := errors.Join(werr, f.Sync(), f.Close()); err != nil {
		os.Remove(path + ".tmp")
		return fmt.Errorf("writing %s: %w", path, err)
	}
	if err := os.Rename(path+".tmp", path); err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	return nil
}

// ReadJSON reads what WriteJSON wrote.
func ReadJSON(path string, v any) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, v); err != nil {
		return fmt.Errorf("%s is damaged: %w", path, err)
	}
	return nil
}
