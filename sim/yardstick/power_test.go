package yardstick

import (
	"math"
	"slices"
	"testing"
)

func TestPowerOf(t *testing.T) {
	for _, c := range []struct {
		name    string
		weights []float64
		quota   float64
		ss, bz  []float64
	}{
		// Shapley & Shubik 1954, p. 788: with one vote each and a president who breaks ties the power is even; the case of
		// [5; 3, 2, 1, 1] is a textbook one, counted by hand: 10 swings, 5 for the first.
		{"5 of 3 2 1 1", []float64{3, 2, 1, 1}, 5, []float64{7.0 / 12, 1.0 / 4, 1.0 / 12, 1.0 / 12}, []float64{0.5, 0.3, 0.1, 0.1}},
		// [51; 50, 49, 1], by hand: the first swings in 4 of 6 orders.
		{"51 of 50 49 1", []float64{50, 49, 1}, 51, []float64{2.0 / 3, 1.0 / 6, 1.0 / 6}, []float64{0.6, 0.2, 0.2}},
		// The UN Security Council of 15 with 5 vetoes as weights 7 and 1, quota 39: Shapley-Shubik 0.19627 and 0.00186
		// (Straffin 1994); Banzhaf 848/5080 and 84/5080.
		{"UN Security Council", []float64{7, 7, 7, 7, 7, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, 39,
			[]float64{421.0 / 2145, 421.0 / 2145, 421.0 / 2145, 421.0 / 2145, 421.0 / 2145, 4.0 / 2145}, []float64{848.0 / 5080, 848.0 / 5080, 848.0 / 5080, 848.0 / 5080, 848.0 / 5080, 84.0 / 5080}},
		// The Council of Ministers of the EEC of 1958: Luxembourg has no power at all (Brams 1976).
		{"EEC 1958", []float64{4, 4, 4, 2, 2, 1}, 12, []float64{14.0 / 60, 14.0 / 60, 14.0 / 60, 9.0 / 60, 9.0 / 60, 0}, []float64{5.0 / 21, 5.0 / 21, 5.0 / 21, 3.0 / 21, 3.0 / 21, 0}},
	} {
		p, err := PowerOf(c.weights, c.quota)
		if err != nil {
			t.Fatal(c.name, err)
		}
		other := enumerated(c.weights, c.quota)
		for i := range c.ss {
			if math.Abs(p.ShapleyShubik[i]-c.ss[i]) > 1e-9 || math.Abs(p.Banzhaf[i]-c.bz[i]) > 1e-9 {
				t.Errorf("%s, member %d: Shapley-Shubik %.6f and Banzhaf %.6f, published %.6f and %.6f", c.name, i, p.ShapleyShubik[i], p.Banzhaf[i], c.ss[i], c.bz[i])
			}
			if math.Abs(other.ShapleyShubik[i]-p.ShapleyShubik[i]) > 1e-12 || math.Abs(other.Absolute[i]-p.Absolute[i]) > 1e-12 {
				t.Errorf("%s, member %d: counted and enumerated differ", c.name, i)
			}
		}
	}
	for _, bad := range []struct {
		w []float64
		q float64
	}{{[]float64{1, -1}, 1}, {[]float64{1}, 0}, {[]float64{math.NaN()}, 1}, {slices.Repeat([]float64{math.Pi}, 25), 3}} {
		if _, err := PowerOf(bad.w, bad.q); err == nil {
			t.Errorf("weights %v, quota %v are not refused", bad.w, bad.q)
		}
	}
}

// Weights in hundredths count as whole ones: the EEC of 1958 again, and thirty members of .01 who need more than half, by symmetry 1/30 each.
func TestPowerOf_decimals(t *testing.T) {
	p, err := PowerOf([]float64{0.04, 0.04, 0.04, 0.02, 0.02, 0.01}, 0.12)
	if err != nil || math.Abs(p.ShapleyShubik[0]-14.0/60) > 1e-12 || p.ShapleyShubik[5] != 0 {
		t.Errorf("%v %v", p, err)
	}
	half := 0.15 * (1 + 1e-12)
	if p, err = PowerOf(slices.Repeat([]float64{0.01}, 30), half); err != nil || math.Abs(p.Banzhaf[7]-1.0/30) > 1e-12 {
		t.Errorf("%v %v", p, err)
	}
	// more than half of four equal members are three of them: two do not win, so a member swings in C(3, 2) of 8 coalitions of the others
	if p, err = PowerOf(slices.Repeat([]float64{0.25}, 4), 0.5*(1+1e-12)); err != nil || math.Abs(p.Absolute[0]-3.0/8) > 1e-12 {
		t.Errorf("%v %v", p, err)
	}
}

// Tsebelis 2002, chapter 1: the win-set of several veto players is the intersection of theirs; a veto player in the core of the
// others is absorbed; the core of two players is the line between them.
func TestVeto(t *testing.T) {
	one := Veto{Ideal: [][]float64{{0.2}, {0.6}}}
	// From 0: the first accepts (0, 0.4), the second (0, 1.2); both (0, 0.4). From 0.5, which lies between them: nothing.
	if lo, hi, empty := one.Interval(0); lo != 0 || math.Abs(hi-0.4) > 1e-15 || empty {
		t.Errorf("interval from 0: (%v, %v) %v", lo, hi, empty)
	}
	if _, _, empty := one.Interval(0.5); !empty {
		t.Error("the win-set of a status quo in the core is not empty")
	}
	two := Veto{Ideal: [][]float64{{0, 0}, {1, 0}}}
	for _, c := range []struct {
		x  []float64
		in bool
	}{{[]float64{0.5, 0}, true}, {[]float64{0.5, 0.01}, false}, {[]float64{1.01, 0}, false}, {[]float64{1, 0}, true}} {
		if two.InCore(c.x) != c.in {
			t.Errorf("%v in the core of two: %v", c.x, !c.in)
		}
	}
	three := Veto{Ideal: [][]float64{{0, 0}, {1, 0}, {0, 1}, {0.3, 0.3}, {0.8, 0.8}}}
	if !three.Absorbed(3) || three.Absorbed(4) {
		t.Error("the fourth player is absorbed, the fifth is not")
	}
	// An absorbed player changes no win-set.
	with, without := Veto{Ideal: three.Ideal[:4]}, Veto{Ideal: three.Ideal[:3]}
	differ := 0
	for i := range 60 {
		for j := range 60 {
			x := []float64{float64(i)/30 - 0.5, float64(j)/30 - 0.5}
			if with.InWinset(x, []float64{0.9, 0.7}) != without.InWinset(x, []float64{0.9, 0.7}) {
				differ++
			}
		}
	}
	if differ > 0 {
		t.Errorf("an absorbed veto player changes the win-set at %d points", differ)
	}
}

// An alternative that stands under two names is one: with positions 4, 7, 7 and 10 and voters at each, 7 beats both ends, and that the two
// sevens tie with each other is no circle. 0.1 + 0.2 against 0.3 is a tie on paper, so nothing wins.
func TestCondorcet_sameTwiceAndTies(t *testing.T) {
	at := []float64{4, 7, 7, 10}
	u := make([][]float64, len(at))
	for v, ideal := range at {
		for _, x := range at {
			u[v] = append(u[v], -math.Abs(x-ideal))
		}
	}
	if w := Condorcet(u, nil); w != 1 {
		t.Errorf("winner %d, by hand the first seven", w)
	}
	if w := Condorcet([][]float64{{1, 0}, {1, 0}, {0, 1}}, []float64{0.1, 0.2, 0.3}); w != None {
		t.Errorf("winner %d of a tie", w)
	}
}

// Condorcet's paradox: three voters, a > b > c, b > c > a, c > a > b. With a fourth of the first kind a wins.
func TestCondorcet(t *testing.T) {
	u := [][]float64{{3, 2, 1}, {1, 3, 2}, {2, 1, 3}}
	if w := Condorcet(u, nil); w != None || !slices.Equal(TopCycle(u, nil), []int{0, 1, 2}) {
		t.Errorf("the paradox has winner %d and cycle %v", w, TopCycle(u, nil))
	}
	if w := Condorcet(u, []float64{2.5, 1, 1}); w != 0 || !slices.Equal(TopCycle(u, []float64{2.5, 1, 1}), []int{0}) {
		t.Errorf("with a majority of one voter the winner is %d", w)
	}
	// Black 1948: with single-peaked preferences the median voter's ideal wins.
	ideals := []float64{0.1, 0.3, 0.35, 0.8, 0.9}
	var peaks [][]float64
	for _, x := range ideals {
		var row []float64
		for _, y := range ideals {
			row = append(row, -math.Abs(x-y))
		}
		peaks = append(peaks, row)
	}
	if w := Condorcet(peaks, nil); w != 2 {
		t.Errorf("single-peaked: %d, the median is the third", w)
	}
}
