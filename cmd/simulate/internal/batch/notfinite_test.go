package batch

import (
	"context"
	"math"
	"strings"
	"testing"

	"parley/sim"
	"parley/sim/results"
)

// torn is a quantity whose quantile is not defined in its lowest tenth.
type torn struct{}

func (torn) Quantile(u float64) float64 {
	if u < 0.1 {
		return math.NaN()
	}
	return u
}

// A draw that is not finite fails its run before it is played: every comparison with NaN is false, so the run would end as if nothing were wrong.
func TestPlay_notFiniteDraw(t *testing.T) {
	const runs = 2000
	j := job(t.TempDir(), runs, 2)
	spec := j.Plans[0].Spec
	spec.Quantities = append(append([]sim.QuantitySpec{}, spec.Quantities...), sim.QuantitySpec{Path: "torn", Dist: torn{}})
	j.Plans[0] = sim.NewPlan(spec, j.Plans[0].Parts)
	r := play(t, context.Background(), j)
	o := r.Summary.Options[0]
	if p := float64(o.Failed) / runs; o.N != runs || math.Abs(p-0.1) > 4*math.Sqrt(0.1*0.9/runs) {
		t.Errorf("%d of %d failed, want a tenth", o.Failed, o.N)
	}
	if other := r.Summary.Options[1]; other.Failed != 0 {
		t.Errorf("%d failed of the option without it", other.Failed)
	}
	set, err := results.Open(j.Dir)
	if err != nil {
		t.Fatal(err)
	}
	list, err := Failures(set, j.Plans, r.Failures)
	if err != nil || len(list) != mostListed || !strings.Contains(list[0].Cause, "torn is drawn as NaN") {
		t.Fatalf("%d listed: %v, %v", len(list), list, err)
	}
	ending, err := set.Column("baseline", "ending")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range list {
		if e := ending[f.Run]; e == e {
			t.Errorf("run %d is listed and ends as %v", f.Run, e)
		}
	}
}
