package results

import (
	"fmt"
	"path/filepath"
)

// Retry changes rows of a stored result that failed: each hears every row without an ending, which it may fill, and reports whether it did. Segments
// with filled rows are written again, then the manifest, and what was made from the rows before is taken away. It returns how many rows
// were filled. Killed on the way, a segment may be torn, and a resume makes it anew.
func (s *Set) Retry(each func(option int, run int64, row []float64) bool) (filled int64, err error) {
	m := &s.Manifest
	if !m.Kept() {
		return 0, fmt.Errorf("%s: %w, so a run cannot be given another; run it anew with --force", s.Dir, ErrNoRows)
	}
	ending := m.Column("ending")
	if ending < 0 {
		return 0, fmt.Errorf("%s has no column of endings", s.Dir)
	}
	width := len(m.Columns)
	d := newDisk(s.Dir)
	r := newSegmentReader(s.Dir, m)
	for o, option := range m.Options {
		for i, seg := range m.Segments {
			if seg.Option != option.ID {
				continue
			}
			values, err := r.rows(seg)
			if err != nil {
				return 0, err
			}
			changed := false
			for k := range seg.N {
				row := values[k*width : (k+1)*width]
				if row[ending] != row[ending] && each(o, seg.First+int64(k), row) {
					filled, changed = filled+1, true
				}
			}
			if !changed {
				continue
			}
			w := newSegmentWriter(m, option.ID)
			if err := w.add(seg.First, seg.N, values[:seg.N*width]); err != nil {
				return 0, err
			}
			if m.Segments[i], err = w.flush(d); err != nil {
				return 0, err
			}
		}
	}
	if err := d.wait(); err != nil {
		return 0, err
	}
	if filled == 0 {
		return 0, nil
	}
	m.TableHash = TableHash(m.Columns, m.Options, m.Segments)
	syncDir(filepath.Join(s.Dir, "data"))
	return filled, s.Keep()
}
