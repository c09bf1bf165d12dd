package calibrate

// What the base rates say about each parameter: how the loss changes as it alone is moved, and how far it could be moved while the others
// make up for it.

import (
	"math"

	"gonum.org/v1/gonum/mat"

	"parley/sim/portable"
)

// step is by how much each factor is moved to look at the slope: 10 %.
const step = 1.1

// Identified is what is known of one parameter once it is fitted.
type Identified struct {
	Up      float64 `json:"loss_up"`   // change of the loss when its factor alone rises by 10 %
	Down    float64 `json:"loss_down"` // and falls by 10 %: divided by 1.1
	Low     float64 `json:"allowed_low"`
	High    float64 `json:"allowed_high"`  // factors for which the loss rises by at most 1, the others free to follow; within the bounds
	Pinned  bool    `json:"identified"`    // that range covers at most half of the bounds, on the scale of logarithms
	AtBound bool    `json:"at_bound"`      // the fit stopped at a bound: values outside were not asked for
	Today   float64 `json:"loss_at_today"` // change of the loss when it alone goes back to today's value
}

// identify looks around the fitted factors. The range allowed is that of Gauss and Newton: with J the slopes of all distances and
// C = (J'J)^-1, the loss stays within 1 of its least while the logarithm of factor i moves by at most sqrt(C_ii) and the others follow.
// Distances are in halves of 95 % intervals, so a rise of 1 is about the edge of a 95 % profile interval (3.84 = 1.96² on the scale of a
// chi-square), if the published intervals were all that is uncertain. Source: Bates & Watts 1988, section 2.3.
func (p *player) identify(factors []float64) []Identified {
	f := p.file
	n := len(factors)
	least := p.loss(factors)
	out := make([]Identified, n)
	slopes, high, low := p.slopes(factors)
	if p.err != nil {
		return nil
	}
	for i := range factors {
		out[i].Up, out[i].Down = f.Loss(high[i])-least, f.Loss(low[i])-least
		if out[i].Today = p.loss(moved(factors, i, 1)) - least; p.err != nil {
			return nil
		}
	}
	reach := reaches(slopes)
	for i, par := range f.Parameters {
		x := &out[i]
		x.Low, x.High = par.Low, par.High
		if !math.IsInf(reach[i], 1) && reach[i] < 50 {
			x.Low = math.Max(par.Low, factors[i]*portable.Exp(-reach[i]))
			x.High = math.Min(par.High, factors[i]*portable.Exp(reach[i]))
		}
		x.Low, x.High = rounded(x.Low), rounded(x.High)
		x.Pinned = portable.Log(x.High/x.Low) <= 0.5*portable.Log(par.High/par.Low)
		edge := portable.Log(par.High/par.Low) / 100
		x.AtBound = portable.Log(factors[i]/par.Low) < edge || portable.Log(par.High/factors[i]) < edge
	}
	return out
}

// reaches are sqrt of the diagonal of (J'J)^-1, infinite for a column that the rows do not fix.
func reaches(slopes *mat.Dense) []float64 {
	_, n := slopes.Dims()
	var product mat.Dense
	product.Mul(slopes.T(), slopes)
	curve := mat.NewSymDense(n, nil)
	for i := range n {
		for j := i; j < n; j++ {
			curve.SetSym(i, j, product.At(i, j))
		}
	}
	out := make([]float64, n)
	var eigen mat.EigenSym
	if !eigen.Factorize(curve, true) {
		for i := range out {
			out[i] = math.Inf(1)
		}
		return out
	}
	values := eigen.Values(nil)
	var vectors mat.Dense
	eigen.VectorsTo(&vectors)
	for k, v := range values {
		for i := range n {
			part := vectors.At(i, k) * vectors.At(i, k)
			switch {
			case v > 1e-9*values[n-1] && v > 0:
				out[i] += part / v
			case part > 1e-6:
				out[i] = math.Inf(1)
			}
		}
	}
	for i := range out {
		out[i] = math.Sqrt(out[i])
	}
	return out
}
