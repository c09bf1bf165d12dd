package explore

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"

	"parley/sim/draw"
	"parley/sim/portable"
)

// ShapleyGaussian computes Shapley effects of groups of inputs of a model by new runs, where inputs depend on each other through a Gaussian copula with
// the given correlation matrix of normal scores (nil: independent). What a subset explains is the covariance of the outcomes of two runs that share
// the subset's inputs, the others drawn anew from their distribution given the subset, with luck of their own. points·2^groups runs; error
// is the largest standard error of what a subset explains, as a share. Sources: Song, Nelson & Staum 2016; Broto, Bachoc & Depecker 2020 for
// pick and freeze under dependence.
func ShapleyGaussian(model Model, correlation [][]float64, group []int, points int, seed uint64) (effects []GroupEffect, sum, err float64, failure error) {
	d, k := len(group), 0
	for _, g := range group {
		if g < 0 {
			return nil, 0, 0, fmt.Errorf("explore: group %d: groups count from 0", g)
		}
		k = max(k, g+1)
	}
	if k > MostGroups {
		return nil, 0, 0, fmt.Errorf("explore: Shapley effects of %d groups: at most %d", k, MostGroups)
	}
	if d == 0 || points < 2 {
		return nil, 0, 0, fmt.Errorf("explore: Shapley effects of %d inputs from %d points", d, points)
	}
	full := mat.NewSymDense(d, nil)
	for i := range d {
		for j := range i + 1 {
			switch {
			case i == j:
				full.SetSym(i, j, 1)
			case correlation != nil:
				full.SetSym(i, j, correlation[i][j])
			}
		}
	}
	s := draw.NewStream(seed, draw.Theta, "explore/shapley")
	normal := func(point, at int) float64 { return portable.NormalQuantile(s.Uniform(uint64(point), uint64(at))) }
	whole, ok := conditionalOf(full, nil, seqTo(d))
	if !ok {
		return nil, 0, 0, fmt.Errorf("the correlation matrix is not positive definite")
	}
	z, base := make([][]float64, points), make([]float64, points)
	noise, u := make([]float64, d), make([]float64, d)
	mean := 0.0
	for p := range points {
		for i := range noise {
			noise[i] = normal(p, i)
		}
		z[p] = make([]float64, d)
		whole.draw(z[p], noise)
		base[p] = evaluate(model, z[p], u, uint64(p)<<16)
		mean += base[p] / float64(points)
	}
	variance := 0.0
	for _, y := range base {
		variance += (y - mean) * (y - mean) / float64(points-1)
	}
	explained := make([]float64, 1<<k)
	for subset := 1; subset < 1<<k; subset++ {
		var given, rest []int
		for i, g := range group {
			if subset>>g&1 == 1 {
				given = append(given, i)
			} else {
				rest = append(rest, i)
			}
		}
		c, ok := conditionalOf(full, given, rest)
		if !ok {
			return nil, 0, 0, fmt.Errorf("the correlation matrix is not positive definite")
		}
		other := make([]float64, points)
		again := make([]float64, d)
		second := 0.0
		for p := range points {
			copy(again, z[p])
			for i := range rest {
				noise[i] = normal(p, d+subset*d+i)
			}
			c.draw(again, noise)
			other[p] = evaluate(model, again, u, uint64(p)<<16|uint64(subset))
			second += other[p] / float64(points)
		}
		covariance, square := 0.0, 0.0
		middle := (mean + second) / 2 // both have the same mean: the symmetric form has less noise (Janon et al. 2014)
		for p := range points {
			x := (base[p] - middle) * (other[p] - middle)
			covariance += x / float64(points)
			square += x * x / float64(points)
		}
		if variance > 0 {
			explained[subset] = covariance / variance
			err = max(err, math.Sqrt(max(0, square-covariance*covariance)/float64(points))/variance)
		}
	}
	return ShapleyOf(k, func(s int) float64 { return explained[s] }, 3*err), explained[1<<k-1], err, nil
}

func seqTo(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

func evaluate(model Model, z, u []float64, luck uint64) float64 {
	for i, x := range z {
		u[i] = min(max(portable.NormalCDF(x), 0x1p-53), 1-0x1p-53)
	}
	return model(u, luck)
}

// conditional is the distribution of some normal scores given others: rest = slope·given + root·noise.
type conditional struct {
	given, rest []int
	slope       *mat.Dense
	root        mat.TriDense
}

func conditionalOf(full *mat.SymDense, given, rest []int) (*conditional, bool) {
	c := &conditional{given: given, rest: rest}
	if len(rest) == 0 {
		return c, true
	}
	pick := func(a, b []int) *mat.Dense {
		m := mat.NewDense(len(a), len(b), nil)
		for i := range a {
			for j := range b {
				m.Set(i, j, full.At(a[i], b[j]))
			}
		}
		return m
	}
	left := pick(rest, rest)
	if len(given) > 0 {
		var ch mat.Cholesky
		if !ch.Factorize(symmetric(pick(given, given))) {
			return nil, false
		}
		cross := pick(given, rest)
		var x mat.Dense
		if err := ch.SolveTo(&x, cross); err != nil {
			return nil, false
		}
		c.slope = mat.DenseCopyOf(x.T())
		var shrink mat.Dense
		shrink.Mul(c.slope, cross)
		left.Sub(left, &shrink)
	}
	var ch mat.Cholesky
	if !ch.Factorize(symmetric(left)) {
		return nil, false
	}
	ch.LTo(&c.root)
	return c, true
}

func symmetric(m *mat.Dense) *mat.SymDense {
	n, _ := m.Dims()
	s := mat.NewSymDense(n, nil)
	for i := range n {
		for j := range i + 1 {
			s.SetSym(i, j, m.At(i, j))
		}
	}
	return s
}

// draw fills the rest of z.
func (c *conditional) draw(z, noise []float64) {
	for i, at := range c.rest {
		x := 0.0
		for j, g := range c.given {
			x += c.slope.At(i, j) * z[g]
		}
		for j := range i + 1 {
			x += c.root.At(i, j) * noise[j]
		}
		z[at] = x
	}
}
