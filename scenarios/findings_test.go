package scenarios

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"parley/sim/diag"
	"parley/sim/results"
)

var update = flag.Bool("update", false, "write golden files anew")

// Every file in testdata/findings is a scenario with something wrong; its golden file is what an analyst sees. Read goldens in review
// like code: is the place right, is it clear what to do?
func TestLoad_findings(t *testing.T) {
	files, _ := filepath.Glob("testdata/findings/*.yaml")
	if len(files) < 15 {
		t.Fatalf("%d cases", len(files))
	}
	seen := map[string]bool{}
	for _, file := range files {
		s, findings := Load(filepath.ToSlash(file), nil)
		if len(findings) == 0 {
			t.Errorf("%s: no finding", file)
			continue
		}
		var sources diag.Sources
		if s != nil {
			sources = s.Sources
		} else {
			text, _ := os.ReadFile(file)
			sources = diag.Sources{filepath.ToSlash(file): string(text)}
		}
		var b bytes.Buffer
		diag.Render(&b, findings, sources, false)
		for _, f := range findings {
			seen[f.Code] = true
			if f.Line > 0 && (f.Column < 1 || f.Width < 1) {
				t.Errorf("%s: %s has no column", file, f.Code)
			}
		}
		golden := strings.TrimSuffix(file, ".yaml") + ".golden"
		if *update {
			if err := os.WriteFile(golden, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil || !bytes.Equal(want, b.Bytes()) {
			t.Errorf("%s: got\n%s\nwant\n%s", file, b.String(), want)
		}
	}
	for _, c := range diag.Codes() {
		if c.ID == diag.OddCase || c.ID == diag.LateEvidence {
			continue // of folders of past cases: shown by the tests of sim/backtest
		}
		if !seen[c.ID] {
			t.Errorf("no case shows %s (%s)", c.ID, c.Title)
		}
	}
}

// Absurd files are refused with a finding: no panic, no hang, no flood of memory.
func TestLoad_absurd(t *testing.T) {
	for name, text := range map[string]string{
		"empty":       "",
		"one number":  "42\n",
		"a list":      "- a\n- b\n",
		"null":        "null\n",
		"deep flow":   strings.Repeat("[", 100000),
		"deep dashes": strings.Repeat("- ", 100000) + "x",
		"deep block":  deepBlock(1200),
		"billion laughs": "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n" +
			"e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]\n",
		"ten megabytes": "title: " + strings.Repeat("x", 10<<20),
		"binary":        "\x00\x01\xff\xfe title: x",
		"many keys":     manyKeys(20000),
		"many names":    "extends: baseline\nratifiers: [" + strings.Join(numbered("a", 40000), ", ") + "]\n",
		"many options":  "extends: baseline\noptions: {" + strings.Join(numbered("o", 10000), ": {set: {talks.contact: 0.5}}, ") + ": {}}\n",
		"many actors":   "extends: baseline\nactors: {" + strings.Join(numbered("a", 10000), ": {kind: principal}, ") + ": {}}\n",
		"many issues":   "extends: baseline\nissues: {" + strings.Join(numbered("i", 10000), ": {by: us}, ") + ": {}}\n",
		"many shocks":   "extends: baseline\nshocks: {" + strings.Join(numbered("s", 10000), ": {hazard: 0.1 from assumption}, ") + ": {}}\n",
		"many labels":   "extends: baseline\nissues: {relief: {levels: {" + strings.Join(numbered("0.1", 20000), ": x, ") + ": x}}}\n",
		"many pairs":    "extends: baseline\ncorrelations:\n" + strings.Repeat("  - {of: [actors.us.trust.iran, actors.iran.trust.us], spearman: 0.5 from assumption}\n", 5000),
		"much evidence": "extends: baseline\ntalks:\n  contact: 0.5 from " + strings.Join(numbered("assumption/x", 30000), ", ") + "\n",
		"much weight":   "extends: baseline\ntalks:\n  contact: discrete " + strings.Join(numbered("0.1:0.0", 40000), " ") + " from assumption\n",
		"not a number":  "extends: baseline\nhorizon: .nan\nprotocol: {rounds: .inf from assumption, linked: null}\n",
		"odd keys":      "extends: baseline\n? [a, b]\n: c\n? {x: y}\n: z\n",
	} {
		file := filepath.Join(t.TempDir(), "s.yaml")
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, findings := Load(file, nil); !findings.HasErrors() {
			t.Errorf("%s: taken as a scenario", name)
		}
	}
	if _, findings := Load(filepath.Join(t.TempDir(), "nowhere.yaml"), nil); !findings.HasErrors() {
		t.Error("a file that is not there is taken as a scenario")
	}
	if _, findings := Load("baselin", nil); !findings.HasErrors() || !strings.Contains(findings[0].Hint, "baseline") {
		t.Errorf("a mistyped name: %+v", findings)
	}
}

// numbered are a word with 1, 2, ... n behind it.
func numbered(word string, n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = word + strconv.Itoa(i+1)
	}
	return out
}

func deepBlock(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

func manyKeys(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("k" + strings.Repeat("x", i%7) + string(rune('a'+i%26)) + strings.Repeat("y", i%11) + ": 1\n")
	}
	return b.String()
}

// Whatever is typed after --set, it is taken or refused with a hint.
func TestLoad_sets(t *testing.T) {
	for _, c := range []struct {
		path, value string
		code        string // "" when it is taken
	}{
		{"actors.iran.patience", "0.9", ""},
		{"actors.iran.patience", "pert 0.8 0.9 0.95 from article/p7#now", diag.LostEvidence},
		{"actors.iran.patience", "1.5", diag.OutOfRange},
		{"actors.iran.patiense", "0.9", diag.UnknownName},
		{"actors.irna.patience", "0.9", diag.UnknownName},
		{"agenda", "[nuclear, relief]", ""},
		{"agenda", "[nuclear, reliefs]", diag.UnknownName},
		{"mediator", "none", diag.BadList}, // the rival stays
		{"talks.format", "direct", ""},
		{"talks.format", "dirct", diag.BadWord},
		{"talks", "direct", diag.WrongType},
		{"actors.russia.style", "formulation", ""},
		{"actors.russia.style", "formulatoin", diag.UnknownForm},
		{"horizon", "36 months", ""},
		{"horizon", "soon", diag.WrongType},
		{"", "1", diag.UnknownName},
		{"issues.relif.ceiling", "0.5", diag.UnknownName},
		{"issues.any.ceiling", "0.5", diag.UnknownName},
		{"shocks.armed-clash.hazard", "0", ""},
		{"shocks.war.hazard", "0", diag.UnknownName},
		{"protocol.linked", "[0.1, 0.2]", diag.WrongType},
		{"protocol.linked", "[0.1", diag.NotYAML},
		{"protocol.linked", "40%", ""},
		{"protocol.linked", "40", diag.OutOfRange},
		{"table", "[iran, us]", ""},
		{"options.exchange.title", "x", diag.BadOption}, // a file says what options there are
		{"cutoff", "2025-02-29", diag.WrongType},        // no leap year
		{"cutoff", "2024-02-29", ""},
		{"brief.scale", "kent", ""},
	} {
		_, findings := Load("baseline", []results.Override{{Path: c.path, Value: c.value}})
		got := ""
		for _, f := range findings {
			if f.Severity == diag.Error {
				got = f.Code
				break
			}
		}
		if got != c.code {
			t.Errorf("--set %s=%s: %q, want %q (%+v)", c.path, c.value, got, c.code, findings)
		}
	}
}

// Two spellings of the same scenario have the same hash; a change of any number has another; the lock loads to the same.
func TestScenario_hash(t *testing.T) {
	load := func(text string) *Scenario {
		t.Helper()
		file := filepath.Join(t.TempDir(), "x.yaml")
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		s, findings := Load(file, nil)
		if findings.HasErrors() {
			t.Fatal(findings)
		}
		return s
	}
	a := load("extends: baseline\ntitle: T\nprotocol:\n  linked: 0.50 from assumption\nrun: {runs: 10}\n")
	b := load("# a comment\ntitle: \"T\"\nextends: baseline\nprotocol: {linked: \"50% from assumption\"}\n")
	c := load("extends: baseline\ntitle: T\nprotocol:\n  linked: 0.51 from assumption\n")
	if a.Hash() != b.Hash() {
		t.Error("two spellings have two hashes")
	}
	if a.Hash() == c.Hash() {
		t.Error("two scenarios have one hash")
	}
	for _, name := range Names() {
		s, _ := Load(name, nil)
		dir := filepath.Join(t.TempDir(), s.Name)
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "scenario.yaml"), s.Lock(), 0o644); err != nil {
			t.Fatal(err)
		}
		locked, findings := Load(dir, nil)
		if findings.HasErrors() {
			diag.Render(os.Stderr, findings, locked.Sources, false)
			t.Fatalf("%s: its lock does not load", name)
		}
		if locked.Hash() != s.Hash() {
			t.Errorf("%s: its lock has another hash", name)
		}
	}
}

// Every record of the article informs a number of an embedded scenario, or says that none rests on it and why.
func TestSeeds_everyRecordIsUsedOrSaysWhyNot(t *testing.T) {
	used := map[string]bool{}
	var lib = func() *Scenario { s, _ := Load("baseline", nil); return s }()
	for _, name := range Names() {
		s, _ := Load(name, nil)
		for _, o := range s.Options {
			for _, q := range o.view.quantities {
				for _, ref := range q.Quantity.From {
					used[ref.ID] = true
				}
			}
		}
	}
	for _, r := range lib.Library().Records {
		switch {
		case r.Idle() && r.Why == "":
			t.Errorf("%s says that nothing rests on it, and not why", r.ID)
		case r.Idle() && used[r.ID]:
			t.Errorf("%s says that nothing rests on it, but something does", r.ID)
		case !r.Idle() && !used[r.ID]:
			t.Errorf("%s is used by no embedded scenario", r.ID)
		}
	}
	if len(lib.Library().Records) < 40 {
		t.Errorf("%d records", len(lib.Library().Records))
	}
}
