package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/console"
	"parley/sim"
	"parley/sim/backtest"
	"parley/sim/results"
)

func newSeal(a *app) *cobra.Command {
	runs, seed, workers, date, out := int64(100_000), uint64(1), 0, "", ""
	var sets []string
	cmd := &cobra.Command{
		Use:   "seal SCENARIO",
		Short: "Write down what the model says before the outcome is known",
		Long: `Plays a scenario and writes a dated file with the hashes of scenario and evidence, the engine's version and the
chance of every ending. simulate score grades it once the outcome is known; a changed file is refused. The date is the
scenario's cut-off, or --date; --date today takes the clock.`,
		Example: "  simulate seal us-iran --date 2025-03-04\n  simulate score us-iran.seal.json --ending breakdown --date 2025-06-13",
		Args:    between(1, 1, "one scenario: a name, a file or a folder"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if runs < 100 {
				return usage("--runs %d: at least 100", runs)
			}
			if workers <= 0 {
				workers = runtime.NumCPU()
			}
			return a.seal(cmd.Context(), args[0], sets, date, out, seed, runs, workers)
		},
		ValidArgsFunction: completeScenarios,
	}
	setFlag(cmd, &sets)
	cmd.Flags().StringVar(&date, "date", date, "the seal's date, as 2025-03-04, or today")
	cmd.Flags().StringVar(&out, "out", out, "`file` to write; SCENARIO.seal.json if not given")
	cmd.Flags().Int64Var(&runs, "runs", runs, "runs")
	cmd.Flags().Uint64Var(&seed, "seed", seed, "seed of all draws")
	cmd.Flags().IntVar(&workers, "workers", workers, "workers; 0 for all cores")
	return cmd
}

func (a *app) seal(ctx context.Context, arg string, sets []string, date, out string, seed uint64, runs int64, workers int) error {
	over, err := overrides(sets)
	if err != nil {
		return err
	}
	sc, _, err := a.load(arg, over)
	if err != nil {
		return err
	}
	m := sc.Manifest()
	switch date {
	case "today":
		date = time.Now().UTC().Format(time.DateOnly)
	case "":
		at, err := time.Parse("2 January 2006", m.Cutoff)
		if err != nil {
			return usage("the scenario's cut-off is %q: give the seal a --date", m.Cutoff)
		}
		date = at.Format(time.DateOnly)
	default:
		if _, err := time.Parse(time.DateOnly, date); err != nil {
			return usage("--date %s: write it as 2025-03-04, or today", date)
		}
	}
	if out == "" {
		out = sc.Name + ".seal.json"
	}
	spec, err := sc.Spec("baseline")
	if err != nil {
		return err
	}
	if errors.Is(missing(out), fs.ErrExist) { // told before anything is played
		return fmt.Errorf("%s is there already; it is never overwritten", out)
	}
	p, err := backtest.Play(ctx, spec, nil, seed, runs, workers)
	if err != nil {
		if ctx.Err() != nil {
			return told(exitInterrupted)
		}
		return err
	}
	s := backtest.Seal{Schema: 1, Sealed: date, Scenario: m.Scenario, Title: m.Title, Question: m.Question, Cutoff: m.Cutoff, Horizon: m.Horizon,
		ScenarioHash: m.ScenarioHash, EvidenceHash: m.EvidenceHash, Engine: sim.EngineVersion, Seed: seed, Runs: p.Runs, P: p.P}
	for _, c := range backtest.Classes() {
		s.Classes = append(s.Classes, c.String())
	}
	s.Digest = s.Sum()
	if err := writeNew(out, s); err != nil {
		return err
	}
	if a.console.JSON {
		return a.console.WriteJSON(s)
	}
	a.console.Print("%s, sealed %s. In the model, under these assumptions, of 100 simulated negotiations:", s.Title, s.Sealed)
	for k, name := range s.Classes {
		a.console.Print("  %s%s", console.Pad(name, 14), outOf100(s.P[k]))
	}
	a.console.Print("Digest %s", s.Digest)
	a.console.Print("Written to %s. Keep it, or give the digest to somebody else.", out)
	return nil
}

// writeNew writes a file that must not be there yet: a seal is never overwritten. It has its name when it is whole and on disk, or a seal cut short
// would stand in the way of the whole one for good.
func writeNew(file string, v any) error {
	text, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	whole := fmt.Sprintf("%s.%d.new", file, os.Getpid())
	if err := results.WriteFile(whole, append(text, '\n')); err != nil {
		return err
	}
	defer os.Remove(whole)
	err = os.Link(whole, file) // unlike a renaming it fails where there is one
	if err != nil && !errors.Is(err, fs.ErrExist) {
		if err = missing(file); err == nil { // a file system without links
			err = os.Rename(whole, file)
		}
	}
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already; it is never overwritten", file)
	}
	return err
}

// missing is an error where a file is there.
func missing(file string) error {
	if _, err := os.Lstat(file); err == nil {
		return fs.ErrExist
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func newScore(a *app) *cobra.Command {
	ending, date := "", ""
	cmd := &cobra.Command{
		Use:   "score SEAL | score DIR",
		Short: "Grade a seal once the outcome is known, or sum up a folder",
		Long: `Grades a seal against what happened and writes SEAL.scored.json beside it. Given a folder it sums up all graded
seals in it: your own record.`,
		Example: "  simulate score us-iran.seal.json --ending breakdown --date 2025-06-13\n  simulate score .",
		Args:    between(1, 1, "one seal or one folder"),
		RunE: func(cmd *cobra.Command, args []string) error {
			st, err := os.Stat(args[0])
			if err != nil {
				return err
			}
			if st.IsDir() {
				return a.scoreRecord(args[0])
			}
			if ending == "" {
				return usage("--ending is missing: how did it end?")
			}
			return a.scoreSeal(args[0], ending, date)
		},
	}
	cmd.Flags().StringVar(&ending, "ending", ending, "how it ended: full-deal, limited-deal, blocked, no-talks, breakdown or escalation")
	cmd.Flags().StringVar(&date, "date", date, "when, as 2025-06-13")
	return cmd
}

func (a *app) scoreSeal(file, ending, date string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	s, err := backtest.ReadSeal(file, text)
	if err != nil {
		return &exitError{exitInvalid, err}
	}
	x, err := s.Score(ending, date)
	if err != nil {
		return usage("%w", err)
	}
	if err := writeNew(file+".scored.json", x); err != nil {
		return err
	}
	if a.console.JSON {
		return a.console.WriteJSON(x)
	}
	a.console.Print("%s ended in %s. Losses, lower is better: log score %.3f, Brier score %.3f, ranked", s.Title, ending, x.Log, x.Brier)
	a.console.Print("probability score %.3f. One case proves nothing; simulate score DIR sums up several.", x.Ranked)
	return nil
}

func (a *app) scoreRecord(dir string) error {
	files, err := filepath.Glob(filepath.Join(dir, "*.scored.json"))
	if err != nil {
		return err
	}
	var seals []backtest.Scored
	graded := map[string]int{} // digest to its place, so that no seal counts twice or with two endings
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			return err
		}
		var x backtest.Scored
		if err := json.Unmarshal(text, &x); err != nil {
			return &exitError{exitInvalid, fmt.Errorf("%s: %w", f, err)}
		}
		inner, err := json.Marshal(x.Seal)
		if err != nil {
			return err
		}
		s, err := backtest.ReadSeal(f, inner)
		if err != nil {
			return &exitError{exitInvalid, err}
		}
		again, err := s.Score(x.Ending, x.Date)
		if err != nil {
			return &exitError{exitInvalid, fmt.Errorf("%s: %w", f, err)}
		}
		if i, twice := graded[s.Digest]; twice {
			if seals[i].Ending != again.Ending {
				return &exitError{exitInvalid, fmt.Errorf("%s: the same seal was graded %s in another file and %s here; leave the one that is true", f, seals[i].Ending, again.Ending)}
			}
			fmt.Fprintf(a.console.Err, "%s: the same seal stands in another file; it counts once\n", f)
			continue
		}
		graded[s.Digest] = len(seals)
		seals = append(seals, *again)
	}
	if len(seals) == 0 {
		return usage("%s holds no graded seal (*.scored.json)", dir)
	}
	r := backtest.Summarise(seals, 1)
	if a.console.JSON {
		return a.console.WriteJSON(r)
	}
	for _, s := range r.Seals {
		a.console.Print("%s, sealed %s: %s; log score %.3f", s.Seal.Title, s.Seal.Sealed, s.Ending, s.Log)
	}
	a.console.Print("%s graded. Losses, lower is better; even chances give every ending one in six.", console.Count(len(r.Seals), "seal", "seals"))
	for _, s := range r.Scores {
		line := fmt.Sprintf("  %s: model %.3f, even chances %.3f", s.Rule, s.Model.Mean, s.Even.Mean)
		if len(r.Seals) > 1 {
			line += fmt.Sprintf("; difference %+.3f (95 %% interval %+.3f to %+.3f)", s.Difference.Mean, s.Difference.Low, s.Difference.High)
		}
		a.console.Print("%s", line)
	}
	if len(r.Seals) < 20 {
		a.console.Print("Fewer than twenty seals: too few to tell luck from skill.")
	}
	return nil
}
