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
