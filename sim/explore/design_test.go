package explore

import (
	"fmt"
	"math"
	"testing"
)

// Joe & Kuo publish the first ten points in three dimensions with their generator (sobol.cc, "sobol 10 3 new-joe-kuo-6.21201"). Points of high
// dimensions are those of scipy 1.10.1, stats.qmc.Sobol(512, scramble=False, bits=32), an independent implementation.
func TestSobol_publishedPoints(t *testing.T) {
	d, err := Sobol(SobolDimensions)
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range [][3]float64{{0, 0, 0}, {.5, .5, .5}, {.75, .25, .25}, {.25, .75, .75}, {.375, .375, .625}, {.875, .875, .125}, {.625, .125, .875},
		{.125, .625, .375}, {.1875, .3125, .9375}, {.6875, .8125, .4375}} {
		for j, want := range row {
			if got := d.At(i, j); math.Abs(got-want) > 0x1p-32 {
				t.Errorf("point %d, dimension %d: %v, published %v", i, j, got, want)
			}
		}
	}
	for _, c := range []struct {
		point, dimension int
		want             float64
	}{{777, 511, 0.7978515625}, {1000, 255, 0.2490234375}, {513, 100, 0.9580078125}, {3, 300, 0.75}, {1023, 499, 0.4736328125}} {
		if got := d.At(c.point, c.dimension); math.Abs(got-c.want) > 0x1p-32 {
			t.Errorf("point %d, dimension %d: %v, scipy %v", c.point, c.dimension, got, c.want)
		}
	}
	if _, err := Sobol(SobolDimensions + 1); err == nil {
		t.Error("more dimensions than there are direction numbers for were accepted")
	}
}

// Scrambling keeps what makes the sequence: of 2^m points each stratum of 2^-m holds one in every dimension, and each elementary box of the first
// two dimensions one too (they are a (0, m, 2)-net; Owen 1995, proposition 1 keeps nets). Each point by itself is uniform.
func TestOwenSobol_staysANet(t *testing.T) {
	const m = 8
	for seed := range uint64(5) {
		d, _ := OwenSobol(64, seed)
		for dim := range 64 {
			seen := [1 << m]int{}
			for i := range 1 << m {
				seen[int(d.At(i, dim)*(1<<m))]++
			}
			for s, n := range seen {
				if n != 1 {
					t.Fatalf("seed %d, dimension %d: stratum %d holds %d points", seed, dim, s, n)
				}
			}
		}
		for a := range m + 1 {
			seen := map[[2]int]int{}
			for i := range 1 << m {
				seen[[2]int{int(d.At(i, 0) * float64(int(1)<<a)), int(d.At(i, 1) * float64(int(1)<<(m-a)))}]++
			}
			if len(seen) != 1<<m {
				t.Errorf("seed %d: boxes of 2^-%d by 2^-%d hold %d of %d", seed, a, m-a, len(seen), 1<<m)
			}
		}
	}
	bins := [10]int{} // the first point, over seeds: Sobol's own is 0 every time
	for seed := range uint64(2000) {
		d, _ := OwenSobol(3, seed)
		bins[int(d.At(0, 2)*10)]++
	}
	chi := 0.0
	for _, n := range bins {
		chi += float64((n-200)*(n-200)) / 200
	}
	if chi > 27.9 { // chi-square with 9 degrees of freedom, 0.1 %
		t.Errorf("first points over 2,000 seeds fall into tenths as %v (chi-square %.1f)", bins, chi)
	}
}

// The plain Halton sequence is van der Corput's in bases 2, 3, 5, ...: 1/2, 1/4, 3/4 and 1/3, 2/3, 1/9; its eleventh point in six
// dimensions as scipy 1.10.1 gives it.
func TestHalton_points(t *testing.T) {
	d, err := Halton(6, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		point, dimension int
		want             float64
	}{{0, 0, 0.5}, {1, 0, 0.25}, {2, 0, 0.75}, {0, 1, 1.0 / 3}, {1, 1, 2.0 / 3}, {2, 1, 1.0 / 9}, {10, 0, 0.8125}, {10, 1, 0.7037037037037037}, {10, 2, 0.28},
		{10, 3, 0.5918367346938775}, {10, 4, 1.0 / 121}, {10, 5, 11.0 / 13}} {
		if got := d.At(c.point, c.dimension); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("point %d, dimension %d: %v, want %v", c.point, c.dimension, got, c.want)
		}
	}
	shuffled, _ := Halton(3, 5)
	for dim, b := range []int{2, 3, 5} {
		n := b * b * b
		seen := map[int]bool{}
		for i := range n {
			seen[int(shuffled.At(i, dim)*float64(n))] = true
		}
		if len(seen) != n {
			t.Errorf("base %d: %d of %d strata hold a shuffled point", b, len(seen), n)
		}
	}
}

func TestLatinHypercube(t *testing.T) {
	for _, median := range []bool{false, true} {
		d := LatinHypercube(100, 7, median, 3)
		for dim := range 7 {
			seen := map[int]bool{}
			for i := range 100 {
				u := d.At(i, dim)
				seen[int(u*100)] = true
				if median && math.Abs(u*100-math.Floor(u*100)-0.5) > 1e-9 {
					t.Fatalf("%v is not the middle of a stratum", u)
				}
			}
			if len(seen) != 100 {
				t.Errorf("%d of 100 strata hold a point", len(seen))
			}
		}
		if d.Take(100) != nil || d.Take(150) == nil || d.Take(50) == nil {
			t.Error("a Latin hypercube serves its own number of points and no other")
		}
	}
}

// A design says of itself whether a longer one begins with the shorter one.
func TestDesign_prefixStable(t *testing.T) {
	owen, _ := OwenSobol(4, 1)
	halton, _ := Halton(4, 1)
	for _, d := range []Design{MonteCarlo(1), owen, halton, Antithetic(MonteCarlo(1))} {
		if !d.PrefixStable || d.Take(100) != nil || d.Take(100000) != nil {
			t.Errorf("%s can be extended and does not say so", d.Name)
		}
	}
	short, long := LatinHypercube(50, 4, true, 1), LatinHypercube(100, 4, true, 1)
	same := 0
	for i := range 50 {
		if short.At(i, 0) == long.At(i, 0) {
			same++
		}
	}
	if same > 10 || short.PrefixStable {
		t.Errorf("%d of 50 points of a Latin hypercube recur in a longer one", same)
	}
}

// A 2^(7-4) fraction with generators AB, AC, BC, ABC has resolution III, a 2^(5-1) with ABCD V (Box & Hunter 1961, table 1). Columns of
// signs are orthogonal.
func TestFractional(t *testing.T) {
	for _, c := range []struct {
		base       int
		generators []uint32
		resolution int
	}{{3, []uint32{0b011, 0b101, 0b110, 0b111}, 3}, {4, []uint32{0b1111}, 5}, {4, []uint32{0b0111, 0b1110}, 4}, {3, nil, 0}} {
		d, resolution, err := Fractional(c.base, c.generators)
		if err != nil || resolution != c.resolution {
			t.Errorf("%v: resolution %d, error %v, want %d", c.generators, resolution, err, c.resolution)
		}
		for a := range d.Dims {
			for b := range a {
				dot := 0.0
				for i := range d.Size {
					dot += (d.At(i, a) - 0.5) * (d.At(i, b) - 0.5)
				}
				if dot != 0 {
					t.Errorf("%v: levers %d and %d are not orthogonal", c.generators, a, b)
				}
			}
		}
	}
	if _, _, err := Fractional(3, []uint32{0b011, 0b011}); err == nil {
		t.Error("two levers with the same generator were accepted")
	}
	full, err := FullFactorial([]int{2, 3, 4})
	seen := map[string]bool{}
	for i := range full.Size {
		seen[fmt.Sprint(full.At(i, 0), full.At(i, 1), full.At(i, 2))] = true
	}
	if err != nil || full.Size != 24 || len(seen) != 24 {
		t.Errorf("%d different combinations of 24, error %v", len(seen), err)
	}
}

// For a sum, an antithetic pair is exact.
func TestAntithetic(t *testing.T) {
	d := Antithetic(MonteCarlo(3))
	for i := range 50 {
		if got := d.At(2*i, 1) + d.At(2*i+1, 1); math.Abs(got-1) > 1e-15 {
			t.Fatalf("pair %d sums to %v", i, got)
		}
	}
}

// Intervals from 8 scrambles hold the true mean about as often as they say, for a smooth function (mean of prod 1 + (u-1/2)/2 is 1) and for
// an event (probability 1/6 of u0+u1+u2 < 1).
func TestReplicate_coverage(t *testing.T) {
	for _, c := range []struct {
		name string
		f    Model
		want float64
	}{
		{"smooth", func(u []float64, _ uint64) float64 {
			return (1 + (u[0]-0.5)/2) * (1 + (u[1]-0.5)/2) * (1 + (u[2]-0.5)/2)
		}, 1},
		{"event", func(u []float64, _ uint64) float64 {
			if u[0]+u[1]+u[2] < 1 {
				return 1
			}
			return 0
		}, 1.0 / 6},
	} {
		inside := 0
		const trials = 300
		for k := range trials {
			r, err := Replicate(c.f, 3, 64, 8, func(seed uint64) (Design, error) { return OwenSobol(3, uint64(k)*8+seed) }, 0.95)
			if err != nil {
				t.Fatal(err)
			}
			if r.Interval.Low <= c.want && c.want <= r.Interval.High {
				inside++
			}
		}
		if share := float64(inside) / trials; share < 0.91 || share > 0.99 {
			t.Errorf("%s: 95 %% intervals hold the truth in %.3f", c.name, share)
		}
	}
	owen := func(s uint64) (Design, error) { return OwenSobol(2, s) }
	mirrored := func(s uint64) (Design, error) { d, err := OwenSobol(2, s); return Antithetic(d), err }
	pairs := func(s uint64) (Design, error) { return Antithetic(MonteCarlo(s)), nil }
	for _, c := range []struct {
		name   string
		design func(uint64) (Design, error)
		points int
		ok     bool
	}{{"Sobol'", owen, 128, true}, {"Sobol'", owen, 100, false}, {"mirrored Sobol'", mirrored, 128, true}, {"mirrored Sobol'", mirrored, 100, false}, {"pairs", pairs, 100, true}, {"pairs", pairs, 101, false}} {
		_, err := Replicate(func(u []float64, _ uint64) float64 { return u[0] }, 2, c.points, 4, c.design, 0.95)
		if (err == nil) != c.ok {
			t.Errorf("%d points, %s: %v", c.points, c.name, err)
		}
	}
}

// slope is how fast the root mean square error over scrambles falls with the number of points: log2 of the ratio per doubling.
func slope(f Model, dims int, want float64, from, to int, design func(points int, seed uint64) (Design, error)) float64 {
	rms := func(m int) float64 {
		r, _ := Replicate(f, dims, 1<<m, 40, func(seed uint64) (Design, error) { return design(1<<m, seed) }, 0.95)
		sum := 0.0
		for _, x := range r.Each {
			sum += (x - want) * (x - want)
		}
		return math.Sqrt(sum / float64(len(r.Each)))
	}
	return math.Log2(rms(to)/rms(from)) / float64(to-from)
}

// Measured, not asserted: for a smooth product scrambled points gain nearly a power of n (Owen 1997: n^-3/2 up to logarithms); for the
// probability of an event whose boundary lies across the axes much less than 1/n, though more than the 1/2 of independent points (He & Wang
// 2015: n^-(1/2 + 1/(2d)) for boundaries that cut all d dimensions, here 2/3). Independent points: 1/2. Latin hypercubes lose only what is additive in
// the inputs (Stein 1987): n^-3/2 for a sum, 1/2 for an event. An event with luck in it, as every run has: 1/2 for any design of the inputs.
func TestSlopes_measured(t *testing.T) {
	smooth := func(u []float64, _ uint64) float64 { return (0.5 + u[0]) * (0.5 + u[1]) * (0.5 + u[2]) }
	event := func(u []float64, _ uint64) float64 {
		if u[0]+u[1]+u[2] < 1.2 {
			return 1
		}
		return 0
	}
	p := 1.2*1.2*1.2/6 - 3*0.2*0.2*0.2/6 // Irwin-Hall distribution at 1.2
	total := func(u []float64, _ uint64) float64 { return u[0] + u[1] + u[2] }
	lucky := func(u []float64, luck uint64) float64 {
		if u[0]+u[1]+u[2]+3*hash01(luck, 99) < 3 {
			return 1
		}
		return 0
	}
	owen := func(_ int, seed uint64) (Design, error) { return OwenSobol(3, 1000+seed) }
	random := func(_ int, seed uint64) (Design, error) { return MonteCarlo(1000 + seed), nil }
	latin := func(points int, seed uint64) (Design, error) { return LatinHypercube(points, 3, false, 1000+seed), nil }
	for _, c := range []struct {
		name        string
		got, lo, hi float64
	}{
		{"smooth, scrambled", slope(smooth, 3, 1, 6, 12, owen), -1.65, -1.2},
		{"event, scrambled", slope(event, 3, p, 6, 14, owen), -0.85, -0.55},
		{"event, independent", slope(event, 3, p, 6, 14, random), -0.6, -0.4},
		{"event, Latin hypercube", slope(event, 3, p, 6, 12, latin), -0.6, -0.4},
		{"sum, Latin hypercube", slope(total, 3, 1.5, 6, 12, latin), -1.65, -1.35},
		{"event with luck, scrambled", slope(lucky, 3, 0.5, 6, 12, owen), -0.6, -0.4},
	} {
		t.Logf("%s: error falls as n^%.2f", c.name, c.got)
		if c.got < c.lo || c.got > c.hi {
			t.Errorf("%s: error falls as n^%.2f, expected between %.2f and %.2f", c.name, c.got, c.lo, c.hi)
		}
	}
}
