package stats

import (
	"fmt"

	"parley/sim/results"
)

// Failed tells what an option's failed runs could hide: a run that broke the contract of the code is among the runs of every share and in no
// ending, so the share of any deal lies between the two that it would have had none of them, and all of them, ended in one.
type Failed struct {
	Count int64 // runs that failed
	Runs  int64 // all runs, those included
	Deals int64 // runs that ended in a full or a limited deal
}

// FailedOf reads an option's counts.
func FailedOf(o *results.OptionSummary) Failed {
	f := Failed{Count: o.Failed, Runs: o.Failed}
	for e, k := range o.Endings {
		f.Runs += k
		if AnyDeal(e) {
			f.Deals += k
		}
	}
	return f
}

// Share is the share of runs that failed, None that of any deal had none of them ended in one, All had all of them; in [0, 1], 0 without runs.
func (f Failed) Share() float64 { return f.of(f.Count) }

// None is the lower bound.
func (f Failed) None() float64 { return f.of(f.Deals) }

// All is the upper bound.
func (f Failed) All() float64 { return f.of(f.Deals + f.Count) }

func (f Failed) of(k int64) float64 {
	if f.Runs == 0 {
		return 0
	}
	return float64(k) / float64(f.Runs)
}

// Text is the same in words, "" when no run failed.
func (f Failed) Text() string {
	if f.Count == 0 {
		return ""
	}
	runs := "runs"
	if f.Runs == 1 {
		runs = "run"
	}
	return fmt.Sprintf("%s of %s %s failed and are in no ending: some deal in %.1f of 100 if none of them had ended in one, in %.1f if all had",
		Thousands(f.Count), Thousands(f.Runs), runs, 100*f.None(), 100*f.All())
}
