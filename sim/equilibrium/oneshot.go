package equilibrium

import "math"

// WarRange is the stretch of shares that both sides like better than a war that the first wins with chance p at costs c1 and c2:
// [p - c1, p + c2], within [0, 1]. Its width is c1 + c2. Source: Fearon 1995, pp. 386-388.
func WarRange(p, c1, c2 float64) (lo, hi float64) { return max(0, p-c1), min(1, p+c2) }

// Demand is the share that a side demands once, take it or leave it, when the other's cost of war is private and uniform between lo
// and hi, and the chance that it is refused and war follows: it trades a larger share against that risk. Source: Fearon 1995,
// appendix.
func Demand(p, own, lo, hi float64) (share, war float64) {
	// (1 - F)·x + F·(p - own), F = (x - p - lo)/(hi - lo), has its top at x = p + (hi - own)/2
	x := max(p+lo, min(p+hi, p+(hi-own)/2))
	x = min(1, x)
	if hi > lo {
		war = max(0, (x-p-lo)/(hi-lo))
	}
	return x, war
}

// Setter is where policy ends when a setter with an ideal proposes once to a voter with an ideal, and the reversion stands if the voter
// refuses: the point nearest to the setter's ideal among those the voter likes no less than the reversion. Source: Romer & Rosenthal
// 1978.
func Setter(setter, voter, reversion float64) float64 {
	d := math.Abs(voter - reversion)
	return max(voter-d, min(voter+d, setter))
}

// ClosedRule is the proposer's share, and that of each member it buys, in the symmetric stationary equilibrium of majority bargaining
// among n members (n odd) with equal chances to propose and discount factor d: members are bought at d/n each, (n-1)/2 of them.
// Source: Baron & Ferejohn 1989, proposition 3.
func ClosedRule(n int, d float64) (proposer, partner float64) {
	return 1 - float64(d*float64(n-1))/float64(2*n), d / float64(n)
}

// SolveClosedRule finds the same by iterating what members expect: a proposer buys the cheapest majority, and members who could equally
// well be bought are bought with equal chances. recognition are the chances to propose, quota the number of votes needed, the
// proposer's own included. values are what each member expects before anybody is recognised.
func SolveClosedRule(recognition []float64, d float64, quota int) (values []float64) {
	n := len(recognition)
	values = make([]float64, n)
	for i := range values {
		values[i] = 1 / float64(n)
	}
	next, order := make([]float64, n), make([]int, n)
	for range 100_000 {
		clear(next)
		for i, chance := range recognition {
			// the others by price; within 1e-9 they are equally cheap
			order = order[:0]
			for j := range values {
				if j != i {
					order = append(order, j)
				}
			}
			for a := 1; a < len(order); a++ {
				for b := a; b > 0 && values[order[b]] < values[order[b-1]]; b-- {
					order[b], order[b-1] = order[b-1], order[b]
				}
			}
			need := quota - 1
			cost := 0.0
			if need > 0 {
				edge := values[order[need-1]]
				below, at := 0, 0
				for _, j := range order {
					switch {
					case values[j] < edge-1e-9:
						below++
					case values[j] <= edge+1e-9:
						at++
					}
				}
				for _, j := range order {
					share := 0.0
					switch {
					case values[j] < edge-1e-9:
						share = 1
					case values[j] <= edge+1e-9:
						share = float64(need-below) / float64(at)
					}
					next[j] += float64(chance * share * d * values[j])
					cost += float64(share * d * values[j])
				}
			}
			next[i] += float64(chance * (1 - cost))
		}
		change := 0.0
		for i := range values {
			x := 0.5*values[i] + 0.5*next[i]
			change = max(change, math.Abs(x-values[i]))
			values[i] = x
		}
		if change < 1e-15 {
			break
		}
	}
	return values
}

// DoubleAuction are the linear equilibrium bids of a buyer with value v and a seller with cost c, both uniform on [0, 1] and private,
// when trade takes place at k times the bid plus 1-k times the ask if the bid is no lower. Source: Chatterjee & Samuelson 1983,
// example 1; for k = 1/2 trade takes place when v is at least c + 1/4.
func DoubleAuction(k, v, c float64) (bid, ask float64) {
	bid, ask = v, c
	if threshold := (1 - k) / 2; v > threshold { // below the lowest ask any bid is as good
		bid = v/(1+k) + float64(k*(1-k))/(2*(1+k))
	}
	if threshold := (2 - k) / 2; c < threshold { // above the highest bid any ask is as good
		ask = c/(2-k) + (1-k)/2
	}
	return bid, ask
}
