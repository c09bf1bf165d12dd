package equilibrium

import (
	"math"
	"slices"
	"testing"

	"parley/sim/draw"
)

// Baron & Ferejohn 1989: with three members and d = 0.8 the proposer keeps 1 - 0.8/3 = 0.7333; as d goes to 1 it keeps 2/3. Values are
// 1/n each, by the formula and by equations.
func TestClosedRule(t *testing.T) {
	p, q := ClosedRule(3, 0.8)
	near(t, "proposer of 3", p, 1-0.8/3, 1e-12)
	near(t, "partner of 3", q, 0.8/3, 1e-12)
	p, _ = ClosedRule(3, 1)
	near(t, "proposer of 3, patient", p, 2.0/3, 1e-12)
	for _, n := range []int{3, 5, 11} {
		values := solveClosedRule(t, slices.Repeat([]float64{1 / float64(n)}, n), 0.9, (n+1)/2)
		near(t, "value", values[0], 1/float64(n), 1e-9)
		want, _ := ClosedRule(n, 0.9)
		near(t, "proposer by equations", 1-0.9*values[1]*float64((n-1)/2), want, 1e-9)
	}
}

func solveClosedRule(t *testing.T, recognition []float64, d float64, quota int) []float64 {
	t.Helper()
	values, err := SolveClosedRule(recognition, d, quota)
	if err != nil {
		t.Fatal(err)
	}
	return values
}

// By hand. (.5, .25, .25), two votes, d = .9: nobody buys the first, so v = .25(1 - .9v) + .5·.9v gives 10/31 to the others and 11/31 to
// it. (.4, .3, .3): were it left out it would be worth less than the others, were it always bought more; so all are worth 1/3, and the
// others buy it with chance 8/27: .4·.7 + .6·.3·8/27 = 1/3. Unanimity and no vote at all give each its chance. In the simplest body with
// somebody who never proposes, (0, .5, .5), the two buy it for nothing.
func TestSolveClosedRule_byHand(t *testing.T) {
	for _, c := range []struct {
		recognition []float64
		d           float64
		quota       int
		want        []float64
	}{
		{[]float64{0.5, 0.25, 0.25}, 0.9, 2, []float64{11.0 / 31, 10.0 / 31, 10.0 / 31}},
		{[]float64{0.3, 0.4, 0.3}, 0.9, 2, []float64{1.0 / 3, 1.0 / 3, 1.0 / 3}},
		{[]float64{0.4, 0.3, 0.3}, 1, 2, []float64{1.0 / 3, 1.0 / 3, 1.0 / 3}},
		{[]float64{0.7, 0.1, 0.2}, 0.8, 3, []float64{0.7, 0.1, 0.2}},
		{[]float64{0.75, 0.25}, 0.9, 2, []float64{0.75, 0.25}},
		{[]float64{0.75, 0.25}, 0.9, 1, []float64{0.75, 0.25}},
		{[]float64{0, 0.5, 0.5}, 0.8, 2, []float64{0, 0.5, 0.5}},
		{[]float64{1}, 0.8, 1, []float64{1}},
	} {
		for i, v := range solveClosedRule(t, c.recognition, c.d, c.quota) {
			near(t, "value", v, c.want[i], 1e-9)
		}
	}
	for _, bad := range [][]float64{nil, {0.5, 0.4}, {1.5, -0.5}} {
		if _, err := SolveClosedRule(bad, 0.9, 1); err == nil {
			t.Errorf("chances %v are not refused", bad)
		}
	}
}

// What is found is an equilibrium, held against its definition: with prices d·v, a proposer buys the cheapest others; what is left over
// of the value of a member after its own proposals must come from being bought, with a chance of 1 below the margin price of the proposers,
// 0 above it, and chances that add up to what is bought at it. Bodies are drawn, of 2 to 9 members, with every quota.
func TestSolveClosedRule_isAnEquilibrium(t *testing.T) {
	s := draw.NewStream(1, draw.Play, "bodies")
	for k := range uint64(400) {
		n := 2 + int(k%8)
		recognition, sum := make([]float64, n), 0.0
		for i := range recognition {
			recognition[i] = math.Pow(s.Uniform(k, uint64(i)), 1+2*s.Uniform(k, 100))
			sum += recognition[i]
		}
		for i := range recognition {
			recognition[i] /= sum
		}
		d := 0.3 + 0.69*s.Uniform(k, 101)
		for quota := 1; quota <= n; quota++ {
			v := solveClosedRule(t, recognition, d, quota)
			total := 0.0
			low, high, bought, spent := make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
			for i, x := range v {
				total += x
				others := slices.Clone(v)
				others = slices.Sorted(slices.Values(slices.Delete(others, i, i+1)))
				if quota == 1 {
					continue
				}
				edge := others[quota-2]
				for _, y := range others[:quota-1] {
					spent[i] += d * y
				}
				for j, y := range v {
					switch {
					case j == i:
					case y < edge-1e-9:
						low[j] += recognition[i]
						high[j] += recognition[i]
					case y <= edge+1e-9:
						high[j] += recognition[i]
					}
				}
			}
			near(t, "sum of values", total, 1, 1e-9)
			all := 0.0
			for i, x := range v {
				if price := d * x; price > 1e-12 {
					bought[i] = (x - recognition[i]*(1-spent[i])) / price
				} else {
					bought[i] = low[i]
				}
				all += bought[i]
				if bought[i] < low[i]-1e-6 || bought[i] > high[i]+1e-6 {
					t.Fatalf("%v, d %v, quota %d: values %v need member %d to be bought with chance %v, between %v and %v is possible", recognition, d, quota, v, i, bought[i], low[i], high[i])
				}
			}
			near(t, "members bought", all, float64(quota-1), 1e-6)
		}
	}
}
