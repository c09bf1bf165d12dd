package compare

import (
	"fmt"
	"sort"
	"strings"

	"parley/sim/results"
)

// Change is one input that differs between two results.
type Change struct {
	Path string `json:"path"`
	A    string `json:"a"`
	B    string `json:"b"`
	File string `json:"file,omitempty"` // where B says so
	Line int    `json:"line,omitempty"`
}

// Changed lists what differs in the content of two results: header fields, quantities, switches, seats, sorted by path.
// Quantities that are fixed to the same number but rest on other evidence are not listed. Those that only one of the two reads,
// because an issue is off the agenda or an actor without a part, are counted in onlyA and onlyB.
func Changed(a, b *results.Manifest) (out []Change, onlyA, onlyB int) {
	add := func(path, x, y, file string, line int) {
		if x != y {
			out = append(out, Change{path, x, y, file, line})
		}
	}
	add("horizon", fmt.Sprintf("%d months", a.Horizon), fmt.Sprintf("%d months", b.Horizon), "", 0)
	add("stages", strings.Join(a.Stages, ", "), strings.Join(b.Stages, ", "), "", 0)
	add("agenda", issues(a), issues(b), "", 0)
	for _, role := range []string{"mediator", "rival-mediator", "ratifier", "spoiler"} {
		add(role, seats(a, role), seats(b, role), "", 0)
	}
	qa, qb := map[string]results.Quantity{}, map[string]results.Quantity{}
	paths := map[string]bool{}
	for _, q := range a.Quantities {
		qa[q.Path], paths[q.Path] = q, true
	}
	for _, q := range b.Quantities {
		qb[q.Path], paths[q.Path] = q, true
	}
	for path := range paths {
		_, inA := qa[path]
		_, inB := qb[path]
		switch {
		case !inB:
			onlyA++
		case !inA:
			onlyB++
		default:
			add(path, qa[path].Spec, qb[path].Spec, qb[path].File, qb[path].Line)
		}
	}
	sa, sb := map[string]string{}, map[string]string{}
	names := map[string]bool{}
	for _, s := range a.Switches {
		sa[s.Path], names[s.Path] = s.Value, true
	}
	for _, s := range b.Switches {
		sb[s.Path], names[s.Path] = s.Value, true
	}
	for path := range names {
		add(path, or(sa[path]), or(sb[path]), "", 0)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Path < out[j].Path })
	return out, onlyA, onlyB
}

// issues are those on the agenda: the manifest describes all, and registers the quantities of those that are negotiated.
func issues(m *results.Manifest) string {
	var ids []string
	for _, is := range m.Issues {
		for _, q := range m.Quantities {
			if q.Path == "issues."+is.ID+".status-quo" {
				ids = append(ids, is.ID)
			}
		}
	}
	return or(strings.Join(ids, ", "))
}

func seats(m *results.Manifest, role string) string {
	var ids []string
	for _, a := range m.Actors {
		if a.Role == role {
			ids = append(ids, a.ID)
		}
	}
	return or(strings.Join(ids, ", "))
}

func or(s string) string {
	if s == "" {
		return "none"
	}
	return s
}
