package main

import (
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/ask"
	"parley/cmd/simulate/internal/compare"
	"parley/cmd/simulate/internal/console"
	"parley/cmd/simulate/internal/story"
	"parley/cmd/simulate/internal/study"
	"parley/scenarios"
	"parley/sim/stats"
)

// question is what the verbs that ask about an outcome have in common: which scenario, option and outcome, on which draws.
type question struct {
	sets            []string
	option, outcome string
	runs            int64
	seed            uint64
	workers         int
}

// flags adds them to a verb. Runs are those of one design point.
func (q *question) flags(cmd *cobra.Command, runs int64, what string) {
	f := cmd.Flags()
	setFlag(cmd, &q.sets)
	f.StringVar(&q.option, "option", "", "option of the scenario that is asked about (default: as it stands)")
	f.StringVar(&q.outcome, "outcome", "any-deal", "outcome that is asked about: "+strings.Join(outcomes(), ", "))
	f.Int64Var(&q.runs, "runs", runs, what)
	f.Uint64Var(&q.seed, "seed", 1, "random seed")
	f.IntVar(&q.workers, "workers", runtime.GOMAXPROCS(0), "parallel workers; results do not depend on it")
	cmd.ValidArgsFunction = completeScenarios
	complete := func(words []string) func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return words, cobra.ShellCompDirectiveNoFileComp
		}
	}
	_ = cmd.RegisterFlagCompletionFunc("outcome", complete(outcomes())) // fails only for flags that are not there
}

func outcomes() (names []string) {
	for _, e := range compare.Events(story.EndingTitles) {
		names = append(names, e.ID)
	}
	return names
}

// completeLevers offers the quantities of the scenario that vary.
func completeLevers(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	name := "baseline"
	if len(args) > 0 {
		name = args[0]
	}
	sc, findings := scenarios.Load(name, nil)
	if findings.HasErrors() {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	s, err := study.New(sc)
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return s.Plans[0].Drawn(), cobra.ShellCompDirectiveNoFileComp
}

// question makes the case of a question. least is the number of runs below which it has no answer.
func (a *app) question(args []string, q *question, least int64) (*ask.Case, error) {
	name := "baseline"
	if len(args) > 0 {
		name = args[0]
	}
	event, err := ask.EventNamed(q.outcome)
	if err != nil {
		return nil, usage("--outcome: %w", err)
	}
	if q.runs < least || q.runs > 10_000_000 {
		return nil, usage("--runs must lie between %s and 10,000,000, not %s", console.Thousands(least), console.Thousands(q.runs))
	}
	if q.workers < 1 || q.workers > 4096 {
		return nil, usage("--workers must lie between 1 and 4096, not %d", q.workers)
	}
	sets, err := overrides(q.sets)
	if err != nil {
		return nil, err
	}
	s, findings, err := a.open(name, sets)
	if err != nil {
		return nil, err
	}
	if n := len(findings); n > 0 {
		a.console.Say("%s: %s; see: simulate validate %s", name, console.Count(n, "warning", "warnings"), quote(name))
	}
	option, err := s.Option(q.option)
	if err != nil {
		return nil, usage("--option: %w", err)
	}
	return &ask.Case{Study: s, Option: option, Event: event, Seed: q.seed, Runs: q.runs, Workers: q.workers}, nil
}

// headline says what was asked and what the runs say of it as a whole.
func (a *app) headline(c *ask.Case, base ask.Share) {
	m := c.Study.Manifest
	title := m.Options[c.Option].Title
	a.console.Print("%s", m.Title)
	if base.K == 0 { // told with an upper bound
		a.console.Print("%s in %s", c.Event.Title, negotiations(base))
	} else {
		a.console.Print("%s in %s (±%s from the number of runs)", c.Event.Title, negotiations(base), halfPoints(base))
	}
	if c.Option > 0 {
		a.console.Print("Option: %s", title)
	}
	a.console.Print("In the model, under these assumptions; seed %d, %s runs", c.Seed, console.Thousands(base.N))
	a.console.Print("")
}

// negotiations is a share in words: "45 of 100 simulated negotiations", "none of 2,000 runs (upper bound 3 of 2,000)".
func negotiations(s ask.Share) string {
	told := stats.Told(s.K, s.N)
	if strings.Contains(told, "runs") {
		return told
	}
	return told + " simulated negotiations"
}

func halfPoints(s ask.Share) string {
	h := 100 * (s.High - s.Low) / 2
	if h < 0.95 {
		return strings.TrimRight(strings.TrimRight(sprintf("%.1f", max(h, 0.1)), "0"), ".")
	}
	return sprintf("%.0f", h)
}

// paragraph prints a sentence or two, wrapped.
func (a *app) paragraph(text string) {
	for _, row := range console.Wrap(text, a.console.Width, 0) {
		a.console.Print("%s", row)
	}
}

// points is a share as points of 100: "4", "0.3", "under 0.1".
func points(x float64) string {
	switch p := 100 * x; {
	case p < 0.05:
		return "under 0.1"
	case p < 9.95:
		return sprintf("%.1f", p)
	default:
		return sprintf("%.0f", p)
	}
}

// valueOf is a quantity's value with its unit.
func valueOf(v float64, unit string) string {
	s := sprintf("%.3g", v)
	if unit != "" && unit != "share" && unit != "weight" {
		s += " " + unit
	}
	return s
}

// cut shortens a title to a number of characters.
func cut(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}
