// Package compare sets results against each other: two stored ones, or the options of one. On the same draws the difference
// is paired, so that only the runs that end otherwise count as noise.
package compare

import (
	"fmt"
	"math"

	"parley/sim"
	"parley/sim/results"
	"parley/sim/stats"
)

// Event is a set of endings under one name.
type Event struct {
	ID, Title string
	Is        func(ending int) bool
}

// Events are what is compared, any deal first, then the six endings in their fixed order.
func Events(titles [6]string) []Event {
	out := []Event{{"any-deal", "Any deal", stats.AnyDeal}}
	for e, id := range sim.EndingNames {
		out = append(out, Event{id, titles[e], stats.Ending(e)})
	}
	return out
}

// Row is one event in two results.
type Row struct {
	Event Event
	A, B  results.Count
	// Of 100, rounded as everywhere: the endings together so that they add up, any deal as the sum of its two.
	SaidA, SaidB string
	Diff         stats.Difference // B less A
}

// Shares says how often each event comes of 100: any deal, then the six endings, rounded so that the six add up.
func Shares(e results.Endings) [7]string {
	n := int64(0)
	for _, k := range e {
		n += k
	}
	whole := stats.Hundred(e[:], 100)
	say := func(k int64, whole int) string {
		if n == 0 || whole == 0 || whole == 100 {
			return stats.OfHundred(k, n)
		}
		return fmt.Sprint(whole)
	}
	out := [7]string{say(e[0]+e[1], whole[0]+whole[1])}
	for i, k := range e {
		out[i+1] = say(k, whole[i])
	}
	return out
}

// TooFew says that there are too few runs in one of them to state a share.
func (r Row) TooFew() bool {
	return stats.PrecisionOf(r.A.K, r.A.N) == stats.TooFew || stats.PrecisionOf(r.B.K, r.B.N) == stats.TooFew
}

// Pair is the comparison of an option in two results.
type Pair struct {
	Paired bool // on the same draws
	Runs   int64
	Rows   []Row
}

// Results compares one option of each of two stored results. They are paired over the runs that both have when the seeds agree.
func Results(a, b *results.Set, optionA, optionB string, titles [6]string) (Pair, error) {
	ea, err := endings(a, optionA)
	if err != nil {
		return Pair{}, err
	}
	eb, err := endings(b, optionB)
	if err != nil {
		return Pair{}, err
	}
	p := Pair{Paired: a.Manifest.Seed == b.Manifest.Seed}
	var table [6]results.Endings
	var ca, cb results.Endings
	tally := func(c *results.Endings, x float64) {
		if x == x && x != absent {
			c[int(x)]++
		}
	}
	if p.Paired { // by the number of the run: a shard begins later, and a merge may lack runs
		for run := range min(len(ea), len(eb)) {
			x, y := ea[run], eb[run]
			if x == absent || y == absent {
				continue
			}
			p.Runs++
			tally(&ca, x)
			tally(&cb, y)
			if x == x && y == y {
				table[int(x)][int(y)]++
			}
		}
		if p.Runs == 0 {
			return Pair{}, fmt.Errorf("%s and %s have no run in common", a.Dir, b.Dir)
		}
	} else {
		for _, x := range ea {
			tally(&ca, x)
		}
		for _, y := range eb {
			tally(&cb, y)
		}
	}
	saidA, saidB := Shares(ca), Shares(cb)
	for i, e := range Events(titles) {
		r := Row{Event: e, A: count(ca, e.Is), B: count(cb, e.Is), SaidA: saidA[i], SaidB: saidB[i]}
		if p.Paired {
			r.Diff = stats.Paired(table, e.Is, stats.Level)
		} else {
			r.Diff = unpaired(r.A, r.B)
		}
		p.Rows = append(p.Rows, r)
	}
	return p, nil
}

// Options compares every option of a result with the first.
func Options(s *results.Summary, titles [6]string) []Pair {
	var out []Pair
	base := s.Options[0].Endings
	for _, o := range s.Options {
		p := Pair{Paired: true, Runs: s.Runs}
		saidA, saidB := Shares(base), Shares(o.Endings)
		for i, e := range Events(titles) {
			p.Rows = append(p.Rows, Row{Event: e, A: count(base, e.Is), B: count(o.Endings, e.Is), SaidA: saidA[i], SaidB: saidB[i], Diff: stats.Paired(o.Paired, e.Is, stats.Level)})
		}
		out = append(out, p)
	}
	return out
}

// absent stands where a result has no run of a number.
const absent = -1

// endings are how the runs of an option end, by the number of the run: NaN for one that failed, absent for one that the result does not have.
func endings(s *results.Set, option string) ([]float64, error) {
	var out []float64
	err := s.EachSegment(option, "ending", func(first int64, values []float64) error {
		for int64(len(out)) < first {
			out = append(out, absent)
		}
		out = append(out, values...)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", s.Dir, err)
	}
	return out, nil
}

func count(e results.Endings, is func(int) bool) results.Count {
	var c results.Count
	for i, k := range e {
		c.N += k
		if is(i) {
			c.K += k
		}
	}
	return c
}

// unpaired is the difference of two independent shares. Source: the normal approximation, as in any textbook; the shares of
// runs compared here are counted in thousands.
func unpaired(a, b results.Count) stats.Difference {
	if a.N == 0 || b.N == 0 {
		return stats.Difference{}
	}
	pa, pb := float64(a.K)/float64(a.N), float64(b.K)/float64(b.N)
	d := stats.Difference{Mean: pb - pa, N: min(a.N, b.N)}
	d.SE = math.Sqrt(pa*(1-pa)/float64(a.N) + pb*(1-pb)/float64(b.N))
	const z = 1.959963984540054 // 97.5 % quantile of the standard normal: stats.Level is 0.95
	d.Interval = stats.Interval{Low: d.Mean - z*d.SE, High: d.Mean + z*d.SE}
	return d
}
