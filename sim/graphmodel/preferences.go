package graphmodel

import (
	"slices"
	"strings"

	"parley/sim/diag"
)

// What a file says of moves and preferences, brought into the model.

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
	r.connect(stuck)
}

// connect gives every player the moves that its options allow. stuck[k] is the value of option k that is never taken back, -1 for none.
func (r *reader) connect(stuck []int) {
	n := len(r.m.States)
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
	r.rank(pl, ts)
}

// rank orders states by the statements that hold, the first weighing more than all after it.
func (r *reader) rank(pl *Player, ts []truth) {
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
