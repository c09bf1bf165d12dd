package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/ask"
	"parley/cmd/simulate/internal/console"
	"parley/cmd/simulate/internal/story"
	"parley/plots"
	"parley/sim"
)

func newBreakEven(a *app) *cobra.Command {
	var q question
	var levers []string
	var level float64
	var smallest bool
	var chart chartFile
	cmd := &cobra.Command{
		Use:   "breakeven [scenario] --lever PATH",
		Short: "Where an assumption brings an outcome to a level, if it can",
		Long: `Sweeps one quantity over its range, all others varying on the same draws, and says
where the chance of an outcome crosses a level, with an interval; or that it is not
reached, where it saturates and what stands in the way. With two levers, the turning
point of the first for each value of the second. --chart FILE draws it.

With --smallest, the inverse question: the smallest change of the levers, alone and
together, that lifts the chance to the level.`,
		Example: "  simulate breakeven --lever terms.front-loading --level 0.3 --chart breakeven.png\n  simulate breakeven baseline --lever actors.khamenei.veto.threshold --lever terms.front-loading\n  simulate breakeven --smallest --level 0.5 --lever terms.front-loading --lever talks.contact --lever actors.khamenei.veto.threshold",
		Args:    between(0, 1, "at most one scenario"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !(level > 0 && level < 1) {
				return usage("--level %v: a share between 0 and 1, such as 0.5", level)
			}
			if err := chart.check(); err != nil {
				return err
			}
			if smallest && chart != "" {
				return usage("--chart draws a sweep of one lever or two; leave it out with --smallest")
			}
			if len(levers) == 0 {
				return usage("name a lever: --lever PATH (simulate drivers lists what moves the outcome)")
			}
			if !smallest && len(levers) > 2 {
				return usage("one lever or two are swept; for more, ask for the smallest change: --smallest")
			}
			if len(levers) > 12 {
				return usage("at most 12 levers, not %d", len(levers))
			}
			c, err := a.question(args, &q, 256)
			if err != nil {
				return err
			}
			if smallest {
				l, err := c.Lift(cmd.Context(), levers, level)
				if err != nil {
					return a.stopped(cmd, err)
				}
				if a.console.JSON {
					return a.console.WriteJSON(l)
				}
				a.printLift(c, l)
				return nil
			}
			second := ""
			if len(levers) == 2 {
				second = levers[1]
			}
			t, err := c.BreakEven(cmd.Context(), levers[0], second, level)
			if err != nil {
				return a.stopped(cmd, err)
			}
			if err := chart.draw(func(ending string) ([]byte, error) { return t.Draw(c, ending, plots.Options{}) }); err != nil {
				return err
			}
			if a.console.JSON {
				return a.console.WriteJSON(t)
			}
			a.printTurn(c, t)
			a.drew(chart)
			return nil
		},
	}
	q.flags(cmd, 8192, "runs at each swept value")
	cmd.Flags().StringArrayVar(&levers, "lever", nil, "`path` of a quantity to move (may be repeated)")
	cmd.Flags().Float64Var(&level, "level", 0.5, "chance to be reached")
	chart.flag(cmd, "the sweep")
	cmd.Flags().BoolVar(&smallest, "smallest", false, "look for the smallest change of all levers that reaches the level")
	_ = cmd.RegisterFlagCompletionFunc("lever", completeLevers)
	return cmd
}

func (a *app) printTurn(c *ask.Case, t *ask.Turn) {
	a.console.Print("%s", c.Study.Manifest.Title)
	a.console.Print("In the model, under these assumptions; seed %d, %s runs at each value", c.Seed, console.Thousands(t.Runs))
	a.console.Print("")
	a.console.Print("%s%s of 100", console.Pad(cut(t.Lever.Title, 30), 32), strings.ToLower(c.Event.Title))
	for i, v := range t.Values {
		bar := ""
		if !a.console.Plain {
			bar = strings.Repeat("█", int(0.5+40*t.Shares[i].Rate()))
		}
		a.console.Print("%s%s%s", console.Pad("  "+valueOf(v, t.Lever.Unit), 32), console.Pad(ofHundred(t.Shares[i]), 10), bar)
	}
	a.console.Print("")
	a.paragraph(turnInWords(c, t))
	if !t.Monotone {
		a.paragraph("The chance turns back on its way by more than the runs explain: it is not a matter of more or less alone.")
	}
	if t.Second == nil {
		return
	}
	a.console.Print("")
	a.console.Print("%swhere %s turns", console.Pad(cut(t.Second.Lever.Title, 30), 32), cut(t.Lever.Title, 40))
	for i, v := range t.Second.Values {
		said := "not reached"
		if at := t.Second.At[i]; at != nil {
			said = sprintf("%s (%s to %s)", valueOf(*at, t.Lever.Unit), valueOf(*t.Second.Low[i], ""), valueOf(*t.Second.High[i], ""))
		}
		a.console.Print("%s%s", console.Pad("  "+valueOf(v, t.Second.Lever.Unit), 32), said)
	}
}

func turnInWords(c *ask.Case, t *ask.Turn) string {
	event := strings.ToLower(c.Event.Title)
	if t.Found {
		var intervals []string
		for _, x := range t.Crossings {
			s := sprintf("%s to %s", valueOf(x.Low, ""), valueOf(x.High, ""))
			if x.Reached < 0.95 {
				s += sprintf(", not crossed in %s of 100 resamples of the runs: more runs would tell", partsOf(1-x.Reached))
			}
			intervals = append(intervals, s)
		}
		return fmt.Sprintf("%s lifts the chance of %s over %s of 100 once it is %s (95 %% interval %s); its median is %s.",
			t.Lever.Title, event, partsOf(t.Level), t.Beyond(func(v float64) string { return valueOf(v, t.Lever.Unit) }), strings.Join(intervals, " and "), valueOf(t.Base, t.Lever.Unit))
	}
	if t.Lowest >= t.Level {
		return fmt.Sprintf("The chance of %s stays above %s of 100 whatever the value of %s: it never falls below %s.", event, partsOf(t.Level), t.Lever.Title, partsOf(t.Lowest))
	}
	s := fmt.Sprintf("Not reached: within its range %s cannot lift the chance of %s to %s of 100. It saturates at %s.", t.Lever.Title, event, partsOf(t.Level), saturated(t))
	if t.Reached > 0.05 {
		s += fmt.Sprintf(" So near to it that it is crossed in %s of 100 resamples of the runs: more runs would tell.", partsOf(t.Reached))
	}
	for i, name := range sim.EndingNames {
		if name == t.Instead {
			s += fmt.Sprintf(" What stands in the way there most often: %s, in %s of 100.", strings.ToLower(story.EndingTitles[i]), partsOf(t.InsteadShare))
		}
	}
	return s
}

// saturated is the highest chance, with a decimal where it would read as the level.
func saturated(t *ask.Turn) string {
	if s := partsOf(t.Highest); s != partsOf(t.Level) {
		return s
	}
	return sprintf("%.2f", 100*t.Highest)
}

func (a *app) printLift(c *ask.Case, l *ask.Lift) {
	a.console.Print("%s", c.Study.Manifest.Title)
	a.console.Print("With the levers at their medians: %s in %s; asked for: %s of 100", strings.ToLower(c.Event.Title), negotiations(l.Base), partsOf(l.Target))
	a.console.Print("In the model, under these assumptions; seed %d, %s runs at each trial", c.Seed, console.Thousands(l.Runs))
	a.console.Print("")
	reached := false
	for _, x := range l.Changes {
		if len(x.Moves) == 0 {
			a.console.Print("It is reached as things stand.")
			return
		}
		if x.Reached {
			if !reached {
				a.console.Print("Changes that reach it, the smallest first (in shares of each lever's own range of doubt):")
			}
			reached = true
			a.console.Print("  %s%s of 100", console.Pad(sprintf("size %.2f", x.Size), 12), ofHundred(x.Share))
		} else {
			a.console.Print("  %s%s of 100 at best", console.Pad("falls short", 12), ofHundred(x.Share))
		}
		for _, m := range x.Moves {
			a.console.Print("      %s: %s → %s", cut(m.Title, 50), valueOf(m.From, ""), valueOf(m.To, m.Unit))
		}
	}
	if !reached {
		a.paragraph("Not reached: none of these levers, alone or together, lifts the chance so far within its range.")
	}
}
