package portable

import "math"

// Pow is x^y for x not below 0 (NaN otherwise). It carries the logarithm to about 68 bits, so the result keeps its
// accuracy where y·ln x is large. Pow(x, 0) is 1 for every x.
func Pow(x, y float64) float64 {
	switch {
	case y == 0 || x == 1:
		return 1
	case x != x || y != y || x < 0:
		return math.NaN()
	case x == 0 && y > 0, x > math.MaxFloat64 && y < 0:
		return 0
	case x == 0 || x > math.MaxFloat64:
		return math.Inf(1)
	case y > 1e30 || y < -1e30: // the smallest |ln x| but 0 is 1.1e-16
		if (y > 0) == (x > 1) {
			return math.Inf(1)
		}
		return 0
	}
	bits, k := math.Float64bits(x), int64(0)
	if bits < 1<<52 {
		bits, k = math.Float64bits(x*0x1p52), -52
	}
	high, r, low := logParts(bits, k)
	low += logSeries(r)
	// ln x = sum + rest
	sum := high + r
	rest := (high - sum) + r + low
	high = sum + rest
	rest = (sum - high) + rest

	product, tail := multiply(y, high)
	tail += float64(y * rest)
	whole := product + tail
	return expSum(whole, (product-whole)+tail)
}

// multiply is the exact product of a and b as a rounded number and its error. Source: Dekker, "A floating-point
// technique for extending the available precision", Numerische Mathematik 18 (1971).
func multiply(a, b float64) (product, tail float64) {
	const half = 1<<64 - 1<<27
	aHigh := math.Float64frombits(math.Float64bits(a) & half)
	bHigh := math.Float64frombits(math.Float64bits(b) & half)
	aLow, bLow := a-aHigh, b-bHigh
	product = float64(a * b)
	tail = float64(aHigh*bHigh) - product
	tail += float64(aHigh * bLow)
	tail += float64(aLow * bHigh)
	tail += float64(aLow * bLow)
	return product, tail
}
