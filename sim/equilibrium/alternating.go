package equilibrium

import "math"

// Rubinstein is the first proposer's share of a pie of 1 in the subgame-perfect equilibrium of alternating offers without end,
// (1 - d2)/(1 - d1·d2). Discount factors per round lie in (0, 1). Source: Rubinstein 1982, conclusion 1.
func Rubinstein(d1, d2 float64) float64 { return (1 - d2) / (1 - float64(d1*d2)) }

// Stahl is the first proposer's share when offers end after the given number of rounds with nothing for anybody, both discounting by
// d: (1 - (-d)^T)/(1 + d). Source: Stahl 1972.
func Stahl(d float64, rounds int) float64 {
	p := 1.0
	for range rounds {
		p *= -d
	}
	return (1 - p) / (1 + d)
}

// Breakdown is the first proposer's share without discounting when each rejection ends the talks with chance p, giving b1 and b2:
// (1 - b2 + (1-p)·b1)/(2 - p). Source: Binmore, Rubinstein & Wolinsky 1986, section 4.
func Breakdown(b1, b2, p float64) float64 { return (1 - b2 + float64((1-p)*b1)) / (2 - p) }

// OutsideOption is the first proposer's share when the responder may leave for an outside option w after rejecting, both discounting by
// d: 1 - w if w is above d/(1+d), and else as without it. Sources: Shaked & Sutton 1984; Binmore 1985 (outside option principle).
func OutsideOption(d, w float64) float64 {
	if w <= d/(1+d) {
		return 1 / (1 + d)
	}
	return 1 - w
}

// Frontier is what can be had together: Give is the most the other side can get when a side gets keep.
type Frontier interface {
	Give(side int, keep float64) float64
}

// Pie is the frontier of a divisible pie of 1.
type Pie struct{}

// Give is 1 - keep.
func (Pie) Give(_ int, keep float64) float64 { return 1 - keep }

// Game is alternating offers over a frontier. The zero value of everything but Delta is the plain game of Rubinstein.
type Game struct {
	Delta    [2]float64 // discount factor per round
	Break    float64    // chance that a rejection ends the talks
	Fallback [2]float64 // what each side gets then, and when the rounds are over
	Outside  [2]float64 // what a side can leave for instead of rejecting; 0 or below: nothing
}

// Solve finds what each side gets in the first round when it proposes, by backward induction from the last round: a proposer leaves the
// responder just what rejecting is worth. rounds 0 is without end: induction goes on until values rest within 1e-13.
func (g Game) Solve(f Frontier, rounds int) (proposer [2]float64) {
	last := rounds
	if rounds == 0 {
		last = 200_000
	}
	for t := range last {
		var next [2]float64
		for i := range next {
			j := 1 - i
			reject := g.Fallback[j]
			if t > 0 {
				reject = float64(g.Break*g.Fallback[j]) + float64((1-g.Break)*g.Delta[j]*proposer[j])
			}
			next[i] = f.Give(j, max(reject, g.Outside[j]))
		}
		rest := math.Abs(next[0]-proposer[0])+math.Abs(next[1]-proposer[1]) < 1e-13
		proposer = next
		if rest && rounds == 0 {
			break
		}
	}
	return proposer
}

// Accepts is what a side must be offered to accept in the first of many rounds, given what proposers get.
func (g Game) Accepts(side int, proposer [2]float64) float64 {
	return max(float64(g.Break*g.Fallback[side])+float64((1-g.Break)*g.Delta[side]*proposer[side]), g.Outside[side])
}
