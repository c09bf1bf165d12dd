package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/batch"
	"parley/cmd/simulate/internal/console"
	"parley/cmd/simulate/internal/folder"
	"parley/cmd/simulate/internal/settings"
	"parley/cmd/simulate/internal/study"
	"parley/sim/results"
)

// runFlags are the flags of run that are no settings.
type runFlags struct {
	sets         []string
	force        bool
	noReport     bool
	showSettings bool
	failOn       []string
	precision    float64  // half-width in points at which to stop, 0 for none
	precise      []string // what is to be that precise
	resume       bool
	retryFailed  bool
	shard        string // "3/16", "auto", "" for the whole
	design       string
	maxFailed    float64 // share of failed runs that is put up with
}

func newRun(a *app) *cobra.Command {
	var f runFlags
	cmd := &cobra.Command{
		Use:   "run [scenario ...]",
		Short: "Play a scenario and write charts and a briefing",
		Long: `Plays every option of a scenario many times on the same draws, prints the
summary, and writes rows, charts and a briefing.

A scenario is the name of a built-in one (simulate list scenarios), a file, or a
folder with scenario.yaml. Without a name it is the baseline.

Several scenarios are played by turns on the same draws, so that a call stopped early
has been everywhere; a table and a chart put them side by side (runs/together-<hash>,
or cells.csv below --out, where each scenario then has a folder).

Results land in runs/<scenario>/<hash>-s<seed>/. Asking for more --runs extends
them; the same call again prints what is stored. Ctrl-C keeps what is complete;
the same call then goes on from there.`,
		Example: `  simulate run
  simulate run exchange --runs 20000
  simulate run baseline mine.yaml --out both
  simulate run baseline --set talks.contact=0.8 --set horizon="36 months"
  simulate run --precision 0.5 --precise difference/front-loaded/any-deal
  simulate run us-iran --json | jq .options.baseline.endings`,
		ValidArgsFunction: completeScenarios,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				args = []string{"baseline"}
			}
			return a.run(cmd, args, f)
		},
	}
	settings.Flags(cmd.Flags())
	setFlag(cmd, &f.sets)
	cmd.Flags().BoolVar(&f.force, "force", false, "replace what the folder holds instead of extending or refusing")
	cmd.Flags().BoolVar(&f.resume, "resume", false, "only go on with a run that was begun; segments that are torn are found and made anew")
	cmd.Flags().BoolVar(&f.retryFailed, "retry-failed", false, "with --resume: play the runs that failed again, once what made them fail is mended")
	cmd.Flags().BoolVar(&f.noReport, "no-report", false, "rows and summary only: no drivers, charts or briefing")
	cmd.Flags().StringArrayVar(&f.failOn, "fail-on", nil, "exit with code 5 when `check` holds, such as escalation>0.05 or exchange/any-deal<0.3")
	cmd.Flags().Float64Var(&f.precision, "precision", 0, "stop when the shares watched are known to within this many `points` of 100, such as 0.5; --runs is then the cap (default 1000000)")
	cmd.Flags().StringArrayVar(&f.precise, "precise", nil, "`what` is to be so precise: an outcome, option/outcome, or difference/option/outcome (default: any-deal under every option; may be repeated)")
	maxFailedFlag(cmd, &f.maxFailed)
	cmd.Flags().StringVar(&f.shard, "shard", "", "play part `i/n` of the runs, i from 0; auto reads it from a cluster's job (simulate merge puts the parts together)")
	cmd.Flags().StringVar(&f.design, "design", "mc", "of the runs: mc, independent draws, is the one that rows are stored of (others: simulate plan --design)")
	_ = cmd.Flags().MarkHidden("design")
	cmd.Flags().BoolVar(&f.showSettings, "show-settings", false, "print the settings in force and where each comes from, and stop")
	return cmd
}

func (a *app) run(cmd *cobra.Command, args []string, f runFlags) error {
	sets, err := overrides(f.sets)
	if err != nil {
		return err
	}
	if err := checkShare(f.maxFailed); err != nil {
		return err
	}
	if f.design != "mc" {
		name := quote(append(args, "baseline")[0])
		return usage("--design %s: a stored result has independent draws (mc), which its intervals, --precision, extending and sharding rest on; simulate plan %s --design %s plays replicates of that design with an interval, simulate sweep --design chosen points of levers", f.design, name, f.design)
	}
	if f.force && f.resume {
		return usage("--force runs anew, and --resume goes on; choose one")
	}
	if f.retryFailed && !f.resume {
		return usage("--retry-failed plays failed runs of a stored result again; add --resume")
	}
	bounds, err := checks(f.failOn)
	if err != nil {
		return err
	}
	var all []ready
	for _, arg := range args { // everything is checked before anything is run
		s, findings, err := a.open(arg, sets)
		if err != nil {
			return err
		}
		if n := len(findings); n > 0 {
			a.console.Say("%s: %s; see: simulate validate %s", arg, console.Count(n, "warning", "warnings"), quote(arg))
		}
		set, shown, err := settings.Load(cmd.Flags(), s.Scenario.RunBlock(), runtime.GOMAXPROCS(0))
		if err != nil {
			return usage("%w", err)
		}
		if f.showSettings {
			a.showSettings(shown)
			return nil
		}
		all = append(all, ready{s, set, shown[0].Source != "default"})
	}
	if r := &all[0]; len(all) == 1 && f.resume && !r.given && f.precision == 0 {
		part, err := shardOf(f.shard, os.Getenv)
		if err != nil {
			return err
		}
		if asked := folder.Asked(home(r.study, r.set, part)); asked > 0 { // what was begun says how far it was to go
			r.set.Runs = asked
		}
	}
	side := "" // where several stand side by side
	if len(all) > 1 {
		if slices.ContainsFunc(all, func(r ready) bool { return r.set.Keep == "none" }) {
			return usage("several scenarios are put side by side run by run, and keep is none; simulate sweep %s keeps no rows and makes the same table", strings.Join(args, " "))
		}
		if side, err = place(all, f); err != nil {
			return err
		}
		if f.precision == 0 && f.shard == "" {
			if f, err = a.rounds(cmd.Context(), side, all, f); err != nil {
				return err
			}
		}
	}
	crossed, tooMany := []string{}, error(nil)
	for i, r := range all {
		if i > 0 && !a.console.JSON {
			a.console.Print("")
		}
		sum, err := a.runOne(cmd.Context(), r.study, r.set, r.given, f)
		if err != nil {
			if side != "" && f.shard == "" && cmd.Context().Err() != nil {
				err = errors.Join(err, a.together(side, all, true))
			}
			return err
		}
		if err := tolerate(sum, f.maxFailed); err != nil { // told when all are played: one scenario's failures do not keep the others from being
			if len(all) > 1 {
				err = fmt.Errorf("%s: %w", r.study.Manifest.Scenario, err)
			}
			tooMany = errors.Join(tooMany, err)
		}
		bad, err := fails(bounds, sum)
		if err != nil {
			return err
		}
		crossed = append(crossed, bad...)
	}
	if side != "" && f.shard == "" {
		if err := a.together(side, all, false); err != nil {
			return err
		}
	}
	if tooMany != nil {
		return tooMany
	}
	if len(crossed) > 0 {
		return &exitError{exitCheck, fmt.Errorf("check failed: %s", strings.Join(crossed, "; "))}
	}
	return nil
}

// runOne plays one scenario, or shows what is stored of it.
func (a *app) runOne(ctx context.Context, s *study.Study, set settings.Settings, given bool, f runFlags) (*results.Summary, error) {
	defer a.frugal()()
	began := time.Now()
	if set.Keep == "all" {
		s.WithInputs()
	}
	if f.precision != 0 && !given {
		set.Runs = mostRuns
	}
	enough, err := precision(s, f.precision, f.precise, set.Runs)
	if err != nil {
		return nil, err
	}
	s.Sets, s.SetRuns, s.Paper = int(set.Sets), int(set.SetRuns), set.Paper
	m := batch.Complete(s.Manifest, s.Plans, set.Seed, set.Runs)
	if set.Keep == "none" {
		m.Keep = results.KeepNone
	}
	part, err := shardOf(f.shard, os.Getenv)
	if err != nil {
		return nil, err
	}
	dir := home(s, set, part)
	if part != nil {
		if enough != nil {
			return nil, usage("--precision looks at all runs as they come, and a shard has some of them; leave one of the two out")
		}
		own := results.Shard(part.i, part.n, set.Runs)
		if own.N == 0 {
			return nil, usage("--shard %s: %s runs have fewer segments of %s than there are shards; this one has nothing to do", part, console.Thousands(set.Runs), console.Thousands(results.SegmentRuns))
		}
		m.Shard, m.First, set.Runs = part.String(), own.First, own.N
		f.noReport = true
	}
	if f.resume && !begun(dir) {
		return nil, fmt.Errorf("nothing to resume in %s: no run was begun there; leave --resume out to begin one", dir)
	}
	lock, action, stored, err := begin(dir, m, set.Runs, given && enough == nil, f)
	if err != nil {
		return nil, err
	}
	defer lock.Close()
	if !f.force {
		if enough != nil && action == folder.Extend {
			if sum, err := stored.Summary(); err == nil && content(enough, sum) {
				action = folder.Stored
			}
		}
	}
	if f.retryFailed {
		if err := a.retry(stored, s); err != nil {
			return nil, err
		}
	}
	if action == folder.Stored {
		sum, err := a.again(ctx, dir, lock, s, stored, set.Workers, f)
		if err == nil && enough != nil {
			a.console.Say("%s", achieved(enough, sum))
		}
		return sum, err
	}
	if f.force || action == folder.Fresh {
		if err := folder.Clear(dir); err != nil {
			return nil, err
		}
	}
	r, err := a.play(ctx, batch.Job{Dir: dir, Manifest: m, Plans: s.Plans, Runs: set.Runs, Workers: set.Workers, Old: stored, Precision: enough})
	if err != nil {
		if !folder.IsResult(dir) { // else what was stored, or saved on the way, stays
			return nil, errors.Join(err, lock.GiveUp())
		}
		return nil, err
	}
	if r.Manifest == nil {
		if err := lock.GiveUp(); err != nil {
			return nil, err
		}
		return nil, &exitError{exitFailed, errors.New("stopped before the first 16,384 runs of every option were complete; nothing was kept")}
	}
	if part == nil {
		if err := folder.Point(m.Scenario, dir); err != nil {
			return nil, err
		}
	}
	if err := a.finish(ctx, dir, s, r, set.Workers, f.noReport); err != nil {
		return nil, err
	}
	if err := lock.Release(); err != nil {
		return nil, err
	}
	if enough != nil && !r.Interrupted {
		a.console.Say("%s", achieved(enough, r.Summary))
	}
	return r.Summary, a.show(dir, r, time.Since(began), set.Workers, f.noReport)
}

// play runs a batch with its progress line.
func (a *app) play(ctx context.Context, j batch.Job) (*batch.Result, error) {
	options := int64(len(j.Plans))
	first := int64(0)
	if j.Old != nil {
		first = j.Old.Manifest.Runs / results.SegmentRuns * results.SegmentRuns * options
		a.console.Say("Going on from %s runs per option in %s", console.Thousands(j.Old.Manifest.Runs), j.Dir)
	}
	p := a.console.NewProgress(j.Runs*options, first, time.Now) // of a shard its own
	j.Progress = p.Update
	defer p.Clear()
	return batch.Play(ctx, j)
}

// frugal has little garbage put up with until the function that it returns is called, and gives back what reading scenarios left: runs allocate
// nothing, so a collection is rare and cheap.
func (a *app) frugal() (until func()) {
	before := debug.SetGCPercent(20)
	debug.FreeOSMemory()
	return func() { debug.SetGCPercent(before) }
}
