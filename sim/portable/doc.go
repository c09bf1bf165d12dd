// Package portable holds exponential, logarithm, power, logistic and normal functions in plain Go that give the
// same bits on every processor: the standard library's have assembly of their own on some, and compilers may fuse
// a product and a sum into one rounding. Everything that decides a run, or a table made for one, uses these.
//
// Only operations that IEEE 754 rounds exactly are used (+, -, *, /, square root, changes of sign and of bits), and
// every product that meets a sum is written float64(a*b), which forbids fusing. Do not use the package where the
// last bit does not matter and the standard library reads better: charts, intervals, reports.
//
// Largest distance from the exact value, in units in the last place: Exp 0.52, Log 0.8, Pow 0.6, Sigmoid 2,
// NormalCDF 4 (of the tail itself), NormalQuantile 8; Lgamma 1e-14 in all. The tests hold them to it.
package portable
