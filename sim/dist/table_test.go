package dist

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"
	"testing"
)

func must(t testing.TB, text string) Dist {
	t.Helper()
	d, err := Parse(text, nil)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return d
}

// shapes is a wide family: what scenarios hold, and what could break a table.
func shapes() []string {
	list := []string{
		"uniform 0.2 0.6", "uniform -3 1000", "triangular 0.2 0.3 0.6", "triangular 0 0 1", "triangular 0 1 1",
		"pert 0 0 0.1", "pert 0.95 1 1", "pert 0.25 0.38 0.55", "pert 0 50 100", "pert -0.5 -0.499 0.5", "pert 1 1.0001 60",
		"beta 0.5 0.5", "beta 2 5", "beta 1 1", "beta 1 5", "beta 0.1 0.1", "beta 0.05 0.05", "beta 0.05 10", "beta 10 0.05",
		"beta 1000 2", "beta 10000 10000", "beta 1e6 3e5", "beta 10000 0.05", "beta 3 0.7 -10 10", "beta 0.9 0.9 0 24",
		"normal 0 1 -3 3", "normal 0.5 0.1 0 1", "normal 0 1 3 8", "normal 0 1 -8 -3", "normal 0 1 0 1000", "normal 0 1 -1000 0.1",
		"normal 0 1 -0.01 0.01", "normal 5 3 0 5.1",
		"between 0 1", "between 0.2 0.6 0 1", "between 0.001 0.5 0 1", "between 1 60 0 120", "between 0.45 0.46 0 1",
		"lognormal 1 0.1", "lognormal 12 0.5", "lognormal 12 1", "lognormal 1 2", "lognormal 1 5", "lognormal 1 12",
		"lognormal 12 0.5 1 60", "lognormal 12 2 0 60",
		"discrete 0.65:0 0.25:1 0.1:2", "0.4",
		"quantiles 10:0.2 50:0.4 90:0.8 0 1", "quantiles 10:3 50:12 90:40 0", "quantiles 5:-2 50:0 95:3", "quantiles 5:1 25:2 50:3 75:5 95:12 0 60",
		"quantiles 10:1 90:2", "quantiles 1:0.01 50:0.02 99:0.9 0 1",
		"mixture 0.7 pert 0.1 0.2 0.4 | 0.3 uniform 0.6 0.9", "mixture 0.5 0 | 0.5 pert 0 0.3 1", "mixture 0.2 normal 0 1 -5 5 | 0.8 lognormal 3 0.5",
		"mixture 0.9 triangular 0 0.1 0.2 | 0.1 beta 0.5 0.5", "empirical 6 9 9 14 22", "dirichlet 0.05", "dirichlet 0.5", "dirichlet 4", "dirichlet 30",
	}
	for mode := 0; mode <= 20; mode++ {
		list = append(list, fmt.Sprintf("pert 0.1 %g 0.9", 0.1+float64(0.04*float64(mode))))
	}
	return list
}

// cubicOf is the table behind a quantile function, nil where a formula is.
func cubicOf(table Table) *cubic {
	switch c := table.(type) {
	case *cubic:
		return c
	case *stretched:
		return c.unit
	}
	return nil
}

// Distributions of one shape are one table, and equal ones one value.
func TestTables_share(t *testing.T) {
	var tables Tables
	a, b := tables.Compile(must(t, "pert 0 0.25 1")), tables.Compile(must(t, "pert 10 15 30"))
	if cubicOf(a) != cubicOf(b) {
		t.Error("two distributions of one shape have two tables")
	}
	if tables.Compile(must(t, "pert 10 15 30")) != b {
		t.Error("a distribution compiled twice is two values")
	}
	if c := tables.Compile(must(t, "pert 0 0.5 1")); cubicOf(c) == cubicOf(a) {
		t.Error("another shape has the same table")
	}
}

// width is what errors of a table are measured against.
func width(d Dist) float64 {
	lo, hi := d.Support()
	if math.IsInf(hi-lo, 0) {
		return d.Quantile(0.9) - d.Quantile(0.1)
	}
	return hi - lo
}

// The promise of Table: 1e-6 of the width over u in [1e-6, 1-1e-6], the ends exact.
func TestTable_accuracy(t *testing.T) {
	for _, text := range shapes() {
		d := must(t, text)
		table, room := Compile(d), 1e-6*width(d)
		const n = 4000
		for i := range n {
			// Evenly in u, evenly in ln u and in ln (1-u).
			u := 1e-6 + (1-2e-6)*float64(i/3)/(n/3)
			if i%3 != 0 {
				u = math.Exp(math.Log(1e-6) + float64(i/3)/(n/3)*math.Log(0.5e6))
				if i%3 == 2 {
					u = 1 - u
				}
			}
			if got, want := table.Quantile(u), d.Quantile(u); !(math.Abs(got-want) <= room) {
				t.Errorf("%s: quantile(%v) = %v, exact %v, off by %.2g of the width", text, u, got, want, math.Abs(got-want)/width(d))
				break
			}
		}
		lo, hi := d.Support()
		for u, want := range map[float64]float64{0: lo, 1: hi, -1: lo, 2: hi, 0.5: d.Quantile(0.5)} {
			rounding := 0.0
			if u == 0.5 { // a table of the unit shape, moved and stretched
				rounding = 4 * 0x1p-53 * (math.Abs(lo) + math.Abs(hi-lo))
				if math.IsInf(hi-lo, 0) {
					rounding = 0
				}
			}
			if got := table.Quantile(u); !(math.Abs(got-want) <= rounding) && got != want {
				t.Errorf("%s: quantile(%v) = %v, want %v exactly", text, u, got, want)
			}
		}
		if got := table.Quantile(math.NaN()); got == got {
			t.Errorf("%s: quantile(NaN) = %v", text, got)
		}
		for _, u := range []float64{0x1p-53, 0x1p-40, 1e-12, 9e-7, 1 - 9e-7, 1 - 1e-9, 1 - 0x1p-53} {
			got, want := table.Quantile(u), d.Quantile(u)
			if math.Abs(got-want) > 1e-14*(math.Abs(want)+width(d)) {
				t.Errorf("%s: in the tail at %v: %v, exact %v", text, u, got, want)
			}
			if got < lo || got > hi {
				t.Errorf("%s: quantile(%v) = %v is out of the support", text, u, got)
			}
		}
	}
}

// Bounds far out do not make the middle coarse: the error is small against the range that holds 98 %.
func TestTable_wideBounds(t *testing.T) {
	for _, text := range []string{"normal 0 1 -1000 1000", "normal 0 1 0 1000", "beta 1000 2", "beta 2 2000 0 100"} {
		d := must(t, text)
		table, room := Compile(d), 1e-6*(d.Quantile(0.99)-d.Quantile(0.01))
		for u := 1e-4; u < 1; u += 1.7e-4 {
			if got, want := table.Quantile(u), d.Quantile(u); math.Abs(got-want) > room {
				t.Fatalf("%s: quantile(%v) = %v, exact %v", text, u, got, want)
			}
		}
	}
}

// Quantiles never fall: at every seam of cells and octaves, and between neighbouring draws.
func TestTable_monotone(t *testing.T) {
	const draw = 0x1p-52 // distance of neighbouring draws
	for _, text := range shapes() {
		d := must(t, text)
		table := Compile(d)
		check := func(u float64) {
			at := math.Floor(u/draw)*draw + draw/2
			for k := -2.0; k < 2; k++ {
				a, b := at+k*draw, at+(k+1)*draw
				if a <= 0 || b >= 1 {
					continue
				}
				x, y := table.Quantile(a), table.Quantile(b)
				if b < 0x1p-20 || a > 1-0x1p-20 { // exact, with the rounding of its last places
					y += 4e-16 * (math.Abs(y) + 1)
				}
				if y < x {
					t.Fatalf("%s: quantile falls from %v to %v between %v and the next draw", text, x, y, a)
				}
			}
		}
		for n := 2; n < 50; n++ {
			t := math.Ldexp(1, -n)
			check(t)
			check(1 - t)
		}
		if c := cubicOf(table); c != nil {
			for s := range c.side {
				for n, o := range c.side[s].octave[1:] {
					if o.first == math.MaxUint32 {
						continue
					}
					cells := 1 << (52 - o.shift)
					for i := range cells {
						t := math.Ldexp(1+float64(i)/float64(cells), -n-2)
						if s == 1 {
							t = 1 - t
						}
						check(t)
					}
				}
			}
		}
		for i := range 3000 {
			check(float64(uint64(i)*0x9E3779B97F4A7C15>>11) * 0x1p-53)
		}
		before := math.Inf(-1)
		for u := 0x1p-30; u < 1; u += 0.7e-4 {
			x := table.Quantile(u)
			if x < before {
				t.Fatalf("%s: quantile falls to %v at %v", text, x, u)
			}
			before = x
		}
	}
}

func TestTable_allocatesNothing(t *testing.T) {
	for _, text := range shapes() {
		table := Compile(must(t, text))
		u := 1e-7
		if n := testing.AllocsPerRun(200, func() { keep += table.Quantile(u); u = math.Mod(u+0.618, 1) }); n != 0 {
			t.Errorf("%s: %v allocations a call", text, n)
		}
	}
}

// The size of a table is part of its speed: 150 of them share a cache of a megabyte or two.
func TestTable_size(t *testing.T) {
	for text, most := range map[string]int{"pert 0.25 0.38 0.55": 300, "pert 0 0 0.1": 320, "normal 0.5 0.1 0 1": 400, "between 0.2 0.6": 600, "lognormal 12 0.5": 600} {
		c := cubicOf(Compile(must(t, text)))
		if len(c.cells) > most {
			t.Errorf("%s: %d cells, want at most %d", text, len(c.cells), most)
		}
	}
}

// Tables have the same bits on every architecture. .ci runs this on amd64 (v1 and v3) and arm64; a change of the
// hash changes numbers.
func TestTable_sameBitsEverywhere(t *testing.T) {
	hash := sha256.New()
	var word [8]byte
	for _, text := range shapes() {
		table := Compile(must(t, text))
		for i := range 2500 {
			u := (float64(uint64(i)*0x9E3779B97F4A7C15>>12) + 0.5) * 0x1p-52
			binary.LittleEndian.PutUint64(word[:], math.Float64bits(table.Quantile(u)))
			hash.Write(word[:])
		}
		d := must(t, text)
		for _, x := range []float64{d.Mean(), d.Quantile(1e-9), d.Quantile(1 - 1e-9), d.CDF(d.Mean())} {
			binary.LittleEndian.PutUint64(word[:], math.Float64bits(x))
			hash.Write(word[:])
		}
	}
	const want = "254385a731fd2377"
	if got := hex.EncodeToString(hash.Sum(nil))[:16]; got != want {
		t.Errorf("hash %s, want %s", got, want)
	}
}
