package equilibrium

import (
	"math"
	"testing"
)

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: %.9f, want %.9f", what, got, want)
	}
}

// Closed forms against published values, and backward induction against the closed forms.
func TestAlternatingOffers(t *testing.T) {
	near(t, "Rubinstein (.9, .8), 1982", Rubinstein(0.9, 0.8), 0.714285714, 1e-9)
	near(t, "Stahl .9, T = 3", Stahl(0.9, 3), 0.91, 1e-12)
	near(t, "Stahl .9, T = 1: all", Stahl(0.9, 1), 1, 0)
	near(t, "Binmore, Rubinstein & Wolinsky (.2, .1), p = .5", Breakdown(0.2, 0.1, 0.5), 0.666667, 1e-6)
	for _, d := range [][2]float64{{0.9, 0.8}, {0.5, 0.99}, {0.97, 0.97}} {
		near(t, "induction without end", Game{Delta: d}.Solve(Pie{}, 0)[0], Rubinstein(d[0], d[1]), 1e-9)
	}
	for _, T := range []int{1, 2, 3, 10, 51} {
		near(t, "induction to the end", Game{Delta: [2]float64{0.9, 0.9}}.Solve(Pie{}, T)[0], Stahl(0.9, T), 1e-12)
	}
	for _, c := range [][3]float64{{0.2, 0.1, 0.5}, {0, 0, 0.1}, {0.3, 0.4, 0.05}} {
		g := Game{Delta: [2]float64{1, 1}, Break: c[2], Fallback: [2]float64{c[0], c[1]}}
		near(t, "induction with breakdown", g.Solve(Pie{}, 0)[0], Breakdown(c[0], c[1], c[2]), 1e-9)
	}
	// The outside option principle: below d/(1+d) = 0.4737 it has no effect, above it is all the responder gets.
	for _, w := range []float64{0.1, 0.47, 0.48, 0.7} {
		g := Game{Delta: [2]float64{0.9, 0.9}, Outside: [2]float64{0, w}}
		near(t, "induction with an outside option", g.Solve(Pie{}, 0)[0], OutsideOption(0.9, w), 1e-9)
	}
	// The plain formulas are special cases: no breakdown is Rubinstein; the more frequent offers, the nearer to Nash (1/2).
	near(t, "no breakdown", Game{Delta: [2]float64{0.9, 0.8}, Fallback: [2]float64{0.3, 0.3}}.Solve(Pie{}, 0)[0], Rubinstein(0.9, 0.8), 1e-9)
	near(t, "frequent offers", Rubinstein(math.Pow(0.9, 1e-6), math.Pow(0.9, 1e-6)), 0.5, 1e-6)
	// Shares converge to Rubinstein's as rounds grow.
	last := math.Inf(1)
	for _, T := range []int{5, 15, 45, 135} {
		gap := math.Abs(Stahl(0.9, T) - Rubinstein(0.9, 0.9))
		if gap >= last {
			t.Errorf("T = %d is no nearer to the game without end", T)
		}
		last = gap
	}
}

// Fearon 1995: the range has width c1 + c2; with costs uniform on [0, C] the demand is p + (C - c1)/2 and is refused with chance
// (C - c1)/(2C), by hand and by search.
func TestTakeItOrLeaveIt(t *testing.T) {
	lo, hi := WarRange(0.5, 0.1, 0.2)
	near(t, "width", hi-lo, 0.3, 1e-12)
	x, war := Demand(0.5, 0.1, 0, 0.4)
	near(t, "demand", x, 0.65, 1e-12)
	near(t, "war", war, 0.375, 1e-12)
	best, at := -1.0, 0.0
	for i := range 400_001 {
		y := 0.5 + 0.4*float64(i)/400_000
		refused := (y - 0.5) / 0.4
		if v := (1-refused)*y + refused*0.4; v > best {
			best, at = v, y
		}
	}
	near(t, "demand by search", x, at, 1e-6)
	if _, war := Demand(0.5, 0.1, 0.2, 0.2); war != 0 {
		t.Errorf("with known costs war has chance %v", war)
	}
}

// Romer & Rosenthal 1978: the setter gets its ideal when the voter likes it no less than the reversion, else the voter's other
// indifferent point; a reversion between the two stands.
func TestSetter(t *testing.T) {
	for _, c := range []struct{ setter, voter, reversion, want float64 }{
		{0.9, 0.5, 0.2, 0.8}, {0.7, 0.5, 0.2, 0.7}, {0.9, 0.5, 0.6, 0.6}, {0.1, 0.5, 0.2, 0.2}, {0.9, 0.5, 0.5, 0.5},
	} {
		near(t, "setter", Setter(c.setter, c.voter, c.reversion), c.want, 1e-12)
	}
}

// Chatterjee & Samuelson 1983: with k = 1/2 trade takes place when v >= c + 1/4, with chance 9/32; given v > c it is 9/16. The chance
// is counted on a grid of midpoints. No bid off the line does better: checked against the other side's equilibrium bids.
func TestDoubleAuction(t *testing.T) {
	bid, ask := DoubleAuction(0.5, 0.8, 0.2)
	near(t, "bid", bid, 2.0/3*0.8+1.0/12, 1e-12)
	near(t, "ask", ask, 2.0/3*0.2+1.0/4, 1e-12)
	const n = 2000
	trades := 0
	for i := range n {
		for j := range n {
			bid, ask := DoubleAuction(0.5, (float64(i)+0.5)/n, (float64(j)+0.5)/n)
			if bid >= ask {
				trades++
			}
		}
	}
	near(t, "chance of trade", float64(trades)/n/n, 9.0/32, 5e-4)
	for _, k := range []float64{0, 0.25, 0.5, 0.8, 1} {
		for _, v := range []float64{0.6, 0.75, 0.9} {
			gain := func(b float64) float64 {
				sum := 0.0
				for j := range 4000 {
					_, a := DoubleAuction(k, 0, (float64(j)+0.5)/4000)
					if b >= a {
						sum += v - k*b - (1-k)*a
					}
				}
				return sum / 4000
			}
			b, _ := DoubleAuction(k, v, 0)
			for _, off := range []float64{-0.1, -0.05, 0.05, 0.1} {
				if gain(b+off) > gain(b)+1e-4 {
					t.Errorf("k = %v, v = %v: a bid off by %v does better", k, v, off)
				}
			}
		}
	}
}

func BenchmarkSolve_withoutEnd(b *testing.B) {
	g := Game{Delta: [2]float64{0.93, 0.9}}
	for b.Loop() {
		g.Solve(Pie{}, 0)
	}
}
