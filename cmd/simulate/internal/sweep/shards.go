package sweep

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"parley/sim/results"
)

// A sweep over machines: part i of n owns cells i, i+n, i+2n and so on, whole, so that each part covers the space and all parts are about as long.
// Whatever a cell is compared with is played by every part for itself.

// Own makes the table that of part i of n; n of 0 is the whole.
func (t *Table) Own(i, n int) error {
	if n > len(t.Cells) {
		return fmt.Errorf("%d cells are fewer than %d shards", len(t.Cells), n)
	}
	t.Shard = fmt.Sprintf("%d/%d", i, n)
	return nil
}

// owns tells whether a cell is this table's to play.
func (t *Table) owns() func(cell int) bool {
	i, n, err := results.ParseShard(t.Shard)
	if err != nil { // no shard
		return func(int) bool { return true }
	}
	return func(cell int) bool { return cell%n == i }
}

// Owned is how many cells the table has to play.
func (t *Table) Owned() int {
	k, owns := 0, t.owns()
	for i := range t.Cells {
		if owns(i) {
			k++
		}
	}
	return k
}

// ErrMissing is the error of a merge that lacks cells.
var ErrMissing = errors.New("cells are missing")

// Merge puts the tables of shards together: the table of one process, with the same hash. names say where each comes from. Cells that no shard has, or not
// with all their runs, are told; the error is then ErrMissing, and the table is that of what is there.
func Merge(tables []*Table, names []string) (*Table, []int, error) {
	if len(tables) == 0 {
		return nil, nil, errors.New("no shards to merge")
	}
	t := *tables[0]
	t.Shard, t.Cells, t.Failures = "", make([]Cell, len(t.Cells)), nil
	from := make([]int, len(t.Cells))
	for k, s := range tables {
		if err := t.differs(s); err != nil {
			return nil, nil, fmt.Errorf("%s does not belong to %s: %w", names[k], names[0], err)
		}
		if s.Runs != t.Runs {
			return nil, nil, fmt.Errorf("%s has %d runs of each cell, %s %d", names[k], s.Runs, names[0], t.Runs)
		}
		if !slices.EqualFunc(s.Columns, t.Columns, sameBins) {
			return nil, nil, fmt.Errorf("%s has other metrics than %s", names[k], names[0])
		}
		owns := s.owns()
		for i := range s.Cells {
			if !owns(i) {
				if s.Cells[i].N > 0 {
					return nil, nil, fmt.Errorf("%s: %w: it has runs of %s, which is not its own", names[k], ErrDamaged, t.Label(i))
				}
				continue
			}
			if from[i] > 0 {
				return nil, nil, fmt.Errorf("two shards hold the same cell: %s is in %s and in %s", t.Label(i), names[from[i]-1], names[k])
			}
			from[i], t.Cells[i] = k+1, s.Cells[i]
		}
		t.Failures = append(t.Failures, s.Failures...)
	}
	slices.SortStableFunc(t.Failures, func(a, b Failure) int { return cmp.Or(cmp.Compare(a.Cell, b.Cell), cmp.Compare(a.Run, b.Run)) })
	t.Failures = t.Failures[:min(len(t.Failures), mostFailures)]
	var missing []int
	for i := range t.Cells {
		if t.Cells[i].N < t.Runs {
			missing = append(missing, i)
		}
	}
	if len(missing) > 0 {
		return &t, missing, ErrMissing
	}
	return &t, nil, nil
}
