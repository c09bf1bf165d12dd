package scenarios

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"

	"parley/sim/diag"
)

// Hash is the SHA-256 of the resolved scenario with all its options, without comments, formatting or the run: block: two spellings of
// the same scenario have the same hash.
func (s *Scenario) Hash() string {
	h := sha256.New()
	for _, o := range s.Options {
		fmt.Fprintf(h, "option %s %s\n", o.ID, o.Title)
		canonical(h, o.view.tree, "")
		for _, id := range o.view.issues {
			fmt.Fprintf(h, "issue %s\n", id)
		}
		for _, a := range o.view.actors {
			fmt.Fprintf(h, "actor %s\n", a.id)
		}
		for _, q := range o.view.quantities {
			fmt.Fprintf(h, "%s = %s\n", q.Path, q.Quantity.String())
		}
		paths := make([]string, 0, len(o.view.choices))
		for p := range o.view.choices {
			paths = append(paths, p)
		}
		sort.Strings(paths)
		for _, p := range paths {
			fmt.Fprintf(h, "%s: %s\n", p, o.view.choices[p])
		}
	}
	for _, c := range s.correlations {
		fmt.Fprintf(h, "correlation %q %g %s\n", c.Of, c.Spearman, c.Copula())
	}
	return hex.EncodeToString(h.Sum(nil))
}

// EvidenceHash is the SHA-256 of everything that `from` can name.
func (s *Scenario) EvidenceHash() string {
	h := sha256.New()
	for _, r := range s.lib.Records {
		fmt.Fprintf(h, "%q\n", []string{r.ID, r.Paragraph, r.Speaker, r.Date, r.Paraphrase, r.Direction, r.Confidence, r.Grade, r.Why})
	}
	for _, a := range s.lib.Assumptions {
		fmt.Fprintf(h, "%q\n", []string{a.ID, a.Text})
	}
	for _, p := range s.lib.Publications {
		fmt.Fprintf(h, "%q\n", []string{p.ID, p.Title, p.Authors, p.Year, p.Status, p.Finding})
	}
	return hex.EncodeToString(h.Sum(nil))
}

// canonical writes what a scenario says beside its quantities, in a fixed order.
func canonical(w io.Writer, n *diag.Node, path string) {
	if n == nil {
		return
	}
	switch n.Kind {
	case diag.Scalar:
		fmt.Fprintf(w, "%s = %q\n", path, strings.TrimSpace(n.Text))
	case diag.List:
		fmt.Fprintf(w, "%s = %q\n", path, flat(n))
	default:
		keys := make([]string, len(n.Keys))
		for i, k := range n.Keys {
			keys[i] = k.Name
		}
		sort.Strings(keys)
		for _, k := range keys {
			if path == "" && !slices.Contains(headers, k) {
				continue
			}
			v := n.Get(k)
			if path == "issues" { // labels only: its quantities are written on their own
				for _, label := range []string{"title", "by", "at0", "at1", "levels"} {
					canonical(w, v.Get(label), path+"."+k+"."+label)
				}
				continue
			}
			below := k
			if path != "" {
				below = path + "." + k
			}
			canonical(w, v, below)
		}
	}
}

// headers are the top-level keys that the hash takes as they stand.
var headers = []string{"title", "question", "cutoff", "horizon", "agenda", "table", "mediator", "rival-mediator", "ratifiers", "spoilers", "stages", "issues", "brief", "charts"}
