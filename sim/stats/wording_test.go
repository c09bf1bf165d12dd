package stats

import (
	"math"
	"math/rand/v2"
	"testing"

	"parley/sim/results"
)

func TestScale_bandsAreHalfOpen(t *testing.T) {
	s, _ := ScaleNamed("")
	for _, c := range []struct {
		p    float64
		want string
	}{{0.45, "roughly even chance"}, {0.4499, "unlikely"}, {0.55, "likely"}, {0.2, "unlikely"}, {0.05, "very unlikely"}, {0.001, "almost no chance"}, {0.999, "almost certain"}, {0.95, "almost certain"}} {
		if got := s.Word(c.p).Word; got != c.want {
			t.Errorf("%v is %q, want %q (ICD 203, half-open)", c.p, got, c.want)
		}
	}
	phia, _ := ScaleNamed("phia")
	for p, want := range map[float64]string{0.07: "remote chance", 0.09: "highly unlikely", 0.38: "realistic possibility", 0.52: "realistic possibility"} {
		if got := phia.Word(p).Word; got != want {
			t.Errorf("phia: %v is %q, want %q (a value in a gap goes to the nearest band)", p, got, want)
		}
	}
	if w := s.Words(Interval{0.44, 0.46}); len(w) != 2 || w[0].Word != "unlikely" || w[1].Word != "roughly even chance" {
		t.Errorf("an interval across 45 %% names %v", w)
	}
	if _, ok := ScaleNamed("cia"); ok {
		t.Error("an unknown scale was found")
	}
}

func TestRounding(t *testing.T) {
	for _, c := range []struct {
		k, n int64
		of   string
		freq string
	}{
		{45, 100, "45", "45 of 100"},
		{0, 10000, "under 1", "none of 10,000 runs (upper bound 3 of 10,000)"},
		{4, 1000, "under 1", "4 of 1,000"},
		{1, 100000, "under 1", "fewer than 1 of 1,000"},
		{10000, 10000, "over 99", "more than 99 of 100"},
		{999, 1000, "over 99", "more than 99 of 100"},
	} {
		if got := OfHundred(c.k, c.n); got != c.of {
			t.Errorf("OfHundred(%d, %d) = %q, want %q", c.k, c.n, got, c.of)
		}
		if got := Frequency(c.k, c.n); got != c.freq {
			t.Errorf("Frequency(%d, %d) = %q, want %q", c.k, c.n, got, c.freq)
		}
	}
	if got := Thousands(1234567); got != "1,234,567" {
		t.Errorf("Thousands: %s", got)
	}
}

// Whatever the counts, the hundred squares add up to a hundred, and none is off by one or more.
func TestHundred_alwaysAddsUp(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		counts := make([]int64, 1+r.IntN(8))
		n := int64(0)
		for i := range counts {
			counts[i] = int64(r.IntN(1000))
			n += counts[i]
		}
		if n == 0 {
			continue
		}
		sum := 0
		for i, h := range Hundred(counts, 100) {
			sum += h
			if math.Abs(float64(h)-100*float64(counts[i])/float64(n)) >= 1 {
				t.Fatalf("%v: %d of 100 for %d of %d", counts, h, counts[i], n)
			}
		}
		if sum != 100 {
			t.Fatalf("%v adds up to %d", counts, sum)
		}
	}
}

func TestPaired(t *testing.T) {
	var table [6]results.Endings
	table[4][0] = 150 // breakdown under the baseline, full deal under the option
	table[0][4] = 50
	table[4][4] = 500
	table[0][0] = 300
	d := Paired(table, AnyDeal, 0.95)
	// McNemar: (150-50)/1000 = 0.10; standard error sqrt(200 - 100²/1000)/1000 = 0.01378 (adjusted form differs by less than 1 %)
	if d.Mean != 0.1 || math.Abs(d.SE-0.01378) > 2e-4 || !d.Detectable() {
		t.Errorf("difference %v, standard error %v", d.Mean, d.SE)
	}
	if got := Points(d, "−"); got != "+10 points (7 to 13)" {
		t.Errorf("told as %q", got)
	}
	var same [6]results.Endings
	same[0][0], same[3][3] = 500, 500
	if d := Paired(same, AnyDeal, 0.95); d.Detectable() || d.Low >= 0 || d.High <= 0 {
		t.Errorf("identical runs: %+v", d)
	}
}

// Sets whose true probability is Beta(6, 14), 40 runs each: the plain 10 to 90 range of the shares is too wide, the corrected one
// is right. True quantiles 0.1744 and 0.4352 (quantiles of Beta(6, 14)); true share of ignorance 1/(6+14+1).
func TestAcrossSets_takesTheNoiseOut(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	s := &results.Sets{Reps: 40}
	var plain []float64
	for range 4000 {
		a, b := 0.0, 0.0
		for range 6 {
			a += r.ExpFloat64()
		}
		for range 14 {
			b += r.ExpFloat64()
		}
		p := a / (a + b)
		var e results.Endings
		for range s.Reps {
			if r.Float64() < p {
				e[0]++
			} else {
				e[4]++
			}
		}
		s.Endings = append(s.Endings, e)
		plain = append(plain, float64(e[0])/40)
	}
	b := AcrossSets(s, AnyDeal)
	if math.Abs(b.Low-0.1744) > 0.012 || math.Abs(b.High-0.4352) > 0.012 {
		t.Errorf("10 to 90 %% is %.3f to %.3f, want 0.174 to 0.435", b.Low, b.High)
	}
	q := Quantiles(SortedDefined(plain), 0.1, 0.9)
	if q[1]-q[0] < 1.15*(b.High-b.Low) {
		t.Errorf("plain range %.3f to %.3f is not wider: the correction does nothing", q[0], q[1])
	}
	if math.Abs(b.Ignorance-1.0/21) > 0.008 || math.Abs(b.Ignorance+b.Luck-1) > 1e-12 {
		t.Errorf("ignorance %.4f, want %.4f; luck %.4f", b.Ignorance, 1.0/21, b.Luck)
	}
}
