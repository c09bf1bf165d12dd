package graphmodel

import (
	"fmt"
	"slices"
	"strings"

	"parley/sim/diag"
)

// maxOptions bounds the options of a model: their combinations are gone through.
const maxOptions = 20

// Read reads a model from a file of GMCR+, or from a YAML file of ours:
//
//	title: The contamination of an aquifer
//	players:
//	  agency:
//	    title: Environment agency
//	    options: {modify: Change the control order}
//	    prefers: [s7, s3, s4 = s8, s5]         # states, best first; = for equally good
//	  firm:
//	    options: {delay: Delay, abandon: Leave}
//	    priorities: [-abandon, delay if -modify]   # or: statements, the most important first
//	infeasible: [delay & abandon, YN-]         # statements, or patterns over all options
//	irreversible: {modify: yes, delay: no}     # what is never taken back once it is so
//	states: {s1: NYN, s2: YYN, s3: --Y}        # names; without it states are s1, s2 ... in the order of counting
//
// A model without options names its states in a list and gives each player's moves: moves: {s1: [s2, s3]}.
func Read(file string, text []byte) (*Model, diag.Findings) {
	root, findings := diag.ReadYAML(file, text)
	if root == nil || findings.HasErrors() {
		return nil, findings
	}
	r := &reader{findings: findings, m: &Model{}}
	if root.Get("decisionMakers") != nil {
		if r.gmcr(root); r.findings.HasErrors() {
			return nil, r.findings
		}
		return r.m, r.findings
	}
	r.keys(root, "title", "players", "infeasible", "irreversible", "states")
	if t := root.Get("title"); t != nil {
		r.m.Title = t.Text
	}
	r.players(root)
	if !r.findings.HasErrors() {
		r.states(root)
	}
	if !r.findings.HasErrors() {
		r.moves(root)
	}
	if !r.findings.HasErrors() {
		r.preferences(root)
	}
	if r.findings.HasErrors() {
		return nil, r.findings
	}
	return r.m, r.findings
}

type reader struct {
	m        *Model
	findings diag.Findings
}

func (r *reader) fault(at diag.Place, code, format string, args ...any) {
	r.findings = append(r.findings, at.Find(code, fmt.Sprintf(format, args...)))
}

// keys refuses keys that nobody reads.
func (r *reader) keys(n *diag.Node, known ...string) {
	if n.Kind != diag.Map {
		r.fault(n.At, diag.WrongType, "a map is needed here")
		return
	}
	for _, k := range n.Keys {
		if !slices.Contains(known, k.Name) {
			f := k.At.Find(diag.UnknownField, fmt.Sprintf("no field %q here", k.Name))
			if near := diag.Suggest(k.Name, known); near != "" {
				f.Hint = fmt.Sprintf("did you mean %q?", near)
			} else {
				f.Hint = "there are: " + strings.Join(known, ", ")
			}
			r.findings = append(r.findings, f)
		}
	}
}

func (r *reader) players(root *diag.Node) {
	ps := root.Get("players")
	if ps == nil || ps.Kind != diag.Map || len(ps.Keys) == 0 {
		r.fault(root.At, diag.MissingField, "players: is missing: a map of ids")
		return
	}
	for i, k := range ps.Keys {
		n := ps.Items[i]
		if n.Kind != diag.Map {
			r.fault(k.At, diag.WrongType, "player %q needs a map", k.Name)
			continue
		}
		r.keys(n, "title", "options", "prefers", "priorities", "moves")
		p := Player{ID: k.Name, Title: k.Name}
		if t := n.Get("title"); t != nil {
			p.Title = t.Text
		}
		r.m.Players = append(r.m.Players, p)
		o := n.Get("options")
		if o == nil {
			continue
		}
		var ids []diag.Key
		var titles []string
		switch o.Kind {
		case diag.Map:
			ids = o.Keys
			for _, t := range o.Items {
				titles = append(titles, t.Text)
			}
		case diag.List:
			for _, t := range o.Items {
				ids, titles = append(ids, diag.Key{Name: t.Text, At: t.At}), append(titles, t.Text)
			}
		default:
			r.fault(o.At, diag.WrongType, "options must be a map of ids with titles, or a list of ids")
		}
		for j, id := range ids {
			name := strings.ToLower(id.Name)
			if slices.ContainsFunc(r.m.Options, func(o Option) bool { return o.ID == name }) {
				r.fault(id.At, diag.DuplicateKey, "option %q stands twice; options of different players need different names", name)
				continue
			}
			if name == "" || strings.ContainsAny(name, " ()&|!") || slices.Contains([]string{"if", "iff", "not", "and", "or"}, name) {
				r.fault(id.At, diag.NotAllowed, "%q is no name of an option", name)
				continue
			}
			title := titles[j]
			if title == "" {
				title = name
			}
			r.m.Options = append(r.m.Options, Option{name, title, len(r.m.Players) - 1})
		}
	}
	if len(r.m.Options) > maxOptions {
		r.fault(ps.At, diag.OutOfRange, "%d options: at most %d", len(r.m.Options), maxOptions)
	}
}

// pattern reads "YN-": nil when it is none.
func (r *reader) pattern(text string) truth {
	if len(text) != len(r.m.Options) || strings.Trim(text, "YN-") != "" {
		return nil
	}
	return func(c uint32) bool {
		for k := range text {
			if text[k] == 'Y' && c>>k&1 == 0 || text[k] == 'N' && c>>k&1 == 1 {
				return false
			}
		}
		return true
	}
}

func (r *reader) condition(n *diag.Node) truth {
	if t := r.pattern(n.Text); t != nil {
		return t
	}
	t, err := parseStatement(n.Text, r.m.Options)
	if err != nil {
		r.fault(n.At, diag.BadWord, "%v", err)
		return nil
	}
	return t
}

func (r *reader) states(root *diag.Node) {
	names := root.Get("states")
	if len(r.m.Options) == 0 {
		if names == nil || names.Kind != diag.List || len(names.Items) == 0 {
			r.fault(root.At, diag.MissingField, "a model without options needs states: a list of names")
			return
		}
		for _, n := range names.Items {
			r.name(n.At, n.Text, nil)
		}
		return
	}
	var banned []truth
	if n := root.Get("infeasible"); n != nil {
		if n.Kind != diag.List {
			r.fault(n.At, diag.WrongType, "infeasible must be a list")
			return
		}
		for _, c := range n.Items {
			if t := r.condition(c); t != nil {
				banned = append(banned, t)
			}
		}
	}
	var feasible []uint32
	for c := range uint32(1) << len(r.m.Options) {
		if !slices.ContainsFunc(banned, func(t truth) bool { return t(c) }) {
			feasible = append(feasible, c)
		}
	}
	if names == nil {
		if len(feasible) > MaxStates {
			r.fault(root.At, diag.OutOfRange, "%d feasible states: at most %d; say under infeasible: what cannot be", len(feasible), MaxStates)
			return
		}
		for i, c := range feasible {
			r.name(root.At, fmt.Sprint("s", i+1), []uint32{c})
		}
	} else if names.Kind != diag.Map {
		r.fault(names.At, diag.WrongType, "states must be a map of names with patterns such as YN-")
		return
	} else {
		taken := map[uint32]string{}
		for i, k := range names.Keys {
			t := r.pattern(names.Items[i].Text)
			if t == nil {
				r.fault(names.Items[i].At, diag.BadWord, "%q is no pattern of %d letters Y, N and -, one an option: %s", names.Items[i].Text, len(r.m.Options), r.optionList())
				continue
			}
			var combos []uint32
			for _, c := range feasible {
				if !t(c) {
					continue
				}
				if other, twice := taken[c]; twice {
					r.fault(names.Items[i].At, diag.DuplicateKey, "%s and %s share a combination of options", k.Name, other)
					break
				}
				taken[c] = k.Name
				combos = append(combos, c)
			}
			if len(combos) == 0 && !r.findings.HasErrors() {
				r.fault(names.Items[i].At, diag.Impossible, "state %s is infeasible", k.Name)
			}
			r.name(k.At, k.Name, combos)
		}
	}
	if len(r.m.States) == 0 && !r.findings.HasErrors() {
		r.fault(root.At, diag.Impossible, "no state is feasible")
	}
}

func (r *reader) optionList() string {
	var ids []string
	for _, o := range r.m.Options {
		ids = append(ids, o.ID)
	}
	return strings.Join(ids, ", ")
}

func (r *reader) name(at diag.Place, name string, combos []uint32) {
	if name == "" || strings.ContainsAny(name, "=,") {
		r.fault(at, diag.NotAllowed, "%q is no name of a state", name)
	}
	if r.state(name) >= 0 {
		r.fault(at, diag.DuplicateKey, "state %q stands twice", name)
	}
	if len(r.m.States) == MaxStates {
		r.fault(at, diag.OutOfRange, "more than %d states", MaxStates)
		return
	}
	if len(r.m.States) < MaxStates {
		r.m.States = append(r.m.States, State{name, combos})
	}
}

func (r *reader) state(name string) int {
	return slices.IndexFunc(r.m.States, func(s State) bool { return s.Name == name })
}
