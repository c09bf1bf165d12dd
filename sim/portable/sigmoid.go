package portable

import "math"

// Sigmoid is the logistic function 1 / (1 + e^-x). It never falls when x rises, is exactly 0.5 at 0, 1 above 36.8
// and 0 below -709.8.
func Sigmoid(x float64) float64 {
	// One formula for both signs: where e^-x is large, adding 1 costs no accuracy. And since every step is monotone
	// in floating point, so is the whole.
	return 1 / (1 + Exp(-x))
}

// Sigmoids replaces each number by its Sigmoid, with the steps of Exp written out: no call, and no registers spilled for it.
func Sigmoids(x []float64) {
	for i, z := range x {
		if !(z < 708 && z > -709) {
			x[i] = Sigmoid(z)
			continue
		}
		cells := float64(-z*cellsPerNat) + toInteger
		n := math.Float64bits(cells)
		cells -= toInteger
		r := -z - float64(cells*natsPerCellHigh)
		r -= float64(cells * natsPerCellLow)
		cell := &expTable[n%expCells]
		power := math.Float64frombits(math.Float64bits(cell.power) + n/expCells<<52)
		x[i] = 1 / (1 + (power + float64(power*(cell.tail+expSeries(r)))))
	}
}
