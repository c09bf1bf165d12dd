package ask

import (
	"context"
	"math"
	"testing"
)

// Every design gives the share that independent runs give, within the doubt of both; one point is one run, and other seeds give other points.
func TestReplicate(t *testing.T) {
	runs, points, replicates := int64(40_000), 256, 32
	if testing.Short() {
		runs, points, replicates = 10_000, 128, 16
	}
	c := baseline(t, runs)
	all, err := c.endings(context.Background(), c.Study.Plans[:1], 0, c.Runs, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := shareOf(c.count(all[0]))
	for _, name := range []string{"mc", "lhs", "sobol"} {
		r, err := c.Replicate(context.Background(), name, points, replicates)
		if err != nil {
			t.Fatal(err)
		}
		se := math.Hypot(r.Half, (want.High-want.Low)/2) / 1.96
		if math.Abs(r.Share-want.Rate()) > 4*se || r.Runs != int64(points*replicates) {
			t.Errorf("%s: %.4f ± %.4f in %d runs, %.4f by independent ones", name, r.Share, r.Half, r.Runs, want.Rate())
		}
		if r.PrefixStable != (name != "lhs") {
			t.Errorf("%s: can be extended: %v", name, r.PrefixStable)
		}
		if r.Luck < 0.6 || r.Luck > 0.85 { // 0.74 by 50,000 pairs; so the half-width cannot fall far
			t.Errorf("luck %v", r.Luck)
		}
	}
	c.Seed = 2
	other, err := c.Replicate(context.Background(), "sobol", points, replicates)
	if err != nil {
		t.Fatal(err)
	}
	c.Seed = 1
	if one, err := c.Replicate(context.Background(), "sobol", points, replicates); err != nil || one.Share == other.Share {
		t.Errorf("seeds 1 and 2 give %v and %v, %v", one.Share, other.Share, err)
	}
	if _, err := c.Replicate(context.Background(), "halton", 256, 32); err == nil {
		t.Error("169 dimensions of Halton points were made")
	}
}
