package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/ask"
	"parley/cmd/simulate/internal/console"
	"parley/plots"
	"parley/sim/stats"
)

func newVOI(a *app) *cobra.Command {
	var q question
	var sets, reps, top int
	var avoid bool
	var chart chartFile
	cmd := &cobra.Command{
		Use:   "voi [scenario]",
		Short: "What to find out next: what knowing an assumption would be worth",
		Long: `Ranks what is not known by how much knowing it before choosing an option would add to
the chance of an outcome: a list of collection priorities. Each worth stands between two
estimates: one that makes and values the choice on the same runs, and is too high, and
one that makes it on one half of the runs and values it on the other, and is too low.
What does not change the choice is worth nothing here, however much it moves the outcome.`,
		Example: "  simulate voi\n  simulate voi baseline --outcome escalation --avoid\n  simulate voi --top 20 --json",
		Args:    between(0, 1, "at most one scenario"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if sets < 10 || reps < 10 || sets*reps > 1<<24 || top < 1 {
				return usage("--sets and --reps are at least 10 each, and their product at most 16,777,216; --top is at least 1")
			}
			if err := chart.check(); err != nil {
				return err
			}
			c, err := a.question(args, &q, 1000)
			if err != nil {
				return err
			}
			w, err := c.VOI(cmd.Context(), sets, reps, avoid)
			if err != nil {
				return a.stopped(cmd, err)
			}
			if err := chart.draw(func(ending string) ([]byte, error) { return w.Draw(c, ending, plots.Options{}) }); err != nil {
				return err
			}
			if a.console.JSON {
				return a.console.WriteJSON(w)
			}
			a.printVOI(c, w, top, avoid)
			a.drew(chart)
			return nil
		},
	}
	q.flags(cmd, 20_000, "runs of each option")
	_ = cmd.Flags().MarkHidden("option")
	cmd.Flags().IntVar(&sets, "sets", 200, "sets of assumptions, for the worth of knowing everything")
	cmd.Flags().IntVar(&reps, "reps", 100, "runs of each set and option")
	cmd.Flags().IntVar(&top, "top", 8, "how many to print")
	chart.flag(cmd, "the list")
	cmd.Flags().BoolVar(&avoid, "avoid", false, "the outcome is to be avoided")
	return cmd
}

func (a *app) printVOI(c *ask.Case, w *ask.Worths, top int, avoid bool) {
	what := "chance of " + strings.ToLower(c.Event.Title)
	if avoid {
		what = "chance of avoiding " + strings.ToLower(c.Event.Title)
	}
	blind := w.Blind
	for _, o := range c.Study.Manifest.Options {
		if o.ID == w.Blind {
			blind = o.Title
		}
	}
	a.console.Print("%s", c.Study.Manifest.Title)
	a.console.Print("Knowing no more, the best of %s is: %s (%s in %s)", console.Count(len(c.Study.Plans), "option", "options"), blind, strings.ToLower(c.Event.Title), stats.Told(w.Share.K, w.Share.N))
	a.console.Print("In the model, under these assumptions; seed %d, %s runs of each option", c.Seed, console.Thousands(w.Runs))
	a.console.Print("")
	a.paragraph(fmt.Sprintf("Knowing everything about the actors before choosing would add %s to %s points to the %s: no collection can be worth more.", points(max(0, w.Perfect.Low)), points(w.Perfect.High), what))
	a.console.Print("")
	list := func(head string, all []ask.Known) {
		a.console.Print("%s", head)
		shown := 0
		for _, k := range all {
			if !k.Above || shown == top {
				continue
			}
			shown++
			a.console.Print("%3d  %s%s", shown, console.Pad(fmt.Sprintf("%s to %s", points(max(0, k.Low)), points(k.High)), 18), cut(k.Name, a.console.Width-24))
			if k.Path != "" {
				a.console.Print("     %s", cut(k.Path+", "+from(k.From), a.console.Width-5))
			} else {
				a.console.Print("     %s rest on it", console.Count(k.Count, "quantity", "quantities"))
			}
		}
		if shown == 0 {
			a.paragraph(fmt.Sprintf("     none: knowing any one of them would not change the choice by more than luck suggests (%s points)", points(w.Floor)))
		}
	}
	list("Collection priorities, in points (too low to too high an estimate)", w.Inputs)
	a.console.Print("")
	list("By statement or source: knowing all that rests on it", w.Groups)
}
