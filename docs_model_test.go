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
		words = "none, or the name of " + map[bool]string{true: "an ", false: "a "}[strings.ContainsAny(c.Ref[:1], "aeiou")] + c.Ref
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

// reference is a row of the table of reference results: shares in per cent, by scenario and option.
var reference = regexp.MustCompile("(?m)^\\| `([a-z-]+)` \\| `([a-z-]+)` \\|((?: [0-9.]+ \\|){6})")

// The reference results are those of this engine. Their own error is small beside that of the runs here; four standard errors of
// a share go beyond what chance gives in one of 15,000 cases.
func TestModel_referenceResults(t *testing.T) {
	runs := int64(4000)
	if testing.Short() {
		runs = 1000
	}
	seen := map[string]bool{}
	for _, m := range reference.FindAllStringSubmatch(modelText(t), -1) {
		name, option := m[1], m[2]
		seen[name] = true
		played := play(t, name, option, runs)
		for e, cell := range strings.Split(strings.Trim(m[3], " |"), "|") {
			p, err := strconv.ParseFloat(strings.TrimSpace(cell), 64)
			if err != nil {
				t.Fatal(err)
			}
			p /= 100
			got, _ := played.mean("ending", func(x float64) float64 { return truth(int(x) == e) })
			if room := 4*math.Sqrt(p*(1-p)/float64(runs)) + 0.002; math.Abs(got-p) > room {
				t.Errorf("%s, %s, %s: %.3f in %d runs, docs/model.md says %.3f", name, option, sim.EndingNames[e], got, runs, p)
			}
		}
	}
	for _, name := range scenarios.Names() {
		if !seen[name] {
			t.Errorf("docs/model.md has no reference result of %s", name)
		}
	}
}

// The levels beside base rates are those of this engine too, to the two digits given and four standard errors.
func TestModel_levels(t *testing.T) {
	played := play(t, "baseline", "baseline", 20000, "actors.us.exit.chance", "0", "actors.iran.exit.chance", "0")
	rows := regexp.MustCompile("(?m)^\\| [^|]+\\(`([a-z0-9-]+)`\\) \\| ([0-9.]+) \\|").FindAllStringSubmatch(modelText(t), -1)
	if len(rows) < 5 {
		t.Fatalf("only %d levels found in docs/model.md", len(rows))
	}
	for _, row := range rows {
		want, err := strconv.ParseFloat(row[2], 64)
		if err != nil {
			t.Fatal(err)
		}
		same := func(x float64) float64 { return x }
		var got, n float64
		if row[1] == "text-given-talks" {
			_, texts := played.mean("text-month", same)
			_, n = played.mean("talks-month", same)
			got = texts / n
		} else {
			got, n = played.mean(row[1], same)
		}
		if room := 4*math.Sqrt(want*(1-want)/n) + 0.006; math.Abs(got-want) > room {
			t.Errorf("%s: %.3f of %.0f, docs/model.md says %.2f", row[1], got, n, want)
		}
	}
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// played holds the rows of one option.
type played struct {
	column map[string]int
	width  int
	rows   []float64
}

// mean of a metric over the runs in which it is defined, and their number.
func (p *played) mean(metric string, of func(float64) float64) (mean, n float64) {
	c, ok := p.column[metric]
	if !ok {
		panic("no metric " + metric)
	}
	sum := 0.0
	for i := c; i < len(p.rows); i += p.width {
		if x := p.rows[i]; x == x {
			sum, n = sum+of(x), n+1
		}
	}
	return sum / n, n
}

// play plays an option with another seed than that of the reference.
func play(t *testing.T, scenario, option string, runs int64, sets ...string) *played {
	t.Helper()
	var over []results.Override
	for i := 0; i < len(sets); i += 2 {
		over = append(over, results.Override{Path: sets[i], Value: sets[i+1]})
	}
	s, findings := scenarios.Load(scenario, over)
	if findings.HasErrors() {
		t.Fatal(findings)
	}
	spec, err := s.Spec(option)
	if err != nil {
		t.Fatal(err)
	}
	plan := scenarios.Compile(spec)
	p := &played{column: map[string]int{}, width: len(plan.Parts.Columns)}
	for i, c := range plan.Parts.Columns {
		p.column[c.Name] = i
	}
	report, err := sim.Run(context.Background(), []*sim.Plan{plan}, sim.Job{Seed: 2, Runs: runs, Workers: runtime.NumCPU()}, func(b results.Block) error {
		p.rows = append(p.rows, b.Values...)
		return nil
	})
	if err != nil || report.Failed > 0 {
		t.Fatalf("%d runs failed: %v", report.Failed, err)
	}
	return p
}
