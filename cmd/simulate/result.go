package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/batch"
	"parley/cmd/simulate/internal/console"
	"parley/cmd/simulate/internal/export"
	"parley/cmd/simulate/internal/folder"
	"parley/cmd/simulate/internal/publish"
	"parley/cmd/simulate/internal/settings"
	"parley/cmd/simulate/internal/study"
	"parley/plots"
	"parley/plots/brief"
	"parley/sim/results"
)

// finish writes what is made from the rows: summary, derived tables, charts, briefing. After an interruption it writes the
// summary alone: the rest is made by the call that goes on.
func (a *app) finish(ctx context.Context, dir string, s *study.Study, r *batch.Result, workers int, noReport bool) error {
	if err := a.failures(dir, s, r); err != nil {
		return err
	}
	if err := publish.Summary(dir, s, r.Summary); err != nil {
		return err
	}
	if r.Interrupted || noReport {
		return nil
	}
	return a.publish(ctx, dir, s, r.Manifest, r.Summary, workers)
}

// failures writes the list of failed runs into the folder, or takes it away where there are none any more.
func (a *app) failures(dir string, s *study.Study, r *batch.Result) error {
	failed := int64(0)
	for _, o := range r.Summary.Options {
		failed += o.Failed
	}
	if failed == 0 {
		if err := os.Remove(batch.FailureFile(dir)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	set, err := results.Open(dir)
	if err != nil {
		return err
	}
	list, err := batch.Failures(set, s.Plans, r.Failures)
	if err != nil {
		return err
	}
	a.console.Say("warning: %s failed and ended in nothing; see %s", console.Count(failed, "run", "runs"), batch.FailureFile(dir))
	return results.WriteFile(batch.FailureFile(dir), []byte(batch.FailureText(r.Summary, list, r.Manifest.Options)))
}

// retry gives failed runs their rows, where they end now.
func (a *app) retry(set *results.Set, s *study.Study) error {
	if set == nil {
		return nil
	}
	if !set.Manifest.Kept() {
		return fmt.Errorf("%s: %w, so a run that failed cannot be given one; run it anew with --force", set.Dir, results.ErrNoRows)
	}
	failed, mended, err := batch.Retry(set, s.Plans)
	if err != nil {
		return err
	}
	a.console.Say("Played again: %s that had failed; %s ended this time", console.Count(failed, "run", "runs"), console.Thousands(mended))
	return nil
}

// maxFailedFlag adds --max-failed to a command that plays runs or puts them together; checkShare refuses what is no share.
func maxFailedFlag(cmd *cobra.Command, share *float64) {
	cmd.Flags().Float64Var(share, "max-failed", mostFailed, "`share` of runs that may fail before the call does")
}

func checkShare(x float64) error {
	if x >= 0 && x <= 1 {
		return nil
	}
	return usage("--max-failed %v: a share between 0 and 1", x)
}

// tolerate is the error of a result with too many failed runs: exit code 1, although everything is stored.
func tolerate(s *results.Summary, most float64) error {
	if share := failedShare(s); share > most {
		return fmt.Errorf("%.2g %% of the runs failed, more than the %.2g %% that may (--max-failed); failures.txt beside the rows has their stacks: please report it", 100*share, 100*most)
	}
	return nil
}

// mostFailed is the share of failed runs above which a result is not to be trusted, unless --max-failed says otherwise.
const mostFailed = 0.001

// failedShare is the largest share of failed runs of any option.
func failedShare(s *results.Summary) float64 {
	most := 0.0
	for _, o := range s.Options {
		most = max(most, float64(o.Failed)/float64(max(o.N, 1)))
	}
	return most
}

// publish makes derived tables, charts and briefing, saying on a terminal what it is at.
func (a *app) publish(ctx context.Context, dir string, s *study.Study, m *results.Manifest, sum *results.Summary, workers int) error {
	p := a.console.NewProgress(1, 0, time.Now)
	defer p.Clear()
	defer debug.SetGCPercent(debug.SetGCPercent(50)) // tables and charts are no runs: they allocate. More takes 10 MB more and no less time
	err := publish.All(ctx, dir, s, m, sum, workers, p.Phase)
	if err != nil && ctx.Err() != nil {
		p.Clear()
		return &exitError{exitInterrupted, errors.New("stopped while charts and briefing were made; all rows are stored, and the same call makes the rest")}
	}
	return err
}

// again prints a stored result, making what an earlier call left out, and with resume what is damaged. lock is nil where nobody claimed the folder.
func (a *app) again(ctx context.Context, dir string, lock *folder.Lock, s *study.Study, set *results.Set, workers int, f runFlags) (*results.Summary, error) {
	m := &set.Manifest
	sum, err := set.Summary()
	lacks := err != nil || sum.Runs != m.Runs || f.resume && (sameSummary(set) != nil || publish.CheckSums(dir) != nil)
	if lock == nil && (lacks || !f.noReport && !publish.Complete(dir, s.Sets, s.SetRuns)) {
		if lock, err = folder.Claim(dir); err != nil {
			return nil, err
		}
		defer lock.Close()
	}
	if lacks {
		if sum, err = batch.Summarise(set); err != nil {
			return nil, err
		}
		if err := a.failures(dir, s, &batch.Result{Manifest: m, Summary: sum}); err != nil {
			return nil, err
		}
		if err := publish.Summary(dir, s, sum); err != nil {
			return nil, err
		}
	}
	if !f.noReport && !publish.Complete(dir, s.Sets, s.SetRuns) {
		if err := a.publish(ctx, dir, s, m, sum, workers); err != nil {
			return nil, err
		}
	} else if !f.noReport {
		_, in, err := stored(dir)
		if err == nil && s.Paper != "" && s.Paper != publish.Paper(in.Derived) {
			err = publish.Again(dir, in, s.Scenario.Library(), s.Paper)
		}
		if err != nil {
			return nil, err
		}
	}
	if lock != nil {
		if err := errors.Join(folder.Point(m.Scenario, dir), lock.Release()); err != nil {
			return nil, err
		}
	} else if err := folder.Point(m.Scenario, dir); err != nil && !errors.Is(err, fs.ErrPermission) && !errors.Is(err, syscall.EROFS) {
		return nil, err
	}
	a.partial(m)
	a.console.Say("Already computed: %s runs per option in %s (--runs for more, --force to run anew)", console.Thousands(m.Runs), dir)
	return sum, a.summary(dir, m, sum)
}

// show prints a fresh result.
func (a *app) show(dir string, r *batch.Result, took time.Duration, workers int, noReport bool) error {
	if err := a.summary(dir, r.Manifest, r.Summary); err != nil {
		return err
	}
	if r.Interrupted {
		a.console.Say("Stopped: %s of %s runs per option are complete and saved in %s", console.Thousands(r.Manifest.Runs), console.Thousands(r.Manifest.Asked), dir)
		a.console.Say("Next:  the same command again goes on from there")
		return told(exitInterrupted)
	}
	a.console.Say("Saved  %s%c   (%.1f s, %s)", dir, os.PathSeparator, took.Seconds(), console.Count(workers, "worker", "workers"))
	if noReport {
		a.console.Say("Next:  the same command without --no-report makes charts and briefing")
		return nil
	}
	a.console.Next("simulate report --open" + where(dir))
	return nil
}

// where is what report needs to find a result that is not the newest of its scenario.
func where(dir string) string {
	if to, err := folder.Find(""); err == nil && to == dir {
		return ""
	}
	return " " + quote(dir)
}

// summary prints a result on standard output.
func (a *app) summary(dir string, m *results.Manifest, s *results.Summary) error {
	if a.console.Hushed {
		return nil
	}
	if a.console.JSON {
		return a.console.WriteLine(export.Of(m, s, dir))
	}
	in := plots.Input{Manifest: m, Summary: s}
	if set, err := results.Open(dir); err == nil {
		if d, err := set.Derived(); err == nil {
			in.Derived = d
		}
	}
	return brief.Terminal(a.console.Out, in, brief.TerminalOptions{Plain: a.console.Plain, Color: a.console.Color, Width: a.console.Width})
}

func (a *app) showSettings(shown []settings.Value) {
	for _, v := range shown {
		a.console.Print("%s%s%s", console.Pad(v.Key, 10), console.Pad(orNone(v.Text), 22), v.Source)
	}
}
