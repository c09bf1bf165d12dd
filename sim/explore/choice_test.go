package explore

import (
	"math"
	"slices"
	"testing"

	"parley/sim/portable"
	"parley/sim/results"
)

// The investor of Taylor, Introduction to Management Science, chapter 12: apartments 50, 30; offices 100, -40; warehouse 30, 10 (thousands, good
// and poor times). Printed answers: maximin apartments 30; minimax regret apartments 50; Hurwicz with 0.4 apartments 38, offices 16,
// warehouse 18; equal likelihood apartments 40, offices 30, warehouse 20.
func TestRobust_textbook(t *testing.T) {
	m := Menu{Options: []string{"apartments", "offices", "warehouse"}, Value: [][]float64{{50, 30}, {100, -40}, {30, 10}}}
	c, err := Robust(m, 30, 0.4, 0)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]float64{"maximin": {30, -40, 10}, "minimax regret": {50, 70, 70}, "Hurwicz": {38, 16, 18}, "Laplace": {40, 30, 20}, "satisficing": {1, 0.5, 0.5}} {
		for _, x := range c {
			if x.Name != name {
				continue
			}
			for o := range want {
				if math.Abs(x.Score[o]-want[o]) > 1e-12 {
					t.Errorf("%s: %v, want %v", name, x.Score, want)
					break
				}
			}
			if !slices.Equal(x.Best, []int{0}) {
				t.Errorf("%s chooses %v", name, x.Best)
			}
		}
	}
}

// Minimax regret can turn on an option that nobody takes (Chernoff 1954): with the third, whose regrets it causes, the choice between the first
// two is the other way.
func TestMenuDependent(t *testing.T) {
	m := Menu{Options: []string{"a", "b", "c"}, Value: [][]float64{{0, 10, 4}, {5, 2, 10}, {10, 5, 1}}}
	// regrets: a 10 0 6, b 5 8 0, c 0 5 9: b is chosen (8). Without c: a 5 0 6, b 0 8 0: a (6).
	if got := MenuDependent(m, 0); !slices.Contains(got, "c") {
		t.Errorf("%v, want c", got)
	}
	tied, _ := Robust(Menu{Options: []string{"a", "b"}, Value: [][]float64{{1, 2}, {2, 1}}}, 0, 0.5, 0)
	for _, c := range tied {
		if len(c.Best) != 2 {
			t.Errorf("%s: %v, a tie", c.Name, c.Best)
		}
	}
	if _, err := Robust(Menu{Options: []string{"a", "b"}, Value: [][]float64{{1, 2}, {1}}}, 0, 0, 0); err == nil {
		t.Error("a ragged menu was taken")
	}
}

// Means of 100 states, each with noise of standard deviation 0.1 by itself: their difference is known to ±1.96·0.1·sqrt(2/100) = ±0.0277. Options 0.02
// apart are tied by it, options 0.05 apart are not; a tie that is asked for and wider stands.
func TestRobustOf_noise(t *testing.T) {
	menu := func(noise float64, k int) Menu {
		m := Menu{Options: []string{"a", "b", "c"}, Value: make([][]float64, 3)}
		for o := range m.Value {
			for s := range 100 {
				e := portable.NormalQuantile(hash01(uint64(s*3+o), uint64(k))*(1-0x1p-40) + 0x1p-41)
				m.Value[o] = append(m.Value[o], []float64{0.5, 0.48, 0.45}[o]+noise*e)
			}
		}
		return m
	}
	for tie, want := range map[float64][]int{0: {0, 1}, 0.06: {0, 1, 2}} {
		c, err := RobustOf(menu(0, 0), 0.3, 0.5, tie, 1000, func(k int) Menu { return menu(0.1, 700+k) })
		if err != nil {
			t.Fatal(err)
		}
		laplace := c[len(c)-1]
		if !slices.Equal(laplace.Best, want) || tie == 0 && math.Abs(laplace.Tie-0.0277) > 0.002 || tie > 0 && laplace.Tie != tie {
			t.Errorf("tie %v: %+v, want %v", tie, laplace, want)
		}
	}
}

// Goferbroke (Hillier & Lieberman, Introduction to Operations Research, section 16.2): drilling pays 700 with oil and -100 without, selling 90; one chance in
// four of oil; expected value of perfect information 142.5. Four equally likely states stand for the prior.
func TestPerfectInformation_goferbroke(t *testing.T) {
	m := Menu{Options: []string{"drill", "sell"}, Value: [][]float64{{700, -100, -100, -100}, {90, 90, 90, 90}}}
	if got, err := PerfectInformation(m); err != nil || got != 142.5 {
		t.Errorf("%v (%v), want 142.5", got, err)
	}
}

// A choice between 0 and x1 + x2, normal with standard deviations 0.6 and 0.8, seen with luck of 1: knowing both is worth phi(0) = 0.3989, x1 alone
// 0.6·0.3989 = 0.2394, x2 0.3192, an idle input nothing. High and Low hold the truth between them.
func TestPartialInformation_normal(t *testing.T) {
	n := 100000
	inputs := []Input{uniformInput("x1", 201), uniformInput("x2", 202), uniformInput("idle", 203)}
	value := func(option, run int) float64 {
		if option == 0 {
			return 0
		}
		return 0.6*portable.NormalQuantile(inputs[0].U(run)) + 0.8*portable.NormalQuantile(inputs[1].U(run)) + portable.NormalQuantile(hash01(uint64(run), 204)*(1-0x1p-40)+0x1p-41)
	}
	// The best option without knowledge is 0 or the sample mean of the other: its noise is 0.0045.
	got, err := PartialInformation(n, 20, 2, inputs, value)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []float64{0.6 * 0.39894, 0.8 * 0.39894, 0} {
		if w := got[i]; math.Abs(w.Mid()-want) > 0.008 || w.Low > w.High || w.Above() != (want > 0) {
			t.Errorf("%s: %+v, want %.4f", inputs[i].Path, w, want)
		}
	}
	both, err := GroupInformation(n, 2, inputs[:2], value)
	if err != nil || math.Abs(both.Mid()-0.39894) > 0.01 || both.Low > both.High {
		t.Errorf("both: %+v (%v), want 0.3989", both, err)
	}
}

// Perfect information from few noisy runs per state: the naive estimate is too high, the one from halves too low (0 against x ~ N(0, 1): 0.3989).
func TestPerfectFromHalves_brackets(t *testing.T) {
	states := 4000
	half := func(k uint64) Menu {
		m := Menu{Options: []string{"stay", "go"}, Value: [][]float64{make([]float64, states), make([]float64, states)}}
		for s := range states {
			m.Value[1][s] = portable.NormalQuantile(hash01(uint64(s), 301)) + portable.NormalQuantile(hash01(uint64(s), k)*(1-0x1p-40)+0x1p-41)
		}
		return m
	}
	w, err := PerfectFromHalves(half(302), half(303))
	if err != nil || !(w.Low < 0.39 && w.High > 0.41 && w.Low > 0.2 && w.High < 0.6) {
		t.Errorf("%+v (%v)", w, err)
	}
}

// chance 0.2 + 0.4 u0 + 0.2 u1 from (1/2, 1/2), which gives 0.5, to 0.6: u0 alone moves by 0.25, u1 alone cannot (0.598 at its end), both by
// 0.1/sqrt(0.2) = 0.2236 along the gradient.
func TestSmallestChange_linear(t *testing.T) {
	const n = 1_000_000
	chance := func(u []float64) results.Count {
		return results.Count{K: int64(math.Round(n * (0.2 + 0.4*u[0] + 0.2*u[1]))), N: n}
	}
	all := SmallestChange(chance, []float64{0.5, 0.5}, 0.6, 2)
	if len(all) != 3 {
		t.Fatalf("%+v", all)
	}
	if b := all[0]; len(b.Levers) != 2 || math.Abs(b.Size-0.2236) > 0.01 || !b.Reached {
		t.Errorf("smallest: %+v", b)
	}
	if b := all[1]; !slices.Equal(b.Levers, []int{0}) || math.Abs(b.Size-0.25) > 0.012 {
		t.Errorf("second: %+v", b)
	}
	if b := all[2]; b.Reached || math.Abs(rate(b.Count)-0.598) > 1e-6 {
		t.Errorf("out of reach: %+v", b)
	}
	if there := SmallestChange(chance, []float64{0.9, 0.9}, 0.6, 2); len(there) != 1 || there[0].Size != 0 || !there[0].Reached {
		t.Errorf("already there: %+v", there)
	}
}

// A lever that does nothing wherever it stands, its base among the levels that are tried: a change of no size that falls short.
func TestSmallestChange_idle(t *testing.T) {
	all := SmallestChange(func(u []float64) results.Count { return results.Count{K: 300, N: 1000} }, []float64{0.25, leverEnd}, 0.6, 2)
	for _, c := range all {
		if c.Reached || rate(c.Count) != 0.3 || slices.ContainsFunc(c.At, math.IsNaN) {
			t.Errorf("%+v", c)
		}
	}
}

// The search against the plain way, all points of a grid of three levers: chances that rise in all levers, fall in some, have a peak inside, and, as vetoes
// do, rise only when two levers or three are moved together and either alone does nothing.
func TestSmallestChange_againstAGrid(t *testing.T) {
	for name, f := range map[string]func(u []float64) float64{
		"product":    func(u []float64) float64 { return u[0] * u[1] },
		"two vetoes": func(u []float64) float64 { return math.Min(u[0], u[1]) },
		"three":      func(u []float64) float64 { return math.Min(u[2], math.Min(u[0], u[1])) },
		"peak": func(u []float64) float64 {
			return 0.3 + 0.5*math.Exp(-((u[0]-0.75)*(u[0]-0.75)+(u[1]-0.2)*(u[1]-0.2))/0.05)
		},
		"falling":  func(u []float64) float64 { return 0.6 - 0.3*u[0] - 0.2*u[1] + 0.1*u[2] },
		"opposite": func(u []float64) float64 { return 0.4 - (u[0]-0.5)*(u[1]-0.5) },
		"late":     func(u []float64) float64 { return 0.3 + 0.4*math.Pow(u[0], 6) + 0.15*u[1] },
	} {
		const n, cells = 1_000_000, 40
		plain := math.Inf(1)
		for cell := range cells * cells * cells {
			u, size := []float64{0, 0, 0}, 0.0
			for i := range u {
				u[i], cell = leverEnd+(1-2*leverEnd)*float64(cell%cells)/(cells-1), cell/cells
				size += (u[i] - 0.5) * (u[i] - 0.5)
			}
			if f(u) >= 0.6 {
				plain = min(plain, math.Sqrt(size))
			}
		}
		trials := 0
		all := SmallestChange(func(u []float64) results.Count {
			trials++
			return results.Count{K: int64(math.Round(n * f(u))), N: n}
		}, []float64{0.5, 0.5, 0.5}, 0.6, 3)
		if best := all[0]; !best.Reached || best.Size > 1.05*plain+0.01 {
			t.Errorf("%s: %+v, on the grid %.3f", name, best, plain)
		}
		if trials > 600 {
			t.Errorf("%s: %d trials", name, trials)
		}
		t.Logf("%s: %.3f by levers %v in %d trials, on the grid %.3f", name, all[0].Size, all[0].Levers, trials, plain)
	}
}
