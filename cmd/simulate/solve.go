package main

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/console"
	"parley/cmd/simulate/internal/solve"
	"parley/plots"
	"parley/scenarios"
	"parley/sim/foreign"
	"parley/sim/results"
)

func newSolve(a *app) *cobra.Command {
	var weights, reservation, chart, option string
	quota := 0.0
	cmd := &cobra.Command{
		Use:   "solve FILE...",
		Short: "Frontier, Nash and other yardsticks, found exactly",
		Long: `Finds what a negotiation could give, whoever plays it how: Pareto frontier, zone of
possible agreement, the Nash, Kalai-Smorodinsky, egalitarian and utilitarian
points, opposition; with three or more parties also the Condorcet winner, and
with capabilities or --quota the power indices of Shapley-Shubik and Banzhaf.

FILE is a scenario of ours, or a domain with its profiles as Genius (XML),
GeniusWeb or NegoLog (JSON), NegMAS (YAML) or KTAB (CSV, XML) write them. Name the
domain and the profiles, or their folder; profiles beside a domain are found.`,
		Example:           "  simulate solve baseline\n  simulate solve domain.xml buyer.xml seller.xml --chart space.svg\n  simulate solve domains/domain0 --json",
		Args:              between(1, 64, "a scenario, or the files of a domain"),
		ValidArgsFunction: completeScenarios,
		RunE: func(_ *cobra.Command, args []string) error {
			w := solve.Wishes{}
			var err error
			if w.Weights, err = numberList("--weights", weights, true); err != nil {
				return err
			}
			if w.Reservation, err = numberList("--reservation", reservation, false); err != nil {
				return err
			}
			if w.Quota = quota; !(quota >= 0) || quota > math.MaxFloat64 {
				return usage("--quota %v: the weight that a coalition needs is a number above 0", quota)
			}
			return a.solve(args, w, chart, option)
		},
	}
	cmd.Flags().StringVar(&weights, "weights", "", "bargaining weights of the parties for the asymmetric Nash point, as `2,1`")
	cmd.Flags().Float64Var(&quota, "quota", 0, "power indices of votes in which a coalition needs this weight; weights are capabilities, or those of --weights, or 1 each (0: more than half, for actors with capabilities)")
	cmd.Flags().StringVar(&reservation, "reservation", "", "reservation values instead of those of the files, as `0.3,0.2`")
	cmd.Flags().StringVar(&chart, "chart", "", "draw the utility space of the first two parties into `FILE`.svg or .png")
	cmd.Flags().StringVar(&option, "option", "", "option of a scenario of ours (default: as it stands)")
	return cmd
}

// numberList reads "2,1".
func numberList(flag, text string, positive bool) ([]float64, error) {
	if text == "" {
		return nil, nil
	}
	var out []float64
	for _, part := range strings.Split(text, ",") {
		x, err := strconv.ParseFloat(strings.TrimSpace(part), 64)
		if err != nil || x != x || x-x != 0 || positive && x <= 0 {
			return nil, usage("%s %s: write numbers with commas between them, for example %s 2,1", flag, text, flag)
		}
		out = append(out, x)
	}
	return out, nil
}

// foreignFiles reads files of other programs. ours is true when there is one argument that is a scenario of ours.
func foreignFiles(args []string) (n *foreign.Negotiation, ours bool, err error) {
	if len(args) == 1 && slices.Contains(scenarios.Names(), args[0]) {
		return nil, true, nil
	}
	n, err = foreign.Read(args...)
	if len(args) == 1 && err != nil {
		ending := strings.ToLower(filepath.Ext(args[0]))
		if errors.Is(err, os.ErrNotExist) || errors.Is(err, foreign.ErrNotForeign) && ending != ".xml" && ending != ".json" && ending != ".csv" {
			return nil, true, nil // the reader of scenarios says what is wrong with it
		}
	}
	return n, false, foreignError(err)
}

// foreignError gives a fault of a file its exit code.
func foreignError(err error) error {
	var fault *foreign.Error
	if errors.As(err, &fault) || errors.Is(err, foreign.ErrNotForeign) {
		return &exitError{exitInvalid, err}
	}
	return err
}

func (a *app) solve(args []string, w solve.Wishes, chart, option string) error {
	if ending := filepath.Ext(chart); chart != "" && ending != ".svg" && ending != ".png" {
		return usage("--chart %s: the name must end in .svg or .png", chart)
	}
	n, ours, err := foreignFiles(args)
	if err != nil {
		return err
	}
	var r *solve.Report
	if ours && w.Quota > 0 {
		return usage("--quota goes with files of other programs: votes of a scenario of ours are its ratification")
	}
	if ours {
		s, _, err := a.open(args[0], nil)
		if err != nil {
			return err
		}
		at, err := s.Option(option)
		if err != nil {
			return usage("%w", err)
		}
		if r, err = solve.Scenario(s.Plans[at], w); err != nil {
			return usage("%w", err)
		}
	} else if option != "" {
		return usage("--option goes with a scenario of ours")
	} else if r, err = solve.Domain(n, w); err != nil {
		return &exitError{exitInvalid, err}
	}
	if chart != "" {
		if err := drawSpace(r, chart); err != nil {
			return err
		}
	}
	if a.console.JSON {
		return a.console.WriteJSON(r)
	}
	a.printSolved(r)
	if chart != "" {
		a.console.Print("")
		a.console.Print("Drew %s", chart)
	}
	return nil
}

func drawSpace(r *solve.Report, chart string) error {
	if len(r.Parties) < 2 {
		return fmt.Errorf("%s has one party: there is no utility space to draw", r.Name)
	}
	space := plots.UtilitySpace{Title: r.Name, Parties: [2]string{r.Parties[0], r.Parties[1]}, Reservation: [2]float64{r.Zone.Reservation[0], r.Zone.Reservation[1]}, Joined: r.Outcomes == nil, More: len(r.Parties) > 2}
	var names []string
	var at [][2]float64
	space.Outcomes, space.Frontier, names, at = r.Chart()
	for i, name := range names {
		space.Points = append(space.Points, plots.NamedPoint{Name: name, X: at[i][0], Y: at[i][1]})
	}
	data, err := space.Draw(filepath.Ext(chart), plots.Options{})
	if err != nil {
		return err
	}
	return results.WriteFile(chart, data)
}

func (a *app) printSolved(r *solve.Report) {
	what := "continuous deals"
	if r.Outcomes != nil {
		what = console.Count(*r.Outcomes, "outcome", "outcomes")
	}
	a.note(fmt.Sprintf("%s (%s): %s, %s", r.Name, r.Format, what, console.Count(len(r.Parties), "party", "parties")))
	a.console.Print("")
	frontier := console.Count(r.Pareto.Size, "outcome cannot", "outcomes cannot") + " be improved for one without cost to another"
	if r.Pareto.Distinct < r.Pareto.Size {
		frontier += fmt.Sprintf("; %d of them differ in what they give", r.Pareto.Distinct)
	}
	if r.Outcomes == nil {
		frontier = "a curve with " + console.Count(r.Pareto.Size, "corner", "corners")
	}
	a.console.Print("%s%s", console.Pad("Pareto frontier", 22), frontier)
	zone := "empty: nothing gives every party its reservation value"
	if !r.Zone.Empty {
		zone = "not empty"
		if r.Zone.Outcomes != nil {
			zone = console.Count(*r.Zone.Outcomes, "outcome gives", "outcomes give") + " every party its reservation value"
		}
	}
	a.console.Print("%s%s", console.Pad("Zone of agreement", 22), zone)
	if r.Opposition != nil {
		a.console.Print("%s%.4f at the Kalai-Smorodinsky outcome, %.4f at the nearest", console.Pad("Opposition", 22), r.Opposition.Kalai, r.Opposition.Nearest)
	}
	a.console.Print("")
	const wide = 12
	name := func(s string) string {
		if c := []rune(s); len(c) > wide-2 {
			s = string(c[:wide-3]) + "…"
		}
		return s
	}
	few := len(r.Parties) <= 4
	if few && !a.console.Plain {
		head := console.Pad("", 22)
		for _, p := range r.Parties {
			head += console.Pad(name(p), wide)
		}
		a.console.Print("%s", head)
	}
	row := func(title string, p *solve.Point) {
		if p == nil {
			a.console.Print("%snone", console.Pad(title, 22))
			return
		}
		var values []string
		for i, u := range p.Utilities {
			if a.console.Plain || !few {
				values = append(values, fmt.Sprintf("%s %.4f", r.Parties[i], u))
			} else {
				values = append(values, console.Pad(fmt.Sprintf("%.4f", u), wide-1))
			}
		}
		sep := " "
		if a.console.Plain || !few {
			sep = ", "
		}
		for i, line := range console.Wrap(strings.Join(values, sep), a.console.Width-22, 0) {
			if few && !a.console.Plain {
				line = strings.TrimRight(strings.Join(values, sep), " ")
			}
			head := title
			if i > 0 {
				head = ""
			}
			a.console.Print("%s%s", console.Pad(head, 22), line)
			if few && !a.console.Plain {
				break
			}
		}
		terms := r.Terms(p.Deal)
		if len(p.Lottery) > 0 {
			var parts []string
			for _, c := range p.Lottery {
				parts = append(parts, fmt.Sprintf("%.4f: %s", c.Chance, r.Terms(c.Deal)))
			}
			terms = strings.Join(parts, "; ")
		}
		for _, line := range console.Wrap(terms, a.console.Width-4, 0) {
			a.console.Print("    %s", line)
		}
	}
	for _, n := range solve.Names {
		if p, there := r.Points[n[0]]; there {
			row(n[1], p)
		}
	}
	if r.Condorcet != nil {
		if r.Condorcet.Winner == nil {
			a.console.Print("%snone: majorities run in a circle, or tie", console.Pad("Condorcet winner", 22))
		} else {
			row("Condorcet winner", r.Condorcet.Winner)
		}
	}
	if r.Power != nil {
		a.console.Print("")
		title := "Power at a majority"
		if !r.Power.Majority {
			title = fmt.Sprintf("Power at a quota of %g", r.Power.Quota)
		}
		a.console.Print("%s%s%s", console.Pad(title, 30), console.Pad("Shapley-Shubik", 18), "Banzhaf")
		for i, p := range r.Parties {
			a.console.Print("%s%s%.4f", console.Pad(p, 30), console.Pad(fmt.Sprintf("%.4f", r.Power.ShapleyShubik[i]), 18), r.Power.Banzhaf[i])
		}
	}
	if v := r.Veto; v != nil {
		a.console.Print("")
		core := "outside: some change would suit all veto players"
		if v.InCore {
			core = "inside: no change suits all veto players"
		}
		a.console.Print("%s%s", console.Pad("Status quo and core", 22), core)
		absorbed := "nobody"
		if len(v.Absorbed) > 0 {
			absorbed = strings.Join(v.Absorbed, ", ")
		}
		a.console.Print("%s%s", console.Pad("Absorbed", 22), absorbed)
		for _, line := range console.Wrap("By distance from ideal points alone, for "+strings.Join(v.Players, ", ")+". An absorbed veto player lies within the core of the others.", a.console.Width-4, 0) {
			a.console.Print("    %s", line)
		}
	}
	if len(r.Notes) > 0 {
		a.console.Print("")
		for _, n := range r.Notes {
			a.note("- " + n)
		}
	}
}
