package explore

import (
	"math"
	"testing"

	"parley/sim/results"
)

// An event that occurs iff x < 0.3 and is idle in y: the fifths of x are 1, 1/2, 0, 0, 0 and explain
// [ (0.7² + 0.2² + 3·0.3²)/5 ] / (0.3·0.7) = 0.7619 of its variance.
func TestDrivers_stepAndIdleInput(t *testing.T) {
	n := 50000
	x := func(i int) float64 { return hash01(uint64(i), 7001) }
	y := func(i int) float64 { return hash01(uint64(i), 7002) }
	d := Drivers(n, []Input{{"idle", y}, {"step", x}}, func(i int) bool { return x(i) < 0.3 })
	if d.All[0].Path != "step" {
		t.Fatalf("strongest driver is %s", d.All[0].Path)
	}
	for i, want := range []float64{1, 0.5, 0, 0, 0} {
		if got := rate(d.All[0].Fifths[i]); math.Abs(got-want) > 0.02 {
			t.Errorf("fifth %d: %.3f, want %.3f", i, got, want)
		}
	}
	if math.Abs(d.All[0].Share-0.7619) > 0.01 {
		t.Errorf("share %.4f, want 0.7619", d.All[0].Share)
	}
	if Distance(d.All[1]) > 1.6*d.Dummy || d.All[1].Share > 0.001 {
		t.Errorf("the idle input shows a distance of %.4f (floor %.4f) and a share of %.5f", Distance(d.All[1]), d.Dummy, d.All[1].Share)
	}
}

// The floor is what it says: about 5 % of idle inputs lie above it.
func TestDrivers_noiseFloor(t *testing.T) {
	n := 10000
	var inputs []Input
	for k := range 400 {
		inputs = append(inputs, Input{"idle", func(i int) float64 { return hash01(uint64(i), uint64(9000+k)) }})
	}
	d := Drivers(n, inputs, func(i int) bool { return hash01(uint64(i), 5555) < 0.3 })
	above := 0
	for _, r := range d.All {
		if math.Abs(rate(r.Fifths[4])-rate(r.Fifths[0])) > d.Dummy {
			above++
		}
	}
	if above < 6 || above > 40 { // 20 expected, the floor itself is an estimate
		t.Errorf("%d of 400 idle inputs lie above the floor", above)
	}
}

// Of fifty idle inputs the greatest lies above the family's floor in about one study of twenty.
func TestFamilyFloor(t *testing.T) {
	manyStudies(t)
	const studies, idle = 200, 50
	wrong := 0
	for s := range uint64(studies) {
		var inputs []Input
		for k := range uint64(idle) {
			inputs = append(inputs, Input{"idle", func(i int) float64 { return hash01(uint64(i), 100000+s*64+k) }})
		}
		d := Drivers(3000, inputs, func(i int) bool { return hash01(uint64(i), 100063+s*64) < 0.3 })
		if Distance(d.All[0]) > FamilyFloor(d.Dummy, idle) {
			wrong++
		}
	}
	if wrong > 18 { // 10 expected at most
		t.Errorf("an idle input leads in %d of %d studies", wrong, studies)
	}
	t.Logf("an idle input leads in %d of %d studies", wrong, studies)
}

// A driver that is bad at both ends is not monotone and is ranked by its middle.
func TestDrivers_bothEndsWorse(t *testing.T) {
	x := func(i int) float64 { return hash01(uint64(i), 31) }
	d := Drivers(20000, []Input{{"hill", x}}, func(i int) bool { return math.Abs(x(i)-0.5) < 0.2 })
	if d.All[0].Monotone || Distance(d.All[0]) < 0.9 {
		t.Errorf("monotone %v, distance %.3f", d.All[0].Monotone, Distance(d.All[0]))
	}
}

// The map of flip points takes the two strongest inputs that stand above the floor and can be swept.
func TestTop(t *testing.T) {
	n := 20000
	var inputs []Input
	weights := []float64{0, 3, 1, 2, 0}
	for k := range weights {
		inputs = append(inputs, Input{Path: string(rune('a' + k)), U: func(i int) float64 { return hash01(uint64(i), uint64(600+k)) }})
	}
	d := Drivers(n, inputs, func(i int) bool {
		y := 0.0
		for k, w := range weights {
			y += w * inputs[k].U(i)
		}
		return y > 3.2
	})
	if got := names(Top(d, 2, nil)); got != "bd" {
		t.Errorf("two strongest are %s, want bd", got)
	}
	if got := names(Top(d, 2, func(r results.Driver) bool { return r.Path != "d" })); got != "bc" {
		t.Errorf("without d they are %s, want bc", got)
	}
	if got := names(Top(d, 5, nil)); got != "bdc" {
		t.Errorf("above the floor are %s, want bdc", got)
	}
}

func names(drivers []results.Driver) (out string) {
	for _, r := range drivers {
		out += r.Path
	}
	return out
}

// Stored values serve as well as probabilities: any rising change of an input leaves its fifths as they are.
func TestColumns(t *testing.T) {
	n := 10000
	u, v := make([]float64, n), make([]float64, n)
	for i := range u {
		u[i] = hash01(uint64(i), 41)
		v[i] = math.Exp(5 * u[i])
	}
	inputs, err := Columns([]string{"u", "exp"}, [][]float64{u, v})
	if err != nil {
		t.Fatal(err)
	}
	d := Drivers(n, inputs, func(i int) bool { return u[i]+0.3*hash01(uint64(i), 42) < 0.5 })
	if d.All[0].Fifths != d.All[1].Fifths {
		t.Errorf("fifths %v of u, %v of exp(5u)", d.All[0].Fifths, d.All[1].Fifths)
	}
	for _, f := range d.All[0].Fifths {
		if f.N != int64(n/5) {
			t.Errorf("a fifth of %d runs has %d", n, f.N)
		}
	}
	if _, err := Columns([]string{"u", "v"}, [][]float64{u, v[1:]}); err == nil {
		t.Error("columns of different lengths were taken")
	}
}

// A linear model y = sum a_i u_i has first-order shares a_i²/sum a². Five bins hold 24/25 of a uniform input's variance
// (1 - 1/25 of 1/12 lies between fifths), fifty 2499/2500.
func TestFirstOrder_linear(t *testing.T) {
	n := 200000
	a := []float64{1, 2, 3}
	u := func(k int) func(int) float64 {
		return func(i int) float64 { return hash01(uint64(i), uint64(800+k)) }
	}
	y := func(i int) float64 { return 100 + a[0]*u(0)(i) + a[1]*u(1)(i) + a[2]*u(2)(i) }
	for k := range a {
		index := a[k] * a[k] / 14
		for bins, part := range map[int]float64{5: 24.0 / 25, 50: 2499.0 / 2500} {
			if got := FirstOrder(n, bins, u(k), y); math.Abs(got-index*part) > 0.004 {
				t.Errorf("input %d, %d bins: %.4f, want %.4f", k, bins, got, index*part)
			}
		}
	}
	if got := FirstOrder(n, 50, u(3), y); math.Abs(got) > 0.001 {
		t.Errorf("an idle input explains %.5f", got)
	}
}

// Ishigami & Homma 1990, a = 7, b = 0.1: first-order indices 0.3139, 0.4424, 0 (Saltelli et al. 2008, section 4.10). By fifths: the mean of
// sin over each fifth of (-pi, pi) in closed form leaves 0.8751 of the first; sin² averaged over fifths leaves 0.5728 of the second.
func TestFirstOrder_ishigami(t *testing.T) {
	n := 200000
	u := func(k int) func(int) float64 {
		return func(i int) float64 { return hash01(uint64(i), uint64(900+k)) }
	}
	y := func(i int) float64 { return ishigami([]float64{u(0)(i), u(1)(i), u(2)(i)}, 0) }
	part := func(f func(x float64) float64, variance float64) float64 { // share of f's variance between fifths, f integrated
		v, mean := 0.0, (f(math.Pi)-f(-math.Pi))/(2*math.Pi)
		for b := range 5 {
			lo, hi := -math.Pi+2*math.Pi*float64(b)/5, -math.Pi+2*math.Pi*float64(b+1)/5
			d := (f(hi)-f(lo))/(hi-lo) - mean
			v += d * d / 5
		}
		return v / variance
	}
	sin := part(func(x float64) float64 { return -math.Cos(x) }, 0.5)
	sin2 := part(func(x float64) float64 { return x/2 - math.Sin(2*x)/4 }, 0.125)
	for k, want := range []float64{0.3139, 0.4424, 0} {
		fifths := want * []float64{sin, sin2, 1}[k]
		if got := FirstOrder(n, 5, u(k), y); math.Abs(got-fifths) > 0.006 {
			t.Errorf("x%d by fifths: %.4f, want %.4f", k+1, got, fifths)
		}
		if got := FirstOrder(n, 60, u(k), y); math.Abs(got-want) > 0.008 {
			t.Errorf("x%d by sixtieths: %.4f, want %.4f", k+1, got, want)
		}
	}
}

// ishigami is sin x1 + 7 sin² x2 + 0.1 x3⁴ sin x1, each uniform on (-pi, pi).
func ishigami(u []float64, _ uint64) float64 {
	x := [3]float64{}
	for i := range x {
		x[i] = -math.Pi + 2*math.Pi*u[i]
	}
	s := math.Sin(x[1])
	return math.Sin(x[0]) + 7*s*s + 0.1*math.Pow(x[2], 4)*math.Sin(x[0])
}

// BenchmarkDrivers is the driver table of 100,000 runs with 60 inputs.
func BenchmarkDrivers(b *testing.B) {
	n := 100000
	var inputs []Input
	for k := range 60 {
		inputs = append(inputs, Input{Path: "x", U: func(i int) float64 { return hash01(uint64(i), uint64(k)) }})
	}
	for b.Loop() {
		Drivers(n, inputs, func(i int) bool { return hash01(uint64(i), 3) < 0.3 })
	}
}
