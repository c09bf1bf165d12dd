package spatial

import (
	"math"
	"testing"
)

// published are KTAB's own results for coalition matrices, log 20170530_ref-demomodel.txt, printed to four digits; linear
// ones recomputed independently (known-answers). Rows beat columns.
func TestElect_published(t *testing.T) {
	two := [][]float64{{0, 51.212}, {19.714, 0}}
	three := [][]float64{{0, 12.099, 54.921}, {10.333, 0, 27.079}, {5.007, 55.047, 0}}
	for _, c := range []struct {
		name, election, victory string
		c                       [][]float64
		want                    []float64
	}{
		{"two", "conditional", "square", two, []float64{0.87093933, 0.12906067}},
		{"two", "markov-uniform", "square", two, []float64{0.87093933, 0.12906067}},
		{"two", "markov-incentive", "square", two, []float64{0.87093933, 0.12906067}},
		{"three", "markov-uniform", "square", three, []float64{0.6351, 0.2148, 0.1501}},
		{"three", "markov-incentive", "square", three, []float64{0.5094, 0.2796, 0.2110}},
		{"three", "conditional", "square", three, []float64{0.8659, 0.1241, 0.0100}},
		{"three", "markov-uniform", "linear", three, []float64{0.5598, 0.2618, 0.1784}},
		{"three", "markov-incentive", "linear", three, []float64{0.4611, 0.3170, 0.2218}},
		{"three", "conditional", "linear", three, []float64{0.7039, 0.2163, 0.0798}},
	} {
		p, _, err := Elect(c.election, c.victory, c.c)
		if err != nil {
			t.Fatal(err)
		}
		for a, want := range c.want {
			if math.Abs(p[a]-want) > 6e-5 {
				t.Errorf("%s, %s, %s: %.6f, published %v", c.name, c.election, c.victory, p, c.want)
				break
			}
		}
	}
	_, chances, _ := Elect("conditional", "square", three)
	for _, c := range []struct {
		a, b int
		want float64
	}{{0, 1, 0.5782}, {0, 2, 0.9918}, {1, 2, 0.1948}} {
		if got := chances[c.a][c.b]; math.Abs(got-c.want) > 6e-5 {
			t.Errorf("option %d beats %d with %.5f, published %.4f", c.a+1, c.b+1, got, c.want)
		}
	}
}

// Votes by hand, du = 0.5 and -0.2, weight 10.
func TestVote(t *testing.T) {
	for _, c := range []struct {
		rule     string
		for1, no float64
	}{
		{"prop", 5, -2}, {"binary", 10, -10}, {"prop-bin", 6, -3.6}, {"prop-cbc", 3.125, -1.04}, {"cubic", 1.25, -0.08}, {"asym-prosp", 10.0 / 3, -2},
	} {
		if a, b := Vote(c.rule, 10, 0.5), Vote(c.rule, 10, -0.2); math.Abs(a-c.for1) > 1e-12 || math.Abs(b-c.no) > 1e-12 {
			t.Errorf("%s: %v and %v, by hand %v and %v", c.rule, a, b, c.for1, c.no)
		}
	}
}

func TestElect_errors(t *testing.T) {
	for _, c := range [][][]float64{nil, {{0, 1}, {1}}, {{0, 0}, {1, 0}}, {{0, math.NaN()}, {1, 0}}} {
		if _, _, err := Elect("conditional", "linear", c); err == nil {
			t.Errorf("%v is not refused", c)
		}
	}
	if _, _, err := Elect("lottery", "linear", [][]float64{{0}}); err == nil {
		t.Error("an unknown election is not refused")
	}
}

// Where victories are certain and run in a circle every product is 0; by symmetry each option has a third.
func TestElect_certainDefeat(t *testing.T) {
	p, _, err := Elect("conditional", "binary", [][]float64{{0, 2, 1}, {1, 0, 2}, {2, 1, 0}})
	if err != nil || math.Abs(p[0]-1.0/3) > 1e-12 || math.Abs(p[2]-1.0/3) > 1e-12 {
		t.Errorf("%v %v", p, err)
	}
}
