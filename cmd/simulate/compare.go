package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/compare"
	"parley/cmd/simulate/internal/console"
	"parley/cmd/simulate/internal/folder"
	"parley/cmd/simulate/internal/story"
	"parley/sim/results"
	"parley/sim/stats"
)

func newCompare(a *app) *cobra.Command {
	var option string
	var models modelFlags
	cmd := &cobra.Command{
		Use:   "compare A B | compare SCENARIO",
		Short: "Two results, the options of one, or several models",
		Long: `With two results, sets one option of each side by side and lists the inputs that
differ. With one, sets its options against the scenario as it stands. A result is
a folder, or the name of a scenario that was run.

With --protocol it plays a scenario under several bargaining protocols on the same
draws, with the weighted mean and median always beside them, and says how much of the
doubt lies between models, in what we do not know, and in luck.

On the same seed the difference is paired: both sides saw the same draws. A
difference under three points, or within noise, is not stated.`,
		Example: "  simulate compare baseline\n  simulate compare baseline exchange\n  simulate compare --protocol alternating-offers,stahl,challenge baseline\n  simulate compare runs/us-iran/7f3a91c2-s1 runs/us-iran/c81d0be4-s1",
		Args:    between(1, 2, "one result or two"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(models.protocols) > 0 {
				if len(args) != 1 || option != "" {
					return usage("--protocol goes with one scenario, as it stands")
				}
				return a.compareModels(cmd.Context(), args[0], models)
			}
			for _, flag := range []string{"runs", "seed", "workers"} {
				if cmd.Flags().Changed(flag) {
					return usage("--%s goes with --protocol", flag)
				}
			}
			if len(args) == 1 {
				if option != "" {
					return usage("--option goes with two results; with one, all its options are compared")
				}
				return a.compareOptions(args[0])
			}
			return a.compareResults(args[0], args[1], option)
		},
	}
	cmd.Flags().StringVar(&option, "option", "", "option to compare in both (default: as the scenario stands)")
	models.add(cmd)
	cmd.RegisterFlagCompletionFunc("protocol", cobra.FixedCompletions(bargainingNames(), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// side is one event of a comparison, as JSON.
type side struct {
	A          results.Count `json:"a"`
	B          results.Count `json:"b"`
	Difference float64       `json:"difference"` // B less A, as a share
	Low        float64       `json:"low"`
	High       float64       `json:"high"`
	Detectable bool          `json:"detectable"`
}

func sides(p compare.Pair) map[string]side {
	out := map[string]side{}
	for _, r := range p.Rows {
		out[r.Event.ID] = side{r.A, r.B, r.Diff.Mean, r.Diff.Low, r.Diff.High, r.Diff.Detectable()}
	}
	return out
}

// openResult finds and opens a result with its summary.
func openResult(arg string) (*results.Set, *results.Summary, error) {
	dir, err := folder.Find(arg)
	if err != nil {
		return nil, nil, err
	}
	set, err := results.Open(dir)
	if err != nil {
		return nil, nil, err
	}
	sum, err := set.Summary()
	if err != nil {
		return nil, nil, fmt.Errorf("%s has no summary; the same simulate run again makes it: %w", dir, err)
	}
	if sum.Runs != set.Manifest.Runs {
		return nil, nil, fmt.Errorf("the summary in %s is of %d runs per option and its rows are of %d; the same simulate run again makes it", dir, sum.Runs, set.Manifest.Runs)
	}
	return set, sum, nil
}

func (a *app) compareOptions(arg string) error {
	set, sum, err := openResult(arg)
	if err != nil {
		return err
	}
	m := &set.Manifest
	a.partial(m)
	pairs := compare.Options(sum, story.EndingTitles)
	if a.console.JSON {
		options := map[string]map[string]side{}
		for i, p := range pairs {
			options[sum.Options[i].ID] = sides(p)
		}
		return a.console.WriteJSON(map[string]any{"results": set.Dir, "scenario": m.Scenario, "runs": m.Runs, "partial": m.Partial, "paired": true, "options": options})
	}
	a.note(fmt.Sprintf("%s: options on the same draws, %s each, against the scenario as it stands", m.Scenario, console.Count(m.Runs, "run", "runs")))
	if len(pairs) < 2 {
		a.console.Print("It has no options; add some under options: in its file.")
		return nil
	}
	a.console.Print("")
	escalation := len(pairs[0].Rows) - 1
	if !a.console.Plain {
		a.console.Print("%s%s%s", console.Pad("", 34), console.Pad("Any deal", 25), "Escalation")
	}
	none := false
	for i, p := range pairs {
		title := m.Options[i].Title
		if title == "" {
			title = m.Options[i].ID
		}
		if i == 0 {
			title = "As it stands"
		}
		deal, esc := p.Rows[0], p.Rows[escalation]
		if a.console.Plain {
			text := fmt.Sprintf("%s: any deal %s of 100%s; escalation %s of 100%s", title, strings.TrimSpace(share(deal)), plainChange(deal, i), strings.TrimSpace(share(esc)), plainChange(esc, i))
			a.console.Print("%s", text)
			continue
		}
		name := title
		if n := len([]rune(name)); n > 33 {
			name = string([]rune(name)[:32]) + "…"
		}
		d, e := change(deal, i), change(esc, i)
		none = none || d == "=" || e == "="
		a.console.Print("%s%s%s", console.Pad(name, 34), console.Pad(share(deal)+"  "+d, 25), strings.TrimSpace(share(esc)+"  "+e))
	}
	if !a.console.Plain {
		a.console.Print("")
		text := "Of 100 simulated negotiations; changes in points with their 95 % interval."
		if none {
			text += " = is no detectable difference: within noise."
		}
		a.note(text)
	}
	a.console.Next("simulate report " + quote(set.Dir) + " --open")
	return nil
}

// share is how often an event comes of 100, or that there are too few runs to say.
func share(r compare.Row) string {
	if stats.PrecisionOf(r.B.K, r.B.N) == stats.TooFew {
		return "?"
	}
	if len(r.SaidB) < 2 {
		return " " + r.SaidB
	}
	return r.SaidB
}

func change(r compare.Row, i int) string {
	switch {
	case i == 0:
		return ""
	case r.TooFew():
		return "too few runs"
	case r.Diff.Detectable():
	case r.Diff.Directed():
		return strings.TrimSuffix(r.Diff.Text("-"), " points")
	default:
		return "="
	}
	return strings.Replace(stats.Points(r.Diff, "-"), " points", "", 1)
}

func plainChange(r compare.Row, i int) string {
	switch c := change(r, i); c {
	case "":
		return ""
	case "too few runs":
		return ", " + c
	}
	return ", " + r.Diff.Text("minus ")
}

func (a *app) compareResults(argA, argB, option string) error {
	one, _, err := openResult(argA)
	if err != nil {
		return err
	}
	two, _, err := openResult(argB)
	if err != nil {
		return err
	}
	a.partial(&one.Manifest)
	a.partial(&two.Manifest)
	name := option
	if name == "" {
		name = one.Manifest.Options[0].ID
	}
	p, err := compare.Results(one, two, name, name, story.EndingTitles)
	if err != nil {
		return err
	}
	changed, onlyA, onlyB := compare.Changed(&one.Manifest, &two.Manifest)
	if a.console.JSON {
		return a.console.WriteJSON(map[string]any{"a": one.Dir, "b": two.Dir, "option": name, "paired": p.Paired, "events": sides(p), "changed": append([]compare.Change{}, changed...), "only_a": onlyA, "only_b": onlyB})
	}
	how := fmt.Sprintf("on the same draws, %s", console.Count(p.Runs, "run", "runs"))
	if !p.Paired {
		how = fmt.Sprintf("on different draws (seeds %d and %d)", one.Manifest.Seed, two.Manifest.Seed)
	}
	a.note(fmt.Sprintf("Option %s, %s", name, how))
	a.console.Print("  A  %s, %s", one.Dir, console.Count(one.Manifest.Runs, "run", "runs"))
	a.console.Print("  B  %s, %s", two.Dir, console.Count(two.Manifest.Runs, "run", "runs"))
	a.console.Print("")
	for _, r := range p.Rows {
		text := "too few runs to compare"
		if !r.TooFew() {
			text = r.Diff.Text("-")
		}
		from, to := r.SaidA, r.SaidB
		if a.console.Plain {
			a.console.Print("%s: from %s to %s of 100, %s", r.Event.Title, from, to, text)
			continue
		}
		a.console.Print("%s%8s → %-8s of 100   %s", console.Pad(r.Event.Title, 18), from, to, text)
	}
	a.console.Print("")
	if len(changed)+onlyA+onlyB == 0 {
		a.console.Print("No input differs.")
		return nil
	}
	if len(changed) > 0 {
		a.console.Print("%s", capital(console.Count(len(changed), "input differs", "inputs differ")))
	}
	for _, c := range changed {
		a.console.Print("  %s", c.Path)
		place := ""
		if c.Line > 0 {
			place = fmt.Sprintf("   (%s:%d)", c.File, c.Line)
		}
		a.console.Print("      %s → %s%s", c.A, c.B, place)
	}
	for _, only := range []struct {
		n    int
		name string
	}{{onlyA, "A"}, {onlyB, "B"}} {
		if only.n > 0 {
			a.note(fmt.Sprintf("%s in %s alone, for issues or actors without a part in the other.", console.Count(only.n, "quantity is read", "quantities are read"), only.name))
		}
	}
	return nil
}
