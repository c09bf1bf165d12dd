package ask

import (
	"context"
	"testing"
)

// What a briefing tells hangs together: shares add up, the box is denser than the whole, scores stand for every option, worths are in order.
func TestBrief(t *testing.T) {
	runs := int64(100_000)
	if testing.Short() {
		runs = 1 // a quarter of the sizes, too few for a box
	}
	q, err := baseline(t, 1).Brief(context.Background(), runs)
	if err != nil {
		t.Fatal(err)
	}
	sum := 0.0
	for _, g := range q.Statements {
		sum += g.Share
	}
	if sum <= 0 || sum > q.Ignorance+0.05 {
		t.Errorf("statements explain %.3f, ignorance is %.3f", sum, q.Ignorance)
	}
	if b := q.Box; b == nil && !testing.Short() || b != nil && (b.Inside.K*b.Base.N <= b.Base.K*b.Inside.N || b.Coverage <= b.Mass) {
		t.Errorf("box: %+v", b)
	}
	if len(q.Choice.Options) != 8 || len(q.Choice.Criteria) != 6 {
		t.Errorf("choice: %+v", q.Choice)
	}
	for i, x := range q.Worth.Items {
		if x.Low > x.High || i > 0 && x.Low+x.High > q.Worth.Items[i-1].Low+q.Worth.Items[i-1].High+1e-12 {
			t.Errorf("worths: %+v", q.Worth.Items)
		}
	}
}

func BenchmarkBrief(b *testing.B) {
	c := baseline(b, 1)
	for b.Loop() {
		if _, err := c.Brief(context.Background(), 100_000); err != nil {
			b.Fatal(err)
		}
	}
}
