package batch

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"parley/sim/results"
	"parley/sim/stats"
)

// Where rows are not kept, what they add up to is: of all runs, and of those in whole segments that all options have, from where a run can be gone on
// with.

// sums are what the runs add up to as they come.
type sums struct {
	acc   *stats.Accumulator
	kept  bool   // rows are on disk: nothing is needed besides
	first int64  // run that it began with
	runs  int64  // of every option in whole segments
	whole []byte // accumulator of those
}

// stored are sums on disk.
type stored struct {
	Whole []byte `json:"whole_segments"`
	All   []byte `json:"all_runs,omitempty"` // where the last segment is not whole
}

func newSums(m *results.Manifest) *sums {
	s := &sums{acc: stats.NewAccumulator(m), kept: m.Kept(), first: m.First}
	if !s.kept {
		s.whole = s.acc.Append(nil)
	}
	return s
}

// add takes a block; last tells that it is of the last option.
func (s *sums) add(b results.Block, last bool) error {
	if err := s.acc.Add(b); err != nil {
		return err
	}
	if end := b.First + int64(b.N); last && !s.kept && end%results.SegmentRuns == 0 {
		s.whole, s.runs = s.acc.Append(s.whole[:0]), end-s.first
	}
	return nil
}

// write writes the sums under the name that belongs to a manifest of so many runs, those of whole segments alone or all.
func (s *sums) write(dir string, m results.Manifest, runs int64) error {
	out := stored{Whole: s.whole}
	if runs != s.runs {
		out.All = s.acc.Append(nil)
	}
	m.Runs = runs
	return results.WriteJSON(filepath.Join(dir, m.AccumulatorFile()), out)
}

// at makes the accumulator that of whole segments, where it went further than a number of runs.
func (s *sums) at(runs int64) error {
	if runs == s.runs {
		return s.acc.Restore(s.whole)
	}
	return nil
}

// readSums reads those of a stored result: of all its runs, or of its whole segments alone.
func readSums(set *results.Set, all bool) (*sums, error) {
	var in stored
	m := &set.Manifest
	if err := results.ReadJSON(filepath.Join(set.Dir, m.AccumulatorFile()), &in); err != nil {
		return nil, err
	}
	s := &sums{acc: stats.NewAccumulator(m), first: m.First, runs: m.Runs / results.SegmentRuns * results.SegmentRuns, whole: in.Whole}
	if all && in.All != nil {
		return s, s.acc.Restore(in.All)
	}
	return s, s.acc.Restore(in.Whole)
}

// Merge puts shards together in dir: results.Merge and, where rows are not kept, what the runs of each add up to.
func Merge(dir string, shards []*results.Set, allow bool) (*results.Manifest, []results.Span, error) {
	m, missing, err := results.Merge(dir, shards, allow)
	if err != nil || m.Kept() {
		return m, missing, err
	}
	shards = slices.SortedFunc(slices.Values(shards), func(a, b *results.Set) int { return cmp.Compare(a.Manifest.First, b.Manifest.First) })
	merged := newSums(m)
	for _, all := range []bool{false, true} {
		merged.acc = stats.NewAccumulator(m)
		for _, set := range shards {
			s, err := readSums(set, all)
			if err == nil {
				err = merged.acc.Merge(s.acc)
			}
			if err != nil {
				return nil, nil, err
			}
		}
		if !all {
			merged.whole, merged.runs = merged.acc.Append(nil), m.Runs/results.SegmentRuns*results.SegmentRuns
		}
	}
	return m, missing, merged.write(dir, *m, m.Runs)
}

// forget takes away accumulators of other numbers of runs: they belonged to manifests that were replaced.
func forget(dir string, m *results.Manifest) error {
	names, err := filepath.Glob(filepath.Join(dir, "accumulator-*.json*"))
	for _, name := range names {
		if filepath.Base(name) != m.AccumulatorFile() {
			if gone := os.Remove(name); gone != nil && !errors.Is(gone, fs.ErrNotExist) {
				err = errors.Join(err, gone)
			}
		}
	}
	return err
}
