package graphmodel

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"parley/sim/diag"
)

// Models of GMCR+ (and gmcr-py), which are JSON: options with the direction in which they may change (fwd: never taken back, back: never
// taken up again, both), decision makers with the numbers of their options, infeasible conditions, and preferences as a ranking of
// states or as prioritised conditions. A condition lists options with Y or N, all of which must hold; a compound one lists
// conditions of which one must hold. Feasible states are numbered from 1, the first option changing fastest.

// gmcr reads such a model.
func (r *reader) gmcr(root *diag.Node) {
	if t := root.Get("title"); t != nil {
		r.m.Title = t.Text
	}
	options, makers := root.Get("options"), root.Get("decisionMakers")
	if options == nil || options.Kind != diag.List || makers == nil || makers.Kind != diag.List || len(makers.Items) == 0 {
		r.fault(root.At, diag.MissingField, "a GMCR+ model needs lists of options and decisionMakers")
		return
	}
	if len(options.Items) == 0 || len(options.Items) > maxOptions {
		r.fault(options.At, diag.OutOfRange, "%d options: at least one and at most %d", len(options.Items), maxOptions)
		return
	}
	stuck := make([]int, len(options.Items))
	used := map[string]bool{}
	for k, o := range options.Items {
		r.m.Options = append(r.m.Options, Option{slug(word(o.Get("name")), fmt.Sprint("option-", k+1), used), word(o.Get("name")), -1})
		switch dir := word(o.Get("permittedDirection")); dir {
		case "both", "":
			stuck[k] = -1
		case "fwd":
			stuck[k] = 1
		case "back":
			stuck[k] = 0
		default:
			r.fault(o.At, diag.BadWord, "permittedDirection is fwd, back or both, not %q", dir)
		}
	}
	taken := map[string]bool{}
	for i, d := range makers.Items {
		name := word(d.Get("name"))
		p := Player{ID: slug(name, fmt.Sprint("player-", i+1), taken), Title: name}
		r.m.Players = append(r.m.Players, p)
		if own := d.Get("options"); own != nil {
			for _, n := range own.Items {
				if k, ok := r.index(n, len(r.m.Options)); ok {
					if r.m.Options[k].Player >= 0 {
						r.fault(n.At, diag.DuplicateKey, "option %d belongs to two decision makers", k)
					}
					r.m.Options[k].Player = i
				}
			}
		}
	}
	for k, o := range r.m.Options {
		if o.Player < 0 && !r.findings.HasErrors() {
			r.fault(options.Items[k].At, diag.LostEvidence, "option %d belongs to no decision maker", k)
		}
	}
	var banned []truth
	if inf := root.Get("infeasibles"); inf != nil {
		for _, n := range inf.Items {
			if t := r.gmcrCondition(n); t != nil {
				banned = append(banned, t)
			}
		}
	}
	if r.findings.HasErrors() {
		return
	}
	for c := range uint32(1) << len(r.m.Options) {
		if slices.ContainsFunc(banned, func(t truth) bool { return t(c) }) {
			continue
		}
		if len(r.m.States) == MaxStates {
			r.fault(root.At, diag.OutOfRange, "more than %d feasible states", MaxStates)
			return
		}
		r.m.States = append(r.m.States, State{strconv.Itoa(len(r.m.States) + 1), []uint32{c}})
	}
	if len(r.m.States) == 0 {
		r.fault(root.At, diag.Impossible, "no state is feasible")
		return
	}
	r.connect(stuck)
	ranking := root.Get("useManualPreferenceRanking")
	for i, d := range makers.Items {
		list := d.Get("preferenceRanking")
		if ranking == nil || ranking.Text != "true" || list == nil || len(list.Items) == 0 {
			r.gmcrPriorities(&r.m.Players[i], d)
			continue
		}
		r.gmcrRanking(&r.m.Players[i], list)
	}
}

// word is the text of a scalar, "" for anything else.
func word(n *diag.Node) string {
	if n == nil || n.Kind != diag.Scalar {
		return ""
	}
	return n.Text
}

// index reads the number of an option or state, from 0 to below n.
func (r *reader) index(n *diag.Node, below int) (int, bool) {
	x, err := strconv.ParseFloat(word(n), 64)
	if err != nil || x != math.Floor(x) || !(x >= 0 && x < float64(below)) {
		r.fault(n.At, diag.UnknownName, "%q is none of %d numbers from 0", word(n), below)
		return 0, false
	}
	return int(x), true
}

// gmcrCondition reads [[0, "Y"], [2, "N"]], or {"compound": true, "members": [...]}.
func (r *reader) gmcrCondition(n *diag.Node) truth {
	if n.Kind == diag.Map {
		members := n.Get("members")
		if members == nil || members.Kind != diag.List || len(members.Items) == 0 {
			r.fault(n.At, diag.WrongType, "a compound condition needs members")
			return nil
		}
		var any []truth
		for _, m := range members.Items {
			if t := r.gmcrCondition(m); t != nil {
				any = append(any, t)
			}
		}
		return func(c uint32) bool { return slices.ContainsFunc(any, func(t truth) bool { return t(c) }) }
	}
	if n.Kind != diag.List || len(n.Items) == 0 {
		r.fault(n.At, diag.WrongType, "a condition is a list of options with Y or N")
		return nil
	}
	var yes, no uint32
	for _, pair := range n.Items {
		if pair.Kind != diag.List || len(pair.Items) != 2 {
			r.fault(pair.At, diag.WrongType, "an option with Y or N is needed, as [0, \"Y\"]")
			return nil
		}
		k, ok := r.index(pair.Items[0], len(r.m.Options))
		if !ok {
			return nil
		}
		switch word(pair.Items[1]) {
		case "Y":
			yes |= 1 << k
		case "N":
			no |= 1 << k
		default:
			r.fault(pair.Items[1].At, diag.BadWord, "Y or N, not %q", word(pair.Items[1]))
			return nil
		}
	}
	return func(c uint32) bool { return c&yes == yes && c&no == 0 }
}

// gmcrRanking reads a list of state numbers, best first, with lists for states that are equally good.
func (r *reader) gmcrRanking(p *Player, list *diag.Node) {
	p.Rank = make([]int, len(r.m.States))
	place := 1
	for _, item := range list.Items {
		group := item.Items
		if item.Kind == diag.Scalar {
			group = []*diag.Node{item}
		}
		for _, g := range group {
			at := r.state(word(g))
			if at < 0 || p.Rank[at] > 0 {
				r.fault(g.At, diag.UnknownName, "state %q does not exist or stands twice", word(g))
				continue
			}
			p.Rank[at] = place
		}
		place += len(group)
	}
	if slices.Contains(p.Rank, 0) && !r.findings.HasErrors() {
		r.fault(list.At, diag.BadList, "%s does not rank all %d states", p.Title, len(r.m.States))
	}
}

func (r *reader) gmcrPriorities(p *Player, d *diag.Node) {
	var ts []truth
	if list := d.Get("preferences"); list != nil {
		for _, n := range list.Items {
			if t := r.gmcrCondition(n); t != nil {
				ts = append(ts, t)
			}
		}
	}
	p.Rank = make([]int, len(r.m.States))
	r.rank(p, ts)
}

// slug makes a name short and unique.
func slug(name, otherwise string, used map[string]bool) string {
	id := strings.Trim(strings.Map(func(c rune) rune {
		switch {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			return c
		case c >= 'A' && c <= 'Z':
			return c - 'A' + 'a'
		}
		return '-'
	}, name), "-")
	if id == "" || used[id] {
		id = otherwise
	}
	for used[id] {
		id += "-"
	}
	used[id] = true
	return id
}
