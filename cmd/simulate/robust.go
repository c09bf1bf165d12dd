package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/ask"
	"parley/cmd/simulate/internal/console"
	"parley/plots"
)

func newRobust(a *app) *cobra.Command {
	var q question
	var sets, reps int
	var target, optimism, tie float64
	var avoid bool
	var chart chartFile
	cmd := &cobra.Command{
		Use:   "robust [scenario]",
		Short: "Which option is safe across sets of assumptions",
		Long: `Plays every option on the same sets of assumptions and compares them by the usual
rules of choice under doubt: maximin, minimax and 90th-percentile regret, the share of
sets in which a target is met, Hurwicz, Laplace. Ties are told as ties, and so is a
choice that rests on an option nobody would take.`,
		Example: "  simulate robust\n  simulate robust baseline --outcome escalation --avoid --target 0.95\n  simulate robust --sets 400 --reps 200 --json",
		Args:    between(0, 1, "at most one scenario"),
		RunE: func(cmd *cobra.Command, args []string) error {
			for _, x := range []struct {
				flag string
				v    float64
			}{{"--target", target}, {"--optimism", optimism}, {"--tie", tie}} {
				if !(x.v >= 0 && x.v <= 1) {
					return usage("%s %v: a share between 0 and 1", x.flag, x.v)
				}
			}
			if sets < 10 || reps < 10 || sets*reps > 1<<24 {
				return usage("--sets and --reps are at least 10 each, and their product at most 16,777,216")
			}
			if err := chart.check(); err != nil {
				return err
			}
			c, err := a.question(args, &q, 1)
			if err != nil {
				return err
			}
			r, err := c.Robust(cmd.Context(), sets, reps, target, optimism, tie, avoid)
			if err != nil {
				return a.stopped(cmd, err)
			}
			if err := chart.draw(func(ending string) ([]byte, error) { return r.Draw(c, ending, plots.Options{}) }); err != nil {
				return err
			}
			if a.console.JSON {
				return a.console.WriteJSON(r)
			}
			a.printRobust(c, r, avoid)
			a.drew(chart)
			return nil
		},
	}
	q.flags(cmd, 1, "not used: --sets and --reps say how much is played")
	_ = cmd.Flags().MarkHidden("runs")
	_ = cmd.Flags().MarkHidden("option")
	cmd.Flags().IntVar(&sets, "sets", 200, "sets of assumptions")
	cmd.Flags().IntVar(&reps, "reps", 100, "runs of each set and option")
	cmd.Flags().Float64Var(&target, "target", 0.25, "chance that is good enough, for the satisficing share")
	cmd.Flags().Float64Var(&optimism, "optimism", 0.5, "weight of the best case in Hurwicz's rule")
	cmd.Flags().Float64Var(&tie, "tie", 0.01, "scores that differ by no more are tied, as are those that the number of runs cannot tell apart")
	chart.flag(cmd, "regret by option")
	cmd.Flags().BoolVar(&avoid, "avoid", false, "the outcome is to be avoided: its absence is what counts")
	return cmd
}

func (a *app) printRobust(c *ask.Case, r *ask.Choice, avoid bool) {
	what := strings.ToLower(c.Event.Title)
	if avoid {
		what = "no " + what
	}
	a.console.Print("%s", c.Study.Manifest.Title)
	a.console.Print("What counts: %s. %d sets of assumptions, %d runs of each, the same for all options; seed %d", what, r.Sets, r.Reps, c.Seed)
	a.console.Print("In the model, under these assumptions")
	a.console.Print("")
	wide := max(24, min(40, a.console.Width-40))
	a.console.Print("%s%s%s", console.Pad("The menu", wide), console.Pad("of 100", 9), "in 8 of 10 sets between")
	for _, o := range r.Menu {
		k := o.Share
		if avoid {
			k.K = k.N - k.K
		}
		a.console.Print("%s%s%s and %s", console.Pad(cut(o.Title, wide-1), wide), console.Pad(ofHundred(k), 9), partsOf(o.SetLow), partsOf(o.SetHigh))
	}
	a.console.Print("")
	for _, k := range r.Criteria {
		var best []string
		for i, o := range r.Menu {
			for _, id := range k.Best {
				if o.ID == id {
					best = append(best, fmt.Sprintf("%s (%s)", o.Title, partsOf(k.Scores[i])))
				}
			}
		}
		tie := ""
		if len(best) > 1 {
			tie = "tied: "
		}
		for i, row := range console.Wrap(fmt.Sprintf("%s: %s%s", capital(k.Name), tie, strings.Join(best, "; ")), a.console.Width, 2) {
			if i == 0 && !a.console.Plain {
				row = strings.TrimSpace(row)
			}
			a.console.Print("%s", row)
		}
		doc := k.Doc
		if k.Tie > r.Tie {
			doc += sprintf("; ±%s points from the number of runs", points(k.Tie))
		}
		a.console.Print("    %s", doc)
	}
	a.console.Print("")
	if len(r.MenuDependent) > 0 {
		a.paragraph(fmt.Sprintf("Minimax regret depends on the menu: without %s it would choose otherwise, though nobody chooses that.", strings.Join(r.MenuDependent, " or without ")))
	} else {
		a.paragraph("Minimax regret would choose the same if any one of the other options were taken off the menu.")
	}
}
