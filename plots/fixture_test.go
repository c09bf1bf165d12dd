package plots

import (
	"fmt"
	"math"
	"strings"

	"parley/sim/results"
)

// fixture makes a synthetic result: so many options, endings of the baseline, and names that are long or hostile where asked.
func fixture(optionCount int, endings results.Endings, name func(string) string) Input {
	n := total(endings)
	m := &results.Manifest{Engine: "1", Scenario: "fixture", Cutoff: "4 March 2025", Title: name("A case for tests"), Horizon: 24, ScenarioHash: "0123456789abcdef", Seed: 1}
	m.Actors = []results.Actor{{ID: "a", Title: name("United States"), Kind: "principal", Role: "table"}, {ID: "b", Title: name("Iran (government)"), Kind: "principal", Role: "table"}, {ID: "v", Title: name("Supreme Leader"), Kind: "veto-player", Role: "ratifier"}}
	m.Brief.Scale = "icd203"
	for i := range 4 {
		m.Issues = append(m.Issues, results.Issue{ID: fmt.Sprintf("i%d", i), Title: name(fmt.Sprintf("Issue number %d", i)), At0: name("none"), At1: name("all of it"), Status: 0.1,
			Levels: []results.Level{{At: 0.3, Label: name("a little")}, {At: 0.6, Label: name("about half")}}})
		for _, a := range []string{"a", "b"} {
			m.Quantities = append(m.Quantities, results.Quantity{Path: fmt.Sprintf("actors.%s.ideal.i%d", a, i), Mid: 0.2 + 0.15*float64(i)})
		}
	}
	m.Columns = []results.Column{{Name: "force-month", Title: "Months to a deal", Unit: "month", Type: results.Int},
		{Name: "rounds", Title: "Rounds played", Unit: "count", Type: results.Int}, {Name: "in-force-12", Title: "In force after 12 months", Unit: "share", Type: results.Bool},
		{Name: "surplus.a", Title: "Surplus: a", Unit: "utility", Type: results.Float}, {Name: "deal.i0", Title: "Terms: i0", Unit: "share", Type: results.Float}}
	s := &results.Summary{Runs: n}
	for o := range optionCount {
		id := fmt.Sprintf("option-%d", o)
		m.Options = append(m.Options, results.Option{ID: id, Title: name(fmt.Sprintf("Option number %d of the list", o))})
		x := results.OptionSummary{ID: id, N: n, Endings: endings, Reasons: map[string]map[string]int64{"no-talks": {"precondition": 5}, "breakdown": {"no-overlap": 4}}}
		talks := n - endings[3]
		text := endings[0] + endings[1] + endings[2]
		x.Gates = []int64{talks, text, deals(endings), deals(endings) * 3 / 4}
		for e := range x.ByMonth {
			x.ByMonth[e] = make([]int64, 25)
			for mth := range x.ByMonth[e] {
				x.ByMonth[e][mth] = endings[e] * int64(mth) / 24
			}
			x.Paired[e][e] = endings[e]
		}
		move := int64(o) * n / 40 // from breakdown to a deal
		move = min(move, endings[4])
		x.Paired[4][4] -= move
		x.Paired[4][0] += move
		x.Endings[4] -= move
		x.Endings[0] += move
		x.Metrics = []results.MetricStats{{Name: "force-month", N: deals(x.Endings), Lo: -0.5, Hi: 48.5, Bins: bell(49, deals(x.Endings)), Max: 30, Quantiles: [7]float64{5, 7, 9, 12, 15, 19, 22}},
			{Name: "rounds", N: talks, Lo: -0.5, Hi: 200.5, Bins: bell(201, talks), Quantiles: [7]float64{10, 15, 30, 50, 70, 80, 95}},
			{Name: "in-force-12", N: deals(x.Endings), Mean: 0.75, Lo: -0.5, Hi: 1.5, Bins: []int64{deals(x.Endings) / 4, deals(x.Endings) - deals(x.Endings)/4}, Quantiles: [7]float64{0, 0, 0.5, 1, 1, 1, 1}},
			{Name: "surplus.a", N: deals(x.Endings), Lo: -1, Hi: 1, Bins: bell(256, deals(x.Endings)), Quantiles: [7]float64{-0.8, -0.7, -0.6, -0.5, -0.4, -0.3, -0.2}, BinWidth: 0.0005}}
		for i := range 4 {
			q := [7]float64{0.1, 0.15, 0.2, 0.3 + 0.1*float64(i), 0.6, 0.8, 0.9}
			x.Metrics = append(x.Metrics, results.MetricStats{Name: fmt.Sprintf("deal.i%d", i), N: text, Lo: 0, Hi: 1, Bins: bell(256, text), Quantiles: q})
		}
		s.Options = append(s.Options, x)
	}
	d := &results.Derived{Drivers: &results.Drivers{Base: results.Count{K: deals(endings), N: n}, Dummy: 0.01}}
	for i := range 16 {
		var r results.Driver
		r.Path, r.Title, r.Monotone = fmt.Sprintf("actors.a.k%02d", i), name(fmt.Sprintf("United States: input number %d (issue %d)", i, i%4)), i != 3
		for f := range r.Fifths {
			p := 0.3 + (0.2-0.013*float64(i))*(float64(f)-2)/2
			if !r.Monotone && f == 2 {
				p = 0.6
			}
			r.Fifths[f] = results.Count{K: int64(p * 20000), N: 20000}
		}
		d.Drivers.All = append(d.Drivers.All, r)
	}
	sw := &results.Sweep{X: results.Axis{Title: name("United States: cost of no deal"), P10: 0.03, P50: 0.05, P90: 0.08}, Y: results.Axis{Title: name("Iran (government): cost of no deal"), P10: 0.04, P50: 0.08, P90: 0.12}}
	for i := range 11 {
		sw.X.Values, sw.Y.Values = append(sw.X.Values, 0.01*float64(i)), append(sw.Y.Values, 0.015*float64(i))
	}
	for y := range 11 {
		for x := range 11 {
			k := int64(1000 * float64(x+y) / 20)
			sw.Cells = append(sw.Cells, results.Endings{k, 0, 0, 0, 1000 - k, 0})
		}
	}
	sw.Cells[0] = results.Endings{1, 0, 0, 0, 10, 0} // too few runs: left blank
	d.Sweep = sw
	p := &results.Packages{Side: "a", Other: "b", Issues: []string{"i0", "i1"}, Vetoes: []string{"v"}, ReserveX: [2]float64{-0.03, 0.03}, ReserveY: [2]float64{-0.02, 0.04}}
	for i := range 36 {
		for j := range 36 {
			x, y := 0.01*float64(i)-0.15, 0.2-0.01*float64(j)
			p.All = append(p.All, results.Package{Deal: []float64{float64(i) / 35, float64(j) / 35}, X: x, Y: y, Both: x >= 0 && y >= 0, Blocked: []bool{i%5 != 0}, Pareto: i+36-j > 60})
		}
	}
	d.Packages = p
	d.Questions = questions(m, name)
	return Input{Manifest: m, Summary: s, Derived: d}
}

// questions are answers beyond the counts, with long lists.
func questions(m *results.Manifest, name func(string) string) *results.Questions {
	q := &results.Questions{Runs: 20000, Ignorance: 0.26, Luck: 0.74, Error: 0.005, Noise: 0.001}
	for i := range 12 {
		g := results.GroupShare{Name: name(fmt.Sprintf("article/p%d#statement", i)), Inputs: i + 1, Share: 0.04 - 0.003*float64(i), Proxy: i == 2, Rest: i == 11}
		q.Statements, q.Actors = append(q.Statements, g), append(q.Actors, g)
	}
	low, high := 0.07, 0.4
	q.Box = &results.Box{Base: results.Count{K: 7500, N: 10000}, Inside: results.Count{K: 4150, N: 5000}, Coverage: 0.553, Mass: 0.5}
	for i := range 4 {
		l := results.BoxLimit{Path: fmt.Sprintf("actors.a.k%02d", i), Title: name(fmt.Sprintf("United States: input number %d", i)), Unit: []string{"share", "months", "", "per month"}[i], U: [2]float64{0, 0.6}, High: &high}
		if i == 1 {
			l.Low, l.U[0] = &low, 0.2
		}
		q.Box.Limits = append(q.Box.Limits, l)
	}
	c := &results.Choice{Sets: 100, Reps: 50}
	for _, k := range []string{"maximin", greatest, ninetieth, "Laplace"} {
		x := results.Criterion{Name: k, Doc: "a rule", Less: k == greatest || k == ninetieth, Best: []int{0}}
		for i := range m.Options {
			x.Scores = append(x.Scores, 0.1+0.02*float64(i)+map[string]float64{greatest: 0.1}[k])
		}
		c.Criteria = append(c.Criteria, x)
	}
	for _, o := range m.Options {
		c.Options = append(c.Options, o.ID)
	}
	if len(c.Options) > 2 {
		c.MenuDependent = c.Options[1:2]
	}
	q.Choice = c
	q.Worth = &results.Worth{Runs: 10000, Blind: c.Options[0], Perfect: [2]float64{0.03, 0.055}, Floor: 0.0002}
	for i := range 8 {
		q.Worth.Items = append(q.Worth.Items, results.WorthItem{Name: name(fmt.Sprintf("Input number %d", i)), Inputs: 1, Low: 0.003 - 0.0003*float64(i), High: 0.005 - 0.0005*float64(i)})
	}
	return q
}

func bell(n int, total int64) []int64 {
	out := make([]int64, n)
	left := total
	for i := range out {
		z := (float64(i) - float64(n)/4) / (float64(n) / 8)
		out[i] = min(left, int64(float64(total)*math.Exp(-z*z/2)*3.2/float64(n)))
		left -= out[i]
	}
	out[n/4] += left
	return out
}

func same(s string) string { return s }

// fixtures are the inputs that every chart must stand.
func fixtures() map[string]Input {
	typical := results.Endings{10000, 15000, 3000, 36000, 22000, 14000}
	none := fixture(3, results.Endings{0, 0, 0, 100000, 0, 0}, same)
	for i := range none.Derived.Packages.All {
		none.Derived.Packages.All[i].Both = false
	}
	bare := fixture(1, typical, same)
	bare.Derived = nil
	return map[string]Input{
		"typical":      fixture(8, typical, same),
		"nine options": fixture(9, typical, func(s string) string { return s + ", with a rather long name to carry around" }),
		"two options":  fixture(2, typical, same),
		"no deal ever": none,
		"all deals":    fixture(2, results.Endings{99990, 10, 0, 0, 0, 0}, same),
		"few runs":     fixture(2, results.Endings{60, 1, 1, 20, 10, 8}, same),
		"hostile":      fixture(4, typical, func(s string) string { return "<script>alert('x')</script> & \"" + s }),
		"eighty":       fixture(4, typical, func(s string) string { return s + " " + strings.Repeat("Weltraumbahnhof", 5) }),
		"bare":         bare,
		"tied drivers": tied(typical),
		"flat":         flat(typical),
		"one metric":   fixture(2, results.Endings{1, 0, 0, 99999, 0, 0}, same),
		"ten runs":     fixture(2, results.Endings{3, 0, 1, 4, 1, 1}, same),
		"many vetoes":  vetoes(typical),
	}
}

// tied is an input whose first three drivers cannot be told apart, and whose map crosses even odds on the row of the median.
func tied(e results.Endings) Input {
	in := fixture(2, e, same)
	d := in.Derived.Drivers
	d.All[1].Fifths, d.All[2].Fifths = d.All[0].Fifths, d.All[0].Fifths
	return in
}

// flat is an input where nothing moves anything.
func flat(e results.Endings) Input {
	in := fixture(2, e, same)
	for i := range in.Derived.Drivers.All {
		r := &in.Derived.Drivers.All[i]
		r.Monotone = true
		for f := range r.Fifths {
			r.Fifths[f] = results.Count{K: 5000, N: 20000}
		}
	}
	for i := range in.Derived.Sweep.Cells {
		in.Derived.Sweep.Cells[i] = results.Endings{250, 0, 0, 0, 750, 0}
	}
	for i := range in.Derived.Packages.All {
		in.Derived.Packages.All[i].Blocked = []bool{false}
	}
	return in
}

// vetoes has more ratifiers than a row of columns has room for.
func vetoes(e results.Endings) Input {
	in := fixture(2, e, same)
	p := in.Derived.Packages
	for k := range 6 {
		id := fmt.Sprintf("veto-%d", k)
		in.Manifest.Actors = append(in.Manifest.Actors, results.Actor{ID: id, Title: fmt.Sprintf("Chamber number %d of the assembly", k), Kind: "veto-player", Role: "ratifier"})
		p.Vetoes = append(p.Vetoes, id)
		for i := range p.All {
			p.All[i].Blocked = append(p.All[i].Blocked, i%(k+3) == 0)
		}
	}
	return in
}
