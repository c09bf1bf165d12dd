package theory

import (
	"fmt"

	"parley/sim/results"
)

// set is path=value pairs as overrides.
func set(pairs ...string) []results.Override {
	var out []results.Override
	for i := 0; i < len(pairs); i += 2 {
		out = append(out, results.Override{Path: pairs[i], Value: pairs[i+1]})
	}
	return out
}

// levels makes arms that set the same paths to each value in turn.
func levels(values []string, paths ...string) []Arm {
	var arms []Arm
	for _, v := range values {
		arm := Arm{Name: v}
		for _, p := range paths {
			arm.Set = append(arm.Set, results.Override{Path: p, Value: v})
		}
		arms = append(arms, arm)
	}
	return arms
}

// alone leaves out the rival mediator and lets the lead take part always, to isolate what a mediator does.
func alone(more ...string) []results.Override {
	return append(set("rival-mediator", "none", "actors.us.accepts-mediator", "1", "actors.iran.accepts-mediator", "1", "actors.russia.availability", "1"), set(more...)...)
}

// strong gives the mediator full reach, so that its style is what differs.
func strong(more ...string) []results.Override {
	return append(alone("actors.russia.leverage.us", "1", "actors.russia.leverage.iran", "1", "actors.russia.dependence.us", "0", "actors.russia.dependence.iran", "0"), set(more...)...)
}

func costArm(name string, add float64) Arm {
	us := fmt.Sprintf("pert %.2f %.2f %.2f", 0+add, 0.05+add, 0.10+add)
	iran := fmt.Sprintf("pert %.2f %.2f %.2f", 0+add, 0.08+add, 0.15+add)
	return Arm{name, set("actors.us.no-deal.base", us, "actors.iran.no-deal.base", iran)}
}

// List is the list of regularities.
func List() []Check {
	return []Check{
		{ID: "R1", Title: "A wider zone of agreement makes agreement likelier", Manipulation: "both sides' cost of no deal +0, +0.03, +0.06", Source: "Fearon 1995",
			Arms:   []Arm{costArm("+0", 0), costArm("+0.03", 0.03), costArm("+0.06", 0.06)},
			Expect: []Expectation{{text, Rises, 0.10, true}, {deal, Rises, 0.10, true}}},
		{ID: "R2", Title: "A known veto costs deals and improves the terms of those left", Manipulation: "hardliners' veto power 0, 0.3, 0.6, 0.9, foreseen", Source: "Schelling 1960; Tarar 2001",
			Scope:  "Measured on concessions, not on the government's own utility. Limits on regional support stay near their smallest move and hardly respond.",
			Common: set("actors.iran-hardliners.veto.foresight", "1", "ratification.opposition-price", "0.06"),
			Arms:   levels([]string{"0", "0.3", "0.6", "0.9"}, "actors.iran-hardliners.veto.power"),
			Expect: []Expectation{{deal, Falls, 0.03, true}, {terms("nuclear"), Falls, 0.004, false}}},
		{ID: "R3", Title: "A surprise veto fails at ratification and leaves the terms alone", Manipulation: "hardliners' veto power 0, 0.3, 0.6, 0.9, foresight 0", Source: "Iida 1993; Putnam 1988",
			Common: set("actors.iran-hardliners.veto.foresight", "0"),
			Arms:   levels([]string{"0", "0.3", "0.6", "0.9"}, "actors.iran-hardliners.veto.power"),
			Expect: []Expectation{{failed, Rises, 0.08, true}, {terms("nuclear"), Unchanged, 0.004, false}}},
		{ID: "R5", Title: "Trust makes deals larger and more durable", Manipulation: "trust of both sides 0.1, 0.4, 0.8, concessions not reversible", Source: "Kydd 2006",
			Scope:  "Reversible concessions offset trust, so reversibility is 0. The chance of a deal is flat below a trust of about 0.4.",
			Common: set("actors.us.reversibility", "0", "actors.iran.reversibility", "0"),
			Arms:   levels([]string{"0.1", "0.4", "0.8"}, "actors.us.trust.iran", "actors.iran.trust.us", "actors.khamenei.trust.us"),
			Expect: []Expectation{{terms("nuclear"), Rises, 0.05, true}, {collapsed, Falls, 0.03, true}, {deal, Rises, 0.03, false}}},
		{ID: "R8", Title: "A hard precondition keeps talks from opening", Manipulation: "softness of Iran's precondition 0.9, 0.5, 0", Source: "Fearon 1994",
			Arms:   levels([]string{"0.9", "0.5", "0"}, "actors.iran.precondition.softness"),
			Expect: []Expectation{{talks, Falls, 0.10, true}}},
		{ID: "R9", Title: "An interim step opens talks", Manipulation: "interim relief 0 and 0.1, hard precondition", Source: "the article, paragraph 9",
			Scope:  "Talks only, and up to a third of what is required: beyond, the step costs its giver and eases the stalemate, and the gain turns. Deals need not rise.",
			Common: set("actors.iran.precondition.softness", "0.2"),
			Arms:   levels([]string{"0", "0.1"}, "interim.size"),
			Expect: []Expectation{{talks, Rises, 0.01, false}}},
		{ID: "R10", Title: "Indirect talks open more easily", Manipulation: "direct, indirect", Source: "history of this dyad",
			Arms:   levels([]string{"direct", "indirect"}, "talks.format"),
			Expect: []Expectation{{talks, Rises, 0.05, false}}},
		{ID: "R12", Title: "More intervention, more agreement", Manipulation: "no mediator, facilitation, formulation, manipulation", Source: "ICB; Beardsley et al. 2006",
			Scope:  "Not conditioned on talks: easier entry admits harder cases.",
			Common: strong(),
			Arms: []Arm{{"none", set("mediator", "none")}, {"facilitation", set("actors.russia.style", "facilitation")},
				{"formulation", set("actors.russia.style", "formulation")}, {"manipulation", set("actors.russia.style", "manipulation")}},
			Expect: []Expectation{{text, Rises, 0.08, true}}},
		{ID: "R14", Title: "A friend's bad news is believed", Manipulation: "mediator's bias 0.1, 0.4, 0.7, messages believed as Kydd says", Source: "Kydd 2003",
			Scope:  "Agreement moves only where floors bind: beliefs are blurred and holding out is near 1; reassurance is off. The shift of the demand itself is tested beside the beliefs.",
			Common: binding("kydd"),
			Arms:   levels([]string{"0.1", "0.4", "0.7"}, "actors.russia.bias"),
			Expect: []Expectation{{text, Rises, 0.003, false}}},
		{ID: "R15", Title: "An impartial's bad news is believed", Manipulation: "the same, messages believed as Rauchhaus says", Source: "Rauchhaus 2006",
			Scope: "As R14.", Common: binding("rauchhaus"),
			Arms:   levels([]string{"0.1", "0.4", "0.7"}, "actors.russia.bias"),
			Expect: []Expectation{{text, Falls, 0.003, false}}},
		{ID: "R16", Title: "Without independent information a mediator's word changes nothing", Manipulation: "mediator's bias 0.1, 0.7, no information of its own", Source: "Fey & Ramsay 2010",
			Common: append(binding("kydd"), set("actors.russia.information", "0")...),
			Arms:   levels([]string{"0.1", "0.7"}, "actors.russia.bias"),
			Expect: []Expectation{{text, Unchanged, 0, false}}},
		{ID: "R17", Title: "Patience makes deals durable and bargaining long", Manipulation: "patience of both sides 0.8, 0.95, 0.985", Source: "Fearon 1998",
			Arms:   levels([]string{"0.8", "0.95", "0.985"}, "actors.us.patience", "actors.iran.patience"),
			Expect: []Expectation{{collapsed, Falls, 0.05, true}, {rounds, Rises, 0.5, true}}},
		{ID: "R18", Title: "Private information prevents and delays agreement", Manipulation: "errors of belief and spread of shading times 0.3, 1, 3", Source: "Fearon 1995",
			Scope: "Delay cannot be read off agreed rounds, which the horizon cuts off: it is read off how many texts there are by month 8.",
			Arms: []Arm{
				{"0.3", set("beliefs.error", "pert 0.012 0.024 0.045", "actors.us.shading", "uniform 0.12 0.18", "actors.iran.shading", "uniform 0.12 0.18")},
				{"1", nil},
				{"3", set("beliefs.error", "pert 0.12 0.24 0.45", "actors.us.shading", "uniform 0 0.45", "actors.iran.shading", "uniform 0 0.45")}},
			Expect: []Expectation{{text, Falls, 0.02, true}, {early, Falls, 0.01, false}}},
		{ID: "R22", Title: "Loss aversion shrinks the zone of agreement", Manipulation: "loss aversion of the US, Iran and the Leader 1, 1.5, 2, 2.5", Source: "Kahneman & Tversky 1979; Levy 1997",
			Arms:   levels([]string{"1", "1.5", "2", "2.5"}, "actors.us.loss-aversion", "actors.iran.loss-aversion", "actors.khamenei.loss-aversion"),
			Expect: []Expectation{{column("zone"), Falls, 0.03, true}, {deal, Falls, 0.10, true}}},
	}
}

// binding makes floors bind, so that a shift of beliefs can show in agreement.
func binding(information string) []results.Override {
	return alone("mediation.information", information, "mediation.reassurance", "off", "actors.russia.style", "facilitation", "actors.us.holdout", "0.9", "actors.iran.holdout", "0.9",
		"beliefs.error", "pert 0.08 0.16 0.30", "actors.russia.channel.us", "1", "actors.russia.channel.iran", "1")
}
