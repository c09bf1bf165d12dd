package sim

import (
	"context"
	"sync"
	"sync/atomic"

	"parley/sim/results"
)

// Job is what to run: runs First to First+Runs-1 of every plan, on common random numbers.
type Job struct {
	Seed    uint64
	First   int64
	Runs    int64
	Workers int // at least 1
	// Theta maps a run to the draw of what we do not know; nil means one draw per run. Luck is always the run's own.
	Theta func(run int64) uint64
	// Poison fills reused memory with NaN before every run: for tests.
	Poison bool
}

// ChunkRuns is how many runs a worker takes at a time. Blocks never span a multiple of it.
const ChunkRuns = 1024

// maxFailures bounds the failures that are kept with their stacks; all are counted.
const maxFailures = 20

// Report is what a batch came to.
type Report struct {
	Done     int64 // runs of every plan that reached the sink: an unbroken prefix
	Failed   int64 // runs that broke the contract
	Failures []Failure
}

// Run plays a job on all workers and hands the rows to sink in order: by chunk, within a chunk by plan. Results do
// not depend on the number of workers. When ctx ends, what was begun is finished and the unbroken prefix is
// delivered. Blocks are reused: sink must not keep them. An error of sink stops the batch and is returned.
func Run(ctx context.Context, plans []*Plan, job Job, sink func(results.Block) error) (Report, error) {
	workers := max(1, job.Workers)
	chunks := (job.Runs + ChunkRuns - 1) / ChunkRuns
	total := chunks * int64(len(plans))
	type done struct {
		item   int64
		buf    []float64
		n      int
		failed []Failure
		count  int64
	}
	width := len(plans[0].Parts.Columns)
	ring := 2*workers + 2
	free := make(chan []float64, ring)
	for range ring {
		free <- make([]float64, ChunkRuns*width)
	}
	out := make(chan done, ring)
	stop := make(chan struct{})
	var next atomic.Int64
	var group sync.WaitGroup
	for range workers {
		group.Add(1)
		go func() {
			defer group.Done()
			machines := make([]*Machine, len(plans))
			for {
				var buf []float64
				select {
				case <-ctx.Done():
					return
				case <-stop:
					return
				case buf = <-free:
				}
				item := next.Add(1) - 1
				if item >= total {
					return
				}
				o := int(item % int64(len(plans)))
				if machines[o] == nil {
					machines[o] = NewMachine(plans[o], job.Seed)
				}
				d := done{item: item, buf: buf}
				first := item / int64(len(plans)) * ChunkRuns
				d.n = int(min(ChunkRuns, job.Runs-first))
				for i := range d.n {
					run := job.First + first + int64(i)
					theta := uint64(run)
					if job.Theta != nil {
						theta = job.Theta(run)
					}
					if job.Poison {
						machines[o].Poison()
					}
					if f := machines[o].row(theta, uint64(run), buf[i*width:(i+1)*width]); f != nil {
						f.Option, f.Run = o, run
						d.count++
						if len(d.failed) < maxFailures {
							d.failed = append(d.failed, *f)
						}
						machines[o] = NewMachine(plans[o], job.Seed) // what it left behind is not to be trusted
					}
				}
				out <- d
			}
		}()
	}
	go func() { group.Wait(); close(out) }()

	var report Report
	var err error
	waiting := make([]done, ring) // by item modulo ring: at most ring items are out at once
	due := int64(0)
	for d := range out {
		waiting[d.item%int64(ring)] = d
		for {
			w := &waiting[due%int64(ring)]
			if w.buf == nil || w.item != due {
				break
			}
			if err == nil {
				report.Failed += w.count
				if room := maxFailures - len(report.Failures); room > 0 {
					report.Failures = append(report.Failures, w.failed[:min(room, len(w.failed))]...)
				}
				o := int(due % int64(len(plans)))
				first := due / int64(len(plans)) * ChunkRuns
				if err = sink(results.Block{Option: o, First: job.First + first, N: w.n, Values: w.buf[:w.n*width]}); err != nil {
					close(stop)
				} else if o == len(plans)-1 {
					report.Done = first + int64(w.n)
				}
			}
			free <- w.buf
			w.buf = nil
			due++
		}
	}
	return report, err
}
