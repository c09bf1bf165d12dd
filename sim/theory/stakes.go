package theory

import "parley/sim/results"

// stakes lists what stakes, trust and beliefs do to agreement and terms.
func stakes() []Check {
	return []Check{
		{ID: "R1", Title: "A wider zone of agreement makes agreement likelier", Manipulation: "both sides' cost of no deal +0, +0.03, +0.06", Source: "Fearon 1995",
			Arms:   []Arm{costArm("+0", 0), costArm("+0.03", 0.03), costArm("+0.06", 0.06)},
			Expect: []Expectation{{Measure: text, Shape: Rises, Least: 0.10, Steps: true}, {Measure: deal, Shape: Rises, Least: 0.10, Steps: true}}},
		{ID: "R5", Title: "Trust makes deals larger and more durable", Manipulation: "trust of both sides 0.1, 0.4, 0.8, concessions not reversible", Source: "Kydd 2006",
			Scope:  "Reversible concessions offset trust, so reversibility is 0. The chance of a deal is flat below a trust of about 0.4.",
			Common: set("actors.us.reversibility", "0", "actors.iran.reversibility", "0"),
			Arms:   levels([]string{"0.1", "0.4", "0.8"}, "actors.us.trust.iran", "actors.iran.trust.us", "actors.khamenei.trust.us"),
			Expect: []Expectation{{Measure: terms("nuclear"), Shape: Rises, Least: 0.05, Steps: true}, {Measure: collapsed, Shape: Falls, Least: 0.03, Steps: true}, {Measure: deal, Shape: Rises, Least: 0.03}}},
		{ID: "R6", Title: "How much to deliver first has a best value, and less trust lowers it", Manipulation: "share of sanctions relief that comes first 0, 0.4, 0.8, 1, where Washington trusts little and where it trusts much", Source: "sequencing: Axelrod & Keohane 1985",
			Scope:  "The optimum is inside only where the first side trusts little (0.05) and nothing can be taken back; with more trust the most front-loaded arm is best.",
			Common: fixedConcessions("actors.iran.trust.us", "0.5", "actors.khamenei.trust.us", "0.5"),
			Arms: []Arm{{"little trust, 0", trusting("0.05", "0")}, {"0.4", trusting("0.05", "0.4")}, {"0.8", trusting("0.05", "0.8")}, {"1", trusting("0.05", "1")},
				{"much trust, 0.8", trusting("0.8", "0.8")}, {"1", trusting("0.8", "1")}},
			Expect: []Expectation{{Measure: deal, Shape: Rises, Least: 0.02, Contrast: []float64{-1, 0, 1, 0, 0, 0}, Label: "little trust: 0.8 against 0"},
				{Measure: deal, Shape: Falls, Least: 0.003, Contrast: []float64{0, 0, -1, 1, 0, 0}, Label: "little trust: 1 against 0.8"},
				{Measure: deal, Shape: Rises, Least: 0.01, Contrast: []float64{0, 0, 1, -1, -1, 1}, Label: "1 against 0.8: much less little trust"}}},
		{ID: "R7", Title: "What can be taken back is conceded sooner", Manipulation: "reversibility of both sides' concessions 0, 0.4, 0.8, trust 0.1", Source: "snapback: Koremenos 2005",
			Common: all("0.1", "actors.us.trust.iran", "actors.iran.trust.us", "actors.khamenei.trust.us"),
			Arms:   levels([]string{"0", "0.4", "0.8"}, "actors.us.reversibility", "actors.iran.reversibility"),
			Expect: []Expectation{{Measure: deal, Shape: Rises, Least: 0.05, Steps: true}, {Measure: terms("nuclear"), Shape: Rises, Least: 0.05, Steps: true}}},
		{ID: "R17", Title: "Patience makes deals durable and bargaining long", Manipulation: "patience of both sides 0.8, 0.95, 0.985", Source: "Fearon 1998",
			Arms:   levels([]string{"0.8", "0.95", "0.985"}, "actors.us.patience", "actors.iran.patience"),
			Expect: []Expectation{{Measure: collapsed, Shape: Falls, Least: 0.05, Steps: true}, {Measure: rounds, Shape: Rises, Least: 0.5, Steps: true}}},
		{ID: "R18", Title: "Private information prevents and delays agreement", Manipulation: "errors of belief and spread of shading times 0.3, 1, 3", Source: "Fearon 1995",
			Scope: "Delay cannot be read off agreed rounds, which the horizon cuts off: it is read off how many texts there are by month 8.",
			Arms: []Arm{
				{"0.3", set("beliefs.error", "pert 0.012 0.024 0.045", "actors.us.shading", "uniform 0.12 0.18", "actors.iran.shading", "uniform 0.12 0.18")},
				{"1", nil},
				{"3", set("beliefs.error", "pert 0.12 0.24 0.45", "actors.us.shading", "uniform 0 0.45", "actors.iran.shading", "uniform 0 0.45")}},
			Expect: []Expectation{{Measure: text, Shape: Falls, Least: 0.02, Steps: true}, {Measure: early, Shape: Falls, Least: 0.01}}},
		{ID: "R22", Title: "Loss aversion shrinks the zone of agreement", Manipulation: "loss aversion of the US, Iran and the Leader 1, 1.5, 2, 2.5", Source: "Kahneman & Tversky 1979; Levy 1997",
			Arms:   levels([]string{"1", "1.5", "2", "2.5"}, "actors.us.loss-aversion", "actors.iran.loss-aversion", "actors.khamenei.loss-aversion"),
			Expect: []Expectation{{Measure: column("zone"), Shape: Falls, Least: 0.03, Steps: true}, {Measure: deal, Shape: Falls, Least: 0.10, Steps: true}}},
		{ID: "R23", Title: "Linking issues enlarges the joint gain and loses no deals", Manipulation: "talks begin with the best part, with the whole agenda", Source: "Raiffa 1982; Sebenius 1983",
			Scope:  "With the fallback to a part left open: the whole agenda or nothing loses deals.",
			Arms:   levels([]string{"0", "1"}, "protocol.linked"),
			Expect: []Expectation{{Measure: column("joint-gain"), Shape: Rises, Least: 0.005}, {Measure: deal, Shape: Rises, Least: 0.002}}},
	}
}

// trusting sets how far Washington trusts Tehran, and how much of its relief comes first.
func trusting(trust, first string) []results.Override {
	return set("actors.us.trust.iran", trust, "actors.us-congress.trust.iran", trust, "terms.front-loading", first)
}
