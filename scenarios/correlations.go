package scenarios

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

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
