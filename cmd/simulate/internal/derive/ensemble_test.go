package derive

import (
	"context"
	"math"
	"testing"

	"parley/scenarios"
	"parley/sim"
)

// By hand: two models, two sets of four runs. Model one has 2 and 2 deals of 4 (no ignorance), model two 4 and 0 (no luck). Shares are
// 1/2 and 1/2: nothing lies between models. Within model one the variance of a run is 1/4·4/3; within model two it is 0 and the sets
// differ by a variance of 1/2. Model one's sets differ by 0, less than the noise of runs, so 0.
func TestDivide(t *testing.T) {
	s := divide([][]int{{2, 2}, {4, 0}}, 4)
	for _, c := range []struct {
		name      string
		got, want float64
	}{{"models", s.Models, 0}, {"ignorance", s.Ignorance, math.Sqrt(0.25)}, {"luck", s.Luck, math.Sqrt(0.5 * 0.25 * 4 / 3)}, {"mean", s.Mean, 0.5}} {
		if math.Abs(c.got-c.want) > 1e-12 {
			t.Errorf("%s: %v, by hand %v", c.name, c.got, c.want)
		}
	}
	if s := divide([][]int{{4, 4}, {0, 0}}, 4); math.Abs(s.Models-0.5) > 1e-12 || s.Luck != 0 || s.Ignorance != 0 {
		t.Errorf("models that differ for certain: %+v", s)
	}
}

// The same model twice gives the same runs; the table does not depend on the number of workers.
func TestEnsemble(t *testing.T) {
	sc, findings := scenarios.Load("exchange", nil)
	if findings.HasErrors() {
		t.Fatal(findings)
	}
	spec, err := sc.Spec(sc.Manifest().Options[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	names := []string{"single-text", "single-text", "setter"}
	one, err := Ensemble(context.Background(), spec, names, 4, 1, 20, 10)
	if err != nil {
		t.Fatal(err)
	}
	three, err := Ensemble(context.Background(), spec, names, 4, 3, 20, 10)
	if err != nil {
		t.Fatal(err)
	}
	if one.Models[0].Endings != one.Models[1].Endings || one.Models[0].Endings == one.Models[2].Endings {
		t.Errorf("the same model twice: %+v", one.Models)
	}
	for a := range sim.EndingNames {
		for b := range sim.EndingNames {
			if k := one.Models[1].Paired[a][b]; a != b && k != 0 {
				t.Errorf("run by run the same model differs %d times", k)
			}
		}
	}
	for i := range names {
		if one.Models[i] != three.Models[i] || one.Spread != three.Spread {
			t.Errorf("%s: 1 worker and 3 differ", names[i])
		}
	}
	if _, err := Ensemble(context.Background(), spec, []string{"barter"}, 4, 1, 2, 2); err == nil {
		t.Error("an unknown protocol is not refused")
	}
}
