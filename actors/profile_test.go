package actors

import (
	"slices"
	"strings"
	"testing"
)

// Every kind has generic values; every profile says its kind and is found by its name.
func TestProfiles(t *testing.T) {
	for _, k := range Kinds() {
		if text, ok := Generic(k.Name); !ok || len(text) == 0 {
			t.Errorf("kind %s has no generic values", k.Name)
		}
	}
	ids := Embedded()
	if len(ids) < 8 || !slices.IsSorted(ids) {
		t.Errorf("profiles %v", ids)
	}
	for _, id := range ids {
		text, ok := Profile(id)
		if !ok || !strings.Contains("\n"+string(text), "\nkind: ") {
			t.Errorf("profile %s does not say its kind", id)
		}
	}
	for _, id := range []string{"", "nobody", "../actors/us"} {
		if _, ok := Profile(id); ok {
			t.Errorf("profile %q is there", id)
		}
	}
}
