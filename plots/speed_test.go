package plots

import "testing"

// All nine charts as SVG: under 100 ms in total, so that a page that redraws them feels at once.
func BenchmarkSVG(b *testing.B) {
	in := fixtures()["typical"]
	for _, c := range Charts() {
		b.Run(c.Name, func(b *testing.B) {
			for b.Loop() {
				if _, err := SVG(c, in, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
