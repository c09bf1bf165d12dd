package main

import (
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/ask"
	"parley/cmd/simulate/internal/console"
	"parley/plots"
)

func newPlan(a *app) *cobra.Command {
	var q question
	var precision float64
	var chart chartFile
	var design string
	var points, replicates int
	cmd := &cobra.Command{
		Use:   "plan [scenario]",
		Short: "How many runs, how long, how precise, before anything is run",
		Long: `Plays a short pilot and says how precise a share would be after so many runs, what a
difference between options would be known to, and how long it takes on this machine.
--precision 0.5 says how many runs that takes; simulate run --precision 0.5 then stops
by itself. Precision is what the number of runs leaves open, not what the assumptions do.

--design plays --replicates independent replicates of a design of all inputs instead, and
says what they give and how that compares with as many independent runs: lhs (Latin
hypercube, cannot be extended), sobol (Owen-scrambled), halton, mc.`,
		Example: "  simulate plan\n  simulate plan baseline --precision 0.5\n  simulate plan --outcome escalation --json\n  simulate plan baseline --design sobol --replicates 16 --points 1024",
		Args:    between(0, 1, "at most one scenario"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if precision != 0 && !(precision >= 0.02 && precision <= 20) {
				return usage("--precision %v: a half-width between 0.02 and 20 points of 100, such as 0.5", precision)
			}
			if err := replicatedFlags(cmd, design, points, replicates); err != nil {
				return err
			}
			if err := chart.check(); err != nil {
				return err
			}
			c, err := a.question(args, &q, 1)
			if err != nil {
				return err
			}
			if design != "" {
				r, err := c.Replicate(cmd.Context(), design, points, replicates)
				if err != nil {
					return a.stopped(cmd, err)
				}
				if a.console.JSON {
					return a.console.WriteJSON(r)
				}
				a.printReplicated(c, r)
				return nil
			}
			p, err := c.Plan(cmd.Context(), precision/100)
			if err != nil {
				return a.stopped(cmd, err)
			}
			if err := chart.draw(func(ending string) ([]byte, error) { return p.Draw(c, ending, plots.Options{}) }); err != nil {
				return err
			}
			if a.console.JSON {
				return a.console.WriteJSON(p)
			}
			a.printPlan(c, p)
			a.drew(chart)
			return nil
		},
	}
	q.flags(cmd, 1, "not used: a plan says what they would give")
	_ = cmd.Flags().MarkHidden("runs")
	cmd.Flags().Float64Var(&precision, "precision", 0, "half-width to plan for, in `points` of 100")
	chart.flag(cmd, "the table")
	cmd.Flags().StringVar(&design, "design", "", "play a design of all inputs: "+strings.Join(ask.ReplicatedDesigns(), ", "))
	cmd.Flags().IntVar(&points, "points", 1024, "with --design: points of each replicate; of Sobol' a power of two")
	cmd.Flags().IntVar(&replicates, "replicates", 16, "with --design: independent replicates that the interval comes from")
	_ = cmd.RegisterFlagCompletionFunc("design", cobra.FixedCompletions(ask.ReplicatedDesigns(), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// replicatedFlags checks the flags of a replicated design before anything is played.
func replicatedFlags(cmd *cobra.Command, design string, points, replicates int) error {
	switch {
	case design == "" && (cmd.Flags().Changed("points") || cmd.Flags().Changed("replicates")):
		return usage("--points and --replicates go with --design")
	case design == "":
		return nil
	case !slices.Contains(ask.ReplicatedDesigns(), design):
		return usage("--design %s: there are %s", design, strings.Join(ask.ReplicatedDesigns(), ", "))
	case cmd.Flags().Changed("precision"):
		return usage("--precision plans for independent runs; leave it out with --design")
	case replicates < 2 || replicates > 1000:
		return usage("--replicates lies between 2 and 1,000, not %d: the interval comes from their spread", replicates)
	case points < 2 || points > 1<<20 || points*replicates > 10_000_000:
		return usage("--points lies between 2 and 1,048,576, and all points together are at most 10,000,000")
	case design == "sobol" && points&(points-1) != 0:
		return usage("--points %d: Sobol' points keep their balance only in powers of two, such as 1024", points)
	}
	return nil
}

func (a *app) printReplicated(c *ask.Case, r *ask.Replicated) {
	extend := "cannot be extended, only replicated"
	if r.PrefixStable {
		extend = "can be extended"
	}
	a.console.Print("%s", c.Study.Manifest.Title)
	a.console.Print("%s in %s of 100 simulated negotiations: %.2f to %.2f, 95 %% interval", c.Event.Title, partsOf(r.Share), 100*r.Low, 100*r.High)
	a.console.Print("In the model, under these assumptions; seed %d, %s runs", c.Seed, console.Thousands(r.Runs))
	a.console.Print("")
	a.console.Print("Design: %s, %d replicates of %s points; %s", r.Design, r.Replicates, console.Thousands(int64(r.Points)), extend)
	if r.Alike {
		a.console.Print("All replicates gave the same, which says nothing of their spread: the interval is that of as many independent runs, ±%.2f", 100*r.Independent)
		return
	}
	a.console.Print("±%.2f points by the spread of the replicates, ±%.2f for as many independent runs", 100*r.Half, 100*r.Independent)
	a.paragraph(sprintf("%s of 100 parts of the variance of one run are luck, which is drawn independently in any design: the best of all would leave ±%.2f.", partsOf(r.Luck), 100*r.Independent*math.Sqrt(max(0, r.Luck))))
}

func (a *app) printPlan(c *ask.Case, p *ask.Plan) {
	a.console.Print("%s", c.Study.Manifest.Title)
	a.console.Print("Pilot of %s runs: %s in %s; %s", console.Thousands(int64(ask.PilotRuns)), strings.ToLower(c.Event.Title), negotiations(p.Pilot), console.Count(p.Options, "option", "options"))
	a.console.Print("")
	a.console.Print("%s%s%s%s", console.Pad("runs per option", 18), console.Pad("share known to", 18), console.Pad("difference to", 18), "time here, without charts")
	for _, r := range p.Rows {
		difference := "-"
		if p.Options > 1 {
			difference = within(r.Difference)
		}
		a.console.Print("%s%s%s%s", console.Pad(console.Thousands(r.Runs), 18), console.Pad(within(r.Half), 18), console.Pad(difference, 18), duration(r.Seconds))
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

// within is a half-width in points: "±0.8", "under ±0.1".
func within(half float64) string {
	if p := points(half); !strings.HasPrefix(p, "under") {
		return "±" + p
	}
	return "under ±0.1"
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
