package main

import (
	"context"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/console"
	"parley/scenarios"
	"parley/sim/backtest"
	"parley/sim/diag"
	"parley/sim/results"
)

// builtInCases is what findings call the folder of the cases that ship with the program.
const builtInCases = "scenarios/cases"

func newBacktest(a *app) *cobra.Command {
	runs, seed, workers, terms, record, hit := int64(100_000), uint64(1), 0, "", "", 10.0
	cmd := &cobra.Command{
		Use:   "backtest [DIR]",
		Short: "Score the model on past cases, or settlement rules on a table",
		Long: `Plays every case of a folder as it stood before it ended and scores the chances of its endings against what
happened, beside the base rates of the other cases. A case is a scenario x.yaml with x.outcome.yaml beside it; without
a folder the built-in cases are played.

--terms FILE scores settlement rules on a table of coded positions, saliences, capabilities and outcomes instead.
docs/validation.md explains both.`,
		Example: "  simulate backtest\n  simulate backtest my-cases --record my-result\n  simulate backtest --terms decisions.csv",
		Args:    between(0, 1, "one folder of cases"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if workers <= 0 {
				workers = runtime.NumCPU()
			}
			if terms != "" {
				if len(args) > 0 {
					return usage("--terms takes a file and no folder")
				}
				if record != "" {
					return usage("--record keeps scored cases, and --terms scores none")
				}
				return a.backtestTerms(terms, seed, hit)
			}
			if runs < 100 {
				return usage("--runs %d: at least 100", runs)
			}
			var files fs.FS = scenarios.Cases()
			label := builtInCases
			if len(args) > 0 {
				if st, err := os.Stat(args[0]); err != nil {
					return err
				} else if !st.IsDir() {
					return usage("%s is not a folder", args[0])
				}
				files, label = os.DirFS(args[0]), filepath.ToSlash(filepath.Clean(args[0]))
			}
			if record != "" {
				dir, err := recordIn(record)
				if err != nil {
					return err
				}
				record = dir
			}
			return a.backtest(cmd.Context(), files, label, seed, runs, workers, record)
		},
	}
	cmd.Flags().Int64Var(&runs, "runs", runs, "runs of each case")
	cmd.Flags().Uint64Var(&seed, "seed", seed, "seed of all draws and of the bootstrap")
	cmd.Flags().IntVar(&workers, "workers", workers, "workers; 0 for all cores")
	cmd.Flags().StringVar(&record, "record", record, "a `result` to put the scores into, sealed; its briefing tells them")
	cmd.Flags().StringVar(&terms, "terms", terms, "a CSV `file` of positions and outcomes")
	cmd.Flags().Float64Var(&hit, "hit", hit, "with --terms: how near a hit is, on the scale of 0 to 100")
	return cmd
}

func (a *app) backtest(ctx context.Context, files fs.FS, label string, seed uint64, runs int64, workers int, record string) error {
	cases, findings, sources := backtest.Load(files, label)
	if len(findings) > 0 {
		diag.Render(a.console.Err, findings, sources, a.console.ErrColor)
	}
	if findings.HasErrors() {
		return told(exitInvalid)
	}
	fitted, err := backtest.Fitted()
	if err != nil {
		return err
	}
	r, err := backtest.Run(ctx, cases, fitted, seed, runs, workers, nil)
	if err != nil {
		if ctx.Err() != nil {
			return told(exitInterrupted)
		}
		return err
	}
	if record != "" {
		if err := a.keepRecord(record, results.RecordFile, r); err != nil {
			return err
		}
	}
	if a.console.JSON {
		return a.console.WriteJSON(r)
	}
	a.printBacktest(r, label == builtInCases)
	return nil
}

// outOf100 is a probability in words that never say never.
func outOf100(p float64) string {
	switch x := 100 * p; {
	case x < 1:
		return "under 1"
	case x > 99:
		return "over 99"
	default:
		return fmt.Sprintf("%.0f", x)
	}
}

// printBacktest prints scores; of the built-in cases it can say how they were picked and coded.
func (a *app) printBacktest(r *backtest.Report, builtIn bool) {
	a.console.Print("%s, %s runs each. Of 100 simulated negotiations, how many ended as the case did:", console.Count(len(r.Cases), "case", "cases"), console.Thousands(r.Runs))
	a.console.Print("with the generic values where a case says nothing itself, and with values fitted to base")
	a.console.Print("rates (simulate calibrate); beside them the share of that ending among the other cases.")
	a.console.Print("")
	if !a.console.Plain {
		a.console.Print("%s%s%s%s%s", console.Pad("case", 20), console.Pad("ended in", 14), console.Pad("generic", 10), console.Pad("fitted", 10), "base rate")
	}
	for _, c := range r.Cases {
		for k, name := range r.Classes {
			if name == c.Happened {
				if a.console.Plain {
					a.console.Print("%s: %s; generic values %s of 100, fitted %s of 100, base rate %s of 100", c.ID, c.Happened, outOf100(c.P[k]), outOf100(c.Fitted[k]), outOf100(c.Base[k]))
					continue
				}
				a.console.Print("%s%s%s%s%s", console.Pad(c.ID, 20), console.Pad(c.Happened, 14), console.Pad(outOf100(c.P[k]), 10), console.Pad(outOf100(c.Fitted[k]), 10), outOf100(c.Base[k]))
			}
		}
	}
	a.console.Print("")
	a.console.Print("Scores are losses: lower is better. 95 %% intervals, cases drawn with replacement.")
	better, fitBetter := 0, 0
	for _, s := range r.Scores {
		a.console.Print("  %s: base rates %s", s.Rule, estimate(s.Base, "%.3f"))
		a.console.Print("    generic values %s, less base rates %s", estimate(s.Model, "%.3f"), estimate(s.Difference, "%+.3f"))
		a.console.Print("    fitted values %s, less base rates %s, less generic %s", estimate(s.Fitted, "%.3f"), estimate(s.FitDiff, "%+.3f"), estimate(s.FitGain, "%+.3f"))
		a.console.Print("    generic, recalibrated without the case's family %s, less base rates %s", estimate(s.Mixed, "%.3f"), estimate(s.MixedDiff, "%+.3f"))
		if s.Better {
			better++
		}
		if s.FitBetter {
			fitBetter++
		}
	}
	a.console.Print("")
	a.printReliability("generic values", r.Reliability)
	a.printReliability("fitted values", r.FittedBands)
	a.console.Print("")
	if len(r.Terms) == 0 {
		a.console.Print("No case has coded terms: how well the model settles terms is not tested here.")
	}
	for _, t := range r.Terms {
		a.console.Print("  terms of %s, %s: %.2f; model median %.2f (CRPS %.3f), weighted mean %.2f (CRPS %.3f)", t.Case, t.Issue, t.Happened, t.Median, t.CRPS, t.Mean, t.MeanCRPS)
	}
	verdict := "Under no score is the model shown to be better than base rates, with either set of values."
	if better+fitBetter > 0 {
		verdict = fmt.Sprintf("Of %d scores the model is better than base rates on these cases under %d with generic and under %d with fitted values.", len(r.Scores), better, fitBetter)
	}
	if len(r.Cases) < backtest.Fewest {
		verdict = fmt.Sprintf("No verdict: one needs at least %d cases.", backtest.Fewest)
	}
	little := "So few prove little: which cases were picked and what their coders knew of the end count for much, and one more can turn the sign of a difference."
	if builtIn {
		little = fmt.Sprintf("%d cases prove little: they were picked because they are known, coded once by somebody who knows how they ended, and one more case can turn the sign of a difference.", len(r.Cases))
	}
	for _, line := range console.Wrap(verdict+" "+little+" A smoke test, not a validation.", 80, 0) {
		a.console.Print("%s", line)
	}
}

// printReliability tells how often cases ended in a deal where the model gave it such a chance.
func (a *app) printReliability(values string, bands []backtest.Reliability) {
	a.console.Print("Any deal, by what the model said with %s:", values)
	for _, b := range bands {
		a.console.Print("  said %.0f to %.0f of 100 (mean %s): %d of %s ended in a deal (95 %% interval %.0f to %.0f of 100)", 100*b.Low, 100*b.High, outOf100(b.Said), b.Deals, console.Count(b.Cases, "case", "cases"), 100*b.Interval.Low, 100*b.Interval.High)
	}
}

// estimate is a mean with its interval, which a single case does not have.
func estimate(e backtest.Estimate, format string) string {
	if math.IsNaN(e.Low) {
		return fmt.Sprintf(format, e.Mean)
	}
	return fmt.Sprintf(format+" ("+format+" to "+format+")", e.Mean, e.Low, e.High)
}
