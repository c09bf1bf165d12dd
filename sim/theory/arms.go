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

// all sets the same value on several paths.
func all(value string, paths ...string) []results.Override {
	var out []results.Override
	for _, p := range paths {
		out = append(out, results.Override{Path: p, Value: value})
	}
	return out
}

// join puts groups of overrides together.
func join(groups ...[]results.Override) []results.Override {
	var out []results.Override
	for _, g := range groups {
		out = append(out, g...)
	}
	return out
}

// levels makes arms that set the same paths to each value in turn.
func levels(values []string, paths ...string) []Arm {
	var arms []Arm
	for _, v := range values {
		arms = append(arms, Arm{v, all(v, paths...)})
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

// binding makes floors bind, so that a shift of beliefs can show in agreement.
func binding(information string) []results.Override {
	return alone("mediation.information", information, "mediation.reassurance", "off", "actors.russia.style", "facilitation", "actors.us.holdout", "0.9", "actors.iran.holdout", "0.9",
		"beliefs.error", "pert 0.08 0.16 0.30", "actors.russia.channel.us", "1", "actors.russia.channel.iran", "1")
}

// fixedConcessions cannot be taken back: what trust does is then not offset.
func fixedConcessions(more ...string) []results.Override {
	return append(set("actors.us.reversibility", "0", "actors.iran.reversibility", "0"), set(more...)...)
}

// costArm raises both sides' cost of no deal.
func costArm(name string, add float64) Arm {
	us := fmt.Sprintf("pert %.2f %.2f %.2f", 0+add, 0.05+add, 0.10+add)
	iran := fmt.Sprintf("pert %.2f %.2f %.2f", 0+add, 0.08+add, 0.15+add)
	return Arm{name, set("actors.us.no-deal.base", us, "actors.iran.no-deal.base", iran)}
}

// costs fixes both sides' cost of no deal.
func costs(us, iran string) []results.Override {
	return set("actors.us.no-deal.base", us, "actors.iran.no-deal.base", iran)
}
