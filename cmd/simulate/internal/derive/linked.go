package derive

import (
	"context"
	"math"

	"parley/sim"
	"parley/sim/results"
	"parley/sim/stats"
)

// Linked finds the two issues whose terms go together most closely in the texts of a run, by rank correlation over texts that contain both; nil
// where no pair stands in enough of them.
func Linked(ctx context.Context, s Study, runs int64) (*results.Linked, error) {
	var columns []results.Column
	for _, is := range s.Spec.Issues { // in their order, which is that of the terms of a text
		columns = append(columns, results.Column{Name: "deal." + is.ID, Type: results.Float, Hi: 1})
	}
	if len(columns) < 2 {
		return nil, nil
	}
	light := *s.Plan
	light.Parts.Columns = columns
	light.Parts.Row = func(w *sim.World, row []float64) {
		for k := range columns {
			row[k] = math.NaN()
			if w.Outcome.HasText && w.Outcome.Scope.Has(k) {
				row[k] = w.Outcome.Text[k]
			}
		}
	}
	texts := make([][]float64, len(columns))
	_, err := sim.Run(ctx, []*sim.Plan{&light}, sim.Job{Seed: s.Seed, Runs: runs, Workers: s.Workers}, func(b results.Block) error {
		for i, x := range b.Values {
			texts[i%len(columns)] = append(texts[i%len(columns)], x)
		}
		return nil
	})
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return nil, err
	}
	var best *results.Linked
	for j := range columns {
		for k := range j {
			var x, y []float64
			for i := range texts[j] {
				if a, b := texts[k][i], texts[j][i]; a == a && b == b {
					x, y = append(x, a), append(y, b)
				}
			}
			r := stats.Spearman(x, y)
			if len(x) < linkedTexts || r != r || best != nil && math.Abs(r) <= math.Abs(best.Rank) {
				continue
			}
			low, high := stats.SpearmanInterval(r, len(x))
			best = &results.Linked{First: s.Spec.Issues[k].ID, Second: s.Spec.Issues[j].ID, Rank: r, Low: low, High: high, Texts: int64(len(x))}
		}
	}
	return best, nil
}
