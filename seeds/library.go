// Package seeds holds seed documents: coded source material, statement by statement (not random seeds). A record is one claim of one
// source, in our own words: who says it, when, what it tells a modeller, and how far it can be trusted.
//
// It knows no scenario: which numbers rest on a record is for the reader of scenarios to say.
package seeds

import (
	"embed"
	"fmt"
	"io/fs"
	"sort"
	"strings"

	"go.yaml.in/yaml/v4"

	"parley/sim/diag"
)

//go:embed *.yaml
var files embed.FS

// Record is one coded statement.
type Record struct {
	ID         string `yaml:"-"`          // "article/p9#precondition"
	Source     string `yaml:"-"`          // "article"
	Paragraph  string `yaml:"paragraph"`  // "P9"
	Speaker    string `yaml:"speaker"`    // who holds the position, and how it reached the source
	Date       string `yaml:"date"`       // or "undated"
	Paraphrase string `yaml:"paraphrase"` // at most 25 words, our own
	Informs    Paths  `yaml:"informs"`    // scenario paths; empty for none
	Direction  string `yaml:"direction"`
	Confidence string `yaml:"confidence"` // low, medium, high
	Grade      string `yaml:"grade"`      // Admiralty code
	Why        string `yaml:"why"`
}

// Idle reports whether the record says of itself that no quantity rests on it.
func (r Record) Idle() bool { return len(r.Informs) == 0 }

// Paths are scenario paths; in YAML a list, one path, or the word none.
type Paths []string

// UnmarshalYAML reads the three forms.
func (p *Paths) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		if n.Value != "none" && n.Value != "" {
			*p = Paths{n.Value}
		}
		return nil
	}
	return n.Decode((*[]string)(p))
}

// Assumption is something the sources are silent on and the model needs.
type Assumption struct {
	ID   string // "assumption/deadline"
	Text string
}

// Publication is a published source of a base rate or of a generic value.
type Publication struct {
	ID      string `yaml:"-"` // "literature/ucdp-durability"
	Title   string `yaml:"title"`
	Authors string `yaml:"authors"`
	Year    string `yaml:"year"`
	Status  string `yaml:"status"` // checked, computed, second-hand, from memory
	Finding string `yaml:"finding"`
	UsedFor string `yaml:"used-for"`
}

// Source is a document that records are taken from.
type Source struct {
	ID        string `yaml:"id"`
	Title     string `yaml:"title"`
	Published string `yaml:"published"`
	Note      string `yaml:"note"`
}

// Library is everything that a quantity can rest on.
type Library struct {
	Sources      []Source
	Records      []Record
	Assumptions  []Assumption
	Publications []Publication

	records      map[string]int
	assumptions  map[string]int
	publications map[string]int
}

type file struct {
	Source      *Source                `yaml:"source"`
	Records     map[string]Record      `yaml:"records"`
	Assumptions map[string]entry       `yaml:"assumptions"`
	Sources     map[string]Publication `yaml:"sources"`
}

type entry struct {
	Text string `yaml:"text"`
}

// Embedded is the library that ships with the program.
func Embedded() *Library {
	l, findings := Load(files, ".")
	if findings.HasErrors() {
		panic("seeds: " + findings[0].Message)
	}
	return l
}

// Load reads all YAML files of a folder. A folder that is not there is an empty library.
func Load(fsys fs.FS, dir string) (*Library, diag.Findings) {
	l := &Library{}
	var findings diag.Findings
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return l.index(), nil
	}
	for _, e := range entries {
		if e.IsDir() || !strings.HasSuffix(e.Name(), ".yaml") {
			continue
		}
		path := e.Name()
		if dir != "." {
			path = dir + "/" + e.Name()
		}
		text, err := fs.ReadFile(fsys, path)
		if err == nil && len(text) > 1<<20 {
			err = fmt.Errorf("larger than 1 MiB")
		}
		if err == nil {
			err = l.read(text)
		}
		if err != nil {
			findings = append(findings, diag.Finding{Code: diag.NotYAML, Severity: diag.Error, File: path, Line: 1, Column: 1, Width: 1,
				Message: "not a file of evidence: " + strings.TrimPrefix(err.Error(), "yaml: "), Hint: "seeds/article.yaml shows the form; `simulate init` writes one to change"})
		}
	}
	return l.index(), findings
}

func (l *Library) read(text []byte) error {
	var f file
	if err := yaml.Load(text, &f, yaml.WithKnownFields()); err != nil {
		return err
	}
	if len(f.Records) > 0 && (f.Source == nil || f.Source.ID == "") {
		return fmt.Errorf("records without `source: {id: ...}`")
	}
	if f.Source != nil {
		l.Sources = append(l.Sources, *f.Source)
	}
	for _, k := range sorted(f.Records) {
		r := f.Records[k]
		r.Source, r.ID = f.Source.ID, f.Source.ID+"/"+k
		if r.Speaker == "" || r.Paraphrase == "" {
			return fmt.Errorf("record %s lacks speaker or paraphrase", k)
		}
		l.Records = append(l.Records, r)
	}
	for _, k := range sorted(f.Assumptions) {
		l.Assumptions = append(l.Assumptions, Assumption{"assumption/" + k, strings.TrimSpace(f.Assumptions[k].Text)})
	}
	for _, k := range sorted(f.Sources) {
		p := f.Sources[k]
		p.ID, p.Finding = "literature/"+k, strings.TrimSpace(p.Finding)
		l.Publications = append(l.Publications, p)
	}
	return nil
}

func sorted[T any](m map[string]T) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool { return natural(keys[i]) < natural(keys[j]) })
	return keys
}

// natural pads the number of a paragraph, so that p9 comes before p10.
func natural(k string) string {
	i := strings.IndexFunc(k, func(r rune) bool { return r >= '0' && r <= '9' })
	j := strings.IndexByte(k, '#')
	if i < 0 || j < i {
		return k
	}
	return k[:i] + fmt.Sprintf("%06s", k[i:j]) + k[j:]
}

func (l *Library) index() *Library {
	l.records, l.assumptions, l.publications = map[string]int{}, map[string]int{}, map[string]int{}
	for i, r := range l.Records {
		l.records[r.ID] = i
	}
	for i, a := range l.Assumptions {
		l.assumptions[a.ID] = i
	}
	for i, p := range l.Publications {
		l.publications[p.ID] = i
	}
	return l
}

// Record finds a statement by its id.
func (l *Library) Record(id string) (Record, bool) {
	i, ok := l.records[id]
	if !ok {
		return Record{}, false
	}
	return l.Records[i], true
}

// Assumption finds an entry of the list of assumptions; the bare word "assumption" is always there.
func (l *Library) Assumption(id string) (Assumption, bool) {
	if id == "assumption" {
		return Assumption{ID: id, Text: "Somebody's judgement; no source is named."}, true
	}
	i, ok := l.assumptions[id]
	if !ok {
		return Assumption{}, false
	}
	return l.Assumptions[i], true
}

// Publication finds a published source.
func (l *Library) Publication(id string) (Publication, bool) {
	i, ok := l.publications[id]
	if !ok {
		return Publication{}, false
	}
	return l.Publications[i], true
}

// IDs lists everything that `from` can name, records first.
func (l *Library) IDs() []string {
	ids := []string{"assumption"}
	for _, r := range l.Records {
		ids = append(ids, r.ID)
	}
	for _, a := range l.Assumptions {
		ids = append(ids, a.ID)
	}
	for _, p := range l.Publications {
		ids = append(ids, p.ID)
	}
	return ids
}

// Join puts a scenario's own evidence before the embedded: a name is looked up there first.
func (l *Library) Join(other *Library) *Library {
	out := &Library{}
	seen := map[string]bool{}
	for _, from := range []*Library{l, other} {
		out.Sources = append(out.Sources, from.Sources...)
		for _, r := range from.Records {
			if !seen[r.ID] {
				seen[r.ID] = true
				out.Records = append(out.Records, r)
			}
		}
		for _, a := range from.Assumptions {
			if !seen[a.ID] {
				seen[a.ID] = true
				out.Assumptions = append(out.Assumptions, a)
			}
		}
		for _, p := range from.Publications {
			if !seen[p.ID] {
				seen[p.ID] = true
				out.Publications = append(out.Publications, p)
			}
		}
	}
	return out.index()
}
