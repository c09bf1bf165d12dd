package offers

import (
	"fmt"
	"math"
	"testing"

	"parley/sim/yardstick"
)

// pie is a pie of so many slices between two.
func pie(slices int) *yardstick.Domain {
	d := &yardstick.Domain{Name: "pie", Issues: []yardstick.Issue{{Name: "share"}}, Parties: []string{"a", "b"}, Reservation: []float64{0, 0}, U: make([][]float64, 2)}
	for i := range slices + 1 {
		d.Issues[0].Values = append(d.Issues[0].Values, fmt.Sprint(i))
		d.U[0], d.U[1] = append(d.U[0], float64(i)/float64(slices)), append(d.U[1], 1-float64(i)/float64(slices))
	}
	return d
}

func must(t testing.TB, texts ...string) []Tactic {
	t.Helper()
	var out []Tactic
	for _, text := range texts {
		x, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, x)
	}
	return out
}

// Two linear conceders over 101 rounds ask 1 - (n-1)/100 in round n. On a pie of 100 slices, by hand: in round 50 the second offers what
// keeps it .51; in round 51 the first asks .5, is offered .49 and offers the half, which is what the second asks.
func TestPlay_linear(t *testing.T) {
	r, err := New(pie(100)).Play(must(t, "linear", "linear"), 101, nil)
	if err != nil || r.Round != 51 || r.Outcome != 50 {
		t.Errorf("%+v %v, by hand the half in round 51", r, err)
	}
}

// The late conceder gets more of the other (Faratin, Sierra & Jennings 1998, hypothesis 1: boulware does better when a deal comes),
// whoever begins.
func TestPlay_boulwareGetsMore(t *testing.T) {
	table := New(pie(1000))
	for _, c := range []struct {
		names []string
		party int
	}{{[]string{"boulware", "conceder"}, 0}, {[]string{"conceder", "boulware"}, 1}, {[]string{"boulware", "linear"}, 0}, {[]string{"exponential:0.2", "exponential:5"}, 0}} {
		r, err := table.Play(must(t, c.names...), 100, nil)
		if err != nil || r.Outcome == yardstick.None || table.d.U[c.party][r.Outcome] < 0.55 {
			t.Errorf("%v: %+v %v", c.names, r, err)
		}
	}
}

// Tit-for-tat: against a linear conceder an absolute imitator gives as much as it got, so the pie is shared about evenly; two imitators
// who both wait never move.
func TestPlay_titForTat(t *testing.T) {
	table := New(pie(1000))
	r, err := table.Play(must(t, "linear", "absolute"), 200, nil)
	if err != nil || r.Outcome == yardstick.None || math.Abs(table.d.U[0][r.Outcome]-0.5) > 0.02 {
		t.Errorf("%+v %v", r, err)
	}
	for _, name := range []string{"absolute", "relative", "averaged:3"} {
		if r, _ := table.Play(must(t, name, name), 200, nil); r.Outcome != yardstick.None {
			t.Errorf("two of %s agree on %d", name, r.Outcome)
		}
	}
	if r, err := table.Play(must(t, "0.5*linear+relative", "0.5*boulware+averaged:4"), 200, nil); err != nil || r.Outcome == yardstick.None {
		t.Errorf("mixtures: %+v %v", r, err)
	}
}

// Nobody goes below its reservation value: with values that leave no room there is no agreement; with three parties all have to accept.
func TestPlay_reservationAndThree(t *testing.T) {
	d := pie(100)
	d.Reservation = []float64{0.6, 0.6}
	if r, err := New(d).Play(must(t, "conceder", "conceder"), 50, nil); err != nil || r.Outcome != yardstick.None || r.Round != 50 {
		t.Errorf("without room: %+v %v", r, err)
	}
	d.Reservation = []float64{1.2, 0} // above all that there is
	for _, tactics := range [][]string{{"linear", "conceder"}, {"conceder", "absolute"}} {
		if r, err := New(d).Play(must(t, tactics...), 50, nil); err != nil || r.Outcome != yardstick.None {
			t.Errorf("nothing worth its while: %+v %v", r, err)
		}
	}
	three := &yardstick.Domain{Parties: []string{"a", "b", "c"}, Reservation: []float64{0.2, 0.2, 0.2}, U: [][]float64{{1, 0, 0.5, 0.7}, {0, 1, 0.5, 0.7}, {0, 0, 0.4, 0.1}}}
	accepts := 0
	r, err := New(three).Play(must(t, "linear", "linear", "linear"), 60, func(o Offer) {
		if o.Accepts {
			accepts++
		}
	})
	if err != nil || r.Outcome != 2 || accepts < 2 { // the only outcome that gives all their reservation value
		t.Errorf("three parties: %+v %v, %d acceptances", r, err, accepts)
	}
}

func TestParse_errors(t *testing.T) {
	for _, text := range []string{"", "loud", "polynomial", "polynomial:0", "boulware:2", "2*boulware+relative", "0.5*relative+boulware", "0.5*boulware", "0.5*boulware+linear"} {
		if _, err := Parse(text); err == nil {
			t.Errorf("%q is not refused", text)
		}
	}
	if _, err := New(pie(3)).Play(must(t, "linear"), 5, nil); err == nil {
		t.Error("one tactic for two parties is not refused")
	}
}

// A hundred rounds between two parties over three issues of ten values each, without agreement: every round is played.
func BenchmarkPlay_bilateral100roundsThreeIssues(b *testing.B) {
	var issues []yardstick.Issue
	one, two := yardstick.Additive{Name: "a", Reservation: 0.7}, yardstick.Additive{Name: "b", Reservation: 0.7}
	for k := range 3 {
		issues = append(issues, yardstick.Issue{Name: fmt.Sprint(k), Values: make([]string, 10)})
		up, down := make([]float64, 10), make([]float64, 10)
		for v := range up {
			up[v], down[v] = float64(v)/9, 1-float64(v)/9
		}
		one.Weights, one.Worth = append(one.Weights, 1.0/3), append(one.Worth, up)
		two.Weights, two.Worth = append(two.Weights, 1.0/3), append(two.Worth, down)
	}
	d, err := yardstick.NewAdditive("three issues", issues, []yardstick.Additive{one, two})
	if err != nil {
		b.Fatal(err)
	}
	table, tactics := New(d), must(b, "boulware", "conceder")
	b.ReportAllocs()
	for b.Loop() {
		if r, err := table.Play(tactics, 100, nil); err != nil || r.Offers != 200 {
			b.Fatal(r, err)
		}
	}
}
