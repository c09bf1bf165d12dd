// Package protocol holds the stages of a negotiation, one per file: talks about talks, the bargaining protocols, ratification,
// implementation. A protocol says who may do what, and when; who the actors are it learns from the world of the run.
package protocol

import (
	"parley/sim"
	"parley/sim/solution"
)

// Stage is where in a scenario's stages: a protocol may stand.
type Stage string

// The stages in their only possible order. A scenario has exactly one bargaining protocol and may leave out the others.
const (
	Talks          Stage = "talks"
	Bargaining     Stage = "bargaining"
	Ratification   Stage = "ratification"
	Implementation Stage = "implementation"
)

// Entry is one protocol of the list.
type Entry struct {
	Name   string // kebab-case, as in stages:
	Title  string
	Stage  Stage
	Doc    string
	Source string
	New    func(b *sim.Binder, o *solution.Outlook) sim.Protocol
}

// List is the list of protocols. Add a protocol here and nowhere else.
func List() []Entry {
	return []Entry{
		{"talks-about-talks", "Talks about talks", Talks, "Each month the parties may agree to sit down, or never do.", "Zartman 2000; Fearon 1994", newTalks},
		{"alternating-offers", "Alternating offers", Bargaining, "The sides make offers in turn and concede over time.", "Rubinstein 1982; Faratin, Sierra & Jennings 1998",
			func(b *sim.Binder, o *solution.Outlook) sim.Protocol { return newBargaining(b, o, alternatingOffers{}) }},
		{"single-text", "Single negotiating text", Bargaining, "A mediator drafts; without one that does, offers alternate.", "Fisher & Ury 1981; Raiffa 1982",
			func(b *sim.Binder, o *solution.Outlook) sim.Protocol {
				return newBargaining(b, o, singleText{b.Q("mediation.tilt")})
			}},
		bargain("stacked-offers", "Stacked alternating offers", "As alternating offers, and everyone at the table answers, veto players too.", "Aydoğan et al. 2017", func(*sim.Binder) rule { return stackedOffers{} }),
		bargain("rubinstein", "Perfect offers without end", "Offers alternate in subgame-perfect equilibrium, with discounting and the risk of breakdown.", "Rubinstein 1982; Binmore, Rubinstein & Wolinsky 1986",
			func(b *sim.Binder) rule { return &perfectOffers{outside: outside(b)} }),
		bargain("stahl", "Perfect offers to a deadline", "The same with the last round known.", "Stahl 1972", func(b *sim.Binder) rule { return &perfectOffers{finite: true, outside: outside(b)} }),
		bargain("monotonic-concession", "Monotonic concession", "Who risks less by insisting concedes, until offers meet.", "Zeuthen 1930; Rosenschein & Zlotkin 1994",
			func(*sim.Binder) rule { return &monotonicConcession{} }),
		bargain("simultaneous-demands", "Simultaneous demands", "Both demand at the same time; demands that leave room are settled in the middle.", "Nash 1953",
			func(*sim.Binder) rule { return simultaneousDemands{} }),
		bargain("text-search", "Single text by hill climbing", "Drafts change one issue at a time; one that both like no less is kept.", "Fisher & Ury 1981; Klein et al. 2003",
			func(b *sim.Binder) rule {
				return &textSearch{drafts: b.Q("protocol.drafts"), heat: b.Q("protocol.heat"), luck: b.Luck("draft")}
			}),
		bargain("text-annealing", "Single text by annealing", "The same, and a worse draft may be kept while there is time.", "Klein et al. 2003",
			func(b *sim.Binder) rule {
				return &textSearch{annealing: true, drafts: b.Q("protocol.drafts"), heat: b.Q("protocol.heat"), luck: b.Luck("draft")}
			}),
		once("take-it-or-leave-it", "Take it or leave it", "The first side demands once, not knowing what the other can bear.", "Fearon 1995", func(*sim.Binder) rule { return takeItOrLeaveIt{} }),
		once("setter", "Agenda setter", "The first side proposes once, knowing what the other can bear.", "Romer & Rosenthal 1978", func(*sim.Binder) rule { return setter{} }),
		bargain("closed-rule", "Closed rule", "Who may propose is drawn; the proposal is taken or left as it stands.", "Baron & Ferejohn 1989",
			func(b *sim.Binder) rule { return &closedRule{recognition: b.Luck("recognition")} }),
		once("double-auction", "Sealed double auction", "Both name a position once, sealed; if they leave room the text lies between.", "Chatterjee & Samuelson 1983",
			func(b *sim.Binder) rule { return doubleAuction{b.Q("protocol.auction-weight")} }),
		bargain("challenge", "Challenge model", "Everyone with a say plays the expected-utility model; the text is where its medians stand at the deadline.", "Bueno de Mesquita 1994; Scholz, Calbert & Smith 2011",
			func(b *sim.Binder) rule { return newChallengeRounds(b) }),
		bargain("spatial", "Spatial model of politics", "Everyone with a say bargains over positions; the text is the one likeliest to win at the deadline.", "Wise, Lester & Efird 2015 (KTAB)",
			func(b *sim.Binder) rule {
				return &spatialTurns{victory: b.Choice("protocol.spatial-victory"), election: b.Choice("protocol.spatial-election")}
			}),
		bargain("weighted-mean", "Weighted mean", "The weighted mean of the ideal points, at once or never: the baseline of the field.", "Achen 2006", func(*sim.Binder) rule { return weightedMean{} }),
		bargain("weighted-median", "Weighted median", "The weighted median of the ideal points of all who have a say, at once or never: the other baseline.", "Black 1948; Thomson et al. 2006",
			func(*sim.Binder) rule { return &weightedMedian{} }),
		{"ratification", "Ratification", Ratification, "Veto players of both sides decide; a vetoed text may come back once.", "Putnam 1988; Tsebelis 2002", newRatification},
		{"implementation", "Implementation", Implementation, "A ratified deal stands, erodes, is left or is struck down.", "Beardsley 2008; UCDP", newImplementation},
	}
}

// ReadBy names the protocols that a quantity is for, when it is not for all: a scenario without them does not rest on it.
func ReadBy(path string) (names []string, some bool) {
	switch path {
	case "protocol.drafts", "protocol.heat":
		return []string{"text-search", "text-annealing"}, true
	case "protocol.auction-weight":
		return []string{"double-auction"}, true
	case "protocol.outside-first", "protocol.outside-second":
		return []string{"rubinstein", "stahl"}, true
	}
	return nil, false
}

// bargain is an entry of the bargaining stage: the frame with a rule.
func bargain(name, title, doc, source string, r func(b *sim.Binder) rule) Entry {
	return Entry{name, title, Bargaining, doc, source, func(b *sim.Binder, o *solution.Outlook) sim.Protocol { return newBargaining(b, o, r(b)) }}
}

// once is the same for a rule that speaks in one round only: a refusal ends the talks.
func once(name, title, doc, source string, r func(b *sim.Binder) rule) Entry {
	e := bargain(name, title, doc, source, r)
	e.New = func(b *sim.Binder, o *solution.Outlook) sim.Protocol {
		g := newBargaining(b, o, r(b))
		g.once = true
		return g
	}
	return e
}

// Stages makes the protocols of a scenario. A name that is not in the list panics: the reader has checked it.
func Stages(b *sim.Binder) []sim.Protocol {
	o := solution.NewOutlook(b)
	var stages []sim.Protocol
	for _, name := range b.Plan.Spec.Stages {
		found := false
		for _, e := range List() {
			if e.Name == name {
				stages = append(stages, e.New(b, o))
				found = true
			}
		}
		if !found {
			panic("sim: no protocol " + name)
		}
	}
	return stages
}
