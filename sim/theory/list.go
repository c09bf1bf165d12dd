package theory

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// List is the list of regularities, by number. Add one to the file of its subject.
func List() []Check {
	checks := slices.Concat(stakes(), home(), opening(), mediators(), power(), invariances())
	slices.SortStableFunc(checks, func(a, b Check) int { return cmp.Compare(rank(a.ID), rank(b.ID)) })
	return checks
}

// rank puts R1 before R2 before R10, and regularities before invariances.
func rank(id string) int {
	n, _ := strconv.Atoi(strings.TrimLeft(id, "RI"))
	if strings.HasPrefix(id, "I") {
		n += 1000
	}
	return n
}
