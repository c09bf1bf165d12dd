package explore

import (
	"math"
	"testing"

	"parley/sim/results"
)

func counts(n int64, ps ...float64) (out []results.Count) {
	for _, p := range ps {
		out = append(out, results.Count{K: int64(math.Round(float64(n) * p)), N: n})
	}
	return out
}

func TestCrossing(t *testing.T) {
	xs := []float64{0, 1, 2, 3}
	for _, c := range []struct {
		name  string
		ps    []float64
		level float64
		at    float64
		above bool
		ok    bool
	}{
		{"rising line", []float64{0.1, 0.2, 0.3, 0.4}, 0.25, 1.5, true, true},
		{"falling line", []float64{0.4, 0.3, 0.2, 0.1}, 0.25, 1.5, false, true},
		{"never reached: saturates", []float64{0.1, 0.3, 0.35, 0.36}, 0.5, 0, true, false},
		{"always beyond", []float64{0.6, 0.7, 0.7, 0.8}, 0.5, 0, true, false},
		{"flat", []float64{0.3, 0.3, 0.3, 0.3}, 0.3, 0, true, false},
		{"exactly at a swept value", []float64{0.1, 0.25, 0.25, 0.4}, 0.25, 1, true, true},
		{"a dip is pooled: 0.3 and 0.2 become 0.25 twice", []float64{0.1, 0.3, 0.2, 0.4}, 0.175, 0.5, true, true},
		{"a dip across the level crosses once: 0.25 twice, then to 0.4", []float64{0.1, 0.3, 0.2, 0.4}, 0.3, 2 + 1.0/3, true, true},
	} {
		at, above, ok := Crossing(xs, counts(1000, c.ps...), c.level)
		if ok != c.ok || (ok && (math.Abs(at-c.at) > 1e-9 || above != c.above)) {
			t.Errorf("%s: %v above=%v ok=%v, want %v %v %v", c.name, at, above, ok, c.at, c.above, c.ok)
		}
	}
	if _, _, ok := Crossing(nil, nil, 0.5); ok {
		t.Error("nothing swept crosses something")
	}
}

// The textbook example of Barlow et al. 1972: pooling weights by the number of runs.
func TestIsotonic_weights(t *testing.T) {
	fit, up := isotonic([]results.Count{{K: 10, N: 100}, {K: 40, N: 100}, {K: 60, N: 300}, {K: 0, N: 0}, {K: 50, N: 100}})
	want := []float64{0.1, 0.25, 0.25, 0.25, 0.5} // (40 + 60)/(100 + 300)
	if !up {
		t.Error("falls")
	}
	for i := range want {
		if math.Abs(fit[i]-want[i]) > 1e-12 {
			t.Errorf("fit %v, want %v", fit, want)
			break
		}
	}
}

// The interval holds the true threshold: an event when luck lies below a rising curve, the same luck at every swept value. The
// curve 0.1 + 0.05 x crosses 0.35 at 5.
func TestFindBreakEven_coverage(t *testing.T) {
	const n, sweeps = 400, 400
	xs := make([]float64, 11)
	hits, inside := 0, 0
	for k := range sweeps {
		c := make([]results.Count, len(xs))
		for i := range xs {
			xs[i] = float64(i)
			c[i].N = n
			for run := range n {
				if hash01(uint64(run), uint64(k)) < 0.1+0.05*xs[i] {
					c[i].K++
				}
			}
		}
		b := FindBreakEven(xs, c, 0.35, 0.95)
		if b.Found && b.Above && b.Monotone {
			hits++
		}
		if b.Interval.Low <= 5 && 5 <= b.Interval.High {
			inside++
		}
	}
	if hits < sweeps*98/100 {
		t.Errorf("found, rising and monotone in %d of %d sweeps", hits, sweeps)
	}
	if c := float64(inside) / sweeps; c < 0.92 || c > 0.985 {
		t.Errorf("the 95 %% interval holds the threshold in %.3f of the sweeps", c)
	}
}

// Saturation is an answer: an input that brings the probability from 20 to 70 % never brings it to 80.
func TestFindBreakEven_unreachable(t *testing.T) {
	xs := []float64{0, 1, 2, 3, 4, 5}
	b := FindBreakEven(xs, counts(5000, 0.2, 0.45, 0.6, 0.68, 0.7, 0.7), 0.8, 0.95)
	if b.Found || b.Reached > 0.01 || math.Abs(b.Highest-0.7) > 1e-9 || math.Abs(b.Lowest-0.2) > 1e-9 || !b.Monotone {
		t.Errorf("%+v", b)
	}
	b = FindBreakEven(xs, counts(5000, 0.2, 0.45, 0.6, 0.5, 0.4, 0.3), 0.3, 0.95)
	if b.Monotone {
		t.Error("a hill is called monotone")
	}
	// A hill that passes the level and falls below it again saturates nowhere: straight lines cross 0.5 at 1.5 and at 4 - 0.1/0.2 = 3.5, and it
	// never comes to more than its top.
	b = FindBreakEven(xs, counts(5000, 0.2, 0.4, 0.6, 0.6, 0.4, 0.2), 0.5, 0.95)
	if len(b.Turns) != 2 || math.Abs(b.Turns[0].At-1.5) > 1e-9 || math.Abs(b.Turns[1].At-3.5) > 1e-9 || !b.Turns[0].Above || b.Turns[1].Above || b.At != b.Turns[0].At {
		t.Errorf("a hill crosses a level twice: %+v", b)
	}
	for i, x := range b.Turns { // ±1.96·sqrt(0.25/5000)/0.2 about
		if half := 1.96 * math.Sqrt(0.25/5000) / 0.2; math.Abs(x.Interval.Half()-half) > 0.15*half || x.Reached != 1 {
			t.Errorf("crossing %d: %+v, want a half-width of %.3f", i, x, half)
		}
	}
	if b = FindBreakEven(xs, counts(5000, 0.2, 0.4, 0.6, 0.6, 0.4, 0.2), 0.7, 0.95); b.Found || math.Abs(b.Highest-0.6) > 1e-9 {
		t.Errorf("a hill of 60 of 100: %+v", b)
	}
	if b = FindBreakEven(xs, counts(100, 0.2, 0.25, 0.3, 0.35, 0.4, 0.44), 0.45, 0.95); b.Found || b.Reached < 0.2 || b.Reached > 0.6 { // 1 point of 5 away
		t.Errorf("not reached by 100 runs, which leave it open: %+v", b)
	}
	b = FindBreakEven(xs, counts(50, 0.2, 0.25, 0.3, 0.35, 0.4, 0.46), 0.45, 0.95)
	if b.Reached < 0.3 || b.Reached > 0.8 {
		t.Errorf("barely reached with few runs: in %.2f of the resamples", b.Reached)
	}
}

// Quantiles of the binomial distribution, exact below and by the normal approximation above a variance of 30: Bin(10, 0.5) has 0.0107
// at most 1, 0.0547 at most 2, 0.1719 at most 3 (table of the distribution).
func TestBinomial(t *testing.T) {
	ten := results.Count{K: 5, N: 10}
	for _, c := range []struct {
		u    float64
		want int64
	}{{0.0106, 1}, {0.0108, 2}, {0.0546, 2}, {0.0548, 3}, {0.1718, 3}, {0.1720, 4}, {0.5, 5}, {0.9999999, 10}} {
		if got := binomial(ten, c.u); got != c.want {
			t.Errorf("at %v: %d, want %d", c.u, got, c.want)
		}
	}
	if got := binomial(results.Count{K: 9, N: 10}, 0.07); got != 7 { // P(X <= 7) = 0.0702 for Bin(10, 0.9)
		t.Errorf("Bin(10, 0.9) at 0.07: %d, want 7", got)
	}
	if got := binomial(results.Count{K: 500, N: 1000}, 0.975); got != 531 { // 500 + 1.96·15.81
		t.Errorf("Bin(1000, 0.5) at 0.975: %d, want 531", got)
	}
}
