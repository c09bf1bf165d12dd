package backtest

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

func stands(weightsAt ...float64) (d Decision) {
	for i := 0; i < len(weightsAt); i += 2 {
		d.Actors = append(d.Actors, Stand{Actor: string(rune('a' + i)), Position: weightsAt[i], Salience: 10, Capability: weightsAt[i+1]})
	}
	return d
}

func TestBargain_knownAnswers(t *testing.T) {
	from := func(d Decision, q float64) Decision { d.Reference, d.Referenced = q, true; return d }
	for _, c := range []struct {
		name   string
		settle func(Decision) Settlement
		d      Decision
		want   float64
		why    string
	}{
		{"two ends, alike", nashWithout, stands(0, 1, 100, 1), 50, "Nash 1950: a pie shared in halves"},
		{"two ends, two to one", nashWithout, stands(0, 2, 100, 1), 100. / 3, "u = x^a and (1-x)^b: x = a/(a+b)"},
		{"a half to one", nashWithout, stands(0, 1, 100, 0.5), 100. / 3, "the same: (.5, 1) gives .333333"},
		{"inner positions, two to one", nashWithout, stands(40, 2, 60, 1), 40, "(140-x)^2 (40+x) falls from x = 20 on, and below 40 both lose"},
		{"three", nashWithout, stands(0, 1, 0, 1, 100, 1), 100. / 3, "(100-x)^2 x"},
		{"who has no weight", nashWithout, Decision{Actors: []Stand{{"a", 0, 10, 1}, {"b", 100, 10, 1}, {"c", 7, 0, 9}}}, 50, "salience 0"},
		{"agreed", nashWithout, stands(30, 1, 30, 5), 30, "nothing to bargain over"},
		{"equal shares", kalaiWithout, stands(0, 2, 40, 1, 50, 1), 25, "midway between the extremes"},
		{"from the law, both want more", nashFrom, from(stands(40, 1, 60, 1), 0), 40, "y (80-y) falls from 40 on"},
		{"from the law, the one who wants more is stronger", nashFrom, from(stands(40, 1, 60, 3), 0), 60, "y^3 (80-y) rises to 60, where both begin to lose"},
		{"between", nashFrom, from(stands(40, 1, 60, 1.5), 0), 48, "y^1.5 (80-y): 1.5/y = 1/(80-y)"},
		{"the same downwards", nashFrom, from(stands(60, 1, 40, 1.5), 100), 52, "its mirror image"},
		{"one wants the law", nashFrom, from(stands(40, 1, 0, 1), 0), 0, "nothing is better for both"},
		{"the law lies between", nashFrom, from(stands(40, 1, 60, 9), 50), 50, "nothing is better for both"},
		{"equal shares from the law", kalaiFrom, from(stands(40, 1, 60, 9), 0), 48, "y/60 = 2 - y/40"},
		{"the same downwards", kalaiFrom, from(stands(60, 9, 40, 1), 100), 52, "its mirror image"},
		{"equal shares, the law between", kalaiFrom, from(stands(40, 1, 60, 9), 50), 50, "nothing is better for both"},
	} {
		s := c.settle(c.d)
		if got := s.At(); !(math.Abs(got-c.want) < 1e-9) {
			t.Errorf("%s: %v, want %v (%s)", c.name, got, c.want, c.why)
		}
	}
}

// No outcome of a fine grid has a larger product of gains, or larger equal shares.
func TestBargain_best(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		d := Decision{Reference: float64(r.IntN(101)), Referenced: true}
		for range 2 + r.IntN(6) {
			d.Actors = append(d.Actors, Stand{Position: float64(r.IntN(101)), Salience: 1 + 99*r.Float64(), Capability: r.Float64() + 0.01})
		}
		if r.IntN(2) == 0 { // most references lie between positions: nothing to find there
			d.Reference = 0
		}
		product := func(x float64, lost func(Stand) float64) float64 {
			sum := 0.0
			for _, a := range d.Actors {
				gain := lost(a) - math.Abs(x-a.Position)
				if gain <= 0 {
					return math.Inf(-1)
				}
				sum += a.Capability * a.Salience * math.Log(gain)
			}
			return sum
		}
		least := func(x float64) float64 {
			share := math.Inf(1)
			for _, a := range d.Actors {
				g := math.Abs(d.Reference - a.Position)
				if g == 0 {
					return math.Inf(-1)
				}
				share = min(share, (g-math.Abs(x-a.Position))/g)
			}
			return share
		}
		without, law := func(Stand) float64 { return 100 }, func(a Stand) float64 { return math.Abs(d.Reference - a.Position) }
		nash, nashLaw, equal := nashWithout(d).At(), nashFrom(d).At(), kalaiFrom(d).At()
		for x := 0.0; x <= 100; x += 0.25 {
			if product(x, without) > product(nash, without)+1e-9 {
				t.Fatalf("%+v: %v beats %v", d, x, nash)
			}
			if p := product(x, law); p > product(nashLaw, law)+1e-9 {
				t.Fatalf("%+v: from the reference %v beats %v", d, x, nashLaw)
			}
			if s := least(x); s > 0 && s > least(equal)+1e-9 {
				t.Fatalf("%+v: shares at %v beat those at %v", d, x, equal)
			}
		}
	}
}

// A rule that needs a reference is scored on the issues with one, beside the weighted mean there.
func TestScoreTable_reference(t *testing.T) {
	table := strings.Replace(two, "Note", "reference", 1)
	plain, err := ReadTable("x.csv", strings.NewReader(two))
	if err != nil {
		t.Fatal(err)
	}
	r, err := ScoreTable(plain, 10, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range r.Rules {
		if strings.Contains(x.Rule, "reference") {
			t.Errorf("%s is scored without any reference", x.Rule)
		}
	}
	table = strings.Replace(strings.Replace(table, "kept", "", 1), "oil,a,20,10,2,30,", "oil,a,20,10,2,30,0", 1)
	ds, err := ReadTable("x.csv", strings.NewReader(table))
	if err != nil {
		t.Fatal(err)
	}
	if r, err = ScoreTable(ds, 10, 1); err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, x := range r.Rules {
		if x.Rule != "Nash, reference" {
			continue
		}
		// oil alone has a reference, 0; positions 20 and 40, equal weights: y (40-y) is largest at 20; what came was 30, the weighted mean.
		found++
		near(t, "issues", float64(x.Issues), 1, 0)
		near(t, "MAE", x.MAE.Mean, 10, 1e-9)
		near(t, "less weighted mean", x.Difference.Mean, 10, 1e-9)
	}
	if found != 1 {
		t.Errorf("%d scores of Nash from the reference", found)
	}
	if _, err := ReadTable("x.csv", strings.NewReader(strings.Replace(table, "oil,c,40,10,2,,", "oil,c,40,10,2,,7", 1))); err == nil || !strings.Contains(err.Error(), "two references, 0 and 7") {
		t.Errorf("%v", err)
	}
}
