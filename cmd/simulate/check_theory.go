package main

import (
	"context"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/console"
	"parley/sim"
	"parley/sim/results"
	"parley/sim/theory"
)

func newCheckTheory(a *app) *cobra.Command {
	runs := theory.DefaultRuns()
	seed, workers, markdown, long, record := uint64(1), 0, false, false, ""
	var known []string
	for _, c := range theory.List() {
		known = append(known, c.ID)
	}
	cmd := &cobra.Command{
		Use:   "check-theory [ID...]",
		Short: "Try the model against regularities of the literature",
		Long: `Changes one thing at a time in the article's case, on the same draws, and compares what
happens with what the literature says should. Runs are doubled until the smallest effect
that counts would be seen with a power of 80 %. Exits 5 when a check fails. --record puts
the outcome into a result, whose briefing then tells it.`,
		Example:   "  simulate check-theory\n  simulate check-theory R2 R12 --long\n  simulate check-theory --record baseline",
		ValidArgs: known,
		RunE: func(cmd *cobra.Command, ids []string) error {
			if runs.First < 100 {
				return usage("--runs %d: at least 100", runs.First)
			}
			checks, err := chosen(ids, known)
			if err != nil {
				return err
			}
			if workers <= 0 {
				workers = runtime.NumCPU()
			}
			runs.Most = max(runs.First, 8*runs.First)
			if record != "" {
				if record, err = recordIn(record); err != nil {
					return err
				}
			}
			return a.checkTheory(cmd.Context(), checks, seed, runs, workers, markdown, long, record)
		},
	}
	cmd.Flags().Int64Var(&runs.First, "runs", runs.First, "runs an arm to begin with; up to eight times as many follow")
	cmd.Flags().Uint64Var(&seed, "seed", seed, "seed of all draws")
	cmd.Flags().IntVar(&workers, "workers", workers, "workers; 0 for all cores")
	cmd.Flags().StringVar(&record, "record", record, "a `result` to put the outcome into, sealed")
	cmd.Flags().BoolVar(&markdown, "markdown", markdown, "print docs/regularities.md")
	cmd.Flags().BoolVar(&long, "long", long, "say what was changed, the source and the scope")
	return cmd
}

// chosen are the checks of these ids, all of them for none.
func chosen(ids, known []string) ([]theory.Check, error) {
	if len(ids) == 0 {
		return theory.List(), nil
	}
	var out []theory.Check
	for _, id := range ids {
		found := false
		for _, c := range theory.List() {
			if strings.EqualFold(c.ID, id) {
				out, found = append(out, c), true
			}
		}
		if !found {
			return nil, usage("no check %q; there are: %s", id, strings.Join(known, " "))
		}
	}
	return out, nil
}

func (a *app) checkTheory(ctx context.Context, checks []theory.Check, seed uint64, runs theory.Runs, workers int, markdown, long bool, record string) error {
	tell := func(r theory.Report) { a.printRegularity(r, long) }
	if a.console.JSON || markdown {
		tell = nil
	}
	reports, err := theory.RunAll(ctx, checks, theory.On("baseline"), seed, runs, workers, tell)
	if err != nil {
		if ctx.Err() != nil {
			a.console.Say("Stopped after %d of %d checks.", len(reports), len(checks))
			return told(exitInterrupted)
		}
		return err
	}
	if record != "" {
		if err := a.keepRecord(record, results.TheoryFile, regularities(reports, seed)); err != nil {
			return err
		}
	}
	failed := 0
	for _, r := range reports {
		if !r.Holds() {
			failed++
		}
	}
	switch {
	case markdown:
		a.console.Print("%s", strings.TrimRight(theory.Markdown(reports, seed), "\n"))
	case a.console.JSON:
		if err := a.console.WriteJSON(regularities(reports, seed)); err != nil {
			return err
		}
	default:
		a.console.Print("%d of %s. In the model, under the article's assumptions; that theory is right it does not show.", len(reports)-failed, console.Count(len(reports), "check holds", "checks hold"))
	}
	if failed > 0 {
		return told(exitCheck)
	}
	return nil
}

func (a *app) printRegularity(r theory.Report, long bool) {
	verdict := "holds"
	if !r.Holds() {
		verdict = "FAILS"
	}
	a.console.Print("%-4s %s  %s", r.Check.ID, verdict, r.Check.Title)
	for _, v := range r.Verdicts {
		mark := ""
		if !v.Holds {
			mark = "   <- fails"
		}
		a.console.Print("            %s: %s", v.Subject(), strings.ReplaceAll(v.Arms(), ", ", " → "))
		a.console.Print("              effect %s, wanted %s%s", v.Found(), v.Wanted(), mark)
	}
	if !long {
		return
	}
	about := []string{"Changed: " + r.Check.Manipulation + ". " + console.Thousands(r.Runs) + " runs an arm.", "Source: " + r.Check.Source + "."}
	if r.Check.Scope != "" {
		about = append(about, "Scope: "+r.Check.Scope)
	}
	for _, text := range about {
		for _, line := range console.Wrap(text, 68, 0) {
			a.console.Print("            %s", line)
		}
	}
}

// regularity is a report as JSON.
type regularity struct {
	ID           string    `json:"id"`
	Title        string    `json:"title"`
	Manipulation string    `json:"manipulation"`
	Scope        string    `json:"scope,omitempty"`
	Source       string    `json:"source"`
	Runs         int64     `json:"runs"` // an arm
	Holds        bool      `json:"holds"`
	Verdicts     []verdict `json:"verdicts"`
}

type verdict struct {
	Measure string    `json:"measure"`
	Compare string    `json:"compare,omitempty"`
	Arms    []float64 `json:"arms"`
	Effect  float64   `json:"effect"`
	Low     float64   `json:"low"`
	High    float64   `json:"high"`
	N       int       `json:"n"`
	Wanted  string    `json:"wanted"`
	Least   float64   `json:"least"`
	Holds   bool      `json:"holds"`
}

type theoryReport struct {
	Schema int          `json:"schema"`
	Engine string       `json:"engine"`
	Seed   uint64       `json:"seed"`
	Known  int          `json:"known"` // checks that there are; fewer may have been asked for
	Hold   int          `json:"hold"`
	Checks []regularity `json:"checks"`
}

func regularities(reports []theory.Report, seed uint64) theoryReport {
	out := theoryReport{Schema: 1, Engine: sim.EngineVersion, Seed: seed, Known: len(theory.List()), Checks: []regularity{}}
	for _, r := range reports {
		x := regularity{ID: r.Check.ID, Title: r.Check.Title, Manipulation: r.Check.Manipulation, Scope: r.Check.Scope, Source: r.Check.Source, Runs: r.Runs, Holds: r.Holds()}
		if x.Holds {
			out.Hold++
		}
		for _, v := range r.Verdicts {
			x.Verdicts = append(x.Verdicts, verdict{v.Measure, v.Label, v.Levels, v.Effect, v.Low, v.High, v.N, string(v.Shape), v.Least, v.Holds})
		}
		out.Checks = append(out.Checks, x)
	}
	return out
}
