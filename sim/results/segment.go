package results

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
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

// segmentName is the file of the segment of an option that begins with a run.
func segmentName(option string, first int64) string {
	return fmt.Sprintf("data/%s-%05d.parquet", option, first/SegmentRuns)
}

// named tells whether a segment of this result could have a name, or have had it while it was written.
func (m *Manifest) named(file string) bool {
	file = strings.TrimSuffix(file, ".tmp")
	return slices.ContainsFunc(m.Options, func(o Option) bool {
		number, ok := strings.CutPrefix(file, "data/"+o.ID+"-")
		i, err := strconv.ParseInt(strings.TrimSuffix(number, ".parquet"), 10, 64)
		return ok && err == nil && i >= 0 && segmentName(o.ID, i*SegmentRuns) == file
	})
}

// strip is how many rows are turned into columns at a time, so that they stay in the nearest cache meanwhile.
const strip = 128

// segmentWriter gathers the rows of one option and writes a file whenever a segment is full.
type segmentWriter struct {
	option string
	meta   [][2]string
	width  int
	rows   *pile // nil where rows are not kept
	hash   *rowHash
	first  int64
	n      int
}

func newSegmentWriter(m *Manifest, option string) *segmentWriter {
	s := &segmentWriter{option: option, meta: metaOf(m, option), width: len(m.Columns), hash: newRowHash(m.Columns)}
	if m.Kept() {
		s.rows = newPile(m.Columns)
	}
	return s
}

// add appends rows that do not reach beyond the segment.
func (s *segmentWriter) add(first int64, n int, values []float64) error {
	if s.n == 0 {
		s.first = first
		s.hash.h.Reset()
	}
	for at := 0; at < n; at += strip {
		to := min(n, at+strip)
		rows := values[at*s.width : to*s.width]
		s.hash.add(rows) // first: it reads in order, which brings the rows near
		if s.rows == nil {
			continue
		}
		if err := s.rows.add(to-at, rows); err != nil {
			return err
		}
	}
	s.n += n
	return nil
}

// flush hands the segment to the disk and begins anew.
func (s *segmentWriter) flush(d *disk) (Segment, error) {
	seg := Segment{Option: s.option, First: s.first, N: s.n, SHA256: s.hash.sum()}
	if s.rows == nil {
		s.reset()
		return seg, nil
	}
	name := segmentName(s.option, s.first)
	seg.File = name
	err := d.write(name, func(e *encoder, buf []byte) ([]byte, error) {
		text, err := e.encode(buf, s.rows, s.option, s.first, s.meta)
		sum := sha256.Sum256(text)
		seg.FileSHA256 = hex.EncodeToString(sum[:])
		return text, err
	})
	if err != nil {
		return seg, fmt.Errorf("writing %s: %w", name, err)
	}
	s.reset()
	return seg, nil
}

// reset forgets what is not flushed.
func (s *segmentWriter) reset() {
	s.n = 0
	if s.rows != nil {
		s.rows.reset()
	}
}
