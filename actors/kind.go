// Package actors holds the agents: the kinds (principal, mediator, veto player, spoiler) in Go, and one YAML
// profile per actor with its numbers and their evidence. It does not know protocols: what an actor does in a
// stage is decided there, from the state that its kind sets up for a run.
package actors

import "parley/sim"

// Kind is one sort of actor: what it needs from a profile.
type Kind struct {
	Name    string
	Title   string
	Doc     string
	Source  string
	Knobs   []sim.Knob // paths relative to the actor
	Choices []sim.Choice
}

// Kinds is the list of actor kinds. Add a kind here and nowhere else.
func Kinds() []Kind { return []Kind{principal, mediator, vetoPlayer, spoiler} }

// values are the knobs of everyone who values a deal.
var values = []sim.Knob{
	{Path: "ideal.{issue}", Title: "ideal point", Unit: "share", Min: 0, Max: 1, Doc: "The value of the issue this actor likes best."},
	{Path: "salience.{issue}", Title: "salience", Unit: "weight", Min: 0, Max: 100, Weights: true, Doc: "Weight of the issue; normalised to sum 1 over the agenda in each run."},
}

var valuesAndTrust = append(append([]sim.Knob{}, values...),
	sim.Knob{Path: "loss-aversion", Title: "loss aversion", Unit: "ratio", Min: 1, Max: 5, Doc: "lambda: how much more a loss weighs than an equal gain.", Source: "Tversky & Kahneman 1992"},
	sim.Knob{Path: "trust.{principal}", Title: "trust", Unit: "share", Min: 0, Max: 1, Doc: "Belief that the other principal will deliver what it promised. Only the other side's principal is read."},
	sim.Knob{Path: "trust-strength", Title: "strength of trust", Unit: "count", Min: 0.5, Max: 1000, Doc: "Equivalent number of observations behind the trust: n of its Beta distribution."},
)
