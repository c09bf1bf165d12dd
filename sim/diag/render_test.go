package diag

import (
	"strings"
	"testing"
)

func render(fs Findings, text string, color bool) string {
	var b strings.Builder
	Render(&b, fs, Sources{"s.yaml": text}, color)
	return b.String()
}

func TestRender_shape(t *testing.T) {
	f := Place{"s.yaml", 3, 5, 8}.Find(UnknownField, `unknown field "patiance" in actors.iran`)
	f.Label, f.Hint = "not a field here", `did you mean "patience"?`
	want := `s.yaml:3:5: error[E102]: unknown field "patiance" in actors.iran
  |
1 | actors:
2 |   iran:
3 |     patiance: 0.9
  |     ^^^^^^^^ not a field here
help: did you mean "patience"?

1 error. Nothing was run.
`
	if got := render(Findings{f}, "actors:\n  iran:\n    patiance: 0.9\n", false); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestRender_oddPlaces(t *testing.T) {
	for _, c := range []struct {
		name string
		f    Finding
		text string
		has  string
		not  string
	}{
		{"a whole file has no excerpt", Place{File: "s.yaml"}.Find(Unreadable, "m"), "a\n", "s.yaml: error[E106]: m\n", "|"},
		{"a line behind the end has none", Place{"s.yaml", 9, 1, 1}.Find(NotYAML, "m"), "a\n", "s.yaml:9:1", "|"},
		{"carets stop at the end of the line", Place{"s.yaml", 1, 2, 99}.Find(NotYAML, "m"), "abc\n", "  |  ^^\n", "^^^"},
		{"a control character cannot reach the terminal", Place{"s.yaml", 1, 1, 1}.Find(NotYAML, "m"), "a\x1b[31mb\n", "a·[31mb", "\x1b"},
		{"carets count letters", Place{"s.yaml", 1, 6, 1}.Find(NotYAML, "m"), "käse: x\n", "  |      ^\n", ""},
		{"a long line is shown around the place", Place{"s.yaml", 1, 1001, 5}.Find(NotYAML, "m"), strings.Repeat("a", 1000) + "wrong" + strings.Repeat("b", 1000) + "\n",
			"1 | …" + strings.Repeat("a", 60) + "wrong" + strings.Repeat("b", 95) + "…\n  | " + strings.Repeat(" ", 61) + "^^^^^\n", ""},
		{"carets stop where a long line is cut", Place{"s.yaml", 1, 1, 5000}.Find(NotYAML, "m"), strings.Repeat("a", 5000) + "\n", "  | " + strings.Repeat("^", 161) + "\n", strings.Repeat("^", 162)},
		{"a byte order mark is no character", Place{"s.yaml", 1, 1, 5}.Find(NotYAML, "m"), "\ufefftitel: x\n", "1 | titel: x\n  | ^^^^^\n", ""},
		{"a warning lets the scenario run", Place{"s.yaml", 1, 1, 1}.Find(Idle, "m"), "a\n", "warning[W204]", "Nothing was run"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := render(Findings{c.f}, c.text, false)
			if !strings.Contains(got, c.has) || c.not != "" && strings.Contains(got, c.not) {
				t.Errorf("want %q and not %q in\n%s", c.has, c.not, got)
			}
		})
	}
}

func TestRender_manyAreCounted(t *testing.T) {
	var fs Findings
	for line := range 30 {
		fs = append(fs, Place{"s.yaml", line + 1, 1, 1}.Find(UnknownField, "m"))
	}
	got := render(fs, "", false)
	if n := strings.Count(got, "error[E102]"); n != shown {
		t.Errorf("%d findings printed, want %d", n, shown)
	}
	if !strings.Contains(got, "30 errors (the first 20 are shown). Nothing was run.") {
		t.Errorf("no count in\n%s", got)
	}
	if got := render(fs[:1], "a\n", true); !strings.Contains(got, "\x1b[31;1merror[E102]\x1b[0m") {
		t.Errorf("no colour in %q", got)
	}
}

// Findings of the same place stay in the order they were found; the same finding twice is one, also with others in between.
func TestFindings_Sort(t *testing.T) {
	at := func(line int, message string) Finding { return Place{"s.yaml", line, 1, 1}.Find(OutOfRange, message) }
	got := Findings{at(2, "b"), at(1, "x"), at(1, "y"), at(1, "x"), at(2, "b"), {File: "a.yaml"}}.Sort()
	var order []string
	for _, f := range got {
		order = append(order, f.Message)
	}
	if s := strings.Join(order, ","); s != ",x,y,b" {
		t.Errorf("order %q", s)
	}
}

func TestCodes_explainThemselves(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range Codes() {
		if seen[c.ID] || c.Title == "" || len(c.Text) < 40 || !strings.HasSuffix(c.Text, ".") || len(c.ID) != 4 {
			t.Errorf("%+v", c)
		}
		seen[c.ID] = true
	}
}
