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
	"parley/plots"
	"parley/sim/results"
	"parley/sim/stats"
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
}

// flags adds to sweep what makes a table of cells.
func (f *sweepFlags) flags(cmd *cobra.Command) {
	fl := cmd.Flags()
	fl.StringArrayVar(&f.vary, "vary", nil, "a lever of a stored table, `path=v1,v2,...` or path=lo..hi:n (may be repeated)")
	fl.StringVar(&f.out, "out", "", "`folder` of the table (default runs/<scenario>/sweep-<hash>-s<seed>)")
	fl.BoolVar(&f.force, "force", false, "play all cells of the table anew instead of going on")
	fl.StringVar(&f.shard, "shard", "", "play part `i/n` of the cells, i from 0; auto reads it from a cluster's job (simulate merge puts the parts together)")
	fl.StringVar(&f.keep, "keep", results.KeepNone, "what to store of every run: `none`, only what the runs of each cell add up to, is all there is")
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
		return outOfSpace(err, dir)
	}
	defer lock.Close()
	if err := goOn(dir, t, f); err != nil {
		return errors.Join(err, lock.Back())
	}
	began := time.Now()
	total := f.runs * int64(t.Owned())
	played := int64(0) // by calls before
	for i := range t.Cells {
		played += t.Cells[i].N
	}
	p := a.console.NewProgress(total, played, time.Now)
	defer a.frugal()()
	err = sweep.Play(ctx, sweep.Job{Table: t, Workers: f.workers, Plan: plans.Plan, Save: func() error { return t.Save(dir) }, Progress: p.Update})
	p.Clear()
	if err == nil {
		if err = t.Save(dir); err == nil && part == nil {
			err = a.drawSweep(dir, title, t)
		}
	}
	if err = errors.Join(err, lock.Release()); err != nil {
		return outOfSpace(err, dir)
	}
	if err := a.tellSweep(dir, title, t); err != nil {
		return err
	}
	failed, n := int64(0), int64(0)
	for i := range t.Cells {
		failed, n = failed+t.Cells[i].Failed, n+t.Cells[i].N
	}
	if failed > 0 {
		a.console.Say("warning: %s failed and ended in nothing; they stand in the column failed, and the first in %s", console.Count(failed, "run", "runs"), filepath.Join(dir, sweep.File))
	}
	if t.Partial {
		a.console.Say("Stopped: %s of %s runs are played and saved in %s", console.Thousands(n), console.Thousands(total), dir)
		a.console.Say("Next:  the same command again goes on from there")
		return told(exitInterrupted)
	}
	a.console.Say("Saved  %s%c   (%s, %.1f s)", dir, os.PathSeparator, console.Count(t.Owned(), "cell", "cells"), time.Since(began).Seconds())
	if share := float64(failed) / float64(max(1, n)); share > mostFailed {
		return fmt.Errorf("%.2g %% of the runs failed, more than the %.2g %% that may: please report it", 100*share, 100*mostFailed)
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

// mostShown is how many cells are printed, of more the highest and the lowest; all are in cells.csv.
const mostShown = 40

func (a *app) tellSweep(dir, title string, t *sweep.Table) error {
	if a.console.JSON {
		return a.console.WriteJSON(sweepJSON(dir, t))
	}
	if t.Shard != "" { // a part is no answer
		return nil
	}
	a.console.Print("%s", title)
	a.console.Print("In the model, under these assumptions; seed %d, %s runs of each cell on the same draws", t.Seed, console.Thousands(t.Runs))
	a.console.Print("")
	width := len("setting")
	told, between := t.Ends(mostShown)
	for _, i := range told {
		width = max(width, len([]rune(t.Label(i))))
	}
	width = min(width, 60) + 2
	a.console.Print("%s%s%s", console.Pad("setting", width), console.Pad("any deal of 100", 18), "difference from the first, in points")
	for k, i := range told {
		if between > 0 && k == mostShown/2 {
			a.console.Print("  %s between these; all are in %s", console.Count(between, "cell", "cells"), filepath.Join(dir, sweep.CSVFile))
		}
		c := &t.Cells[i]
		good := c.N - c.Failed
		if good == 0 {
			a.console.Print("%s%s", console.Pad(cut(t.Label(i), 60), width), "not played yet")
			continue
		}
		in := stats.Wilson(c.Deals(), good, stats.Level)
		diff := "–"
		if i > 0 {
			d := c.Against()
			diff = sprintf("%+.1f (%+.1f to %+.1f)", 100*d.Mean, 100*d.Low, 100*d.High)
		}
		a.console.Print("%s%s%s", console.Pad(cut(t.Label(i), 60), width), console.Pad(sprintf("%s (%.0f–%.0f)", stats.OfHundred(c.Deals(), good), 100*in.Low, 100*in.High), 18), diff)
	}
	if between > 0 {
		a.console.Print("")
		a.note("Of so many cells the highest are high, and the lowest low, partly by luck, which the interval of a single cell does not show.")
	}
	return nil
}

// sweepJSON is what --json prints: the table without histograms.
func sweepJSON(dir string, t *sweep.Table) any {
	type cell struct {
		Scenario string            `json:"scenario"`
		Option   string            `json:"option"`
		Set      map[string]string `json:"set"`
		Runs     int64             `json:"runs"`
		Failed   int64             `json:"failed"`
		Endings  results.Endings   `json:"endings"`
		Deals    int64             `json:"any_deal"`
		Low      float64           `json:"low"`
		High     float64           `json:"high"`
		Gained   int64             `json:"gained"`
		Lost     int64             `json:"lost"`
	}
	out := struct {
		Schema  int    `json:"schema"`
		Results string `json:"results"`
		Engine  string `json:"engine"`
		Seed    uint64 `json:"seed"`
		Runs    int64  `json:"runs"`
		Partial bool   `json:"partial"`
		Shard   string `json:"shard,omitempty"`
		SHA256  string `json:"table_sha256"`
		Cells   []cell `json:"cells"`
	}{1, dir, t.Engine, t.Seed, t.Runs, t.Partial, t.Shard, t.SHA256, []cell{}}
	for i := range t.Cells {
		c := &t.Cells[i]
		s, o, p := t.At(i)
		set := map[string]string{}
		for k, x := range t.Design.Axes {
			set[x.Path] = t.Points[p][k]
		}
		in := stats.Wilson(c.Deals(), max(1, c.N-c.Failed), stats.Level)
		out.Cells = append(out.Cells, cell{t.Scenarios[s].Name, t.Options[o], set, c.N, c.Failed, c.Endings, c.Deals(), in.Low, in.High, c.Gained, c.Lost})
	}
	return out
}

func (a *app) drawSweep(dir, title string, t *sweep.Table) error {
	c := plots.Cells{Title: title, Outcome: "Any deal",
		Note: fmt.Sprintf("In the model, under these assumptions. Seed %d, %s runs of each cell on the same draws, engine %s, table %s.", t.Seed, console.Thousands(t.Runs), t.Engine, t.SHA256[:12])}
	for _, x := range t.Design.Axes {
		axis := plots.CellAxis{Title: x.Path}
		if t.Design.Kind == "grid" || len(t.Design.Axes) == 1 {
			axis.Values = x.Values
		}
		c.Axes = append(c.Axes, axis)
	}
	per := len(t.Points)
	for from := 0; from < len(t.Cells); from += per {
		s, o, _ := t.At(from)
		series := plots.CellSeries{Title: strings.TrimSuffix(t.Scenarios[s].Name+", "+t.Options[o], ", baseline")}
		for i := from; i < from+per; i++ {
			k := &t.Cells[i]
			series.Counts = append(series.Counts, results.Count{K: k.Deals(), N: k.N - k.Failed})
			series.Labels = append(series.Labels, t.Label(i))
		}
		c.Series = append(c.Series, series)
	}
	for _, ending := range []string{".svg", ".png"} {
		text, err := c.Draw(ending, plots.Options{})
		if err == nil {
			err = results.WriteFile(filepath.Join(dir, "cells"+ending), text)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
