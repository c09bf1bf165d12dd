package explore

import (
	"math"
	"testing"

	"parley/sim/portable"
)

// Of fifty idle inputs no pair is taken in 99 of 100 studies; a product is found with its coefficient, correlated inputs or not.
func TestInteracting(t *testing.T) {
	const n, idle = 4000, 50
	wrong := 0
	for study := range uint64(60) {
		var inputs []Input
		for k := range uint64(idle) {
			inputs = append(inputs, Input{"idle", func(i int) float64 { return hash01(uint64(i), 400_000+study*64+k) }})
		}
		residual := make([]float32, n)
		for i := range residual {
			if hash01(uint64(i), 400_063+study*64) < 0.3 {
				residual[i] = 1
			}
		}
		wrong += min(1, len(interacting(n, inputs, residual)))
	}
	if wrong > 4 { // 0.6 expected; more than 4 has a chance of 1 in 2,000
		t.Errorf("idle pairs were taken in %d of 60 studies", wrong)
	}
	score := func(i int, k uint64) float64 { return portable.NormalQuantile(hash01(uint64(i), k)) }
	for _, r := range []float64{0, 0.6} {
		second := func(i int) float64 { return r*score(i, 91) + math.Sqrt(1-r*r)*score(i, 92) }
		inputs := []Input{{"a", func(i int) float64 { return portable.NormalCDF(score(i, 91)) }}, {"b", func(i int) float64 { return portable.NormalCDF(second(i)) }}, uniformInput("idle", 93)}
		residual := make([]float32, 50_000)
		for i := range residual {
			residual[i] = float32(0.3*score(i, 91)*second(i) + score(i, 94))
		}
		found := interacting(len(residual), inputs, residual)
		if len(found) != 1 || found[0].a != 0 || found[0].b != 1 || math.Abs(found[0].beta-0.3) > 0.02 {
			t.Errorf("correlation %v: %+v, want one pair with 0.3", r, found)
		}
	}
}
