package portable

import (
	"math"
	"testing"
)

// Within a cell of the table Exp is monotone by construction (see expSeries), so only the edges between cells need
// looking at: all of them, with the neighbouring numbers.
func TestExp_neverFallsAtCellEdges(t *testing.T) {
	for n := -1075 * expCells; n < 1024*expCells; n++ {
		x := (float64(n) + 0.5) * math.Ln2 / expCells
		for range 4 {
			x = math.Nextafter(x, math.Inf(-1))
		}
		before := Exp(x)
		for range 8 {
			x = math.Nextafter(x, math.Inf(1))
			y := Exp(x)
			if y < before {
				t.Fatalf("Exp falls to %x at %x", y, x)
			}
			before = y
		}
	}
	for _, x := range []float64{-708, 709} { // where the far routine takes over
		if !(Exp(math.Nextafter(x, -1000)) <= Exp(x) && Exp(x) <= Exp(math.Nextafter(x, 1000))) {
			t.Errorf("Exp is not monotone at %v", x)
		}
	}
}

func TestMonotone_neighbours(t *testing.T) {
	for _, row := range []struct {
		name     string
		f        func(float64) float64
		low, top float64
	}{
		{"Exp", Exp, -745, 709}, {"Exp", Exp, -0.01, 0.01}, {"Exp", Exp, -2, 2},
		{"Sigmoid", Sigmoid, -710, 40}, {"Sigmoid", Sigmoid, -2, 2}, {"Sigmoid", Sigmoid, -0.01, 0.01},
	} {
		for i := range 100_000 {
			u := float64(uint64(i)*0x9E3779B97F4A7C15>>11) * 0x1p-53
			x := row.low + (row.top-row.low)*u
			if a, b := row.f(x), row.f(math.Nextafter(x, inf)); b < a {
				t.Fatalf("%s falls from %x to %x at %x", row.name, a, b, x)
			}
		}
	}
}
