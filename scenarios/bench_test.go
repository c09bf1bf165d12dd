package scenarios

import (
	"context"
	"syscall"
	"testing"
	"time"

	"parley/sim"
	"parley/sim/results"
)

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, findings := Load("baseline", nil); findings.HasErrors() {
			b.Fatal(findings)
		}
	}
}

// BenchmarkRun is one run of each embedded scenario on one core, its row included.
func BenchmarkRun(b *testing.B) {
	for _, name := range Names() {
		b.Run(name, func(b *testing.B) {
			p := Compile(spec(b, name, "baseline"))
			m := sim.NewMachine(p, 1)
			row := make([]float64, len(p.Parts.Columns))
			b.ReportAllocs()
			began := processor(b)
			for i := 0; b.Loop(); i++ {
				p.Parts.Row(m.Play(uint64(i), uint64(i), nil), row)
			}
			b.ReportMetric(float64(processor(b)-began)/float64(b.N), "cpu-ns/op")
		})
	}
}

// BenchmarkBatch is 100,000 runs of the baseline without storing rows, on one and on two workers.
func BenchmarkBatch(b *testing.B) {
	p := Compile(spec(b, "baseline", "baseline"))
	for _, workers := range []int{1, 2} {
		b.Run(string(rune('0'+workers)), func(b *testing.B) {
			began := processor(b)
			for b.Loop() {
				if _, err := sim.Run(context.Background(), []*sim.Plan{p}, sim.Job{Seed: 1, Runs: 100_000, Workers: workers}, func(results.Block) error { return nil }); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/100_000, "ns/run")
			b.ReportMetric(float64(processor(b)-began)/float64(b.N)/100_000, "cpu-ns/run")
		})
	}
}

// processor is the processor time that the process has taken, of all cores: what others do on the machine moves it less than the clock.
func processor(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Skip(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
