package brief

// The numbers of a brief, read once from the tables and rounded once: page, terminal and rubric all print these.

import (
	"math"
	"sort"
	"strings"

	"parley/plots"
	"parley/sim/results"
	"parley/sim/stats"
)

// part is a share of an ending: a reason or an actor.
type part struct {
	Name  string
	Count int64
	Bare  string // of 100 runs
	Of    string
}

// ending is one of the six.
type ending struct {
	odds
	ID, Title string
	Reasons   []part // by falling count
	Blamed    []part
}

// option is one choice, compared with the first on the same draws.
type option struct {
	ID, Title  string
	Deal       odds
	Endings    [6]odds
	Change     change // in the odds of any deal
	Escalation change // in the odds of escalation
}

// setRange is the range across assumption sets.
type setRange struct {
	Count, Reps int
	Lo, Hi      string
	Stability   float64 // share of sets with the headline's word
	LoWord      string  // likelihood words at the two ends; empty on a scale without words
	HiWord      string
	SameFailure float64 // share of sets whose most common failure is the headline's
}

// numbers is everything a brief prints.
type numbers struct {
	words       lexicon
	Runs        int64
	Horizon     int
	Sampling    string // "±1"
	Failed      stats.Failed
	Endings     [6]ending
	Deal        odds
	Sets        *setRange
	Options     []option
	Durable     *odds // deals still standing
	DurableSpan string
	RulesSame   int
	Rules       []rule
}

// rule is the headline under another decision rule.
type rule struct {
	Title string
	Deal  odds
	Same  bool // same likelihood word
}

// read takes the numbers out of a result. The summary must hold at least one option with runs.
func read(in plots.Input) numbers {
	m, s := in.Manifest, in.Summary
	l := lexiconOf(m)
	n := numbers{words: l, Horizon: m.Horizon}
	if len(s.Options) == 0 {
		return n
	}
	base := s.Options[0]
	n.Runs, n.Failed = base.N, stats.FailedOf(&base)
	n.Endings, n.Deal = readEndings(m, l, base)
	n.Sampling = samplingText(n.Deal)
	for i, o := range s.Options {
		n.Options = append(n.Options, readOption(m, l, o, i))
	}
	n.Durable, n.DurableSpan = durable(l, base)
	if in.Derived != nil {
		n.Sets = readSets(in.Derived.Sets, n)
		for _, r := range in.Derived.Rules {
			x := rule{Title: r.Title, Deal: l.odds(r.Deals.K, r.Deals.N)}
			x.Same = l.same(share(r.Deals.K, r.Deals.N), share(n.Deal.K, n.Deal.N))
			if x.Same {
				n.RulesSame++
			}
			n.Rules = append(n.Rules, x)
		}
	}
	return n
}

// share is k of n, 0 without runs.
func share(k, n int64) float64 {
	if n == 0 {
		return 0
	}
	return float64(k) / float64(n)
}

func readEndings(m *results.Manifest, l lexicon, o results.OptionSummary) ([6]ending, odds) {
	var out [6]ending
	all, deal := l.endings(o)
	for i := range out {
		id := endingIDs[i]
		out[i] = ending{odds: all[i], ID: id, Title: plots.EndingTitle(i)}
		out[i].Reasons = parts(l, o.Reasons[id], o.N, reasonName)
		out[i].Blamed = parts(l, o.Blamed[id], o.N, func(a string) string { return actorTitle(m, strings.TrimPrefix(a, "shock:")) })
	}
	return out, deal
}

// parts splits an ending over its reasons or actors, by falling count and then by name.
func parts(l lexicon, counts map[string]int64, n int64, name func(string) string) []part {
	ids := make([]string, 0, len(counts))
	for id, k := range counts {
		if k > 0 && id != "" && id != "none" {
			ids = append(ids, id)
		}
	}
	sort.Slice(ids, func(i, j int) bool {
		a, b := counts[ids[i]], counts[ids[j]]
		if a != b {
			return a > b
		}
		return ids[i] < ids[j]
	})
	var out []part
	for _, id := range ids {
		o := l.odds(counts[id], n)
		out = append(out, part{Name: name(id), Count: counts[id], Bare: o.Bare, Of: o.Of})
	}
	return out
}

func readOption(m *results.Manifest, l lexicon, o results.OptionSummary, i int) option {
	out := option{ID: o.ID, Title: o.ID}
	out.Endings, out.Deal = l.endings(o)
	if i < len(m.Options) && m.Options[i].Title != "" {
		out.Title = m.Options[i].Title
	}
	if i > 0 {
		out.Change = changeOf(o, stats.AnyDeal)
		out.Escalation = changeOf(o, stats.Ending(5))
	}
	return out
}

// durable is how many of the deals that entered into force stand after the shortest span measured.
func durable(l lexicon, o results.OptionSummary) (*odds, string) {
	for _, span := range []struct{ metric, text string }{{"in-force-12", "12 months"}, {"in-force-24", "24 months"}, {"in-force-60", "60 months"}} {
		for _, s := range o.Metrics {
			if s.Name == span.metric && s.N > 0 {
				d := l.odds(int64(math.Round(s.Mean*float64(s.N))), s.N)
				return &d, span.text
			}
		}
	}
	return nil, ""
}

// failures are the indices of the most common failing ending, or of the two most common when the difference
// between them is too small to call.
func (n numbers) failures() []int {
	order := []int{2, 3, 4, 5}
	sort.SliceStable(order, func(i, j int) bool { return n.Endings[order[i]].K > n.Endings[order[j]].K })
	a, b := n.Endings[order[0]], n.Endings[order[1]]
	switch {
	case a.K == 0:
		return nil
	case clear(a.K, b.K, n.Runs):
		return order[:1]
	}
	return order[:2]
}

// compared splits the options after the first into those that detectably raise and lower the odds of a deal,
// the strongest first, and those that change them by too little to tell, or not beyond noise.
func (n numbers) compared() (up, down, flat []option) {
	for _, o := range n.Options[1:] {
		switch {
		case !o.Change.Detectable():
			flat = append(flat, o)
		case o.Change.Mean > 0:
			up = append(up, o)
		default:
			down = append(down, o)
		}
	}
	strongest := func(s []option) func(i, j int) bool {
		return func(i, j int) bool { return math.Abs(s[i].Change.Mean) > math.Abs(s[j].Change.Mean) }
	}
	sort.SliceStable(up, strongest(up))
	sort.SliceStable(down, strongest(down))
	sort.SliceStable(flat, strongest(flat))
	return up, down, flat
}

// separate tells whether two options differ by enough to rank them. Their intervals are against the same first
// option, so treating them as unrelated is on the safe side.
func separate(a, b option) bool {
	return math.Abs(a.Change.Mean-b.Change.Mean) >= math.Max(stats.MinPoints, 2*math.Hypot(a.Change.SE, b.Change.SE))
}

// clear is the size gate for two shares of the same runs: at least three points and two standard errors apart.
func clear(a, b, n int64) bool {
	if n == 0 {
		return false
	}
	pa, pb := float64(a)/float64(n), float64(b)/float64(n)
	se := math.Sqrt((pa + pb - (pa-pb)*(pa-pb)) / float64(n))
	return math.Abs(pa-pb) >= math.Max(stats.MinPoints, 2*se)
}

// readSets is the range across assumption sets, with the noise of the runs within a set taken out by package stats.
func readSets(s *results.Sets, n numbers) *setRange {
	if s == nil || len(s.Endings) == 0 || s.Reps == 0 {
		return nil
	}
	band := stats.AcrossSets(s, stats.AnyDeal)
	if len(band.Shares) == 0 {
		return nil
	}
	r := &setRange{Count: len(band.Shares), Reps: s.Reps, Lo: bareShare(band.Low), Hi: bareShare(band.High)}
	head := share(n.Deal.K, n.Deal.N)
	same := 0
	for _, p := range band.Shares {
		if n.words.same(p, head) {
			same++
		}
	}
	r.Stability = ratio(same, len(band.Shares))
	if len(n.words.scale.Bands) > 0 {
		r.LoWord, r.HiWord = n.words.at(band.Low), n.words.at(band.High)
	}
	if fails := n.failures(); len(fails) > 0 {
		same := 0
		for _, e := range s.Endings {
			top := 2
			for i := 3; i < 6; i++ {
				if e[i] > e[top] {
					top = i
				}
			}
			if top == fails[0] {
				same++
			}
		}
		r.SameFailure = ratio(same, len(s.Endings))
	}
	return r
}

// bareShare is a share of 100 in the form of odds.Bare.
func bareShare(p float64) string { return stats.OfHundred(int64(math.Round(p*1e6)), 1e6) }
