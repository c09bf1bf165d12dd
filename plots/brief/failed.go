package brief

// Runs that failed: the program broke its own contract in them, so they are no result of the model. They stay in every denominator, and this
// part says what they could hide.

import (
	"fmt"

	"parley/sim/stats"
)

// FailuresFile is where a result folder keeps the runs that failed with their stacks, as seen from the page.
const FailuresFile = "failures.txt"

func (b *builder) failed(w *writer) {
	var rows [][]string
	for i := range b.in.Summary.Options {
		o := &b.in.Summary.Options[i]
		f := stats.FailedOf(o)
		if f.Count == 0 {
			continue
		}
		title := o.ID
		if i < len(b.n.Options) {
			title = b.n.Options[i].Title
		}
		rows = append(rows, []string{title, thousands(f.Count), thousands(f.Runs), fmt.Sprintf("%.1f", 100*f.None()), fmt.Sprintf("%.1f", 100*f.All())})
	}
	if len(rows) > 0 {
		w.add("heading", "Runs that failed")
		w.prose("In these runs the program broke its own contract: a panic, or a number that is not finite. They have no ending, and they are among the runs of every share on these pages. Differences between options are taken over runs that ended under both.")
		w.add("failures", FailuresFile)
		w.add("table", plainTable("What failed runs could hide: some deal, of 100, had none of them or all of them ended in one.",
			[]string{"Option", "Failed", "Of runs", "None a deal", "All a deal"}, rows))
	}
	if d := b.in.Derived; d != nil && d.Failed > 0 {
		w.prose(counted(d.Failed, "further run", "further runs") + " failed among those played for drivers, turning points, ranges and other rules; they are left out there.")
	}
}
