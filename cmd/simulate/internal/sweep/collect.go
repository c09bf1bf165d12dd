package sweep

import (
	"errors"
	"fmt"
	"iter"
	"slices"

	"parley/sim"
	"parley/sim/results"
)

// Collect makes the table of several stored results, a cell for the baseline of each, from their rows: bit for bit the table of a sweep over the
// same scenarios. Results must have one seed; the cells have as many runs as all of them have; with asked, how many
// were asked for, the table is partial where that is more. Metrics that not all have are left out. The first
// result is the one that the others are compared with.
func Collect(sets []*results.Set, asked int64) (*Table, error) {
	if len(sets) == 0 {
		return nil, errors.New("no results to put together")
	}
	first := &sets[0].Manifest
	runs := first.Runs
	var sources []Source
	for _, s := range sets {
		m := &s.Manifest
		if m.Seed != first.Seed || m.Engine != first.Engine {
			return nil, fmt.Errorf("%s has seed %d of engine %s, %s seed %d of engine %s: they are not on the same draws", s.Dir, m.Seed, m.Engine, sets[0].Dir, first.Seed, first.Engine)
		}
		runs = min(runs, m.Runs)
		sources = append(sources, Source{Name: m.Scenario, Hash: m.ScenarioHash})
	}
	d, err := NewDesign("grid", nil, 0, first.Seed)
	if err != nil {
		return nil, err
	}
	t, err := NewTable(sources, first.Overrides, []string{first.Options[0].ID}, d, first.Seed, max(runs, asked))
	if err != nil {
		return nil, err
	}
	t.Title = first.Title
	for _, at := range measured(first.Columns) {
		name := first.Columns[at].Name
		everywhere := !slices.ContainsFunc(sets, func(s *results.Set) bool {
			return !slices.ContainsFunc(measured(s.Manifest.Columns), func(i int) bool { return sameBins(s.Manifest.Columns[i], first.Columns[at]) })
		})
		if everywhere {
			t.Columns = append(t.Columns, first.Columns[first.Column(name)])
		}
	}
	for i, s := range sets {
		if err := t.collect(i, sets[0], s, runs); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// sameBins tells whether two results measure a thing alike.
func sameBins(a, b results.Column) bool {
	return a.Name == b.Name && a.Type == b.Type && a.Lo == b.Lo && a.Hi == b.Hi
}

// collect fills a cell, in blocks as a sweep plays them, so that its sums are the same to the last digit.
func (t *Table) collect(cell int, base, set *results.Set, runs int64) error {
	m := &set.Manifest
	var at []int
	for _, c := range t.Columns {
		at = append(at, m.Column(c.Name))
	}
	next, stop := iter.Pull2(endings(base))
	defer stop()
	width := len(m.Columns)
	var mine []int8
	err := set.Rows(m.Options[0].ID, func(b results.Block) error {
		for len(mine) < b.N { // segments of both begin at the same runs
			more, err, ok := next()
			if err != nil {
				return err
			}
			if !ok {
				return errEnd
			}
			mine = append(mine, more...)
		}
		for from := 0; from < b.N; from += sim.ChunkRuns {
			n := min(sim.ChunkRuns, b.N-from)
			if left := runs - b.First - int64(from); left < int64(n) {
				n = int(max(0, left))
			}
			if n == 0 {
				return errEnd
			}
			t.Cells[cell].add(m.Columns, at, results.Block{First: b.First + int64(from), N: n, Values: b.Values[from*width : (from+n)*width]}, mine[from:from+n])
		}
		mine = mine[:copy(mine, mine[b.N:])]
		return nil
	})
	if errors.Is(err, errEnd) {
		err = nil
	}
	return err
}

// endings hands on how the baseline's runs of a result end, -1 for those that failed, segment by segment.
func endings(set *results.Set) iter.Seq2[[]int8, error] {
	return func(yield func([]int8, error) bool) {
		err := set.EachSegment(set.Manifest.Options[0].ID, "ending", func(_ int64, values []float64) error {
			out := make([]int8, len(values))
			for i := range values {
				out[i] = ending(values[i : i+1])
			}
			if !yield(out, nil) {
				return errEnd
			}
			return nil
		})
		if err != nil && !errors.Is(err, errEnd) {
			yield(nil, err)
		}
	}
}

// errEnd ends the reading of rows early.
var errEnd = errors.New("end")
