package foreign

import "testing"

// Names of ours begin with a letter and are none that YAML takes for true, false or nothing.
func TestSlug(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"Price of oil", "price-of-oil"},
		{"2025", "issue-1-2025"},
		{"Y", "issue-1-y"},
		{"No", "issue-1-no"},
		{"null", "issue-1-null"},
		{"Norway", "norway"},
		{"---", "issue-1"},
	} {
		if got := slug(c.name, "issue-1"); got != c.want {
			t.Errorf("slug(%q) = %q, want %q", c.name, got, c.want)
		}
	}
}
