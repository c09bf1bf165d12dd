package main

import (
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/settings"
	"parley/cmd/simulate/internal/submit"
	"parley/sim/results"
)

func newSubmit(a *app) *cobra.Command {
	engine, out := "slurm", ""
	keep := settings.Keeps[0]
	f := sweepFlags{design: "grid", runs: 2048, seed: 1, keep: results.KeepNone} // as simulate sweep has them
	j := submit.Job{Program: "simulate", Verb: "run", Dir: "shards", Shards: 16, Workers: 2, Memory: "512M", Image: "parley:latest", Claim: "parley-results"}
	cmd := &cobra.Command{
		Use:   "submit SCENARIO ...",
		Short: "Write what a cluster needs to play a batch or a sweep in shards",
		Long: `Writes a Slurm script (an array of shards and a merge that waits for it) or manifests
of Kubernetes (an Indexed Job and the merge) to standard output or --out. It starts
nothing. With --vary, --option or several scenarios the shards are those of simulate
sweep, each with its own cells of the table; else those of simulate run, each with its
own runs. docs/batches.md says how to use them, and how to do without a cluster.`,
		Example: `  simulate submit baseline --engine slurm --shards 16 --runs 10000000 --out batch.sh
  simulate submit baseline --engine kubernetes --shards 64 --runs 100000000
  simulate submit baseline --vary talks.contact=0.2..0.8:40 --runs 1000000 --shards 8 --out sweep.sh`,
		Args:              between(1, 1000, "a scenario, or several for a sweep: a name, a file or a folder"),
		ValidArgsFunction: completeScenarios,
		RunE: func(cmd *cobra.Command, args []string) error {
			if j.Shards < 1 || j.Shards > 10_000 {
				return usage("--shards %d: between 1 and 10,000", j.Shards)
			}
			if j.Workers < 1 {
				return usage("--workers %d: at least 1", j.Workers)
			}
			changed := cmd.Flags().Changed
			check, pass := a.checkRun, []string{"runs", "seed", "keep"}
			if len(f.vary) > 0 || len(f.options) > 0 || len(args) > 1 {
				check, pass, j.Verb = a.checkSweep, []string{"runs", "seed", "design", "points"}, "sweep"
				if changed("keep") && keep != results.KeepNone {
					return usage("--keep %s: a sweep keeps no rows of its cells", keep)
				}
			} else if !slices.Contains(settings.Keeps[:], keep) {
				return usage("--keep %s: there are %s", keep, strings.Join(settings.Keeps[:], ", "))
			} else if changed("design") || changed("points") {
				return usage("--design and --points lay out a sweep: add --vary PATH=VALUES")
			} else if !changed("runs") {
				f.runs = 0 // a setting, which the nodes read
			}
			if err := check(args, f, j.Shards); err != nil { // better here than in every task
				return err
			}
			if engine == "kubernetes" { // where the image has it and the volume is mounted
				if !cmd.Flags().Changed("program") {
					j.Program = "/simulate"
				}
				if !cmd.Flags().Changed("dir") {
					j.Dir = "/results"
				}
				if !strings.HasPrefix(j.Dir, "/") {
					return usage("--dir %s: a volume is mounted at an absolute path", j.Dir)
				}
			}
			j.Scenarios = args
			for _, name := range pass {
				if changed(name) {
					j.Argv = append(j.Argv, "--"+name, cmd.Flags().Lookup(name).Value.String())
				}
			}
			if len(f.options) > 0 {
				j.Argv = append(j.Argv, "--option", strings.Join(f.options, ","))
			}
			for _, v := range f.vary {
				j.Argv = append(j.Argv, "--vary", v)
			}
			for _, s := range f.sets {
				j.Argv = append(j.Argv, "--set", s)
			}
			text, err := submit.Render(engine, j)
			if err != nil {
				return usage("--engine: %w", err)
			}
			if out == "" {
				a.console.Print("%s", strings.TrimRight(text, "\n"))
				return nil
			}
			if err := results.WriteFile(out, []byte(text)); err != nil {
				return err
			}
			if info, err := os.Stat(out); err == nil && info.Mode().IsRegular() {
				if err := os.Chmod(out, 0o755); err != nil {
					return err
				}
			}
			a.console.Print("Wrote  %s", out)
			return nil
		},
	}
	fl := cmd.Flags()
	fl.StringVar(&engine, "engine", engine, strings.Join(submit.Engines(), " or "))
	fl.IntVar(&j.Shards, "shards", j.Shards, "number of shards")
	fl.Int64Var(&f.runs, "runs", f.runs, "runs per option, or per cell of a sweep (default: that of simulate run, or sweep)")
	fl.Uint64Var(&f.seed, "seed", f.seed, "random seed (default: that of simulate run, or sweep)")
	fl.StringVar(&keep, "keep", keep, "what simulate run stores of every run: "+strings.Join(settings.Keeps[:], ", "))
	fl.StringArrayVar(&f.vary, "vary", nil, "a lever of a sweep, `path=v1,v2,...` or path=lo..hi:n (may be repeated)")
	fl.StringSliceVar(&f.options, "option", nil, "options of a sweep, or all (default: the baseline)")
	fl.StringVar(&f.design, "design", f.design, "design of a sweep: grid, list, lhs")
	fl.IntVar(&f.points, "points", 0, "points of the design lhs")
	fl.IntVar(&j.Workers, "workers", j.Workers, "cores of a shard")
	fl.StringVar(&j.Memory, "memory", j.Memory, "memory of a shard")
	fl.StringVar(&j.Dir, "dir", j.Dir, "shared `folder` for shards and result")
	fl.StringVar(&j.Program, "program", j.Program, "path of simulate on the nodes or in the image")
	fl.StringVar(&j.Image, "image", j.Image, "container image (kubernetes)")
	fl.StringVar(&j.Claim, "claim", j.Claim, "persistent volume claim (kubernetes)")
	fl.StringVar(&out, "out", "", "`file` to write (default: standard output)")
	fl.Lookup("runs").DefValue, fl.Lookup("seed").DefValue = "0", "0" // the default is said in words
	setFlag(cmd, &f.sets)
	return cmd
}

// checkRun refuses a batch that its tasks would refuse. No runs are those of the settings.
func (a *app) checkRun(args []string, f sweepFlags, shards int) error {
	over, err := overrides(f.sets)
	if err != nil {
		return err
	}
	if _, _, err := a.open(args[0], over); err != nil {
		return err
	}
	if f.runs == 0 {
		return nil
	}
	if segments := (f.runs + results.SegmentRuns - 1) / results.SegmentRuns; segments < int64(shards) {
		return usage("--runs %d are %d segments of %d, fewer than %d shards", f.runs, segments, results.SegmentRuns, shards)
	}
	return nil
}

// checkSweep does so for a sweep.
func (a *app) checkSweep(args []string, f sweepFlags, shards int) error {
	t, _, err := a.sweepTable(args, f)
	if err != nil {
		return err
	}
	if err := t.Own(0, shards); err != nil {
		return usage("--shards %d: %w", shards, err)
	}
	return nil
}
