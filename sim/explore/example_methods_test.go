package explore_test

import (
	"fmt"

	"parley/sim/explore"
	"parley/sim/portable"
	"parley/sim/results"
)

// runs are stored runs of three inputs, of which the last is idle; luck is one more.
var runs = explore.Random(11)

func stored(names ...string) (inputs []explore.Input) {
	for d, name := range names {
		inputs = append(inputs, explore.Input{Path: name, U: func(run int) float64 { return runs(run, d) }})
	}
	return inputs
}

// A deal if u0 + luck is above 1: how often in the lowest and the highest fifth of each input, and what an idle one shows by chance.
func ExampleDrivers() {
	d := explore.Drivers(50_000, stored("power", "idle"), func(run int) bool { return runs(run, 0)+runs(run, 3) > 1 })
	for _, r := range d.All {
		low, high := r.Fifths[0], r.Fifths[4]
		fmt.Printf("%s: %.1f to %.1f, above the floor: %v\n", r.Path, float64(low.K)/float64(low.N), float64(high.K)/float64(high.N), explore.Distance(r) > explore.FamilyFloor(d.Dummy, len(d.All)))
	}
	// Output:
	// power: 0.1 to 0.9, above the floor: true
	// idle: 0.5 to 0.5, above the floor: false
}

// First-order indices from stored runs of y = 3·u0 + u1: 9/10 and 1/10.
func ExampleFirstOrder() {
	y := func(run int) float64 { return 3*runs(run, 0) + runs(run, 1) }
	for _, in := range stored("a", "b", "idle") {
		fmt.Printf("%s %.2f\n", in.Path, max(0, explore.FirstOrder(50_000, 20, in.U, y)))
	}
	// Output:
	// a 0.90
	// b 0.10
	// idle 0.00
}

// Borgonovo's delta and PAWN look at the whole distribution: an input that only spreads the outcome has no first-order share, and shows here.
func ExampleDelta() {
	y := func(run int) float64 { return (runs(run, 0) - 0.5) * runs(run, 1) }
	inputs := stored("sign", "spread", "idle")
	delta, pawn := explore.Delta(50_000, 20, inputs, y), explore.Pawn(50_000, 20, inputs, y)
	for i, in := range inputs {
		fmt.Printf("%s: delta above its floor %v, PAWN %v, first order above 0.01 %v\n", in.Path, delta[i].Raw > delta[i].Floor, pawn[i].Raw > pawn[i].Floor, explore.FirstOrder(50_000, 20, in.U, y) > 0.01)
	}
	// Output:
	// sign: delta above its floor true, PAWN true, first order above 0.01 true
	// spread: delta above its floor true, PAWN true, first order above 0.01 false
	// idle: delta above its floor false, PAWN false, first order above 0.01 false
}

// Fair shares where inputs go together: the model reads "driver" alone, "proxy" is correlated with it (r = 0.8) and gets r²/2 = 0.32; it adds nothing
// when the driver is known, and is called a proxy.
func ExampleShapleyGaussian() {
	model := func(u []float64, luck uint64) float64 { return portable.NormalQuantile(u[0]) }
	effects, _, _, err := explore.ShapleyGaussian(model, [][]float64{{1, 0.8}, {0.8, 1}}, []int{0, 1}, 60_000, 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, e := range effects {
		fmt.Printf("%s: %.2f, proxy %v\n", []string{"driver", "proxy"}[i], e.Shapley, e.Proxy)
	}
	// Output:
	// driver: 0.68, proxy false
	// proxy: 0.32, proxy true
}

// The same from stored runs, by groups: two inputs rest on one statement, one on another. Of y = z0 + z1 + z2 they have two thirds and one.
func ExampleShapleyFromRuns() {
	y := func(run int) float64 {
		return portable.NormalQuantile(runs(run, 0)) + portable.NormalQuantile(runs(run, 1)) + portable.NormalQuantile(runs(run, 2))
	}
	effects, _, err := explore.ShapleyFromRuns(50_000, stored("a", "b", "c"), []int{0, 0, 1}, y)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, e := range effects {
		fmt.Printf("statement %d: %.1f\n", i+1, e.Shapley)
	}
	// Output:
	// statement 1: 0.7
	// statement 2: 0.3
}

// Luck or ignorance: an event with chance u has a third of its variance from u, two thirds from luck.
func ExampleTwoSeeds() {
	model := func(u []float64, luck uint64) float64 {
		if runs(int(luck), 7) < u[0] {
			return 1
		}
		return 0
	}
	ignorance, luck, _ := explore.TwoSeeds(model, 1, 1<<16, explore.Random(2))
	fmt.Printf("%.1f ignorance, %.1f luck\n", ignorance, luck)
	// Output: 0.3 ignorance, 0.7 luck
}

// A small tree as a cross-check of PRIM: it finds the same veto.
func ExampleCart() {
	leaves, err := explore.Cart(4000, stored("veto", "idle"), func(run int) bool { return runs(run, 0) > 0.7 })
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, l := range leaves {
		if 2*l.Inside.K > l.Inside.N {
			fmt.Printf("%s above %.1f: %d of %d\n", l.Limits[0].Path, l.Limits[0].Low, l.Inside.K, l.Inside.N)
		}
	}
	// Output: veto above 0.7: 584 of 584
}

// Where a lever brings a chance to 40 of 100, and a level that it cannot bring about.
func ExampleFindBreakEven() {
	values := []float64{0, 0.25, 0.5, 0.75, 1}
	counts := []results.Count{{K: 1000, N: 10_000}, {K: 2500, N: 10_000}, {K: 4000, N: 10_000}, {K: 5500, N: 10_000}, {K: 7000, N: 10_000}}
	b := explore.FindBreakEven(values, counts, 0.4, 0.95)
	fmt.Printf("at %.2f (%.2f to %.2f), monotone %v\n", b.At, b.Interval.Low, b.Interval.High, b.Monotone)
	b = explore.FindBreakEven(values, counts, 0.8, 0.95)
	fmt.Printf("reached %v, saturates at %.2f\n", b.Found, b.Highest)
	// Output:
	// at 0.50 (0.48 to 0.52), monotone true
	// reached false, saturates at 0.70
}

// What it is worth to know the state: two options that are best in one of two states each.
func ExamplePerfectInformation() {
	menu := explore.Menu{Options: []string{"drill", "sell"}, Value: [][]float64{{700, -100}, {90, 90}}}
	worth, err := explore.PerfectInformation(menu)
	fmt.Println(worth, err) // (700 + 90)/2 less 300
	// Output: 95 <nil>
}

// Two inputs that decide only together which option is better: 1/2 for sure, or (u0 + u1)/2. Knowing both is worth 1/12, more than either alone.
func ExampleGroupInformation() {
	value := func(option, run int) float64 {
		if option == 0 {
			return 0.5
		}
		return (runs(run, 0) + runs(run, 1)) / 2
	}
	both, err := explore.GroupInformation(100_000, 2, stored("a", "b"), value)
	if err != nil {
		fmt.Println(err)
		return
	}
	each, err := explore.PartialInformation(100_000, 20, 2, stored("a", "b"), value)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("both %.3f, one %.3f and %.3f\n", both.Mid(), each[0].Mid(), each[1].Mid())
	// Output: both 0.083, one 0.062 and 0.062
}
