package ask

import (
	"slices"
	"testing"
)

// A group's total index is the share of runs in which redrawing it turns the outcome, by the definition of Jansen's estimator: counted here by hand. An
// input that rests on two statements is a member of both groups, and every input is of one actor.
func TestSobol_groups(t *testing.T) {
	c := baseline(t, 4000)
	points := 1 << 10
	if testing.Short() {
		points = 1 << 8
	}
	s, err := c.sobol(nil, 0.25, Saltelli{Points: points, Actors: true, Statements: true})
	if err != nil {
		t.Fatal(err)
	}
	qs := c.quantities()
	if want := points * (len(s.Actors) + len(s.Statements) + 2); s.Runs != want {
		t.Errorf("%d runs, want %d", s.Runs, want)
	}
	members := 0
	for _, g := range s.Actors {
		members += len(g.Members)
	}
	if members != len(qs) {
		t.Errorf("%d members of actors, %d inputs", members, len(qs))
	}
	for _, q := range qs {
		for _, id := range statementsOf(q) {
			i := slices.IndexFunc(s.Statements, func(g Index) bool { return g.Title == id })
			if i < 0 || !slices.Contains(s.Statements[i].Members, q.Path) {
				t.Errorf("%s is not a member of %s", q.Path, id)
			}
		}
	}
	g := s.Actors[0]
	at, err := c.saltelliPoints(len(qs))
	if err != nil {
		t.Fatal(err)
	}
	a, b, mixed := make([]float64, points), make([]float64, points), make([]float64, points)
	for part, y := range [][]float64{a, b, mixed} {
		c.runs(qs)(y, func(i int, u []float64) uint64 {
			for d := range u {
				u[d] = at(i, d)
				if part == 1 || part == 2 && slices.Contains(g.Members, qs[d].Path) {
					u[d] = at(i, len(qs)+d)
				}
			}
			if part == 1 {
				return uint64(2*i + 1)
			}
			return uint64(2 * i)
		})
	}
	turned, yes := 0.0, 0.0
	for i := range a {
		if a[i] != mixed[i] {
			turned++
		}
		yes += a[i] + b[i]
	}
	p := yes / float64(2*points)
	if want := turned / float64(points) / (2 * p * (1 - p)); want < 0.1 || g.Total[0] < want-1e-9 || g.Total[0] > want+1e-9 {
		t.Errorf("%s: total %v, by hand %v", g.Title, g.Total[0], want)
	}
}
