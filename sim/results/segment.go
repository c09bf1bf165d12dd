package results

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
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

// strip is how many rows are turned into columns at a time, so that they stay in the nearest cache meanwhile.
const strip = 128

// segmentWriter gathers the rows of one option and writes a file whenever a segment is full.
type segmentWriter struct {
	option string
	meta   [][2]string
	rows   *pile
	hash   *rowHash
	first  int64
}

func newSegmentWriter(m *Manifest, option string) *segmentWriter {
	return &segmentWriter{option: option, meta: metaOf(m, option), rows: newPile(m.Columns), hash: newRowHash(m.Columns)}
}

// add appends rows that do not reach beyond the segment.
func (s *segmentWriter) add(first int64, n int, values []float64) error {
	if s.rows.n == 0 {
		s.first = first
		s.hash.h.Reset()
	}
	width := len(s.rows.cols)
	for at := 0; at < n; at += strip {
		to := min(n, at+strip)
		rows := values[at*width : to*width]
		s.hash.add(rows) // first: it reads in order, which brings the rows near
		if err := s.rows.add(to-at, rows); err != nil {
			return err
		}
	}
	return nil
}

// flush hands the segment to the disk and begins anew.
func (s *segmentWriter) flush(d *disk) (Segment, error) {
	name := fmt.Sprintf("data/%s-%05d.parquet", s.option, s.first/SegmentRuns)
	seg := Segment{File: name, Option: s.option, First: s.first, N: s.rows.n, SHA256: s.hash.sum()}
	err := d.write(name, func(e *encoder, buf []byte) ([]byte, error) {
		text, err := e.encode(buf, s.rows, s.option, s.first, s.meta)
		sum := sha256.Sum256(text)
		seg.FileSHA256 = hex.EncodeToString(sum[:])
		return text, err
	})
	if err != nil {
		return seg, fmt.Errorf("writing %s: %w", name, err)
	}
	s.rows.reset()
	return seg, nil
}
