package theory

// mediators lists what mediators do.
func mediators() []Check {
	return []Check{
		{ID: "R12", Title: "More intervention, more agreement", Manipulation: "no mediator, facilitation, formulation, manipulation", Source: "ICB; Beardsley et al. 2006",
			Scope:  "Not conditioned on talks: easier entry admits harder cases.",
			Common: strong(),
			Arms: []Arm{{"none", set("mediator", "none")}, {"facilitation", set("actors.russia.style", "facilitation")},
				{"formulation", set("actors.russia.style", "formulation")}, {"manipulation", set("actors.russia.style", "manipulation")}},
			Expect: []Expectation{{Measure: text, Shape: Rises, Least: 0.08, Steps: true}}},
		{ID: "R13", Title: "Deals made by leverage are less durable", Manipulation: "formulation, manipulation, in runs with a deal under both", Source: "Beardsley 2008",
			Scope:  "Small: the mediator's leverage is small beside a surplus. Raw shares of recurrence in ICB show no gap; manipulation is chosen for harder cases.",
			Common: strong(),
			Arms:   []Arm{{"formulation", set("actors.russia.style", "formulation")}, {"manipulation", set("actors.russia.style", "manipulation")}},
			Expect: []Expectation{{Measure: collapsed, Shape: Rises, Least: 0.005}}},
		{ID: "R14", Title: "A friend's bad news is believed", Manipulation: "mediator's bias 0.1, 0.4, 0.7, messages believed as Kydd says", Source: "Kydd 2003",
			Scope:  "Agreement moves only where floors bind: beliefs are blurred and holding out is near 1; reassurance is off. The shift of the demand itself is tested beside the beliefs.",
			Common: binding("kydd"),
			Arms:   levels([]string{"0.1", "0.4", "0.7"}, "actors.russia.bias"),
			Expect: []Expectation{{Measure: text, Shape: Rises, Least: 0.003}}},
		{ID: "R15", Title: "An impartial's bad news is believed", Manipulation: "the same, messages believed as Rauchhaus says", Source: "Rauchhaus 2006",
			Scope: "As R14.", Common: binding("rauchhaus"),
			Arms:   levels([]string{"0.1", "0.4", "0.7"}, "actors.russia.bias"),
			Expect: []Expectation{{Measure: text, Shape: Falls, Least: 0.003}}},
		{ID: "R16", Title: "Without independent information a mediator's word changes nothing", Manipulation: "mediator's bias 0.1, 0.7, no information of its own", Source: "Fey & Ramsay 2010",
			Common: append(binding("kydd"), set("actors.russia.information", "0")...),
			Arms:   levels([]string{"0.1", "0.7"}, "actors.russia.bias"),
			Expect: []Expectation{{Measure: text, Shape: Unchanged, Least: 0}}},
	}
}
