package spatial

import (
	"math"
	"slices"
	"testing"
)

// Distances and utilities by hand: salience (3, 4), positions 100 apart on the first dimension: 3/5. At risk 0.5 the utility is
// (1 - 0.6)(1 + 0.3). With one dimension salience cancels.
func TestUtility(t *testing.T) {
	d := Distance([]float64{3, 4}, []float64{0, 20}, []float64{100, 20})
	if math.Abs(d-0.6) > 1e-12 || math.Abs(Utility(d, 0.5)-0.52) > 1e-12 {
		t.Errorf("distance %v, utility %v", d, Utility(d, 0.5))
	}
	if a, b := Distance([]float64{7}, []float64{10}, []float64{60}), Distance([]float64{90}, []float64{10}, []float64{60}); a != b || math.Abs(a-0.5) > 1e-12 {
		t.Errorf("on one dimension %v and %v", a, b)
	}
	// BigRRange: the likeliest actor gets 1, the least likely 0, -1/2 and -1.
	for rule, want := range map[string]float64{"min": 0, "mid": -0.5, "max": -1} {
		if got := Attitude(rule, 0.1, 0.1, 0.4); math.Abs(got-want) > 1e-12 || math.Abs(Attitude(rule, 0.4, 0.1, 0.4)-1) > 1e-12 {
			t.Errorf("%s: %v, want %v", rule, got, want)
		}
	}
}

func three() []Actor {
	return []Actor{{"left", 100, []float64{0}, []float64{80}}, {"middle", 60, []float64{40}, []float64{50}}, {"right", 100, []float64{100}, []float64{60}}}
}

// Two actors of equal weight: neither expects to gain by a challenge (P = 1/2), so nobody moves, and the model says that it settled.
func TestRun_equals(t *testing.T) {
	turns, settled, err := Run([]Actor{{"a", 1, []float64{0}, []float64{50}}, {"b", 1, []float64{100}, []float64{50}}}, Defaults(), nil)
	if err != nil || !settled || len(turns) != 2 || turns[1].Moved != 0 || math.Abs(turns[0].Chances[0]-0.5) > 1e-9 {
		t.Errorf("%+v %v %v", turns, settled, err)
	}
}

// Actors at one place stand for one option, as in KTAB: two of weight 1 at 0 and one of weight 2 at 100 have the chances of two of weight 2.
func TestRun_onePlace(t *testing.T) {
	turns, _, err := Run([]Actor{{"a", 1, []float64{0}, []float64{50}}, {"b", 1, []float64{0}, []float64{50}}, {"c", 2, []float64{100}, []float64{50}}}, Options{Vote: "prop", Victory: "linear", Election: "conditional", RiskRange: "mid", RiskKnown: 0.5, Power: 1}, nil)
	if err != nil || turns[0].Chances[0] != turns[0].Chances[1] || math.Abs(turns[0].Chances[1]+turns[0].Chances[2]-1) > 1e-12 {
		t.Errorf("%+v %v", turns, err)
	}
}

// Whatever the options, positions stay on their range and between the extremes, chances add up to 1, and the same call gives the same.
func TestRun_everyOption(t *testing.T) {
	for _, vote := range Votes() {
		for _, victory := range Victories() {
			for _, election := range Elections() {
				o := Defaults()
				o.Vote, o.Victory, o.Election, o.Turns = vote, victory, election, 12
				turns, _, err := Run(three(), o, nil)
				if err != nil {
					t.Fatal(err)
				}
				again, _, _ := Run(three(), o, nil)
				for i, turn := range turns {
					sum := 0.0
					for k, p := range turn.Chances {
						if !slices.ContainsFunc(turn.Positions[:k], func(x []float64) bool { return x[0] == turn.Positions[k][0] }) {
							sum += p
						}
						if x := turn.Positions[k][0]; !(x >= 0 && x <= 100) || x != again[i].Positions[k][0] {
							t.Fatalf("%s %s %s, turn %d: %+v", vote, victory, election, i, turn)
						}
					}
					if math.Abs(sum-1) > 1e-9 {
						t.Fatalf("%s %s %s, turn %d: chances add up to %v", vote, victory, election, i, sum)
					}
				}
			}
		}
	}
}

// A stochastic run draws among bargains; with draws of 0 everybody stays, since staying comes first.
func TestRun_draws(t *testing.T) {
	turns, settled, err := Run(three(), Defaults(), func(int, int) float64 { return 0 })
	if err != nil || !settled || turns[len(turns)-1].Moved != 0 {
		t.Errorf("%v %v %v", turns, settled, err)
	}
	moved, _, err := Run(three(), Defaults(), func(int, int) float64 { return 0.999999 })
	if err != nil || moved[1].Moved == 0 {
		t.Errorf("nobody moved: %v", err)
	}
}

func TestRun_errors(t *testing.T) {
	bad := Defaults()
	bad.Vote = "loud"
	if _, _, err := Run(three(), bad, nil); err == nil {
		t.Error("an unknown vote is not refused")
	}
	for _, a := range [][]Actor{three()[:1], {{"a", 0, []float64{0}, []float64{1}}, {"b", 1, []float64{0}, []float64{1}}}, {{"a", 1, []float64{0, 1}, []float64{1, 1}}, {"b", 1, []float64{0}, []float64{1}}}, {{"a", 1, []float64{101}, []float64{1}}, {"b", 1, []float64{0}, []float64{1}}}} {
		if _, _, err := Run(a, Defaults(), nil); err == nil {
			t.Errorf("%+v is not refused", a)
		}
	}
}

func BenchmarkRun_10actors(b *testing.B) {
	var actors []Actor
	for i := range 10 {
		actors = append(actors, Actor{"a", 50 + 7*float64(i), []float64{float64(i * 11 % 100)}, []float64{20 + 5*float64(i)}})
	}
	for b.Loop() {
		if _, _, err := Run(actors, Defaults(), nil); err != nil {
			b.Fatal(err)
		}
	}
}
