package scenarios

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"parley/sim"
	"parley/sim/dist"
	"parley/sim/draw"
	"parley/sim/protocol"
	"parley/sim/results"
)

// Manifest is everything about a result that is known before it is played.
func (s *Scenario) Manifest() results.Manifest {
	r := s.plain
	m := results.Manifest{Schema: 1, Scenario: s.Name, Title: s.Title, Question: s.Question, Cutoff: s.Cutoff, Horizon: r.horizon,
		ScenarioHash: s.Hash(), EvidenceHash: s.EvidenceHash(), Engine: sim.EngineVersion, Design: "monte-carlo, one draw per run",
		SegmentRuns: results.SegmentRuns, Generator: draw.Generator, Overrides: s.Overrides, Stages: r.stages}
	for _, o := range s.Options {
		m.Options = append(m.Options, results.Option{ID: o.ID, Title: o.Title, Set: o.Set})
	}
	for _, id := range r.issues {
		m.Issues = append(m.Issues, s.issue(id))
	}
	for _, a := range r.actors {
		m.Actors = append(m.Actors, results.Actor{ID: a.id, Title: a.title, Kind: a.kind, Side: a.side, Role: r.role(a.id)})
	}
	for _, q := range r.quantities {
		if r.reads(q.Path) {
			m.Quantities = append(m.Quantities, s.register(q))
		}
	}
	m.Switches = s.switches()
	for _, c := range s.correlations {
		m.Correlations = append(m.Correlations, results.Correlation{Of: c.Of, Spearman: c.Spearman, Copula: c.Copula(), From: s.citations(c.From)})
	}
	b := s.doc.Get("brief")
	m.Brief = results.BriefText{Scale: word(b.Get("scale")), Implications: word(b.Get("implications")), ConfidenceOverride: word(b.Get("confidence-override")), ConfidenceReason: word(b.Get("confidence-reason"))}
	if m.Brief.Scale == "" {
		m.Brief.Scale = "icd203"
	}
	if c := s.doc.Get("charts"); c != nil {
		m.Charts = map[string]results.ChartText{}
		for i, k := range c.Keys {
			m.Charts[k.Name] = results.ChartText{Title: word(c.Items[i].Get("title"))}
		}
	}
	return m
}

func (s *Scenario) issue(id string) results.Issue {
	n := s.plain.tree.Get("issues").Get(id)
	is := results.Issue{ID: id, Title: word(n.Get("title")), By: word(n.Get("by")), At0: word(n.Get("at0")), At1: word(n.Get("at1"))}
	if is.Title == "" {
		is.Title = id
	}
	for _, q := range s.plain.quantities {
		if q.Path == "issues."+id+".status-quo" {
			is.Status = q.Quantity.Dist.Quantile(0.5)
		}
	}
	if levels := n.Get("levels"); levels != nil {
		for i, k := range levels.Keys {
			if x, err := strconv.ParseFloat(k.Name, 64); err == nil && x >= 0 && x <= 1 {
				is.Levels = append(is.Levels, results.Level{At: x, Label: word(levels.Items[i])})
			}
		}
		sort.Slice(is.Levels, func(i, j int) bool { return is.Levels[i].At < is.Levels[j].At })
	}
	return is
}

// role is an actor's part in the scenario itself, "" when only an option gives it one.
func (r *resolved) role(id string) string {
	switch {
	case slices.Contains(r.table, id):
		return "table"
	case slices.Contains(r.ratifiers, id):
		return "ratifier"
	case r.mediator == id:
		return "mediator"
	case r.rival == id:
		return "rival-mediator"
	case slices.Contains(r.spoilers, id):
		return "spoiler"
	}
	return ""
}

// reads tells which quantities the scenario itself can read: those of issues on the agenda and of actors with a part.
func (r *resolved) reads(path string) bool {
	part := strings.Split(path, ".")
	switch {
	case part[0] == "actors" && r.role(part[1]) == "":
		return false
	case part[0] == "actors" && len(part) == 4 && (part[2] == "ideal" || part[2] == "salience"):
		return slices.Contains(r.agenda, part[3])
	case part[0] == "issues":
		return slices.Contains(r.agenda, part[1])
	case part[0] == "programme":
		return r.choices["programme.by"] != "none"
	case part[0] == "interim":
		return r.choices["interim.issue"] != "none"
	case part[0] == "protocol":
		only, some := protocol.ReadBy(path)
		return !some || slices.ContainsFunc(r.stages, func(s string) bool { return slices.Contains(only, s) })
	case part[0] == "actors" && len(part) == 4 && part[2] == "trust":
		for _, a := range r.actors {
			if a.id == part[1] {
				return a.side != part[3]
			}
		}
	}
	return true
}

// register is a quantity's row in the register of assumptions.
func (s *Scenario) register(q Quantity) results.Quantity {
	d := q.Quantity.Dist
	out := results.Quantity{Path: q.Path, Title: s.title(q), Unit: q.Knob.Unit, Spec: d.String(), File: q.File, Line: q.Line, Fixed: d.Fixed(),
		Lo: d.Quantile(0.05), Mid: d.Quantile(0.5), Hi: d.Quantile(0.95)}
	if part := strings.Split(q.Path, "."); part[0] == "actors" {
		out.Actor = part[1]
	}
	out.From = s.citations(q.Quantity.From)
	return out
}

// title names a quantity in words: the actor, what it is, and of which issue or actor.
func (s *Scenario) title(q Quantity) string {
	part := strings.Split(q.Path, ".")
	name := q.Knob.Title
	of := func(id string) string {
		for _, a := range s.plain.actors {
			if a.id == id {
				return a.title
			}
		}
		for _, is := range s.plain.issues {
			if is == id {
				return s.issue(id).Title
			}
		}
		if n := s.plain.tree.Get("shocks").Get(id).Get("title"); n != nil {
			return n.Text
		}
		return strings.ReplaceAll(id, "-", " ")
	}
	switch {
	case part[0] == "actors" && strings.Contains(q.Knob.Path, "{"):
		return fmt.Sprintf("%s: %s (%s)", of(part[1]), name, of(part[len(part)-1]))
	case part[0] == "actors":
		return fmt.Sprintf("%s: %s", of(part[1]), name)
	case strings.Contains(q.Knob.Path, "{"):
		return fmt.Sprintf("%s: %s", of(part[1]), name)
	}
	return strings.ToUpper(name[:1]) + name[1:]
}

// switches are the structural choices, sorted by path.
func (s *Scenario) switches() []results.Switch {
	docs := map[string]string{}
	for _, b := range protocol.Blocks() {
		for _, c := range b.Choices {
			docs[c.Path] = c.Doc
		}
	}
	for _, a := range s.voc.actors {
		for _, k := range a.kids {
			for _, c := range k.kids {
				if c.leaf == choice {
					docs[k.name+"."+c.name] = c.doc
				}
			}
		}
	}
	var out []results.Switch
	for path, value := range s.plain.choices {
		part := strings.Split(path, ".")
		doc := docs[path]
		if part[0] == "actors" {
			if s.plain.role(part[1]) == "" {
				continue
			}
			doc = docs[strings.Join(part[2:], ".")]
		}
		if part[0] == "shocks" {
			doc = docs["shocks.{shock}."+part[2]]
		}
		out = append(out, results.Switch{Path: path, Value: value, Doc: doc})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Path < out[j].Path })
	return out
}

// citations are what a number rests on, in words.
func (s *Scenario) citations(refs []dist.Ref) []results.Citation {
	var out []results.Citation
	for _, ref := range refs {
		c := results.Citation{ID: ref.ID}
		if rec, ok := s.lib.Record(ref.ID); ok {
			c.Speaker, c.Date, c.Paraphrase, c.Grade, c.Confidence = rec.Speaker, rec.Date, rec.Paraphrase, rec.Grade, rec.Confidence
		} else if p, ok := s.lib.Publication(ref.ID); ok {
			c.Speaker, c.Date, c.Paraphrase, c.Confidence = p.Authors, p.Year, p.Finding, p.Status
		} else if a, ok := s.lib.Assumption(ref.ID); ok {
			c.Assumption, c.Paraphrase = true, a.Text
		}
		out = append(out, c)
	}
	return out
}
