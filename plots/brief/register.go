package brief

// The assumptions register: every quantity of the scenario, what it rests on, and how much it moves the answer.
// Impact is measured by the engine and quality is stated with the evidence, so nobody can rate an awkward
// assumption as unimportant.

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"

	"parley/seeds"
	"parley/sim/results"
)

// Entry is one row of the register.
type Entry struct {
	ID       string // "A1": by falling impact, then in file order of the groups
	Anchor   string // id of the row in the page
	Path     string
	Title    string
	Group    string // the actor or the mechanism it belongs to
	Spec     string
	Unit     string
	Range    string // 5 to 95 % range, or "fixed"
	Impact   string // points between the lowest and the highest fifth; "within noise"; "not varied"
	Points   float64
	Moves    bool // beyond what an input without effect shows by chance
	Flip     string
	Quality  string // high, medium, low: the best-graded statement; published for a study; assumed without either
	Rests    []Ref
	Position string // file:line
}

// Ref is one thing an entry rests on, linked to its row in the source list.
type Ref struct {
	ID         string
	Anchor     string
	Assumption bool
	Label      string // "Pezeshkian, Feb 2025 (B2)", the title of a study, or the assumption's name
	Who        string // speaker or authors, and date
	Says       string // paraphrase or finding, or what the assumption stands in for
	Grade      string // Admiralty grade of a statement
	Status     string // of a study: how far it was followed
}

// Group is a stretch of the register under one heading.
type Group struct {
	Title   string
	Entries []Entry
}

// register lists every quantity: those that move the answer first, by falling impact, then the others by actor
// and mechanism. The library supplies what a citation leaves out; it can be nil.
func register(m *results.Manifest, d *results.Derived, lib *seeds.Library, flips []flip) []Group {
	effects := readEffects(d)
	turning := map[string]string{}
	for _, f := range flips {
		turning[f.Path] = f.Where
	}
	entries := make([]Entry, 0, len(m.Quantities))
	for _, q := range m.Quantities {
		e := Entry{Path: q.Path, Title: q.Title, Group: groupOf(m, q), Spec: q.Spec, Unit: q.Unit, Range: rangeOf(q),
			Quality: quality(q.From), Flip: turning[q.Path], Position: q.File + ":" + strconv.Itoa(q.Line)}
		if q.File == "" {
			e.Position = ""
		}
		e.Points, e.Moves = effects.points(q.Path)
		e.Impact = effects.text(q)
		for _, c := range q.From {
			e.Rests = append(e.Rests, refOf(c, lib))
		}
		entries = append(entries, e)
	}
	sort.SliceStable(entries, func(i, j int) bool {
		a, b := entries[i], entries[j]
		if a.Moves != b.Moves {
			return a.Moves
		}
		return a.Moves && a.Points > b.Points
	})
	var out []Group
	index := map[string]int{}
	for _, e := range entries {
		title := e.Group
		if e.Moves {
			title = "Inputs that move the answer"
		}
		i, ok := index[title]
		if !ok {
			i = len(out)
			index[title] = i
			out = append(out, Group{Title: title})
		}
		out[i].Entries = append(out[i].Entries, e)
	}
	n := 0
	for g := range out {
		for i := range out[g].Entries {
			n++
			out[g].Entries[i].ID = "A" + strconv.Itoa(n)
			out[g].Entries[i].Anchor = "a" + strconv.Itoa(n)
		}
	}
	return out
}

// groupOf is the heading of a quantity: its actor's title, or the first word of its path.
func groupOf(m *results.Manifest, q results.Quantity) string {
	if q.Actor != "" {
		return actorTitle(m, q.Actor)
	}
	head, _, _ := strings.Cut(q.Path, ".")
	return capital(plain(head))
}

func actorTitle(m *results.Manifest, id string) string {
	for _, a := range m.Actors {
		if a.ID == id && a.Title != "" {
			return a.Title
		}
	}
	return plain(id)
}

// rangeOf is the 5 to 95 % range. A choice among words has its weights in the specification instead.
func rangeOf(q results.Quantity) string {
	switch {
	case q.Fixed:
		return "fixed"
	case strings.HasPrefix(q.Spec, "discrete"):
		return "a choice, by weight"
	}
	return amount(q.Lo) + " to " + amount(q.Hi)
}

// amount is a value of an input with three significant figures at most, no trailing zeros and a true minus.
func amount(v float64) string {
	if math.IsNaN(v) {
		return ""
	}
	f, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 3, 64), 64)
	s := strconv.FormatFloat(f, 'f', -1, 64)
	return strings.Replace(s, "-", minus, 1)
}

// minus is the sign before a negative number in HTML; a terminal uses the hyphen.
const minus = "\u2212"

// quality is the best confidence stated for any record behind a quantity; a study has none and says "published".
func quality(from []results.Citation) string {
	ranks := []string{"assumed", "stated", "published", "low", "medium", "high"}
	best := 0
	for _, c := range from {
		if c.Assumption {
			continue
		}
		rank := slices.Index(ranks[3:], c.Confidence) + 3
		if rank < 3 {
			rank = 1
			if c.Confidence != "" {
				rank = 2
			}
		}
		best = max(best, rank)
	}
	if best > 0 && groundOf(from) == partly {
		return ranks[best] + "; size assumed"
	}
	return ranks[best]
}

// refOf reads a citation. What the manifest does not say of it is looked up in the library.
func refOf(c results.Citation, lib *seeds.Library) Ref {
	r := Ref{ID: c.ID, Anchor: anchor(c.ID), Assumption: c.Assumption, Says: clause(c.Paraphrase), Grade: c.Grade}
	if c.Assumption {
		r.Label = "assumption"
		if _, slug, ok := strings.Cut(c.ID, "/"); ok {
			r.Label = plain(slug)
		}
		if lib != nil {
			if a, ok := lib.Assumption(c.ID); ok {
				r.Says = clause(a.Text)
			}
		}
		return r
	}
	r.Who = joined(c.Speaker, c.Date)
	if lib != nil {
		if p, ok := lib.Publication(c.ID); ok {
			r.Who, r.Grade = joined(p.Authors, p.Year), ""
			r.Label, r.Says = p.Title, clause(p.Finding)
			r.Status = p.Status
			return r
		}
	}
	r.Label = r.Who
	if r.Label == "" {
		r.Label = c.ID
	}
	if c.Grade != "" {
		r.Label += " (" + c.Grade + ")"
	}
	return r
}

// joined puts what is known of a source on one line.
func joined(parts ...string) string {
	var known []string
	for _, s := range parts {
		if s != "" {
			known = append(known, s)
		}
	}
	return strings.Join(known, ", ")
}

// anchor is an id attribute for a citation: letters, digits and hyphens, injective on ids in use.
func anchor(id string) string {
	var b strings.Builder
	b.WriteString("s-")
	for _, r := range id {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case r == '-':
			b.WriteString("--")
		case r == '/':
			b.WriteString("-")
		default:
			fmt.Fprintf(&b, "-%x-", r)
		}
	}
	return b.String()
}
