package scenarios

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/actors"
	"parley/sim"
	"parley/sim/diag"
	"parley/sim/results"
)

// folder puts files into a folder of their own and gives its name.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// play loads a scenario without findings and plays each of its options.
func play(t *testing.T, arg string) *Scenario {
	t.Helper()
	s, findings := Load(arg, nil)
	if len(findings) > 0 {
		var b strings.Builder
		diag.Render(&b, findings, s.Sources, false)
		t.Fatalf("%s:\n%s", arg, b.String())
	}
	var plans []*sim.Plan
	for _, o := range s.Options {
		spec, err := s.Spec(o.ID)
		if err != nil {
			t.Fatal(err)
		}
		plans = append(plans, Compile(spec))
	}
	report, err := sim.Run(context.Background(), plans, sim.Job{Seed: 1, Runs: 100, Workers: 2}, func(results.Block) error { return nil })
	if err != nil || report.Failed > 0 {
		t.Fatalf("%s: %d runs failed, %v %+v", arg, report.Failed, err, report.Failures)
	}
	return s
}

// Every embedded profile is read, checked and played in the part its kind is made for, so that a new file in actors/ needs no test of its own.
func TestLoad_everyProfilePlaysItsPart(t *testing.T) {
	for _, id := range actors.Embedded() {
		t.Run(id, func(t *testing.T) {
			n, findings := diag.ReadYAML(id, mustProfile(id))
			if len(findings) > 0 {
				t.Fatal(findings)
			}
			head := map[string]string{
				"principal":   "", // the principals of the baseline
				"mediator":    "mediator: " + id + "\nrival-mediator: none\n",
				"veto-player": "ratifiers: [" + id + "]\n",
				"spoiler":     "spoilers: [" + id + "]\n",
			}[n.Get("kind").Text]
			dir := folder(t, map[string]string{"s.yaml": "extends: baseline\ntitle: T\n" + head})
			play(t, filepath.Join(dir, "s.yaml"))
		})
	}
}

func mustProfile(id string) []byte {
	text, _ := actors.Profile(id)
	return text
}

// An actor whom a profile names as its patron is there, although nobody gives it a part.
func TestLoad_patronWithoutAPart(t *testing.T) {
	dir := folder(t, map[string]string{"s.yaml": "extends: baseline\ntitle: T\nratifiers: [iran-hardliners]\n"})
	s := play(t, filepath.Join(dir, "s.yaml"))
	spec, err := s.Spec("baseline")
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(spec.Actors); !strings.Contains(got, "khamenei") {
		t.Errorf("actors %s", got)
	}
	for _, a := range s.Manifest().Actors {
		if a.ID == "khamenei" && a.Role != "" {
			t.Errorf("khamenei has the part %q", a.Role)
		}
	}
}

// A folder's own actors, evidence and base scenario are looked up before the embedded ones.
func TestLoad_folder(t *testing.T) {
	const evidence = "source: {id: mine, title: Mine}\nrecords:\n  p1#linked: {paragraph: P1, speaker: me, date: undated, paraphrase: x, informs: [protocol.linked], direction: down, confidence: low, grade: F6, why: y}\n"
	dir := folder(t, map[string]string{
		"base.yaml":          "extends: baseline\nprotocol:\n  linked: 0.4 from mine/p1#linked\noptions:\n  lost: {set: {protocol.linked: 1 from assumption}}\n",
		"scenario.yaml":      "extends: base\ntitle: T\nmediator: host\nrival-mediator: none\n",
		"actors/host.yaml":   "title: The host\nkind: mediator\navailability: 0.9 from mine/p1#linked\n",
		"evidence/mine.yaml": evidence,
	})
	s := play(t, dir)
	for _, q := range s.Manifest().Quantities {
		switch q.Path {
		case "protocol.linked":
			if q.Spec != "0.4" || q.From[0].Speaker != "me" || !strings.HasSuffix(q.File, "/base.yaml") || q.Line != 3 {
				t.Errorf("%+v", q)
			}
		case "actors.host.availability":
			if q.Title == "" || !strings.HasPrefix(q.Title, "The host: ") || q.Spec != "0.9" {
				t.Errorf("%+v", q)
			}
		}
	}
	if len(s.Options) != 1 {
		t.Errorf("options are inherited: %+v", s.Options)
	}
	// Its lock needs the same evidence and nothing else.
	locked := play(t, folder(t, map[string]string{"scenario.yaml": string(s.Lock()), "evidence/mine.yaml": evidence}))
	if locked.Hash() != s.Hash() || locked.EvidenceHash() != s.EvidenceHash() {
		t.Error("the lock has another hash")
	}
}

// Equal distributions share one compiled table.
func TestScenario_tablesAreShared(t *testing.T) {
	s := play(t, "baseline")
	tables := map[string]sim.Quantiler{}
	texts := map[string]string{}
	for _, q := range s.Quantities() {
		texts[q.Path] = q.Quantity.Dist.String()
	}
	for _, o := range s.Options {
		spec, err := s.Spec(o.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range spec.Quantities {
			text := texts[q.Path]
			if o.ID != "baseline" || text == "" {
				continue
			}
			if have, ok := tables[text]; ok && have != q.Dist {
				t.Errorf("%s has a table of its own for %s", q.Path, text)
			}
			tables[text] = q.Dist
		}
	}
	if len(tables) < 30 || len(tables) > 200 {
		t.Errorf("%d tables for %d quantities", len(tables), len(texts))
	}
}

// What is wrong with a folder's evidence is told there, not again at every number that rests on it.
func TestLoad_brokenEvidence(t *testing.T) {
	dir := folder(t, map[string]string{
		"scenario.yaml":      "extends: baseline\ntitle: T\nprotocol:\n  linked: 0.4 from mine/p1#linked\n",
		"evidence/mine.yaml": "source: {id: mine, title: Mine}\nrecords:\n  p1#linked: {paragraph: P1,\n",
	})
	s, findings := Load(dir, nil)
	if len(findings) != 1 || findings[0].Code != diag.NotYAML || !strings.HasSuffix(findings[0].File, "/evidence/mine.yaml") || s.Sources[findings[0].File] == "" {
		t.Errorf("%+v", findings)
	}
}
