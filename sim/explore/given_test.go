package explore

import (
	"math"
	"testing"

	"parley/sim/portable"
)

// column of independent uniforms.
func uniformInput(path string, k uint64) Input {
	return Input{path, func(run int) float64 { return hash01(uint64(run), k)*(1-0x1p-40) + 0x1p-41 }}
}

// For an event delta is the mean distance of its chance given the input from its chance: 0.3·0.7 + 0.7·0.3 of u < 0.3. For y = a x1 + sqrt(1-a²) x2 of
// normal inputs delta is the integral of Borgonovo 2007, eq. 2, done numerically (scipy 1.10.1): 0.2367 at a = 0.6 and 0.3856 at 0.8.
func TestDelta(t *testing.T) {
	n := 100000
	x, idle := uniformInput("x", 11), uniformInput("idle", 12)
	d := Delta(n, 20, []Input{x, idle}, func(i int) float64 { return truth(x.U(i) < 0.3) })
	if math.Abs(d[0].Value-0.42) > 0.01 || !d[0].Above() {
		t.Errorf("event: %+v, want 0.42", d[0])
	}
	if math.Abs(d[1].Value) > 0.005 {
		t.Errorf("idle: %+v", d[1])
	}
	for a, want := range map[float64]float64{0.6: 0.2367, 0.8: 0.3856} {
		got := Delta(200000, 40, []Input{x, idle}, func(i int) float64 {
			return a*portable.NormalQuantile(x.U(i)) + math.Sqrt(1-a*a)*portable.NormalQuantile(idle.U(i))
		})
		if math.Abs(got[0].Value-want) > 0.012 {
			t.Errorf("a = %v: delta %.4f, want %.4f", a, got[0].Value, want)
		}
	}
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// y = u: given a tenth [a, b] the distribution functions lie max(a, 1-b) apart: 0.9, 0.8 ... 0.5, 0.5 ... 0.9, median 0.7. For the event u < 0.3 the
// chances lie 0.7 (three tenths) or 0.3 (seven) apart.
func TestPawn(t *testing.T) {
	n := 100000
	x, idle := uniformInput("x", 21), uniformInput("idle", 22)
	for _, c := range []struct {
		name string
		y    func(i int) float64
		want float64
	}{{"continuous", x.U, 0.7}, {"event", func(i int) float64 { return truth(x.U(i) < 0.3) }, 0.3}} {
		got := Pawn(n, 10, []Input{x, idle}, c.y)
		if math.Abs(got[0].Raw-c.want) > 0.01 || !got[0].Above() {
			t.Errorf("%s: %+v, want %.2f", c.name, got[0], c.want)
		}
		if got[1].Raw > 2*got[1].Floor {
			t.Errorf("%s: an idle input shows %+v", c.name, got[1])
		}
	}
}

// The distance is that of Kolmogorov and Smirnov, found the plain way: at every outcome, for every bin.
func TestPawn_againstThePlainWay(t *testing.T) {
	n, bins := 500, 5
	x := uniformInput("x", 31)
	y := func(i int) float64 { return math.Floor(6*(x.U(i)+hash01(uint64(i), 32))) / 6 } // many equal outcomes
	var distances []float64
	for b := range bins {
		worst := 0.0
		for level := -0.1; level < 2.1; level += 0.05 {
			all, in, size := 0.0, 0.0, 0.0
			for i := range n {
				if y(i) <= level {
					all++
				}
				if int(x.U(i)*float64(bins)) == b {
					size++
					if y(i) <= level {
						in++
					}
				}
			}
			worst = max(worst, math.Abs(all/float64(n)-in/size))
		}
		distances = append(distances, worst)
	}
	got := Pawn(n, bins, []Input{x}, y)[0].Raw
	middle := median5(distances)
	if math.Abs(got-middle) > 1e-12 {
		t.Errorf("%v, plainly %v", got, middle)
	}
}

func median5(v []float64) float64 {
	for _, x := range v {
		below, above := 0, 0
		for _, z := range v {
			if z < x {
				below++
			}
			if z > x {
				above++
			}
		}
		if below <= 2 && above <= 2 {
			return x
		}
	}
	return math.NaN()
}

// Floors are what they say: about one idle input in twenty lies above.
func TestStrengths_floor(t *testing.T) {
	var inputs []Input
	for k := range 300 {
		inputs = append(inputs, uniformInput("idle", uint64(5000+k)))
	}
	y := func(i int) float64 { return truth(hash01(uint64(i), 4999) < 0.4) }
	for name, got := range map[string][]Strength{"delta": Delta(4000, 10, inputs, y), "pawn": Pawn(4000, 10, inputs, y)} {
		above := 0
		for _, s := range got {
			if s.Above() {
				above++
			}
		}
		if above < 3 || above > 36 { // 15 expected; the floor is itself estimated from 60
			t.Errorf("%s: %d of 300 idle inputs lie above the floor", name, above)
		}
	}
}
