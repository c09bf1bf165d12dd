package yardstick

import (
	"fmt"
	"math"
)

// maxMembers bounds bodies whose weights are no whole numbers: all coalitions are gone through.
const maxMembers = 24

// Power holds the two classic indices of a weighted vote, each in the order of the members.
type Power struct {
	ShapleyShubik []float64 // share of the orders in which the member turns a losing coalition into a winning one; sums to 1
	Banzhaf       []float64 // normalised: share of all swings; sums to 1 unless nobody ever swings
	Absolute      []float64 // Penrose-Banzhaf: share of the coalitions of the others in which the member swings
}

// PowerOf finds the power indices of a body in which a coalition wins when its weight is at least quota. Whole weights, and those
// with up to four decimals, are counted exactly for bodies of any practical size (by coalition weight and size, Mann & Shapley
// 1962), others by going through all coalitions of up to 24 members. Errors: a weight below 0 or no number, a quota that is not above 0.
// Sources: Shapley & Shubik 1954; Penrose 1946; Banzhaf 1965.
func PowerOf(weights []float64, quota float64) (Power, error) {
	n := len(weights)
	if !(quota > 0) {
		return Power{}, fmt.Errorf("quota %v: it must be above 0", quota)
	}
	total := 0.0
	for i, w := range weights {
		if !(w >= 0) || math.IsInf(w, 0) {
			return Power{}, fmt.Errorf("weight %v of member %d: it must be a number of 0 or more", w, i+1)
		}
		total += w
	}
	for scale := 1.0; scale <= 10_000 && total*scale <= 100_000 && n <= 1000; scale *= 10 {
		whole := make([]float64, n)
		fits := true
		for i, w := range weights {
			whole[i] = math.Round(w * scale)
			fits = fits && math.Abs(w*scale-whole[i]) < 1e-9
		}
		if fits {
			return counted(whole, math.Ceil(quota*scale*(1-1e-13))), nil // 0.07 times 100 is a little above 7
		}
	}
	if n > maxMembers {
		return Power{}, fmt.Errorf("%d members with weights that are no whole numbers: at most %d can be counted", n, maxMembers)
	}
	return enumerated(weights, quota), nil
}

// counted counts, for each member, the coalitions of the others by size and weight. Counts are kept as shares of all
// coalitions of a size, C(n-1, s), so they do not overflow.
func counted(weights []float64, quota float64) Power {
	n := len(weights)
	p := Power{make([]float64, n), make([]float64, n), make([]float64, n)}
	total := 0
	for _, w := range weights {
		total += int(w)
	}
	top := min(total, int(math.Ceil(quota))) // a coalition at or above the quota never swings
	share := make([][]float64, n)
	for s := range share {
		share[s] = make([]float64, top+1)
	}
	sum := 0.0
	for i := range weights {
		for s := range share {
			clear(share[s])
		}
		share[0][0] = 1
		seen := 0
		for j, wj := range weights {
			if j == i {
				continue
			}
			// of the coalitions of size s among seen+1 members, s/(seen+1) hold the newcomer
			for s := seen + 1; s >= 0; s-- {
				in := float64(s) / float64(seen+1)
				for w := top; w >= 0; w-- {
					x := (1 - in) * share[s][w]
					if s > 0 && w >= int(wj) {
						x += in * share[s-1][w-int(wj)]
					}
					share[s][w] = x
				}
			}
			seen++
		}
		for s := range n {
			swings := 0.0
			for w, x := range share[s] {
				if float64(w) < quota && float64(w)+weights[i] >= quota {
					swings += x
				}
			}
			p.ShapleyShubik[i] += swings / float64(n)
			p.Absolute[i] += swings * binomial(n-1, s)
		}
		sum += p.Absolute[i]
	}
	for i := range p.Banzhaf {
		if sum > 0 {
			p.Banzhaf[i] = p.Absolute[i] / sum
		}
	}
	return p
}

// binomial is C(n, k)/2^n.
func binomial(n, k int) float64 {
	a, _ := math.Lgamma(float64(n + 1))
	b, _ := math.Lgamma(float64(k + 1))
	c, _ := math.Lgamma(float64(n - k + 1))
	if n < 60 { // exact
		x := 1.0
		for i := range k {
			x = x * float64(n-i) / float64(i+1)
		}
		return math.Ldexp(math.Round(x), -n)
	}
	return math.Exp(a - b - c - float64(n)*math.Ln2)
}

func enumerated(weights []float64, quota float64) Power {
	n := len(weights)
	p := Power{make([]float64, n), make([]float64, n), make([]float64, n)}
	orders := make([]float64, n) // s!(n-1-s)!/n!
	for s := range orders {
		orders[s] = math.Ldexp(1, -(n-1)) / (binomial(n-1, s) * float64(n))
	}
	swings := 0.0
	for set := range 1 << n {
		sum, size := 0.0, 0
		for i, w := range weights {
			if set>>i&1 == 1 {
				sum += w
				size++
			}
		}
		if sum >= quota {
			continue
		}
		for i, w := range weights {
			if set>>i&1 == 0 && sum+w >= quota {
				p.ShapleyShubik[i] += orders[size]
				p.Absolute[i]++
				swings++
			}
		}
	}
	for i := range p.Absolute {
		if swings > 0 {
			p.Banzhaf[i] = p.Absolute[i] / swings
		}
		p.Absolute[i] = math.Ldexp(p.Absolute[i], -(n - 1))
	}
	return p
}
