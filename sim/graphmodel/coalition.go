package graphmodel

import (
	"math/bits"
	"slices"
)

// maxJumps bounds what is gone through: coalitions times states times states.
const maxJumps = 4_000_000

// Jump is what some players can do together that none of them can do with fewer: they leave a state for one that each of them likes
// better.
type Jump struct {
	Players []int // two or more, rising
	To      int
}

// Jumps lists the coalition improvements from a state, smallest coalitions first: for each state that can be brought about by legal
// sequences of the members' moves, whether or not single steps are improvements, the coalitions all of whose members like it
// better and of which none is contained in another. An equilibrium with a jump is stable only while these players do not act together.
// Source: Kilgour, Hipel, Fang & Peng 2001.
func (m *Model) Jumps(s int) []Jump {
	n := len(m.Players)
	var out []Jump
	found := map[int][]uint{} // by state: the coalitions that reach it and like it, single players too
	for size := 1; size <= n; size++ {
		for set := uint(1); set < 1<<n; set++ {
			if bits.OnesCount(set) != size {
				continue
			}
			in := func(p int) bool { return set>>p&1 == 1 }
			for _, t := range m.sequences(in, s, false) {
				willing := t != s
				for p := range n {
					willing = willing && (!in(p) || m.better(p, t, s))
				}
				if !willing || slices.ContainsFunc(found[t], func(fewer uint) bool { return fewer&set == fewer }) {
					continue
				}
				found[t] = append(found[t], set)
				if size == 1 {
					continue // an improvement of its own
				}
				j := Jump{To: t}
				for p := range n {
					if in(p) {
						j.Players = append(j.Players, p)
					}
				}
				out = append(out, j)
			}
		}
	}
	return out
}

// Joinable says that the model is small enough for Jumps of all its states.
func (m *Model) Joinable() bool {
	n := len(m.Players)
	return n < 20 && len(m.States)*len(m.States)<<n <= maxJumps
}
