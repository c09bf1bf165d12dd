// docs/model.md must name every quantity and switch with the default, unit and range that the program uses: this test looks each up in
// the tables of that document. The shares in its table of reference results must be those of the program, too.
package parley_test

import (
	"context"
	"fmt"
	"math"
	"os"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"parley/actors"
	"parley/scenarios"
	"parley/sim"
	"parley/sim/protocol"
	"parley/sim/results"
)

func modelText(t *testing.T) string {
	text, err := os.ReadFile("docs/model.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// generic reads a file of generic values as nested maps.
func generic(t *testing.T, text []byte) map[string]any {
	t.Helper()
	var m map[string]any
	if err := yaml.Unmarshal(text, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// value walks down a dotted path; a segment in braces is "any".
func value(m map[string]any, path string) (string, bool) {
	var at any = m
	for _, part := range strings.Split(path, ".") {
		if strings.HasPrefix(part, "{") {
			part = "any"
		}
		below, ok := at.(map[string]any)
		if !ok {
			return "", false
		}
		if at, ok = below[part]; !ok {
			return "", false
		}
	}
	text, _, _ := strings.Cut(fmt.Sprint(at), " from ")
	return text, true
}

// knobRow is the row of a quantity as docs/model.md should have it, without its meaning.
func knobRow(k sim.Knob, def string) string {
	unit := k.Unit
	if unit == "" {
		unit = "–"
	}
	span := fmt.Sprintf("%g to %g", k.Min, k.Max)
	if k.Levels != nil {
		span = strings.Join(k.Levels, ", ")
	}
	return fmt.Sprintf("| `%s` | `%s` | %s | %s |", k.Path, def, unit, span)
}

func choiceRow(c sim.Choice, def string) string {
	words := strings.Join(c.Words, ", ")
	if c.Ref != "" {
		words = "none, or the name of an " + c.Ref
	}
	return fmt.Sprintf("| `%s` | `%s` | switch | %s |", c.Path, def, words)
}

func TestModel_everyQuantityWithItsDefault(t *testing.T) {
	text := modelText(t)
	want := func(row string) {
		t.Helper()
		if !strings.Contains(text, row) {
			t.Errorf("docs/model.md lacks a row that begins\n%s", row)
		}
	}
	file, err := os.ReadFile("scenarios/generic.yaml")
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	tell := func(knobs []sim.Knob, choices []sim.Choice, values map[string]any) {
		for _, k := range knobs {
			def, ok := value(values, k.Path)
			if !ok {
				t.Errorf("%s has no generic value", k.Path)
			}
			want(knobRow(k, def))
			rows++
		}
		for _, c := range choices {
			def, ok := value(values, c.Path)
			if !ok {
				def = c.Words[0]
			}
			want(choiceRow(c, def))
			rows++
		}
	}
	for _, b := range protocol.Blocks() {
		tell(b.Knobs, b.Choices, generic(t, file))
	}
	for _, k := range actors.Kinds() {
		text, _ := actors.Generic(k.Name)
		tell(k.Knobs, k.Choices, generic(t, text))
	}
	if rows < 100 {
		t.Errorf("only %d quantities and switches were looked for", rows)
	}
}

// Every label of a stream of luck stands in the document: someone who draws under another label gets other runs.
func TestModel_everyStreamLabel(t *testing.T) {
	text := modelText(t)
	call := regexp.MustCompile(`b\.Luck\("([a-z/-]+)"`)
	found := 0
	for _, dir := range []string{"sim", "sim/protocol"} {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
				continue
			}
			src, err := os.ReadFile(dir + "/" + e.Name())
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range call.FindAllStringSubmatch(string(src), -1) {
				found++
				if !strings.Contains(text, "| `"+m[1]) {
					t.Errorf("%s/%s draws from %q, which docs/model.md does not list", dir, e.Name(), m[1])
				}
			}
		}
	}
	if found < 15 {
		t.Errorf("only %d labels found in the code", found)
	}
}

// reference is a row of the table of reference results: shares in per cent, by scenario.
var reference = regexp.MustCompile("(?m)^\\| `([a-z-]+)` \\|((?: [0-9.]+ \\|){6})")

// The reference results are those of this engine. Their own error is small beside that of the runs here; four standard errors of
// a share go beyond what chance gives in one of 15,000 cases.
func TestModel_referenceResults(t *testing.T) {
	runs := int64(10000)
	if testing.Short() {
		runs = 2000
	}
	seen := map[string]bool{}
	for _, m := range reference.FindAllStringSubmatch(modelText(t), -1) {
		name := m[1]
		seen[name] = true
		got := endings(t, name, runs)
		for e, cell := range strings.Split(strings.Trim(m[2], " |"), "|") {
			x, err := strconv.ParseFloat(strings.TrimSpace(cell), 64)
			if err != nil {
				t.Fatal(err)
			}
			p := x / 100
			if room := 4*math.Sqrt(p*(1-p)/float64(runs)) + 0.002; math.Abs(got[e]-p) > room {
				t.Errorf("%s, %s: %.3f in %d runs, docs/model.md says %.3f", name, sim.EndingNames[e], got[e], runs, p)
			}
		}
	}
	for _, name := range scenarios.Names() {
		if !seen[name] {
			t.Errorf("docs/model.md has no reference result of %s", name)
		}
	}
}

// endings are the shares of the six endings of a scenario as it stands, with another seed than that of the reference.
func endings(t *testing.T, name string, runs int64) (share [6]float64) {
	t.Helper()
	s, findings := scenarios.Load(name, nil)
	if findings.HasErrors() {
		t.Fatal(findings)
	}
	spec, err := s.Spec("baseline")
	if err != nil {
		t.Fatal(err)
	}
	p := scenarios.Compile(spec)
	width := len(p.Parts.Columns)
	if p.Parts.Columns[0].Name != "ending" {
		t.Fatal("the ending is no longer the first column")
	}
	_, err = sim.Run(context.Background(), []*sim.Plan{p}, sim.Job{Seed: 2, Runs: runs, Workers: runtime.NumCPU()}, func(b results.Block) error {
		for i := range b.N {
			share[int(b.Values[i*width])] += 1 / float64(runs)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return share
}
