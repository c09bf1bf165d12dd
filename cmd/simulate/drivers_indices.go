package main

import (
	"fmt"
	"slices"
	"strings"

	"parley/cmd/simulate/internal/ask"
	"parley/cmd/simulate/internal/console"
	"parley/sim/diag"
)

// Sobol' indices of drivers: of single inputs and of groups.

// indexKinds are the values of --by.
var indexKinds = []string{"input", "actor", "statement"}

func indicesOf(by []string, points, strongest int) (ask.Saltelli, error) {
	for _, kind := range by {
		if !slices.Contains(indexKinds, kind) {
			if near := diag.Suggest(kind, indexKinds); near != "" {
				return ask.Saltelli{}, usage("--by %s: did you mean %s?", kind, near)
			}
			return ask.Saltelli{}, usage("--by is one or more of %s, not %q", strings.Join(indexKinds, ", "), kind)
		}
	}
	s := ask.Saltelli{Points: points, Strongest: strongest, Inputs: slices.Contains(by, "input"), Actors: slices.Contains(by, "actor"), Statements: slices.Contains(by, "statement")}
	if points == 0 && (s.Actors || s.Statements) {
		return s, usage("--by goes with --sobol N, such as --sobol 4096")
	}
	return s, nil
}

func (a *app) printSobol(c *ask.Case, s *ask.Sobol, top int) {
	a.console.Print("")
	a.console.Print("Sobol' indices from %s runs (95 %% intervals; a total index far above the first: it acts together with others, or luck does)", console.Thousands(int64(s.Runs)))
	if c.Study.Plans[c.Option].Joined() {
		a.paragraph("Here inputs are moved independently of one another, whatever correlations the scenario states.")
	}
	for _, x := range s.Inputs {
		a.printIndex(x, x.Title)
	}
	for _, g := range []struct {
		head, what string
		all        []ask.Index
	}{{"By actor, all inputs about it at once", "about", s.Actors}, {"By statement, all inputs that rest on it at once (one that rests on several counts with each)", "that rest on", s.Statements}} {
		if len(g.all) == 0 {
			continue
		}
		a.console.Print("")
		a.console.Print("%s", g.head)
		for i, x := range g.all {
			if i < top {
				a.printIndex(x, fmt.Sprintf("%s (%s)", x.Title, console.Count(len(x.Members), "input", "inputs")))
			}
		}
		if more := len(g.all) - top; more > 0 {
			a.console.Print("%d more, with smaller total indices: --top %d", more, len(g.all))
		}
		first := g.all[0]
		a.paragraph(fmt.Sprintf("If all inputs %s %s were drawn anew and nothing else, the outcome would turn in %s of 100 simulated negotiations: more than for any other. %s", g.what, first.Title, partsOf(first.Turned), bySource(g.all)))
	}
}

// bySource says which comes first among the statements of each source but the first one's: an assumption may lead all, and a reader asks for the article's.
func bySource(all []ask.Index) string {
	seen, said := map[string]bool{}, []string{}
	for i, x := range all {
		source, _, ok := strings.Cut(x.Title, "/")
		if !ok || seen[source] {
			continue
		}
		seen[source] = true
		if i > 0 {
			said = append(said, fmt.Sprintf("%s in %s", x.Title, partsOf(x.Turned)))
		}
	}
	if len(said) == 0 {
		return ""
	}
	return "First of the others' statements: " + strings.Join(said, ", ") + "."
}

func (a *app) printIndex(x ask.Index, name string) {
	a.console.Print("%sfirst %6.3f (%.3f to %.3f)   total %5.3f (%.3f to %.3f)", console.Pad(cut(name, 35), 36), x.First[0], x.First[1], x.First[2], x.Total[0], x.Total[1], x.Total[2])
}
