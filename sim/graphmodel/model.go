package graphmodel

import "slices"

// MaxStates bounds a model; stability is decided state by state over all sequences of moves.
const MaxStates = 2048

// Model is a conflict. States are numbered from 0.
type Model struct {
	Title   string
	Players []Player
	States  []State
	Options []Option // none when moves are given one by one
}

// Option is something a player can do or leave.
type Option struct {
	ID, Title string
	Player    int
}

// State is a state of the conflict: the combinations of options that it stands for, bit k for option k. Several combinations make
// one state when nothing depends on their difference.
type State struct {
	Name   string
	Combos []uint32
}

// Player has moves and preferences.
type Player struct {
	ID, Title string
	Moves     [][]int // Moves[s]: the states it can reach from s in one step, rising
	Rank      []int   // Rank[s]: place in its order of preference, 1 for the best; equal ranks are equally good
}

// better says that player p likes a better than b.
func (m *Model) better(p, a, b int) bool { return m.Players[p].Rank[a] < m.Players[p].Rank[b] }

// improvements are the states that player p can reach from s and likes better: its unilateral improvements.
func (m *Model) improvements(p, s int) []int {
	var out []int
	for _, t := range m.Players[p].Moves[s] {
		if m.better(p, t, s) {
			out = append(out, t)
		}
	}
	return out
}

// reach lists the states that the other players can bring about from s by legal sequences of moves, in which nobody moves twice in a
// row; with own only by moves that are improvements to whoever makes them. s itself is listed only if a sequence returns to it.
// Source: Fang, Hipel & Kilgour 1993, section 4.2.
func (m *Model) reach(focal, s int, own bool) []int {
	return m.sequences(func(p int) bool { return p != focal }, s, own)
}

// sequences lists the states that those players who may move can bring about.
func (m *Model) sequences(may func(player int) bool, s int, own bool) []int {
	type step struct{ state, last int }
	seen := map[step]bool{}
	var queue []step
	add := func(state, player int) {
		k := step{state, player}
		if !seen[k] {
			seen[k] = true
			queue = append(queue, k)
		}
	}
	from := func(state, last int) {
		for p := range m.Players {
			if !may(p) || p == last {
				continue
			}
			for _, t := range m.Players[p].Moves[state] {
				if !own || m.better(p, t, state) {
					add(t, p)
				}
			}
		}
	}
	from(s, -1)
	for i := 0; i < len(queue); i++ {
		from(queue[i].state, queue[i].last)
	}
	var out []int
	for _, k := range queue {
		if !slices.Contains(out, k.state) {
			out = append(out, k.state)
		}
	}
	return out
}

// jointly lists the states that come about when the focal player makes the move s to t and, at the same time, others make moves of
// their own to states they like better than s, each in its own options. It needs options; a combination that is no state is left
// out. Source: Fraser & Hipel 1984, simultaneous sanctioning.
func (m *Model) jointly(focal, s, t int) []int {
	var out []int
	mask := func(p int) uint32 {
		var bits uint32
		for k, o := range m.Options {
			if o.Player == p {
				bits |= 1 << k
			}
		}
		return bits
	}
	var others []int
	for p := range m.Players {
		if p != focal && len(m.improvements(p, s)) > 0 {
			others = append(others, p)
		}
	}
	var combine func(i int, combo uint32, moved bool)
	combine = func(i int, combo uint32, moved bool) {
		if i == len(others) {
			if moved {
				if at := m.find(combo); at >= 0 && !slices.Contains(out, at) {
					out = append(out, at)
				}
			}
			return
		}
		combine(i+1, combo, moved)
		bits := mask(others[i])
		for _, u := range m.improvements(others[i], s) {
			for _, c := range m.States[u].Combos {
				combine(i+1, combo&^bits|c&bits, true)
			}
		}
	}
	own := mask(focal)
	for _, c := range m.States[s].Combos {
		for _, d := range m.States[t].Combos {
			combine(0, c&^own|d&own, false)
		}
	}
	return out
}

// find is the state of a combination of options, -1 when it is infeasible.
func (m *Model) find(combo uint32) int {
	for i := range m.States {
		if slices.Contains(m.States[i].Combos, combo) {
			return i
		}
	}
	return -1
}
