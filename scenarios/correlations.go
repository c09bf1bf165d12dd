package scenarios

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"parley/sim"
	"parley/sim/diag"
	"parley/sim/dist"
)

// Correlations between quantities: which go together, how strongly by Spearman's rank correlation, on what evidence. Quantities that are
// linked, directly or through others, form a group with one copula; pairs of a group that are not stated have correlation 0.

// Bounds on the block, far above what anybody can say of their quantities.
const (
	mostEntries  = 200
	mostTogether = 32 // quantities of one entry
)

// Correlation is one entry of the correlations: block.
type Correlation struct {
	Of       []string
	Spearman float64
	Freedom  int // of a t copula, 0 for a Gaussian one
	From     []dist.Ref
	Text     string // "0.6 from assumption"

	node  *diag.Node
	score [][]float64 // of every two of Of, the second before the first
}

// Copula names the copula as the file writes it.
func (c Correlation) Copula() string {
	if c.Freedom == 0 {
		return "gaussian"
	}
	return fmt.Sprintf("t %d", c.Freedom)
}

// Correlations are those that the scenario states, in file order.
func (s *Scenario) Correlations() []Correlation { return s.correlations }

// correlate reads and checks the block against the quantities of the scenario as it stands.
func (s *Scenario) correlate(block *diag.Node) {
	l := s.loader
	if block == nil || len(block.Items) == 0 && block.Kind == diag.List {
		return
	}
	if block.Kind != diag.List {
		l.find(diag.WrongType, block, "correlations: a list of entries is expected", "write `- {of: [path, path], spearman: 0.6 from assumption}` on lines below it", "correlations")
		return
	}
	if len(block.Items) > mostEntries {
		l.find(diag.BadList, block, fmt.Sprintf("correlations: %d entries; at most %d are read", len(block.Items), mostEntries), "check that this is the right file", "correlations")
		return
	}
	before := len(l.findings)
	for _, n := range block.Items {
		if c, ok := s.correlation(n); ok {
			s.correlations = append(s.correlations, c)
		}
	}
	if len(l.findings) > before {
		s.correlations = nil
		return
	}
	s.groups()
}

// correlation reads one entry.
func (s *Scenario) correlation(n *diag.Node) (c Correlation, ok bool) {
	l := s.loader
	const example = "write `{of: [actors.iran.trust.us, actors.khamenei.trust.us], spearman: 0.6 from assumption}`"
	before := len(l.findings)
	if n.Kind != diag.Map {
		l.find(diag.WrongType, n, "correlations: an entry is a map with of: and spearman:", example, "correlations")
		return c, false
	}
	c.node = n
	for _, k := range n.Keys {
		if !slices.Contains([]string{"of", "spearman", "copula"}, k.Name) {
			l.findAt(diag.UnknownField, k.At, fmt.Sprintf("unknown field %q", k.Name), "", near(k.Name, []string{"of", "spearman", "copula"}), "correlations."+k.Name)
		}
	}
	of := n.Get("of")
	switch {
	case of == nil:
		l.find(diag.MissingField, n, "correlations: an entry does not say what it is of", example, "correlations.of")
	case of.Kind != diag.List || len(of.Items) < 2 || len(of.Items) > mostTogether:
		l.find(diag.BadList, of, fmt.Sprintf("correlations: of: lists from 2 to %d quantities", mostTogether), example, "correlations.of")
	default:
		for _, item := range of.Items {
			s.correlated(&c, item)
		}
	}
	if v := n.Get("copula"); v != nil {
		words := strings.Fields(v.Text)
		freedom := 0
		if len(words) == 2 && words[0] == "t" {
			freedom, _ = strconv.Atoi(words[1])
		}
		switch {
		case v.Kind == diag.Scalar && v.Text == "gaussian":
		case freedom >= dist.LeastFreedom && freedom <= dist.GreatestFreedom:
			c.Freedom = freedom
		default:
			l.find(diag.BadWord, v, fmt.Sprintf("correlations: %q is no copula", v.Text), fmt.Sprintf("write gaussian, or t with %d to %d degrees of freedom, as `t 4`: the fewer, the more often extremes come together", dist.LeastFreedom, dist.GreatestFreedom), "correlations.copula")
		}
	}
	switch v := n.Get("spearman"); {
	case v == nil:
		l.find(diag.MissingField, n, "correlations: an entry does not say how strong it is", example, "correlations.spearman")
	case v.Kind != diag.Scalar:
		l.find(diag.WrongType, v, "correlations: spearman: is one number with its evidence", example, "correlations.spearman")
	default:
		s.strength(&c, v)
	}
	return c, len(l.findings) == before
}

// correlated checks one path of an entry.
func (s *Scenario) correlated(c *Correlation, item *diag.Node) {
	l, path := s.loader, strings.TrimSpace(item.Text)
	q := s.quantityAt(path)
	switch {
	case item.Kind != diag.Scalar:
		l.find(diag.WrongType, item, "correlations: a path is expected", "", "correlations.of")
	case slices.Contains(c.Of, path):
		l.find(diag.BadList, item, fmt.Sprintf("correlations: %s stands there twice", path), "", "correlations.of")
	case q == nil:
		var paths []string
		for _, q := range s.plain.quantities {
			paths = append(paths, q.Path)
		}
		l.find(diag.UnknownName, item, fmt.Sprintf("correlations: no quantity %q in this scenario", path), near(path, paths), "correlations.of")
	case q.Quantity.Dist.Fixed():
		l.find(diag.Impossible, item, fmt.Sprintf("correlations: %s is fixed and cannot go with anything", path), "give it a range, or leave it out", "correlations.of")
	default:
		c.Of = append(c.Of, path)
	}
}

func (s *Scenario) quantityAt(path string) *Quantity {
	for i := range s.plain.quantities {
		if s.plain.quantities[i].Path == path {
			return &s.plain.quantities[i]
		}
	}
	return nil
}

// strength reads spearman: and checks that it can be had.
func (s *Scenario) strength(c *Correlation, v *diag.Node) {
	l := s.loader
	q, err := dist.ParseQuantity(v.Text, nil)
	if err != nil {
		code := map[dist.Class]string{dist.Malformed: diag.BadQuantity, dist.Unknown: diag.UnknownForm, dist.Impossible: diag.Impossible, dist.NoEvidence: diag.NoEvidence}[err.Class]
		l.findAt(code, v.Within(err.Offset, err.Len), "correlations: "+err.Message, "", err.Hint, "correlations.spearman")
		return
	}
	if !q.Dist.Fixed() {
		l.find(diag.BadQuantity, v, "correlations: spearman: is a fixed number", "compare options or runs with different ones instead", "correlations.spearman")
		return
	}
	for _, ref := range q.From {
		if !s.lib.Has(ref.ID) && !l.unsure {
			l.findAt(diag.LostEvidence, v.Within(ref.Offset, ref.Len), fmt.Sprintf("correlations: no evidence %q", ref.ID), "", near(ref.ID, s.lib.IDs()), "correlations.spearman")
		}
	}
	c.Spearman, c.From, c.Text = q.Dist.Quantile(0.5), q.From, v.Text
	if !(math.Abs(c.Spearman) <= 1) {
		l.find(diag.OutOfRange, v, fmt.Sprintf("correlations: %g is outside -1 to 1", c.Spearman), "", "correlations.spearman")
		return
	}
	for _, a := range c.Of {
		var row []float64
		for _, b := range c.Of[:len(c.score)] {
			score, low, high, ok := dist.RankScore(s.quantityAt(a).Quantity.Dist, s.quantityAt(b).Quantity.Dist, c.Spearman, c.Freedom)
			if !ok {
				l.find(diag.Impossible, v, fmt.Sprintf("correlations: %s and %s cannot reach %g: they have so few values that ranks tie, and can show %.2f to %.2f", b, a, c.Spearman, low, high), "", "correlations.spearman")
				return
			}
			row = append(row, score)
		}
		c.score = append(c.score, row)
	}
}

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
