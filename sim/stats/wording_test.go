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
	for p, want := range map[float64]string{0.07: "remote chance", 0.09: "highly unlikely", 0.38: "realistic possibility", 0.52: "realistic possibility", 0.525: "realistic possibility", 0.375: "realistic possibility",
		0.225: "unlikely", 0.775: "likely", 0.5: "realistic possibility", 0.93: "almost certain", 0.92: "highly likely"} {
		if got := phia.Word(p).Word; got != want {
			t.Errorf("phia: %v is %q, want %q (a value in a gap goes to the nearest band)", p, got, want)
		}
	}
	kent, _ := ScaleNamed("kent")
	for p, want := range map[float64]string{0.01: "almost certainly not", 0.16: "probably not", 0.4: "chances about even", 0.6: "chances about even", 0.62: "probable", 0.87: "almost certain", 1: "almost certain"} {
		if got := kent.Word(p).Word; got != want {
			t.Errorf("kent: %v is %q, want %q", p, got, want)
		}
	}
	if b := (Scale{Name: "numeric"}).Word(0.3); b != (Band{}) {
		t.Errorf("a scale without words says %q", b.Word)
	}
	if w := s.Words(Interval{0.5, 0.52}); len(w) != 1 || w[0].Range() != "45–55%" {
		t.Errorf("an interval inside a band names %v", w)
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

// 9.5 of the style: whole numbers up to a half-width of 1.5 points, fives up to 4, nothing beyond.
func TestTold(t *testing.T) {
	for _, c := range []struct {
		k, n int64
		want string
		why  string
	}{
		{3071, 10000, "31 of 100", "half-width 0.9"},
		{307, 1000, "30 of 100", "half-width 2.9"},
		{328, 1000, "35 of 100", "32.8 is nearer 35"},
		{31, 100, "too few runs", "half-width 9"},
		{2, 100, "fewer than 5 of 100", "half-width 3.2"},
		{98, 100, "more than 95 of 100", "the same, turned round"},
		{0, 100, "none of 100 runs (upper bound 3 of 100)", "half-width 1.8"},
		{0, 40, "too few runs", "half-width 4.4"},
		{20, 10000, "2 of 1,000", "half-width 0.1"},
	} {
		if got := Told(c.k, c.n); got != c.want {
			t.Errorf("%d of %d is told as %q, want %q (%s)", c.k, c.n, got, c.want, c.why)
		}
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

// A nested design with known truth: plain quantiles of the shares are too wide, the corrected ones are right. Each case draws the true
// probability of a set, plays reps runs of it, and knows the 10 and 90 % quantiles and the variance of what it draws.
func TestAcrossSets_takesTheNoiseOut(t *testing.T) {
	gamma := func(r *rand.Rand, shape int) float64 {
		x := 0.0
		for range shape {
			x += r.ExpFloat64()
		}
		return x
	}
	for _, c := range []struct {
		name      string
		sets      int
		reps      int
		truth     func(r *rand.Rand) float64
		low, high float64
		ignorance float64 // var(p)/(E p (1 - E p))
		tol       float64
	}{
		{"Beta(6, 14), 40 runs: 0.1744 to 0.4352, variance 1/21 of p(1-p)", 4000, 40,
			func(r *rand.Rand) float64 { a, b := gamma(r, 6), gamma(r, 14); return a / (a + b) }, 0.1744, 0.4352, 1.0 / 21, 0.012},
		{"Beta(1, 3), 60 runs: 1 - 0.9^(1/3) to 1 - 0.1^(1/3), variance 1/5", 4000, 60,
			func(r *rand.Rand) float64 { a, b := gamma(r, 1), gamma(r, 3); return a / (a + b) }, 0.0345, 0.5358, 1.0 / 5, 0.02},
		{"uniform 0.2 to 0.6, 50 runs: 0.24 to 0.56, variance 0.16/12 of 0.24", 4000, 50,
			func(r *rand.Rand) float64 { return 0.2 + 0.4*r.Float64() }, 0.24, 0.56, 0.16 / 12 / 0.24, 0.012},
		{"always 0.3, 250 runs in 400 sets: no range at all", 400, 250,
			func(*rand.Rand) float64 { return 0.3 }, 0.3, 0.3, 0, 0.012},
		{"the design as it is run, Beta(6, 14), 250 runs in 400 sets", 400, 250,
			func(r *rand.Rand) float64 { a, b := gamma(r, 6), gamma(r, 14); return a / (a + b) }, 0.1744, 0.4352, 1.0 / 21, 0.025},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(5, 6))
			s := &results.Sets{Reps: c.reps}
			var plain []float64
			for range c.sets {
				p := c.truth(r)
				var e results.Endings
				for range s.Reps {
					if r.Float64() < p {
						e[0]++
					} else {
						e[4]++
					}
				}
				s.Endings = append(s.Endings, e)
				plain = append(plain, float64(e[0])/float64(c.reps))
			}
			b := AcrossSets(s, AnyDeal)
			if math.Abs(b.Low-c.low) > c.tol || math.Abs(b.High-c.high) > c.tol {
				t.Errorf("10 to 90 %% is %.3f to %.3f, want %.3f to %.3f", b.Low, b.High, c.low, c.high)
			}
			if q := Quantiles(SortedDefined(plain), 0.1, 0.9); q[1]-q[0] <= b.High-b.Low {
				t.Errorf("plain range %.3f to %.3f is not wider: the correction does nothing", q[0], q[1])
			}
			if math.Abs(b.Ignorance-c.ignorance) > 0.012 || math.Abs(b.Ignorance+b.Luck-1) > 1e-12 {
				t.Errorf("ignorance %.4f, want %.4f; luck %.4f", b.Ignorance, c.ignorance, b.Luck)
			}
			scale, _ := ScaleNamed("")
			sum := 0.0
			for _, x := range b.WordShares(scale) {
				sum += x
			}
			if math.Abs(sum-1) > 1e-9 {
				t.Errorf("shares of words add up to %v", sum)
			}
		})
	}
}

// With few runs per set the plain range is far too wide: 12 runs a set, truth Beta(6, 14).
func TestAcrossSets_plainIsTooWide(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	s := &results.Sets{Reps: 12}
	var plain []float64
	for range 4000 {
		a, b := 0.0, 0.0
		for range 6 {
			a += r.ExpFloat64()
		}
		for range 14 {
			b += r.ExpFloat64()
		}
		var e results.Endings
		for range s.Reps {
			if r.Float64() < a/(a+b) {
				e[1]++
			} else {
				e[2]++
			}
		}
		s.Endings = append(s.Endings, e)
		plain = append(plain, float64(e[1])/12)
	}
	b := AcrossSets(s, AnyDeal)
	q := Quantiles(SortedDefined(plain), 0.1, 0.9)
	truth := 0.4352 - 0.1744
	if q[1]-q[0] < 1.5*truth || math.Abs(b.High-b.Low-truth) > 0.06 {
		t.Errorf("plain width %.3f, ours %.3f, truth %.3f", q[1]-q[0], b.High-b.Low, truth)
	}
}

// A set whose runs all failed says nothing: it is left out, not counted as never.
func TestAcrossSets_failedSet(t *testing.T) {
	s := &results.Sets{Reps: 100, Endings: []results.Endings{{40, 0, 60}, {}, {40, 0, 60}}}
	if b := AcrossSets(s, AnyDeal); b.Mean != 0.4 || len(b.Shares) != 2 {
		t.Errorf("mean %v of %d sets", b.Mean, len(b.Shares))
	}
	if b := AcrossSets(&results.Sets{}, AnyDeal); len(b.Shares) != 0 {
		t.Errorf("no sets give %+v", b)
	}
}

// What a difference is called. Of 100,000 runs, 800 more gain than lose a deal: 0.8 points with a standard error of 0.03, a direction without a size worth telling.
func TestDifference_Text(t *testing.T) {
	between := func(up, down, n int64) Difference {
		var table [6]results.Endings
		table[4][0], table[0][4], table[4][4] = up, down, n-up-down
		return Paired(table, AnyDeal, 0.95)
	}
	tests := []struct {
		name     string
		up, down int64
		want     string
	}{
		{"large", 10_000, 2_000, "+8.0 points (7.8 to 8.2)"},
		{"small but beyond noise", 1_000, 200, "up by under 3 points"},
		{"small the other way", 200, 1_000, "down by under 3 points"},
		{"noise", 1_010, 1_000, "no detectable difference"},
		{"nothing changes", 0, 0, "no detectable difference"},
	}
	for _, test := range tests {
		if got := between(test.up, test.down, 100_000).Text("-"); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
	if d := between(1_000, 200, 100_000); !d.Small() || d.Detectable() {
		t.Errorf("0.8 points: small %v, detectable %v", d.Small(), d.Detectable())
	}
}
