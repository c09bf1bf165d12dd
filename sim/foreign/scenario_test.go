package foreign_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley/scenarios"
	"parley/sim"
	"parley/sim/foreign"
)

// valid reads what the import wrote as a scenario of ours and plays it; it returns how many of 200 runs end with a deal.
func valid(t *testing.T, name, text string) (deals int) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "imported.yaml")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	sc, findings := scenarios.Load(file, nil)
	if findings.HasErrors() {
		t.Fatalf("%s: %v\n%s", name, findings, text)
	}
	spec, err := sc.Spec(sc.Manifest().Options[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	m := sim.NewMachine(scenarios.Compile(spec), 1)
	for run := range uint64(200) {
		if e := m.Play(run, run, nil).Outcome.Ending; e == sim.FullDeal || e == sim.LimitedDeal {
			deals++
		}
	}
	return deals
}

// Every file of the tests becomes a scenario that is valid and plays; where the original has room for a deal, some runs end with one.
func TestScenario_isValid(t *testing.T) {
	for _, path := range []string{"genius", "geniusweb", "negolog", "negmas", "ktab/water.csv", "ktab/water.xml", "ktab/emissions.csv"} {
		n, err := foreign.Read(filepath.Join("testdata", path))
		if err != nil {
			t.Fatal(err)
		}
		text, lost, err := n.Scenario()
		if err != nil {
			t.Fatal(path, err)
		}
		if deals := valid(t, path, text); deals == 0 && len(n.Actors) == 0 {
			t.Errorf("%s: none of 200 runs of the imported scenario ends with a deal", path)
		}
		for _, l := range lost {
			if !strings.Contains(text, "# - "+l) {
				t.Errorf("%s: %q is not listed in the file", path, l)
			}
		}
	}
}

// Names from outside cannot leave their place in the file, nor clash with words of ours.
func TestScenario_names(t *testing.T) {
	for _, name := range []string{"any", "none", "a: b", "x\ny: z", `q"uote\`, "# not a comment", "&anchor *alias", "ключ", "", "-", "{x}", "[y]", "yes", "1", "us", strings.Repeat("long ", 60), "\u2028", "a.b", "Ünï"} {
		for _, other := range []string{"none", name + "!", "second"} {
			worth := [][]float64{{1, 0.5, 0}, {0.2, 1, 0}}
			n := &foreign.Negotiation{Format: "NegoLog", Name: name, Files: []string{name + ".json"},
				Issues: []foreign.Issue{{Name: name, Values: []string{name + "1", name + "2", "3"}}, {Name: other, Values: []string{"p", "q" + name, "r"}}},
				Parties: []foreign.Party{{Name: name, Weights: []float64{0.6, 0.4}, Worth: worth}, {Name: other, Weights: []float64{0.3, 0.7}, Worth: [][]float64{{0, 0.4, 1}, {1, 0, 0.5}}},
					{Name: "third " + name, Weights: []float64{0.5, 0.5}, Worth: worth}}}
			text, _, err := n.Scenario()
			if err != nil {
				t.Fatal(err)
			}
			valid(t, fmt.Sprintf("%q and %q", name, other), text)
		}
	}
}

// More than a scenario of ours can hold is refused with the number.
func TestScenario_tooMuch(t *testing.T) {
	party := foreign.Party{Name: "a", Weights: slices.Repeat([]float64{1}, 9), Worth: slices.Repeat([][]float64{{0, 1}}, 9)}
	n := &foreign.Negotiation{Issues: slices.Repeat([]foreign.Issue{{Name: "i", Values: []string{"x", "y"}}}, 9), Parties: []foreign.Party{party, party}}
	if _, _, err := n.Scenario(); err == nil || !strings.Contains(err.Error(), "9 issues") {
		t.Errorf("nine issues: %v", err)
	}
	n.Issues, n.Parties = n.Issues[:1], n.Parties[:1]
	if _, _, err := n.Scenario(); err == nil {
		t.Error("a single party is not refused")
	}
}
