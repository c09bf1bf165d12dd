package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/console"
	"parley/cmd/simulate/internal/publish"
	"parley/cmd/simulate/internal/settings"
	"parley/plots"
	"parley/sim/results"
)

func newReport(a *app) *cobra.Command {
	show, paper := false, ""
	cmd := &cobra.Command{
		Use:   "report [RESULT]",
		Short: "Make charts and briefing again, and open the briefing",
		Long: `Makes the charts and the briefing of a stored result again: a folder, the name of
a scenario that was run, or without a name the newest result. Nothing is played.`,
		Example: "  simulate report --open\n  simulate report runs/baseline/7f3a91c2-s1",
		Args:    between(0, 1, "at most one result"),
		RunE: func(_ *cobra.Command, args []string) error {
			if paper != "" && !slices.Contains(settings.Papers[:], paper) {
				return usage("--paper %s: there are %s", paper, strings.Join(settings.Papers[:], ", "))
			}
			return a.report(argument(args), paper, show)
		},
	}
	cmd.Flags().StringVar(&paper, "paper", "", "`sheet` that the briefing is laid out for: a4 or letter (default: as it was)")
	cmd.Flags().BoolVar(&show, "open", false, "open the briefing in a browser")
	return cmd
}

// stored reads the tables of a result that charts are made from.
func stored(arg string) (dir string, in plots.Input, err error) {
	set, sum, err := openResult(arg)
	if err != nil {
		return "", in, err
	}
	d, err := set.Derived()
	if err != nil {
		why := "the same simulate run without --no-report makes them"
		switch {
		case len(set.Manifest.Missing) > 0:
			why = "merge its shards again without --no-report, into another folder"
		case set.Manifest.Partial:
			why = lacks(&set.Manifest)
		}
		return "", in, fmt.Errorf("%s has rows, but charts need tables that were not made; %s", set.Dir, why)
	}
	record, err := results.ReadRecord(set.Dir, set.Manifest.Engine)
	if err != nil {
		return "", in, err
	}
	return set.Dir, plots.Input{Manifest: &set.Manifest, Summary: sum, Derived: d, Record: record}, nil
}

func (a *app) report(arg, paper string, show bool) error {
	dir, in, err := stored(arg)
	if err != nil {
		return err
	}
	s, err := locked(dir, in.Manifest)
	if err != nil {
		return err
	}
	if err := publish.Again(dir, in, s.Scenario.Library(), paper); err != nil {
		return err
	}
	page := filepath.Join(dir, publish.BriefFile)
	charts, err := filepath.Glob(filepath.Join(dir, publish.ChartsDir, "*.svg"))
	if err != nil {
		return err
	}
	if a.console.JSON {
		if err := a.console.WriteJSON(map[string]any{"results": dir, "briefing": page, "charts": len(charts)}); err != nil {
			return err
		}
	} else {
		a.console.Print("Built  %s", page)
		a.console.Print("       %s in %s", console.Count(len(charts), "chart", "charts"), filepath.Join(dir, publish.ChartsDir))
		a.partial(in.Manifest)
	}
	if show {
		path, err := filepath.Abs(page)
		if err != nil {
			return err
		}
		return console.Open(path)
	}
	if !a.console.JSON {
		a.console.Next("simulate report " + quote(dir) + " --open")
	}
	return nil
}

// partial warns that a result is not what was asked for.
func (a *app) partial(m *results.Manifest) {
	if m.Partial {
		a.console.Say("note: the result is partial, %s of %s runs per option: %s", console.Thousands(m.Runs), console.Thousands(m.Asked), lacks(m))
	}
}

// lacks says why a result is partial and how it becomes whole.
func lacks(m *results.Manifest) string {
	if len(m.Missing) == 0 {
		return "its run was stopped, and the same simulate run goes on from there"
	}
	var gaps []string
	for i, gap := range m.Missing {
		if i == 3 && len(m.Missing) > 4 {
			gaps = append(gaps, console.Count(len(m.Missing)-i, "other stretch", "other stretches"))
			break
		}
		gaps = append(gaps, console.Thousands(gap.First)+" to "+console.Thousands(gap.First+gap.N-1))
	}
	return "it was merged without runs " + strings.Join(gaps, ", ") + "; play those shards and merge again"
}
