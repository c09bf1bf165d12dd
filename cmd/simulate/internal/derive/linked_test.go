package derive

import (
	"context"
	"math"
	"testing"

	"parley/scenarios"
	"parley/sim"
	"parley/sim/results"
	"parley/sim/stats"
)

// Of two issues, the pair's correlation is that of the rows of the result, and does not depend on the number of workers.
func TestLinked(t *testing.T) {
	const runs = 4000
	sc, findings := scenarios.Load("exchange", nil)
	if findings.HasErrors() {
		t.Fatal(findings)
	}
	m := sc.Manifest()
	spec, err := sc.Spec(m.Options[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	plan := scenarios.Compile(spec)
	s := Study{Spec: spec, Plan: plan, Seed: 7, Workers: 1}
	got, err := Linked(context.Background(), s, runs)
	if err != nil || got == nil {
		t.Fatal(got, err)
	}
	s.Workers = 3
	if again, err := Linked(context.Background(), s, runs); err != nil || *again != *got {
		t.Fatalf("with three workers %+v, with one %+v (%v)", again, got, err)
	}

	place := map[string]int{}
	for i, c := range plan.Parts.Columns {
		place[c.Name] = i
	}
	var rows [][]float64
	width := len(plan.Parts.Columns)
	if _, err := sim.Run(context.Background(), []*sim.Plan{plan}, sim.Job{Seed: 7, Runs: runs, Workers: 2}, func(b results.Block) error {
		for i := range b.N {
			rows = append(rows, append([]float64{}, b.Values[i*width:(i+1)*width]...))
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	var x, y []float64
	for _, row := range rows {
		if row[place["scope-size"]] == 2 {
			x, y = append(x, row[place["deal."+spec.Issues[0].ID]]), append(y, row[place["deal."+spec.Issues[1].ID]])
		}
	}
	if r := stats.Spearman(x, y); len(spec.Issues) != 2 || math.Abs(r-got.Rank) > 1e-12 || int64(len(x)) != got.Texts {
		t.Errorf("%+v, %d rows have %v", got, len(x), r)
	}
}
