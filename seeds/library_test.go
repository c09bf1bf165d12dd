package seeds

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"parley/sim/diag"
)

func load(text string) (*Library, diag.Findings) {
	return Load(fstest.MapFS{"evidence/a.yaml": {Data: []byte(text)}}, "evidence")
}

const sound = `source: {id: notes, title: Notes}
records:
  p10#late: {paragraph: P10, speaker: a clerk, date: undated, paraphrase: It is late., informs: none, direction: none, confidence: low, grade: C3, why: an example}
  p9#early: {paragraph: P9, speaker: a clerk, date: undated, paraphrase: It is early., informs: [talks.slope, actors.x.patience], direction: up, confidence: low, grade: C3, why: an example}
assumptions:
  gap: {text: What nobody says.}
sources:
  study: {title: A study, authors: Someone, year: 2001, status: checked, finding: It holds.}
`

// Everything a file can hold is there under the name that a scenario uses, paragraphs in the order of their numbers.
func TestLoad(t *testing.T) {
	l, findings := load(sound)
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	if got := strings.Join(l.IDs(), " "); got != "assumption notes/p9#early notes/p10#late assumption/gap literature/study" {
		t.Errorf("ids %s", got)
	}
	for _, id := range l.IDs() {
		if !l.Has(id) {
			t.Errorf("%s is listed and not there", id)
		}
	}
	if l.Has("notes/p9") || l.Has("") {
		t.Error("what is not listed is there")
	}
	early, _ := l.Record("notes/p9#early")
	late, _ := l.Record("notes/p10#late")
	if early.Idle() || len(early.Informs) != 2 || early.Speaker != "a clerk" || early.Source != "notes" || !late.Idle() {
		t.Errorf("%+v\n%+v", early, late)
	}
	if p, _ := l.Publication("literature/study"); p.Year != "2001" || p.Finding != "It holds." {
		t.Errorf("%+v", p)
	}
}

func TestLoad_noFolder(t *testing.T) {
	l, findings := Load(fstest.MapFS{}, "evidence")
	if len(findings) > 0 || len(l.IDs()) != 1 {
		t.Errorf("%v %v", l.IDs(), findings)
	}
}

// What is wrong with a file of evidence is told with its place.
func TestLoad_findings(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"a field that is not one", "speaker: a clerk, date: undated, paraphrase: It is late.", "speaker: a clerk, date: undated, paraphras: x, paraphrase: It is late.", `E102 3:63 unknown field "paraphras" in records.p10#late`},
		{"no speaker", "paragraph: P10, speaker: a clerk,", "paragraph: P10,", "E107 3:3 p10#late has no `speaker:`"},
		{"an empty paraphrase", "paraphrase: It is late.", "paraphrase: ''", "E107 3:3 p10#late has no `paraphrase:`"},
		{"a grade that is none", "confidence: low, grade: C3, why: an example}\n  p9", "confidence: low, grade: C7, why: an example}\n  p9", `E303 3:144 "C7" is not a grade`},
		{"a confidence that is none", "confidence: low, grade: C3, why: an example}\n  p9", "confidence: lowish, grade: C3, why: an example}\n  p9", `E303 3:132 confidence: "lowish" is not one of low, medium, high`},
		{"a long paraphrase", "It is late.", strings.TrimSpace(strings.Repeat("word ", 26)), "E304 3:75 the paraphrase has 26 words; it may have 25"},
		{"records without a source", "source: {id: notes, title: Notes}\n", "", "E107 1:1 records without a source"},
		{"a source with a name that is taken", "id: notes", "id: literature", "E107 1:14 a source needs an id of its own"},
		{"a record's name with blanks", "p10#late:", "p10 late:", `E301 3:3 "p10 late" cannot be a name here`},
		{"records as a list", sound[strings.Index(sound, "records:"):], "records: [a]\n", "E103 2:10 records: is a map of names to what they stand for"},
		{"the same record twice", "p9#early", "p10#late", `E104 4:3 "p10#late" is given twice`},
		{"informs a map", "informs: none", "informs: {a: b}", "E103 3:97 informs lists paths of quantities"},
		{"not YAML", "assumptions:\n", "assumptions\n", "E101 5:1 a key without a colon"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !strings.Contains(sound, c.old) {
				t.Fatal("the case changes nothing")
			}
			_, findings := load(strings.Replace(sound, c.old, c.new, 1))
			var got []string
			for _, f := range findings {
				got = append(got, fmt.Sprintf("%s %d:%d %s", f.Code, f.Line, f.Column, f.Message))
				if f.File != "evidence/a.yaml" {
					t.Errorf("file %q", f.File)
				}
			}
			if len(got) == 0 || got[0] != c.want {
				t.Errorf("got %q, want %q first", got, c.want)
			}
		})
	}
}

// A scenario's own evidence comes first and hides what has its name.
func TestLibrary_Join(t *testing.T) {
	own, _ := load(strings.Replace(sound, "What nobody says.", "Mine.", 1))
	base, _ := load(sound + "  other: {title: Other, authors: X, year: 2, status: checked, finding: y}\n")
	l := own.Join(base)
	if a, _ := l.Assumption("assumption/gap"); a.Text != "Mine." {
		t.Errorf("%+v", a)
	}
	if !l.Has("literature/other") || len(l.Records) != 2 || len(l.Publications) != 2 {
		t.Errorf("%v", l.IDs())
	}
}

// The embedded evidence keeps to its own rules: nothing is quoted at length, every record says what it rests on and why.
func TestEmbedded(t *testing.T) {
	l, findings := Load(files, ".")
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	if len(l.Records) < 40 || len(l.Assumptions) < 10 || len(l.Publications) < 20 {
		t.Errorf("%d records, %d assumptions, %d publications", len(l.Records), len(l.Assumptions), len(l.Publications))
	}
	for _, r := range l.Records {
		if want := "p" + r.Paragraph[1:] + "#"; !strings.HasPrefix(r.ID, "article/"+want) && !strings.HasPrefix(r.ID, "article/"+strings.ToLower(r.Paragraph)+"#") {
			t.Errorf("%s says it is in %s", r.ID, r.Paragraph)
		}
	}
}
