package foreign

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
)

// How issues, preferences and names of another program are laid on what a scenario of ours knows: ranges from 0 to 1 with ideal
// points, saliences, ids.

// scale is how a party sees an issue after it was laid on a range from 0 to 1.
type scale struct {
	id     string
	at     []float64 // place of each value on the range
	ideal  []float64 // per party
	weight []float64 // per party: weight times the stretch of worth
	by     int       // party that delivers
	quo    float64
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
	if s == "" || s[0] >= '0' && s[0] <= '9' || slices.Contains([]string{"true", "false", "yes", "no", "on", "off", "y", "n", "null"}, s) { // YAML takes these for no words
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
