package brief

// The assumptions register and the source list as the page prints them, linked both ways.

import (
	"fmt"
	"html/template"
	"regexp"
	"slices"
	"sort"
	"strings"
)

func (b *builder) assumptions(w *writer, groups []Group) {
	if b.p.All == 0 {
		w.prose("The result lists no quantities.")
		return
	}
	w.s.Lead = append(w.s.Lead, fmt.Sprintf("%s of %s rest on no statement or study and are assumptions; %s more take their direction from one and their size from an assumption.",
		capital(thousands(int64(b.p.Assumed))), counted(int64(b.p.All), "quantity", "quantities"), thousands(int64(b.p.Partly))))
	w.prose("Impact is measured: the points by which the odds of some deal differ between the fifths of an input while all others vary. Quality is stated with the evidence: the confidence given to the best record behind the number. Grades read source reliability A (reliable) to F (cannot be judged), then credibility of the claim 1 (confirmed) to 6 (cannot be judged).")
	t := table{Caption: "Every quantity of the scenario: those that move the answer first, by falling impact, then by actor and mechanism", Class: "register",
		Head: []column{{"Id", false}, {"Quantity", false}, {"Value and range", false}, {"Quality", false}, {"Impact; turns at", false}, {"Rests on", false}}}
	for _, g := range groups {
		rows := body{Heading: g.Title}
		for _, e := range g.Entries {
			name := e.Title
			if !e.Moves { // under a heading that names the actor already
				name = strings.TrimPrefix(name, e.Group+": ")
			}
			value := text(e.Spec) + `<span class="rest muted">` + text(e.Range+unitOf(e.Unit)) + `</span>`
			impact := text(e.Impact)
			if e.Flip != "" {
				impact += `<span class="rest">turns ` + text(e.Flip) + `</span>`
			}
			rests := restsCell(e.Rests)
			rows.Rows = append(rows.Rows, tableRow{Anchor: e.Anchor, Cells: []cell{{Body: text(e.ID), Head: true}, {Body: nameCell(capital(name), e.Path)}, {Body: value}, {Body: text(e.Quality)}, {Body: impact}, {Body: rests}}})
		}
		t.Bodies = append(t.Bodies, rows)
	}
	w.add("table", t)
	if len(b.in.Manifest.Switches) > 0 {
		var rows [][]string
		for _, s := range b.in.Manifest.Switches {
			rows = append(rows, []string{s.Path, s.Value, s.Doc})
		}
		w.add("heading", "Structural choices")
		w.add("table", plainTable("Switches of the scenario: choices of structure, not quantities", []string{"Switch", "Set to", "Meaning"}, rows))
	}
}

// sources lists the documents behind the scenario, then every statement, study and assumption that a quantity
// cites, with links back to the register.
func (b *builder) sources(w *writer, groups []Group) {
	type source struct {
		ref  Ref
		used []Entry
	}
	by := map[string]*source{}
	var ids []string
	for _, g := range groups {
		for _, e := range g.Entries {
			for _, r := range e.Rests {
				s, ok := by[r.ID]
				if !ok {
					s = &source{ref: r}
					by[r.ID] = s
					ids = append(ids, r.ID)
				}
				s.used = append(s.used, e)
			}
		}
	}
	sort.Slice(ids, func(i, j int) bool { return natural(ids[i]) < natural(ids[j]) })
	var documents []string
	for _, d := range b.o.Library.Sources {
		if slices.Contains(b.p.Sources, d.ID) {
			documents = append(documents, joined(d.ID+": "+clause(d.Title), date(d.Published))+". "+sentence(d.Note))
		}
	}
	if len(documents) > 0 {
		w.add("bullets", documents)
	}
	stated := table{Caption: "Statements and studies that a quantity rests on", Class: "sources",
		Head: []column{{"Record", false}, {"Speaker or authors, date", false}, {"What it says, in our words", false}, {"Grade or status", false}, {"Supports", false}}}
	gaps := table{Caption: "Assumptions: what the sources do not say, and choices of the model", Class: "sources",
		Head: []column{{"Label", false}, {"Stands in for", false}, {"Used by", false}}}
	var told, silent body
	for _, id := range ids {
		s := by[id]
		back := make([]string, len(s.used))
		for i, e := range s.used {
			back[i] = `<a href="#` + e.Anchor + `">` + e.ID + `</a>`
		}
		supports := template.HTML(strings.Join(back, " "))
		row := tableRow{Anchor: s.ref.Anchor, Cells: []cell{{Body: text(id), Head: true}}}
		if s.ref.Assumption {
			says := s.ref.Says
			if says == "" {
				says = "a judgement of whoever wrote the scenario"
			}
			row.Cells = append(row.Cells, cell{Body: text(sentence(says))}, cell{Body: supports})
			silent.Rows = append(silent.Rows, row)
			continue
		}
		says := s.ref.Says
		if s.ref.Status != "" {
			says = s.ref.Label + ". " + sentence(says)
		}
		row.Cells = append(row.Cells, cell{Body: text(s.ref.Who)}, cell{Body: text(sentence(says))}, cell{Body: text(s.ref.Grade + s.ref.Status)}, cell{Body: supports})
		told.Rows = append(told.Rows, row)
	}
	stated.Bodies, gaps.Bodies = []body{told}, []body{silent}
	if len(told.Rows) == 0 {
		w.prose("No quantity cites a statement or a study.")
	} else {
		w.add("table", stated)
	}
	if len(silent.Rows) > 0 {
		w.add("heading", "What is assumed")
		w.add("table", gaps)
	}
}

func unitOf(unit string) string {
	if unit == "" {
		return ""
	}
	return ", " + unit
}

func nameCell(title, path string) template.HTML {
	return text(title) + `<span class="path">` + text(path) + `</span>`
}

// restsCell lists what an entry rests on, each linked to its row in the source list.
func restsCell(rests []Ref) template.HTML {
	var b strings.Builder
	for _, r := range rests {
		b.WriteString(`<span class="rest">`)
		switch {
		case r.Assumption:
			b.WriteString(`<span class="assumed">assumption</span>`)
			if r.Label != "assumption" {
				b.WriteString(` <a href="#` + r.Anchor + `">` + string(text(r.Label)) + `</a>`)
			}
		default:
			b.WriteString(`<a href="#` + r.Anchor + `">` + string(text(r.Label)) + `</a>`)
			if r.Says != "" && r.Status == "" {
				b.WriteString(`: ` + string(text(r.Says)))
			}
		}
		b.WriteString(`</span>`)
	}
	return template.HTML(b.String())
}

// natural pads the numbers in an id, so that p9 is listed before p10.
func natural(id string) string {
	return digits.ReplaceAllStringFunc(id, func(d string) string { return fmt.Sprintf("%08s", d) })
}

var digits = regexp.MustCompile(`[0-9]+`)
