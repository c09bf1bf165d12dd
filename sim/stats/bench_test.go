//go:build unix

package stats

import (
	"fmt"
	"math/rand/v2"
	"syscall"
	"testing"
	"time"

	"parley/sim/results"
)

// BenchmarkAccumulator is the cost of a run of a scenario-like table: 12 numeric columns (row 13 of the performance targets, 60 ns) and 40.
func BenchmarkAccumulator(b *testing.B) {
	for _, extra := range []int{6, 34} {
		m := world(extra)
		m.Options = m.Options[:1]
		numbers := len(m.Columns) - 3
		b.Run(fmt.Sprintf("metrics=%d", numbers), func(b *testing.B) {
			a := NewAccumulator(m)
			var blocks []results.Block
			for k := range 16 {
				blocks = append(blocks, rowsOf(m, 0, int64(k)*1024, 1024))
			}
			b.ReportAllocs()
			begin := processorTime(b)
			for i := 0; b.Loop(); i++ {
				x := blocks[i%len(blocks)]
				x.First = int64(i) * 1024
				if err := a.Add(x); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(processorTime(b)-begin)/float64(b.N)/1024, "cpu-ns/run")
		})
	}
}

// processorTime is unmoved by what else the machine does.
func processorTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Skip(err)
	}
	return time.Duration(u.Utime.Nano())
}

// BenchmarkExact is seven quantiles of a million values.
func BenchmarkExact(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	h := NewHistogram(0, 1, fineBins)
	xs := make([]float64, 1<<20)
	for i := range xs {
		xs[i] = r.Float64()
		h.Add(xs[i])
	}
	for b.Loop() {
		if _, err := exact(xs, h, quantilesOf[:]); err != nil {
			b.Fatal(err)
		}
	}
}
