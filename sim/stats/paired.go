package stats

import (
	"math"

	"parley/sim/results"
)

// Difference is how a share differs between an option and the baseline on the same draws: option less baseline.
type Difference struct {
	Mean float64 // in shares: 0.13 is 13 points
	SE   float64
	Interval
	Up, Down int64 // runs that gain and lose the event
	N        int64
}

// MinPoints is the smallest difference that a sentence may state, as a share: three points.
const MinPoints = 0.03

// Detectable is the gate for stating a difference in points: at least three points and at least two standard errors.
func (d Difference) Detectable() bool {
	return math.Abs(d.Mean) >= max(MinPoints, 2*d.SE)
}

// Directed tells that a difference has a direction beyond noise, whatever its size: at least two standard errors.
func (d Difference) Directed() bool {
	return d.Mean != 0 && math.Abs(d.Mean) >= 2*d.SE
}

// Small tells that a difference is under three points whatever the noise: its whole interval is.
func (d Difference) Small() bool {
	return d.N > 0 && d.Low > -MinPoints && d.High < MinPoints
}

// Text is a difference as a sentence may state it: "+13 points (11 to 15)"; with its direction alone where it is beyond noise but too small to
// matter, since "no difference" would be untrue there; "no detectable difference" where noise explains it. minus is the sign to print.
func (d Difference) Text(minus string) string {
	switch {
	case d.Detectable():
		return Points(d, minus)
	case d.Directed() && d.Mean > 0:
		return "up by under 3 points"
	case d.Directed():
		return "down by under 3 points"
	}
	return "no detectable difference"
}

// Paired compares an event (a set of endings) between an option and the baseline from the table of how the same runs ended
// under both. Pairing on common random numbers leaves only the runs that change in the error.
// Source: McNemar 1947 for the pairing; the interval is Agresti & Min 2005's adjusted Wald interval (half a run is added to each cell).
func Paired(table [6]results.Endings, event func(ending int) bool, level float64) Difference {
	var d Difference
	for b := range table {
		for e, k := range table[b] {
			d.N += k
			switch {
			case event(e) && !event(b):
				d.Up += k
			case event(b) && !event(e):
				d.Down += k
			}
		}
	}
	if d.N == 0 {
		return d
	}
	n := float64(d.N)
	d.Mean = float64(d.Up-d.Down) / n
	up, down, m := float64(d.Up)+0.5, float64(d.Down)+0.5, n+2
	adjusted := (up - down) / m
	d.SE = math.Sqrt((up + down - m*adjusted*adjusted) / (m * m))
	h := z(level) * d.SE
	d.Interval = Interval{adjusted - h, adjusted + h}
	if d.Up+d.Down == 0 { // the same runs throughout: nothing to be unsure of but what was not seen
		d.Mean, d.SE = 0, 0
		h := -math.Log(1-level) / n // at 95 % the rule of three (Hanley & Lippman-Hand 1983)
		d.Interval = Interval{-h, h}
	}
	d.Low, d.High = max(-1, d.Low), min(1, d.High)
	return d
}

// AnyDeal is the event that a run ends in a full or a limited deal.
func AnyDeal(ending int) bool { return ending <= 1 }

// Ending is the event of one ending.
func Ending(e int) func(int) bool { return func(x int) bool { return x == e } }
