package protocol_test

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"parley/scenarios"
	"parley/sim"
	"parley/sim/equilibrium"
)

// pie is a scenario whose contract curve is a straight line: two issues of equal weight, opposite ideal points, no loss aversion, full trust.
// What one side gains by a move the other loses, so a deal shares out what both save by it, the costs of no deal: 0.1 + 0.1.
const pie = `
title: A pie
question: Who gets how much of a pie of 0.2?
cutoff: 2000-01-01
horizon: 120 months
agenda: [a, b]
issues:
  a: {title: A, by: one, at0: x, at1: y, status-quo: 0.5 from assumption/example, minimum-move: 0.001 from assumption/example}
  b: {title: B, by: two, at0: x, at1: y, status-quo: 0.5 from assumption/example, minimum-move: 0.001 from assumption/example}
table: [one, two]
mediator: none
ratifiers: []
actors:
  one:
    title: One
    kind: principal
    ideal: {a: 0 from assumption/example, b: 1 from assumption/example}
    salience: {a: 0.5 from assumption/example, b: 0.5 from assumption/example}
    loss-aversion: 1 from assumption/example
    trust: {two: 1 from assumption/example}
    reversibility: 0 from assumption/example
    no-deal: {base: 0.1 from assumption/example}
    patience: %v from assumption/example
  two:
    title: Two
    kind: principal
    ideal: {a: 1 from assumption/example, b: 0 from assumption/example}
    salience: {a: 0.5 from assumption/example, b: 0.5 from assumption/example}
    loss-aversion: 1 from assumption/example
    trust: {one: 1 from assumption/example}
    reversibility: 0 from assumption/example
    no-deal: {base: 0.1 from assumption/example}
    patience: %v from assumption/example
terms: {curvature: 1 from assumption/example}
stages: [%s]
protocol:
  scopes: full-only
  linked: 1 from assumption/example
  fallback-at: 1 from assumption/example
  rounds: %d from assumption/example
  break-hazard: %v from assumption/example
  outside-second: %v from assumption/example
`

// share plays the pie once and returns the first side's share of it, NaN without a text.
func share(t *testing.T, protocol string, d1, d2 float64, rounds int, hazard, outside float64) float64 {
	t.Helper()
	file := filepath.Join(t.TempDir(), "pie.yaml")
	if err := os.WriteFile(file, []byte(fmt.Sprintf(pie, d1, d2, protocol, rounds, hazard, outside)), 0o644); err != nil {
		t.Fatal(err)
	}
	sc, findings := scenarios.Load(file, nil)
	if findings.HasErrors() {
		t.Fatal(findings)
	}
	spec, err := sc.Spec(sc.Manifest().Options[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	m := sim.NewMachine(scenarios.Compile(spec), 1)
	for run := range uint64(50) { // a walk-out may come first
		w := m.Play(run, run, nil)
		if o := &w.Outcome; o.HasText {
			one, two := w.Surplus(&w.Principals[0].Stakes, &o.Text, o.Scope), w.Surplus(&w.Principals[1].Stakes, &o.Text, o.Scope)
			if math.Abs(one+two-0.2) > 1e-9 {
				t.Fatalf("%s: %v and %v do not add up to the pie", protocol, one, two)
			}
			return one / 0.2
		}
	}
	return math.NaN()
}

// A scenario's pie is divided as the closed forms say, to 1e-6.
func TestProtocols_closedForms(t *testing.T) {
	for _, c := range []struct {
		name            string
		protocol        string
		d1, d2          float64
		rounds          int
		hazard, outside float64
		want            float64
	}{
		{"Rubinstein 1982, (.9, .8)", "rubinstein", 0.9, 0.8, 10, 0, 0, 0.714285714},
		{"Rubinstein 1982, equals", "rubinstein", 0.95, 0.95, 10, 0, 0, 1 / 1.95},
		{"Binmore, Rubinstein & Wolinsky 1986: breakdown discounts further", "rubinstein", 0.9, 0.8, 10, 0.1, 0, equilibrium.Rubinstein(0.81, 0.72)},
		{"an outside option below d/(1+d) has no effect", "rubinstein", 0.9, 0.9, 10, 0, 0.09, 1 / 1.9},
		{"an outside option of .6 of the pie is what the responder gets", "rubinstein", 0.9, 0.9, 10, 0, 0.12, 0.4},
		{"Stahl 1972, .9, T = 3", "stahl", 0.9, 0.9, 3, 0, 0, 0.91},
		{"Stahl 1972, .9, T = 2", "stahl", 0.9, 0.9, 2, 0, 0, 0.1},
		{"Stahl 1972, one round: all of it", "stahl", 0.9, 0.9, 1, 0, 0, 1},
		{"Romer & Rosenthal 1978: the setter takes all", "setter", 0.9, 0.9, 5, 0, 0, 1},
	} {
		if got := share(t, c.protocol, c.d1, c.d2, c.rounds, c.hazard, c.outside); !(math.Abs(got-c.want) <= 1e-6) {
			t.Errorf("%s: %.9f, closed form %.9f", c.name, got, c.want)
		}
	}
	// Baron & Ferejohn 1989 with two who must agree: each expects half before anybody is recognised, so a proposer keeps 1 - .9/2 of the pie.
	if got := share(t, "closed-rule", 0.9, 0.9, 10, 0, 0); math.Abs(got-0.55) > 1e-6 && math.Abs(got-0.45) > 1e-6 {
		t.Errorf("closed rule: %.9f of the pie, closed form .55 for who is recognised", got)
	}
	// Zeuthen leads to Nash, half of the pie, within a step of 1 in the number of rounds.
	if got := share(t, "monotonic-concession", 0.9, 0.9, 50, 0, 0); math.Abs(got-0.5) > 0.02 {
		t.Errorf("monotonic concession: %.4f of the pie, Nash has half", got)
	}
}
