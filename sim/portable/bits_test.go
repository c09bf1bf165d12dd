package portable

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"testing"
)

// The bits of 100,000 results of each function. The hashes are the same on every architecture: that is the
// package's promise, and .ci runs this test on amd64 (v1 and v3) and arm64. A change of a hash changes numbers.
func TestBits_sameEverywhere(t *testing.T) {
	for _, row := range []struct {
		name     string
		low, top float64 // range of the argument
		f        func(x float64) float64
		want     string
	}{
		{"exp", -745, 709, Exp, "474048c40a0d49ce"},
		{"exp near 0", -1, 1, Exp, "b8c1bc44760031a6"},
		{"log", 0, 40, func(x float64) float64 { return Log(scatter(x)) }, "70f0fd2ea6e0d5a2"},
		{"log near 1", 0.9, 1.1, Log, "4c05442a2d1ccc93"},
		{"pow", 0, 20, func(x float64) float64 { return Pow(x, 2.5-x) }, "1e8b6fff005c5089"},
		{"sigmoid", -40, 40, Sigmoid, "84c890d972db57f4"},
		{"normal-cdf", -38, 9, NormalCDF, "dc9e2270be4421b8"},
		{"normal-density", -38, 9, NormalDensity, "ca6649e554507f97"},
		{"normal-quantile", 0, 1, NormalQuantile, "a53f54738a8b38f1"},
		{"normal-quantile far out", 0, 40, func(x float64) float64 { return NormalQuantile(1 / (1 + scatter(x))) }, "4ab9b1bcb0fb8303"},
		{"lgamma", 0, 200, Lgamma, "f1458870b11b883a"},
	} {
		const n = 100_000
		hash := sha256.New()
		var word [8]byte
		for i := range n {
			// Arguments on a grid with an irrational step, by exact operations only.
			share := float64(uint64(i)*0x9E3779B97F4A7C15>>11) * 0x1p-53
			x := row.low + float64((row.top-row.low)*share)
			binary.LittleEndian.PutUint64(word[:], math.Float64bits(row.f(x)))
			hash.Write(word[:])
		}
		if got := hex.EncodeToString(hash.Sum(nil))[:16]; got != row.want {
			t.Errorf("%s: hash %s, want %s", row.name, got, row.want)
		}
	}
}

// scatter spreads x over many powers of two: (1 + fraction) · 2^(x rounded down, alternating in sign).
func scatter(x float64) float64 {
	whole := math.Floor(x)
	k := int64(whole)
	if k%2 == 1 {
		k = -k
	}
	return (1 + (x - whole)) * exp2(k*20)
}
