package portable

// Sigmoid is the logistic function 1 / (1 + e^-x). It never falls when x rises, is exactly 0.5 at 0, 1 above 36.8
// and 0 below -709.8.
func Sigmoid(x float64) float64 {
	// One formula for both signs: where e^-x is large, adding 1 costs no accuracy. And since every step is monotone
	// in floating point, so is the whole.
	return 1 / (1 + Exp(-x))
}
