package portable

import "math"

// The logarithm by table: x = 2^k · z with z between 0.68 and 1.37, and z = (1 + r) / inverse with |r| below 0.005.
// The inverses have so few bits that r is found without rounding error, and the cell around 1 has the inverse 1, so
// that nothing cancels there. Source of the method: Tang, "Table-driven implementation of the logarithm function in
// IEEE floating-point arithmetic", ACM TOMS 16 (1990).

const (
	logCells = 128
	// logBase is the lowest z in bits; 1 lies in the middle of a cell.
	logBase = 0x3fe5f00000000000
	// ln2High leaves 11 bits of room, so that its product with any exponent is exact.
	ln2High = 0x1.62e42fefa38p-1
	ln2Low  = math.Ln2 - ln2High
	// fewBits keeps 40 bits of a mantissa.
	fewBits = 1<<64 - 1<<13
)

// Log is the natural logarithm of x: -Inf for 0, NaN below.
func Log(x float64) float64 {
	bits := math.Float64bits(x)
	if bits-0x0010000000000000 >= 0x7fe0000000000000 {
		return logFar(x)
	}
	high, r, low := logParts(bits, 0)
	return high + (r + (low + logSeries(r)))
}

// logParts splits ln x into high + r + low + logSeries(r), with |high| well above |r| unless it is zero. x is
// normal and positive and given by its bits; k is added to its exponent.
func logParts(bits uint64, k int64) (high, r, low float64) {
	offset := bits - logBase
	cell := &logTable[offset>>45%logCells]
	k += int64(offset) >> 52
	zBits := bits - offset&(0xfff<<52)
	z := math.Float64frombits(zBits)
	zHigh := math.Float64frombits(zBits & fewBits)
	rHigh := float64(zHigh*cell.inverse) - 1
	rLow := float64((z - zHigh) * cell.inverse)
	r = rHigh + rLow
	exponent := float64(k)
	high = float64(exponent*ln2High) + cell.log
	low = float64(exponent*ln2Low) + cell.tail + (rLow - (r - rHigh))
	return high, r, low
}

// logSeries is ln(1+r) - r for |r| below 0.005, to about 2e-20.
func logSeries(r float64) float64 {
	r2 := float64(r * r)
	a := -1.0/2 + float64(r*(1.0/3))
	b := -1.0/4 + float64(r*(1.0/5))
	c := -1.0/6 + float64(r*(1.0/7))
	return float64(r2 * (a + float64(r2*(b+float64(r2*c)))))
}

// logFar is Log of what is not a positive normal number.
func logFar(x float64) float64 {
	switch {
	case x == 0:
		return math.Inf(-1)
	case x < 0:
		return math.NaN()
	case x != x || x > math.MaxFloat64:
		return x
	}
	high, r, low := logParts(math.Float64bits(x*0x1p52), -52)
	return high + (r + (low + logSeries(r)))
}
