package derive

import "testing"

func TestBeside(t *testing.T) {
	for _, c := range []struct {
		name             string
		runs, full, want int64
	}{
		{"a full run", 100_000, 20_000, 20_000},
		{"at the edge", 10_000, 1024, 1024},
		{"half of it", 5_000, 4096, 2048},
		{"never below a quarter: cells of the map need 200 runs", 100, 1024, 256},
	} {
		if got := Beside(c.runs, c.full); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}
