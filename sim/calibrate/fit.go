package calibrate

// Finding the factors with the least loss: Nelder & Mead in a space without bounds, on the same draws at every step.

import (
	"context"
	"fmt"
	"math"
	"strconv"

	"gonum.org/v1/gonum/optimize"

	"parley/sim/portable"
)

// lost is the distance of a share that is defined in no run: far outside every interval.
const lost = 10

// Distance is how far a share is from the published value, in halves of its interval on that side: inside it is -1 to 1.
func (t Target) Distance(p float64) float64 {
	switch {
	case p != p:
		return lost
	case p > t.Value:
		return (p - t.Value) / (t.High - t.Value)
	default:
		return (p - t.Value) / (t.Value - t.Low)
	}
}

// Inside reports whether a share lies in the published interval.
func (t Target) Inside(p float64) bool { return p >= t.Low && p <= t.High }

// Loss is the sum of squared distances.
func (f *File) Loss(shares []Share) float64 {
	sum := 0.0
	for i, t := range f.Targets {
		d := t.Distance(shares[i].P)
		sum += float64(d * d)
	}
	return sum
}

// factor maps the whole line onto the parameter's bounds, evenly in the logarithm of the factor. Four digits are kept: what is played
// is then what is printed, and the last bits of an optimiser on another machine do not matter.
func (p Parameter) factor(x float64) float64 {
	lo, hi := portable.Log(p.Low), portable.Log(p.High)
	return rounded(portable.Exp(lo + float64((hi-lo)/(1+portable.Exp(-x)))))
}

// place is where a factor lies on the line: the inverse of factor.
func (p Parameter) place(factor float64) float64 {
	lo, hi := portable.Log(p.Low), portable.Log(p.High)
	share := (portable.Log(factor) - lo) / (hi - lo)
	share = math.Max(1e-6, math.Min(1-1e-6, share))
	return portable.Log(share / (1 - share))
}

func rounded(x float64) float64 {
	y, err := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 4, 64), 64)
	if err != nil {
		panic("calibrate: " + err.Error()) // it was just written
	}
	return y
}

// Effort is what a fit may cost.
type Effort struct {
	Seed        uint64
	Runs        int64 // of each option at every step
	Evaluations int   // steps at most
	Workers     int
}

// player plays a file again and again on the same draws and remembers what it has played.
type player struct {
	ctx    context.Context
	file   *File
	effort Effort
	played map[string][]Share
	count  int
	err    error // the first one; afterwards nothing is played
	tell   func(count int, loss float64)
}

func (p *player) shares(factors []float64) []Share {
	key := fmt.Sprint(factors)
	if s, ok := p.played[key]; ok {
		return s
	}
	if p.err == nil {
		p.err = p.ctx.Err()
	}
	if p.err != nil {
		return nil
	}
	s, err := p.file.Play(p.ctx, factors, p.effort.Seed, p.effort.Runs, p.effort.Workers)
	if err != nil {
		p.err = err
		return nil
	}
	p.played[key] = s
	p.count++
	if p.tell != nil {
		p.tell(p.count, p.file.Loss(s))
	}
	return s
}

func (p *player) loss(factors []float64) float64 {
	s := p.shares(factors)
	if s == nil {
		return math.Inf(1)
	}
	return p.file.Loss(s)
}

// fit gives the factors with the least loss found: from today's values with a simplex that spans most of the bounds, once more from the best
// point with a fresh one, which frees a simplex that has become flat, and then along the slopes.
func (p *player) fit() []float64 {
	n := len(p.file.Parameters)
	at := func(x []float64) []float64 {
		factors := make([]float64, n)
		for i := range factors {
			factors[i] = p.file.Parameters[i].factor(x[i])
		}
		return factors
	}
	best := make([]float64, n)
	for i := range best {
		best[i] = 1
	}
	least := p.loss(best)
	for _, size := range []float64{2, 1} {
		start := make([]float64, n)
		for i := range start {
			start[i] = p.file.Parameters[i].place(best[i])
		}
		result, err := optimize.Minimize(optimize.Problem{Func: func(x []float64) float64 { return p.loss(at(x)) }}, start,
			&optimize.Settings{FuncEvaluations: p.effort.Evaluations / 3, Converger: &optimize.FunctionConverge{Absolute: 1e-3, Iterations: 60}},
			&optimize.NelderMead{SimplexSize: size})
		if p.err != nil {
			return nil
		}
		if err != nil {
			p.err = err
			return nil
		}
		if found := at(result.X); p.loss(found) < least {
			best, least = found, p.loss(found)
		}
	}
	for range 6 {
		better := p.polish(best)
		if p.err != nil || better == nil {
			break
		}
		best = better
	}
	return best
}
