package backtest

// The built-in cases follow from two codings by one rule, docs/validation.md: nobody can tune a case by hand.

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"parley/scenarios"
)

// coding is one coder's view of a case. Words stand for ranges.
type coding struct {
	Prior  map[string]float64           `yaml:"coder-prior"` // of the second coding alone
	Wants  map[string]map[string]string `yaml:"wants"`       // actor, issue: low, middle, high
	Most   map[string]any               `yaml:"cares-most"`  // principal: an issue, a list of some, or equal
	Veto   map[string]string            `yaml:"veto"`        // veto player: soft, hard, none
	Middle map[string]map[string]string `yaml:"mediator"`    // mediator: style, and bias: none or a side
}

func codings(t *testing.T, name string) map[string]coding {
	t.Helper()
	text, err := fs.ReadFile(scenarios.Cases(), "codings/"+name)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]coding{}
	if err := yaml.Unmarshal(text, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// Ranges in hundredths: low, most likely, high.
var (
	wants = map[string][3]int{"low": {0, 10, 30}, "middle": {30, 50, 70}, "high": {70, 90, 100}}
	cares = map[string][3]int{"other": {70, 100, 130}, "equal": {105, 150, 195}, "most": {140, 200, 260}}
)

// pert is the range of two words: of one where they agree, over both where they do not.
func pert(ranges map[string][3]int, a, b string) string {
	x, y := ranges[a], ranges[b]
	number := func(hundredths float64) string {
		return strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.3f", hundredths/100), "0"), ".")
	}
	return fmt.Sprintf("pert %s %s %s", number(float64(min(x[0], y[0]))), number(float64(x[1]+y[1])/2), number(float64(max(x[2], y[2]))))
}

// weight is the word for how much a principal cares about an issue.
func (c coding) weight(actor, issue string) string {
	switch m := c.Most[actor].(type) {
	case string:
		if m == issue {
			return "most"
		}
		if m == "equal" {
			return "equal"
		}
	case []any:
		if slices.Contains(m, any(issue)) {
			return "most"
		}
	}
	return "other"
}

var styles = []string{"facilitation", "formulation", "manipulation"}

func TestCodings_makeTheCases(t *testing.T) {
	first, second := codings(t, "first.yaml"), codings(t, "second.yaml")
	cases, findings, _ := Load(scenarios.Cases(), "scenarios/cases")
	if findings.HasErrors() || len(first) != len(cases) || len(second) != len(cases) {
		t.Fatalf("%d cases, %d and %d codings: %v", len(cases), len(first), len(second), findings)
	}
	for _, c := range cases {
		a, b := first[c.ID], second[c.ID]
		spec, err := c.Scenario.Spec("baseline")
		if err != nil {
			t.Fatal(err)
		}
		lean := func(side string) float64 { // half the scale, to the first principal below 0
			return map[string]float64{"none": 0, spec.Table[0]: -0.5, spec.Table[1]: 0.5}[side]
		}
		want := map[string]string{}
		for _, actor := range spec.Actors {
			at := "actors." + actor.ID + "."
			for issue := range a.Wants[actor.ID] {
				want[at+"ideal."+issue] = pert(wants, a.Wants[actor.ID][issue], b.Wants[actor.ID][issue])
				if _, coded := a.Most[actor.ID]; coded {
					want[at+"salience."+issue] = pert(cares, a.weight(actor.ID, issue), b.weight(actor.ID, issue))
				}
			}
			if a.Veto[actor.ID] != "" {
				if got := spec.Choices[at+"veto.kind"]; got != a.Veto[actor.ID] || b.Veto[actor.ID] == "none" {
					t.Errorf("%s: the veto of %s is %s; the codings say %s and %s", c.ID, actor.ID, got, a.Veto[actor.ID], b.Veto[actor.ID])
				}
			}
			if m, n := a.Middle[actor.ID], b.Middle[actor.ID]; m != nil {
				i, j := slices.Index(styles, m["style"]), slices.Index(styles, n["style"])
				want[at+"style"] = m["style"]
				if i != j {
					want[at+"style"] = fmt.Sprintf("discrete 0.5:%s 0.5:%s", styles[min(i, j)], styles[max(i, j)])
				}
				if x, y := lean(m["bias"]), lean(n["bias"]); x != y {
					want[at+"bias"] = fmt.Sprintf("uniform %g %g", min(x, y), max(x, y))
				} else if x != 0 {
					want[at+"bias"] = fmt.Sprintf("%g", x)
				}
			}
		}
		for _, q := range c.Scenario.Quantities() {
			if !strings.HasPrefix(q.File, "scenarios/cases/") {
				continue // generic
			}
			text, from, _ := strings.Cut(q.Text, " from ")
			if text != want[q.Path] {
				t.Errorf("%s: %s is %q, the codings make it %q", c.ID, q.Path, text, want[q.Path])
			}
			agree := !strings.Contains(from, "case-widened")
			if one := strings.HasPrefix(q.Text, "pert 0 0.1 0.3 ") || strings.HasPrefix(q.Text, "pert 0.7 0.9 1 "); one && !agree {
				t.Errorf("%s: %s is a range of one coding and says that two differ", c.ID, q.Path)
			}
			delete(want, q.Path)
		}
		for path, text := range want {
			t.Errorf("%s: %s is left generic, the codings make it %q", c.ID, path, text)
		}
		for e, name := range Classes() {
			if got := c.Outcome.Prior; len(got) == 0 || got[e] != b.Prior[name.String()] {
				t.Errorf("%s: the coder's chances are %v, in the coding %v", c.ID, got, b.Prior)
				break
			}
		}
	}
}

// agreement is how often two coders used the same word, and Cohen's kappa (1960): by how much more than two who used their words as
// often, blindly.
func agreement(pairs [][2]string) (same int, kappa float64) {
	one, two := map[string]float64{}, map[string]float64{}
	for _, p := range pairs {
		if p[0] == p[1] {
			same++
		}
		one[p[0]]++
		two[p[1]]++
	}
	n := float64(len(pairs))
	blind := 0.0
	for word, k := range one {
		blind += k / n * two[word] / n
	}
	return same, (float64(same)/n - blind) / (1 - blind)
}

func TestAgreement_knownAnswer(t *testing.T) {
	// Cohen's worked example in many texts: 20 yes-yes, 15 no-no, 5 and 10 mixed: 0.7 agree, 0.5 by chance.
	var pairs [][2]string
	for words, n := range map[[2]string]int{{"yes", "yes"}: 20, {"yes", "no"}: 5, {"no", "yes"}: 10, {"no", "no"}: 15} {
		for range n {
			pairs = append(pairs, words)
		}
	}
	same, kappa := agreement(pairs)
	near(t, "same", float64(same), 35, 0)
	near(t, "kappa", kappa, 0.4, 1e-12)
}

// How far the codings agree stands in docs/validation.md, as this test computes it.
func TestCodings_agreement(t *testing.T) {
	first, second := codings(t, "first.yaml"), codings(t, "second.yaml")
	of := map[string][][2]string{}
	for id, a := range first {
		b := second[id]
		put := func(item, x, y string) { of[item] = append(of[item], [2]string{x, y}) }
		for actor, issues := range a.Wants {
			item := "what a principal wants on an issue"
			if _, ratifies := a.Veto[actor]; ratifies {
				item = "what a veto player wants on an issue"
			}
			for issue, word := range issues {
				put(item, word, b.Wants[actor][issue])
			}
		}
		for actor := range a.Most {
			for issue := range a.Wants[actor] {
				put("how much a principal cares about an issue", a.weight(actor, issue), b.weight(actor, issue))
			}
		}
		for actor, kind := range a.Veto {
			put("veto", kind, b.Veto[actor])
		}
		for m, x := range a.Middle {
			put("style of the mediator", x["style"], b.Middle[m]["style"])
			put("lean of the mediator", x["bias"], b.Middle[m]["bias"])
		}
	}
	doc, err := os.ReadFile("../../docs/validation.md")
	if err != nil {
		t.Fatal(err)
	}
	for item, pairs := range of {
		same, kappa := agreement(pairs)
		if row := fmt.Sprintf("| %s | %d of %d | %.2f |", item, same, len(pairs), kappa); !strings.Contains(string(doc), row) {
			t.Errorf("docs/validation.md has no row\n%s", row)
		}
	}
}
