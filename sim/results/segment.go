package results

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Segment files: one Parquet file per SegmentRuns runs of an option, written under a temporary name, flushed to disk and renamed, so
// that a name without ".tmp" is always a whole file.

// Keys of the metadata that every segment carries, so that a file that strayed into another folder is known for what it is.
const (
	metaScenario = "parley.scenario"
	metaHash     = "parley.scenario_hash"
	metaEngine   = "parley.engine"
	metaSeed     = "parley.seed"
	metaOption   = "parley.option"
)

// metaOf is the metadata of an option's segments.
func metaOf(m *Manifest, option string) [][2]string {
	return [][2]string{{metaScenario, m.Scenario}, {metaHash, m.ScenarioHash}, {metaEngine, m.Engine}, {metaSeed, fmt.Sprint(m.Seed)}, {metaOption, option}}
}

// segmentWriter gathers the rows of one option and writes a file whenever a segment is full.
type segmentWriter struct {
	option string
	meta   [][2]string
	rows   *pile
	hash   *rowHash
	first  int64
}

func newSegmentWriter(m *Manifest, option string) *segmentWriter {
	return &segmentWriter{option: option, meta: metaOf(m, option), rows: newPile(m.Columns), hash: newRowHash()}
}

// add appends rows that do not reach beyond the segment.
func (s *segmentWriter) add(first int64, n int, values []float64) error {
	if s.rows.n == 0 {
		s.first = first
		s.hash.h.Reset()
	}
	if err := s.rows.add(n, values); err != nil {
		return err
	}
	s.hash.add(s.rows.cols, values)
	return nil
}

// flush writes the segment and begins anew.
func (s *segmentWriter) flush(dir string, e *encoder) (Segment, error) {
	name := fmt.Sprintf("data/%s-%05d.parquet", s.option, s.first/SegmentRuns)
	seg := Segment{File: name, Option: s.option, First: s.first, N: s.rows.n, SHA256: s.hash.sum()}
	text, err := e.encode(s.rows, s.option, s.first, s.meta)
	if err != nil {
		return seg, fmt.Errorf("writing %s: %w", name, err)
	}
	s.rows.n = 0
	return seg, WriteFile(filepath.Join(dir, filepath.FromSlash(name)), text)
}

// WriteFile writes a file under a temporary name, flushes it to disk and renames it: the name never holds half a file.
func WriteFile(path string, text []byte) error {
	f, err := os.Create(path + ".tmp")
	if err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	_, err = f.Write(text)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(path+".tmp", path)
	}
	if err != nil {
		os.Remove(path + ".tmp")
		return fmt.Errorf("writing %s: %w", path, err)
	}
	return nil
}

// syncDir flushes a folder, so that renames in it outlast a power cut. Systems that cannot do so are none the worse.
func syncDir(dir string) {
	if f, err := os.Open(dir); err == nil {
		f.Sync()
		f.Close()
	}
}
