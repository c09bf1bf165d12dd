package draw_test

import (
	"fmt"

	"parley/sim/draw"
)

// A number has an address: seed, stream, run, counter. Run 7 of "patience" is the same whatever was drawn before, on any machine, and what is not known
// (Theta) and luck (Play) are streams apart even under one name.
func ExampleStream() {
	s := draw.NewStream(1, draw.Theta, "actors.iran.patience")
	first := s.Uniform(7, 0)
	other := s.Uniform(8, 0)
	fmt.Println(first == s.Uniform(7, 0), first == other, first == draw.NewStream(1, draw.Play, "actors.iran.patience").Uniform(7, 0))
	// Output: true false false
}
