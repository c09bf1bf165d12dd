package theory

// home lists what win-sets at home do.
func home() []Check {
	return []Check{
		{ID: "R2", Title: "A known veto costs deals and improves the terms of those left", Manipulation: "hardliners' veto power 0, 0.3, 0.6, 0.9, foreseen", Source: "Schelling 1960; Tarar 2001",
			Scope:  "Measured on concessions, not on the government's own utility. Limits on regional support stay near their smallest move and hardly respond.",
			Common: set("actors.iran-hardliners.veto.foresight", "1", "ratification.opposition-price", "0.06"),
			Arms:   levels([]string{"0", "0.3", "0.6", "0.9"}, "actors.iran-hardliners.veto.power"),
			Expect: []Expectation{{Measure: deal, Shape: Falls, Least: 0.03, Steps: true}, {Measure: terms("nuclear"), Shape: Falls, Least: 0.004}}},
		{ID: "R3", Title: "A surprise veto fails at ratification and leaves the terms alone", Manipulation: "hardliners' veto power 0, 0.3, 0.6, 0.9, foresight 0", Source: "Iida 1993; Putnam 1988",
			Common: set("actors.iran-hardliners.veto.foresight", "0"),
			Arms:   levels([]string{"0", "0.3", "0.6", "0.9"}, "actors.iran-hardliners.veto.power"),
			Expect: []Expectation{{Measure: failed, Shape: Rises, Least: 0.08, Steps: true}, {Measure: terms("nuclear"), Shape: Unchanged, Least: 0.004}}},
		{ID: "R4", Title: "A veto player costs deals outside the others' win-set and nothing inside it", Manipulation: "no third veto, one that passes whatever the others pass, one that wants much more", Source: "Tsebelis 2002",
			Common: set("actors.us-congress.veto.kind", "hard", "actors.us-congress.veto.shielded-by", "none", "actors.us-congress.veto.foresight", "1"),
			Arms: []Arm{{"none", set("actors.us-congress.veto.power", "0")},
				{"inside", set("actors.us-congress.veto.power", "1", "actors.us-congress.veto.threshold", "-0.5")},
				{"outside", set("actors.us-congress.veto.power", "1", "actors.us-congress.veto.threshold", "0.02", "actors.us-congress.ideal.relief", "0", "actors.us-congress.salience.relief", "0.6", "actors.us-congress.loss-aversion", "2.5")}},
			Expect: []Expectation{{Measure: deal, Shape: Unchanged, Least: 0.002, Contrast: []float64{-1, 1, 0}, Label: "inside against none"},
				{Measure: deal, Shape: Falls, Least: 0.05, Contrast: []float64{-1, 0, 1}, Label: "outside against none"}}},
		{ID: "R26", Title: "Public commitment makes talks harder to start and deals harder to break", Manipulation: "public commitment of both sides 0, 0.5, 1", Source: "Fearon 1994",
			Arms:   levels([]string{"0", "0.5", "1"}, "actors.us.public-commitment", "actors.iran.public-commitment"),
			Expect: []Expectation{{Measure: talks, Shape: Falls, Least: 0.03, Steps: true}, {Measure: collapsed, Shape: Falls, Least: 0.02, Steps: true}}},
	}
}
