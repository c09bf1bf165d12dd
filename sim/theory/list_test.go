package theory

import (
	"context"
	"runtime"
	"testing"
)

// Every regularity holds on the article's case. 8,000 runs per arm (the design asks for at least 4,000): a difference of
// two points between paired shares has a standard error of about half a point.
func TestList_regularitiesHold(t *testing.T) {
	for _, c := range List() {
		t.Run(c.ID, func(t *testing.T) {
			verdicts, err := c.Run(context.Background(), On("baseline"), 1, 8000, runtime.NumCPU())
			if err != nil {
				t.Fatal(err)
			}
			for _, v := range verdicts {
				t.Logf("%s %s: %.4f, effect %+.4f (%+.4f to %+.4f)", v.Measure, v.Shape, v.Levels, v.Effect, v.Low, v.High)
				if !v.Holds {
					t.Errorf("%s: %s: %s", c.Title, v.Measure, v.Complain)
				}
			}
		})
	}
}

// A check must be able to fail: reversed expectations do.
func TestCheck_canFail(t *testing.T) {
	c := List()[0]
	c.Expect = []Expectation{{deal, Falls, 0.10, true}, {deal, Unchanged, 0.01, false}}
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
