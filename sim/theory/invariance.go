package theory

// invariances list what must change nothing.
func invariances() []Check {
	nobody := join(all("0", "actors.us-congress.veto.power", "actors.us-congress.opposition.strength", "actors.us-congress.capability"))
	weights := func(nuclear, verification, regional, relief string) Arm {
		return Arm{nuclear, set("actors.us.salience.nuclear", nuclear, "actors.us.salience.verification", verification, "actors.us.salience.regional", regional, "actors.us.salience.relief", relief)}
	}
	idle := []string{"actors.us.salience.regional", "actors.iran.salience.regional", "actors.khamenei.salience.regional", "actors.iran-hardliners.salience.regional", "actors.us-congress.salience.regional"}
	return []Check{
		{ID: "I1", Title: "An actor without power changes nothing", Manipulation: "no Congress, a Congress without a vote", Source: "invariance",
			Arms:   []Arm{{"none", set("ratifiers", "[khamenei, iran-hardliners]")}, {"without power", nobody}},
			Expect: []Expectation{{Measure: deal, Shape: Unchanged}, {Measure: terms("nuclear"), Shape: Unchanged, Least: 1e-9}, {Measure: collapsed, Shape: Unchanged}}},
		{ID: "I2", Title: "Only the ratios of weights count", Manipulation: "Washington's salience 0.3, 0.2, 0.2, 0.3 and double that", Source: "invariance",
			Arms:   []Arm{weights("0.3", "0.2", "0.2", "0.3"), weights("0.6", "0.4", "0.4", "0.6")},
			Expect: []Expectation{{Measure: deal, Shape: Unchanged}, {Measure: terms("nuclear"), Shape: Unchanged, Least: 1e-9}}},
		{ID: "I3", Title: "An issue that weighs nothing changes nothing", Manipulation: "three issues; a fourth of no weight to anyone", Source: "invariance",
			Arms:   []Arm{{"three", set("agenda", "[nuclear, verification, relief]")}, {"four", all("0", idle...)}},
			Expect: []Expectation{{Measure: deal, Shape: Unchanged, Least: 0.005}, {Measure: terms("nuclear"), Shape: Unchanged, Least: 0.005}}},
		{ID: "I4", Title: "Every run ends in exactly one of six ways", Manipulation: "the scenario as it stands, twice with the same seed", Source: "invariance",
			Arms:   []Arm{{"once", nil}, {"again", nil}},
			Expect: []Expectation{{Measure: ended, Shape: Unchanged, Contrast: []float64{1, 0}, Label: "runs without one of the six endings"}, {Measure: column("ending"), Shape: Unchanged}}},
	}
}
