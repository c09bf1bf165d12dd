package graphmodel

import (
	"fmt"
	"strings"
)

// Concept is a way of foreseeing how others answer.
type Concept struct {
	ID, Title, Doc, Source string
}

// Concepts are the five, from no foresight to the sharpest.
var concepts = []Concept{
	{"nash", "Nash", "A player stays where it has no improvement of its own.", "Nash 1951; Fang, Hipel & Kilgour 1993"},
	{"gmr", "General metarational", "A player stays where every improvement can be answered by moves of the others, at whatever cost to them, that leave it no better off.", "Howard 1971"},
	{"smr", "Symmetric metarational", "As general metarational, and the player has no counter-move that makes it better off after all.", "Howard 1971"},
	{"seq", "Sequentially stable", "A player stays where every improvement can be answered by improvements of the others that leave it no better off.", "Fraser & Hipel 1979"},
	{"sim", "Simultaneously stable", "A player stays where, for every improvement, improvements that others make at the same time can lead to where it is no better off.", "Fraser & Hipel 1984"},
}

// Concepts lists them.
func Concepts() []Concept { return append([]Concept(nil), concepts...) }

// Verdict is whether a state is stable for a player under a concept, and the sentence why.
type Verdict struct {
	Stable bool   `json:"stable"`
	Why    string `json:"why"`
}

// Analysis is the whole of it: Verdicts[concept][player][state], Equilibria[concept] the states that are stable for everyone.
type Analysis struct {
	Verdicts   [][][]Verdict
	Equilibria [][]int
}

// Analyse decides every state for every player under every concept.
func (m *Model) Analyse() Analysis {
	a := Analysis{Verdicts: make([][][]Verdict, len(concepts)), Equilibria: make([][]int, len(concepts))}
	for c := range concepts {
		a.Verdicts[c] = make([][]Verdict, len(m.Players))
		for p := range m.Players {
			a.Verdicts[c][p] = make([]Verdict, len(m.States))
		}
	}
	for p := range m.Players {
		answers := map[int][]int{} // by any moves, from a state
		credible := map[int][]int{}
		reach := func(s int, own bool) []int {
			known := answers
			if own {
				known = credible
			}
			r, ok := known[s]
			if !ok {
				r = m.reach(p, s, own)
				known[s] = r
			}
			return r
		}
		for s := range m.States {
			a.Verdicts[0][p][s] = m.nash(p, s)
			a.Verdicts[1][p][s] = m.sanctioned(p, s, func(t int) []int { return reach(t, false) }, false, "the others can move to")
			a.Verdicts[2][p][s] = m.sanctioned(p, s, func(t int) []int { return reach(t, false) }, true, "the others can move to")
			a.Verdicts[3][p][s] = m.sanctioned(p, s, func(t int) []int { return reach(t, true) }, false, "the others gain by moving to")
			if len(m.Options) > 0 {
				a.Verdicts[4][p][s] = m.sanctioned(p, s, func(t int) []int { return m.jointly(p, s, t) }, false, "others who improve at the same time make it")
			} else {
				a.Verdicts[4][p][s] = Verdict{a.Verdicts[0][p][s].Stable, "Moves at the same time are not defined without options: " + a.Verdicts[0][p][s].Why}
			}
		}
	}
	for c := range concepts {
		for s := range m.States {
			stable := true
			for p := range m.Players {
				stable = stable && a.Verdicts[c][p][s].Stable
			}
			if stable {
				a.Equilibria[c] = append(a.Equilibria[c], s)
			}
		}
	}
	return a
}

func (m *Model) name(s int) string { return m.States[s].Name }

func (m *Model) list(states []int) string {
	var names []string
	for _, s := range states {
		names = append(names, m.name(s))
	}
	return strings.Join(names, ", ")
}

func (m *Model) nash(p, s int) Verdict {
	who := m.Players[p].Title
	if ui := m.improvements(p, s); len(ui) > 0 {
		return Verdict{false, fmt.Sprintf("%s can move to %s, which it likes better.", who, m.list(ui))}
	}
	if len(m.Players[p].Moves[s]) == 0 {
		return Verdict{true, fmt.Sprintf("%s has no move from %s.", who, m.name(s))}
	}
	return Verdict{true, fmt.Sprintf("%s likes nothing it can move to from %s better.", who, m.name(s))}
}

// sanctioned asks of every improvement whether an answer leaves the player no better off than before; with escape, also that the
// player cannot then move on to something better.
func (m *Model) sanctioned(p, s int, answers func(t int) []int, escape bool, how string) Verdict {
	who := m.Players[p].Title
	ui := m.improvements(p, s)
	if len(ui) == 0 {
		return m.nash(p, s)
	}
	var why []string
	for _, t := range ui {
		found := -1
		fled := -1
		for _, u := range answers(t) {
			if m.better(p, u, s) {
				continue
			}
			if escape {
				if way := m.improving(p, u, s); way >= 0 {
					fled = way
					continue
				}
			}
			found = u
			break
		}
		if found < 0 {
			text := fmt.Sprintf("%s can move to %s, and nothing the others can answer leaves it worse off than %s.", who, m.name(t), m.name(s))
			if fled >= 0 {
				text = fmt.Sprintf("%s can move to %s; whatever the others answer, it gets away to something better, such as %s.", who, m.name(t), m.name(fled))
			} else if strings.HasPrefix(how, "others") {
				text = fmt.Sprintf("%s can move to %s, and nothing that others gain by doing at the same time leaves it worse off than %s.", who, m.name(t), m.name(s))
			} else if strings.Contains(how, "gain") {
				text = fmt.Sprintf("%s can move to %s, and no answer that others gain by leaves it worse off than %s.", who, m.name(t), m.name(s))
			}
			return Verdict{false, text}
		}
		text := fmt.Sprintf("if %s moves to %s, %s %s, which is no better for it than %s", who, m.name(t), how, m.name(found), m.name(s))
		if escape {
			text += " and leaves it no way to something better"
		}
		why = append(why, text)
	}
	return Verdict{true, capital(strings.Join(why, "; ")) + "."}
}

// improving is a state that p can move to from u and likes better than s, -1 when there is none.
func (m *Model) improving(p, u, s int) int {
	for _, v := range m.Players[p].Moves[u] {
		if m.better(p, v, s) {
			return v
		}
	}
	return -1
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
