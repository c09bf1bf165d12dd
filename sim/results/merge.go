package results

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// ErrMissing is the error of a merge that lacks runs.
var ErrMissing = errors.New("runs are missing")

// ErrOverlap is the error of a merge in which two shards hold the same runs.
var ErrOverlap = errors.New("two shards hold the same runs")

// Shard is the stretch of runs that part i of n owns (0 <= i < n): whole segments, so that the files of all parts together are those of a
// run on one machine. Parts differ by at most one segment; with more parts than segments some own none.
func Shard(i, n int, runs int64) Span {
	segments := (runs + SegmentRuns - 1) / SegmentRuns
	from, to := segments*int64(i)/int64(n), segments*int64(i+1)/int64(n)
	return Span{from * SegmentRuns, max(0, min(runs, to*SegmentRuns)-from*SegmentRuns)}
}

// ParseShard reads "3/16", counted from 0.
func ParseShard(text string) (i, n int, err error) {
	a, b, ok := strings.Cut(text, "/")
	i, errI := strconv.Atoi(a)
	n, errN := strconv.Atoi(b)
	if !ok || errI != nil || errN != nil || n < 1 || i < 0 || i >= n || n > 100_000 {
		return 0, 0, fmt.Errorf("shard %q: write i/n with i from 0 to n-1, such as 0/16", text)
	}
	return i, n, nil
}

// Merge puts shards together in dir, which must be empty or new: their files are copied, and every row is checked against its hash on the
// way; where rows are not kept, only the manifest is written. The result is byte for byte that of one machine. Without the runs of all shards the error is ErrMissing and nothing is written,
// unless allow says that a partial result will do; the missing runs are told in either case.
func Merge(dir string, shards []*Set, allow bool) (*Manifest, []Span, error) {
	if len(shards) == 0 {
		return nil, nil, errors.New("no shards to merge")
	}
	m := shards[0].Manifest
	for _, s := range shards {
		have := s.Manifest
		have.Shard = m.Shard // they differ in that
		if err := differ(&have, &m); err != nil {
			return nil, nil, fmt.Errorf("%s does not belong to %s: %w", s.Dir, shards[0].Dir, err)
		}
		if s.Manifest.Asked != m.Asked {
			return nil, nil, fmt.Errorf("%s is part of %d runs, %s of %d", s.Dir, s.Manifest.Asked, shards[0].Dir, m.Asked)
		}
	}
	type piece struct {
		Segment
		from *Set
	}
	byOption := map[string][]piece{}
	for _, s := range shards {
		for _, seg := range s.Manifest.Segments {
			byOption[seg.Option] = append(byOption[seg.Option], piece{seg, s})
		}
	}
	var missing []Span
	for at, o := range m.Options {
		pieces := byOption[o.ID]
		sort.Slice(pieces, func(i, j int) bool { return pieces[i].First < pieces[j].First })
		var gaps []Span
		next := int64(0)
		for i, p := range pieces {
			if p.First < next {
				return nil, nil, fmt.Errorf("%w: runs %d to %d are in %s and in %s", ErrOverlap, p.First, p.First+int64(p.N)-1, pieces[i-1].from.Dir, p.from.Dir)
			}
			if p.First > next {
				gaps = append(gaps, Span{next, p.First - next})
			}
			next = p.First + int64(p.N)
		}
		if next < m.Asked {
			gaps = append(gaps, Span{next, m.Asked - next})
		}
		if at > 0 && !slices.Equal(gaps, missing) {
			return nil, nil, fmt.Errorf("option %s lacks other runs than %s does: the shards are not of one batch", o.ID, m.Options[0].ID)
		}
		missing = gaps
	}
	if len(missing) > 0 && (!allow || len(byOption[m.Options[0].ID]) == 0) {
		return nil, missing, ErrMissing
	}
	for _, s := range shards {
		if err := s.Verify(); err != nil {
			return nil, nil, fmt.Errorf("%s: %w", s.Dir, err)
		}
	}
	at := dir
	if m.Kept() {
		at = filepath.Join(dir, "data")
	}
	if err := os.MkdirAll(at, 0o755); err != nil {
		return nil, nil, fmt.Errorf("writing results: %w", err)
	}
	m.First, m.Shard, m.Segments, m.Runs, m.Missing, m.Partial = 0, "", nil, 0, nil, len(missing) > 0
	for _, o := range m.Options {
		m.Runs = 0
		for _, p := range byOption[o.ID] {
			if m.Kept() {
				text, err := os.ReadFile(filepath.Join(p.from.Dir, filepath.FromSlash(p.File)))
				if err == nil {
					err = WriteFile(filepath.Join(dir, filepath.FromSlash(p.File)), text)
				}
				if err != nil {
					return nil, nil, fmt.Errorf("copying %s of %s: %w", p.File, p.from.Dir, err)
				}
			}
			m.Segments = append(m.Segments, p.Segment)
			m.Runs += int64(p.N)
		}
	}
	if m.Partial {
		for _, gap := range missing {
			if gap.First+gap.N < m.Asked { // the end is not missing but not there yet
				m.Missing = append(m.Missing, gap)
			}
		}
	}
	m.TableHash = TableHash(m.Columns, m.Options, m.Segments)
	syncDir(filepath.Join(dir, "data"))
	if err := m.write(dir); err != nil {
		return nil, nil, err
	}
	syncDir(dir)
	return &m, missing, nil
}
