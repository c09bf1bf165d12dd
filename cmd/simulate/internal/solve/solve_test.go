package solve

import (
	"math"
	"testing"

	"parley/scenarios"
	"parley/sim/foreign"
)

// A single issue divided between two, no deal worth 0 to both after the status quo: on the contract curve of an embedded scenario the
// points keep their definitions: no corner of the curve has a larger Nash product or least gain, Kalai-Smorodinsky shares are equal.
func TestScenario(t *testing.T) {
	for _, name := range []string{"baseline", "exchange", "nuclear-only"} {
		sc, findings := scenarios.Load(name, nil)
		if findings.HasErrors() {
			t.Fatal(findings)
		}
		spec, err := sc.Spec(sc.Manifest().Options[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		r, err := Scenario(scenarios.Compile(spec), Wishes{Weights: []float64{1, 1}})
		if err != nil {
			t.Fatal(err)
		}
		nash, ks, egal := r.Points["nash"], r.Points["kalai-smorodinsky"], r.Points["egalitarian"]
		if nash == nil || ks == nil || egal == nil {
			t.Fatalf("%s: points %+v", name, r.Points)
		}
		product := func(p Point) float64 { return max(0, p.Utilities[0]) * max(0, p.Utilities[1]) }
		for _, c := range r.Pareto.Frontier {
			if product(c) > product(*nash)*(1+1e-9) {
				t.Errorf("%s: a corner has product %v, Nash %v", name, product(c), product(*nash))
			}
			if min(c.Utilities[0], c.Utilities[1]) > min(egal.Utilities[0], egal.Utilities[1])+1e-9 {
				t.Errorf("%s: a corner has a larger least gain than the egalitarian point", name)
			}
		}
		if a := r.Points["nash-asymmetric"]; math.Abs(a.Utilities[0]-nash.Utilities[0]) > 1e-9 {
			t.Errorf("%s: equal weights give %v, Nash %v", name, a.Utilities, nash.Utilities)
		}
		if r.Veto == nil || len(r.Veto.Players) != 2+len(spec.Ratifiers) {
			t.Errorf("%s: veto players %+v", name, r.Veto)
		}
	}
}

// The reservation values asked for take the place of the file's, and sizes that do not fit are refused.
func TestDomain_wishes(t *testing.T) {
	n := &foreign.Negotiation{Name: "pie", Issues: []foreign.Issue{{Name: "share", Values: []string{"all", "most", "none"}}},
		Parties: []foreign.Party{{Name: "a", Weights: []float64{1}, Worth: [][]float64{{1, 0.6, 0}}}, {Name: "b", Weights: []float64{1}, Worth: [][]float64{{0, 0.6, 1}}}}}
	r, err := Domain(n, Wishes{Reservation: []float64{0.7, 0}})
	if err != nil || r.Points["nash"].Utilities[0] != 1 || *r.Zone.Outcomes != 1 {
		t.Errorf("%+v %v", r, err)
	}
	if r, err = Domain(n, Wishes{Reservation: []float64{0.7, 0.7}}); err != nil || r.Points["nash"] != nil || !r.Zone.Empty {
		t.Errorf("without a zone: %+v %v", r, err)
	}
	for _, w := range []Wishes{{Reservation: []float64{1}}, {Weights: []float64{1, 1, 1}}} {
		if _, err := Domain(n, w); err == nil {
			t.Errorf("%+v is not refused", w)
		}
	}
}
