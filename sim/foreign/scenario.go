package foreign

import (
	"fmt"
	"math"
	"strings"
)

// maxAgenda is the longest agenda of a scenario of ours.
const maxAgenda = 8

// Scenario writes the negotiation as a scenario of ours, commented and ready to run, and lists what could not be carried over.
//
// A scenario of ours is spatial: each issue is a range from 0 to 1 on which every side has an ideal point. Values that are numbers
// keep their order and distances; words are ordered by what they are worth to the first side less what they are worth to the
// second. A side's salience of an issue is its weight times the stretch between its best and its worst value. The status quo,
// which the other programs do not know, is for each issue the ideal of the side that has less at stake there: it is the one that
// delivers. Where both want the same, it is the end away from it.
func (n *Negotiation) Scenario() (text string, lost []string, err error) {
	lost = append(lost, n.Lost...)
	n = n.flat(&lost)
	sides, rest, err := n.seats(&lost)
	if err != nil {
		return "", nil, err
	}
	parties := append(append([]int{}, sides[:]...), rest...)
	scales := n.scales(parties, &lost)
	names := n.ids(parties)
	var b strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	say("# %s, brought over from a %s file by simulate import.", oneLine(n.Name), n.Format)
	say("#")
	for _, f := range n.Files {
		say("#   %s", oneLine(f[strings.LastIndexAny(f, `/\`)+1:]))
	}
	say("#")
	say("# Every issue is a range from 0 to 1, and every side has an ideal point on it. The preferences of the original are kept as")
	say("# far as such a range can hold them; what it cannot hold is listed at the end. Numbers marked assumption/imported come")
	say("# from the file; those marked assumption/import-rule are choices of the import, yours to change.")
	say("title: %s", quoteYAML(n.Name))
	say("question: %s", quoteYAML("Do "+n.partyName(sides[0])+" and "+n.partyName(sides[1])+" agree, and on what?"))
	say("cutoff: 2000-01-01                                  # the file knows no dates; put your own")
	say("horizon: 24 months")
	var agenda []string
	for _, s := range scales {
		agenda = append(agenda, s.id)
	}
	const beside = "nothing-else" // beside a single issue
	if len(scales) == 1 {
		agenda = append(agenda, beside)
	}
	say("\n# ---- The issues ------------------------------------------------------------------------------------------------------")
	say("agenda: [%s]", strings.Join(agenda, ", "))
	say("issues:")
	for k, s := range scales {
		say("  %s:", s.id)
		say("    title: %s", quoteYAML(n.Issues[k].Name))
		say("    by: %s", names[s.by])
		lo, hi := ends(s.at)
		label := func(v int) string {
			if v < len(n.Issues[k].Values) {
				return quoteYAML(n.Issues[k].Values[v])
			}
			return quoteYAML(fmt.Sprint(100 * s.at[v]))
		}
		say("    at0: %s", label(lo))
		say("    at1: %s", label(hi))
		if len(n.Issues[k].Values) > 2 && len(n.Issues[k].Values) <= 12 {
			var levels []string
			seen := map[float64]bool{0: true, 1: true}
			for _, v := range order(s.at) {
				if !seen[s.at[v]] {
					seen[s.at[v]] = true
					levels = append(levels, fmt.Sprintf("%s: %s", num(s.at[v]), label(v)))
				}
			}
			if len(levels) > 0 {
				say("    levels: {%s}", strings.Join(levels, ", "))
			}
		}
		say("    status-quo: %s from assumption/import-rule   # the ideal of the side with less at stake", num(s.quo))
		say("    minimum-move: 0.001 from assumption/import-rule")
	}
	if len(scales) == 1 {
		say("  %s:", beside)
		say("    title: Nothing else                             # an agenda needs two issues; this one weighs nothing to anybody")
		say("    by: %s", names[1-scales[0].by])
		say("    at0: nothing")
		say("    at1: nothing")
		say("    status-quo: 0 from assumption/import-rule")
		say("    minimum-move: 0.001 from assumption/import-rule")
	}
	say("\n# ---- Who is there ----------------------------------------------------------------------------------------------------")
	say("table: [%s, %s]", names[0], names[1])
	say("mediator: none")
	say("ratifiers: [%s]", strings.Join(names[2:], ", "))
	say("actors:")
	for i, p := range parties {
		say("  %s:", names[i])
		say("    title: %s", quoteYAML(n.partyName(p)))
		if i < 2 {
			say("    kind: principal")
		} else {
			say("    kind: veto-player                               # an agreement needs everyone: it may reject what the two sign")
			say("    side: %s                                        # the side whose preferences are nearer to its own", names[n.nearer(i, scales)])
			say("    veto:")
			say("      kind: hard")
			say("      power: 1 from assumption/import-rule")
			say("      threshold: 0 from assumption/import-rule")
			say("      foresight: 1 from assumption/import-rule")
		}
		say("    ideal:")
		for _, s := range scales {
			say("      %s: %s from assumption/imported", s.id, num(s.ideal[i]))
		}
		if len(scales) == 1 {
			say("      %s: %d from assumption/import-rule", beside, i%2)
		}
		say("    salience:")
		for _, s := range scales {
			say("      %s: %s from assumption/imported", s.id, num(s.weight[i]))
		}
		if len(scales) == 1 {
			say("      %s: 0 from assumption/import-rule", beside)
		}
		say("    loss-aversion: 1 from assumption/import-rule    # utilities of the original know no reference point")
		if i >= 2 {
			say("    trust: {%s: 1 from assumption/import-rule, %s: 1 from assumption/import-rule}", names[0], names[1])
			continue
		}
		say("    trust: {%s: 1 from assumption/import-rule}      # promises are kept", names[1-i])
		say("    no-deal:")
		base, fits := n.noDeal(p, scales, i)
		say("      base: %s from assumption/imported, assumption/import-rule   # status quo less reservation value", num(base))
		if !fits {
			lost = append(lost, fmt.Sprintf("the reservation value of %s is above what the status quo is worth to it; it counts as equal", n.partyName(p)))
		}
	}
	say("\n# ---- What happens ----------------------------------------------------------------------------------------------------")
	stages := "[alternating-offers]"
	if len(rest) > 0 {
		stages = "[alternating-offers, ratification]"
	}
	say("stages: %s", stages)
	say("terms: {curvature: 1 from assumption/import-rule}")
	say("protocol:")
	say("  scopes: full-only                                 # an outcome of the original settles every issue")
	say("  linked: 1 from assumption/import-rule")
	say("  break-hazard: 0 from assumption/import-rule")
	lost = append(lost, shape(n, parties, scales)...)
	say("\n# ---- Not carried over ------------------------------------------------------------------------------------------------")
	if len(lost) == 0 {
		say("# Nothing is missing.")
	}
	for _, l := range lost {
		say("# - %s", oneLine(l))
	}
	return b.String(), lost, nil
}

func (n *Negotiation) partyName(p int) string {
	if len(n.Actors) > 0 {
		return n.Actors[p].Name
	}
	return n.Parties[p].Name
}

// seats puts two parties at the table. Of a spatial scenario they are the strongest actor and the one that, weighted by its
// capability, stands farthest from it; others of a domain become veto players.
func (n *Negotiation) seats(lost *[]string) (sides [2]int, rest []int, err error) {
	if len(n.Issues) > maxAgenda {
		return sides, nil, fmt.Errorf("%d issues: a scenario of ours takes %d at most; leave some out of the file", len(n.Issues), maxAgenda)
	}
	if len(n.Actors) == 0 {
		if len(n.Parties) < 2 {
			return sides, nil, fmt.Errorf("one profile only: a negotiation needs two")
		}
		for p := 2; p < len(n.Parties); p++ {
			rest = append(rest, p)
		}
		if len(rest) > 8 {
			return sides, nil, fmt.Errorf("%d parties: a scenario of ours takes two sides and 8 veto players", len(n.Parties))
		}
		return [2]int{0, 1}, rest, nil
	}
	for i, a := range n.Actors {
		if a.Capability > n.Actors[sides[0]].Capability {
			sides[0] = i
		}
	}
	far := -1.0
	for i, a := range n.Actors {
		sum := 0.0
		for k := range n.Issues {
			sum += math.Abs(a.Position[k] - n.Actors[sides[0]].Position[k])
		}
		if i != sides[0] && a.Capability*sum > far {
			far, sides[1] = a.Capability*sum, i
		}
	}
	for i, a := range n.Actors {
		if i != sides[0] && i != sides[1] {
			*lost = append(*lost, fmt.Sprintf("actor %s (capability %v): a scenario of ours has two sides; the spatial model itself takes all: simulate solve", a.Name, a.Capability))
		}
	}
	*lost = append(*lost, "capabilities: bargaining strength here comes from patience")
	return sides, nil, nil
}
