package scenarios

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/sim/diag"
)

// beyond are the rules that a JSON Schema cannot say: there the reader refuses and the schema does not.
const beyond = "beyond the schema: "

// Values in one place of a sound scenario, judged by the schema and by the reader. They agree, save where the name says why not.
func TestSchema_judgesAsTheReader(t *testing.T) {
	schema := compiled(t)
	for name, line := range map[string]string{
		"a number":                    "talks: {contact: 0.5 from assumption}",
		"percent":                     "talks: {contact: 50% from assumption}",
		"pert":                        "talks: {contact: pert 0.1 0.2 0.3 from assumption/deadline}",
		"pert with two numbers":       "talks: {contact: pert 0.1 0.2 from assumption}",
		"pert with four numbers":      "talks: {contact: pert 0.1 0.2 0.3 0.4 from assumption}",
		"unknown distribution":        "talks: {contact: gamma 0.1 0.2 from assumption}",
		"no evidence":                 "talks: {contact: 0.5}",
		"nothing after from":          "talks: {contact: 0.5 from}",
		"two words of evidence":       "talks: {contact: 0.5 from assumption assumption}",
		"evidence in capitals":        "talks: {contact: 0.5 from Assumption}",
		"beta with bounds":            "protocol: {rounds: beta 2 5 6 18 from assumption}",
		"beta with one bound":         "protocol: {rounds: beta 2 5 6 from assumption}",
		"discrete":                    "protocol: {rounds: 'discrete 0.5:6 0.5:12 from assumption'}",
		"discrete without weights":    "protocol: {rounds: discrete 6 12 from assumption}",
		"empirical":                   "protocol: {rounds: empirical 6 9 12 from assumption}",
		"quantiles with bounds":       "talks: {contact: 'quantiles 10:0.2 50:0.4 90:0.8 0 1 from assumption'}",
		"a level":                     "actors: {russia: {style: formulation from assumption}}",
		"two numbers":                 "talks: {contact: 0.1 0.2 from assumption}",
		"a list for a number":         "talks: {contact: [0.1, 0.2]}",
		"a word of a switch":          "talks: {format: indirect}",
		"no word of a switch":         "talks: {format: sideways}",
		"empty agenda":                "agenda: []",
		"one issue":                   "agenda: [nuclear]",
		"an issue twice":              "agenda: [nuclear, nuclear, relief]",
		"one principal":               "table: [us]",
		"three principals":            "table: [us, iran, russia]",
		"no ratifiers":                "ratifiers: none",
		"nobody at the table":         "table: none",
		"horizon in months":           "horizon: 24 months",
		"horizon in years":            "horizon: 2 years",
		"horizon as a number":         "horizon: 24",
		"horizon in days":             "horizon: 700 days",
		"horizon of nothing":          "horizon: 0 months",
		"cut-off":                     "cutoff: 2025-03-04",
		"cut-off the other way round": "cutoff: 04-03-2025",
		"cut-off in month 13":         "cutoff: 2025-13-04",
		"a chart":                     "charts: {drivers: {title: Mine}}",
		"no chart":                    "charts: {pie: {title: Mine}}",
		"keep":                        "run: {keep: all}",
		"no setting":                  "run: {speed: 9}",
		"no stage":                    "stages: [talks-about-talks, haggling]",
		"no stages":                   "stages: []",
		"an option":                   "options: {a: {title: A, set: {talks.contact: 0.9}}}",
		"an option with evidence":     "options: {a: {set: {talks.contact: 0.9 from assumption/lever}}}",
		"an option's name":            "options: {A b: {set: {talks.contact: 0.9}}}",
		"an option called no":         "options: {no: {set: {talks.contact: 0.9}}}",
		"an option called 2025":       "options: {2025: {set: {talks.contact: 0.9}}}",
		"an option's long name":       "options: {" + strings.Repeat("a", 61) + ": {set: {talks.contact: 0.9}}}",
		"runs":                        "run: {runs: 2000, seed: 0, workers: 2, sets: 20, paper: letter}",
		"runs with marks":             "run: {runs: 100_000}",
		"no runs":                     "run: {runs: 0}",
		"half a run":                  "run: {runs: 0.5}",
		"runs in words":               "run: {runs: many}",
		"a seed below 0":              "run: {seed: -1}",
		"no sheet":                    "run: {paper: a3}",
		"no sort of keeping":          "run: {keep: everything}",
		"a question in figures":       "question: 2025",
		"a question of one truth":     "question: true",
		"no question":                 "question:",
		"an empty group":              "talks:",
		"an issue called true":        "agenda: [true, relief]",
		"a label between the ends":    "issues: {relief: {levels: {0.3: some}}}",

		beyond + "out of range":               "talks: {contact: 1.5 from assumption}",
		beyond + "mode outside the bounds":    "talks: {contact: pert 0.1 0.9 0.3 from assumption}",
		beyond + "weights that do not add up": "protocol: {rounds: 'discrete 0.5:6 0.6:12 from assumption'}",
		beyond + "lost evidence":              "talks: {contact: 0.5 from article/p99#nothing}",
		beyond + "unknown issue":              "agenda: [nuclear, whaling]",
		beyond + "30 February":                "cutoff: 2025-02-30",
		beyond + "21 years":                   "horizon: 21 years",
		beyond + "unknown path of an option":  "options: {a: {set: {talks.contract: 0.9}}}",
		beyond + "a label of an end":          "issues: {relief: {levels: {1: all}}}",
		beyond + "a label off the range":      "issues: {relief: {levels: {1.3: some}}}",
	} {
		dir := t.TempDir()
		text := "extends: baseline\ntitle: T\n" + line + "\n"
		if err := os.WriteFile(filepath.Join(dir, "scenario.yaml"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		_, findings := Load(dir, nil)
		n, broken := diag.ReadYAML("scenario.yaml", []byte(text))
		if len(broken) > 0 {
			t.Fatalf("%s: %v", name, broken)
		}
		byReader, bySchema := findings.HasErrors(), schema.Validate(plainValue(n)) != nil
		if want := len(name) > len(beyond) && name[:len(beyond)] == beyond; want {
			if !byReader || bySchema {
				t.Errorf("%s: refused by the reader %v, by the schema %v; it can leave the list of exceptions", name, byReader, bySchema)
			}
			continue
		}
		if byReader != bySchema {
			t.Errorf("%s: refused by the reader %v, by the schema %v: %v", name, byReader, bySchema, findings)
		}
	}
}

// A scenario with errors has no resolved form.
func TestLock_ofErrors(t *testing.T) {
	for _, text := range []string{"extends: baseline\ntitle: T\nagenda: [whaling]\n", "title: T\n", "- a\n", ""} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "scenario.yaml"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		s, findings := Load(dir, nil)
		if !findings.HasErrors() {
			t.Fatalf("%q has no errors", text)
		}
		if s != nil && s.Lock() != nil {
			t.Errorf("%q has a resolved form", text)
		}
	}
}

// What an option sets without evidence rests on its being a choice.
func TestOption_withoutEvidence(t *testing.T) {
	dir := t.TempDir()
	text := "extends: baseline\ntitle: T\noptions: {loaded: {set: {terms.front-loading: 0.8}}}\n"
	if err := os.WriteFile(filepath.Join(dir, "scenario.yaml"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	s, findings := Load(dir, nil)
	if findings.HasErrors() {
		t.Fatal(findings)
	}
	for _, q := range s.Options[1].view.quantities {
		if q.Path == "terms.front-loading" && (len(q.Quantity.From) != 1 || q.Quantity.From[0].ID != "assumption/lever") {
			t.Errorf("it rests on %v", q.Quantity.From)
		}
	}
}
