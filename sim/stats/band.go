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
	Shares    []float64 // of each set that has runs, with the binomial noise shrunk away, in set order
	// Ignorance and Luck are the shares of the variance of the event in one run due to what we do not know about the actors and due
	// to luck in play: Var = Var(E[.|set]) + E[Var(.|set)]. They sum to 1.
	Ignorance, Luck float64
}

// AcrossSets estimates how a probability varies over assumption sets from a nested design with some runs per set. The raw shares spread
// too widely, since each carries the binomial noise of its runs; the variance between sets is estimated without it,
//
//	var_true = var(shares) - mean of p_i(1-p_i)/(n_i - 1),
//
// both terms unbiased, and every share is drawn towards the mean by sqrt(var_true/var(shares)), which gives the shrunken shares exactly
// that variance. Drawing by the ratio itself, as one would to estimate each set best, would make the band too narrow. Quantiles are
// of type 7 of the shrunken shares. A set whose runs all failed is left out. Source: law of total variance; Louis 1984 for shrinking
// a whole ensemble by the root; Sun, Apley & Staum 2011 for the nested design.
func AcrossSets(s *results.Sets, event func(ending int) bool) OuterBand {
	var b OuterBand
	var shares []float64
	noise := 0.0
	for _, e := range s.Endings {
		k, n := int64(0), int64(0)
		for x, c := range e {
			n += c
			if event(x) {
				k += c
			}
		}
		if n < 2 {
			continue
		}
		p := float64(k) / float64(n)
		shares = append(shares, p)
		noise += p * (1 - p) / float64(n-1)
	}
	if len(shares) == 0 {
		return b
	}
	var m Moments
	for _, p := range shares {
		m.Add(p)
	}
	b.Mean = m.Mean()
	variance := m.SD() * m.SD()
	between := max(0, variance-noise/float64(len(shares)))
	shrink := 0.0
	if variance > 0 {
		shrink = math.Sqrt(between / variance)
	}
	b.Shares = make([]float64, len(shares))
	for i, p := range shares {
		b.Shares[i] = min(max(b.Mean+(p-b.Mean)*shrink, 0), 1)
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

// WordShares is, for each band of a scale, the share of sets whose probability gets its word.
func (b OuterBand) WordShares(s Scale) []float64 {
	out := make([]float64, len(s.Bands))
	for _, p := range b.Shares {
		for i, band := range s.Bands {
			if band == s.Word(p) {
				out[i] += 1 / float64(len(b.Shares))
			}
		}
	}
	return out
}
