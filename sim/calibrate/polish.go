package calibrate

// Slopes of all distances around a point, and a step along them.

import (
	"math"

	"gonum.org/v1/gonum/mat"

	"parley/sim/portable"
)

// moved is a copy with one factor replaced.
func moved(factors []float64, i int, to float64) []float64 {
	x := append([]float64(nil), factors...)
	x[i] = to
	return x
}

// slopes are the changes of each target's distance [target, parameter] with the logarithm of each factor, from steps to both sides, and the
// shares at the upper and the lower step by parameter. At a bound the step goes beyond it; only what is fitted keeps to bounds.
func (p *player) slopes(factors []float64) (slopes *mat.Dense, high, low [][]Share) {
	slopes = mat.NewDense(len(p.file.Targets), len(factors), nil)
	for i := range factors {
		up, down := rounded(factors[i]*step), rounded(factors[i]/step)
		h, l := p.shares(moved(factors, i, up)), p.shares(moved(factors, i, down))
		if p.err != nil {
			return nil, nil, nil
		}
		high, low = append(high, h), append(low, l)
		width := portable.Log(up / down)
		for t, target := range p.file.Targets {
			slopes.Set(t, i, (target.Distance(h[t].P)-target.Distance(l[t].P))/width)
		}
	}
	return slopes, high, low
}

// polish takes one step of Levenberg and Marquardt (Marquardt 1963) within the bounds: where the loss is a long curved valley a simplex stops
// short of its lowest point. It gives nil when no step makes the loss lower.
func (p *player) polish(factors []float64) []float64 {
	f, n := p.file, len(factors)
	least, here := p.loss(factors), p.shares(factors)
	slopes, _, _ := p.slopes(factors)
	if p.err != nil {
		return nil
	}
	off := mat.NewVecDense(len(f.Targets), nil)
	for t, target := range f.Targets {
		off.SetVec(t, target.Distance(here[t].P))
	}
	var curve mat.Dense
	var down mat.VecDense
	curve.Mul(slopes.T(), slopes)
	down.MulVec(slopes.T(), off)
	for _, damping := range []float64{0.01, 0.1, 1, 10} {
		by, ok := within(&curve, &down, damping, func(i int, by float64) bool {
			return factors[i] <= f.Parameters[i].Low && by > 0 || factors[i] >= f.Parameters[i].High && by < 0
		})
		if !ok {
			continue // singular to within rounding: more damping
		}
		to := make([]float64, n)
		for i, par := range f.Parameters {
			to[i] = rounded(math.Max(par.Low, math.Min(par.High, factors[i]*portable.Exp(-by.AtVec(i)))))
		}
		if loss := p.loss(to); p.err == nil && loss < least-1e-3 {
			return to
		}
	}
	return nil
}

// within solves (curve + damping·diag(curve)) x = down. Parameters that stand at a bound and would leave it stay where they are, and the
// others are solved for without them.
func within(curve *mat.Dense, down *mat.VecDense, damping float64, leaves func(i int, x float64) bool) (*mat.VecDense, bool) {
	n := down.Len()
	held := make([]bool, n)
	for {
		var damped mat.Dense
		damped.CloneFrom(curve)
		right := mat.VecDenseCopyOf(down)
		for i := range n {
			damped.Set(i, i, curve.At(i, i)*(1+damping)+1e-9)
			if held[i] {
				for j := range n {
					damped.Set(i, j, 0)
					damped.Set(j, i, 0)
				}
				damped.Set(i, i, 1)
				right.SetVec(i, 0)
			}
		}
		x := mat.NewVecDense(n, nil)
		if err := x.SolveVec(&damped, right); err != nil {
			return nil, false
		}
		again := false
		for i := range n {
			if !held[i] && leaves(i, x.AtVec(i)) {
				held[i], again = true, true
			}
		}
		if !again {
			return x, true
		}
	}
}
