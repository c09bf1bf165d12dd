package portable

import (
	"math"
	"testing"
)

var keep float64

func bench(b *testing.B, low, step float64, f func(float64) float64) {
	for i := 0; i < b.N; i++ {
		keep += f(low + step*float64(i&1023))
	}
}

func BenchmarkExp(b *testing.B)      { bench(b, -5, 0.01, Exp) }
func BenchmarkExp_math(b *testing.B) { bench(b, -5, 0.01, math.Exp) }
func BenchmarkLog(b *testing.B)      { bench(b, 0.1, 0.01, Log) }
func BenchmarkLog_math(b *testing.B) { bench(b, 0.1, 0.01, math.Log) }
func BenchmarkPow(b *testing.B)      { bench(b, 0.1, 0.01, func(x float64) float64 { return Pow(x, 0.7) }) }
func BenchmarkPow_math(b *testing.B) {
	bench(b, 0.1, 0.01, func(x float64) float64 { return math.Pow(x, 0.7) })
}
func BenchmarkSigmoid(b *testing.B)        { bench(b, -5, 0.01, Sigmoid) }
func BenchmarkNormalCDF(b *testing.B)      { bench(b, -5, 0.01, NormalCDF) }
func BenchmarkNormalQuantile(b *testing.B) { bench(b, 1e-4, 0.00097, NormalQuantile) }
func BenchmarkLgamma(b *testing.B)         { bench(b, 0.1, 0.03, Lgamma) }
