package scenarios

import (
	"bytes"
	"fmt"
	"sort"
	"strconv"
	"strings"
)

// Lock is the resolved scenario as one YAML file that needs no other: every actor, every generic value and every option written out.
// It loads to the same quantities and the same hash.
func (s *Scenario) Lock() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s, resolved: every value with its evidence, generic ones included. Made by the program; edit the scenario instead.\n", s.Name)
	tree := s.plain.tree.clone()
	if opts := s.doc.get("options"); opts != nil {
		tree.set(key{name: "options"}, opts)
	}
	write(&b, tree, 0)
	return b.Bytes()
}

func write(b *bytes.Buffer, n *node, depth int) {
	order := make([]int, len(n.keys))
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
			a, c := n.keys[order[i]].name, n.keys[order[j]].name
			if rank(a) != rank(c) {
				return rank(a) < rank(c)
			}
			return a < c
		})
	}
	for _, i := range order {
		k, v := n.keys[i], n.items[i]
		indent := strings.Repeat("  ", depth)
		switch {
		case v.kind == scalarNode:
			fmt.Fprintf(b, "%s%s: %s\n", indent, plain(k.name), plain(v.value))
		case v.kind == listNode:
			parts := make([]string, len(v.items))
			for j, x := range v.items {
				parts[j] = plain(x.value)
			}
			fmt.Fprintf(b, "%s%s: [%s]\n", indent, plain(k.name), strings.Join(parts, ", "))
		case len(v.keys) == 0:
			fmt.Fprintf(b, "%s%s: {}\n", indent, plain(k.name))
		default:
			fmt.Fprintf(b, "%s%s:\n", indent, plain(k.name))
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
