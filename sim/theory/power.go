package theory

import "parley/sim/results"

// power lists what pressure, shifts of power and spoilers do.
func power() []Check {
	return []Check{
		{ID: "R11", Title: "Pressure helps until it hardens", Manipulation: "pressure 0 to 3 without reactance, 0 to 5 with strong reactance", Source: "Drezner 1999; the article, paragraph 9",
			Common: set(),
			Arms: []Arm{{"calm, 0", pressing("0", "0")}, {"1", pressing("0", "1")}, {"3", pressing("0", "3")},
				{"reactant, 0", pressing("1.2", "0")}, {"1", pressing("1.2", "1")}, {"5", pressing("1.2", "5")}},
			Expect: []Expectation{{Measure: deal, Shape: Rises, Least: 0.05, Contrast: []float64{-1, 0, 1, 0, 0, 0}, Label: "no reactance: 3 against 0"},
				{Measure: deal, Shape: Rises, Least: 0.02, Contrast: []float64{0, 0, 0, -1, 1, 0}, Label: "reactance: 1 against 0"},
				{Measure: deal, Shape: Falls, Least: 0.02, Contrast: []float64{0, 0, 0, 0, -1, 1}, Label: "reactance: 5 against 1"},
				{Measure: talks, Shape: Falls, Least: 0.10, Contrast: []float64{0, 0, 0, -1, 0, 1}, Label: "reactance: 5 against 0"}}},
		{ID: "R19", Title: "An expected shift of power beyond the surplus prevents agreement", Manipulation: "power that a programme shifts 0, 1, 2, 4, as it passes its threshold", Source: "Powell 2006",
			Scope:  "Costs of no deal at their modes and 12 months, so that the shift lasts as long as the talks. Such shifts are far above the range suggested for a scenario.",
			Common: join(programme("0.8", "0.01", "0.85"), costs("0.05", "0.08")),
			Arms:   levels([]string{"0", "1", "2", "4"}, "programme.power"),
			Expect: []Expectation{{Measure: text, Shape: Falls, Least: 0.10, Steps: true}, {Measure: text, Shape: Unchanged, Least: 0.001, Contrast: []float64{0, 0, 0, 1}, Label: "share of texts at 4"}}},
		{ID: "R20", Title: "A programme half-way is the hardest to bargain over, and a late one costs more to stop", Manipulation: "progress at the start 0.1, 0.7, 1, threshold 0.88", Source: "Bas & Coe 2016",
			Scope:  "No cost of no deal and no loss aversion, so that the shift of power alone stands in the way, and 12 months. Where no deal is costly to both, deals come about in all phases.",
			Common: join(programme("0.1", "0.02", "0.88"), costs("0", "0"), set("programme.power", "0.3", "actors.iran.audience-cost", "0.02"), all("1", "actors.us.loss-aversion", "actors.iran.loss-aversion", "actors.khamenei.loss-aversion")),
			Arms:   levels([]string{"0.1", "0.7", "1"}, "programme.start"),
			Expect: []Expectation{{Measure: text, Shape: Dips, Least: 0.03}, {Measure: terms("nuclear"), Shape: Falls, Least: 0.05, Steps: true}}},
		{ID: "R21", Title: "Able spoilers break talks and deals", Manipulation: "capability of both spoilers 0, 0.5, 1", Source: "Stedman 1997",
			Arms:   levels([]string{"0", "0.5", "1"}, "actors.iran-hardliners.capability", "actors.armed-groups.capability"),
			Expect: []Expectation{{Measure: brokenDown, Shape: Rises, Least: 0.01, Steps: true}, {Measure: collapsed, Shape: Rises, Least: 0.03, Steps: true}}},
		{ID: "R25", Title: "Pressure that an institution backs brings more concessions", Manipulation: "institutional backing of tripled pressure 0, 0.5, 1, no reactance", Source: "Morgan, Bapat & Kobayashi 2014 (TIES)",
			Scope:  "The direction. Acquiescence in TIES is 59 against 29 of 100 with and without an institution, in cases that differ in more than that.",
			Common: set("pressure.level", "3", "actors.iran.reactance", "0"),
			Arms:   levels([]string{"0", "0.5", "1"}, "pressure.backing"),
			Expect: []Expectation{{Measure: deal, Shape: Rises, Least: 0.01, Steps: true}, {Measure: terms("nuclear"), Shape: Rises, Least: 0.003}}},
	}
}

// pressing sets Iran's reactance and the pressure.
func pressing(reactance, level string) []results.Override {
	return set("actors.iran.reactance", reactance, "pressure.level", level)
}

// programme gives Iran a programme of its own, within a year of talks.
func programme(start, pace, threshold string) []results.Override {
	return set("programme.by", "iran", "programme.start", start, "programme.pace", pace, "programme.threshold", threshold, "horizon", "12 months")
}
