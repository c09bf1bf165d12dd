package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/batch"
	"parley/cmd/simulate/internal/console"
	"parley/cmd/simulate/internal/folder"
	"parley/cmd/simulate/internal/publish"
	"parley/cmd/simulate/internal/rows"
	"parley/cmd/simulate/internal/study"
	"parley/sim"
	"parley/sim/results"
)

func newVerify(a *app) *cobra.Command {
	sample, all := int64(1000), false
	cmd := &cobra.Command{
		Use:   "verify [RESULT]",
		Short: "Check a stored result: every row, some runs played again",
		Long: `Reads every row of a result and checks it against the hashes of its manifest, then plays
runs of every option again, evenly spread, and compares every value bit by bit. Exits 1
when anything differs, naming the first difference. Of a result that keeps no rows it
plays whole segments again and compares the hashes of their rows.`,
		Example: "  simulate verify\n  simulate verify runs/baseline/584dae23-s1 --all",
		Args:    between(0, 1, "at most one result"),
		RunE: func(_ *cobra.Command, args []string) error {
			if sample < 1 {
				return usage("--sample %d: at least 1", sample)
			}
			return a.verify(argument(args), sample, all)
		},
	}
	cmd.Flags().Int64Var(&sample, "sample", sample, "how many runs of every option to play again")
	cmd.Flags().BoolVar(&all, "all", all, "play all runs again")
	return cmd
}

func argument(args []string) string {
	if len(args) == 0 {
		return ""
	}
	return args[0]
}

// replayable opens a result with the study that plays its runs again.
func replayable(arg string) (*results.Set, *study.Study, error) {
	dir, err := folder.Find(arg)
	if err != nil {
		return nil, nil, err
	}
	set, err := results.Open(dir)
	if err != nil {
		return nil, nil, err
	}
	m := &set.Manifest
	if m.Engine != sim.EngineVersion {
		return nil, nil, fmt.Errorf("%s was run by engine %s and this is engine %s, whose numbers differ; use the version that made it", dir, m.Engine, sim.EngineVersion)
	}
	s, err := locked(dir, m)
	if err != nil {
		return nil, nil, err
	}
	return set, s, rows.Fit(s, m)
}

// sameSummary adds the rows up again and compares them with summary.json, which charts and briefing are made from.
func sameSummary(set *results.Set) error {
	stored, err := set.Summary()
	if err != nil {
		return err
	}
	anew, err := batch.Summarise(set)
	if err != nil {
		return err
	}
	a, errA := json.Marshal(stored)
	b, errB := json.Marshal(anew)
	if err := errors.Join(errA, errB); err != nil {
		return err
	}
	if !bytes.Equal(a, b) {
		return fmt.Errorf("%s is not what the rows add up to; the same simulate run with --resume makes it and what rests on it again", filepath.Join(set.Dir, results.SummaryFile))
	}
	return nil
}

// strays finds files beside the rows that are no part of the result: other programs read all that lies in data. In a folder in which a call was
// stopped there may be some.
func strays(set *results.Set) error {
	if folder.Unfinished(set.Dir) || !set.Manifest.Kept() {
		return nil
	}
	entries, err := os.ReadDir(filepath.Join(set.Dir, "data"))
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := "data/" + e.Name()
		if !slices.ContainsFunc(set.Manifest.Segments, func(s results.Segment) bool { return s.File == name }) {
			return fmt.Errorf("%s is no part of the result: its manifest does not have it; take it away", filepath.Join(set.Dir, filepath.FromSlash(name)))
		}
	}
	return nil
}

// madeFiles checks what is made from the rows: the derived tables, and pages, charts and the resolved scenario against their hashes.
func madeFiles(set *results.Set) error {
	if _, err := set.Derived(); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w; the same simulate run makes it again", err)
	}
	if err := publish.CheckSums(set.Dir); err != nil {
		return fmt.Errorf("%s: %w; simulate report makes charts and briefing again, the same simulate run with --resume everything", set.Dir, err)
	}
	return nil
}

func (a *app) verify(arg string, sample int64, all bool) error {
	set, s, err := replayable(arg)
	if err != nil {
		return err
	}
	m := &set.Manifest
	step := max(1, m.Runs/sample)
	if all {
		step = 1
	}
	if err := set.Verify(); err != nil {
		return err
	}
	if err := set.CheckCopy(); err != nil && !folder.Unfinished(set.Dir) {
		return err
	}
	if err := strays(set); err != nil {
		return err
	}
	if err := sameSummary(set); err != nil {
		return err
	}
	if err := madeFiles(set); err != nil {
		return err
	}
	var played int64
	differs := ""
	if m.Kept() {
		var bad *rows.Difference
		if played, bad, err = rows.Check(set, s, step); bad != nil {
			differs = bad.String()
		}
	} else {
		played, differs, err = rows.CheckHashes(set, s, sample, all)
	}
	if err != nil {
		return err
	}
	read := int64(0)
	if m.Kept() {
		read = m.Runs * int64(len(m.Options))
	}
	if a.console.JSON {
		out := struct {
			Results string `json:"results"`
			Hash    string `json:"table_sha256"`
			Read    int64  `json:"rows_read"`
			Played  int64  `json:"runs_played"`
			Same    bool   `json:"same"`
			Partial bool   `json:"partial"`
			First   string `json:"first_difference,omitempty"`
		}{Results: set.Dir, Hash: m.TableHash, Read: read, Played: played, Same: differs == "", Partial: m.Partial, First: differs}
		if err := a.console.WriteJSON(out); err != nil {
			return err
		}
		if differs != "" {
			return told(exitFailed)
		}
		return nil
	}
	a.partial(m)
	if differs != "" {
		return fmt.Errorf("%s is not what this program gives: %s", set.Dir, differs)
	}
	if !m.Kept() {
		a.console.Print("Sound  %s: it keeps no rows; what they add up to has its hash, and %s played again gave rows with theirs", set.Dir, console.Count(played, "run", "runs"))
		if !all && played < m.Runs*int64(len(m.Options)) {
			a.console.Print("       --all plays all %s again and adds them up", console.Thousands(m.Runs*int64(len(m.Options))))
		}
		return nil
	}
	a.console.Print("Sound  %s: %s have their hashes, and %s played again came out the same to the bit", set.Dir,
		console.Count(m.Runs*int64(len(m.Options)), "row", "rows"), console.Count(played, "run", "runs"))
	return nil
}
