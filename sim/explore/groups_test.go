package explore

import (
	"math"
	"testing"
)

// Sobol's G function with a = 0, 1, 4.5, 9 in two groups, {1, 3} and {0, 2}, and one that overlaps both, {0, 1}. In a product of independent factors
// with mean 1 and variances V_i, a group has the variance W = prod(1+V_i) - 1 over its inputs by itself, and W·prod(1+V_j) with all that others do with it;
// V = prod(1+V_i) - 1 over all (Sobol' 2001; V_i of Saltelli & Sobol' 1995). The bootstrap intervals hold these about as often as they say.
func TestSaltelliGroups_gFunction(t *testing.T) {
	a := []float64{0, 1, 4.5, 9}
	model := func(u []float64, _ uint64) float64 {
		y := 1.0
		for i, x := range u {
			y *= (math.Abs(4*x-2) + a[i]) / (1 + a[i])
		}
		return y
	}
	groups := [][]int{{1, 3}, {0, 2}, {0, 1}}
	product := func(in func(int) bool) float64 {
		p := 1.0
		for i := range a {
			if in(i) {
				p *= 1 + 1/(3*(1+a[i])*(1+a[i]))
			}
		}
		return p
	}
	v := product(func(int) bool { return true }) - 1
	inside, all := 0, 0
	for seed := range uint64(40) {
		got, err := SaltelliGroups(Serial(model, len(a)), len(a), groups, 2000, Random(500+seed), 0.95, seed)
		if err != nil {
			t.Fatal(err)
		}
		for i, x := range got {
			in := func(k int) bool { return k == groups[i][0] || k == groups[i][1] }
			w := product(in) - 1
			first, total := w/v, w*product(func(k int) bool { return !in(k) })/v
			if seed == 0 && (math.Abs(x.First.Value-first) > 0.1 || math.Abs(x.Total.Value-total) > 0.1) {
				t.Errorf("group %v: first %.4f, total %.4f; want %.4f, %.4f", groups[i], x.First.Value, x.Total.Value, first, total)
			}
			for _, c := range []struct {
				x    Index
				want float64
			}{{x.First, first}, {x.Total, total}} {
				all++
				if c.x.Low <= c.want && c.want <= c.x.High {
					inside++
				}
			}
		}
	}
	if share := float64(inside) / float64(all); share < 0.88 || share > 0.99 {
		t.Errorf("95 %% intervals hold the truth in %.3f of %d cases", share, all)
	}
}

// A group's own interaction is in its first index: of Ishigami's function {x1, x3} have 0.3139 + 0.2437 alone and nothing with x2, which has 0.4424 both ways
// (Saltelli et al. 2008, section 4.10). Groups of one input each are Saltelli's indices to the bit, and an idle input's total is nothing at all.
func TestSaltelliGroups_ownInteraction(t *testing.T) {
	got, err := SaltelliGroups(Serial(ishigami, 4), 4, [][]int{{0, 2}, {1}, {3}}, 1<<14, Random(3), 0.95, 1)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []float64{0.5576, 0.4424, 0} {
		if math.Abs(got[i].First.Value-want) > 0.03 || math.Abs(got[i].Total.Value-want) > 0.03 {
			t.Errorf("group %d: first %.4f, total %.4f, want both %.4f", i, got[i].First.Value, got[i].Total.Value, want)
		}
	}
	if got[2].Total.Value != 0 || got[2].Total.High != 0 {
		t.Errorf("an idle group: %+v", got[2])
	}
	single := SaltelliOn(Serial(ishigami, 4), 4, 1<<14, Random(3), 0.95, 1)
	if single[1] != got[1] || single[3] != got[2] {
		t.Errorf("%+v and %+v, alone %+v and %+v", got[1], got[2], single[1], single[3])
	}
}

func TestSaltelliGroups_mistakes(t *testing.T) {
	for _, groups := range [][][]int{{{0}, {}}, {{0, 2}}, {{-1}}} {
		if _, err := SaltelliGroups(Serial(ishigami, 2), 2, groups, 8, Random(1), 0.95, 1); err == nil {
			t.Errorf("%v of two inputs was taken", groups)
		}
	}
}
