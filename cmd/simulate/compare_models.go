package main

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/compare"
	"parley/cmd/simulate/internal/console"
	"parley/cmd/simulate/internal/derive"
	"parley/cmd/simulate/internal/story"
	"parley/sim/diag"
	"parley/sim/protocol"
	"parley/sim/results"
	"parley/sim/stats"
)

// modelFlags are the flags of a comparison of bargaining models.
type modelFlags struct {
	protocols []string
	runs      int64
	seed      uint64
	workers   int
}

func (f *modelFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringSliceVar(&f.protocols, "protocol", nil, "play a scenario under these bargaining protocols, by `name` with commas between, or all (simulate list protocols)")
	cmd.Flags().Int64Var(&f.runs, "runs", 10_000, "runs per protocol (with --protocol)")
	cmd.Flags().Uint64Var(&f.seed, "seed", 1, "seed (with --protocol)")
	cmd.Flags().IntVar(&f.workers, "workers", runtime.GOMAXPROCS(0), "parallel workers; results do not depend on it (with --protocol)")
}

// modelReps is how many runs share a set of assumptions.
const modelReps = 25

// bargainingNames are the protocols that can stand in the bargaining stage.
func bargainingNames() []string {
	var names []string
	for _, e := range protocol.List() {
		if e.Stage == protocol.Bargaining {
			names = append(names, e.Name)
		}
	}
	return names
}

func (a *app) compareModels(ctx context.Context, arg string, f modelFlags) error {
	if f.runs < 2*modelReps || f.runs > 10_000_000 {
		return usage("--runs %d: between %d and 10,000,000", f.runs, 2*modelReps)
	}
	all := bargainingNames()
	names := f.protocols
	if len(names) == 1 && names[0] == "all" {
		names = all
	}
	for _, n := range names {
		if !slices.Contains(all, n) {
			if near := diag.Suggest(n, all); near != "" {
				return usage("no bargaining protocol %q; did you mean %q?", n, near)
			}
			return usage("no bargaining protocol %q; there are: %s", n, strings.Join(all, ", "))
		}
	}
	s, _, err := a.open(arg, nil)
	if err != nil {
		return err
	}
	spec := s.Specs[0]
	own := derive.Own(spec)
	if own == "" {
		return usage("%s has no bargaining stage to replace", arg)
	}
	var list []string
	for _, n := range append(slices.Clone(names), derive.Baselines()...) { // the baselines always stand beside the others
		if !slices.Contains(list, n) {
			list = append(list, n)
		}
	}
	sets := int(f.runs / modelReps)
	m, err := derive.Ensemble(ctx, spec, list, f.seed, max(1, f.workers), sets, modelReps)
	if err != nil {
		return err
	}
	if a.console.JSON {
		return a.console.WriteJSON(modelsJSON(s.Manifest.Scenario, own, f.seed, m))
	}
	a.printModels(s.Manifest.Scenario, own, m)
	return nil
}

type modelOut struct {
	Protocol string           `json:"protocol"`
	Title    string           `json:"title"`
	Endings  map[string]int64 `json:"endings"`
	Events   map[string]side  `json:"events"` // against the first
	Failure  string           `json:"most_common_failure"`
}

func modelsJSON(scenario, own string, seed uint64, m *results.Models) map[string]any {
	var out []modelOut
	ids := compare.Events(story.EndingTitles)
	for i, x := range m.Models {
		o := modelOut{Protocol: x.Protocol, Title: x.Title, Endings: map[string]int64{}, Events: map[string]side{}, Failure: failureOf(x.Endings)}
		for e, k := range x.Endings {
			o.Endings[ids[e+1].ID] = k
		}
		o.Events = sides(modelPair(m, i))
		out = append(out, o)
	}
	return map[string]any{"schema": 1, "scenario": scenario, "own": own, "seed": seed, "sets": m.Sets, "reps": m.Reps, "paired": true, "models": out, "spread": m.Spread, "depends": modelJudgements(m)}
}

// modelPair is a model against the first.
func modelPair(m *results.Models, i int) compare.Pair {
	sum := &results.Summary{Runs: int64(m.Sets) * int64(m.Reps), Options: []results.OptionSummary{{Endings: m.Models[0].Endings, Paired: m.Models[0].Paired}, {Endings: m.Models[i].Endings, Paired: m.Models[i].Paired}}}
	return compare.Options(sum, story.EndingTitles)[1]
}

func failureOf(e results.Endings) string {
	at := 2
	for i := 3; i < len(e); i++ {
		if e[i] > e[at] {
			at = i
		}
	}
	return compare.Events(story.EndingTitles)[at+1].ID
}

// modelJudgements says for each judgement whether every model gives the same.
func modelJudgements(m *results.Models) map[string]bool {
	words, failures := map[string]bool{}, map[string]bool{}
	scale, _ := stats.ScaleNamed("")
	for _, x := range m.Models {
		n := int64(0)
		for _, k := range x.Endings {
			n += k
		}
		if n > 0 {
			words[scale.Word(float64(x.Endings[0]+x.Endings[1])/float64(n)).Word] = true
		}
		failures[failureOf(x.Endings)] = true
	}
	return map[string]bool{"any-deal": len(words) > 1, "most-common-failure": len(failures) > 1}
}

func (a *app) printModels(scenario, own string, m *results.Models) {
	runs := int64(m.Sets) * int64(m.Reps)
	a.note(fmt.Sprintf("%s under %s, on the same draws, %s each; its own is %s", scenario, console.Count(len(m.Models), "bargaining model", "bargaining models"), console.Count(runs, "run", "runs"), own))
	a.console.Print("")
	if !a.console.Plain {
		a.console.Print("%s%s%s%s", console.Pad("", 30), console.Pad("Any deal", 12), console.Pad("against the first", 24), "Most common failure")
	}
	for i, x := range m.Models {
		pair := modelPair(m, i)
		deal := pair.Rows[0]
		if a.console.Plain {
			a.console.Print("%s: any deal %s of 100%s; fails most often by %s", x.Title, strings.TrimSpace(share(deal)), plainChange(deal, i), failureOf(x.Endings))
			continue
		}
		title := x.Title
		if r := []rune(title); len(r) > 29 {
			title = string(r[:28]) + "…"
		}
		a.console.Print("%s%s%s%s", console.Pad(title, 30), console.Pad(share(deal), 12), console.Pad(change(deal, i), 24), failureOf(x.Endings))
	}
	a.console.Print("")
	s := m.Spread
	total := s.Models*s.Models + s.Ignorance*s.Ignorance + s.Luck*s.Luck
	if total > 0 {
		part := func(x float64) string { return stats.OfHundred(int64(1e6*x*x/total+0.5), 1e6) }
		a.note(fmt.Sprintf("Of 100 parts of the doubt whether a deal comes, %s lie between these models, %s in what we do not know, %s are luck.", part(s.Models), part(s.Ignorance), part(s.Luck)))
	}
	depends := modelJudgements(m)
	switch {
	case depends["any-deal"] && depends["most-common-failure"]:
		a.note("How likely a deal is and how talks most often fail both depend on the model.")
	case depends["any-deal"]:
		a.note("How likely a deal is depends on the model; how talks most often fail does not.")
	case depends["most-common-failure"]:
		a.note("How talks most often fail depends on the model; the likelihood of a deal has the same word under all.")
	default:
		a.note("No judgement depends on the model: the likelihood has the same word and talks fail most often in the same way under all.")
	}
}
