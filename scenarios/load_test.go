package scenarios

import (
	"context"
	"os"
	"testing"

	"parley/sim"
	"parley/sim/diag"
	"parley/sim/results"
)

// Every embedded scenario and template loads without a finding and plays without a failure under every option.
func TestLoad_embeddedScenariosPlay(t *testing.T) {
	args := Names()
	for _, name := range Templates() {
		dir := t.TempDir()
		f, err := Template(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.CopyFS(dir, f); err != nil {
			t.Fatal(err)
		}
		args = append(args, dir)
	}
	for _, arg := range args {
		s, findings := Load(arg, nil)
		if len(findings) > 0 {
			diag.Render(os.Stderr, findings, s.Sources, false)
			t.Errorf("%s has findings", arg)
			continue
		}
		var plans []*sim.Plan
		for _, o := range s.Options {
			spec, err := s.Spec(o.ID)
			if err != nil {
				t.Fatal(err)
			}
			plans = append(plans, Compile(spec))
		}
		report, err := sim.Run(context.Background(), plans, sim.Job{Seed: 1, Runs: 300, Workers: 2}, func(results.Block) error { return nil })
		if err != nil || report.Failed > 0 {
			t.Errorf("%s: %d runs failed, %v %+v", arg, report.Failed, err, report.Failures)
		}
	}
}
