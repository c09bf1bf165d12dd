package batch

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"parley/plots/brief"
	"parley/sim"
	"parley/sim/results"
)

// Runs that failed have a row without an ending. Their list is made from the rows, so that it is the same after an interruption, an extension and
// a merge: what this process saw is taken, what others saw is played again.

// mostListed bounds the failed runs that are listed with their stacks.
const mostListed = 20

// Failures lists the first failed runs of a stored result, option by option. known are those that this process saw fail. A run that does not
// fail when it is played again says so in place of a cause: run --resume --retry-failed then gives it its row.
func Failures(set *results.Set, plans []*sim.Plan, known []sim.Failure) ([]sim.Failure, error) {
	var out []sim.Failure
	add := func(f sim.Failure) {
		if !slices.ContainsFunc(out, func(g sim.Failure) bool { return g.Option == f.Option && g.Run == f.Run }) {
			out = append(out, f)
		}
	}
	for _, f := range known {
		add(f)
	}
	m := &set.Manifest
	row := make([]float64, len(m.Columns))
	for o := range m.Options {
		if len(out) >= mostListed {
			break
		}
		err := eachFailed(set, o, func(runs []int64) error {
			for _, run := range runs {
				if slices.ContainsFunc(out, func(g sim.Failure) bool { return g.Option == o && g.Run == run }) {
					continue
				}
				f := sim.NewMachine(plans[o], m.Seed).Row(uint64(run), uint64(run), row)
				if f == nil {
					f = &sim.Failure{Cause: "it failed when it was first played and does not now; simulate run --resume --retry-failed gives it its row"}
				}
				f.Option, f.Run = o, run
				if add(*f); len(out) >= mostListed {
					return errStop
				}
			}
			return nil
		})
		if err != nil && !errors.Is(err, errStop) {
			return nil, err
		}
	}
	slices.SortStableFunc(out, func(a, b sim.Failure) int { return cmp.Or(cmp.Compare(a.Option, b.Option), cmp.Compare(a.Run, b.Run)) })
	return out[:min(len(out), mostListed)], nil
}

// eachFailed hands on which runs of an option failed: from the rows, or the first few that the accumulator has by number.
func eachFailed(set *results.Set, option int, each func(runs []int64) error) error {
	if !set.Manifest.Kept() {
		s, err := readSums(set, true)
		if err != nil {
			return err
		}
		return each(s.acc.Failed(option))
	}
	return set.EachSegment(set.Manifest.Options[option].ID, "ending", func(first int64, endings []float64) error {
		var failed []int64
		for i, e := range endings {
			if e != e {
				failed = append(failed, first+int64(i))
			}
		}
		return each(failed)
	})
}

// Retry plays the failed runs of a stored result again and gives those that end now their rows. It returns how many failed before and how many
// have a row now.
func Retry(set *results.Set, plans []*sim.Plan) (failed, mended int64, err error) {
	seed := set.Manifest.Seed
	anew := make([]float64, len(set.Manifest.Columns))
	mended, err = set.Retry(func(option int, run int64, row []float64) bool {
		failed++
		if sim.NewMachine(plans[option], seed).Row(uint64(run), uint64(run), anew) != nil {
			return false
		}
		copy(row, anew)
		return true
	})
	return failed, mended, err
}

// FailureText is what failures.txt holds: how many runs of each option failed, then the first of them with cause and stack.
func FailureText(s *results.Summary, failures []sim.Failure, options []results.Option) string {
	var b strings.Builder
	b.WriteString("In these runs the program broke its own contract: a panic, or a number that is not finite. They have no ending and are among the runs of every\n" +
		"share. Please report them, with this file and manifest.json.\n\n")
	for i, o := range s.Options {
		fmt.Fprintf(&b, "%d of %d runs of option %s failed\n", o.Failed, o.N, options[i].ID)
	}
	for _, f := range failures {
		fmt.Fprintf(&b, "\nrun %d of option %s: %s\n%s\n", f.Run, options[f.Option].ID, f.Cause, f.Stack)
	}
	return b.String()
}

// FailureFile is where they are written, in the result folder.
func FailureFile(dir string) string { return filepath.Join(dir, brief.FailuresFile) }
