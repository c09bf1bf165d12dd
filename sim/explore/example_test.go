package explore_test

import (
	"fmt"

	"parley/sim/explore"
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
