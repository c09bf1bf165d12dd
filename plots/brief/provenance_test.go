package brief

import (
	"math"
	"testing"

	"parley/sim/results"
)

func cited(ids ...string) []results.Citation {
	var out []results.Citation
	for _, id := range ids {
		c := results.Citation{ID: id, Assumption: id == "assumption" || len(id) > 11 && id[:11] == "assumption/"}
		if i := len(id) - 2; i > 0 && id[i] == '@' { // "article/p9#x@K": the speaker is K
			c.ID, c.Speaker = id[:i], id[i+1:]
		}
		out = append(out, c)
	}
	return out
}

func TestIndependent(t *testing.T) {
	tests := []struct {
		name string
		from []results.Citation
		want int
	}{
		{"nothing", nil, 0},
		{"an assumption", cited("assumption"), 0},
		{"a gap", cited("assumption/deadline", "assumption"), 0},
		{"one statement beside a gap", cited("article/p9#distrust@K", "assumption/deadline"), 1},
		{"one speaker twice", cited("article/p9#distrust@K", "article/p9#pressure@K"), 1},
		{"two speakers", cited("article/p9#distrust@K", "article/p9#revival@P"), 2},
		{"a statement and a study", cited("article/p9#distrust@K", "literature/ucdp-durability"), 2},
		{"two studies", cited("literature/ucdp-durability", "literature/icb-mediation"), 2},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := independent(test.from); got != test.want {
				t.Errorf("independent(%v) = %d, want %d", test.from, got, test.want)
			}
		})
	}
}

func TestReadProvenance(t *testing.T) {
	q := []results.Quantity{
		{Path: "a", From: cited("assumption")},
		{Path: "b", From: cited("article/p1#x@A")},
		{Path: "c", From: cited("article/p1#x@A", "article/p2#y@B")},
		{Path: "d", From: cited("assumption/gap")},
		{Path: "e", From: cited("article/p1#x@A", "article/p2#y@B", "assumption/size")},
	}
	// By hand: impact 6+3+1+10 = 20, of which the assumed a carries 6, e, whose size is assumed, 10, and the doubly sourced c 1.
	p := readProvenance(q, map[string]float64{"a": 6, "b": 3, "c": 1, "e": 10})
	if p.All != 5 || p.Assumed != 2 || p.Partly != 1 || p.Double != 1 {
		t.Errorf("counts = %+v, want 5, 2, 1, 1", p)
	}
	if math.Abs(p.AssumedByImpact-0.8) > 1e-12 || math.Abs(p.DoubleByImpact-0.05) > 1e-12 {
		t.Errorf("weighted shares = %v, %v, want 0.8, 0.05", p.AssumedByImpact, p.DoubleByImpact)
	}
	if q := readProvenance(q, nil); !math.IsNaN(q.AssumedByImpact) || q.DoubleShare() != 0.2 || q.AssumedShare() != 0.4 {
		t.Errorf("without impact: %+v, want shares by count: 1 of 5 double, 2 of 5 assumed", q)
	}
}
