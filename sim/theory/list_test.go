package theory

import (
	"context"
	"math"
	"runtime"
	"strconv"
	"testing"
)

// A few checks, quickly: TestMarkdown_isUpToDate runs all.
func TestCheck_runs(t *testing.T) {
	for _, c := range List() {
		if c.ID != "R1" && c.ID != "R19" && c.ID != "I1" {
			continue
		}
		verdicts, err := c.Run(context.Background(), On("baseline"), 2, 2000, runtime.NumCPU())
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range verdicts {
			if !v.Holds {
				t.Errorf("%s: %s: %s", c.Title, v.Measure, v.Complain)
			}
		}
	}
}

// Every regularity of the design is there: R1 to R26, and what must change nothing.
func TestList_hasAll(t *testing.T) {
	have := map[string]bool{}
	for _, c := range List() {
		have[c.ID] = true
	}
	for n := 1; n <= 26; n++ {
		if id := "R" + strconv.Itoa(n); !have[id] {
			t.Errorf("%s is missing", id)
		}
	}
}

// An interaction is what one thing does more where another holds: 1, 2, 3 and 7 have 3.
func TestContrast(t *testing.T) {
	values := [][]float64{{1, 1}, {2, 2}, {3, 3}, {7, 7}}
	effect, se, n := contrast(func(arm int) []float64 { return values[arm] }, []float64{1, -1, -1, 1})
	if effect != 3 || se != 0 || n != 2 {
		t.Errorf("contrast %v (%v), n = %d, want 3 (0), n = 2", effect, se, n)
	}
	nan := math.NaN()
	values[2][0] = nan // a run undefined in one arm says nothing
	if effect, _, n = contrast(func(arm int) []float64 { return values[arm] }, []float64{1, -1, -1, 1}); effect != 3 || n != 1 {
		t.Errorf("contrast %v, n = %d, want 3, n = 1", effect, n)
	}
}

// The middle of a dip is compared with the end nearest to it.
func TestMiddle(t *testing.T) {
	values := [][]float64{{5, 5}, {1, 1}, {3, 3}}
	c := Check{Arms: make([]Arm, 3)}
	effect, _, _ := c.middle([]float64{5, 1, 3}, func(arm int) []float64 { return values[arm] }, Dips)
	if effect != -2 {
		t.Errorf("dip of %v, want -2", effect)
	}
	if effect, _, _ = c.middle([]float64{5, 1, 3}, func(arm int) []float64 { return values[arm] }, Peaks); effect >= 0 {
		t.Errorf("a dip is taken for a peak of %v", effect)
	}
}

// A check must be able to fail: reversed expectations do.
func TestCheck_canFail(t *testing.T) {
	c := List()[0]
	c.Expect = []Expectation{{Measure: deal, Shape: Falls, Least: 0.10, Steps: true}, {Measure: deal, Shape: Unchanged, Least: 0.01}}
	verdicts, err := c.Run(context.Background(), On("baseline"), 1, 2000, runtime.NumCPU())
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range verdicts {
		if v.Holds {
			t.Errorf("%s holds for a measure that rises by %.3f", v.Shape, v.Effect)
		}
	}
}

func TestList_complete(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range List() {
		if c.ID == "" || c.Title == "" || c.Manipulation == "" || c.Source == "" || len(c.Arms) < 2 || len(c.Expect) == 0 {
			t.Errorf("%+v: a check needs id, title, manipulation, source, two arms and an expectation", c.ID)
		}
		if seen[c.ID] {
			t.Errorf("%s twice", c.ID)
		}
		seen[c.ID] = true
	}
}
