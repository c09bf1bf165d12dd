// What the documents name exists, and what they must name they name: files, links, layers, modules, sections that the code refers to.
package parley_test

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"parley/plots"
	"parley/scenarios"
)

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// The table of layers in docs/architecture.md is the one that the imports are held to.
func TestArchitecture_layers(t *testing.T) {
	text := read(t, "docs/architecture.md")
	for pkg, rule := range may {
		if row := fmt.Sprintf("| `%s` | %s |", pkg, list(rule)); !strings.Contains(text, row) {
			t.Errorf("docs/architecture.md lacks a row that ends in\n%s", row)
		}
	}
	if n := strings.Count(text, "| nothing of ours |"); n != 5 {
		t.Errorf("%d packages without imports of ours", n)
	}
}

// Every file that a paragraph of docs/architecture.md names below its package exists, and no file of the engine is left out.
func TestArchitecture_files(t *testing.T) {
	text := read(t, "docs/architecture.md")
	_, text, ok := strings.Cut(text, "## Files by package")
	if !ok {
		t.Fatal("docs/architecture.md has no section on files")
	}
	text, _, _ = strings.Cut(text, "\n## ")
	named := map[string]bool{}
	heading := regexp.MustCompile("\\*\\*`([a-z/]+)/`\\*\\*")
	at := heading.FindAllStringSubmatchIndex(text, -1)
	for i, m := range at {
		pkg, end := text[m[2]:m[3]], len(text)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		for _, f := range regexp.MustCompile("`([a-z_]+\\.(?:go|yaml))`").FindAllStringSubmatch(text[m[1]:end], -1) {
			file := path.Join(pkg, f[1])
			named[file] = true
			if _, err := os.Stat(file); err != nil {
				t.Errorf("docs/architecture.md names %s, which is not there", file)
			}
		}
	}
	if len(named) < 60 {
		t.Errorf("only %d files found in docs/architecture.md", len(named))
	}
	for _, pkg := range []string{"sim", "sim/solution", "sim/protocol", "sim/metric", "sim/draw", "actors"} {
		files, _ := filepath.Glob(pkg + "/*.go")
		for _, f := range files {
			if f = filepath.ToSlash(f); !strings.HasSuffix(f, "_test.go") && !named[f] {
				t.Errorf("docs/architecture.md does not name %s", f)
			}
		}
	}
}

// Links from one document to another lead somewhere.
func TestDocs_links(t *testing.T) {
	docs, _ := filepath.Glob("docs/*.md")
	link := regexp.MustCompile(`\]\(([^)#: ]+)\)`)
	found := 0
	for _, doc := range append([]string{"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "NOTICE.md"}, docs...) {
		for _, m := range link.FindAllStringSubmatch(read(t, doc), -1) {
			found++
			if _, err := os.Stat(filepath.Join(filepath.Dir(doc), m[1])); err != nil {
				t.Errorf("%s links to %s, which is not there", doc, m[1])
			}
		}
	}
	if found < 10 {
		t.Errorf("only %d links found", found)
	}
}

// Comments in the code point to sections of docs/model.md by name.
func TestModel_sectionsNamedInCode(t *testing.T) {
	headings := strings.Join(regexp.MustCompile(`(?m)^#+ .*|\*\*[^*]+\*\*`).FindAllString(modelText(t), -1), "\n")
	named := regexp.MustCompile(`docs/model\.md "([^"]+)"`)
	found := 0
	for _, pattern := range []string{"sim/*.go", "sim/*/*.go", "actors/*.go", "scenarios/*.go"} {
		files, _ := filepath.Glob(pattern)
		for _, f := range files {
			for _, m := range named.FindAllStringSubmatch(read(t, f), -1) {
				found++
				if !strings.Contains(headings, m[1]) {
					t.Errorf("%s refers to %q in docs/model.md, which has no such heading", f, m[1])
				}
			}
		}
	}
	if found < 5 {
		t.Errorf("only %d references found", found)
	}
}

// Every module of go.mod is in the third-party notices with its version.
func TestNotice_everyModule(t *testing.T) {
	text := read(t, "NOTICE.md")
	modules := regexp.MustCompile(`(?m)^\t(\S+) (v\S+)`).FindAllStringSubmatch(read(t, "go.mod"), -1)
	for _, m := range modules {
		if row := fmt.Sprintf("| `%s` | %s |", m[1], m[2]); !strings.Contains(text, row) {
			t.Errorf("NOTICE.md lacks %s %s", m[1], m[2])
		}
	}
	if len(modules) < 20 {
		t.Errorf("only %d modules found in go.mod", len(modules))
	}
}

// Scenario files know every chart, by id and by name.
func TestScenarios_knowTheCharts(t *testing.T) {
	var want []string
	for _, c := range plots.Charts() {
		want = append(want, c.ID)
	}
	for _, c := range plots.Charts() {
		want = append(want, c.Name)
	}
	if have := scenarios.ChartNames(); !slices.Equal(have, want) {
		t.Errorf("scenarios.ChartNames() is\n%q, the charts are\n%q", have, want)
	}
}
