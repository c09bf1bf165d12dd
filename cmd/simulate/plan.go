package main

import (
	"strings"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/ask"
	"parley/cmd/simulate/internal/console"
	"parley/sim/stats"
)

func newPlan(a *app) *cobra.Command {
	var q question
	var precision float64
	cmd := &cobra.Command{
		Use:   "plan [scenario]",
		Short: "How many runs, how long, how precise, before anything is run",
		Long: `Plays a short pilot and says how precise a share would be after so many runs, what a
difference between options would be known to, and how long it takes on this machine.
--precision 0.5 says how many runs that takes; simulate run --precision 0.5 then stops
by itself. Precision is what the number of runs leaves open, not what the assumptions do.`,
		Example: "  simulate plan\n  simulate plan baseline --precision 0.5\n  simulate plan --outcome escalation --json",
		Args:    between(0, 1, "at most one scenario"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if precision != 0 && !(precision >= 0.02 && precision <= 20) {
				return usage("--precision %v: a half-width between 0.02 and 20 points of 100, such as 0.5", precision)
			}
			c, err := a.question(args, &q, 1)
			if err != nil {
				return err
			}
			p, err := c.Plan(cmd.Context(), precision/100)
			if err != nil {
				return a.stopped(cmd, err)
			}
			if a.console.JSON {
				return a.console.WriteJSON(p)
			}
			a.printPlan(c, p)
			return nil
		},
	}
	q.flags(cmd, 1, "not used: a plan says what they would give")
	_ = cmd.Flags().MarkHidden("runs")
	cmd.Flags().Float64Var(&precision, "precision", 0, "half-width to plan for, in `points` of 100")
	return cmd
}

func (a *app) printPlan(c *ask.Case, p *ask.Plan) {
	a.console.Print("%s", c.Study.Manifest.Title)
	a.console.Print("Pilot of %s runs: %s in %s simulated negotiations; %s", console.Thousands(int64(ask.PilotRuns)), strings.ToLower(c.Event.Title), stats.Told(p.Pilot.K, p.Pilot.N), console.Count(p.Options, "option", "options"))
	a.console.Print("")
	a.console.Print("%s%s%s%s", console.Pad("runs per option", 18), console.Pad("share known to", 18), console.Pad("difference to", 18), "time here, without charts")
	for _, r := range p.Rows {
		difference := "-"
		if p.Options > 1 {
			difference = "±" + points(r.Difference)
		}
		a.console.Print("%s%s%s%s", console.Pad(console.Thousands(r.Runs), 18), console.Pad("±"+points(r.Half), 18), console.Pad(difference, 18), duration(r.Seconds))
	}
	if p.Wanted > 0 {
		a.console.Print("")
		a.console.Print("For ±%s points of every option's share: about %s runs per option, %s", points(p.Wanted), console.Thousands(p.Needed), duration(p.Seconds))
		if p.Options > 1 {
			a.console.Print("For ±%s points of a difference from the baseline: about %s", points(p.Wanted), console.Thousands(p.Paired))
		}
	}
	name := quote(c.Study.Manifest.Scenario)
	if p.Wanted > 0 {
		a.console.Next("simulate run " + name + " --precision " + sprintf("%g", 100*p.Wanted))
	} else {
		a.console.Next("simulate plan " + name + " --precision 0.5")
	}
}

// duration is a time in words, roughly.
func duration(seconds float64) string {
	switch {
	case seconds < 1:
		return "under a second"
	case seconds < 90:
		return sprintf("%.0f s", seconds)
	case seconds < 5400:
		return sprintf("%.0f min", seconds/60)
	}
	return sprintf("%.1f h", seconds/3600)
}
