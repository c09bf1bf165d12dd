package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"parley/scenarios"
	"parley/sim/calibrate"
	"parley/sim/diag"
	"parley/sim/results"
)

func newCalibrate(a *app) *cobra.Command {
	effort, out, record, asIs := calibrate.Effort{Seed: 1, Runs: 4000, Evaluations: 180}, "", "", false
	cmd := &cobra.Command{
		Use:   "calibrate [FILE]",
		Short: "Hold the model against published base rates, and fit to them",
		Long: `Plays a crisis between two states of which nothing is known and compares shares with published ones: agreement by
style of mediation, what sanctions bring about, how long agreements last, how often they fail at home. Then moves a
handful of global parameters, never one per case, until the shares come as near as they can, and says how far each
parameter is fixed by the base rates at all.

FILE names base rates, their sources and the parameters; without one the built-in file is read. Nothing in the program
changes: --out writes the fitted values for a scenario to take over. docs/calibration.md explains all of it.`,
		Example: "  simulate calibrate\n  simulate calibrate --no-fit\n  simulate calibrate my-rates/base-rates.yaml --out fitted.yaml\n  simulate calibrate --record baseline",
		Args:    between(0, 1, "one file of base rates"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if effort.Runs < 100 {
				return usage("--runs %d: at least 100", effort.Runs)
			}
			if effort.Evaluations < 20 {
				return usage("--steps %d: at least 20", effort.Evaluations)
			}
			if asIs && out != "" {
				return usage("--out writes fitted values, and --no-fit fits none")
			}
			if effort.Workers <= 0 {
				effort.Workers = runtime.NumCPU()
			}
			var files fs.FS = scenarios.BaseRates()
			label, name := "scenarios/base-rates", scenarios.BaseRatesFile
			if len(args) > 0 {
				if st, err := os.Stat(args[0]); err != nil {
					return err
				} else if st.IsDir() {
					return usage("%s is a folder: name the file of base rates in it", args[0])
				}
				dir := filepath.Dir(args[0])
				files, label, name = os.DirFS(dir), filepath.ToSlash(dir), filepath.Base(args[0])
			}
			if record != "" {
				dir, err := recordIn(record)
				if err != nil {
					return err
				}
				record = dir
			}
			return a.calibrate(cmd.Context(), files, label, name, effort, !asIs, out, record)
		},
	}
	cmd.Flags().Int64Var(&effort.Runs, "runs", effort.Runs, "runs of each option at every step of the fit; four times as many judge it")
	cmd.Flags().Uint64Var(&effort.Seed, "seed", effort.Seed, "seed of the fit's draws; the next one judges it")
	cmd.Flags().IntVar(&effort.Evaluations, "steps", effort.Evaluations, "steps of the simplex at most; some 60 more look at slopes")
	cmd.Flags().IntVar(&effort.Workers, "workers", effort.Workers, "workers; 0 for all cores")
	cmd.Flags().BoolVar(&asIs, "no-fit", asIs, "compare with today's values and stop there")
	cmd.Flags().StringVar(&record, "record", record, "a `result` to put the outcome into, sealed")
	cmd.Flags().StringVar(&out, "out", out, "`file` to write the fitted values to, as YAML")
	return cmd
}

func (a *app) calibrate(ctx context.Context, files fs.FS, label, name string, effort calibrate.Effort, fit bool, out, record string) error {
	f, findings, sources := calibrate.Load(files, label, name)
	if findings.HasErrors() {
		diag.Render(a.console.Err, findings, sources, a.console.ErrColor)
		return told(exitInvalid)
	}
	if out != "" { // found out before the work, not after it
		if _, err := os.Stat(out); err == nil {
			return usage("%s exists; remove it or name another file", out)
		}
	}
	r, err := calibrate.Run(ctx, f, fit, effort, a.steps(effort.Evaluations))
	if err != nil {
		if ctx.Err() != nil {
			return told(exitInterrupted)
		}
		return err
	}
	if out != "" {
		if err := results.WriteFile(out, []byte(r.Fragment())); err != nil {
			return err
		}
	}
	if record != "" {
		if err := a.keepRecord(record, results.RatesFile, r); err != nil {
			return err
		}
	}
	if a.console.JSON {
		return a.console.WriteJSON(r)
	}
	a.printCalibration(r)
	if out != "" {
		a.console.Print("")
		a.console.Print("Wrote  %s", out)
	}
	return nil
}

// steps tells how far a fit is where somebody watches, and nothing of its loss: nobody should stop it when it pleases.
func (a *app) steps(most int) func(int, float64) {
	if !a.console.Live {
		return nil
	}
	return func(count int, _ float64) {
		fmt.Fprintf(a.console.Err, "\r\x1b[Kstep %d of about %d", count, most+60)
	}
}
