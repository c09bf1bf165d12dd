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

// A driver that is bad at both ends is not monotone and is ranked by its middle.
func TestDrivers_bothEndsWorse(t *testing.T) {
	x := func(i int) float64 { return hash01(uint64(i), 31) }
	d := Drivers(20000, []Input{{"hill", x}}, func(i int) bool { return math.Abs(x(i)-0.5) < 0.2 })
	if d.All[0].Monotone || Distance(d.All[0]) < 0.9 {
		t.Errorf("monotone %v, distance %.3f", d.All[0].Monotone, Distance(d.All[0]))
	}
}

func TestCrossing(t *testing.T) {
	count := func(ps ...float64) (out []results.Count) {
		for _, p := range ps {
			out = append(out, results.Count{K: int64(1000 * p), N: 1000})
		}
		return out
	}
	xs := []float64{0, 1, 2, 3}
	for _, c := range []struct {
		name  string
		ps    []float64
		level float64
		at    float64
		above bool
		ok    bool
	}{
		{"rising line", []float64{0.1, 0.2, 0.3, 0.4}, 0.25, 1.5, true, true},
		{"falling line", []float64{0.4, 0.3, 0.2, 0.1}, 0.25, 1.5, false, true},
		{"never reached: saturates", []float64{0.1, 0.3, 0.35, 0.36}, 0.5, 0, true, false},
		{"a dip is pooled: 0.3 and 0.2 become 0.25 twice", []float64{0.1, 0.3, 0.2, 0.4}, 0.175, 0.5, true, true},
	} {
		at, above, ok := Crossing(xs, count(c.ps...), c.level)
		if ok != c.ok || (ok && (math.Abs(at-c.at) > 1e-9 || above != c.above)) {
			t.Errorf("%s: %v above=%v ok=%v, want %v %v %v", c.name, at, above, ok, c.at, c.above, c.ok)
		}
	}
}
