package scenarios

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"parley/sim"
	"parley/sim/diag"
	"parley/sim/dist"
)

// groups joins entries into groups and checks that the correlations of each can hold together.
func (s *Scenario) groups() {
	l := s.loader
	group := map[string]int{}
	var members [][]string
	for _, c := range s.correlations {
		into := -1
		for _, path := range c.Of {
			if g, ok := group[path]; ok && into < 0 {
				into = g
			}
		}
		if into < 0 {
			into = len(members)
			members = append(members, nil)
		}
		for _, path := range c.Of {
			g, ok := group[path]
			switch {
			case !ok:
				members[into] = append(members[into], path)
			case g != into:
				for _, moved := range members[g] {
					group[moved] = into
				}
				members[into] = append(members[into], members[g]...)
				members[g] = nil
			}
			group[path] = into
		}
	}
	for g, paths := range members {
		if len(paths) == 0 {
			continue
		}
		slices.Sort(paths)
		freedom, first := 0, true
		at := map[string]int{}
		score := make([][]float64, len(paths))
		stated := make([][]*Correlation, len(paths))
		for i, path := range paths {
			at[path] = i
			score[i], stated[i] = make([]float64, len(paths)), make([]*Correlation, len(paths))
			score[i][i] = 1
		}
		bad := false
		for i := range s.correlations {
			c := &s.correlations[i]
			if group[c.Of[0]] != g {
				continue
			}
			if !first && c.Freedom != freedom {
				l.find(diag.Impossible, c.node, fmt.Sprintf("correlations: quantities that are linked need one copula; this entry has %s, another of its group has not", c.Copula()), "write the same copula: in all of them", "correlations.copula")
				bad = true
			}
			freedom, first = c.Freedom, false
			for j, a := range c.Of {
				for k, b := range c.Of[:j] {
					x, y, r := at[a], at[b], c.score[j][k]
					if stated[x][y] != nil {
						l.find(diag.DuplicateKey, c.node, fmt.Sprintf("correlations: %s and %s have a correlation already", b, a), "keep one", "correlations.of")
						bad = true
					}
					score[x][y], score[y][x], stated[x][y], stated[y][x] = r, r, c, c
				}
			}
		}
		if bad {
			continue
		}
		copula, _, err := dist.NewCopula(score, freedom)
		if err != nil {
			s.contradiction(paths, score, stated)
			continue
		}
		s.joint = append(s.joint, sim.JointSpec{Paths: paths, Copula: copula})
	}
	slices.SortFunc(s.joint, func(a, b sim.JointSpec) int { return cmp.Compare(a.Paths[0], b.Paths[0]) })
}

// contradiction names three quantities whose correlations cannot hold together, and what the weakest link would have to be.
func (s *Scenario) contradiction(paths []string, r [][]float64, stated [][]*Correlation) {
	worst, at := -1e-9, [3]int{-1}
	for i := range paths {
		for j := range i {
			for k := range j {
				if d := 1 + 2*r[i][j]*r[j][k]*r[i][k] - r[i][j]*r[i][j] - r[j][k]*r[j][k] - r[i][k]*r[i][k]; d < worst {
					worst, at = d, [3]int{k, j, i}
				}
			}
		}
	}
	node := s.correlations[0].node
	if at[0] < 0 {
		for _, row := range stated {
			for _, c := range row {
				if c != nil {
					node = c.node
				}
			}
		}
		s.loader.find(diag.Impossible, node, fmt.Sprintf("correlations: those of %s contradict each other, though any three of them do not", strings.Join(paths, ", ")), "state the pairs that are left out (they count as 0), or make them weaker", "correlations")
		return
	}
	// The weakest link of the three, in the sense of what the other two allow for it.
	pairs := [3][3]int{{at[0], at[1], at[2]}, {at[0], at[2], at[1]}, {at[1], at[2], at[0]}}
	weak := pairs[0]
	for _, p := range pairs[1:] {
		if math.Abs(r[p[0]][p[1]]) < math.Abs(r[weak[0]][weak[1]]) {
			weak = p
		}
	}
	for _, p := range pairs {
		if c := stated[p[0]][p[1]]; c != nil && p != weak {
			node = c.node
		}
	}
	x, y, z := weak[0], weak[1], weak[2]
	if c := stated[x][y]; c != nil {
		node = c.node
	}
	room := math.Sqrt((1 - r[x][z]*r[x][z]) * (1 - r[y][z]*r[y][z]))
	low, high := r[x][z]*r[y][z]-room, r[x][z]*r[y][z]+room
	rank := func(r float64) float64 { return 6 / math.Pi * math.Asin(math.Max(-1, math.Min(1, r))/2) }
	is := "is not stated and so 0"
	if c := stated[x][y]; c != nil {
		is = fmt.Sprintf("is %g", c.Spearman)
	}
	s.loader.find(diag.Impossible, node, fmt.Sprintf("correlations: %s, %s and %s contradict each other: given the other two, the correlation of %s and %s lies between %.2f and %.2f, and it %s",
		paths[at[0]], paths[at[1]], paths[at[2]], paths[x], paths[y], rank(low), rank(high), is), "state it within that range, or make the other two weaker", "correlations")
}
