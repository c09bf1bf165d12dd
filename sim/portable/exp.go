package portable

import "math"

// The exponential by table: e^x = 2^k · 2^(i/128) · e^r with |r| at most ln 2 / 256, so that five terms of the
// series are enough. Source of the method: Tang, "Table-driven implementation of the exponential function in IEEE
// floating-point arithmetic", ACM TOMS 15 (1989).

const (
	expCells    = 128
	cellsPerNat = expCells / math.Ln2
	// natsPerCellHigh has 36 bits, so that its product with any number of cells is exact.
	natsPerCellHigh = 0x1.62e42fefap-8
	natsPerCellLow  = math.Ln2/expCells - natsPerCellHigh
	// toInteger pushes the fraction out of a float64: x + toInteger - toInteger is x rounded to an integer.
	toInteger = 0x1.8p52
)

// Exp is e^x. It never falls when x rises; above 709.78 it is +Inf, below -745.13 it is 0.
func Exp(x float64) float64 {
	if !(x > -708 && x < 709) {
		return expFar(x, 0)
	}
	cells := float64(x*cellsPerNat) + toInteger
	n := math.Float64bits(cells)
	cells -= toInteger
	r := x - float64(cells*natsPerCellHigh)
	r -= float64(cells * natsPerCellLow)
	cell := &expTable[n%expCells]
	power := math.Float64frombits(math.Float64bits(cell.power) + n/expCells<<52)
	return power + float64(power*(cell.tail+expSeries(r)))
}

// expSeries is e^r - 1 for |r| below 0.003, to about 1e-18. It is monotone in floating point too: the part after
// the first r is so small that its rounding cannot outweigh a step of r.
func expSeries(r float64) float64 {
	r2 := float64(r * r)
	a := 1.0/2 + float64(r*(1.0/6))
	b := 1.0/24 + float64(r*(1.0/120))
	return r + float64(r2*(a+float64(r2*b)))
}

// expSum is e^(x+small), for a small part below the spacing of x or so.
func expSum(x, small float64) float64 {
	if !(x > -708 && x < 709) {
		return expFar(x, small)
	}
	power, rest, k := expParts(x, small)
	power = math.Float64frombits(math.Float64bits(power) + uint64(k)<<52)
	return power + float64(power*rest)
}

// expParts writes e^(x+small) as 2^k · power · (1 + rest).
func expParts(x, small float64) (power, rest float64, k int64) {
	cells := float64(x*cellsPerNat) + toInteger
	n := math.Float64bits(cells)
	cells -= toInteger
	r := x - float64(cells*natsPerCellHigh)
	r -= float64(cells * natsPerCellLow)
	cell := &expTable[n%expCells]
	// n is the number of cells above the bits of toInteger, whose lowest 20 are zero; what counts is 20 bits with
	// sign.
	k = int64(int32(uint32(n)<<12)>>12) >> 7
	return cell.power, cell.tail + expSeries(r+small), k
}

// expFar is expSum where the result nears the ends of the range.
func expFar(x, small float64) float64 {
	switch {
	case x != x:
		return x
	case x > 710:
		return math.Inf(1)
	case x < -746:
		return 0
	}
	power, rest, k := expParts(x, small)
	y := power + float64(power*rest)
	half := k / 2
	return float64(y * exp2(half) * exp2(k-half))
}

// exp2 is 2^k for |k| below 1000.
func exp2(k int64) float64 { return math.Float64frombits(uint64(k+1023) << 52) }
