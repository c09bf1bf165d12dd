package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"parley/cmd/simulate/internal/console"
	"parley/sim/backtest"
)

// printBacktest prints scores; of the built-in cases it can say how they were picked and coded.
func (a *app) printBacktest(r *backtest.Report, builtIn bool) {
	coded := a.printChances(r)
	a.console.Print("")
	better := a.printScores(r)
	a.console.Print("")
	a.printReliability("generic values", r.Reliability)
	a.printReliability("fitted values", r.FittedBands)
	a.console.Print("")
	a.printTerms(r)
	verdict := "Under no score is the model shown to be better than base rates, with either set of values."
	if better[0]+better[1] > 0 {
		verdict = fmt.Sprintf("Of %d scores the model is better than base rates on these cases under %d with generic and under %d with fitted values.", len(r.Scores), better[0], better[1])
	}
	if len(r.Cases) < backtest.Fewest {
		verdict = fmt.Sprintf("No verdict: one needs at least %d cases.", backtest.Fewest)
	}
	little := "So few prove little: which cases were picked and what their coders knew of the end count for much, and one more can turn the sign of a difference."
	if builtIn {
		little = fmt.Sprintf("%d cases prove little: they were picked because they are known, coded by people who know how they ended, and one more case can turn the sign of a difference.", len(r.Cases))
	}
	if coded >= backtest.Fewest && len(r.Cases) >= backtest.Fewest {
		over := 0
		for _, s := range r.Scores {
			if s.Coder.ModelBetter {
				over++
			}
		}
		if over > 0 {
			verdict += fmt.Sprintf(" It is better than the coder under %d, who knew the endings and may have leant over backwards.", over)
		} else {
			verdict += " Nor is it shown to be better than the coder, who knew the endings."
		}
	}
	for _, line := range console.Wrap(verdict+" "+little+" A smoke test, not a validation.", 80, 0) {
		a.console.Print("%s", line)
	}
}

// printChances prints of every case the chances of the ending that came about, and returns how many cases have a coder's.
func (a *app) printChances(r *backtest.Report) (coded int) {
	for _, c := range r.Cases {
		if c.Coder != nil {
			coded++
		}
	}
	intro := fmt.Sprintf("%s, %s runs each. Of 100 simulated negotiations, how many ended as the case did: with the generic values where a case says nothing itself, and with values fitted to base rates (simulate calibrate); beside them ", console.Count(len(r.Cases), "case", "cases"), console.Thousands(r.Runs))
	if coded > 0 {
		intro += "the chance that a coder gave that ending before coding, knowing how such cases ended, and "
	}
	for _, line := range console.Wrap(intro+"the share of that ending among the other cases.", 88, 0) {
		a.console.Print("%s", line)
	}
	a.console.Print("")
	width := []int{20, 14, 10, 10}
	head := []string{"case", "ended in", "generic", "fitted"}
	if coded > 0 {
		width, head = append(width, 8), append(head, "coder")
	}
	row := func(cells []string, last string) {
		for i := range cells {
			cells[i] = console.Pad(cells[i], width[i])
		}
		a.console.Print("%s%s", strings.Join(cells, ""), last)
	}
	if !a.console.Plain {
		row(head, "base rate")
	}
	for _, c := range r.Cases {
		k := slices.Index(r.Classes, c.Happened)
		coder := "–"
		if c.Coder != nil {
			coder = outOf100(c.Coder[k])
		}
		if a.console.Plain {
			said := ""
			if c.Coder != nil {
				said = fmt.Sprintf(", coder %s of 100", coder)
			}
			a.console.Print("%s: %s; generic values %s of 100, fitted %s of 100%s, base rate %s of 100", c.ID, c.Happened, outOf100(c.P[k]), outOf100(c.Fitted[k]), said, outOf100(c.Base[k]))
			continue
		}
		cells := []string{c.ID, c.Happened, outOf100(c.P[k]), outOf100(c.Fitted[k])}
		if coded > 0 {
			cells = append(cells, coder)
		}
		row(cells, outOf100(c.Base[k]))
	}
	return coded
}

// printScores returns under how many scores generic and fitted values are better than base rates.
func (a *app) printScores(r *backtest.Report) (better [2]int) {
	a.console.Print("Scores are losses: lower is better. 95 %% intervals, cases drawn with replacement.")
	for _, s := range r.Scores {
		a.console.Print("  %s: base rates %s", s.Rule, estimate(s.Base, "%.3f"))
		a.console.Print("    generic values %s, less base rates %s", estimate(s.Model, "%.3f"), estimate(s.Difference, "%+.3f"))
		a.console.Print("    fitted values %s, less base rates %s, less generic %s", estimate(s.Fitted, "%.3f"), estimate(s.FitDiff, "%+.3f"), estimate(s.FitGain, "%+.3f"))
		a.console.Print("    generic, recalibrated without the case's family %s, less base rates %s", estimate(s.Mixed, "%.3f"), estimate(s.MixedDiff, "%+.3f"))
		if c := s.Coder; c != nil {
			on := ""
			if c.Prior.N < len(r.Cases) {
				on = fmt.Sprintf(" on %s", console.Count(c.Prior.N, "case", "cases"))
			}
			a.console.Print("    coder%s %s, less base rates %s; generic less coder %s, fitted less coder %s", on, estimate(c.Prior, "%.3f"), estimate(c.LessBase, "%+.3f"), estimate(c.ModelLess, "%+.3f"), estimate(c.FittedLess, "%+.3f"))
		}
		if s.Better {
			better[0]++
		}
		if s.FitBetter {
			better[1]++
		}
	}
	return better
}

// printTerms tells how the terms of simulated texts compare with those that somebody coded.
func (a *app) printTerms(r *backtest.Report) {
	s := r.TermsMean
	if s == nil {
		a.console.Print("No case has coded terms: how well the model settles terms is not tested here.")
		return
	}
	a.console.Print("Terms of texts, 0 to 1, with generic values; the weighted mean of what both want in the same runs:")
	for _, t := range r.Terms {
		a.console.Print("  terms of %s, %s: %.2f; model median %.2f (CRPS %.3f), weighted mean %.2f (CRPS %.3f)", t.Case, t.Issue, t.Happened, t.Median, t.CRPS, t.Mean, t.MeanCRPS)
	}
	a.console.Print("  mean absolute error over %s: model %s, weighted mean %s, difference %s", console.Count(s.Model.N, "case", "cases"), estimate(s.Model, "%.3f"), estimate(s.Mean, "%.3f"), estimate(s.Difference, "%+.3f"))
	a.console.Print("  CRPS: model %s, weighted mean %s, difference %s", estimate(s.CRPS, "%.3f"), estimate(s.MeanCRPS, "%.3f"), estimate(s.CRPSDiff, "%+.3f"))
	switch {
	case s.Model.N < backtest.Fewest:
		a.console.Print("  No verdict on terms: one needs at least %d cases.", backtest.Fewest)
	case s.Better:
		a.console.Print("  On these cases the model's terms are nearer than those of the weighted mean.")
	default:
		a.console.Print("  The model's terms are not shown to be nearer than those of the weighted mean.")
	}
}

// outOf100 is a probability in words that never say never.
func outOf100(p float64) string {
	switch x := 100 * p; {
	case x < 1:
		return "under 1"
	case x > 99:
		return "over 99"
	default:
		return fmt.Sprintf("%.0f", x)
	}
}

// printReliability tells how often cases ended in a deal where the model gave it such a chance.
func (a *app) printReliability(values string, bands []backtest.Reliability) {
	a.console.Print("Any deal, by what the model said with %s:", values)
	for _, b := range bands {
		a.console.Print("  said %.0f to %.0f of 100 (mean %s): %d of %s ended in a deal (95 %% interval %.0f to %.0f of 100)", 100*b.Low, 100*b.High, outOf100(b.Said), b.Deals, console.Count(b.Cases, "case", "cases"), 100*b.Interval.Low, 100*b.Interval.High)
	}
}

// estimate is a mean with its interval, which a single case does not have.
func estimate(e backtest.Estimate, format string) string {
	if math.IsNaN(e.Low) {
		return fmt.Sprintf(format, e.Mean)
	}
	return fmt.Sprintf(format+" ("+format+" to "+format+")", e.Mean, e.Low, e.High)
}
