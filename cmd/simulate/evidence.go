package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/console"
	"parley/scenarios"
	"parley/seeds"
	"parley/sim/diag"
)

func newEvidence(a *app) *cobra.Command {
	var scenario string
	cmd := &cobra.Command{
		Use:   "evidence [ID]",
		Short: "Statements and assumptions that the numbers rest on",
		Long: `Lists every record of the evidence: statements of sources, assumptions where the
sources are silent, published studies. With an id, shows the record and every
quantity that rests on it, in the built-in scenarios or in the one named.`,
		Example: "  simulate evidence\n  simulate evidence article/p9#precondition\n  simulate evidence notes/p1#host-offers --scenario us-iran",
		Args:    between(0, 1, "at most one id"),
		RunE: func(_ *cobra.Command, args []string) error {
			lib, used, err := a.usages(scenario)
			if err != nil {
				return err
			}
			if len(args) == 0 {
				return a.listEvidence(lib, used)
			}
			return a.showEvidence(lib, used, args[0])
		},
	}
	cmd.Flags().StringVar(&scenario, "scenario", "", "look in this scenario and its evidence/ folder instead of the built-in ones")
	return cmd
}

// use is one quantity that rests on a record.
type use struct {
	ID        string   `json:"-"`
	Path      string   `json:"path"`
	Spec      string   `json:"spec"`
	File      string   `json:"file"`
	Line      int      `json:"line"`
	Scenarios []string `json:"scenarios"`
}

// usages is the library and, by record, the quantities that rest on it.
func (a *app) usages(scenario string) (*seeds.Library, map[string][]use, error) {
	args := scenarios.Names()
	if scenario != "" {
		args = []string{scenario}
	}
	lib := seeds.Embedded()
	found := map[string][]use{}
	for _, arg := range args {
		sc, _, err := a.load(arg, nil)
		if err != nil {
			return nil, nil, err
		}
		if scenario != "" {
			lib = sc.Library()
		}
		for _, u := range uses(sc) {
			list := found[u.ID]
			i := slices.IndexFunc(list, func(x use) bool { return x.Path == u.Path && x.Spec == u.Spec && x.File == u.File && x.Line == u.Line })
			if i < 0 {
				list = append(list, u)
				i = len(list) - 1
			}
			if !slices.Contains(list[i].Scenarios, sc.Name) {
				list[i].Scenarios = append(list[i].Scenarios, sc.Name)
			}
			found[u.ID] = list
		}
	}
	for _, list := range found {
		slices.SortFunc(list, func(x, y use) int { return cmp.Or(cmp.Compare(x.Path, y.Path), cmp.Compare(x.File, y.File)) })
	}
	return lib, found, nil
}

// uses lists every quantity of a scenario, and of its options, with each thing it rests on.
func uses(sc *scenarios.Scenario) []use {
	var out []use
	for _, q := range sc.Quantities() {
		for _, ref := range q.Quantity.From {
			out = append(out, use{ID: ref.ID, Path: q.Path, Spec: q.Quantity.Dist.String(), File: q.File, Line: q.Line})
		}
	}
	for _, o := range sc.Options {
		for _, set := range o.Set {
			spec, from, ok := strings.Cut(set.Value, " from ")
			if !ok {
				continue
			}
			for _, id := range strings.Split(from, ",") {
				out = append(out, use{ID: strings.TrimSpace(id), Path: set.Path, Spec: spec, File: "option " + o.ID})
			}
		}
	}
	return out
}

// listEvidence prints one line per record.
func (a *app) listEvidence(lib *seeds.Library, used map[string][]use) error {
	type line struct {
		ID   string `json:"id"`
		Kind string `json:"kind"`
		Text string `json:"text"`
		Used int    `json:"quantities"`
	}
	var lines []line
	for _, r := range lib.Records {
		lines = append(lines, line{r.ID, "statement", r.Paraphrase, len(used[r.ID])})
	}
	for _, r := range lib.Assumptions {
		lines = append(lines, line{r.ID, "assumption", r.Text, len(used[r.ID])})
	}
	for _, r := range lib.Publications {
		lines = append(lines, line{r.ID, "publication", r.Title, len(used[r.ID])})
	}
	if a.console.JSON {
		return a.console.WriteJSON(lines)
	}
	heads := map[string]string{"statement": "Statements", "assumption": "Assumptions, where the sources are silent", "publication": "Published studies and base rates"}
	last := ""
	for _, l := range lines {
		if l.Kind != last {
			if last != "" {
				a.console.Print("")
			}
			a.console.Print("%s (quantities that rest on each)", heads[l.Kind])
			last = l.Kind
		}
		a.item(console.Pad(fmt.Sprintf("  %3d  %s", l.Used, l.ID), 38), l.Text)
	}
	a.console.Next("simulate evidence " + lines[0].ID)
	return nil
}

// item prints a name with its text, wrapped beside it or, when the name is long, below.
func (a *app) item(name, text string) {
	indent := 38
	rows := console.Wrap(text, a.console.Width-indent, 0)
	if len([]rune(name)) > indent {
		a.console.Print("%s", strings.TrimRight(name, " "))
		name = strings.Repeat(" ", indent)
	}
	for i, row := range rows {
		if i > 0 {
			name = strings.Repeat(" ", indent)
		}
		a.console.Print("%s%s", name, row)
	}
}

func (a *app) showEvidence(lib *seeds.Library, used map[string][]use, id string) error {
	fields, ok := describe(lib, id)
	if !ok {
		hint := "simulate evidence lists all"
		if near := diag.Suggest(id, lib.IDs()); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		return fmt.Errorf("no evidence %q; %s", id, hint)
	}
	if a.console.JSON {
		record := map[string]any{"id": id, "quantities": append([]use{}, used[id]...)}
		for _, f := range fields {
			record[f[0]] = f[1]
		}
		return a.console.WriteJSON(record)
	}
	a.console.Print("%s", id)
	for _, f := range fields {
		if f[1] == "" {
			continue
		}
		for i, row := range console.Wrap(f[1], a.console.Width-15, 0) {
			name := f[0]
			if i > 0 {
				name = ""
			}
			a.console.Print("  %s%s", console.Pad(name, 13), row)
		}
	}
	a.console.Print("")
	list := used[id]
	if len(list) == 0 {
		a.console.Print("No quantity rests on it.")
		return nil
	}
	a.console.Print("%s", capital(console.Count(len(list), "quantity rests", "quantities rest")+" on it"))
	for _, u := range list {
		a.console.Print("  %s%s", console.Pad(u.Path, 40), u.Spec)
		place := u.File
		if u.Line > 0 {
			place = fmt.Sprintf("%s:%d", u.File, u.Line)
		}
		a.console.Print("      %s, in %s", place, inScenarios(u.Scenarios))
	}
	return nil
}

// inScenarios lists scenarios by name, or says how many they are.
func inScenarios(names []string) string {
	if len(names) <= 2 {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%d scenarios", len(names))
}

// describe is a record as fields, in reading order.
func describe(lib *seeds.Library, id string) ([][2]string, bool) {
	if r, ok := lib.Record(id); ok {
		return [][2]string{{"source", r.Source + ", paragraph " + r.Paragraph}, {"speaker", r.Speaker}, {"date", r.Date}, {"paraphrase", r.Paraphrase},
			{"informs", strings.Join(r.Informs, ", ")}, {"direction", r.Direction}, {"confidence", r.Confidence}, {"grade", r.Grade}, {"why", r.Why}}, true
	}
	if r, ok := lib.Assumption(id); ok {
		return [][2]string{{"assumption", r.Text}}, true
	}
	if p, ok := lib.Publication(id); ok {
		return [][2]string{{"title", p.Title}, {"authors", p.Authors}, {"year", p.Year}, {"status", p.Status}, {"finding", p.Finding}, {"used-for", p.UsedFor}}, true
	}
	return nil, false
}
