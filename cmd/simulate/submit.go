package main

import (
	"os"
	"strings"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/submit"
	"parley/sim/results"
)

func newSubmit(a *app) *cobra.Command {
	engine, out := "slurm", ""
	var sets []string
	runs, seed := int64(0), uint64(0)
	j := submit.Job{Program: "simulate", Dir: "shards", Shards: 16, Workers: 2, Memory: "512M", Image: "parley:latest", Claim: "parley-results"}
	cmd := &cobra.Command{
		Use:   "submit SCENARIO",
		Short: "Write what a cluster needs to play a batch in shards",
		Long: `Writes a Slurm script (an array of shards and a merge that waits for it) or manifests
of Kubernetes (an Indexed Job and the merge) to standard output or --out. It starts
nothing. docs/batches.md says how to use them, and how to do without a cluster.`,
		Example:           "  simulate submit baseline --engine slurm --shards 16 --runs 10000000 --out batch.sh\n  simulate submit baseline --engine kubernetes --shards 64 --runs 100000000",
		Args:              between(1, 1, "one scenario: a name, a file or a folder"),
		ValidArgsFunction: completeScenarios,
		RunE: func(cmd *cobra.Command, args []string) error {
			if j.Shards < 1 || j.Shards > 10_000 {
				return usage("--shards %d: between 1 and 10,000", j.Shards)
			}
			if j.Workers < 1 {
				return usage("--workers %d: at least 1", j.Workers)
			}
			over, err := overrides(sets)
			if err != nil {
				return err
			}
			if _, _, err := a.open(args[0], over); err != nil { // better here than in every task
				return err
			}
			if cmd.Flags().Changed("runs") {
				if segments := (runs + results.SegmentRuns - 1) / results.SegmentRuns; segments < int64(j.Shards) {
					return usage("--runs %d are %d segments of %d, fewer than %d shards", runs, segments, results.SegmentRuns, j.Shards)
				}
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
			j.Scenario = args[0]
			for _, name := range []string{"runs", "seed"} {
				if f := cmd.Flags().Lookup(name); f.Changed {
					j.Argv = append(j.Argv, "--"+name, f.Value.String())
				}
			}
			for _, s := range sets {
				j.Argv = append(j.Argv, "--set", s)
			}
			for _, word := range j.Argv {
				j.Args += " " + submit.Quote(word)
			}
			text, err := submit.Render(engine, j)
			if err != nil {
				return usage("--engine: %w", err)
			}
			if out == "" {
				a.console.Print("%s", strings.TrimRight(text, "\n"))
				return nil
			}
			if err := os.WriteFile(out, []byte(text), 0o755); err != nil {
				return err
			}
			a.console.Print("Wrote  %s", out)
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&engine, "engine", engine, strings.Join(submit.Engines(), " or "))
	f.IntVar(&j.Shards, "shards", j.Shards, "number of shards")
	f.Int64Var(&runs, "runs", 0, "runs per option (default: that of simulate run)")
	f.Uint64Var(&seed, "seed", 0, "random seed (default: that of simulate run)")
	f.IntVar(&j.Workers, "workers", j.Workers, "cores of a shard")
	f.StringVar(&j.Memory, "memory", j.Memory, "memory of a shard")
	f.StringVar(&j.Dir, "dir", j.Dir, "shared `folder` for shards and result")
	f.StringVar(&j.Program, "program", j.Program, "path of simulate on the nodes or in the image")
	f.StringVar(&j.Image, "image", j.Image, "container image (kubernetes)")
	f.StringVar(&j.Claim, "claim", j.Claim, "persistent volume claim (kubernetes)")
	f.StringVar(&out, "out", "", "`file` to write (default: standard output)")
	setFlag(cmd, &sets)
	return cmd
}
