package backtest

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
)

func sealed(t *testing.T) (Seal, []byte) {
	t.Helper()
	s := Seal{Schema: 1, Sealed: "2025-03-04", Scenario: "x", Runs: 100, Classes: []string{"escalation", "no-talks", "breakdown", "blocked", "limited-deal", "full-deal"}, P: []float64{0.1, 0.1, 0.5, 0.1, 0.1, 0.1}}
	s.Digest = s.Sum()
	text, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return s, text
}

func TestSeal_refusesChanges(t *testing.T) {
	s, text := sealed(t)
	if got, err := ReadSeal("x.json", text); err != nil || got.Digest != s.Digest {
		t.Fatalf("%v %v", got, err)
	}
	for _, change := range [][2]string{{"0.5", "0.6"}, {"2025-03-04", "2025-01-04"}, {`"runs":100`, `"runs":200`}} {
		if _, err := ReadSeal("x.json", []byte(strings.Replace(string(text), change[0], change[1], 1))); err == nil || !strings.Contains(err.Error(), "was changed") {
			t.Errorf("%v: %v", change, err)
		}
	}
	// One that was made by hand, with a digest that fits, still has to hold chances.
	for _, p := range [][]float64{{0.9, 0.1, 0.5, 0.1, 0.1, 0.1}, {-0.1, 0.3, 0.5, 0.1, 0.1, 0.1}} {
		s.P = p
		s.Digest = s.Sum()
		text, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ReadSeal("x.json", text); err == nil || !strings.Contains(err.Error(), "chance") {
			t.Errorf("%v: %v", p, err)
		}
	}
	if _, err := ReadSeal("x.json", []byte("{}")); err == nil {
		t.Error("an empty file is a seal")
	}
}

func TestSeal_score(t *testing.T) {
	s, _ := sealed(t)
	x, err := s.Score("breakdown", "2025-06-01")
	if err != nil {
		t.Fatal(err)
	}
	// By hand: -ln 0.5; 0.5² + 5 × 0.1²; cumulated 0.1 0.2 | 0.7-1 0.8-1 0.9-1: (0.01+0.04+0.09+0.04+0.01)/5.
	near(t, "log", x.Log, math.Ln2, 1e-15)
	near(t, "Brier", x.Brier, 0.30, 1e-15)
	near(t, "ranked", x.Ranked, 0.038, 1e-15)
	for _, bad := range [][2]string{{"peace", ""}, {"breakdown", "2025-03-04"}, {"breakdown", "June"}} {
		if _, err := s.Score(bad[0], bad[1]); err == nil {
			t.Errorf("%v is taken", bad)
		}
	}
	r := Summarise([]Scored{*x, *x}, 1)
	near(t, "even chances", r.Scores[0].Even.Mean, math.Log(6), 1e-12)
	// Two of two below 0 say nothing: a source that is neither better nor worse gives that in a quarter of all draws. Ten of ten do, in one of 1,024.
	if d := r.Scores[0]; !(d.Difference.High < 0) || d.Better {
		t.Errorf("two seals below even chances: %+v, must be no verdict", d)
	}
	var ten []Scored
	for range Fewest {
		ten = append(ten, *x)
	}
	if d := Summarise(ten, 1).Scores[0]; !d.Better {
		t.Errorf("ten seals below even chances: %+v", d)
	}
}
