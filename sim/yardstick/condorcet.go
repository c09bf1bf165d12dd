package yardstick

import "math"

// Condorcet finds the alternative that beats every other one in pairwise votes weighted by weights (nil: one each); voters who
// are indifferent abstain. u[voter][alternative] is what it is worth to a voter. Alternatives that are worth the same to every voter are one
// alternative under several names; the first of them is meant. None: there is no winner, as in Condorcet's paradox. Source: Condorcet
// 1785.
func Condorcet(u [][]float64, weights []float64) int {
	if len(u) == 0 || len(u[0]) == 0 {
		return None
	}
	// An alternative that loses to or ties with another cannot be the winner: what survives one sweep is the only candidate.
	best := 0
	for i := range u[0] {
		if Majority(u, weights, best, i) <= 0 && !same(u, best, i) {
			best = i
		}
	}
	for i := range u[0] {
		if Majority(u, weights, best, i) <= 0 && !same(u, best, i) {
			return None
		}
	}
	return best
}

// same says that two alternatives are worth the same to every voter.
func same(u [][]float64, a, b int) bool {
	for v := range u {
		if u[v][a] != u[v][b] {
			return false
		}
	}
	return true
}

// Majority is the weight of the voters who like a better than b, less that of those who like b better; 0 when the two differ by rounding
// alone.
func Majority(u [][]float64, weights []float64, a, b int) float64 {
	sum, total := 0.0, 0.0
	for v := range u {
		w := 1.0
		if weights != nil {
			w = weights[v]
		}
		total += w
		switch {
		case u[v][a] > u[v][b]:
			sum += w
		case u[v][a] < u[v][b]:
			sum -= w
		}
	}
	if math.Abs(sum) <= nearly*total {
		return 0
	}
	return sum
}

// TopCycle is the smallest set of alternatives each of which beats every one outside it (Smith 1973): the Condorcet winner alone
// when there is one, otherwise the alternatives among which majorities run in a circle. In rising order.
func TopCycle(u [][]float64, weights []float64) []int {
	if len(u) == 0 || len(u[0]) == 0 {
		return nil
	}
	n := len(u[0])
	wins, best := make([]int, n), 0
	for i := range n {
		for j := range n {
			if j != i && Majority(u, weights, i, j) > 0 {
				wins[i]++
			}
		}
		if wins[i] > wins[best] {
			best = i
		}
	}
	in := make([]bool, n)
	in[best] = true // an alternative with the most wins is in the set: Copeland winners are
	for grown := true; grown; {
		grown = false
		for i := range n {
			if in[i] {
				continue
			}
			for j := range n {
				if in[j] && Majority(u, weights, j, i) <= 0 {
					in[i], grown = true, true
					break
				}
			}
		}
	}
	var set []int
	for i, yes := range in {
		if yes {
			set = append(set, i)
		}
	}
	return set
}
