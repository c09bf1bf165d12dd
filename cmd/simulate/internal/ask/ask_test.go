package ask

import (
	"context"
	"math"
	"testing"

	"parley/cmd/simulate/internal/study"
	"parley/scenarios"
	"parley/sim"
)

func baseline(t testing.TB, runs int64) *Case {
	t.Helper()
	sc, findings := scenarios.Load("baseline", nil)
	if findings.HasErrors() {
		t.Fatal(findings)
	}
	s, err := study.New(sc)
	if err != nil {
		t.Fatal(err)
	}
	event, err := EventNamed("any-deal")
	if err != nil {
		t.Fatal(err)
	}
	return &Case{Study: s, Event: event, Seed: 1, Runs: runs, Workers: 2}
}

// A run in which quantities are put where they were drawn anyway is the run itself: the model of designs is the model of batches.
func TestRuns_agreeWithBatches(t *testing.T) {
	c := baseline(t, 600)
	all, err := c.endings(context.Background(), c.Study.Plans[:1], 0, c.Runs, nil)
	if err != nil {
		t.Fatal(err)
	}
	qs := c.quantities()
	inputs := c.inputs(qs)
	y := make([]float64, c.Runs)
	c.runs(qs)(y, func(i int, u []float64) uint64 {
		for k := range u {
			u[k] = inputs[k].U(i)
		}
		return uint64(i)
	})
	for i, e := range all[0] {
		if (y[i] == 1) != c.is(e) {
			t.Fatalf("run %d: %v by the design, ending %s in the batch", i, y[i], sim.EndingNames[e])
		}
	}
}

// Luck and ignorance add up, and agree with the nested design of the same scenario within their errors.
func TestDrivers_luckAndIgnorance(t *testing.T) {
	if testing.Short() {
		t.Skip("compares two estimates, which takes many runs; TestBrief asks for both")
	}
	c := baseline(t, 20_000)
	d, err := c.Drivers(context.Background(), Saltelli{})
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(d.Ignorance+d.Luck-1) > 1e-12 || d.Error > 0.02 {
		t.Errorf("ignorance %v, luck %v, error %v", d.Ignorance, d.Luck, d.Error)
	}
	const sets, reps = 400, 50
	halves, _, err := c.sets(context.Background(), sets, reps)
	if err != nil {
		t.Fatal(err)
	}
	// The covariance of two halves of a set's runs is the variance between sets, without bias.
	a, b := halves[0].Value[0], halves[1].Value[0]
	mean, cov := 0.0, 0.0
	for s := range sets {
		mean += (a[s] + b[s]) / 2 / sets
	}
	for s := range sets {
		cov += (a[s] - mean) * (b[s] - mean) / sets
	}
	if got := cov / (mean * (1 - mean)); math.Abs(got-d.Ignorance) > 0.06 {
		t.Errorf("ignorance %.3f by pairs, %.3f by sets", d.Ignorance, got)
	}
	if d.Statements.Sum > 1 || d.Statements.Sum < 0 || len(d.Statements.All) > 12 {
		t.Errorf("statements: %+v", d.Statements)
	}
}

// BenchmarkSobol is Saltelli's design of 2^14 points over the 20 strongest inputs of the baseline: 360,448 runs.
func BenchmarkSobol(b *testing.B) {
	c := baseline(b, 20_000)
	var inputs []Driver
	for _, q := range c.quantities()[:20] {
		inputs = append(inputs, Driver{Quantity: q})
	}
	for b.Loop() {
		if _, err := c.sobol(inputs, 0.5, Saltelli{Points: 1 << 14, Strongest: 20, Inputs: true}); err != nil {
			b.Fatal(err)
		}
	}
}
