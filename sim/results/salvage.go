package results

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// Checkpoint writes the manifest of what is whole so far, as that of a partial result, and goes on: whatever stops the program later, the
// runs before are a result that can be gone on from. It does nothing before there is more than the result being extended had.
func (w *Writer) Checkpoint() error {
	whole := len(w.done[0])
	for o := range w.done {
		whole = min(whole, len(w.done[o]))
	}
	m := w.manifest
	m.Runs, m.Partial, m.Segments = int64(whole)*SegmentRuns, true, nil
	if whole == 0 || w.old != nil && m.Runs < w.old.Runs {
		return nil
	}
	if err := w.disk.wait(); err != nil {
		return err
	}
	m.Segments = make([]Segment, 0, whole*len(w.done))
	for _, segments := range w.done {
		m.Segments = append(m.Segments, segments[:whole]...)
	}
	m.TableHash = TableHash(m.Columns, m.Options, m.Segments)
	syncDir(filepath.Join(w.dir, "data"))
	if err := m.write(w.dir); err != nil {
		return err
	}
	syncDir(w.dir)
	kept := m
	w.old = &kept // what is left when an extension gets no further
	return nil
}

// Salvage is what is sound of a result with torn, lost or changed segments: the whole segments before the first that some option lacks, as
// a partial result. Every row of them is read. Nil when there are none. The folder is not changed; extending the set makes the rest
// anew. A manifest that is lost or contradicts itself is replaced by its copy; without one it is an error.
func Salvage(dir string) (*Set, error) {
	manifest, err := readSound(dir)
	if err != nil {
		return nil, err
	}
	s := &Set{Dir: dir, Manifest: manifest}
	m := &s.Manifest
	if len(m.Missing) > 0 {
		return nil, fmt.Errorf("%s was merged without all its shards", dir)
	}
	if !m.Kept() { // the runs cannot be told apart any more: all of them are sound, or none
		if err := s.Verify(); err != nil {
			return nil, nil
		}
		return s, nil
	}
	whole := m.Runs / SegmentRuns
	r := newSegmentReader(dir, m)
	for _, seg := range m.Segments {
		at := (seg.First - m.First) / SegmentRuns
		if at >= whole {
			continue
		}
		err := checkEnds(dir, seg)
		if err == nil {
			_, err = r.rows(seg)
		}
		if err == nil {
			err = r.checkBytes(seg)
		}
		if err != nil {
			whole = at
		}
	}
	if whole == 0 {
		return nil, nil
	}
	m.Segments = slices.DeleteFunc(m.Segments, func(s Segment) bool { return (s.First-m.First)/SegmentRuns >= whole })
	m.Runs, m.Partial = whole*SegmentRuns, true
	m.TableHash = TableHash(m.Columns, m.Options, m.Segments)
	return s, nil
}

// Keep writes a salvaged set's manifest in place of the one that names torn segments: those are then no part of the result.
func (s *Set) Keep() error {
	if err := s.Manifest.write(s.Dir); err != nil {
		return err
	}
	for _, name := range []string{SummaryFile, DerivedFile} { // they are of more runs
		if err := os.Remove(filepath.Join(s.Dir, name)); err != nil && !os.IsNotExist(err) {
			return err
		}
	}
	return nil
}

// Tidy takes away segments that are no part of the result, whole or half written: what a call left that was stopped after its last checkpoint.
// Files with other names stay. A copy of the manifest that is lost, damaged or of fewer runs is written again.
func (s *Set) Tidy() error {
	if s.CheckCopy() != nil {
		if err := s.Manifest.write(s.Dir); err != nil {
			return err
		}
	}
	if !s.Manifest.Kept() {
		return nil
	}
	mine := map[string]bool{}
	for _, seg := range s.Manifest.Segments {
		mine[seg.File] = true
	}
	entries, err := os.ReadDir(filepath.Join(s.Dir, "data"))
	if err != nil {
		return fmt.Errorf("reading results: %w", err)
	}
	for _, e := range entries {
		if name := "data/" + e.Name(); !mine[name] && s.Manifest.named(name) {
			if err := os.Remove(filepath.Join(s.Dir, filepath.FromSlash(name))); err != nil {
				return fmt.Errorf("taking away a segment that is no part of the result: %w", err)
			}
		}
	}
	return nil
}
