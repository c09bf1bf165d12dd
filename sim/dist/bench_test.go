package dist

import "testing"

var (
	keep      float64
	keepTable Table
)

var benchSpecs = []string{"0.4", "uniform 0.2 0.6", "triangular 0.2 0.3 0.6", "pert 0.25 0.38 0.55", "normal 0.5 0.1 0 1",
	"lognormal 12 0.5", "between 0.2 0.6", "discrete 0.65:0 0.25:1 0.1:2"}

func benchDist(b *testing.B, spec string) Dist {
	d, err := Parse(spec, nil)
	if err != nil {
		b.Fatal(err)
	}
	return d
}

// BenchmarkQuantile is one call through the interface with a u that no predictor can guess.
func BenchmarkQuantile(b *testing.B) {
	for _, spec := range benchSpecs {
		b.Run(spec, func(b *testing.B) {
			table := Compile(benchDist(b, spec))
			b.ReportAllocs()
			sum := 0.0
			for i := 0; i < b.N; i++ {
				sum += table.Quantile((float64(uint64(i)*0x9E3779B97F4A7C15>>12) + 0.5) * 0x1p-52)
			}
			keep = sum
		})
	}
}

// BenchmarkQuantile_run asks 150 different tables for one value each, as a run does.
func BenchmarkQuantile_run(b *testing.B) {
	var tables []Table
	for i := range 150 {
		lo := float64(i) / 1000
		tables = append(tables, Compile(newPERT(lo, lo+float64(1+i%9)/10, lo+1)))
	}
	b.ReportAllocs()
	b.ResetTimer()
	sum := 0.0
	for i := 0; i < b.N; i++ {
		sum += tables[i%150].Quantile((float64(uint64(i)*0xD1342543DE82EF95>>12) + 0.5) * 0x1p-52)
	}
	keep = sum
}

// BenchmarkExact is the quantile that the table stands for.
func BenchmarkExact(b *testing.B) {
	d := benchDist(b, "pert 0.25 0.38 0.55")
	for i := 0; i < b.N; i++ {
		keep += d.Quantile((float64(uint64(i)*0x9E3779B97F4A7C15>>12) + 0.5) * 0x1p-52)
	}
}

func BenchmarkCompile(b *testing.B) {
	for _, spec := range []string{"pert 0.25 0.38 0.55", "pert 0 0 0.1", "normal 0.5 0.1 0 1", "lognormal 12 0.5"} {
		b.Run(spec, func(b *testing.B) {
			d := benchDist(b, spec)
			b.ReportAllocs()
			for i := 0; i < b.N; i++ {
				keepTable = Compile(d)
			}
		})
	}
}

func BenchmarkParseQuantity(b *testing.B) {
	for i := 0; i < b.N; i++ {
		q, _ := ParseQuantity("pert 0.25 0.38 0.55 from article/p9#precondition, assumption", nil)
		keep += q.Dist.Mean()
	}
}
