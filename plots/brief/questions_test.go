package brief

import (
	"strings"
	"testing"

	"parley/plots"
	"parley/sim/results"
)

// What no group can be given is told, unless it is within the error of the split between luck and ignorance.
func TestLuckOrIgnorance(t *testing.T) {
	q := &results.Questions{Ignorance: 0.26, Luck: 0.74, Error: 0.0076, Actors: []results.GroupShare{{Name: "United States", Share: 0.12}, {Name: "Iran", Share: 0.08}, {Name: "idle", Share: -0.001}}}
	if got := luckOrIgnorance(q); !strings.HasSuffix(got, "Of the first, 20 can be given to single actors and statements; the other 6 lie in what several inputs do only together.") {
		t.Error(got)
	}
	q.Actors[0].Share = 0.17
	if got := luckOrIgnorance(q); !strings.HasSuffix(got, "can lessen the first alone.") {
		t.Error(got)
	}
}

// Goodman's intervals of six endings are wider than Wilson's by about the ratio of the normal quantiles at 0.05/12 and at 0.025: 2.638/1.960 = 1.35.
func TestAtOnce(t *testing.T) {
	got := atOnce(results.Endings{1000, 1500, 300, 3600, 2200, 1400})
	if !strings.HasSuffix(got, "±1.3 points instead of ±0.9.") { // 1.96·sqrt(0.36·0.64/10000) = 0.94 points, times 1.35
		t.Error(got)
	}
}

// The sentence says no more than the ties allow: one leader by name, two by name, all of them as none.
func TestWhichIsSafe_ties(t *testing.T) {
	b := &builder{in: plots.Input{Manifest: &results.Manifest{Options: []results.Option{{ID: "a", Title: "First"}, {ID: "b", Title: "Second"}, {ID: "c", Title: "Third"}}}}}
	for _, c := range []struct {
		best [][]int // by rule
		want string
	}{
		{[][]int{{0}, {0, 1}, {2}}, "“First” is best or tied for best by 2 of 3 rules of choice (maximin, regret, satisficing, Hurwicz, Laplace), by itself by 1."},
		{[][]int{{0, 1}, {0, 1}, {2}}, "“First” and “Second” are each best or tied for best by 2 of 3 rules"},
		{[][]int{{0, 1, 2}, {0, 1, 2}, {0, 1, 2}}, "no option is safer than another: all are best or tied for best by 3 of 3 rules"},
	} {
		x := &results.Choice{Sets: 100, Options: []string{"a", "b", "c"}}
		for _, best := range c.best {
			x.Criteria = append(x.Criteria, results.Criterion{Best: best})
		}
		if got := b.whichIsSafe(x); !strings.Contains(got, c.want) {
			t.Errorf("%v: %q, want %q", c.best, got, c.want)
		}
	}
}
