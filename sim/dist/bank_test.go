package dist

import (
	"math"
	"math/rand/v2"
	"testing"
)

// A bank gives each table's own quantile, to the bit: in the middle, in both tails, and where only the exact quantile will do.
func TestBank_isItsTables(t *testing.T) {
	var shared Tables
	var tables []Table
	for _, text := range []string{"pert 0.2 0.4 0.6", "pert 2 3 7", "beta 2 5", "uniform 1 3", "triangular 0 1 4", "between 3 9", "normal 0.5 0.2 0 1", "lognormal 1 0.5", "mixture 0.3 uniform 0 1 | 0.7 beta 2 3", "0.4"} {
		d, err := Parse(text, nil)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		tables = append(tables, shared.Compile(d))
	}
	b := NewBank(tables)
	r := rand.New(rand.NewPCG(1, 2))
	u := []float64{0x1p-53, 0x1p-30, 0x1p-20, 0x1p-19, 1e-6, 0.25, 0.5, math.Nextafter(0.5, 1), 0.75, 1 - 0x1p-19, 1 - 0x1p-20, 1 - 0x1p-21, 1 - 0x1p-53}
	for range 2000 {
		u = append(u, r.Float64())
	}
	x := make([]float64, len(tables))
	for _, at := range u {
		for i := range x {
			x[i] = at
		}
		b.Quantiles(x)
		for i, table := range tables {
			if want := table.Quantile(at); math.Float64bits(x[i]) != math.Float64bits(want) {
				t.Errorf("table %d at %v: %v, alone %v", i, at, x[i], want)
			}
		}
	}
}
