package main

import (
	"fmt"
	"os"

	"parley/cmd/simulate/internal/console"
	"parley/sim/backtest"
)

// backtestTerms scores settlement rules on a table of coded decisions.
func (a *app) backtestTerms(file string, seed uint64, hit float64) error {
	if !(hit >= 0 && hit <= 100) {
		return usage("--hit %g: between 0 and 100", hit)
	}
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	table, err := backtest.ReadTable(file, f)
	if err != nil {
		return &exitError{exitInvalid, err}
	}
	r, err := backtest.ScoreTable(table, hit, seed)
	if err != nil {
		return &exitError{exitInvalid, err}
	}
	if a.console.JSON {
		return a.console.WriteJSON(r)
	}
	for i, x := range r.Left {
		if i == 5 {
			a.console.Print("and %d more issues", len(r.Left)-i)
			break
		}
		a.console.Print("left out: issue %s (line %d), %s", x.Issue, x.Line, x.Why)
	}
	a.console.Print("%s. Errors on the scale of 0 to 100; a hit is within %g. CRPS of one value is its", console.Count(r.Issues, "issue", "issues"), hit)
	a.console.Print("absolute error. The last column is CRPS less that of the weighted mean, with its")
	a.console.Print("95 %% interval over issues drawn with replacement.")
	a.console.Print("")
	if !a.console.Plain {
		a.console.Print("%s%s%s%s%s%s", console.Pad("rule", 30), console.Pad("MAE", 8), console.Pad("RMSE", 8), console.Pad("hits", 10), console.Pad("CRPS", 8), "less weighted mean")
	}
	better := ""
	for _, x := range r.Rules {
		d := estimate(x.Difference, "%+.2f")
		if x.Rule == r.Rules[0].Rule {
			d = "–"
		}
		if x.Better {
			better += fmt.Sprintf("On this table %s does better than the weighted mean.\n", x.Rule)
		}
		if a.console.Plain {
			a.console.Print("%s: MAE %.2f, RMSE %.2f, %d of %d hits, CRPS %.2f, less weighted mean %s", x.Rule, x.MAE.Mean, x.RMSE, x.Hits, x.Issues, x.CRPS.Mean, d)
			continue
		}
		a.console.Print("%s%s%s%s%s%s", console.Pad(x.Rule, 30), console.Pad(fmt.Sprintf("%.2f", x.MAE.Mean), 8), console.Pad(fmt.Sprintf("%.2f", x.RMSE), 8),
			console.Pad(fmt.Sprintf("%d of %d", x.Hits, x.Issues), 10), console.Pad(fmt.Sprintf("%.2f", x.CRPS.Mean), 8), d)
	}
	a.console.Print("")
	if r.Issues < backtest.Fewest {
		better = fmt.Sprintf("No verdict: one needs at least %d issues.\n", backtest.Fewest)
	} else if better == "" {
		better = "No rule is shown to be better than the weighted mean on this table.\n"
	}
	a.console.Print("%sOther tables may rank them otherwise; several rules were tried on the same issues.", better)
	return nil
}
