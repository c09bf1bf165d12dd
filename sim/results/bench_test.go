//go:build unix

package results

import (
	"fmt"
	"math"
	"math/rand/v2"
	"syscall"
	"testing"
	"time"
)

// wide is a table of 45 columns like that of a scenario: 15 enums and flags, 12 whole numbers, 18 floats, most of them defined in
// a third of the runs.
func wide() (Manifest, []Block) {
	m := Manifest{Schema: 1, Scenario: "wide", Seed: 1, Options: []Option{{ID: "baseline"}}}
	add := func(n int, c Column) {
		for range n {
			c.Name = fmt.Sprintf("%s-%d", c.Type, len(m.Columns))
			m.Columns = append(m.Columns, c)
		}
	}
	add(7, Column{Type: Enum, Levels: []string{"none", "first", "second", "third", "fourth", "fifth"}})
	add(8, Column{Type: Bool})
	add(12, Column{Type: Int, Hi: 48})
	add(18, Column{Type: Float, Hi: 1})
	var blocks []Block
	r := rand.New(rand.NewPCG(1, 2))
	for k := range 32 {
		b := Block{First: int64(k) * 1024, N: 1024}
		for range b.N {
			deal := r.Float64() < 0.33
			for i, c := range m.Columns {
				x := math.NaN()
				if deal || i%3 == 0 {
					switch c.Type {
					case Enum:
						x = float64(r.IntN(len(c.Levels)))
					case Bool:
						x = float64(r.IntN(2))
					case Int:
						x = float64(r.IntN(49))
					default:
						x = r.Float64()
					}
				}
				b.Values = append(b.Values, x)
			}
		}
		blocks = append(blocks, b)
	}
	return m, blocks
}

// BenchmarkWriter measures processor time, not the disk: rows of 45 columns, turned round, hashed, encoded, compressed, written.
func BenchmarkWriter(b *testing.B) {
	m, blocks := wide()
	w, err := Create(b.TempDir(), m)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	begin := processorTime(b)
	for i := 0; b.Loop(); i++ {
		x := blocks[i%len(blocks)]
		x.First = int64(i) * 1024
		if err := w.Add(x); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(processorTime(b)-begin)/float64(b.N)/1024, "cpu-ns/row")
	w.Discard()
}

// BenchmarkColumn reads one column of a segment after the other.
func BenchmarkColumn(b *testing.B) {
	m, blocks := wide()
	dir := b.TempDir()
	w, err := Create(dir, m)
	if err != nil {
		b.Fatal(err)
	}
	for _, x := range blocks {
		if err := w.Add(x); err != nil {
			b.Fatal(err)
		}
	}
	if _, err := w.Close(false); err != nil {
		b.Fatal(err)
	}
	s, err := Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := s.Column("baseline", "float64-44"); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(s.Manifest.Runs), "ns/value")
}

// processorTime is the time spent in the program itself: a slow disk costs the kernel time that says nothing about us.
func processorTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Skip(err)
	}
	return time.Duration(u.Utime.Nano())
}
