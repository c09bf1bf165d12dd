package stats

import (
	"math"
	"slices"

	"parley/sim/results"
)

// OuterBand is the range of a probability across sets of assumptions, luck taken out.
type OuterBand struct {
	Mean      float64
	Low, High float64   // 10 and 90 %
	Shares    []float64 // of each set, with the binomial noise shrunk away, in set order
	// Ignorance and Luck are the shares of the variance of the event in one run due to what we do not know about the actors and due
	// to luck in play: Var = Var(E[.|set]) + E[Var(.|set)]. They sum to 1.
	Ignorance, Luck float64
}

// AcrossSets estimates how a probability varies over assumption sets from a nested design with reps runs per set. The raw shares spread
// too widely, since each carries binomial noise p(1-p)/reps; the variance between sets is estimated without it,
//
//	var_true = var(shares) - mean(p_i(1-p_i))/(reps - 1),
//
// and every share is drawn towards the mean by sqrt(var_true/var(shares)), which gives the shrunken shares exactly that variance.
// Quantiles are of type 7 of the shrunken shares. Source: law of total variance; Sun, Apley & Staum 2011 for the correction.
func AcrossSets(s *results.Sets, event func(ending int) bool) OuterBand {
	var b OuterBand
	n := len(s.Endings)
	if n == 0 || s.Reps < 2 {
		return b
	}
	raw := make([]float64, n)
	noise := 0.0
	for i, e := range s.Endings {
		k, all := int64(0), int64(0)
		for x, c := range e {
			all += c
			if event(x) {
				k += c
			}
		}
		if all == 0 {
			continue
		}
		p := float64(k) / float64(all)
		raw[i] = p
		b.Mean += p / float64(n)
		if all > 1 {
			noise += p * (1 - p) / float64(all-1) / float64(n)
		}
	}
	variance := 0.0
	for _, p := range raw {
		variance += (p - b.Mean) * (p - b.Mean) / float64(max(1, n-1))
	}
	between := max(0, variance-noise)
	shrink := 0.0
	if variance > 0 {
		shrink = math.Sqrt(between / variance)
	}
	b.Shares = make([]float64, n)
	for i, p := range raw {
		b.Shares[i] = b.Mean + (p-b.Mean)*shrink
	}
	sorted := slices.Clone(b.Shares)
	slices.Sort(sorted)
	q := Quantiles(sorted, 0.1, 0.9)
	b.Low, b.High = q[0], q[1]
	if total := b.Mean * (1 - b.Mean); total > 0 {
		b.Ignorance = min(1, between/total)
		b.Luck = 1 - b.Ignorance
	}
	return b
}
