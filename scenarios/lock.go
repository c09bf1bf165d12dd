package scenarios

import (
	"bytes"
	"fmt"
	"sort"
	"strconv"
	"strings"

	"parley/sim/diag"
)

// Lock is the resolved scenario as one YAML file that needs no other: every actor, every generic value and every option written out.
// It loads to the same quantities and the same hash. A scenario with errors has none.
func (s *Scenario) Lock() []byte {
	if s.plain == nil || s.loader.findings.HasErrors() {
		return nil
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s, resolved: every value with its evidence, generic ones included. Made by the program; edit the scenario instead.\n", s.Name)
	tree := s.plain.tree.Clone()
	if opts := s.doc.Get("options"); opts != nil {
		tree.Set(diag.Key{Name: "options"}, opts)
	}
	write(&b, tree, 0)
	return b.Bytes()
}

func write(b *bytes.Buffer, n *diag.Node, depth int) {
	order := make([]int, len(n.Keys))
	for i := range order {
		order[i] = i
	}
	if depth == 0 { // the order of the head, then by name: the tree's own order depends on how files were merged
		rank := func(k string) int {
			for i, h := range headers {
				if h == k {
					return i
				}
			}
			return len(headers)
		}
		sort.SliceStable(order, func(i, j int) bool {
			a, c := n.Keys[order[i]].Name, n.Keys[order[j]].Name
			if rank(a) != rank(c) {
				return rank(a) < rank(c)
			}
			return a < c
		})
	}
	for _, i := range order {
		k, v := n.Keys[i], n.Items[i]
		indent := strings.Repeat("  ", depth)
		switch {
		case v.Kind == diag.Scalar:
			fmt.Fprintf(b, "%s%s: %s\n", indent, plain(k.Name), plain(v.Text))
		case k.Name == "correlations" && depth == 0:
			fmt.Fprintf(b, "%s:\n", k.Name)
			for _, item := range v.Items {
				var of []string
				for _, x := range item.Get("of").Items {
					of = append(of, plain(x.Text))
				}
				fmt.Fprintf(b, "  - of: [%s]\n    spearman: %s\n", strings.Join(of, ", "), plain(item.Get("spearman").Text))
				if c := item.Get("copula"); c != nil {
					fmt.Fprintf(b, "    copula: %s\n", plain(c.Text))
				}
			}
		case v.Kind == diag.List:
			parts := make([]string, len(v.Items))
			for j, x := range v.Items {
				parts[j] = plain(x.Text)
			}
			fmt.Fprintf(b, "%s%s: [%s]\n", indent, plain(k.Name), strings.Join(parts, ", "))
		case len(v.Keys) == 0:
			fmt.Fprintf(b, "%s%s: {}\n", indent, plain(k.Name))
		default:
			fmt.Fprintf(b, "%s%s:\n", indent, plain(k.Name))
			write(b, v, depth+1)
		}
	}
}

// plain quotes a scalar unless it is harmless as it stands.
func plain(s string) string {
	harmless := s != "" && !strings.ContainsAny(s, ":#{}[]&*!|>'\"%@`,\n\t\\") && s == strings.TrimSpace(s) && !strings.HasPrefix(s, "-") && !strings.HasPrefix(s, "?")
	if harmless || (s != "" && strings.Contains(s, " from ") && !strings.Contains(s, ": ") && !strings.Contains(s, " #") && !strings.ContainsAny(s, "{}[]&*!|>'\"@`\n\t\\%")) {
		return s
	}
	return strconv.Quote(s)
}
