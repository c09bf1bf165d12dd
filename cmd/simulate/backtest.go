package main

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

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
