package stats

import (
	"cmp"
	"math"
	"slices"
)

// Spearman is the rank correlation of pairs (Spearman 1904), -1 to 1, equal values sharing their middle rank. It is not a number where fewer than
// three pairs are given or one side never varies.
func Spearman(x, y []float64) float64 {
	if len(x) != len(y) || len(x) < 3 {
		return math.NaN()
	}
	a, b := midRanks(x), midRanks(y)
	mean := float64(len(x)+1) / 2
	var ab, aa, bb float64
	for i := range a {
		ab += (a[i] - mean) * (b[i] - mean)
		aa += (a[i] - mean) * (a[i] - mean)
		bb += (b[i] - mean) * (b[i] - mean)
	}
	if aa == 0 || bb == 0 {
		return math.NaN()
	}
	return ab / math.Sqrt(aa*bb)
}

// SpearmanInterval is the 95 % interval of a rank correlation r of n independent pairs, by Fisher's transform with the variance
// (1 + r²/2)/(n - 3) of Bonett & Wright (2000, Psychometrika 65, eq. 5).
func SpearmanInterval(r float64, n int) (low, high float64) {
	if n < 4 || r != r {
		return -1, 1
	}
	z, half := math.Atanh(max(-1+1e-12, min(1-1e-12, r))), 1.959963984540054*math.Sqrt((1+r*r/2)/float64(n-3))
	return math.Tanh(z - half), math.Tanh(z + half)
}

// midRanks are the ranks 1 to n, the mean of their ranks for equal values.
func midRanks(x []float64) []float64 {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(x[a], x[b]) })
	ranks := make([]float64, len(x))
	for i := 0; i < len(order); {
		j := i + 1
		for j < len(order) && x[order[j]] == x[order[i]] {
			j++
		}
		for _, at := range order[i:j] {
			ranks[at] = float64(i+j+1) / 2
		}
		i = j
	}
	return ranks
}
