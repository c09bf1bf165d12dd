package theory

// opening lists whether talks open.
func opening() []Check {
	return []Check{
		{ID: "R8", Title: "A hard precondition keeps talks from opening", Manipulation: "softness of Iran's precondition 0.9, 0.5, 0", Source: "Fearon 1994",
			Arms:   levels([]string{"0.9", "0.5", "0"}, "actors.iran.precondition.softness"),
			Expect: []Expectation{{Measure: talks, Shape: Falls, Least: 0.10, Steps: true}}},
		{ID: "R9", Title: "An interim step opens talks", Manipulation: "interim relief 0 and 0.1, hard precondition", Source: "the article, paragraph 9",
			Scope:  "Talks only, and up to a third of what is required: beyond, the step costs its giver and eases the stalemate, and the gain turns. Deals need not rise.",
			Common: set("actors.iran.precondition.softness", "0.2"),
			Arms:   levels([]string{"0", "0.1"}, "interim.size"),
			Expect: []Expectation{{Measure: talks, Shape: Rises, Least: 0.01}}},
		{ID: "R10", Title: "Indirect talks open more easily", Manipulation: "direct, indirect", Source: "history of this dyad",
			Arms:   levels([]string{"direct", "indirect"}, "talks.format"),
			Expect: []Expectation{{Measure: talks, Shape: Rises, Least: 0.05}}},
		{ID: "R24", Title: "Talks need a stalemate that hurts and a way out, both", Manipulation: "cost of no deal 0.01 and about 0.1; walk-outs in 0.4 and in 0.01 of rounds", Source: "Zartman 2000",
			Common: set("talks.ripeness-weight", "1"),
			Arms: []Arm{{"neither", join(costs("0.01", "0.01"), set("protocol.break-hazard", "0.4"))}, {"stalemate", join(costs("0.08", "0.10"), set("protocol.break-hazard", "0.4"))},
				{"way out", join(costs("0.01", "0.01"), set("protocol.break-hazard", "0.01"))}, {"both", join(costs("0.08", "0.10"), set("protocol.break-hazard", "0.01"))}},
			Expect: []Expectation{{Measure: talks, Shape: Rises, Least: 0.3, Contrast: []float64{1, -1, -1, 1}, Label: "more than the two apart"},
				{Measure: talks, Shape: Falls, Least: 0.05, Contrast: []float64{-2. / 3, 1, 0, -1. / 3}, Label: "stalemate alone: below a third of both"},
				{Measure: talks, Shape: Falls, Least: 0.05, Contrast: []float64{-2. / 3, 0, 1, -1. / 3}, Label: "way out alone: below a third of both"}}},
	}
}
