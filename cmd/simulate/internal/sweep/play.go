package sweep

import (
	"context"
	"slices"
	"time"

	"parley/cmd/simulate/internal/checkpoint"
	"parley/sim"
	"parley/sim/results"
	"parley/sim/stats"
)

// Play plays every cell up to a number of runs, in rounds: as many runs of each cell, then the next ones of each, so that a sweep that is
// stopped early has been everywhere. Within a round cells come in an order that spreads over the space.

// mostFailures bounds the failures that are kept with their stacks.
const mostFailures = 20

// group is how many cells are compiled at a time.
const group = 64

// Job is what to play.
type Job struct {
	Table   *Table // with its cells as far as they are; Play goes on from there
	Workers int
	Plan    func(cell int) (*sim.Plan, error) // called again in every round: plans of thousands of cells are not kept
	Save    func() error                      // called on the way
	// Progress hears how many runs of all cells are played, and can ask for the half-width of the share of deals of the first cell it plays, in points of 100.
	Progress func(done int64, half func() float64)
}

// Play fills the table. When ctx ends it returns with the cells as they are and no error: what each holds is whole blocks of runs.
func Play(ctx context.Context, j Job) error {
	t := j.Table
	order, owns := spread(len(t.Cells)), t.owns()
	done := t.Played()
	saved := checkpoint.NewPace(time.Now, done > 0)
	mine := order[slices.IndexFunc(order, owns)]
	half := func() float64 {
		c := &t.Cells[mine]
		return 100 * stats.Wilson(c.Deals(), max(1, c.N), stats.Level).Half()
	}
	first, err := j.Plan(0)
	if err != nil {
		return err
	}
	columns := first.Parts.Columns
	at := measured(columns)
	for from := int64(0); from < t.Runs; from += sim.ChunkRuns {
		n := min(sim.ChunkRuns, t.Runs-from)
		var due []int
		for _, c := range order {
			if owns(c) && t.Cells[c].N <= from {
				due = append(due, c)
			}
		}
		for len(due) > 0 {
			cells := due[:min(group, len(due))]
			due = due[len(cells):]
			plans := []*sim.Plan{first} // the same runs of the first cell, to compare with
			for _, c := range cells {
				p, err := j.Plan(c)
				if err != nil {
					return err
				}
				plans = append(plans, p)
			}
			base := make([]int8, n)
			report, err := sim.Run(ctx, plans, sim.Job{Seed: t.Seed, First: from, Runs: n, Workers: j.Workers}, func(b results.Block) error {
				if b.Option == 0 {
					for i := range b.N {
						base[i] = ending(b.Values[i*len(columns):])
					}
					return nil
				}
				t.Cells[cells[b.Option-1]].add(columns, at, b, base)
				done += int64(b.N)
				if j.Progress != nil {
					j.Progress(done, half)
				}
				return nil
			})
			if err != nil {
				return err
			}
			for _, f := range report.Failures {
				if f.Option > 0 && len(t.Failures) < mostFailures {
					t.Failures = append(t.Failures, Failure{cells[f.Option-1], f.Run, f.Cause, f.Stack})
				}
			}
			if ctx.Err() != nil {
				return nil
			}
			if j.Save != nil && saved.Due() {
				saved.Begin()
				if err := j.Save(); err != nil {
					return err
				}
				saved.End()
			}
		}
	}
	return nil
}

// ending is how a row's run ended, -1 when it failed. The ending is the first column of every table.
func ending(row []float64) int8 {
	if row[0] != row[0] {
		return -1
	}
	return int8(row[0])
}

func (c *Cell) add(columns []results.Column, at []int, b results.Block, base []int8) {
	width := len(columns)
	metrics := c.Metrics()
	if metrics == nil {
		metrics = make([]Sketch, len(at))
	}
	for i := range b.N {
		c.N++
		e := ending(b.Values[i*width:])
		if e < 0 {
			c.Failed++ // the row is undefined throughout
			continue
		}
		c.Endings[e]++
		if was := base[i]; was >= 0 {
			deal, had := stats.AnyDeal(int(e)), stats.AnyDeal(int(was))
			if deal && !had {
				c.Gained++
			} else if had && !deal {
				c.Lost++
			}
		}
	}
	for k, column := range at {
		metrics[k].add(columns[column], b.Values[column:], width, b.N)
	}
	c.setMetrics(metrics)
}
