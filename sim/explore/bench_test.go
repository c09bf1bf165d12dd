package explore

import "testing"

// stored is 100,000 runs of 60 inputs, held as a program would hold them: one column of numbers per input.
func stored() (n int, inputs []Input, event func(int) bool, y func(int) float64) {
	n = 100_000
	for k := range 60 {
		u := make([]float64, n)
		for i := range u {
			u[i] = hash01(uint64(i), uint64(k))*(1-0x1p-40) + 0x1p-41
		}
		inputs = append(inputs, Input{Path: "x", U: func(i int) float64 { return u[i] }})
	}
	hit := make([]bool, n)
	for i := range hit {
		hit[i] = hash01(uint64(i), 999) < 0.1+0.5*inputs[0].U(i)*inputs[1].U(i)+0.3*inputs[7].U(i)
	}
	event = func(i int) bool { return hit[i] }
	y = func(i int) float64 { return truth(hit[i]) }
	return
}

// BenchmarkGivenData is everything that needs no new run, on 100,000 stored runs with 60 inputs: dumbbells, first order, delta, PAWN, PRIM, CART and
// Shapley effects of 12 groups.
func BenchmarkGivenData(b *testing.B) {
	n, inputs, event, y := stored()
	group := make([]int, 60)
	for i := range group {
		group[i] = i % 12
	}
	parts := []struct {
		name string
		do   func()
	}{
		{"dumbbells", func() { Drivers(n, inputs, event) }},
		{"first-order", func() {
			for _, in := range inputs {
				FirstOrder(n, 20, in.U, y)
			}
		}},
		{"delta", func() { Delta(n, 20, inputs, y) }},
		{"pawn", func() { Pawn(n, 20, inputs, y) }},
		{"prim", func() { Prim(n, inputs, event) }},
		{"cart", func() { Cart(n, inputs, event) }},
		{"shapley", func() { ShapleyFromRuns(n, inputs, group, y) }},
	}
	for _, p := range parts {
		b.Run(p.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p.do()
			}
		})
	}
	b.Run("all", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for _, p := range parts {
				p.do()
			}
		}
	})
}
