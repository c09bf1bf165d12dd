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
		{"weighted-mean", "Weighted mean", Bargaining, "The weighted mean of the ideal points, at once or never: the baseline of the field.", "Achen 2006",
			func(b *sim.Binder, o *solution.Outlook) sim.Protocol { return newBargaining(b, o, weightedMean{}) }},
		{"ratification", "Ratification", Ratification, "Veto players of both sides decide; a vetoed text may come back once.", "Putnam 1988; Tsebelis 2002", newRatification},
		{"implementation", "Implementation", Implementation, "A ratified deal stands, erodes, is left or is struck down.", "Beardsley 2008; UCDP", newImplementation},
	}
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
