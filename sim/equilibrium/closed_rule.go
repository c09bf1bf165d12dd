package equilibrium

import (
	"fmt"
	"math"
	"slices"
)

// ClosedRule is the proposer's share, and that of each member it buys, in the symmetric stationary equilibrium of majority bargaining
// among n members (n odd) with equal chances to propose and discount factor d: members are bought at d/n each, (n-1)/2 of them.
// Source: Baron & Ferejohn 1989, proposition 3.
func ClosedRule(n int, d float64) (proposer, partner float64) {
	return 1 - float64(d*float64(n-1))/float64(2*n), d / float64(n)
}

// SolveClosedRule is the same for any body: what each member expects before anybody is recognised. recognition are the chances to
// propose, 0 or more with sum 1; d in (0, 1] discounts a round; quota is the number of votes needed, the proposer's own included.
// Equilibrium values are unique (Eraslan 2002, theorem 5).
//
// A proposer buys the cheapest quota - 1 others at d times their value. That splits members, by rising chance to propose, into those that
// everybody buys, those at the margin, who have the same price and are bought with whatever chances hold them at it, and those that nobody
// buys. For each split the values solve linear equations; the split is right when the chances it needs are chances and no member
// is cheaper or dearer than its part.
func SolveClosedRule(recognition []float64, d float64, quota int) (values []float64, err error) {
	n, sum := len(recognition), 0.0
	order := make([]int, n)
	for i, p := range recognition {
		order[i] = i
		if !(p >= 0) {
			return nil, fmt.Errorf("chance %v to propose: it must be 0 or more", p)
		}
		sum += p
	}
	if n == 0 || math.Abs(sum-1) > 1e-9 || !(d > 0 && d <= 1) || quota < 1 || quota > n {
		return nil, fmt.Errorf("%d chances to propose with sum %v, discount factor %v, %d votes needed: the sum must be 1, the factor in (0, 1], the votes from 1 to the number of members", n, sum, d, quota)
	}
	if quota == 1 || quota == n { // a proposer buys nobody, or all: d times what all expect is d
		return slices.Clone(recognition), nil
	}
	d = min(d, 1-1e-12) // the limit of patience
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case recognition[a] < recognition[b]:
			return -1
		case recognition[a] > recognition[b]:
			return 1
		}
		return 0
	})
	below := make([]float64, n+1) // chance that one of the first members in this order proposes
	for i, m := range order {
		below[i+1] = below[i] + recognition[m]
	}
	p := func(i int) float64 { return recognition[order[i]] }
	best := math.Inf(1) // how far the best split is from being right: 0 but for rounding
	var at struct{ all, margin int }
	var prices struct{ low, edge, keep float64 } // of the first part per chance to propose, at the margin, and what a proposer keeps
	for all := 0; all < quota; all++ {           // members that everybody buys
		for margin := max(1, quota-all); all+margin <= n; margin++ {
			first, last := below[all], below[all+margin]
			// sum of the prices of the first part: c·(1 - (quota-all)·edge); the chances at the margin add up to what is bought there
			c := d * first / (1 - d + float64(d*first))
			rest := float64(quota - 1 - all)
			weight := float64(margin)/d - rest - first + float64((last-first)*rest)
			edge := (last - first) * (1 - c) / (weight - float64((last-first)*c*float64(quota-all)))
			spent := c * (1 - float64(float64(quota-all)*edge))
			keep := 1 - spent - float64(rest*edge) // a proposer at or above the margin
			low := d / (1 - d) * (1 - spent - float64(float64(quota-all)*edge))
			if all == 0 {
				low = 0
			}
			fault := 0.0
			miss := func(x float64) { fault = max(fault, x) }
			if all > 0 {
				miss(float64(low*p(all-1)) - edge)
			}
			if all+margin < n {
				miss(edge - float64(d*p(all+margin)*keep))
			}
			for _, i := range []int{all, all + margin - 1} { // bought with chance r, and proposing with chance p, at most always
				r := edge/d - float64(p(i)*keep) // times the price
				miss(-r)
				miss(r - float64((1-p(i))*edge))
			}
			if fault < best {
				best, at.all, at.margin = fault, all, margin
				prices.low, prices.edge, prices.keep = low, edge, keep
			}
		}
	}
	values = make([]float64, n)
	for i, m := range order {
		switch {
		case i < at.all:
			values[m] = prices.low * p(i) / d
		case i < at.all+at.margin:
			values[m] = prices.edge / d
		default:
			values[m] = prices.keep * p(i)
		}
	}
	return values, nil
}
