package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/ask"
	"parley/cmd/simulate/internal/console"
	"parley/plots"
	"parley/sim/stats"
)

func newDrivers(a *app) *cobra.Command {
	var q question
	var top, points, strongest int
	var metric string
	var by []string
	var chart chartFile
	cmd := &cobra.Command{
		Use:   "drivers [scenario]",
		Short: "Which assumptions move an outcome, and how much is luck",
		Long: `Plays a scenario and says which assumptions its outcome hangs on: the chance in the
lowest and the highest fifth of each input with all others varying, against what an
idle input shows by chance; first-order shares, Borgonovo's delta and PAWN; fair
shares (Shapley) by actor and by the statement that the numbers rest on; and how
much of the outcome is luck rather than ignorance.

Nothing but the runs is needed. --sobol N adds first and total indices by Saltelli's
design of N points (a power of two) over the strongest inputs, with intervals; --by
actor,statement gives them of all inputs of an actor or of a statement at once.
--chart FILE draws the strongest inputs, or those indices.`,
		Example: "  simulate drivers\n  simulate drivers baseline --outcome escalation --top 15\n  simulate drivers baseline --sobol 4096 --by statement --chart statements.svg",
		Args:    between(0, 1, "at most one scenario"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if points < 0 || points&(points-1) != 0 || points > 1<<18 {
				return usage("--sobol %d: Sobol' points keep their balance only in powers of two, such as 4096 (at most 262144)", points)
			}
			if strongest < 1 || strongest > 200 || top < 1 {
				return usage("--strongest lies between 1 and 200, --top is at least 1")
			}
			indices, err := indicesOf(by, points, strongest)
			if err != nil {
				return err
			}
			if err := chart.check(); err != nil {
				return err
			}
			c, err := a.question(args, &q, 1000)
			if err != nil {
				return err
			}
			if metric != "" {
				if points > 0 {
					return usage("--sobol is for outcomes; leave it out with --metric")
				}
				if chart != "" {
					return usage("--chart is for outcomes; leave it out with --metric")
				}
				m, err := c.Moves(cmd.Context(), metric)
				if err != nil {
					return a.stopped(cmd, err)
				}
				if a.console.JSON {
					return a.console.WriteJSON(m)
				}
				a.printMoves(c, m, top)
				return nil
			}
			d, err := c.Drivers(cmd.Context(), indices)
			if err != nil {
				return a.stopped(cmd, err)
			}
			if err := chart.draw(func(ending string) ([]byte, error) { return d.Draw(c, ending, plots.Options{}) }); err != nil {
				return err
			}
			if a.console.JSON {
				return a.console.WriteJSON(d)
			}
			a.headline(c, d.Base)
			a.printDrivers(c, d, top)
			a.drew(chart)
			return nil
		},
	}
	q.flags(cmd, 50_000, "runs that the shares come from")
	cmd.Flags().StringVar(&metric, "metric", "", "ask about a `number` of the results table instead, such as force-month (simulate list metrics)")
	cmd.Flags().IntVar(&top, "top", 10, "how many inputs to print")
	cmd.Flags().IntVar(&points, "sobol", 0, "points of Saltelli's design, a power of two (default: none)")
	cmd.Flags().IntVar(&strongest, "strongest", 20, "how many of the strongest inputs that design has")
	cmd.Flags().StringSliceVar(&by, "by", []string{"input"}, "what --sobol gives indices of: "+strings.Join(indexKinds, ", "))
	_ = cmd.RegisterFlagCompletionFunc("by", cobra.FixedCompletions(indexKinds, cobra.ShellCompDirectiveNoFileComp))
	chart.flag(cmd, "the answer")
	return cmd
}

func (a *app) printDrivers(c *ask.Case, d *ask.Drivers, top int) {
	wide := max(28, min(46, a.console.Width-34))
	above := 0
	for _, x := range d.Inputs {
		if x.Above {
			above++
		}
	}
	if c.Study.Plans[c.Option].Joined() {
		a.paragraph("The scenario states correlations: an input here goes with the outcome, and may do so through another one that it is correlated with. Shares by group below are fair in that case.")
		a.console.Print("")
	}
	if above == 0 {
		a.paragraph(fmt.Sprintf("None of %d inputs moves it by more than idle ones would (%s points for the greatest of so many).", len(d.Inputs), points(d.Family)))
	} else if a.console.Plain {
		for i, x := range d.Inputs {
			if i < min(top, above) {
				a.console.Print("%s (%s): %s of 100 in its lowest fifth, %s in its highest; first-order share %s of 100; %s.", x.Title, x.Path, ofHundred(x.LowEnd), ofHundred(x.HighEnd), points(max(0, x.First)), from(x.From))
			}
		}
	} else {
		a.console.Print("%s%s%s%s", console.Pad(cut(c.Event.Title+", of 100, when the input is in its", wide-1), wide), console.Pad("lowest", 10), console.Pad("highest fifth", 15), "share")
		for i, x := range d.Inputs {
			if i >= min(top, above) {
				break
			}
			note := ""
			if !x.Monotone {
				note = fmt.Sprintf("  (middle %s)", ofHundred(x.Middle))
			}
			a.console.Print("%s%s%s%s%s", console.Pad(cut(x.Title, wide-1), wide), console.Pad(ofHundred(x.LowEnd), 10), console.Pad(ofHundred(x.HighEnd), 15), points(max(0, x.First)), note)
			a.console.Print("  %s", cut(x.Path+", "+from(x.From), a.console.Width-2))
		}
	}
	if rest := len(d.Inputs) - above; rest > 0 && above > 0 {
		a.console.Print("%s: no detectable effect (the greatest of %d idle ones shows %s points in 1 study of 20)", capital(console.Count(rest, "further input", "further inputs")), len(d.Inputs), points(d.Family))
	}
	if more := above - top; more > 0 {
		a.console.Print("%d more stand above that floor: --top %d", more, above)
	}
	a.console.Print("")
	if d.Base.K == 0 || d.Base.K == d.Base.N {
		a.paragraph("It is the same in every run: nothing is there to be shared out among inputs, or between luck and ignorance.")
		return
	}
	a.paragraph(fmt.Sprintf("Luck or ignorance: %s of 100 parts of the variance are what we do not know about the actors, %s are luck in play (±%s). Only the first can be lessened by finding out more.",
		partsOf(d.Ignorance), partsOf(d.Luck), points(1.96*d.Error)))
	a.console.Print("")
	a.printGroups("By actor", "the assumptions about", d.Actors)
	a.console.Print("")
	a.printGroups("By statement", "the numbers that rest on", d.Statements)
	if d.Sobol != nil {
		a.printSobol(c, d.Sobol, top)
	}
}

// printMoves prints what moves a metric.
func (a *app) printMoves(c *ask.Case, m *ask.Moves, top int) {
	unit := m.Unit
	if unit == "share" || unit == "weight" {
		unit = ""
	}
	a.console.Print("%s", c.Study.Manifest.Title)
	a.console.Print("%s: mean %s (%s to %s from the number of runs), over the %s of %s runs that have it", m.Title, valueOf(m.Mean, unit), valueOf(m.Low, ""), valueOf(m.High, ""), console.Thousands(m.Defined), console.Thousands(m.Runs))
	a.console.Print("In the model, under these assumptions; seed %d", c.Seed)
	a.console.Print("")
	wide := max(28, min(46, a.console.Width-34))
	a.console.Print("%s%s%s%s", console.Pad("mean when the input is in its", wide), console.Pad("lowest", 10), console.Pad("highest fifth", 15), "share")
	shown, above := 0, 0
	for _, x := range m.Inputs {
		if !x.Above {
			continue
		}
		if above++; shown < top {
			shown++
			a.console.Print("%s%s%s%s", console.Pad(cut(x.Title, wide-1), wide), console.Pad(valueOf(x.LowEnd, ""), 10), console.Pad(valueOf(x.HighEnd, ""), 15), points(max(0, x.First)))
			a.console.Print("  %s", cut(x.Path+", "+from(x.From), a.console.Width-2))
		}
	}
	a.console.Print("%s: no detectable effect", capital(console.Count(len(m.Inputs)-above, "further input", "further inputs")))
	if above > shown {
		a.console.Print("%d more stand out: --top %d", above-shown, above)
	}
	a.console.Print("")
	a.paragraph(fmt.Sprintf("Luck or ignorance: %s of 100 parts of its variance are what we do not know about the actors, %s are luck in play (±%s).", partsOf(m.Ignorance), partsOf(m.Luck), points(1.96*m.Error)))
	a.console.Print("")
	a.printGroups("By actor", "the assumptions about", m.Actors)
	a.console.Print("")
	a.printGroups("By statement", "the numbers that rest on", m.Statements)
}

// printGroups prints Shapley effects: shares of all variance, luck included.
func (a *app) printGroups(head, what string, g ask.Groups) {
	a.console.Print("%s, of 100 parts of the variance (the rest is luck and what regressions miss)", head)
	shown := 0
	for _, x := range g.All {
		if x.Shapley <= g.Noise {
			continue
		}
		shown++
		note := ""
		if x.Proxy {
			note = "  goes with others, adds nothing itself"
		}
		a.console.Print("  %s%s%s", console.Pad(points(x.Shapley), 8), cut(fmt.Sprintf("%s (%s)", x.Name, console.Count(x.Inputs, "input", "inputs")), a.console.Width-10), note)
	}
	if shown == 0 {
		a.console.Print("  none stands out from noise")
		return
	}
	if first := g.All[0]; first.Name != "" {
		a.paragraph(fmt.Sprintf("If one of them were wrong, it would matter most for %s: %s.", what, first.Name))
	}
}

func partsOf(x float64) string {
	if x < 0.005 {
		return "under 1"
	}
	if x > 0.995 {
		return "over 99"
	}
	return sprintf("%.0f", 100*x)
}

func ofHundred(s ask.Share) string { return stats.OfHundred(s.K, s.N) }

func from(ids []string) string {
	if len(ids) == 0 {
		return "from assumption"
	}
	return "from " + strings.Join(ids, ", ")
}

// stopped gives an interruption its exit code, and a mistake in what was asked its own.
func (a *app) stopped(cmd *cobra.Command, err error) error {
	var mistake ask.Mistake
	if errors.As(err, &mistake) {
		return usage("%w", err)
	}
	if cmd.Context().Err() != nil {
		return &exitError{exitInterrupted, fmt.Errorf("stopped; nothing was stored")}
	}
	return err
}

func sprintf(format string, args ...any) string { return fmt.Sprintf(format, args...) }
