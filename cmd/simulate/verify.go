package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/batch"
	"parley/cmd/simulate/internal/console"
	"parley/cmd/simulate/internal/folder"
	"parley/cmd/simulate/internal/rows"
	"parley/cmd/simulate/internal/study"
	"parley/sim"
	"parley/sim/results"
)

func newVerify(a *app) *cobra.Command {
	sample, all := int64(1000), false
	cmd := &cobra.Command{
		Use:   "verify [RESULT]",
		Short: "Check a stored result: every row against its hash, some runs played again",
		Long: `Reads every row of a result and checks it against the hashes of its manifest, then plays
runs of every option again, evenly spread, and compares every value bit by bit. Exits 1
when anything differs, naming the first difference.`,
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
		return fmt.Errorf("%s is not what the rows add up to; remove it, and the same simulate run makes it and what rests on it again", filepath.Join(set.Dir, results.SummaryFile))
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
	if err := sameSummary(set); err != nil {
		return err
	}
	played, bad, err := rows.Check(set, s, step)
	if err != nil {
		return err
	}
	if a.console.JSON {
		out := struct {
			Results string `json:"results"`
			Hash    string `json:"table_sha256"`
			Read    int64  `json:"rows_read"`
			Played  int64  `json:"runs_played"`
			Same    bool   `json:"same"`
			First   string `json:"first_difference,omitempty"`
		}{Results: set.Dir, Hash: m.TableHash, Read: m.Runs * int64(len(m.Options)), Played: played, Same: bad == nil}
		if bad != nil {
			out.First = bad.String()
		}
		if err := a.console.WriteJSON(out); err != nil {
			return err
		}
		if bad != nil {
			return told(exitFailed)
		}
		return nil
	}
	if bad != nil {
		return fmt.Errorf("%s is not what this program gives: %s", set.Dir, bad)
	}
	a.console.Print("Sound  %s: %s have their hashes, and %s played again came out the same to the bit", set.Dir,
		console.Count(m.Runs*int64(len(m.Options)), "row", "rows"), console.Count(played, "run", "runs"))
	return nil
}
