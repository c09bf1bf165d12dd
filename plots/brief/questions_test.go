package brief

import (
	"strings"
	"testing"

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
