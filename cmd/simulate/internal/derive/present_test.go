package derive

import (
	"context"
	"reflect"
	"testing"

	"parley/scenarios"
	"parley/sim"
	"parley/sim/results"
)

// A result that was merged without its first shard has drivers and stories of runs that are there: those of the shards it has, which a result of
// them alone would have too.
func TestTables_ofRunsThatAreThere(t *testing.T) {
	sc, findings := scenarios.Load("baseline", nil)
	if findings.HasErrors() {
		t.Fatal(findings)
	}
	spec, err := sc.Spec("baseline")
	if err != nil {
		t.Fatal(err)
	}
	of := func(first, runs int64, missing ...results.Span) (*results.Drivers, []results.Story) {
		m := sc.Manifest()
		m.First, m.Runs, m.Missing = first, runs, missing
		s := Study{Spec: spec, Plan: scenarios.Compile(spec), Manifest: &m, Seed: 1, Workers: 2, Runs: runs, Tell: func(*sim.Transcript, *sim.World) []string { return nil }}
		d, err := Drivers(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		return d, Stories(s)
	}
	_, told := of(0, 700, results.Span{First: 0, N: 500}, results.Span{First: 900, N: 100})
	for _, s := range told {
		if s.Run < 500 || s.Run >= 900 && s.Run < 1000 || s.Run >= 1300 {
			t.Errorf("a story of run %d, which is not there", s.Run)
		}
	}
	if len(told) == 0 {
		t.Error("no stories")
	}
	// Up to where its end is missing, a result with a gap and one that begins behind the gap are the same.
	gap, some := of(0, 400, results.Span{First: 0, N: 500})
	begins, again := of(500, 400)
	if !reflect.DeepEqual(gap, begins) || !reflect.DeepEqual(some, again) {
		t.Error("400 runs behind a gap have other drivers or stories than the same 400 runs")
	}
	if whole, _ := of(0, 400); reflect.DeepEqual(gap, whole) {
		t.Error("drivers do not depend on which runs they are of, so that this test tests nothing")
	}
}
