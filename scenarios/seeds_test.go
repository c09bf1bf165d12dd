package scenarios

import (
	"slices"
	"testing"
)

// What a record says it informs and what rests on it are the same: each path exists in an embedded scenario and names the record, and
// whatever names the record is among its paths.
func TestSeeds_recordsAndNumbersAgree(t *testing.T) {
	exists := map[string]bool{}
	rests := map[string][]string{} // paths by record
	for _, name := range Names() {
		s, findings := Load(name, nil)
		if len(findings) > 0 {
			t.Fatal(findings)
		}
		for _, o := range s.Options {
			for _, q := range o.view.quantities {
				exists[q.Path] = true
				for _, ref := range q.Quantity.From {
					if !slices.Contains(rests[ref.ID], q.Path) {
						rests[ref.ID] = append(rests[ref.ID], q.Path)
					}
				}
			}
		}
	}
	s, _ := Load("baseline", nil)
	for _, r := range s.Library().Records {
		for _, p := range r.Informs {
			switch {
			case !exists[p]:
				t.Errorf("%s informs %s, which no embedded scenario has", r.ID, p)
			case !slices.Contains(rests[r.ID], p):
				t.Errorf("%s says that %s rests on it, and %s does not", r.ID, p, p)
			}
		}
		for _, p := range rests[r.ID] {
			if !slices.Contains(r.Informs, p) {
				t.Errorf("%s rests on %s, which does not say so", p, r.ID)
			}
		}
	}
}
