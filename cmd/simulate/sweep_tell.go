package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"parley/cmd/simulate/internal/console"
	"parley/cmd/simulate/internal/sweep"
	"parley/plots"
	"parley/sim/results"
	"parley/sim/stats"
)

// What a table of cells looks like: on the terminal, as JSON, as a picture.

// mostShown is how many cells are printed, of more the highest and the lowest; all are in cells.csv.
const mostShown = 40

func (a *app) tellSweep(dir, title string, t *sweep.Table) error {
	if a.console.JSON {
		return a.console.WriteJSON(sweepJSON(dir, t))
	}
	if t.Shard != "" { // a part is no answer
		return nil
	}
	a.console.Print("%s", title)
	a.console.Print("In the model, under these assumptions; seed %d, %s runs of each cell on the same draws", t.Seed, console.Thousands(t.Runs))
	a.console.Print("")
	width := len("setting")
	told, between := t.Ends(mostShown)
	for _, i := range told {
		width = max(width, len([]rune(t.Label(i))))
	}
	width = min(width, 60) + 2
	a.console.Print("%s%s%s", console.Pad("setting", width), console.Pad("any deal of 100", 18), "difference from the first, in points")
	for k, i := range told {
		if between > 0 && k == mostShown/2 {
			a.console.Print("  %s between these; all are in %s", console.Count(between, "cell", "cells"), filepath.Join(dir, sweep.CSVFile))
		}
		c := &t.Cells[i]
		good := c.N - c.Failed
		if good == 0 {
			a.console.Print("%s%s", console.Pad(cut(t.Label(i), 60), width), "not played yet")
			continue
		}
		in := stats.Wilson(c.Deals(), good, stats.Level)
		diff := "–"
		if i > 0 {
			d := c.Against()
			diff = sprintf("%+.1f (%+.1f to %+.1f)", 100*d.Mean, 100*d.Low, 100*d.High)
		}
		a.console.Print("%s%s%s", console.Pad(cut(t.Label(i), 60), width), console.Pad(sprintf("%s (%.0f–%.0f)", stats.OfHundred(c.Deals(), good), 100*in.Low, 100*in.High), 18), diff)
	}
	if between > 0 {
		a.console.Print("")
		a.note("Of so many cells the highest are high, and the lowest low, partly by luck, which the interval of a single cell does not show.")
	}
	return nil
}

// sweepJSON is what --json prints: the table without histograms.
func sweepJSON(dir string, t *sweep.Table) any {
	type cell struct {
		Scenario string            `json:"scenario"`
		Option   string            `json:"option"`
		Set      map[string]string `json:"set"`
		Runs     int64             `json:"runs"`
		Failed   int64             `json:"failed"`
		Endings  results.Endings   `json:"endings"`
		Deals    int64             `json:"any_deal"`
		Low      float64           `json:"low"`
		High     float64           `json:"high"`
		Gained   int64             `json:"gained"`
		Lost     int64             `json:"lost"`
	}
	out := struct {
		Schema  int    `json:"schema"`
		Results string `json:"results"`
		Engine  string `json:"engine"`
		Seed    uint64 `json:"seed"`
		Runs    int64  `json:"runs"`
		Partial bool   `json:"partial"`
		Shard   string `json:"shard,omitempty"`
		SHA256  string `json:"table_sha256"`
		Cells   []cell `json:"cells"`
	}{1, dir, t.Engine, t.Seed, t.Runs, t.Partial, t.Shard, t.SHA256, []cell{}}
	for i := range t.Cells {
		c := &t.Cells[i]
		s, o, p := t.At(i)
		set := map[string]string{}
		for k, x := range t.Design.Axes {
			set[x.Path] = t.Points[p][k]
		}
		in := stats.Wilson(c.Deals(), max(1, c.N-c.Failed), stats.Level)
		out.Cells = append(out.Cells, cell{t.Scenarios[s].Name, t.Options[o], set, c.N, c.Failed, c.Endings, c.Deals(), in.Low, in.High, c.Gained, c.Lost})
	}
	return out
}

func (a *app) drawSweep(dir, title string, t *sweep.Table) error {
	c := plots.Cells{Title: title, Outcome: "Any deal",
		Note: fmt.Sprintf("In the model, under these assumptions. Seed %d, %s runs of each cell on the same draws, engine %s, table %s.", t.Seed, console.Thousands(t.Runs), t.Engine, t.SHA256[:12])}
	for _, x := range t.Design.Axes {
		axis := plots.CellAxis{Title: x.Path}
		if t.Design.Kind == "grid" || len(t.Design.Axes) == 1 {
			axis.Values = x.Values
		}
		c.Axes = append(c.Axes, axis)
	}
	per := len(t.Points)
	for from := 0; from < len(t.Cells); from += per {
		s, o, _ := t.At(from)
		series := plots.CellSeries{Title: strings.TrimSuffix(t.Scenarios[s].Name+", "+t.Options[o], ", baseline")}
		for i := from; i < from+per; i++ {
			k := &t.Cells[i]
			series.Counts = append(series.Counts, results.Count{K: k.Deals(), N: k.N - k.Failed})
			series.Labels = append(series.Labels, t.Label(i))
		}
		c.Series = append(c.Series, series)
	}
	for _, ending := range []string{".svg", ".png"} {
		text, err := c.Draw(ending, plots.Options{})
		if err == nil {
			err = results.WriteFile(filepath.Join(dir, "cells"+ending), text)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
