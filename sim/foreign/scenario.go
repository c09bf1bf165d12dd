package foreign

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
)

// maxAgenda is the longest agenda of a scenario of ours.
const maxAgenda = 8

// scale is how a party sees an issue after it was laid on a range from 0 to 1.
type scale struct {
	id     string
	at     []float64 // place of each value on the range
	ideal  []float64 // per party
	weight []float64 // per party: weight times the stretch of worth
	by     int       // party that delivers
	quo    float64
}

// Scenario writes the negotiation as a scenario of ours, commented and ready to run, and lists what could not be carried over.
//
// A scenario of ours is spatial: each issue is a range from 0 to 1 on which every side has an ideal point. Values that are numbers
// keep their order and distances; words are ordered by what they are worth to the first side less what they are worth to the
// second. A side's salience of an issue is its weight times the stretch between its best and its worst value. The status quo,
// which the other programs do not know, is for each issue the ideal of the side that has less at stake there: it is the one that
// delivers. Where both want the same, it is the end away from it.
func (n *Negotiation) Scenario() (text string, lost []string, err error) {
	lost = append(lost, n.Lost...)
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

// scales lays every issue on a range.
func (n *Negotiation) scales(parties []int, lost *[]string) []scale {
	var out []scale
	used := map[string]bool{"none": true, "any": true, "nothing-else": true}
	total := make([]float64, len(parties))
	for k, is := range n.Issues {
		s := scale{id: unique(slug(is.Name, fmt.Sprint("issue-", k+1)), used)}
		for i, p := range parties {
			if len(n.Actors) > 0 {
				a := n.Actors[p]
				s.at = append(s.at, a.Position[k]/100)
				s.ideal, s.weight = append(s.ideal, a.Position[k]/100), append(s.weight, a.Salience[k])
				total[i] += a.Salience[k]
				continue
			}
			if i == 0 {
				s.at = places(is, n.Parties[parties[0]].Worth[k], n.Parties[parties[1]].Worth[k])
			}
			q := n.Parties[p]
			best, lo, hi := 0, math.Inf(1), math.Inf(-1)
			for v, x := range q.Worth[k] {
				if x > hi {
					hi, best = x, v
				}
				lo = min(lo, x)
			}
			s.ideal, s.weight = append(s.ideal, s.at[best]), append(s.weight, q.Weights[k]*(hi-lo))
			total[i] += s.weight[i]
		}
		out = append(out, s)
	}
	for k := range out {
		for i := range total {
			if total[i] > 0 {
				out[k].weight[i] /= total[i]
			} else {
				out[k].weight[i] = 1 / float64(len(out))
			}
		}
	}
	// who has less at stake on an issue delivers it; somebody has to deliver something on either side
	for k := range out {
		if out[k].weight[0] > out[k].weight[1] {
			out[k].by = 1
		}
	}
	if len(out) > 1 {
		for side := range 2 {
			if !slices.ContainsFunc(out, func(s scale) bool { return s.by == side }) {
				near := 0
				for k := range out {
					if gap(out[k]) < gap(out[near]) {
						near = k
					}
				}
				out[near].by = side
			}
		}
	} else {
		*lost = append(*lost, "a single issue: a scenario of ours needs two, so an issue that weighs nothing stands beside it")
	}
	for k := range out {
		out[k].quo = out[k].ideal[out[k].by]
		if out[k].ideal[0] == out[k].ideal[1] { // both want the same: without a deal they do not have it
			out[k].quo = 0
			if out[k].ideal[0] < 0.5 {
				out[k].quo = 1
			}
		}
	}
	return out
}

func gap(s scale) float64 { return math.Abs(s.weight[0] - s.weight[1]) }

// places are the values on the range: numbers by size, words by what they are worth to the first side less to the second.
func places(is Issue, first, second []float64) []float64 {
	at := make([]float64, len(is.Values))
	if is.Numbers != nil {
		lo, hi := slices.Min(is.Numbers), slices.Max(is.Numbers)
		for v, x := range is.Numbers {
			if hi > lo {
				at[v] = (x - lo) / (hi - lo)
			}
		}
		return at
	}
	rank := make([]int, len(at))
	for v := range rank {
		rank[v] = v
	}
	slices.SortStableFunc(rank, func(a, b int) int { return cmp.Compare(first[a]-second[a], first[b]-second[b]) })
	for i, v := range rank {
		if len(rank) > 1 {
			at[v] = float64(i) / float64(len(rank)-1)
		}
	}
	return at
}

// noDeal is what no deal costs a side: what the status quo would be worth as a deal, less its reservation value, in units of its
// whole stretch. fits is false when that is negative.
func (n *Negotiation) noDeal(p int, scales []scale, i int) (base float64, fits bool) {
	if len(n.Actors) > 0 {
		return 0, true
	}
	q := n.Parties[p]
	worth, stretch := q.Offset, 0.0
	for k, s := range scales {
		near := 0
		lo, hi := math.Inf(1), math.Inf(-1)
		for v, x := range q.Worth[k] {
			if math.Abs(s.at[v]-s.quo) < math.Abs(s.at[near]-s.quo) {
				near = v
			}
			lo, hi = min(lo, x), max(hi, x)
		}
		worth += q.Weights[k] * q.Worth[k][near]
		stretch += q.Weights[k] * (hi - lo)
	}
	if stretch > 0 {
		base = (worth - q.Reservation) / stretch
	}
	if base < 0 {
		return 0, false
	}
	return min(base, 0.5), base <= 0.5
}

// nearer is the side, 0 or 1, whose ideal points a further party's are nearer to.
func (n *Negotiation) nearer(i int, scales []scale) int {
	var d [2]float64
	for _, s := range scales {
		for side := range d {
			d[side] += s.weight[i] * math.Abs(s.ideal[i]-s.ideal[side])
		}
	}
	if d[1] < d[0] {
		return 1
	}
	return 0
}

// shape lists where a range with an ideal point values things differently from the original by more than a twentieth.
func shape(n *Negotiation, parties []int, scales []scale) []string {
	if len(n.Actors) > 0 {
		return nil
	}
	var out []string
	for i, p := range parties {
		for k, s := range scales {
			worth := n.Parties[p].Worth[k]
			lo, hi := slices.Min(worth), slices.Max(worth)
			if hi == lo {
				continue
			}
			off := 0.0
			far := max(s.ideal[i], 1-s.ideal[i])
			for v, x := range worth {
				off = max(off, math.Abs((x-lo)/(hi-lo)-(1-math.Abs(s.at[v]-s.ideal[i])/far)))
			}
			if off > 0.05 {
				out = append(out, fmt.Sprintf("%s values issue %s along a straight line from its ideal here; the original differs by up to %.2f of its stretch", n.Parties[p].Name, n.Issues[k].Name, off))
			}
		}
		if d := n.Parties[p].Discount; d > 0 && d < 1 {
			out = append(out, fmt.Sprintf("the discount factor %.4g of %s: set actors.<id>.patience", d, n.Parties[p].Name))
		}
	}
	return out
}

// ids makes names that our files allow.
func (n *Negotiation) ids(parties []int) []string {
	used := map[string]bool{"none": true, "any": true, "nothing-else": true}
	var out []string
	for i, p := range parties {
		out = append(out, unique(slug(n.partyName(p), fmt.Sprint("party-", i+1)), used))
	}
	return out
}

func slug(name, otherwise string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		default:
			if s := b.String(); s != "" && !strings.HasSuffix(s, "-") {
				b.WriteByte('-')
			}
		}
		if b.Len() >= 40 {
			break
		}
	}
	s := strings.Trim(b.String(), "-")
	if s == "" || s[0] >= '0' && s[0] <= '9' {
		s = strings.TrimSuffix(otherwise+"-"+s, "-")
	}
	return s
}

func unique(id string, used map[string]bool) string {
	if used[id] {
		for i := 2; ; i++ {
			if next := fmt.Sprintf("%s-%d", id, i); !used[next] {
				id = next
				break
			}
		}
	}
	used[id] = true
	return id
}

// order lists the values by their place.
func order(at []float64) []int {
	out := make([]int, len(at))
	for i := range out {
		out[i] = i
	}
	slices.SortStableFunc(out, func(a, b int) int { return cmp.Compare(at[a], at[b]) })
	return out
}

func ends(at []float64) (lo, hi int) {
	o := order(at)
	return o[0], o[len(o)-1]
}

func num(x float64) string {
	s := fmt.Sprintf("%.6f", x)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// oneLine keeps a foreign text inside its comment.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r == '\ufeff' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "�"))
}

// quoteYAML writes a foreign text as a double-quoted scalar.
func quoteYAML(s string) string {
	s = oneLine(s)
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
