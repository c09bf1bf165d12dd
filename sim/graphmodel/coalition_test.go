package graphmodel

import (
	"fmt"
	"testing"
)

// Elmira: s5 is an equilibrium for players who act alone, and the Ministry and Uniroyal, moving together, leave it for s8, which both like
// better: what happened in 1991 (Kilgour, Hipel, Fang & Peng 2001). s8 and s9 are left by nobody. In the prisoner's dilemma both
// together leave DD for CC; in a conflict of pure opposition nobody has anything to do together.
func TestJumps(t *testing.T) {
	for _, c := range []struct {
		file, state string
		want        []string
	}{
		{"elmira.yaml", "s5", []string{"[0 1] s8"}}, {"elmira.yaml", "s8", nil}, {"elmira.yaml", "s9", nil}, {"dilemma.yaml", "DD", []string{"[0 1] CC"}}, {"dilemma.yaml", "CC", nil},
	} {
		m := load(t, c.file)
		var got []string
		for s := range m.States {
			if m.States[s].Name == c.state {
				for _, j := range m.Jumps(s) {
					got = append(got, fmt.Sprint(j.Players, " ", m.States[j.To].Name))
				}
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s, %s: jumps %v, want %v", c.file, c.state, got, c.want)
		}
	}
}

// A jump needs all of its players: with three who each hold one of three steps, no two can take it, and what one can do alone is no jump.
func TestJumps_smallest(t *testing.T) {
	m := &Model{States: []State{{Name: "a"}, {Name: "b"}, {Name: "c"}, {Name: "d"}, {Name: "e"}}, Players: []Player{
		{ID: "x", Moves: [][]int{{1, 4}, {}, {}, {}, {}}, Rank: []int{4, 5, 3, 1, 2}},
		{ID: "y", Moves: [][]int{{}, {2}, {}, {}, {}}, Rank: []int{4, 5, 3, 1, 2}},
		{ID: "z", Moves: [][]int{{}, {}, {3}, {}, {}}, Rank: []int{4, 5, 3, 1, 2}},
	}}
	if got := fmt.Sprint(m.Jumps(0)); got != "[{[0 1] 2} {[0 1 2] 3}]" { // to e goes the first alone
		t.Errorf("jumps %s", got)
	}
}
