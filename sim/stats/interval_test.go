package stats

import (
	"math"
	"math/rand/v2"
	"testing"

	"parley/sim/results"
)

func TestWilson(t *testing.T) {
	for _, c := range []struct {
		k, n     int64
		lo, hi   float64
		tol      float64
		whyThese string
	}{
		{0, 10, 0, 0.2775, 5e-5, "closed form: z²/(n+z²), z = 1.959964"},
		{5, 10, 0.2366, 0.7634, 5e-5, "Brown, Cai & DasGupta 2001, formula (4), by hand"},
		{170, 486, 0.31, 0.39, 0.005, "ICB v14: 35 % [31, 39] of 486 crises"},
	} {
		i := Wilson(c.k, c.n, 0.95)
		if math.Abs(i.Low-c.lo) > c.tol || math.Abs(i.High-c.hi) > c.tol {
			t.Errorf("Wilson(%d, %d) = %.4f to %.4f, want %.4f to %.4f (%s)", c.k, c.n, i.Low, i.High, c.lo, c.hi, c.whyThese)
		}
	}
}

func TestClopperPearson(t *testing.T) {
	for _, c := range []struct {
		k, n   int64
		lo, hi float64
		why    string
	}{
		{0, 10, 0, 0.3085, "1 - 0.025^(1/10)"},
		{5, 10, 0.1871, 0.8129, "Clopper & Pearson 1934, table of the 95 % belt"},
		{1, 20, 0.0013, 0.2487, "quantiles of Beta(1, 20) and Beta(2, 19)"},
	} {
		i := ClopperPearson(c.k, c.n, 0.95)
		if math.Abs(i.Low-c.lo) > 6e-5 || math.Abs(i.High-c.hi) > 6e-5 {
			t.Errorf("ClopperPearson(%d, %d) = %.4f to %.4f, want %.4f to %.4f (%s)", c.k, c.n, i.Low, i.High, c.lo, c.hi, c.why)
		}
	}
}

// Jeffreys intervals are quantiles of Beta(k + 1/2, n - k + 1/2), checked by integrating the density, but 0 and 1 at the ends.
func TestJeffreys(t *testing.T) {
	for _, c := range []struct {
		k, n   int64
		lo, hi float64
	}{{0, 10, 0, 0.2172}, {5, 10, 0.2235, 0.7765}, {10, 10, 0.7828, 1}} {
		i := Jeffreys(c.k, c.n, 0.95)
		if math.Abs(i.Low-c.lo) > 6e-5 || math.Abs(i.High-c.hi) > 6e-5 {
			t.Errorf("Jeffreys(%d, %d) = %.4f to %.4f, want %.4f to %.4f", c.k, c.n, i.Low, i.High, c.lo, c.hi)
		}
	}
}

// Simultaneous intervals solve n(p̂ - p)² = b p(1 - p), b the upper 5/k % point of chi-square with one degree of freedom (Goodman
// 1965, eq. 1.6 to 1.8): both ends are put into that equation here. For six categories b = 6.9604 (5/6 % point).
func TestGoodman(t *testing.T) {
	counts := []int64{56, 72, 73, 59, 62, 58}
	n := 0.0
	for _, k := range counts {
		n += float64(k)
	}
	for i, in := range Goodman(counts, 0.95) {
		hat := float64(counts[i]) / n
		for _, p := range []float64{in.Low, in.High} {
			if b := n * (hat - p) * (hat - p) / (p * (1 - p)); math.Abs(b-6.9604) > 1e-3 {
				t.Errorf("category %d: chi-square %.4f at %.4f, want 6.9604", i, b, p)
			}
		}
	}
}

// Simultaneous means simultaneous: all six intervals hold at once in at least 95 of 100 samples, single intervals do not.
func TestGoodman_holdsAtOnce(t *testing.T) {
	p := []float64{0.35, 0.25, 0.2, 0.1, 0.07, 0.03}
	r := rand.New(rand.NewPCG(11, 12))
	all, single := 0, 0
	const samples = 4000
	for range samples {
		counts := make([]int64, len(p))
		for range 800 {
			u, k := r.Float64(), 0
			for u -= p[0]; u > 0 && k < len(p)-1; u -= p[k] {
				k++
			}
			counts[k]++
		}
		ok, each := true, true
		for i, in := range Goodman(counts, 0.95) {
			ok = ok && in.Low <= p[i] && p[i] <= in.High
			w := Wilson(counts[i], 800, 0.95)
			each = each && w.Low <= p[i] && p[i] <= w.High
		}
		if ok {
			all++
		}
		if each {
			single++
		}
	}
	if float64(all) < 0.945*samples || float64(single) > 0.9*samples {
		t.Errorf("all hold in %d of %d samples, single intervals in %d", all, samples, single)
	}
}

// The paired interval covers the true difference of two dependent shares: 8 % of runs gain, 5 % lose, difference 3 points.
func TestPaired_coverage(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	hits := 0
	const samples = 2000
	for range samples {
		var table [6]results.Endings
		for range 600 {
			switch u := r.Float64(); {
			case u < 0.08:
				table[3][0]++
			case u < 0.13:
				table[1][4]++
			case u < 0.5:
				table[0][1]++ // a deal under both
			default:
				table[2][5]++
			}
		}
		d := Paired(table, AnyDeal, 0.95)
		if d.Low <= 0.03 && 0.03 <= d.High {
			hits++
		}
	}
	if c := float64(hits) / samples; c < 0.935 || c > 0.97 {
		t.Errorf("covers %.3f, want about 0.95", c)
	}
}

// The confidence level provably changes every interval, and more confidence is wider.
func TestIntervals_levelCounts(t *testing.T) {
	for name, f := range map[string]func(k, n int64, level float64) Interval{"wilson": Wilson, "clopper-pearson": ClopperPearson, "jeffreys": Jeffreys} {
		if a, b := f(30, 100, 0.9), f(30, 100, 0.99); a.Half() >= b.Half() {
			t.Errorf("%s: 99 %% is not wider than 90 %%", name)
		}
	}
	var same, few [6]results.Endings // no run that changes: ln(1/0.01)/100 and ln(1/0.1)/100 of the rule of three
	same[0][0], few[0][0] = 100, 1
	for level, want := range map[float64]float64{0.99: 0.04605, 0.9: 0.02303} {
		if got := Paired(same, AnyDeal, level); math.Abs(got.High-want) > 1e-5 || got.Low != -got.High {
			t.Errorf("paired, nothing changes, %v: %+v, want %v", level, got.Interval, want)
		}
	}
	if got := Paired(few, AnyDeal, 0.95); got.Low != -1 || got.High != 1 {
		t.Errorf("of one pair nothing is known: %+v", got.Interval)
	}
}

// Coverage of a nominal 95 % interval for rare events: Wilson holds, the normal approximation does not (it covers 38 % at
// p = 0.01, n = 50, since the sample has no event in 60 % of cases). Computed exactly over the binomial distribution.
func TestWilson_coverage(t *testing.T) {
	for _, c := range []struct {
		p float64
		n int64
	}{{0.3, 200}, {0.01, 50}, {0.01, 1000}, {0.002, 2000}} {
		wilson, wald := 0.0, 0.0
		lp, lq := math.Log(c.p), math.Log1p(-c.p)
		for k := int64(0); k <= c.n; k++ {
			a, _ := math.Lgamma(float64(c.n + 1))
			b, _ := math.Lgamma(float64(k + 1))
			d, _ := math.Lgamma(float64(c.n - k + 1))
			mass := math.Exp(a - b - d + float64(k)*lp + float64(c.n-k)*lq)
			if i := Wilson(k, c.n, 0.95); i.Low <= c.p && c.p <= i.High {
				wilson += mass
			}
			p := float64(k) / float64(c.n)
			if h := 1.96 * math.Sqrt(p*(1-p)/float64(c.n)); p-h <= c.p && c.p <= p+h {
				wald += mass
			}
		}
		if wilson < 0.91 {
			t.Errorf("p = %v, n = %d: Wilson covers %.3f", c.p, c.n, wilson)
		}
		if c.p == 0.01 && c.n == 50 && wald > 0.45 {
			t.Errorf("the normal approximation covers %.3f: the comparison shows nothing", wald)
		}
	}
}

// A large sample needs no table: for a million values the median's ranks are 500,000 ± 1.96·500 (normal approximation, within 1).
func TestOrderInterval_large(t *testing.T) {
	lo, hi, ok := OrderInterval(1_000_000, 0.5, 0.95)
	if !ok || lo < 499019 || lo > 499022 || hi < 500979 || hi > 500982 {
		t.Errorf("ranks %d to %d", lo, hi)
	}
	sorted := make([]float64, 101)
	for i := range sorted {
		sorted[i] = float64(i)
	}
	if i, ok := QuantileInterval(sorted, 0.5, 0.95); !ok || i.Low >= 50 || i.High <= 50 || i.High-i.Low > 22 {
		t.Errorf("median of 0 to 100 between %v and %v", i.Low, i.High)
	}
	if _, ok := QuantileInterval(nil, 0.5, 0.95); ok {
		t.Error("no values hold a median")
	}
}

func TestOrderInterval(t *testing.T) {
	// Conover 1999, section 3.2: for n = 16, the median lies between the 4th and the 13th value with 97.9 % confidence.
	lo, hi, ok := OrderInterval(16, 0.5, 0.95)
	if !ok || lo != 4 || hi != 13 {
		t.Errorf("median of 16: ranks %d to %d (%v), want 4 to 13", lo, hi, ok)
	}
	if _, _, ok := OrderInterval(5, 0.5, 0.95); ok {
		t.Error("five values cannot hold the median with 95 %: the widest range has 93.75 %")
	}
}

// Type 7 on 1, 2, 3, 4, 10: what a spreadsheet gives (PERCENTILE.INC).
func TestQuantiles_likeASpreadsheet(t *testing.T) {
	got := Quantiles([]float64{1, 2, 3, 4, 10}, 0.25, 0.5, 0.9)
	for i, want := range []float64{2, 3, 7.6} {
		if math.Abs(got[i]-want) > 1e-12 {
			t.Errorf("quantile %d: %v, want %v", i, got[i], want)
		}
	}
}

func TestHistogram_quantileWithinABin(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	h := NewHistogram(0, 1, 4096)
	var xs []float64
	for range 20000 {
		x := r.Float64() * r.Float64()
		xs = append(xs, x)
		h.Add(x)
	}
	exact := Quantiles(SortedDefined(xs), 0.05, 0.5, 0.95)
	for i, q := range []float64{0.05, 0.5, 0.95} {
		if d := math.Abs(h.Quantile(q) - exact[i]); d > h.Width() {
			t.Errorf("quantile %v is off by %v, a bin is %v", q, d, h.Width())
		}
	}
}

func TestMoments(t *testing.T) {
	var m Moments
	for _, x := range []float64{2, 4, 4, 4, 5, 5, 7, 9} {
		m.Add(x)
	}
	// mean 5, sum of squares 32: sample variance 32/7
	if m.Mean() != 5 || math.Abs(m.SD()-math.Sqrt(32.0/7)) > 1e-12 || m.Min != 2 || m.Max != 9 {
		t.Errorf("mean %v, sd %v, from %v to %v", m.Mean(), m.SD(), m.Min, m.Max)
	}
}
