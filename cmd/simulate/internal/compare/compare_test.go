package compare

import (
	"math"
	"strings"
	"testing"

	"parley/sim/results"
)

// 45 of 100 against 58 of 100 with 1,000 runs each: the standard error is sqrt(.45·.55/1000 + .58·.42/1000) = 0.02217.
func TestUnpaired(t *testing.T) {
	d := unpaired(results.Count{K: 450, N: 1000}, results.Count{K: 580, N: 1000})
	if math.Abs(d.Mean-0.13) > 1e-12 || math.Abs(d.SE-0.02217) > 1e-5 || math.Abs(d.Low-(0.13-1.96*0.02217)) > 1e-4 || !d.Detectable() {
		t.Errorf("unpaired: %+v", d)
	}
}

func TestChanged(t *testing.T) {
	a := results.Manifest{Horizon: 24, Issues: []results.Issue{{ID: "x"}}, Actors: []results.Actor{{ID: "russia", Role: "mediator"}},
		Quantities: []results.Quantity{{Path: "p.same", Spec: "1"}, {Path: "p.moved", Spec: "uniform 0 1"}, {Path: "p.gone", Spec: "2"}, {Path: "issues.x.status-quo"}}, Switches: []results.Switch{{Path: "talks.format", Value: "auto"}}}
	b := results.Manifest{Horizon: 24, Issues: []results.Issue{{ID: "x"}, {ID: "y"}},
		Quantities: []results.Quantity{{Path: "p.same", Spec: "1", File: "other.yaml"}, {Path: "p.moved", Spec: "0.5", File: "b.yaml", Line: 7}, {Path: "issues.x.status-quo"}, {Path: "issues.y.status-quo"}}, Switches: []results.Switch{{Path: "talks.format", Value: "direct"}}}
	var got []string
	changed, onlyA, onlyB := Changed(&a, &b)
	for _, c := range changed {
		got = append(got, c.Path+" "+c.A+" > "+c.B)
	}
	if onlyA != 1 || onlyB != 1 { // p.gone; issues.y.status-quo
		t.Errorf("%d quantities in A alone, %d in B alone, want 1 and 1", onlyA, onlyB)
	}
	want := []string{"agenda x > x, y", "mediator russia > none", "p.moved uniform 0 1 > 0.5", "talks.format auto > direct"}
	if strings.Join(got, "; ") != strings.Join(want, "; ") {
		t.Errorf("Changed = %q, want %q", got, want)
	}
}

// 215, 35, 214, 137, 399 of 1,000 rounded alone would be 22 + 4 + 21 + 14 + 40 = 101; together they are 100.
func TestShares(t *testing.T) {
	got := Shares(results.Endings{215, 35, 214, 137, 399, 0})
	want := [7]string{"25", "22", "3", "21", "14", "40", "under 1"}
	if got != want {
		t.Errorf("Shares = %v, want %v", got, want)
	}
}
