// Package batch plays the plans of a scenario into a result folder: rows to segments, rows to a summary, in order, with an
// unbroken prefix of whole segments left behind when it is interrupted.
package batch

import (
	"context"
	"errors"
	"runtime"
	"time"

	"parley/cmd/simulate/internal/checkpoint"
	"parley/sim"
	"parley/sim/results"
	"parley/sim/stats"
)

// Job is what to play. Plans stand in the order of Manifest.Options.
type Job struct {
	Dir      string
	Manifest results.Manifest // what is known before the run; Complete fills in the rest
	Plans    []*sim.Plan
	Runs     int64 // of every option, here: of a shard its own, from Manifest.First on
	Workers  int
	Old      *results.Set // stored result to extend, nil for none
	// Progress hears after each block how many runs of all options are stored or played, and can ask for the half-width of
	// the headline in points of 100.
	Progress func(done int64, half func() float64)
	// Precision ends the batch before Runs, at the first checkpoint of its rule at which it has what it watches; nil for never. Checkpoints
	// are numbers of runs, so where it ends does not depend on workers.
	Precision *Precision
}

// Precision is a stopping rule with the intervals it watches, as the runs stand.
type Precision struct {
	Rule  stats.StoppingRule
	Watch func(endings func(option int) results.Endings, paired func(option int) [6]results.Endings) []stats.Interval
}

// errEnough ends a batch that has what it needs.
var errEnough = errors.New("enough")

// enough tells whether the rule is content after a number of runs of every option.
func (p *Precision) enough(runs int64, acc *stats.Accumulator) bool {
	return p != nil && p.Rule.Next(runs-1) == runs && p.Rule.Done(runs, p.Watch(acc.Endings, acc.Paired)...)
}

// Result is what came of it.
type Result struct {
	Manifest    *results.Manifest
	Summary     *results.Summary
	Failures    []sim.Failure // the first few of those that failed in this call
	Interrupted bool
}

// Complete fills in what a manifest says of a run besides its scenario.
func Complete(m results.Manifest, plans []*sim.Plan, seed uint64, asked int64) results.Manifest {
	m.Arch, m.Seed, m.Asked, m.Columns = runtime.GOOS+"/"+runtime.GOARCH, seed, asked, plans[0].Parts.Columns
	return m
}

// Play runs a job. When ctx ends it keeps the unbroken prefix of whole segments that all options have; Manifest is nil when
// there is none. After an error the folder holds no new result.
func Play(ctx context.Context, j Job) (*Result, error) {
	for i, p := range j.Plans[1:] {
		if len(p.Parts.Columns) != len(j.Manifest.Columns) {
			panic("sim: option " + j.Manifest.Options[i+1].ID + " has other columns than the baseline")
		}
	}
	all := newSums(&j.Manifest)
	w, first, err := open(j)
	if err != nil {
		return nil, err
	}
	if j.Old != nil && first > j.Manifest.First {
		if j.Manifest.Kept() {
			err = replay(j.Old, first, all.add)
		} else {
			all, err = readSums(j.Old, false)
		}
		if err != nil {
			w.Discard()
			return nil, err
		}
	}
	options := int64(len(j.Plans))
	start := j.Manifest.First // of a shard
	next := make([]int64, options)
	for o := range next {
		next[o] = first
	}
	done := (first - start) * options
	half := func() float64 { return HalfWidth(all.acc.Endings(0)) }
	saved := checkpoint.NewPace(time.Now, first > start)
	report, err := sim.Run(ctx, j.Plans, sim.Job{Seed: j.Manifest.Seed, First: first, Runs: start + j.Runs - first, Workers: j.Workers}, func(b results.Block) error {
		last := int64(b.Option) == options-1
		if err := errors.Join(w.Add(b), all.add(b, last)); err != nil {
			return err
		}
		next[b.Option] += int64(b.N)
		done += int64(b.N)
		if j.Progress != nil {
			j.Progress(done, half)
		}
		if played := next[b.Option] - start; last && played%results.SegmentRuns == 0 && played < j.Runs && saved.Due() {
			saved.Begin()
			if err := save(j, w, all); err != nil {
				return err
			}
			saved.End()
		}
		if last && j.Precision.enough(next[b.Option], all.acc) {
			return errEnough
		}
		return nil
	})
	enough := errors.Is(err, errEnough)
	if err != nil && !enough {
		w.Discard()
		return nil, err
	}
	r := &Result{Failures: report.Failures}
	if first+report.Done < start+j.Runs && !enough {
		return r, r.cut(j, w, all, next, first)
	}
	return r, r.close(j, w, all, next[0]-start, false)
}

// save makes what is whole so far outlive the program. The manifest comes last: it is what counts.
func save(j Job, w *results.Writer, all *sums) error {
	if all.kept {
		return w.Checkpoint()
	}
	m := j.Manifest
	m.Runs = all.runs
	return errors.Join(all.write(j.Dir, m, m.Runs), w.Checkpoint(), forget(j.Dir, &m))
}

// close ends a result, with whole segments alone where it is partial.
func (r *Result) close(j Job, w *results.Writer, all *sums, runs int64, partial bool) error {
	var err error
	if !all.kept {
		if err = all.write(j.Dir, j.Manifest, runs); err != nil {
			return err
		}
	}
	if r.Manifest, err = w.Close(partial); err != nil {
		return err
	}
	if !all.kept {
		if err := errors.Join(all.at(runs), forget(j.Dir, r.Manifest)); err != nil {
			return err
		}
		r.Summary, err = all.acc.Summary(nil)
		return err
	}
	set, err := results.Open(j.Dir)
	if err != nil {
		return err
	}
	if partial {
		r.Summary, err = Summarise(set)
	} else {
		r.Summary, err = all.acc.Summary(set.Column)
	}
	return err
}

// open begins or goes on with the folder.
func open(j Job) (*results.Writer, int64, error) {
	if j.Old != nil {
		return results.Extend(j.Dir, j.Old, j.Manifest)
	}
	w, err := results.Create(j.Dir, j.Manifest)
	return w, j.Manifest.First, err
}

// cut keeps what is whole after an interruption. A stored result that nothing was added to stays as it is.
func (r *Result) cut(j Job, w *results.Writer, all *sums, next []int64, first int64) error {
	r.Interrupted = true
	grown, whole := false, (next[0]-j.Manifest.First)/results.SegmentRuns
	for _, n := range next {
		grown = grown || n/results.SegmentRuns > first/results.SegmentRuns
		whole = min(whole, (n-j.Manifest.First)/results.SegmentRuns)
	}
	if !grown && j.Old != nil {
		w.Discard()
		r.Manifest = &j.Old.Manifest
		var err error
		r.Summary, err = Summarise(j.Old)
		return err
	}
	if whole == 0 {
		w.Discard()
		return nil
	}
	return r.close(j, w, all, whole*results.SegmentRuns, true)
}

// HalfWidth is half the interval of the share of any deal, in points of 100.
func HalfWidth(e results.Endings) float64 {
	n := int64(0)
	for _, k := range e {
		n += k
	}
	if n == 0 {
		return 0
	}
	return 100 * stats.Wilson(e[sim.FullDeal]+e[sim.LimitedDeal], n, stats.Level).Half()
}
