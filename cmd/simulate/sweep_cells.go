package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/console"
	"parley/cmd/simulate/internal/folder"
	"parley/cmd/simulate/internal/settings"
	"parley/cmd/simulate/internal/study"
	"parley/cmd/simulate/internal/sweep"
	"parley/sim/results"
)

// sweepFlags are the flags of a table of cells; those that it shares with other sweeps are filled in by the command.
type sweepFlags struct {
	sets, vary, options []string
	design, out         string
	points, workers     int
	runs                int64
	seed                uint64
	force, resume       bool
	shard               string // "3/16", "auto", "" for the whole
	keep                string // none is all there is
	maxFailed           float64
}

// flags adds to sweep what makes a table of cells.
func (f *sweepFlags) flags(cmd *cobra.Command) {
	fl := cmd.Flags()
	fl.StringArrayVar(&f.vary, "vary", nil, "a lever of a stored table, `path=v1,v2,...` or path=lo..hi:n (may be repeated)")
	fl.StringVar(&f.out, "out", "", "`folder` of the table (default runs/<scenario>/sweep-<hash>-s<seed>)")
	fl.BoolVar(&f.force, "force", false, "play all cells of the table anew instead of going on")
	fl.StringVar(&f.shard, "shard", "", "play part `i/n` of the cells, i from 0; auto reads it from a cluster's job (simulate merge puts the parts together)")
	fl.StringVar(&f.keep, "keep", results.KeepNone, "what to store of every run: `none`, only what the runs of each cell add up to, is all there is")
	maxFailedFlag(cmd, &f.maxFailed)
	fl.BoolVar(&f.resume, "resume", false, "only go on with a table that was begun")
}

// wanted tells whether the call asks for a table of cells.
func (f *sweepFlags) wanted(names []string, option string) bool {
	return len(f.vary) > 0 || f.resume || f.out != "" || f.shard != "" || len(names) > 1 || option == "all"
}

// sweepTable is the table that a call asks for, not yet played, with the plans of its cells.
func (a *app) sweepTable(names []string, f sweepFlags) (*sweep.Table, *sweep.Plans, error) {
	switch {
	case f.runs < 1 || f.runs > settings.MaxRuns:
		return nil, nil, usage("--runs must lie between 1 and %s, not %s", console.Thousands(int64(settings.MaxRuns)), console.Thousands(f.runs))
	case f.keep != results.KeepNone:
		return nil, nil, usage("--keep %s: a sweep keeps no rows of its cells; those of one cell are kept by simulate run %s --keep %s --set PATH=VALUE", f.keep, strings.Join(names, " "), f.keep)
	}
	sets, err := overrides(f.sets)
	if err != nil {
		return nil, nil, err
	}
	var axes []sweep.Axis
	for _, text := range f.vary {
		x, err := sweep.ParseAxis(text)
		if err != nil {
			return nil, nil, usage("%w", err)
		}
		axes = append(axes, x)
	}
	design, err := sweep.NewDesign(f.design, axes, f.points, f.seed)
	if err != nil {
		return nil, nil, usage("%w", err)
	}
	open := func(name string, sets []results.Override) (*study.Study, error) {
		s, _, err := a.open(name, sets)
		return s, err
	}
	var sources []sweep.Source
	var title string
	for _, name := range names {
		s, err := open(name, sets)
		if err != nil {
			return nil, nil, err
		}
		m := &s.Manifest
		sources = append(sources, sweep.Source{Name: m.Scenario, Hash: m.ScenarioHash})
		if title == "" {
			title = m.Title
		}
		if len(f.options) == 1 && f.options[0] == "all" {
			f.options = nil
			for _, o := range m.Options {
				f.options = append(f.options, o.ID)
			}
		}
	}
	if len(f.options) == 0 {
		f.options = []string{"baseline"}
	}
	t, err := sweep.NewTable(sources, sets, f.options, design, f.seed, f.runs)
	if err != nil {
		return nil, nil, usage("%w", err)
	}
	t.Title = title
	plans, err := sweep.NewPlans(t, names, open)
	if err != nil {
		var e *exitError
		if errors.As(err, &e) {
			return nil, nil, err
		}
		return nil, nil, usage("%w", err)
	}
	return t, plans, nil
}

func (a *app) sweepCells(ctx context.Context, names []string, f sweepFlags) error {
	if err := checkShare(f.maxFailed); err != nil {
		return err
	}
	switch {
	case f.workers < 1 || f.workers > 4096:
		return usage("--workers must lie between 1 and 4096, not %d", f.workers)
	case f.force && f.resume:
		return usage("--force plays all cells anew, and --resume goes on; choose one")
	}
	t, plans, err := a.sweepTable(names, f)
	if err != nil {
		return err
	}
	title := t.Title
	dir := f.out
	if dir == "" {
		dir = folder.StandardSweep(t.Scenarios[0].Name, t.ID(), f.seed)
	}
	part, err := shardOf(f.shard, os.Getenv)
	if err != nil {
		return err
	}
	if part != nil {
		if err := t.Own(part.i, part.n); err != nil {
			return usage("--shard %s: %w", part, err)
		}
		if f.out == "" {
			dir += fmt.Sprintf("-shard-%d-of-%d", part.i, part.n)
		}
	}
	lock, err := folder.Claim(dir)
	if err != nil {
		return err
	}
	defer lock.Close()
	if err := goOn(dir, t, f); err != nil {
		return errors.Join(err, lock.Back())
	}
	began := time.Now()
	total := f.runs * int64(t.Owned())
	p := a.console.NewProgress(total, t.Played(), time.Now) // by calls before
	defer a.frugal()()
	err = sweep.Play(ctx, sweep.Job{Table: t, Workers: f.workers, Plan: plans.Plan, Save: func() error { return t.Save(dir) }, Progress: p.Update})
	p.Clear()
	if err == nil {
		if err = t.Save(dir); err == nil && part == nil {
			err = a.drawSweep(dir, title, t)
		}
	}
	if err != nil { // the mark stays: what lies there is ours, and the same command goes on with it or over it
		return err
	}
	if err := lock.Release(); err != nil {
		return err
	}
	if err := a.tellSweep(dir, title, t); err != nil {
		return err
	}
	tooMany := a.tolerateCells(dir, t, f.maxFailed)
	if t.Partial {
		a.console.Say("Stopped: %s of %s runs are played and saved in %s", console.Thousands(t.Played()), console.Thousands(total), dir)
		a.console.Say("Next:  the same command again goes on from there")
		return told(exitInterrupted)
	}
	a.console.Say("Saved  %s%c   (%s, %.1f s)", dir, os.PathSeparator, console.Count(t.Owned(), "cell", "cells"), time.Since(began).Seconds())
	return tooMany
}

// tolerateCells says how many runs of a table failed; the error is that of more than may, in any cell.
func (a *app) tolerateCells(dir string, t *sweep.Table, most float64) error {
	failed, worst := int64(0), 0
	share := func(i int) float64 { return float64(t.Cells[i].Failed) / float64(max(1, t.Cells[i].N)) }
	for i := range t.Cells {
		failed += t.Cells[i].Failed
		if share(i) > share(worst) {
			worst = i
		}
	}
	if failed > 0 {
		a.console.Say("warning: %s failed and ended in nothing; they stand in the column failed, and the first in %s", console.Count(failed, "run", "runs"), filepath.Join(dir, sweep.File))
	}
	if x := share(worst); x > most {
		return fmt.Errorf("%.2g %% of the runs of cell %d (%s) failed, more than the %.2g %% that may (--max-failed): please report it", 100*x, worst, t.Label(worst), 100*most)
	}
	return nil
}

// goOn takes over the cells that a folder holds of the same sweep.
func goOn(dir string, t *sweep.Table, f sweepFlags) error {
	old, err := sweep.Load(dir)
	switch {
	case f.force:
		return nil
	case err != nil:
		return fmt.Errorf("%w; add --force to play it anew", err)
	case old == nil && f.resume:
		return fmt.Errorf("nothing to resume in %s: no sweep was begun there; leave --resume out to begin one", dir)
	case old == nil:
		return nil
	}
	if err := t.Continue(old); err != nil {
		return fmt.Errorf("%s holds another sweep: %w; choose another folder with --out, or add --force to replace it", dir, err)
	}
	return nil
}
