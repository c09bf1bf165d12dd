package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"parley/actors"
	"parley/cmd/simulate/internal/console"
	"parley/plots"
	"parley/scenarios"
	"parley/sim/dist"
	"parley/sim/metric"
	"parley/sim/protocol"
)

// sorts are the things that can be listed, with the function that lists them.
func (a *app) sorts() map[string]func() ([]entry, error) {
	return map[string]func() ([]entry, error){
		"scenarios":     a.listScenarios,
		"actors":        a.listActors,
		"kinds":         listKinds,
		"protocols":     listProtocols,
		"metrics":       a.listMetrics,
		"charts":        listCharts,
		"distributions": listDistributions,
	}
}

var sortNames = []string{"scenarios", "actors", "kinds", "protocols", "metrics", "charts", "distributions"}

// entry is one line of a list.
type entry struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	Doc   string `json:"doc,omitempty"`
}

func newList(a *app) *cobra.Command {
	long := false
	cmd := &cobra.Command{
		Use:       "list [WHAT]",
		Short:     "What there is: scenarios, actors, protocols, metrics, charts",
		Long:      "Lists what there is of one sort, one line each: " + strings.Join(sortNames, ", ") + ". Without a sort it lists the built-in scenarios.",
		Example:   "  simulate list\n  simulate list metrics",
		Args:      between(0, 1, "at most one of "+strings.Join(sortNames, ", ")),
		ValidArgs: sortNames,
		RunE: func(_ *cobra.Command, args []string) error {
			what := "scenarios"
			if len(args) > 0 {
				what = args[0]
			}
			make, ok := a.sorts()[what]
			if !ok {
				return usage("nothing called %q to list; there are: %s", what, strings.Join(sortNames, ", "))
			}
			entries, err := make()
			if err != nil {
				return err
			}
			if a.console.JSON {
				return a.console.WriteJSON(entries)
			}
			a.printEntries(entries, long)
			if len(args) == 0 {
				a.console.Next("simulate list " + strings.Join(sortNames[1:], " | "))
			} else if !long {
				a.console.Next("simulate list " + what + " --long    says more of each")
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&long, "long", false, "say what each is")
	return cmd
}

// printEntries prints one line each, or in long form the description under it.
func (a *app) printEntries(entries []entry, long bool) {
	wide := 12
	for _, e := range entries {
		wide = max(wide, min(26, len([]rune(e.Name))+2))
	}
	for _, e := range entries {
		if long {
			a.console.Print("%s%s", console.Pad(e.Name, wide), e.Title)
			for _, row := range console.Wrap(e.Doc, a.console.Width-4, 0) {
				a.console.Print("    %s", row)
			}
			continue
		}
		for i, row := range console.Wrap(e.Title, a.console.Width-wide, 0) {
			if i > 0 {
				e.Name = ""
			}
			a.console.Print("%s%s", console.Pad(e.Name, wide), row)
		}
	}
}

func (a *app) listScenarios() ([]entry, error) {
	var out []entry
	for _, name := range scenarios.Names() {
		sc, _, err := a.load(name, nil)
		if err != nil {
			return nil, err
		}
		out = append(out, entry{name, sc.Title, sc.Question})
	}
	return out, nil
}

// listActors lists the embedded profiles as the baseline knows them.
func (a *app) listActors() ([]entry, error) {
	sc, _, err := a.load("baseline", nil)
	if err != nil {
		return nil, err
	}
	known := map[string]entry{}
	for _, x := range sc.Manifest().Actors {
		title := x.Title + ": " + kindTitle(x.Kind)
		doc := kindDoc(x.Kind)
		if x.Side != "" && x.Side != x.ID {
			title += " on the side of " + x.Side
		}
		if x.Role == "" {
			doc += " Without a part in the baseline."
		}
		known[x.ID] = entry{x.ID, title, doc}
	}
	var out []entry
	for _, id := range actors.Embedded() {
		e, ok := known[id]
		if !ok {
			e = entry{id, strings.ReplaceAll(id, "-", " "), "Not in the baseline; name it in a scenario to bring it in."}
		}
		out = append(out, e)
	}
	return out, nil
}

func kindTitle(name string) string {
	for _, k := range actors.Kinds() {
		if k.Name == name {
			return strings.ToLower(k.Title)
		}
	}
	return name
}

func kindDoc(name string) string {
	for _, k := range actors.Kinds() {
		if k.Name == name {
			return k.Doc
		}
	}
	return ""
}

func listKinds() ([]entry, error) {
	var out []entry
	for _, k := range actors.Kinds() {
		out = append(out, entry{k.Name, k.Doc, source("", k.Source)})
	}
	return out, nil
}

func listProtocols() ([]entry, error) {
	var out []entry
	for _, p := range protocol.List() {
		out = append(out, entry{p.Name, p.Title, source(fmt.Sprintf("%s Stage: %s.", p.Doc, p.Stage), p.Source)})
	}
	return out, nil
}

// listMetrics lists the columns of the baseline's table.
func (a *app) listMetrics() ([]entry, error) {
	sc, _, err := a.load("baseline", nil)
	if err != nil {
		return nil, err
	}
	spec, err := sc.Spec("baseline")
	if err != nil {
		return nil, err
	}
	var out []entry
	for _, m := range metric.List(&spec) {
		unit := ""
		if m.Unit != "" {
			unit = " Unit: " + m.Unit + "."
		}
		out = append(out, entry{m.Name, m.Title, m.Doc + unit})
	}
	return out, nil
}

func listCharts() ([]entry, error) {
	var out []entry
	for _, c := range plots.Charts() {
		out = append(out, entry{c.Name, c.Title, c.Doc})
	}
	return out, nil
}

// source adds where something comes from.
func source(doc, from string) string {
	if from == "" {
		return doc
	}
	return strings.TrimSpace(doc + " Source: " + from + ".")
}

func listDistributions() ([]entry, error) {
	var out []entry
	for _, f := range dist.Forms() {
		name := strings.TrimSpace(f.Name + " " + f.Args)
		out = append(out, entry{name, f.Example, source(f.Doc, f.Source)})
	}
	return out, nil
}
