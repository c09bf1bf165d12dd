package stats

import (
	"math"
	"math/rand/v2"
	"testing"

	"parley/sim/results"
)

// Stopped by its own width, a nominal 95 % interval still covers at least 93 % of the time, for common and rare events; the normal
// approximation under the same rule does not for rare ones.
func TestStoppingRule_coverage(t *testing.T) {
	for _, c := range []struct {
		p    float64
		half float64
		wald float64 // at most this coverage of the normal approximation, looked at from 100 runs on
	}{{0.3, 0.02, 1}, {0.01, 0.004, 0.6}, {0.002, 0.0012, 0.3}} {
		const trials = 3000
		rule := StoppingRule{Half: c.half, First: 1024}
		eager := StoppingRule{Half: c.half, First: 100}
		wilson, wald := 0, 0
		for k := range trials {
			r := rand.New(rand.NewPCG(uint64(k), 17))
			wilson += covered(r, c.p, rule.Next, func(k, n int64) Interval { return Wilson(k, n, 0.95) }, rule)
			next := func(n int64) int64 { return max(100, n*5/4) }
			wald += covered(r, c.p, next, func(k, n int64) Interval {
				p := float64(k) / float64(n)
				h := 1.96 * math.Sqrt(p*(1-p)/float64(n))
				return Interval{p - h, p + h}
			}, eager)
		}
		if got := float64(wilson) / trials; got < 0.93 {
			t.Errorf("p = %v: covers %.3f", c.p, got)
		}
		if got := float64(wald) / trials; got > c.wald {
			t.Errorf("p = %v: the normal approximation covers %.3f, the comparison shows nothing", c.p, got)
		}
	}
}

// covered plays runs until the rule stops and tells whether the interval holds p.
func covered(r *rand.Rand, p float64, next func(int64) int64, interval func(k, n int64) Interval, rule StoppingRule) int {
	k, n := int64(0), int64(0)
	for {
		to := next(n)
		// gaps between events are geometric: no need to draw every run
		for n < to {
			gap := int64(math.Log1p(-r.Float64())/math.Log1p(-p)) + 1
			if n+gap > to {
				break
			}
			n += gap
			k++
		}
		n = to
		if i := interval(k, n); rule.Done(n, i) {
			if i.Low <= p && p <= i.High {
				return 1
			}
			return 0
		}
	}
}

func TestStoppingRule_checkpoints(t *testing.T) {
	s := StoppingRule{Half: 0.005, Cap: 10000}
	at, looks := int64(0), []int64{}
	for at < 10000 {
		at = s.Next(at)
		looks = append(looks, at)
	}
	want := []int64{4096, 5120, 7168, 8192, 10000} // 4096·1.25^k, rounded up to 1,024; the cap
	for i := range want {
		if len(looks) != len(want) || looks[i] != want[i] {
			t.Fatalf("checkpoints %v, want %v", looks, want)
		}
	}
	if !s.Done(10000, Interval{0, 1}) || s.Done(8192, Interval{0.4, 0.411}, Interval{0.1, 0.105}) || !s.Done(8192, Interval{0.4, 0.41}) || s.Done(8192) {
		t.Error("stops when it should not, or does not when it should")
	}
	if got := (StoppingRule{Half: 0.01, First: 2000}).Next(1 << 40); got <= 1<<40 {
		t.Errorf("no checkpoint after %d", got)
	}
}

// For p = 1/2 Wilson's half-width is z/(2 sqrt(n + z²)): at 0.01 that is 9,604 - 4 runs. Briefs count on 1,000 runs for ±3, 10,000 for ±1.
func TestRunsFor(t *testing.T) {
	for _, c := range []struct {
		p, half float64
		want    int64
		tol     int64
	}{{0.5, 0.01, 9600, 1}, {0.5, 0.03, 1064, 1}, {0.5, 0.005, 38412, 1}, {0, 0.01, 189, 1}} { // p = 0: z²/(n + z²) = 0.02 gives 188.2
		if got := RunsFor(c.p, c.half, 0.95); got < c.want-c.tol || got > c.want+c.tol {
			t.Errorf("p = %v, half-width %v: %d runs, want %d", c.p, c.half, got, c.want)
		}
	}
}

// Differences between options, watched by their paired interval, are covered too: 6 of 100 runs gain, 3 lose.
func TestStoppingRule_coversDifferences(t *testing.T) {
	const trials = 2000
	rule := StoppingRule{Half: 0.01, First: 1024}
	inside := 0
	for k := range trials {
		r := rand.New(rand.NewPCG(uint64(k), 23))
		var table [6]results.Endings
		for n := int64(0); ; {
			to := rule.Next(n)
			for ; n < to; n++ {
				switch u := r.Float64(); {
				case u < 0.06:
					table[4][0]++
				case u < 0.09:
					table[0][4]++
				case u < 0.3:
					table[0][0]++
				default:
					table[4][4]++
				}
			}
			if d := Paired(table, AnyDeal, 0.95); rule.Done(n, d.Interval) {
				if d.Low <= 0.03 && 0.03 <= d.High {
					inside++
				}
				break
			}
		}
	}
	if got := float64(inside) / trials; got < 0.93 {
		t.Errorf("covers %.3f", got)
	}
}
