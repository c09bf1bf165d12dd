package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"parley/cmd/simulate/internal/console"
	"parley/cmd/simulate/internal/folder"
	"parley/cmd/simulate/internal/settings"
	"parley/cmd/simulate/internal/study"
	"parley/cmd/simulate/internal/sweep"
	"parley/sim/results"
)

// Several scenarios in one call: each has its result, all are on the same draws, and a table with a chart puts them side by side.

// ready is a scenario that can be run.
type ready struct {
	study *study.Study
	set   settings.Settings
	given bool // the number of runs was chosen
}

// place gives every scenario of several its folder, and says where the table of all goes: with --out below it, else each in its own place.
func place(all []ready, f runFlags) (string, error) {
	seen, root := map[string]bool{}, all[0].set.Out
	var hashes []string
	for i := range all {
		r := &all[i]
		m := &r.study.Manifest
		if f.shard == "" && (r.set.Seed != all[0].set.Seed || r.set.Out != root) {
			return "", usage("several scenarios are run on the same draws, but %s and %s have other seeds or folders in their run: blocks; choose with --seed and --out, or run them one by one", all[0].study.Manifest.Scenario, m.Scenario)
		}
		if r.set.Out != "" {
			r.set.Out = filepath.Join(root, m.Scenario)
			if seen[r.set.Out] {
				r.set.Out += "-" + m.ScenarioHash[:8]
			}
		}
		key := r.set.Out + m.Scenario + m.ScenarioHash
		if seen[key] || r.set.Out != "" && seen[r.set.Out] {
			return "", usage("%s is among the scenarios twice", m.Scenario)
		}
		seen[key], seen[r.set.Out] = true, r.set.Out != ""
		hashes = append(hashes, m.ScenarioHash)
	}
	dir := folder.StandardTogether(strings.Join(hashes, " "), all[0].set.Seed)
	if root != "" {
		dir = root
	}
	old, err := sweep.Load(dir)
	if f.force || f.shard != "" || err == nil && old == nil {
		return dir, nil
	}
	if err != nil {
		return "", fmt.Errorf("%w; add --force to replace it", err)
	}
	if !slices.EqualFunc(old.Scenarios, all, func(s sweep.Source, r ready) bool { return s.Hash == r.study.Manifest.ScenarioHash }) || len(old.Design.Axes) > 0 || len(old.Options) > 1 || old.Seed != all[0].set.Seed {
		return "", fmt.Errorf("%s holds the table of other settings; choose another folder with --out, or add --force to replace it", dir)
	}
	return dir, nil
}

// firstRound is how many runs every scenario gets before any gets more; each round after it goes up to that many times as far.
const (
	firstRound  = 1024
	roundFactor = 4
)

// rounds plays several scenarios by turns, further each time, so that a call that is stopped early has been everywhere. The last round is left
// to the caller. Nothing is printed; f says how the first round begins, and the flags for those after it are returned.
func (a *app) rounds(ctx context.Context, dir string, all []ready, f runFlags) (runFlags, error) {
	hushed := *a.console
	hushed.Hushed = true
	quiet := &app{console: &hushed, wishes: a.wishes}
	most, any := int64(0), false
	for _, r := range all {
		most = max(most, r.set.Runs)
		any = any || begun(home(r.study, r.set, nil))
	}
	if f.resume && !any {
		return f, fmt.Errorf("nothing to resume in %s: no run of these scenarios was begun there; leave --resume out to begin one", dir)
	}
	for to := int64(firstRound); to < most; to = max(roundFactor*to, results.SegmentRuns) { // whole segments are never played twice
		flags := f
		flags.noReport = true
		for _, r := range all {
			set := r.set
			set.Runs = min(set.Runs, to)
			flags.resume = f.resume && begun(home(r.study, set, nil)) // stopped early, some may not have had their first turn
			flags.retryFailed = f.retryFailed && flags.resume
			if _, err := quiet.runOne(ctx, r.study, set, false, flags); err != nil {
				if ctx.Err() != nil {
					if err := a.together(dir, all, true); err != nil {
						return f, err
					}
					a.console.Say("Stopped in the round of %s runs per option; what is complete is kept", console.Thousands(to))
					a.console.Say("Next:  the same command again goes on from there")
					return f, told(exitInterrupted)
				}
				return f, err
			}
		}
		f.force, f.resume, f.retryFailed = false, false, false
	}
	return f, nil
}

// together writes the table of several results and its chart, and prints it unless the call wants JSON, which is one object per scenario. After a call
// that was stopped it does nothing where a scenario has no result yet.
func (a *app) together(dir string, all []ready, stopped bool) error {
	var sets []*results.Set
	asked := int64(0)
	for _, r := range all {
		asked = max(asked, r.set.Runs)
		at := home(r.study, r.set, nil)
		if stopped && !folder.IsResult(at) {
			return nil
		}
		set, err := results.Open(at)
		if err != nil {
			return err
		}
		sets = append(sets, set)
	}
	if !stopped {
		asked = 0
	}
	t, err := sweep.Collect(sets, asked)
	if err != nil {
		return err
	}
	lock, err := folder.ClaimTable(dir)
	if err != nil {
		return err
	}
	defer lock.Close()
	title := fmt.Sprintf("%d scenarios side by side", len(all))
	if err := t.Save(dir); err != nil {
		return err
	}
	if err := a.drawSweep(dir, title, t); err != nil {
		return err
	}
	if err := lock.Release(); err != nil {
		return err
	}
	if !a.console.JSON {
		a.console.Print("")
		if err := a.tellSweep(dir, title, t); err != nil {
			return err
		}
	}
	a.console.Say("Saved  %s   (the table of all, with cells.svg)", filepath.Join(dir, sweep.CSVFile))
	return nil
}
