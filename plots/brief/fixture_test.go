package brief

// A synthetic result in the shape a run leaves behind. The numbers are invented and only agree with each other:
// endings add up to the runs, gates fall, the fifths of a driver average to the whole.

import (
	"fmt"

	"parley/plots"
	"parley/seeds"
	"parley/sim/results"
)

const fixtureRuns = 100000

// fixture is a result with options, drivers, sweep, flips, sets, rules, stories and packages.
func fixture() plots.Input {
	return plots.Input{Manifest: fixtureManifest(), Summary: fixtureSummary(), Derived: fixtureDerived()}
}

var fixtureActors = []results.Actor{
	{ID: "us", Title: "United States", Kind: "principal", Side: "us", Role: "table"},
	{ID: "iran", Title: "Iran (government)", Kind: "principal", Side: "iran", Role: "table"},
	{ID: "khamenei", Title: "Supreme Leader", Kind: "veto-player", Side: "iran", Role: "ratifier"},
	{ID: "iran-hardliners", Title: "Iran (hardliners)", Kind: "veto-player", Side: "iran", Role: "ratifier"},
	{ID: "us-congress", Title: "US Congress", Kind: "veto-player", Side: "us", Role: "ratifier"},
	{ID: "russia", Title: "Russia", Kind: "mediator", Role: "mediator"},
	{ID: "neutral-mediator", Title: "Neutral mediator", Kind: "mediator"},
	{ID: "armed-groups", Title: "Armed groups", Kind: "spoiler", Side: "iran", Role: "spoiler"},
}

func fixtureManifest() *results.Manifest {
	m := &results.Manifest{
		Schema: 1, Scenario: "baseline", Title: "United States and Iran, Russia as mediator",
		Question: "How do talks on the nuclear file, armed partners and sanctions end?",
		Cutoff:   "2025-03-04", Horizon: 24,
		ScenarioHash: "7f3a91c2aa51e6d0b04e11d93c9d2aa07f3a91c2aa51e6d0b04e11d93c9d2aa0",
		EvidenceHash: "b04e11d9c2aa51e6d0b04e11d93c9d2aa07f3a91c2aa51e6d0b04e11d93c9d2a",
		TableHash:    "51e6d0b04e11d93c9d2aa07f3a91c2aa51e6d0b04e11d93c9d2aa07f3a91c2aa",
		Engine:       "0.1.0", Arch: "linux/amd64", Seed: 1, Runs: fixtureRuns, Asked: fixtureRuns,
		Design: "monte-carlo, one draw per run", SegmentRuns: 16384, Generator: "squares64",
		Options: []results.Option{
			{ID: "baseline", Title: "No change"},
			{ID: "exchange", Title: "Relief for regional limits", Set: []results.Override{{Path: "agenda", Value: "[relief, regional]"}}},
			{ID: "interim", Title: "Interim step before talks", Set: []results.Override{{Path: "interim.size", Value: "0.2"}}},
			{ID: "neutral", Title: "Neutral mediator", Set: []results.Override{{Path: "mediator", Value: "neutral-mediator"}}},
			{ID: "no-mediator", Title: "No mediator", Set: []results.Override{{Path: "mediator", Value: "none"}}},
		},
		Issues: []results.Issue{
			{ID: "nuclear", Title: "Limits on the nuclear programme", By: "iran", At0: "none", At1: "dismantled", Status: 0.1, Levels: []results.Level{{At: 0.5, Label: "3.67% cap"}}},
			{ID: "verification", Title: "Verification", By: "iran", At0: "none", At1: "anywhere, any time", Status: 0.2},
			{ID: "regional", Title: "Limits on support for armed partners", By: "iran", At0: "none", At1: "ended", Status: 0.1},
			{ID: "relief", Title: "Sanctions relief", By: "us", At0: "none", At1: "all lifted", Status: 0.05},
		},
		Actors: append([]results.Actor(nil), fixtureActors...),
		Stages: []string{"talks-about-talks", "single-text", "ratification", "implementation"},
		Switches: []results.Switch{{Path: "talks.format", Value: "auto", Doc: "auto: indirect with a mediator, else direct."},
			{Path: "mediation.information", Value: "kydd", Doc: "Who is believed."}},
		Brief: results.BriefText{Scale: "icd203"},
	}
	for _, c := range []struct{ name, title, unit string }{{"run", "Run", ""}, {"ending", "Ending", ""}} {
		m.Columns = append(m.Columns, results.Column{Name: c.name, Title: c.title, Unit: c.unit})
	}
	m.Columns = append(m.Columns,
		results.Column{Name: "force-month", Title: "Month of entry into force", Unit: "month", Role: results.Metric, Type: results.Int, Lo: 0, Hi: 36},
		results.Column{Name: "in-force-12", Title: "In force after 12 months", Unit: "share", Role: results.Metric, Type: results.Bool, Lo: 0, Hi: 1})
	m.Quantities = fixtureQuantities()
	return m
}

func fixtureQuantities() []results.Quantity {
	assumed := []results.Citation{{ID: "assumption", Assumption: true}}
	gap := []results.Citation{{ID: "assumption/sanctions-scope", Assumption: true}}
	cite := func(id, speaker, date, says, grade, confidence string) results.Citation {
		return results.Citation{ID: id, Speaker: speaker, Date: date, Paraphrase: says, Grade: grade, Confidence: confidence}
	}
	distrust := cite("article/p9#distrust", "Khamenei", "Feb 2025", "does not trust the man who left the last agreement", "B2", "high")
	condition := cite("article/p9#precondition", "Pezeshkian", "undated", "no talks while sanctions stand", "B2", "high")
	opposed := cite("article/p8#opposition", "hardliners", "ongoing", "against any dealings with Washington", "B2", "high")
	verified := cite("article/p7#verified", "Trump", "undated", "wants a verified nuclear agreement at once", "B2", "medium")
	help := cite("article/p1#offer", "Putin (unnamed officials)", "by 4 Mar 2025", "ready to help arrange talks", "C3", "medium")
	ucdp := cite("literature/ucdp-durability", "UCDP Peace Agreement Dataset", "2022", "share of agreements still standing after one, two and five years", "", "high")
	q := []results.Quantity{
		{Path: "actors.iran.no-deal.base", Title: "cost of no deal", Unit: "utility", Spec: "pert 0 0.08 0.15", From: gap, Actor: "iran", Lo: 0.026, Mid: 0.079, Hi: 0.129},
		{Path: "actors.us.no-deal.base", Title: "cost of no deal", Unit: "utility", Spec: "pert 0 0.05 0.10", From: assumed, Actor: "us", Lo: 0.019, Mid: 0.05, Hi: 0.081},
		{Path: "actors.iran.loss-aversion", Title: "loss aversion", Unit: "ratio", Spec: "pert 1.3 1.8 2.25", From: assumed, Actor: "iran", Lo: 1.46, Mid: 1.79, Hi: 2.11},
		{Path: "actors.iran.precondition.softness", Title: "softness of the precondition", Unit: "share", Spec: "pert 0.2 0.5 0.9", From: []results.Citation{condition, gap[0]}, Actor: "iran", Lo: 0.28, Mid: 0.52, Hi: 0.77},
		{Path: "actors.khamenei.trust.us", Title: "trust", Unit: "share", Spec: "pert 0.05 0.15 0.30", From: []results.Citation{distrust, condition}, Actor: "khamenei", Lo: 0.075, Mid: 0.155, Hi: 0.25},
		{Path: "actors.iran-hardliners.veto.power", Title: "veto power", Unit: "share", Spec: "pert 0.40 0.65 0.90", From: []results.Citation{opposed}, Actor: "iran-hardliners", Lo: 0.49, Mid: 0.65, Hi: 0.81},
		{Path: "actors.us.ideal.nuclear", Title: "ideal point, limits on the nuclear programme", Unit: "share", Spec: "pert 0.70 0.90 1", From: []results.Citation{verified}, Actor: "us", Lo: 0.77, Mid: 0.89, Hi: 0.98},
		{Path: "actors.russia.availability", Title: "willingness to help", Unit: "share", Spec: "pert 0.80 0.90 0.97", From: []results.Citation{help}, Actor: "russia", Lo: 0.84, Mid: 0.9, Hi: 0.95},
		{Path: "implementation.base", Title: "base hazard of collapse", Unit: "per month", Spec: "0.036", From: []results.Citation{ucdp}, Fixed: true, Lo: 0.036, Mid: 0.036, Hi: 0.036},
		{Path: "talks.contact", Title: "working channel", Unit: "share", Spec: "pert 0.55 0.70 0.85", From: []results.Citation{cite("article/p10#channel", "Kozhanov", "undated", "both sides want a channel that works", "B3", "medium")}, Lo: 0.6, Mid: 0.7, Hi: 0.8},
	}
	for _, a := range []string{"us", "iran", "khamenei", "iran-hardliners", "us-congress", "russia"} {
		for _, i := range []string{"nuclear", "verification", "regional", "relief"} {
			q = append(q, results.Quantity{Path: "actors." + a + ".salience." + i, Title: "salience, " + i, Unit: "weight", Spec: "uniform 0.1 0.4", From: assumed, Actor: a, Lo: 0.115, Mid: 0.25, Hi: 0.385})
		}
	}
	for _, k := range []string{"rounds", "break-hazard", "linked", "fallback-at"} {
		q = append(q, results.Quantity{Path: "protocol." + k, Title: "protocol, " + k, Spec: "0.1", From: assumed, Fixed: true, Lo: 0.1, Mid: 0.1, Hi: 0.1})
	}
	for i := range q {
		if q[i].Actor != "" {
			q[i].Title = actorTitle(&results.Manifest{Actors: fixtureActors}, q[i].Actor) + ": " + q[i].Title
		}
		q[i].File, q[i].Line = "scenarios/baseline.yaml", 10+i
	}
	return q
}

// fixtureEndings are the endings of each option over 100,000 runs.
var fixtureEndings = []results.Endings{
	{13000, 17200, 3100, 21300, 31900, 13500},
	{19800, 14000, 2600, 20900, 29500, 13200},
	{14100, 17900, 3500, 18600, 32000, 13900},
	{12900, 17400, 3100, 21300, 31800, 13500},
	{6000, 15900, 2400, 33100, 28300, 14300},
}

func fixtureSummary() *results.Summary {
	s := &results.Summary{Runs: fixtureRuns}
	for i, id := range []string{"baseline", "exchange", "interim", "neutral", "no-mediator"} {
		e := fixtureEndings[i]
		o := results.OptionSummary{ID: id, N: fixtureRuns, Endings: e,
			Reasons: map[string]map[string]int64{
				"breakdown": {"no-overlap": e[4] * 6 / 10, "walk-out": e[4] - e[4]*6/10 - 900, "horizon": 900},
				"no-talks":  {"precondition": e[3] * 7 / 10, "no-ripeness": e[3] - e[3]*7/10},
				"blocked":   {"veto": e[2]}, "escalation": {"shock": e[5]}, "full-deal": {"ratified": e[0]}, "limited-deal": {"ratified": e[1]},
			},
			Blamed: map[string]map[string]int64{
				"blocked":  {"iran-hardliners": e[2] * 6 / 10, "us-congress": e[2] - e[2]*6/10},
				"no-talks": {"iran": e[3] * 8 / 10, "us": e[3] - e[3]*8/10},
			},
			Paired: paired(fixtureEndings[0], e),
		}
		talks := int64(fixtureRuns) - e[3] - e[5]/3
		text := e[0] + e[1] + e[2] + e[5]/10
		o.Gates = []int64{talks, text, e[0] + e[1], (e[0] + e[1]) * 3 / 4}
		for k := range o.ByMonth {
			o.ByMonth[k] = make([]int64, 25)
			for month := range o.ByMonth[k] {
				o.ByMonth[k][month] = e[k] * int64(month) / 24
				if k == 3 && month < 24 {
					o.ByMonth[k][month] = 0
				}
			}
		}
		deals := e[0] + e[1]
		bins := make([]int64, 36)
		left := deals
		for b := 4; b < 24; b++ {
			w := deals / 20
			if b > 6 && b < 16 {
				w = deals / 14
			}
			w = min(w, left)
			bins[b], left = w, left-w
		}
		bins[24] += left
		o.Metrics = []results.MetricStats{
			{Name: "force-month", N: deals, Mean: 12, SD: 4, Min: 3, Max: 26, Lo: 0, Hi: 36, Bins: bins, Quantiles: [7]float64{5, 6, 8, 12, 15, 18, 20}},
			{Name: "in-force-12", N: deals, Mean: 0.75, SD: 0.43, Min: 0, Max: 1, Lo: 0, Hi: 1, Bins: []int64{deals / 4, deals - deals/4}, Quantiles: [7]float64{0, 0, 0.5, 1, 1, 1, 1}},
		}
		for j, issue := range []string{"nuclear", "verification", "regional", "relief"} {
			mid := 0.3 + 0.1*float64(j)
			o.Metrics = append(o.Metrics, results.MetricStats{Name: "deal." + issue, N: deals, Mean: mid, SD: 0.1, Min: 0, Max: 1, Lo: 0, Hi: 1,
				Bins: []int64{0, deals / 4, deals / 2, deals - deals/4 - deals/2, 0}, Quantiles: [7]float64{mid - 0.15, mid - 0.12, mid - 0.06, mid, mid + 0.06, mid + 0.12, mid + 0.15}})
		}
		s.Options = append(s.Options, o)
	}
	return s
}

// paired spreads the runs over pairs of endings: as many as possible keep their ending, the rest move from what
// shrank to what grew.
func paired(base, other results.Endings) [6]results.Endings {
	var p [6]results.Endings
	var loss, gain [6]int64
	for i := range base {
		p[i][i] = min(base[i], other[i])
		loss[i], gain[i] = base[i]-p[i][i], other[i]-p[i][i]
	}
	for i := range loss {
		for j := range gain {
			move := min(loss[i], gain[j])
			p[i][j] += move
			loss[i], gain[j] = loss[i]-move, gain[j]-move
		}
	}
	return p
}

func fixtureDerived() *results.Derived {
	d := &results.Derived{}
	driver := func(path, title, actor, unit string, pct [5]int64, lo, hi, share float64, monotone bool) results.Driver {
		if actor != "" {
			title = actorTitle(&results.Manifest{Actors: fixtureActors}, actor) + ": " + title
		}
		x := results.Driver{Path: path, Title: title, Actor: actor, Unit: unit, Share: share, Monotone: monotone, From: []string{"article/p10#exchange", "literature/prospect-theory", "assumption/literature-default"}}
		for i := range pct {
			x.Fifths[i] = results.Count{K: pct[i] * 200, N: 20000}
		}
		for i := range x.Edges {
			x.Edges[i] = lo + (hi-lo)*float64(i)/5
		}
		return x
	}
	d.Drivers = &results.Drivers{Base: results.Count{K: 30200, N: fixtureRuns}, Dummy: 0.013, All: []results.Driver{
		driver("actors.iran.no-deal.base", "cost of no deal", "iran", "utility", [5]int64{12, 22, 30, 39, 48}, 0, 0.15, 0.08, true),
		driver("actors.us.no-deal.base", "cost of no deal", "us", "utility", [5]int64{16, 24, 30, 37, 44}, 0, 0.1, 0.05, true),
		driver("actors.iran.loss-aversion", "loss aversion", "iran", "ratio", [5]int64{41, 35, 30, 25, 20}, 1.3, 2.25, 0.03, true),
		driver("actors.iran.precondition.softness", "softness of the precondition", "iran", "share", [5]int64{22, 27, 31, 34, 37}, 0.2, 0.9, 0.02, true),
		driver("actors.iran-hardliners.veto.power", "veto power", "iran-hardliners", "share", [5]int64{34, 32, 30, 28, 27}, 0.4, 0.9, 0.01, true),
		driver("actors.khamenei.trust.us", "trust", "khamenei", "share", [5]int64{28, 29, 30, 31, 33}, 0.05, 0.3, 0.004, true),
		driver("talks.contact", "working channel", "", "share", [5]int64{28, 30, 31, 31, 32}, 0.55, 0.85, 0.003, true),
	}}
	for i := 0; i < 9; i++ {
		d.Drivers.All = append(d.Drivers.All, driver(fmt.Sprintf("actors.us.salience.x%d", i), fmt.Sprintf("salience %d", i), "us", "weight", [5]int64{30, 30, 30, 30, 31}, 0.1, 0.4, 0, true))
	}
	sweep := &results.Sweep{
		X: results.Axis{Path: "actors.iran.no-deal.base", Title: "Iran (government): cost of no deal", Unit: "utility", P10: 0.036, P50: 0.079, P90: 0.119},
		Y: results.Axis{Path: "actors.us.no-deal.base", Title: "United States: cost of no deal", Unit: "utility", P10: 0.026, P50: 0.05, P90: 0.074},
	}
	for i := 0; i < 9; i++ {
		sweep.X.Values = append(sweep.X.Values, 0.15*float64(i)/8)
		sweep.Y.Values = append(sweep.Y.Values, 0.10*float64(i)/8)
	}
	for y := 0; y < 9; y++ {
		for x := 0; x < 9; x++ {
			deal := int64(1000 * float64(2+6*x+5*y) / 110)
			sweep.Cells = append(sweep.Cells, results.Endings{deal / 2, deal - deal/2, 40, 300, 1000 - 440 - deal + 0, 100})
			if c := &sweep.Cells[len(sweep.Cells)-1]; c[4] < 0 {
				c[3] += c[4]
				c[4] = 0
			}
		}
	}
	d.Sweep = sweep
	at := func(v float64) *float64 { return &v }
	count := func(pct ...int64) (c []results.Count) {
		for _, p := range pct {
			c = append(c, results.Count{K: p * 50, N: 5000})
		}
		return c
	}
	d.Flips = []results.Flip{
		{Path: "actors.iran.no-deal.base", Title: "cost of no deal", Unit: "utility", Actor: "iran", Base: 0.079, P10: 0.036, P90: 0.119, Values: []float64{0, 0.05, 0.1, 0.15}, Deals: count(10, 22, 38, 52), At: at(0.047), Level: 0.20, Above: true, Share: 0.17},
		{Path: "actors.us.no-deal.base", Title: "cost of no deal", Unit: "utility", Actor: "us", Base: 0.05, P10: 0.026, P90: 0.074, Values: []float64{0, 0.05, 0.1}, Deals: count(14, 30, 47), At: at(0.0945), Level: 0.45, Above: true, Share: 0.004},
		{Path: "actors.iran.loss-aversion", Title: "loss aversion", Unit: "ratio", Actor: "iran", Base: 1.79, P10: 1.55, P90: 2.04, Values: []float64{1.3, 1.8, 2.25}, Deals: count(43, 30, 18), At: at(2.15), Level: 0.20, Above: false, Share: 0.03},
		{Path: "actors.iran-hardliners.veto.power", Title: "veto power", Unit: "share", Actor: "iran-hardliners", Base: 0.65, P10: 0.53, P90: 0.77, Values: []float64{0.4, 0.65, 0.9}, Deals: count(34, 30, 26), Level: 0.20},
		{Path: "actors.khamenei.trust.us", Title: "trust", Unit: "share", Actor: "khamenei", Base: 0.155, P10: 0.09, P90: 0.23, Values: []float64{0.05, 0.15, 0.3}, Deals: count(28, 30, 33), Level: 0.20},
	}
	for i := range d.Flips {
		d.Flips[i].Title = actorTitle(&results.Manifest{Actors: fixtureActors}, d.Flips[i].Actor) + ": " + d.Flips[i].Title
	}
	d.Sets = &results.Sets{Reps: 250}
	for i := int64(0); i < 400; i++ {
		deal := 20 + (i*37)%110
		d.Sets.Endings = append(d.Sets.Endings, results.Endings{deal / 2, deal - deal/2, 8, 50 + (i*13)%20, 250 - deal - 58 - (i*13)%20 - 30, 30})
	}
	d.Rules = []results.RuleResult{
		{Rule: "alternating-offers", Title: "Alternating offers without a mediator's text", Deals: results.Count{K: 27100, N: fixtureRuns}},
		{Rule: "weighted-mean", Title: "Weighted mean of the ideal points", Deals: results.Count{K: 18200, N: fixtureRuns}},
	}
	d.Stories = []results.Story{
		{Run: 4821, Ending: "breakdown", Lines: []string{"Month 3: talks open through Russia.", "Month 5: the United States asks for a 3.67% cap; Iran refuses, since it is worth less than going without.", "Month 14: no text that both prefer; the last round passes."}},
		{Run: 77, Ending: "limited-deal", Lines: []string{"Month 2: talks open through Russia.", "Month 8: a text on relief and the nuclear file is agreed.", "Month 10: every ratifier passes it."}},
		{Run: 90210, Ending: "no-talks", Lines: []string{"Month 0 to 23: Iran's precondition stands.", "Month 24: the horizon is reached."}},
		{Run: 13, Ending: "escalation", Lines: []string{"Month 6: a strike ends the process."}},
	}
	p := &results.Packages{Side: "us", Other: "iran", Issues: []string{"nuclear", "relief"}, Vetoes: []string{"khamenei", "iran-hardliners"}, ReserveX: [2]float64{-0.02, 0.03}, ReserveY: [2]float64{-0.03, 0.03}}
	for i := 0; i < 6; i++ {
		for j := 0; j < 6; j++ {
			x, y := 0.04*float64(i)-0.05*float64(j)+0.03, 0.06*float64(j)-0.035*float64(i)
			both := x >= 0 && y >= 0
			p.All = append(p.All, results.Package{Deal: []float64{float64(i) / 5, float64(j) / 5}, X: x, Y: y, Both: both, Blocked: []bool{both && i > 4, both && i > 2}, Pareto: both && i == j})
		}
	}
	d.Packages = p
	return d
}

func emptyLibrary() *seeds.Library { return &seeds.Library{} }
