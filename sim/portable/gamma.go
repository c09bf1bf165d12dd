package portable

import "math"

// Lgamma is the logarithm of the gamma function of x above 0 (+Inf at 0, NaN below). Its error is below 1e-14 plus
// a few ulp; near the zeros at 1 and 2 that is absolute, not relative. By Stirling's series after shifting x above
// 12: Abramowitz & Stegun (1964), 6.1.41 and 6.1.15.
func Lgamma(x float64) float64 {
	switch {
	case x == 0:
		return math.Inf(1)
	case x < 0 || x != x:
		return math.NaN()
	case x > 1e300:
		return math.Inf(1)
	}
	shift := 1.0
	for x < 12 {
		shift *= x
		x++
	}
	s := 1 / float64(x*x)
	series := float64(s*(1.0/156)) - 691.0/360360
	series = float64(series*s) + 1.0/1188
	series = float64(series*s) - 1.0/1680
	series = float64(series*s) + 1.0/1260
	series = float64(series*s) - 1.0/360
	series = float64(series*s) + 1.0/12
	const halfLogTwoPi = 0.91893853320467274178
	value := float64((x-0.5)*Log(x)) - x + halfLogTwoPi + series/x
	if shift != 1 {
		value -= Log(shift)
	}
	return value
}
