package seeds

import (
	"fmt"
	"regexp"
	"slices"
	"sort"
	"strings"

	"parley/sim/diag"
)

// What may stand in a file of evidence: a source with its records, assumptions, publications, or several of these.
var (
	topKeys         = []string{"source", "records", "assumptions", "sources"}
	sourceKeys      = []string{"id", "title", "published", "note"}
	recordKeys      = []string{"paragraph", "speaker", "date", "paraphrase", "informs", "direction", "confidence", "grade", "why"}
	assumptionKeys  = []string{"text", "gap"}
	publicationKeys = []string{"title", "authors", "year", "status", "finding", "used-for"}

	confidences = []string{"low", "medium", "high"}
	statuses    = []string{"checked", "computed", "second-hand", "from memory"}

	grade  = regexp.MustCompile(`^[A-F][1-6]$`)
	slug   = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]*$`)
	record = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]*(#[a-z0-9][a-z0-9._-]*)?$`)
)

// words is how long a paraphrase may be.
const words = 25

// read adds what a file says.
func (l *Library) read(file string, text []byte) diag.Findings {
	root, findings := diag.ReadYAML(file, text)
	r := &reader{findings: findings}
	r.keys(root, topKeys, "a file of evidence")
	var source Source
	if n := root.Get("source"); n != nil {
		r.keys(n, sourceKeys, "source")
		source = Source{ID: r.text(n, "id"), Title: r.text(n, "title"), Published: r.text(n, "published"), Note: r.text(n, "note")}
		switch {
		case n.Kind != diag.Map:
		case !slug.MatchString(source.ID) || source.ID == "assumption" || source.ID == "literature":
			r.note(r.place(n, "id"), diag.MissingField, "a source needs an id of its own", "a lower case word, as in  id: notes; records are then named notes/p1#...")
		default:
			l.Sources = append(l.Sources, source)
		}
	} else if k, ok := root.Key("records"); ok {
		r.note(k, diag.MissingField, "records without a source", "add  source: {id: notes, title: ...}")
	}
	for _, e := range r.entries(root.Get("records"), "records", record, recordKeys, "a short word such as p1#offer: the place, and what it is about") {
		l.Records = append(l.Records, r.record(e, source.ID))
	}
	for _, e := range r.entries(root.Get("assumptions"), "assumptions", slug, assumptionKeys, "a lower case word") {
		r.need(e, "text")
		l.Assumptions = append(l.Assumptions, Assumption{"assumption/" + e.key.Name, r.text(e.node, "text"), r.text(e.node, "gap")})
	}
	for _, e := range r.entries(root.Get("sources"), "sources", slug, publicationKeys, "a lower case word") {
		r.need(e, "title", "authors", "year", "status", "finding")
		n := e.node
		r.oneOf(n, "status", statuses)
		l.Publications = append(l.Publications, Publication{ID: "literature/" + e.key.Name, Title: r.text(n, "title"), Authors: r.text(n, "authors"),
			Year: r.text(n, "year"), Status: r.text(n, "status"), Finding: r.text(n, "finding"), UsedFor: r.text(n, "used-for")})
	}
	return r.findings
}

// reader collects findings about one file.
type reader struct{ findings diag.Findings }

// entry is one record, assumption or publication.
type entry struct {
	key  diag.Key
	node *diag.Node
}

func (r *reader) note(at diag.Place, code, message, hint string) {
	f := at.Find(code, message)
	f.Hint = hint
	r.findings = append(r.findings, f)
}

// record reads one statement.
func (r *reader) record(e entry, source string) Record {
	n := e.node
	r.need(e, recordKeys...)
	rec := Record{ID: source + "/" + e.key.Name, Source: source, Paragraph: r.text(n, "paragraph"), Speaker: r.text(n, "speaker"), Date: r.text(n, "date"),
		Paraphrase: r.text(n, "paraphrase"), Direction: r.text(n, "direction"), Confidence: r.text(n, "confidence"), Grade: r.text(n, "grade"), Why: r.text(n, "why")}
	if in := n.Get("informs"); in != nil {
		switch {
		case in.Kind == diag.Scalar && in.Text != "none" && in.Text != "":
			rec.Informs = []string{in.Text}
		case in.Kind == diag.List:
			for _, v := range in.Items {
				if v.Kind != diag.Scalar || v.Text == "" {
					r.note(v.At, diag.WrongType, "informs lists paths of quantities", "as in  informs: [actors.iran.trust.us]")
					continue
				}
				rec.Informs = append(rec.Informs, v.Text)
			}
		case in.Kind == diag.Map:
			r.note(in.At, diag.WrongType, "informs lists paths of quantities", "as in  informs: [actors.iran.trust.us], or  informs: none")
		}
	}
	r.oneOf(n, "confidence", confidences)
	if rec.Grade != "" && !grade.MatchString(rec.Grade) {
		r.note(r.place(n, "grade"), diag.BadWord, fmt.Sprintf("%q is not a grade", rec.Grade), "the reliability of the source A to F, then the credibility of the content 1 to 6, as in  grade: C3")
	}
	if k := len(strings.Fields(rec.Paraphrase)); k > words {
		r.note(r.place(n, "paraphrase"), diag.BadList, fmt.Sprintf("the paraphrase has %d words; it may have %d", k, words), "say what a modeller needs from it, in your own words")
	}
	return rec
}

// entries are the named things of a block, in the natural order of their names.
func (r *reader) entries(block *diag.Node, what string, name *regexp.Regexp, keys []string, form string) []entry {
	if block == nil || block.Kind == diag.Broken {
		return nil
	}
	if block.Kind != diag.Map {
		r.note(block.At, diag.WrongType, what+": is a map of names to what they stand for", "")
		return nil
	}
	var out []entry
	for i, k := range block.Keys {
		if !name.MatchString(k.Name) {
			r.note(k.At, diag.UnknownName, fmt.Sprintf("%q cannot be a name here", k.Name), form)
			continue
		}
		r.keys(block.Items[i], keys, what+"."+k.Name)
		if block.Items[i].Kind == diag.Map {
			out = append(out, entry{k, block.Items[i]})
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return natural(out[i].key.Name) < natural(out[j].key.Name) })
	return out
}

// keys checks that a map holds only what it may.
func (r *reader) keys(n *diag.Node, known []string, where string) {
	if n == nil || n.Kind == diag.Broken {
		return
	}
	if n.Kind != diag.Map {
		r.note(n.At, diag.WrongType, where+" is a group of values", "there are: "+strings.Join(known, ", "))
		return
	}
	for _, k := range n.Keys {
		if slices.Contains(known, k.Name) {
			continue
		}
		hint := "there are: " + strings.Join(known, ", ")
		if near := diag.Suggest(k.Name, known); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		r.note(k.At, diag.UnknownField, fmt.Sprintf("unknown field %q in %s", k.Name, where), hint)
	}
}

// need reports what an entry lacks.
func (r *reader) need(e entry, keys ...string) {
	for _, k := range keys {
		if v := e.node.Get(k); v == nil || v.Kind == diag.Null || v.Kind == diag.Scalar && strings.TrimSpace(v.Text) == "" {
			r.note(e.key.At, diag.MissingField, fmt.Sprintf("%s has no `%s:`", e.key.Name, k), "")
		}
	}
}

// text is a value in one piece, "" when there is none.
func (r *reader) text(n *diag.Node, key string) string {
	v := n.Get(key)
	switch {
	case v == nil || v.Kind == diag.Null || v.Kind == diag.Broken:
		return ""
	case v.Kind != diag.Scalar:
		r.note(v.At, diag.WrongType, key+" is a text", "")
		return ""
	}
	return strings.TrimSpace(v.Text)
}

func (r *reader) oneOf(n *diag.Node, key string, allowed []string) {
	if v := n.Get(key); v != nil && v.Kind == diag.Scalar && v.Text != "" && !slices.Contains(allowed, v.Text) {
		r.note(v.At, diag.BadWord, fmt.Sprintf("%s: %q is not one of %s", key, v.Text, strings.Join(allowed, ", ")), "")
	}
}

// place is where a value stands, or the group it is missing from.
func (r *reader) place(n *diag.Node, key string) diag.Place {
	if v := n.Get(key); v != nil {
		return v.At
	}
	return n.At
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
