package ask

import (
	"cmp"
	"slices"
	"strings"
)

// rest is the group of what does not come among the groups that are told apart.
const rest = "all else"

// groupsTold is how many groups there are at most, the rest among them: every subset of them is looked at, and each further group doubles that.
const groupsTold = 10

// byActor groups quantities by the actor they are about; those of none by their block.
func (c *Case) byActor(q Quantity) string {
	for _, a := range c.Study.Manifest.Actors {
		if a.ID == q.Actor {
			return a.Title
		}
	}
	block, _, _ := strings.Cut(q.Path, ".")
	return block
}

// byStatement groups quantities by the first statement or source that they rest on; a bare assumption is its own group.
func byStatement(q Quantity) string {
	if len(q.From) == 0 {
		return "assumption"
	}
	for _, id := range q.From { // a statement before an assumption
		if !strings.HasPrefix(id, "assumption") {
			return id
		}
	}
	return q.From[0]
}

// grouped numbers the groups of quantities: the strongest by weight, the others together as rest.
func grouped(qs []Quantity, weight []float64, name func(Quantity) string) (group []int, names []string) {
	sum := map[string]float64{}
	for i, q := range qs {
		sum[name(q)] += max(0, weight[i])
	}
	for n := range sum {
		names = append(names, n)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(-cmp.Compare(sum[a], sum[b]), cmp.Compare(a, b)) })
	if len(names) > groupsTold {
		names = append(names[:groupsTold-1:groupsTold-1], rest)
	}
	for _, q := range qs {
		at := slices.Index(names, name(q))
		if at < 0 {
			at = len(names) - 1
		}
		group = append(group, at)
	}
	return group, names
}
