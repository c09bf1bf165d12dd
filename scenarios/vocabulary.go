package scenarios

import (
	"slices"
	"strings"

	"parley/actors"
	"parley/sim"
	"parley/sim/protocol"
	"parley/sim/stats"
)

// leaf says what a field of a scenario file holds.
type leaf int8

const (
	branch   leaf = iota // a map of further fields
	quantity             // a number or distribution with its evidence
	choice               // a word out of a list, or an id
	text                 // free text
	name                 // one id
	names                // a list of ids
	months               // "24 months"
	date                 // "2025-03-04"
	whole                // a whole number between least and most
	free                 // checked elsewhere
)

// field is one place of a scenario file: what may stand there and what it means. The reader, the JSON Schema, the documentation and
// did-you-mean all go by this one vocabulary, which is made from the header fields below, the blocks of the protocols and the
// knobs of the actor kinds.
type field struct {
	name   string
	leaf   leaf
	doc    string
	least  int    // of names: how many there must be; of a whole number: its lower bound
	most   int    // of names and of a group's entries: how many there may be, 0 for no bound; of a whole number: its upper bound
	ref    string // of names and choices: "issue", "actor", "principal", "stage", "scenario"
	knob   *sim.Knob
	choice *sim.Choice
	kids   []*field
	wild   string // kids[0] stands for every id of this sort: "issue", "principal", "shock", "actor", "option", "level", "path"
}

// kid finds the field of a key; wildcards take any name, which is checked elsewhere.
func (f *field) kid(name string) *field {
	for _, k := range f.kids {
		if k.name == name {
			return k
		}
	}
	if f.wild != "" && len(f.kids) > 0 {
		return f.kids[0]
	}
	return nil
}

// words are the keys that may stand below a field.
func (f *field) words() []string {
	var out []string
	for i, k := range f.kids {
		if f.wild != "" && i == 0 {
			continue
		}
		out = append(out, k.name)
	}
	return out
}

// add puts a knob or choice at a dotted path below a field.
func (f *field) add(path string, k *sim.Knob, c *sim.Choice) {
	at := f
	parts := strings.Split(path, ".")
	for i, part := range parts {
		var next *field
		if strings.HasPrefix(part, "{") {
			sort := strings.Trim(part, "{}")
			if at.wild == "" {
				at.wild = sort
				at.kids = slices.Insert(at.kids, 0, &field{name: part})
			}
			next = at.kids[0]
		} else {
			for _, kid := range at.kids {
				if kid.name == part {
					next = kid
				}
			}
			if next == nil {
				next = &field{name: part}
				at.kids = append(at.kids, next)
			}
		}
		if i == len(parts)-1 {
			if k != nil {
				next.leaf, next.knob, next.doc = quantity, k, k.Doc
			} else {
				next.leaf, next.choice, next.doc, next.ref = choice, c, c.Doc, c.Ref
			}
		}
		at = next
	}
}

// ChartNames are the charts whose titles may be replaced, by id and by name. The charts themselves stand in a layer above; a test holds
// the two equal.
func ChartNames() []string {
	return []string{"c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9", "c11", "c21", "c22", "c23", "outcomes", "stages", "deal-space", "drivers", "flip-map", "options", "dotplot", "over-time", "terms", "regret", "statements", "conditions", "worth"}
}

// vocabulary is the whole of it: the root of a scenario file, and the fields of an actor of each kind.
type vocabulary struct {
	root   *field
	actors map[string]*field
	kinds  []string
}

// newVocabulary builds it from the lists.
func newVocabulary() *vocabulary {
	f := func(name string, l leaf, doc string) *field { return &field{name: name, leaf: l, doc: doc} }
	ref := func(name string, l leaf, to, doc string) *field {
		return &field{name: name, leaf: l, ref: to, doc: doc}
	}
	list := func(name string, least, most int, to, doc string) *field {
		return &field{name: name, leaf: names, ref: to, doc: doc, least: least, most: most}
	}
	word := func(name, doc string, words ...string) *field {
		return &field{name: name, leaf: choice, doc: doc, choice: &sim.Choice{Path: name, Words: words, Doc: doc}}
	}
	var scales []string
	for _, s := range stats.Scales() {
		scales = append(scales, s.Name)
	}
	root := f("", branch, "")
	root.kids = []*field{
		ref("extends", name, "scenario", "The scenario this one builds on; what stands here is laid over it."),
		f("title", text, "What the scenario is called."),
		f("question", text, "The question it answers."),
		f("cutoff", date, "Information cut-off: nothing that became known later counts. As 2025-03-04."),
		f("horizon", months, "How long talks may take before they count as failed, as \"24 months\"."),
		list("agenda", 2, 8, "issue", "The issues negotiated, in order; replaced whole."),
		list("table", 2, 2, "principal", "The two principals, in order of moves."),
		ref("mediator", name, "mediator", "Who mediates, or none."),
		ref("rival-mediator", name, "mediator", "Who leads when the mediator does not, or none."),
		list("ratifiers", 0, 8, "ratifier", "Veto players who must pass a text."),
		list("spoilers", 0, 8, "spoiler", "Who may attack the process."),
		list("stages", 1, 8, "stage", "Protocols, in order: talks-about-talks, one bargaining protocol, ratification, implementation."),
	}
	for _, b := range protocol.Blocks() {
		for i := range b.Knobs {
			root.add(b.Knobs[i].Path, &b.Knobs[i], nil)
		}
		for i := range b.Choices {
			root.add(b.Choices[i].Path, nil, &b.Choices[i])
		}
		root.kid(b.Name).doc = b.Doc
	}
	number := func(name string, least, most int, doc string) *field {
		return &field{name: name, leaf: whole, doc: doc, least: least, most: most}
	}
	root.kid("issues").most, root.kid("shocks").most = 64, 64
	issue := root.kid("issues").kids[0]
	levels := f("levels", branch, "Anchors between the ends: what a value means in the issue's own unit.")
	levels.most = 100
	levels.wild, levels.kids = "level", []*field{f("{level}", text, "label")}
	issue.kids = append([]*field{f("title", text, "What the issue is called."), ref("by", name, "principal", "The principal who delivers it."),
		f("at0", text, "What 0 means."), f("at1", text, "What 1 means."), levels}, issue.kids...)
	shock := root.kid("shocks").kids[0]
	shock.kids = append([]*field{f("title", text, "What the shock is called.")}, shock.kids...)

	people := f("actors", branch, "Who is there.")
	people.most = 64
	people.wild, people.kids = "actor", []*field{f("{actor}", free, "")}
	options := f("options", branch, "Courses a decision maker could take, all played on the same draws.")
	set := f("set", branch, "Paths of the scenario and their values under this option.")
	set.wild, set.kids = "path", []*field{f("{path}", free, "a quantity with its evidence, a word, or a list")}
	option := f("{option}", branch, "")
	option.kids = []*field{f("title", text, "What the option is called."), set}
	options.most = 100
	options.wild, options.kids = "option", []*field{option}
	brief := f("brief", branch, "What the analyst may set for the briefing.")
	brief.kids = []*field{word("scale", "Likelihood scale.", scales...),
		f("implications", text, "What follows, in the analyst's own words; printed as such."),
		word("confidence-override", "Confidence in place of the computed one, with a reason.", "low", "moderate", "high"),
		f("confidence-reason", text, "Why the computed confidence is overruled; printed.")}
	charts := f("charts", branch, "Titles that replace generated ones; the report then says so.")
	chart := f("{chart}", branch, "")
	chart.kids = []*field{f("title", text, "Title in place of the generated one.")}
	charts.wild, charts.kids = "chart", []*field{chart}
	run := f("run", branch, "Settings of a run, not part of the scenario's hash.")
	run.kids = []*field{number("runs", 1, 1_000_000_000, "Runs per option."), number("seed", 0, 0, "Random seed."), number("workers", 0, 4096, "Workers; 0 for all cores."), f("out", text, "Result folder."), word("keep", "What to store of every run: outcomes, all (what was drawn too) or none (only what the runs add up to).", "outcomes", "all", "none"),
		number("sets", 20, 100_000, "Sets of assumptions for the range across them."), number("set-runs", 20, 100_000, "Runs of each of these sets."), word("paper", "Sheet that the briefing is laid out for.", "a4", "letter")}
	root.kids = append(root.kids, people, options, brief, charts, run, f("correlations", free, "Quantities that go together: entries with of (their paths), spearman (the rank correlation of each pair, with its evidence) and, if wanted, copula."))

	v := &vocabulary{root: root, actors: map[string]*field{}}
	for _, k := range actors.Kinds() {
		a := f(k.Name, branch, k.Doc)
		a.kids = []*field{f("title", text, "What the actor is called."), ref("kind", name, "kind", "principal, mediator, veto-player or spoiler."),
			ref("side", name, "principal", "The principal whose side it is on.")}
		for i := range k.Knobs {
			a.add(k.Knobs[i].Path, &k.Knobs[i], nil)
		}
		for i := range k.Choices {
			a.add(k.Choices[i].Path, nil, &k.Choices[i])
		}
		v.actors[k.Name] = a
		v.kinds = append(v.kinds, k.Name)
	}
	return v
}
