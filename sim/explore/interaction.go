package explore

import (
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/mathext"
)

// Interactions between inputs, for regressions that begin with what each input does alone.

// pairCoefficient is what the product of the normal scores of two inputs adds to a regression, by itself.
type pairCoefficient struct {
	a, b int
	beta float64
}

// interacting looks at every pair of inputs for what the product of their normal scores explains of a residual, and keeps the pairs that stand out
// from chance: beyond the greatest of so many idle ones in one study of a hundred (Bonferroni). Coefficients are of one product alone, which is
// the regression where scores are independent. Inputs are read once, some runs at a time.
func interacting(n int, inputs []Input, residual []float32) []pairCoefficient {
	d := len(inputs)
	if d < 2 {
		return nil
	}
	const block = 1024
	z, zr := mat.NewDense(block, d, nil), mat.NewDense(block, d, nil)
	product, moment := mat.NewDense(d, d, nil), mat.NewDense(d, d, nil) // sums of z_a z_b, and of that times the residual
	part := mat.NewDense(d, d, nil)
	square, sum := 0.0, 0.0
	for from := 0; from < n; from += block {
		size := min(block, n-from)
		for i := range size {
			r := float64(residual[from+i])
			square, sum = square+r*r, sum+r
			row, weighted := z.RawRowView(i), zr.RawRowView(i)
			for k, in := range inputs {
				row[k] = normalScore(in.U(from + i))
				weighted[k] = row[k] * r
			}
		}
		rows, weighted := z.Slice(0, size, 0, d), zr.Slice(0, size, 0, d)
		part.Mul(rows.T(), rows)
		product.Add(product, part)
		part.Mul(rows.T(), weighted)
		moment.Add(moment, part)
	}
	mean := sum / float64(n)
	variance := square/float64(n) - mean*mean
	limit := mathext.NormalQuantile(1 - 0.01/float64(d*(d-1)))
	var out []pairCoefficient
	for a := range d {
		for b := range a {
			r := product.At(a, b) / float64(n)
			covariance := moment.At(a, b)/float64(n) - r*mean
			spread := 1 + r*r // variance of the product of two normal scores of correlation r
			if math.Abs(covariance) > limit*math.Sqrt(spread*variance/float64(n)) {
				out = append(out, pairCoefficient{b, a, covariance / spread})
			}
		}
	}
	return out
}
