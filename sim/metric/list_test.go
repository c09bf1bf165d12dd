package metric

import (
	"math"
	"strings"
	"testing"

	"parley/sim"
	"parley/sim/results"
)

// A metric says itself where it is undefined. A number that is not finite where it is defined fails the run by name: as "undefined" it would
// drop out of the denominator unseen.
func TestRow_undefinedIsNotNaN(t *testing.T) {
	row := func(x float64, defined bool) (got float64, cause any) {
		defer func() { cause = recover() }()
		to := []float64{7}
		Row([]Metric{{results.Column{Name: "gain"}, func(*sim.World) (float64, bool) { return x, defined }}})(&sim.World{}, to)
		return to[0], nil
	}
	if x, cause := row(0.5, true); x != 0.5 || cause != nil {
		t.Errorf("a number: %v, %v", x, cause)
	}
	for _, x := range []float64{0.5, math.NaN(), math.Inf(1)} {
		if got, cause := row(x, false); got == got || cause != nil {
			t.Errorf("undefined, computed as %v: %v, %v", x, got, cause)
		}
	}
	for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		if got, cause := row(x, true); cause == nil || !strings.Contains(cause.(string), "gain") {
			t.Errorf("%v where the metric is defined: %v, %v", x, got, cause)
		}
	}
}
