package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/batch"
	"parley/cmd/simulate/internal/console"
	"parley/cmd/simulate/internal/folder"
	"parley/sim/results"
)

func newMerge(a *app) *cobra.Command {
	out, allow, noReport, maxFailed := "", false, false, 0.0
	cmd := &cobra.Command{
		Use:   "merge SHARD...",
		Short: "Put the shards of a batch together",
		Long: `Puts together what simulate run --shard, or sweep --shard, left on one machine or many: folders of
shards, or folders that hold them. Hashes, gaps and overlaps are checked, every row is
read, and the result is byte for byte that of one machine; then charts and briefing
are made. Missing runs are listed, with exit code 4; --allow-missing merges all the
same and marks the result as partial. Shards of a sweep are merged to its table.`,
		Example: `  simulate merge runs/baseline/584dae23-s1-shard-*
  simulate merge shards/ --out merged --allow-missing`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("merge needs the folders of shards; see simulate merge --help")
			}
			if err := checkShare(maxFailed); err != nil {
				return err
			}
			return a.merge(cmd.Context(), args, out, allow, noReport, maxFailed)
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "`folder` of the result (default runs/<scenario>/<hash>-s<seed>)")
	cmd.Flags().BoolVar(&allow, "allow-missing", false, "merge although shards are missing; the result is then partial")
	maxFailedFlag(cmd, &maxFailed)
	cmd.Flags().BoolVar(&noReport, "no-report", false, "rows and summary only: no drivers, charts or briefing")
	return cmd
}

func (a *app) merge(ctx context.Context, args []string, out string, allow, noReport bool, maxFailed float64) error {
	if tables, names, err := findTables(args); err != nil || len(tables) > 0 {
		if err != nil {
			return err
		}
		return a.mergeTables(tables, names, out, allow, maxFailed)
	}
	shards, unfinished, err := findShards(args)
	if err != nil {
		return err
	}
	for _, dir := range unfinished {
		a.console.Say("note: %s holds nothing complete; its shard was stopped and must be run again", dir)
	}
	if len(shards) == 0 {
		return fmt.Errorf("no shards in %s; simulate run --shard i/n makes them", strings.Join(args, ", "))
	}
	began := time.Now()
	m := &shards[0].Manifest
	dir := out
	if dir == "" {
		dir = folder.Standard(m.Scenario, m.ScenarioHash, m.Seed)
	}
	lock, err := folder.Claim(dir)
	if err != nil {
		return err
	}
	defer lock.Close()
	if folder.IsResult(dir) {
		if old, err := results.Open(dir); err != nil || len(old.Manifest.Missing) == 0 && !old.Manifest.Partial && !(lock.Killed && sameBatch(&old.Manifest, m)) {
			return errors.Join(fmt.Errorf("%s holds a result already; choose another folder with --out", dir), lock.Back())
		}
	}
	if err := folder.Clear(dir); err != nil { // a partial merge of before
		return err
	}
	merged, missing, err := batch.Merge(dir, shards, allow)
	a.lacking(missing)
	if err != nil {
		err = errors.Join(err, lock.GiveUp())
		if errors.Is(err, results.ErrMissing) {
			return &exitError{exitInterrupted, fmt.Errorf("%s of %s runs per option are missing; play those shards, or add --allow-missing", console.Thousands(total(missing)), console.Thousands(m.Asked))}
		}
		return err
	}
	s, err := locked(shards[0].Dir, merged)
	if err != nil {
		return err
	}
	s.Evidence = ownEvidence(shards[0].Dir)
	set, err := results.Open(dir)
	if err != nil {
		return err
	}
	r := &batch.Result{Manifest: merged}
	if r.Summary, err = batch.Summarise(set); err != nil {
		return err
	}
	workers := runtime.GOMAXPROCS(0)
	if err := a.finish(ctx, dir, s, r, workers, noReport); err != nil {
		return err
	}
	if err := folder.Point(m.Scenario, dir); err != nil {
		return err
	}
	if err := lock.Release(); err != nil {
		return err
	}
	if err := a.summary(dir, merged, r.Summary); err != nil {
		return err
	}
	a.console.Say("Merged %s into %s%c   (%.1f s)", console.Count(len(shards), "shard", "shards"), dir, os.PathSeparator, time.Since(began).Seconds())
	if err := tolerate(r.Summary, maxFailed); err != nil {
		return err
	}
	if len(missing) > 0 {
		a.console.Say("The result is partial: %s of %s runs per option.", console.Thousands(merged.Runs), console.Thousands(merged.Asked))
		return told(exitInterrupted)
	}
	return nil
}

// sameBatch tells whether a result is of the batch that shards are of and has no more: one left by a merge that was stopped may be made again.
func sameBatch(old, shard *results.Manifest) bool {
	return old.ScenarioHash == shard.ScenarioHash && old.EvidenceHash == shard.EvidenceHash && old.Seed == shard.Seed && old.Engine == shard.Engine && old.Keeps() == shard.Keeps() && old.Runs <= shard.Asked
}

// lacking lists missing runs.
func (a *app) lacking(missing []results.Span) {
	for _, gap := range missing {
		a.console.Say("missing: runs %s to %s of every option", console.Thousands(gap.First), console.Thousands(gap.First+gap.N-1))
	}
}

func total(spans []results.Span) int64 {
	n := int64(0)
	for _, s := range spans {
		n += s.N
	}
	return n
}

// findShards opens result folders, and those directly inside folders that are no results. unfinished are folders in which a run was
// stopped before anything was complete.
func findShards(args []string) (sets []*results.Set, unfinished []string, err error) {
	seen := map[string]bool{}
	add := func(dir string) error {
		if abs, err := filepath.Abs(dir); err == nil {
			if seen[abs] {
				return nil
			}
			seen[abs] = true
		}
		if !folder.IsResult(dir) {
			unfinished = append(unfinished, dir)
			return nil
		}
		set, err := results.Open(dir)
		if err != nil {
			return err
		}
		if set.Manifest.Shard == "" {
			return fmt.Errorf("%s is a whole result, not a shard", dir)
		}
		sets = append(sets, set)
		return nil
	}
	for _, arg := range args {
		info, err := os.Stat(arg)
		if err != nil {
			return nil, nil, err
		}
		if !info.IsDir() {
			return nil, nil, fmt.Errorf("%s is a file, and a shard is a folder", arg)
		}
		if folder.IsResult(arg) || folder.Unfinished(arg) {
			if err := add(arg); err != nil {
				return nil, nil, err
			}
			continue
		}
		inside, err := os.ReadDir(arg)
		if err != nil {
			return nil, nil, err
		}
		for _, e := range inside {
			dir := filepath.Join(arg, e.Name())
			if !e.IsDir() || !folder.IsResult(dir) && !folder.Unfinished(dir) {
				continue
			}
			if set, err := results.Open(dir); err == nil && set.Manifest.Shard == "" {
				continue // whole results may lie beside
			}
			if err := add(dir); err != nil {
				return nil, nil, err
			}
		}
	}
	return sets, unfinished, nil
}
