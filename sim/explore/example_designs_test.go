package explore_test

import (
	"fmt"

	"parley/sim/explore"
)

// Which designs can be made longer while what was computed is kept.
func ExampleDesign() {
	sobol, err := explore.OwenSobol(3, 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	halton, err := explore.Halton(3, 1)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, d := range []explore.Design{explore.MonteCarlo(1), sobol, halton, explore.Antithetic(explore.MonteCarlo(1)), explore.LatinHypercube(8, 3, false, 1)} {
		fmt.Printf("%s: %v\n", d.Name, d.PrefixStable)
	}
	// Output:
	// Monte Carlo: true
	// Sobol', Owen-scrambled: true
	// Halton, shuffled: true
	// Monte Carlo, antithetic: true
	// Latin hypercube: false
}

// The first Sobol' points in two dimensions, as published but for the move to the middle of cells of 2^-32.
func ExampleSobol() {
	d, err := explore.Sobol(2)
	if err != nil {
		fmt.Println(err)
		return
	}
	for i := range 4 {
		fmt.Printf("%.2f %.2f\n", d.At(i, 0), d.At(i, 1))
	}
	// Output:
	// 0.00 0.00
	// 0.50 0.50
	// 0.75 0.25
	// 0.25 0.75
}

// A median Latin hypercube has one point in the middle of each stratum.
func ExampleLatinHypercube() {
	d := explore.LatinHypercube(4, 1, true, 1)
	seen := [4]int{}
	for i := range 4 {
		seen[int(4*d.At(i, 0))]++
	}
	fmt.Println(seen, d.Take(8))
	// Output: [1 1 1 1] Latin hypercube, medians was made for 4 points and cannot be extended to 8: make a new one of that size, or add further ones of the same size with other seeds
}

// Every combination of two levers with two and three levels.
func ExampleFullFactorial() {
	d, err := explore.FullFactorial([]int{2, 3})
	if err != nil {
		fmt.Println(err)
		return
	}
	for i := range d.Size {
		fmt.Printf("(%.2f %.2f) ", d.At(i, 0), d.At(i, 1))
	}
	fmt.Println()
	// Output: (0.25 0.17) (0.25 0.50) (0.25 0.83) (0.75 0.17) (0.75 0.50) (0.75 0.83)
}

// Four levers in eight runs: the fourth is the product of the other three, so that main effects are clear of pairs.
func ExampleFractional() {
	d, resolution, err := explore.Fractional(3, []uint32{0b111})
	fmt.Println(d.Size, "points, resolution", resolution, err)
	// Output: 8 points, resolution 4 <nil>
}

// Elementary effects along ten trajectories: the first input has twice the effect of the second, the third has none.
func ExampleMorris() {
	model := func(u []float64, luck uint64) float64 { return 2*u[0] - u[1] }
	for i, e := range explore.Morris(model, 3, 10, 4, 1) {
		fmt.Printf("input %d: mean %.0f, absolute %.0f, spread %.0f\n", i, e.Mean, e.Abs, e.SD)
	}
	// Output:
	// input 0: mean 2, absolute 2, spread 0
	// input 1: mean -1, absolute 1, spread 0
	// input 2: mean 0, absolute 0, spread 0
}
