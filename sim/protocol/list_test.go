package protocol

import (
	"slices"
	"testing"
)

// Quantities that only some protocols read exist, and so do those protocols.
func TestReadBy(t *testing.T) {
	var names []string
	for _, e := range List() {
		names = append(names, e.Name)
	}
	some := 0
	for _, k := range bargainingBlock.Knobs {
		only, ok := ReadBy(k.Path)
		if !ok {
			continue
		}
		some++
		for _, name := range only {
			if !slices.Contains(names, name) {
				t.Errorf("%s is read by %s, which is no protocol", k.Path, name)
			}
		}
	}
	if some != 5 {
		t.Errorf("%d quantities of the block are for some protocols only, want 5: a path is misspelt", some)
	}
}
