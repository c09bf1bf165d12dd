package main

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/ask"
	"parley/cmd/simulate/internal/console"
	"parley/plots"
	"parley/sim"
	"parley/sim/results"
)

func newSweep(a *app) *cobra.Command {
	var q question
	var chart chartFile
	var levers []string
	var design, table string
	var levels, points, morris int
	var f sweepFlags
	cmd := &cobra.Command{
		Use:   "sweep [scenario ...] --vary PATH=VALUES | --lever PATH ...",
		Short: "Play chosen points of several levers: a factorial, a design",
		Long: `Plays a scenario at the points of a design of levers, all else varying on the same draws
at every point, and prints the chance of an outcome at each.

Designs: full (every combination of --levels levels), fraction (two levels, main effects
clear of pairs), sobol (Owen-scrambled; a power of two), halton, hypercube,
median-hypercube, random, antithetic. It says whether the design can be extended: a Latin
hypercube cannot.

--morris N screens instead: N trajectories that move one input at a time, over the levers
named, or over all inputs without --lever.

--vary PATH=v1,v2,... or PATH=lo..hi:n sets values instead of probabilities, of switches and
header fields too, and stores a table of cells with a chart: all combinations (--design
grid), the first values together, then the second (list), or a Latin hypercube over ranges
(lhs). Several scenarios, and --option all, stand in one table. Rows are not kept, so up to
10,000 cells and any number of runs take no more memory. Every cell gets its first 1,024
runs before any gets more, in an order that spreads over the space: Ctrl-C leaves a table
of the whole, and the same call goes on from there, also after kill -9.`,
		Example: "  simulate sweep --lever terms.front-loading --lever talks.contact --levels 3\n  simulate sweep --design sobol --points 64 --lever terms.front-loading --lever talks.contact --csv points.csv\n  simulate sweep baseline --vary talks.contact=0.2..0.8:7 --vary terms.front-loading=0.1,0.5,0.9\n  simulate sweep --vary talks.contact=0.2..0.8 --vary terms.front-loading=0..1 --design lhs --points 200\n  simulate sweep --morris 10",
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.wanted(args, q.option) {
				for _, name := range []string{"lever", "levels", "morris", "csv", "chart", "outcome"} {
					if cmd.Flags().Changed(name) {
						return usage("--%s goes with --lever and --morris, not with a table of cells (--vary, --out, --resume, several scenarios)", name)
					}
				}
				f.sets, f.design, f.points, f.runs, f.seed, f.workers = q.sets, "grid", 0, q.runs, q.seed, q.workers
				if cmd.Flags().Changed("design") {
					f.design = design
				}
				if cmd.Flags().Changed("points") {
					f.points = points
				}
				if q.option != "" {
					f.options = strings.Split(q.option, ",")
				}
				if len(args) == 0 {
					args = []string{"baseline"}
				}
				return a.sweepCells(cmd.Context(), args, f)
			}
			switch {
			case morris < 0 || morris > 1000:
				return usage("--morris %d: at most 1,000 trajectories", morris)
			case morris == 0 && len(levers) == 0:
				return usage("name a lever: --lever PATH, or --vary PATH=VALUES (simulate drivers lists what moves the outcome)")
			case len(levers) > 40:
				return usage("at most 40 levers, not %d", len(levers))
			case !slices.Contains(ask.Designs(), design):
				return usage("--design %s: there are %s", design, strings.Join(ask.Designs(), ", "))
			case levels < 2 || levels > 100 || points < 2 || points > 4096:
				return usage("--levels lies between 2 and 100, --points between 2 and 4,096")
			}
			if err := chart.check(); err != nil {
				return err
			}
			c, err := a.question(args, &q, 16)
			if err != nil {
				return err
			}
			if morris > 0 {
				s, err := c.Screen(cmd.Context(), levers, morris)
				if err != nil {
					return a.stopped(cmd, err)
				}
				if err := chart.draw(func(ending string) ([]byte, error) { return s.Draw(c, ending, plots.Options{}) }); err != nil {
					return err
				}
				if a.console.JSON {
					return a.console.WriteJSON(s)
				}
				a.printScreen(c, s)
				a.drew(chart)
				return nil
			}
			s, err := c.Sweep(cmd.Context(), levers, design, levels, points)
			if err != nil {
				return a.stopped(cmd, err)
			}
			if table != "" {
				if err := writePoints(table, s); err != nil {
					return err
				}
			}
			if err := chart.draw(func(ending string) ([]byte, error) { return s.Draw(c, ending, plots.Options{}) }); err != nil {
				return err
			}
			if a.console.JSON {
				return a.console.WriteJSON(s)
			}
			a.printSweep(c, s)
			a.drew(chart)
			return nil
		},
	}
	q.flags(cmd, 2048, "runs at each point")
	f.flags(cmd)
	fl := cmd.Flags()
	fl.StringArrayVar(&levers, "lever", nil, "`path` of a quantity to set (may be repeated)")
	fl.StringVar(&design, "design", "full", "design of the points: "+strings.Join(ask.Designs(), ", ")+"; with --vary grid (default), list, lhs")
	fl.IntVar(&levels, "levels", 3, "levels of each lever in a full factorial")
	fl.IntVar(&points, "points", 64, "points of the other designs")
	fl.IntVar(&morris, "morris", 0, "screen inputs by so many trajectories instead")
	chart.flag(cmd, "the points, or Morris's effects,")
	fl.StringVar(&table, "csv", "", "write the points with all endings to this `file` too")
	_ = cmd.RegisterFlagCompletionFunc("lever", completeLevers)
	return cmd
}

func (a *app) printSweep(c *ask.Case, s *ask.Sweep) {
	a.console.Print("%s", c.Study.Manifest.Title)
	extend := "can be extended"
	if !s.PrefixStable {
		extend = "cannot be extended"
	}
	a.console.Print("Design: %s, %s, %s; %s runs at each, seed %d", s.Design, console.Count(len(s.Points), "point", "points"), extend, console.Thousands(s.Runs), c.Seed)
	if s.Resolution > 0 {
		a.console.Print("Resolution %d: main effects are clear of each other%s", s.Resolution, map[bool]string{true: " and of pairs", false: ""}[s.Resolution > 3])
	}
	a.console.Print("In the model, under these assumptions")
	a.console.Print("")
	for i, q := range s.Levers {
		a.console.Print("  %c  %s (%s)", 'A'+rune(i%26), q.Title, q.Path)
	}
	head := ""
	for i := range s.Levers {
		head += console.Pad(string('A'+rune(i%26)), 10)
	}
	a.console.Print("")
	a.console.Print("%s%s of 100", head, strings.ToLower(c.Event.Title))
	for _, p := range s.Points {
		row := ""
		for _, v := range p.Values {
			row += console.Pad(sprintf("%.3g", v), 10)
		}
		a.console.Print("%s%s", row, ofHundred(p.Share))
	}
}

// writePoints writes a design with everything that came out of it.
func writePoints(file string, s *ask.Sweep) error {
	var text bytes.Buffer
	w := csv.NewWriter(&text)
	var head []string
	for _, q := range s.Levers {
		head = append(head, q.Path)
	}
	rows := [][]string{append(append(head, "n"), sim.EndingNames[:]...)}
	for _, p := range s.Points {
		var row []string
		for _, v := range p.Values {
			row = append(row, sprintf("%v", v))
		}
		row = append(row, sprintf("%d", p.Share.N))
		for _, e := range sim.EndingNames {
			row = append(row, sprintf("%d", p.Endings[e]))
		}
		rows = append(rows, row)
	}
	if err := w.WriteAll(rows); err != nil {
		return err
	}
	return results.WriteFile(file, text.Bytes())
}

func (a *app) printScreen(c *ask.Case, s *ask.Screen) {
	a.console.Print("%s", c.Study.Manifest.Title)
	a.console.Print("Morris's screening: %s, %s; seed %d", console.Count(s.Trajectories, "trajectory", "trajectories"), console.Count(int64(s.Played), "run", "runs"), c.Seed)
	a.paragraph("Change in the chance of " + strings.ToLower(c.Event.Title) + ", in points, when one input goes from one end of its range to the other: on average in size (±standard error), with its sign, and how much it varies from place to place.")
	a.console.Print("")
	order := slices.Clone(s.Effects)
	slices.SortStableFunc(order, func(a, b ask.Screened) int {
		switch {
		case a.Abs > b.Abs:
			return -1
		case a.Abs < b.Abs:
			return 1
		}
		return strings.Compare(a.Path, b.Path)
	})
	wide := max(28, min(46, a.console.Width-34))
	a.console.Print("%s%s%s%s", console.Pad("input", wide), console.Pad("size", 14), console.Pad("direction", 11), "spread")
	for i, e := range order {
		if i == 15 {
			a.console.Print("%s more: --json has all", console.Thousands(int64(len(order)-i)))
			break
		}
		a.console.Print("%s%s%s%s", console.Pad(cut(e.Title, wide-1), wide), console.Pad(sprintf("%.0f ±%.0f", 100*e.Abs, 100*e.Error), 14), console.Pad(sprintf("%+.0f", 100*e.Mean), 11), sprintf("%.0f", 100*e.SD))
	}
}
