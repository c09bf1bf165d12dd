// Arrows point down: this test parses the imports of every package and fails with a sentence when one points up.
package parley_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"
)

// may lists, for each package, the packages of ours it may import; "x/..." stands for x and all below it.
// The table is part 2 of the architecture: charts never import the engine, actors never import protocols, only scenarios
// puts things together.
var may = map[string][]string{
	"sim/diag":        {},
	"sim/draw":        {},
	"sim/portable":    {},
	"sim/dist":        {"sim/diag", "sim/portable"},
	"sim/results":     {},
	"sim/stats":       {"sim/results", "sim/portable"},
	"sim/explore":     {"sim/diag", "sim/dist", "sim/draw", "sim/results", "sim/stats", "sim/portable"},
	"sim":             {"sim/diag", "sim/dist", "sim/draw", "sim/results", "sim/stats", "sim/portable"},
	"sim/yardstick":   {"sim/portable"},
	"sim/challenge":   {"sim/portable"},
	"sim/equilibrium": {},
	"sim/tactic":      {"sim/portable"},
	"sim/spatial":     {"sim/portable"},
	"sim/offers":      {"sim/portable", "sim/tactic", "sim/yardstick"},
	"sim/graphmodel":  {"sim/diag"},
	"sim/foreign":     {"sim/portable", "sim/yardstick"},
	"sim/solution":    {"sim", "sim/portable", "sim/draw", "sim/dist"},
	"sim/protocol":    {"sim", "sim/portable", "sim/draw", "sim/dist", "sim/solution", "sim/challenge", "sim/equilibrium", "sim/spatial", "sim/tactic"},
	"sim/metric":      {"sim", "sim/results", "sim/stats", "sim/portable", "sim/solution"},
	"sim/simtest":     {"sim", "sim/diag", "sim/dist", "sim/draw", "sim/results", "sim/stats", "sim/portable"},
	"actors":          {"sim", "sim/diag", "sim/dist", "sim/draw", "sim/portable"},
	"seeds":           {"sim/diag"},
	"scenarios":       {"sim/...", "actors", "seeds"},
	"sim/theory":      {"sim/...", "scenarios"},
	"sim/backtest":    {"sim/...", "actors", "seeds", "scenarios"},
	"sim/calibrate":   {"sim/...", "scenarios"},
	"plots":           {"sim/results", "sim/stats", "sim/explore"},
	"plots/brief":     {"plots", "sim/results", "sim/stats", "sim/explore", "seeds"},
	"cmd/simulate":    {"..."},
}

func TestLayers_arrowsPointDown(t *testing.T) {
	seen := map[string]bool{}
	err := filepath.WalkDir(".", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == ".git" || d.Name() == "runs" || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		pkg := filepath.ToSlash(filepath.Dir(file))
		seen[pkg] = true
		src, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, imp := range src.Imports {
			name, _ := strconv.Unquote(imp.Path.Value)
			if name == "golang.org/x/exp/rand" || name == "math/rand" {
				t.Errorf("%s imports %s: draws are addressed, take them from sim/draw", file, name)
			}
			to, ours := strings.CutPrefix(name, "parley/")
			if !ours {
				continue
			}
			rule, known := ruleOf(pkg)
			if !known {
				t.Errorf("%s is in a package that the layers do not know: add %q to the table of this test and to docs/architecture.md", file, pkg)
				return nil
			}
			if !allowed(rule, to) && !strings.HasPrefix(to, pkg+"/internal/") {
				t.Errorf("%s imports %s, which stands above it or beside it: %s may import only %s", file, to, pkg, list(rule))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, pkg := range []string{"sim", "actors", "scenarios", "plots", "seeds", "cmd/simulate"} {
		if !seen[pkg] {
			t.Errorf("package %s is missing: the top level is fixed", pkg)
		}
	}
}

// ruleOf finds the rule of a package; internal packages go by the one they belong to.
func ruleOf(pkg string) ([]string, bool) {
	for p := pkg; p != "."; p = path.Dir(p) {
		if rule, ok := may[p]; ok && (p == pkg || strings.Contains(pkg, "/internal") || p == "cmd/simulate") {
			return rule, true
		}
	}
	return nil, false
}

func allowed(rule []string, to string) bool {
	for _, r := range rule {
		if r == "..." || r == to {
			return true
		}
		if base, ok := strings.CutSuffix(r, "/..."); ok && (to == base || strings.HasPrefix(to, base+"/")) {
			return true
		}
	}
	return false
}

func list(rule []string) string {
	if len(rule) == 0 {
		return "nothing of ours"
	}
	r := append([]string(nil), rule...)
	sort.Strings(r)
	return strings.Join(r, ", ")
}
