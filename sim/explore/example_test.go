package explore_test

import (
	"fmt"

	"parley/sim/explore"
	"parley/sim/results"
)

// The mean of u0·u1 is 1/4. Eight independent scrambles of 256 Sobol' points give it with an interval.
func ExampleReplicate() {
	product := func(u []float64, luck uint64) float64 { return u[0] * u[1] }
	r, err := explore.Replicate(product, 2, 256, 8, func(seed uint64) (explore.Design, error) { return explore.OwenSobol(2, seed) }, 0.95)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.3f, interval narrower than 0.001: %v\n", r.Mean, r.Interval.Half() < 0.0005)
	// Output: 0.250, interval narrower than 0.001: true
}

// A Latin hypercube belongs to one number of points.
func ExampleDesign_Take() {
	d := explore.LatinHypercube(100, 5, false, 1)
	fmt.Println(d.Take(150))
	// Output: Latin hypercube was made for 100 points and cannot be extended to 150: make a new one of that size, or add further ones of the same size with other seeds
}

// Which of two inputs matters: y = 3·u0 + u1. Their shares of the variance are 9/10 and 1/10.
func ExampleSaltelli() {
	model := func(u []float64, luck uint64) float64 { return 3*u[0] + u[1] }
	for i, x := range explore.Saltelli(model, 2, 1<<13, explore.Random(1), 0.95, 1) {
		fmt.Printf("input %d: first %.1f, total %.1f\n", i, x.First.Value, x.Total.Value)
	}
	// Output:
	// input 0: first 0.9, total 0.9
	// input 1: first 0.1, total 0.1
}

// Which of two statements matters, if one carries u0 and the other u1 and u2? Of y = 3·u0 + u1 + u2 they have 9/11 and 2/11 of the variance.
func ExampleSaltelliGroups() {
	model := func(u []float64, luck uint64) float64 { return 3*u[0] + u[1] + u[2] }
	groups := [][]int{{0}, {1, 2}}
	indices, err := explore.SaltelliGroups(explore.Serial(model, 3), 3, groups, 1<<13, explore.Random(1), 0.95, 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i, x := range indices {
		fmt.Printf("inputs %v: first %.1f, total %.1f\n", groups[i], x.First.Value, x.Total.Value)
	}
	// Output:
	// inputs [0]: first 0.8, total 0.8
	// inputs [1 2]: first 0.2, total 0.2
}

// A choice that is best in no state may be the one that regrets least.
func ExampleRobust() {
	menu := explore.Menu{Options: []string{"push", "wait", "hedge"}, Value: [][]float64{{0.9, 0.1}, {0.2, 0.7}, {0.6, 0.5}}}
	criteria, _ := explore.Robust(menu, 0.5, 0.5, 0)
	for _, c := range criteria[:2] {
		fmt.Printf("%s: %s\n", c.Name, menu.Options[c.Best[0]])
	}
	fmt.Println("turns without:", explore.MenuDependent(menu, 0))
	// Output:
	// maximin: hedge
	// minimax regret: hedge
	// turns without: []
}

// Where does it fail? Stored runs of a model with a veto: nothing succeeds where u0 is above 0.7.
func ExamplePrim() {
	design := explore.Random(5)
	inputs := []explore.Input{
		{Path: "veto", U: func(run int) float64 { return design(run, 0) }},
		{Path: "idle", U: func(run int) float64 { return design(run, 1) }},
	}
	failed := func(run int) bool { return design(run, 0) > 0.7 }
	d, _ := explore.Prim(4000, inputs, failed)
	box := d.Boxes[d.Best]
	for _, l := range box.Limits {
		fmt.Printf("%s above %.1f: %.0f of 100 fail there\n", l.Path, l.Low, 100*box.Density)
	}
	// Output: veto above 0.7: 97 of 100 fail there
}

// What is it worth to know an input before choosing between two options that pay 1/2 for sure, or u0?
func ExamplePartialInformation() {
	design := explore.Random(5)
	inputs := []explore.Input{{Path: "u0", U: func(run int) float64 { return design(run, 0) }}}
	worth, _ := explore.PartialInformation(100000, 20, 2, inputs, func(option, run int) float64 {
		if option == 0 {
			return 0.5
		}
		return design(run, 0)
	})
	fmt.Printf("%.3f\n", worth[0].Mid()) // E max(1/2, u) - 1/2 = 1/8
	// Output: 0.125
}

// The smallest move of two levers that lifts a chance from 50 to 60 of 100.
func ExampleSmallestChange() {
	chance := func(u []float64) results.Count {
		return results.Count{K: int64(1e6 * (0.2 + 0.4*u[0] + 0.2*u[1])), N: 1e6}
	}
	c := explore.SmallestChange(chance, []float64{0.5, 0.5}, 0.6, 2)[0]
	fmt.Printf("both levers, a move of %.1f\n", c.Size)
	// Output: both levers, a move of 0.2
}
