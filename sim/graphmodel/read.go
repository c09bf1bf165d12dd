package graphmodel

import (
	"fmt"
	"slices"
	"strings"

	"parley/sim/diag"
)

// maxOptions bounds the options of a model: their combinations are gone through.
const maxOptions = 20

// Read reads a model from a YAML file:
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

// moves finds who can move where: a player changes its own options, as far as they can be taken back.
func (r *reader) moves(root *diag.Node) {
	n := len(r.m.States)
	players := root.Get("players")
	if len(r.m.Options) == 0 {
		for p := range r.m.Players {
			pl := &r.m.Players[p]
			pl.Moves = make([][]int, n)
			mv := players.Items[p].Get("moves")
			if mv == nil {
				continue
			}
			if mv.Kind != diag.Map {
				r.fault(mv.At, diag.WrongType, "moves must be a map: {s1: [s2, s3]}")
				continue
			}
			for i, k := range mv.Keys {
				from := r.state(k.Name)
				if from < 0 {
					r.fault(k.At, diag.UnknownName, "no state %q", k.Name)
					continue
				}
				to := mv.Items[i].Items
				if mv.Items[i].Kind == diag.Scalar {
					to = []*diag.Node{mv.Items[i]}
				}
				for _, t := range to {
					at := r.state(t.Text)
					switch {
					case at < 0:
						r.fault(t.At, diag.UnknownName, "no state %q", t.Text)
					case at != from && !slices.Contains(pl.Moves[from], at):
						pl.Moves[from] = append(pl.Moves[from], at)
					}
				}
				slices.Sort(pl.Moves[from])
			}
		}
		return
	}
	for p := range r.m.Players {
		if mv := players.Items[p].Get("moves"); mv != nil {
			r.fault(mv.At, diag.NotAllowed, "moves: goes with a model without options; here moves follow from the options")
		}
	}
	// stuck[k]: the value of option k that is never taken back; -1 for none
	stuck := slices.Repeat([]int{-1}, len(r.m.Options))
	if irr := root.Get("irreversible"); irr != nil {
		if irr.Kind != diag.Map {
			r.fault(irr.At, diag.WrongType, "irreversible must be a map: {option: yes} for what is never taken back, {option: no} for what is never taken up again")
			return
		}
		for i, k := range irr.Keys {
			at := slices.IndexFunc(r.m.Options, func(o Option) bool { return o.ID == strings.ToLower(k.Name) })
			if at < 0 {
				r.fault(k.At, diag.UnknownName, "no option %q; there are: %s", k.Name, r.optionList())
				continue
			}
			switch strings.ToLower(irr.Items[i].Text) {
			case "yes", "y", "true", "on":
				stuck[at] = 1
			case "no", "n", "false", "off":
				stuck[at] = 0
			default:
				r.fault(irr.Items[i].At, diag.BadWord, "yes or no, not %q", irr.Items[i].Text)
			}
		}
	}
	owner := make([]uint32, len(r.m.Players))
	for k, o := range r.m.Options {
		owner[o.Player] |= 1 << k
	}
	index := map[uint32]int{}
	for i, s := range r.m.States {
		for _, c := range s.Combos {
			index[c] = i
		}
	}
	for p := range r.m.Players {
		pl := &r.m.Players[p]
		pl.Moves = make([][]int, n)
		for i, s := range r.m.States {
			for _, c := range s.Combos {
				// every choice of the player's own options
				for sub := owner[p]; ; sub = (sub - 1) & owner[p] {
					d := c&^owner[p] | sub
					if to, ok := index[d]; ok && to != i && allowed(c, d, stuck) && !slices.Contains(pl.Moves[i], to) {
						pl.Moves[i] = append(pl.Moves[i], to)
					}
					if sub == 0 {
						break
					}
				}
			}
			slices.Sort(pl.Moves[i])
		}
	}
}

func allowed(from, to uint32, stuck []int) bool {
	for k, v := range stuck {
		a, b := int(from>>k&1), int(to>>k&1)
		if a != b && a == v {
			return false
		}
	}
	return true
}

func (r *reader) preferences(root *diag.Node) {
	players := root.Get("players")
	for p := range r.m.Players {
		pl, n := &r.m.Players[p], players.Items[p]
		list, statements := n.Get("prefers"), n.Get("priorities")
		key := players.Keys[p].At
		pl.Rank = make([]int, len(r.m.States))
		switch {
		case list != nil && statements != nil:
			r.fault(key, diag.NotAllowed, "player %q has prefers: and priorities:; one is enough", pl.ID)
		case list != nil && list.Kind == diag.List:
			place := 1
			for _, item := range list.Items {
				group := item.Items
				if item.Kind == diag.Scalar {
					for _, name := range strings.Split(item.Text, "=") {
						group = append(group, &diag.Node{Kind: diag.Scalar, At: item.At, Text: strings.TrimSpace(name)})
					}
				}
				for _, g := range group {
					at := r.state(g.Text)
					switch {
					case at < 0:
						r.fault(g.At, diag.UnknownName, "no state %q", g.Text)
					case pl.Rank[at] > 0:
						r.fault(g.At, diag.DuplicateKey, "state %q stands twice", g.Text)
					default:
						pl.Rank[at] = place
					}
				}
				place += len(group)
			}
			var missing []string
			for s, rank := range pl.Rank {
				if rank == 0 {
					missing = append(missing, r.m.States[s].Name)
				}
			}
			if len(missing) > 0 && !r.findings.HasErrors() {
				r.fault(list.At, diag.BadList, "player %q does not say how it likes %s", pl.ID, strings.Join(missing, ", "))
			}
		case statements != nil && statements.Kind == diag.List && len(r.m.Options) > 0:
			r.prioritise(pl, statements)
		default:
			r.fault(key, diag.MissingField, "player %q needs prefers: a list of states, best first, or priorities: a list of statements about options", pl.ID)
		}
	}
}

// prioritise ranks states by the statements that hold: one further up outweighs all below it.
func (r *reader) prioritise(pl *Player, list *diag.Node) {
	var ts []truth
	for _, n := range list.Items {
		if t := r.condition(n); t != nil {
			ts = append(ts, t)
		}
	}
	if r.findings.HasErrors() {
		return
	}
	score := make([]string, len(r.m.States))
	for i, s := range r.m.States {
		var b strings.Builder
		for _, t := range ts {
			holds := true // what does not hold in every combination of a state does not hold in it
			for _, c := range s.Combos {
				holds = holds && t(c)
			}
			if holds {
				b.WriteByte('1')
			} else {
				b.WriteByte('0')
			}
		}
		score[i] = b.String()
	}
	for i := range score {
		pl.Rank[i] = 1
		for _, other := range score {
			if other > score[i] {
				pl.Rank[i]++
			}
		}
	}
}
