// Package tactic holds the concession tactics of Faratin, Sierra & Jennings 1998: how much of its room a party has given up, and how
// it answers the other side's concessions. A share of concession runs from 0, asking for the most, to 1, having given all the room
// between the most and the least one accepts.
package tactic

import "parley/sim/portable"

// Polynomial is the time-dependent share at elapsed share t in [0, 1] of the time there is,
//
//	alpha(t) = k + (1-k)·t^(1/beta)
//
// beta < 1 is boulware (late), 1 linear, > 1 conceder (early); k in [0, 1] is conceded at once. Source: equation on p. 164.
func Polynomial(k, beta, t float64) float64 {
	return k + float64((1-k)*portable.Pow(clamp(t), 1/beta))
}

// Exponential is the time-dependent share exp((1-t)^beta · ln k), k in (0, 1]. Source: same page.
func Exponential(k, beta, t float64) float64 {
	return portable.Exp(float64(portable.Pow(1-clamp(t), beta) * portable.Log(k)))
}

// The answers below give the next demand, as a share of the own room still asked for (1 less the share conceded), from one's own last
// demand and those of the other side, oldest first. Demands stay within [0, 1]. Source: section 4.3, behaviour-dependent tactics.

// Relative reproduces in per cent what the other side did with its last two demands: own · last/before.
func Relative(own float64, theirs []float64) float64 {
	n := len(theirs)
	if n < 2 || theirs[n-2] <= 0 {
		return own
	}
	return clamp(own * (theirs[n-1] / theirs[n-2]))
}

// Absolute reproduces in absolute terms what the other side gave up last, plus a number drawn by the caller: own + (last - before) +
// noise. With a noise of 0 it is the plain absolute tit-for-tat.
func Absolute(own float64, theirs []float64, noise float64) float64 {
	n := len(theirs)
	if n < 2 {
		return own
	}
	return clamp(own + theirs[n-1] - theirs[n-2] + noise)
}

// Averaged reproduces in per cent what the other side did over its last window demands: own · last/first of them.
func Averaged(own float64, theirs []float64, window int) float64 {
	n := len(theirs)
	first := max(0, n-1-window)
	if n < 2 || theirs[first] <= 0 {
		return own
	}
	return clamp(own * (theirs[n-1] / theirs[first]))
}

// Mixture is a weighted sum of two shares: weight on the first. Source: section 4.4.
func Mixture(weight, first, second float64) float64 {
	return float64(weight*first) + float64((1-weight)*second)
}

func clamp(x float64) float64 { return max(0, min(1, x)) }
