// Package seeds holds seed documents: coded source material, statement by statement (not random seeds). A record is one claim of one
// source, in our own words: who says it, when, what it tells a modeller, and how far it can be trusted.
//
// It knows no scenario: which numbers rest on a record is for the reader of scenarios to say.
package seeds

import (
	"embed"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"parley/sim/diag"
)

//go:embed *.yaml
var files embed.FS

// Record is one coded statement.
type Record struct {
	ID         string   // "article/p9#precondition"
	Source     string   // "article"
	Paragraph  string   // "P9"
	Speaker    string   // who holds the position, and how it reached the source
	Date       string   // or "undated"
	Paraphrase string   // at most 25 words, our own
	Informs    []string // scenario paths; empty for none
	Direction  string   // which way it pushes them
	Confidence string   // low, medium, high
	Grade      string   // Admiralty code, A1 to F6
	Why        string
}

// Idle reports whether the record says of itself that no quantity rests on it.
func (r Record) Idle() bool { return len(r.Informs) == 0 }

// Assumption is something the sources are silent on and the model needs.
type Assumption struct {
	ID   string // "assumption/deadline"
	Text string
	Gap  string // the source that is silent on this, "" for a choice of the model
}

// Publication is a published source of a base rate or of a generic value.
type Publication struct {
	ID      string // "literature/ucdp-durability"
	Title   string
	Authors string
	Year    string
	Status  string // checked, computed, second-hand, from memory
	Finding string
	UsedFor string
}

// Source is a document that records are taken from.
type Source struct {
	ID        string
	Title     string
	Published string
	Note      string
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

// Embedded is the library that ships with the program.
func Embedded() *Library {
	l, findings := Load(files, ".")
	if findings.HasErrors() {
		panic("seeds: " + findings[0].File + ": " + findings[0].Message)
	}
	return l
}

// Load reads all YAML files of a folder, in the order of their names. A folder that is not there is an empty library. Findings name
// files by their path in fsys.
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
		file := path.Join(dir, e.Name())
		text, err := open(fsys, file)
		if err != nil {
			findings = append(findings, diag.Place{File: file}.Find(diag.Unreadable, err.Error()))
			continue
		}
		findings = append(findings, l.read(file, text)...)
	}
	return l.index(), findings.Sort()
}

// open is a file's text, cut where it is too large: the reader then says so.
func open(fsys fs.FS, file string) ([]byte, error) {
	f, err := fsys.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if st, err := f.Stat(); err != nil || !st.Mode().IsRegular() {
		return nil, fmt.Errorf("not a file")
	}
	return io.ReadAll(io.LimitReader(f, diag.MaxBytes+1))
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

// Has reports whether `from` can name an id.
func (l *Library) Has(id string) bool {
	_, record := l.Record(id)
	_, assumption := l.Assumption(id)
	_, publication := l.Publication(id)
	return record || assumption || publication
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
