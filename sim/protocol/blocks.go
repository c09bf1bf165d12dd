package protocol

import "parley/sim"

// Blocks are the parts of a scenario file that the stages read. Every quantity named here must have a value
// in the resolved scenario; the embedded scenarios/generic.yaml gives each a generic one, labelled an assumption.
func Blocks() []sim.Block {
	return []sim.Block{issuesBlock, termsBlock, pressureBlock, programmeBlock, talksBlock, interimBlock, bargainingBlock, beliefsBlock, mediationBlock, ratificationBlock, implementationBlock, learningBlock, spoilingBlock, shocksBlock}
}

var issuesBlock = sim.Block{Name: "issues", Doc: "What is negotiated. 0 and 1 are the two ends of an issue's range in its own unit.",
	Knobs: []sim.Knob{
		{Path: "issues.{issue}.status-quo", Title: "status quo", Unit: "share", Min: 0, Max: 1, Doc: "Where the issue stands without a deal."},
		{Path: "issues.{issue}.minimum-move", Title: "smallest reportable move", Unit: "share", Min: 0.001, Max: 0.5, Doc: "A settled issue moves by at least this towards the ideal of the side that receives it; less would not be reported as a term."},
		{Path: "issues.{issue}.floor", Title: "lowest feasible value", Unit: "share", Min: 0, Max: 1, Doc: "No deal sets the issue below this."},
		{Path: "issues.{issue}.ceiling", Title: "highest feasible value", Unit: "share", Min: 0, Max: 1, Doc: "No deal sets the issue above this."},
	}}

var termsBlock = sim.Block{Name: "terms", Doc: "How a deal is carried out.",
	Knobs: []sim.Knob{
		{Path: "terms.front-loading", Title: "front-loading of delivery to the second side", Unit: "share", Min: 0, Max: 1, Doc: "Share of the first principal's delivery (the first of table:) that comes before the second principal delivers; the rest of it, and what the second delivers, hangs on trust."},
		{Path: "terms.curvature", Title: "curvature of losses of distance", Unit: "", Min: 1, Max: 2, Doc: "Exponent of the distance between an issue and an ideal point; 1 is linear.", Source: "model.md part 3"},
	}}

var pressureBlock = sim.Block{Name: "pressure", Doc: "Coercive pressure, in units of its level at the information cut-off.",
	Knobs: []sim.Knob{
		{Path: "pressure.level", Title: "pressure", Unit: "level", Min: 0, Max: 5, Doc: "1 is the level at the information cut-off."},
		{Path: "pressure.growth", Title: "monthly growth of pressure", Unit: "per month", Min: -0.5, Max: 0.5, Doc: "Added to the level each month without a deal."},
		{Path: "pressure.leak", Title: "leakage", Unit: "share", Min: 0, Max: 1, Doc: "Share of a change in pressure that third parties offset."},
		{Path: "pressure.backing", Title: "institutional backing", Unit: "share", Min: 0, Max: 1, Doc: "Share of that leak that an institution behind the pressure closes: 0 for pressure by one state alone, 1 when all third parties are bound.", Source: "Morgan, Bapat & Kobayashi 2014"},
	}}

var programmeBlock = sim.Block{Name: "programme", Doc: "A programme of one side that shifts power as it advances, such as one that could make a weapon. Without a deal it goes on.",
	Knobs: []sim.Knob{
		{Path: "programme.start", Title: "progress at the information cut-off", Unit: "share", Min: 0, Max: 1, Doc: "n0: 0 is no programme, 1 a complete one."},
		{Path: "programme.pace", Title: "progress per month without a deal", Unit: "per month", Min: 0, Max: 0.5, Doc: "g."},
		{Path: "programme.threshold", Title: "progress that gives power", Unit: "share", Min: 0, Max: 1.5, Doc: "n*: half of the power has shifted here.", Source: "Bas & Coe 2016"},
		{Path: "programme.steepness", Title: "width of that threshold", Unit: "share", Min: 0.001, Max: 1, Doc: "Scale of the logistic around the threshold."},
		{Path: "programme.power", Title: "power the programme gives", Unit: "utility", Min: 0, Max: 5, Doc: "D: what the complete programme shifts between the sides; 0 for a programme that shifts nothing.", Source: "Powell 2006"},
	},
	Choices: []sim.Choice{{Path: "programme.by", Ref: "principal", Words: []string{"none"}, Doc: "The principal whose programme it is."}}}

var talksBlock = sim.Block{Name: "talks", Doc: "Whether talks open: preconditions, audience costs, ripeness.",
	Knobs: []sim.Knob{
		{Path: "talks.contact", Title: "working channel", Unit: "share", Min: 0, Max: 1, Doc: "Chance that a four-month round of consultations takes place at all."},
		{Path: "talks.slope", Title: "noise in the decision to talk", Unit: "utility", Min: 0.001, Max: 0.5, Doc: "Scale s0 of the logistic that turns benefit less cost into a propensity to talk."},
		{Path: "talks.cost-weight", Title: "weight of the cost of no deal in talking", Unit: "share", Min: 0, Max: 2, Doc: "k1: share of the cost of no deal that counts as a reason to talk."},
		{Path: "talks.ripeness-weight", Title: "weight of ripeness", Unit: "share", Min: 0, Max: 1, Doc: "1 is Zartman's condition in full, 0 leaves it out.", Source: "Zartman 2000"},
		{Path: "talks.ripeness-cost", Title: "cost that hurts", Unit: "utility", Min: 0, Max: 0.5, Doc: "Cost of no deal at which a stalemate begins to hurt."},
		{Path: "talks.ripeness-chance", Title: "chance that is a way out", Unit: "share", Min: 0, Max: 1, Doc: "Believed chance of agreement at which a way out is seen."},
		{Path: "talks.indirect-discount", Title: "audience cost left when talks are indirect", Unit: "share", Min: 0, Max: 1, Doc: "phi: audience cost of indirect talks relative to direct ones."},
		{Path: "talks.opposition-cost", Title: "price of domestic opposition to talking", Unit: "utility", Min: 0, Max: 0.5, Doc: "Cost of sitting down added per unit of domestic opposition (power times opposition, less what a mediated channel removes)."},
		{Path: "talks.commitment-weight", Title: "weight of public commitment", Unit: "share", Min: 0, Max: 3, Doc: "How much a principal's public commitment raises its audience cost.", Source: "Fearon 1994"},
	},
	Choices: []sim.Choice{{Path: "talks.format", Words: []string{"auto", "direct", "indirect"}, Doc: "auto: indirect with a mediator, else direct."}}}

var interimBlock = sim.Block{Name: "interim", Doc: "A step given before talks that part-satisfies a precondition.",
	Knobs: []sim.Knob{
		{Path: "interim.size", Title: "interim step", Unit: "share", Min: 0, Max: 1, Doc: "How much of the interim issue is given for the time of the talks; 0 for none."},
		{Path: "interim.cost-weight", Title: "cost of the interim step to its giver", Unit: "share", Min: 0, Max: 1, Doc: "Share of a full loss that a temporary step costs."},
		{Path: "interim.eases", Title: "how far the interim step eases the stalemate", Unit: "share", Min: 0, Max: 1, Doc: "The receiver's cost of no deal is multiplied by 1 less this times the step."},
	},
	Choices: []sim.Choice{{Path: "interim.issue", Ref: "issue", Words: []string{"none"}, Doc: "The issue the step is taken on."}}}

var bargainingBlock = sim.Block{Name: "protocol", Doc: "Rounds of bargaining.",
	Knobs: []sim.Knob{
		{Path: "protocol.rounds", Title: "rounds until the deadline", Unit: "rounds", Min: 1, Max: 200, Doc: "T, rounded to a whole number."},
		{Path: "protocol.months-per-round", Title: "months per round", Unit: "months", Min: 1, Max: 12, Doc: "Rounded to whole months."},
		{Path: "protocol.break-hazard", Title: "walk-out hazard per round", Unit: "per round", Min: 0, Max: 1, Doc: "Chance in each round that a side walks out for a reason outside the offers."},
		{Path: "protocol.linked", Title: "chance that the issues are linked", Unit: "share", Min: 0, Max: 1, Doc: "Chance that talks start with the whole agenda when it has something for both."},
		{Path: "protocol.fallback-at", Title: "when linked talks fall back to a part", Unit: "share", Min: 0, Max: 1, Doc: "Share of the rounds after which linked talks without a text switch once to the best subset of issues; 1 for never."},
		{Path: "protocol.drafts", Title: "drafts per round", Unit: "count", Min: 1, Max: 2000, Doc: "For text-search and text-annealing: how many drafts both sides judge in a round, rounded to a whole number.", Source: "Klein et al. 2003"},
		{Path: "protocol.heat", Title: "heat of annealing", Unit: "utility", Min: 0, Max: 1, Doc: "For text-annealing: a loss of this size is accepted with chance 1/e at the start; it cools to 0 at the deadline.", Source: "Klein et al. 2003"},
		{Path: "protocol.auction-weight", Title: "weight of the first side's sealed position", Unit: "share", Min: 0, Max: 1, Doc: "For double-auction: k, where between the two positions the text lies.", Source: "Chatterjee & Samuelson 1983"},
		{Path: "protocol.answer-noise", Title: "noise in answers to concessions", Unit: "share", Min: 0, Max: 0.5, Doc: "For random-absolute answers: the largest amount by which an answer is off, either way.", Source: "Faratin, Sierra & Jennings 1998"},
		{Path: "protocol.outside-first", Title: "outside option of the first side", Unit: "utility", Min: 0, Max: 1, Doc: "For rubinstein and stahl: what the first of table: can leave for instead of rejecting an offer; 0 for nothing better than no deal.", Source: "Shaked & Sutton 1984; Binmore, Rubinstein & Wolinsky 1986"},
		{Path: "protocol.outside-second", Title: "outside option of the second side", Unit: "utility", Min: 0, Max: 1, Doc: "The same for the second of table:.", Source: "Shaked & Sutton 1984; Binmore, Rubinstein & Wolinsky 1986"},
	},
	Choices: []sim.Choice{
		{Path: "protocol.scopes", Words: []string{"all", "full-only"}, Doc: "all: limited deals over a subset of the issues are possible; full-only: the whole agenda or nothing."},
		{Path: "protocol.tactic", Words: []string{"polynomial", "exponential"}, Doc: "How concession runs with time: k + (1-k) t^(1/beta), or exp((1-t)^beta ln k)."},
		{Path: "protocol.answer", Words: []string{"share", "relative", "random-absolute", "averaged"}, Doc: "How the part of concession that imitates the other side answers it: by the same share of the room, by the same per cent of the demand, by the same amount of it give or take a drawn one, or by the per cent of the last two rounds."},
		{Path: "protocol.challenge", Words: []string{"table-matching", "as-printed"}, Doc: "For challenge: which reading of the published equations is played; docs/protocols.md has both."},
		{Path: "protocol.spatial-victory", Words: []string{"linear", "square", "quartic", "octic", "binary"}, Doc: "For spatial: how a coalition's strength becomes its chance to win."},
		{Path: "protocol.spatial-election", Words: []string{"conditional", "markov-uniform", "markov-incentive"}, Doc: "For spatial: the form of the probabilistic Condorcet election."},
	}}

var beliefsBlock = sim.Block{Name: "beliefs", Doc: "What each side believes about the other's reservation point.",
	Knobs: []sim.Knob{
		{Path: "beliefs.error", Title: "error of beliefs about the other side", Unit: "share", Min: 0, Max: 1, Doc: "Standard deviation, on the bargaining coordinate, of what a side believes of the other's reservation point.", Source: "Fearon 1995"},
		{Path: "beliefs.expected-shading", Title: "shading that everyone expects", Unit: "share", Min: 0, Max: 1, Doc: "By how much of its room a side is expected to overstate."},
		{Path: "beliefs.shading-spread", Title: "spread of shading that everyone expects", Unit: "share", Min: 0, Max: 1, Doc: "Standard deviation of shading as others believe it."},
	}}

var mediationBlock = sim.Block{Name: "mediation", Doc: "What a mediator does, whoever it is.",
	Knobs: []sim.Knob{
		{Path: "mediation.credibility-threshold", Title: "bias at which a friend is half believed", Unit: "share", Min: 0, Max: 1, Doc: "b*.", Source: "Kydd 2003"},
		{Path: "mediation.credibility-slope", Title: "slope of credibility in bias", Unit: "share", Min: 0.001, Max: 2, Doc: "Scale of the logistic of the kydd model."},
		{Path: "mediation.bias-decay", Title: "bias at which impartial credibility is spent", Unit: "share", Min: 0.01, Max: 5, Doc: "Scale of exp(-(b/scale)^2) in the rauchhaus model and in reassurance.", Source: "Rauchhaus 2006; Kydd 2006"},
		{Path: "mediation.text-relief", Title: "face saved by a third party's text", Unit: "share", Min: 0, Max: 1, Doc: "Share by which holding out falls when a mediator drafts: accepting its text is no visible concession."},
		{Path: "mediation.calm", Title: "walk-out hazard left when a mediator drafts", Unit: "share", Min: 0, Max: 1, Doc: "Factor on the break hazard: there is no offer of the enemy to reject."},
		{Path: "mediation.tilt", Title: "tilt of drafts towards the favoured side", Unit: "share", Min: 0, Max: 1, Doc: "How far on the bargaining coordinate a draft moves per unit of bias."},
		{Path: "mediation.muscle-half-life", Title: "half-life of a mediator's leverage", Unit: "months", Min: 0.5, Max: 240, Doc: "After signature.", Source: "Beardsley 2008"},
	},
	Choices: []sim.Choice{
		{Path: "mediation.information", Words: []string{"kydd", "rauchhaus", "off"}, Doc: "Who is believed: a friend (kydd), an impartial (rauchhaus), nobody (off)."},
		{Path: "mediation.reassurance", Words: []string{"on", "off"}, Doc: "Whether a mediator can vouch for the other side's good faith."},
	}}

var ratificationBlock = sim.Block{Name: "ratification", Doc: "Win-sets at home: who must pass a text.",
	Knobs: []sim.Knob{
		{Path: "ratification.lag", Title: "months from text to vote", Unit: "months", Min: 0, Max: 36, Doc: "Rounded to whole months."},
		{Path: "ratification.noise", Title: "noise in ratification", Unit: "utility", Min: 0.0005, Max: 0.5, Doc: "eta: scale of the logistic of a ratifier's surplus."},
		{Path: "ratification.failure-cost", Title: "cost of a failed ratification", Unit: "utility", Min: 0, Max: 1, Doc: "k_fail: what an involuntary defection costs a negotiator."},
		{Path: "ratification.opposition-price", Title: "price a patron pays for opposition", Unit: "utility", Min: 0, Max: 0.5, Doc: "By how much opposition of a shielded veto player raises its patron's threshold."},
		{Path: "ratification.return-chance", Title: "chance that a vetoed text comes back", Unit: "share", Min: 0, Max: 1, Doc: "Chance that a veto sends the text back to the table."},
		{Path: "ratification.renegotiations", Title: "most renegotiations", Unit: "count", Min: 0, Max: 5, Doc: "Rounded to a whole number."},
	}}

var implementationBlock = sim.Block{Name: "implementation", Doc: "How long a ratified deal lives.",
	Knobs: []sim.Knob{
		{Path: "implementation.horizon", Title: "months followed after entry into force", Unit: "months", Min: 1, Max: 240, Doc: "Rounded to whole months."},
		{Path: "implementation.base", Title: "base hazard of collapse", Unit: "per month", Min: 0, Max: 2, Doc: "h0."},
		{Path: "implementation.decay", Title: "decay of the hazard", Unit: "months", Min: 0.5, Max: 240, Doc: "tau_g: the hazard is front-loaded."},
		{Path: "implementation.floor", Title: "late hazard relative to the first month", Unit: "share", Min: 0, Max: 1, Doc: "What is left of the hazard once the first months are over."},
		{Path: "implementation.surplus", Title: "effect of surplus on collapse", Unit: "per utility", Min: 0, Max: 100, Doc: "a."},
		{Path: "implementation.surplus-centre", Title: "surplus of a typical deal", Unit: "utility", Min: -1, Max: 1, Doc: "Surplus at which the effect is zero."},
		{Path: "implementation.patience", Title: "effect of patience on collapse", Unit: "", Min: 0, Max: 100, Doc: "b."},
		{Path: "implementation.patience-centre", Title: "typical patience", Unit: "per month", Min: 0, Max: 1, Doc: "Patience at which the effect is zero."},
		{Path: "implementation.trust", Title: "effect of trust on collapse", Unit: "", Min: 0, Max: 100, Doc: "c."},
		{Path: "implementation.trust-centre", Title: "typical trust", Unit: "share", Min: 0, Max: 1, Doc: "Trust at which the effect is zero."},
		{Path: "implementation.spoiler", Title: "effect of spoilers on collapse", Unit: "", Min: 0, Max: 100, Doc: "d."},
		{Path: "implementation.spoiler-centre", Title: "typical spoiler capability", Unit: "share", Min: 0, Max: 1, Doc: "Capability at which the effect is zero."},
		{Path: "implementation.muscle", Title: "effect of spent leverage on collapse", Unit: "per utility", Min: 0, Max: 500, Doc: "a_M.", Source: "Beardsley 2008"},
		{Path: "implementation.commitment", Title: "effect of public commitment on collapse", Unit: "", Min: 0, Max: 100, Doc: "A deal the sides tied themselves to in public is harder to leave.", Source: "Fearon 1994"},
	}}

var learningBlock = sim.Block{Name: "learning", Doc: "How beliefs move between stages.",
	Knobs: []sim.Knob{
		{Path: "learning.acts", Title: "acts seen before talks", Unit: "count", Min: 0, Max: 20, Doc: "Number of acts (new pressure or a waiver) by which the other side judges a principal's type."},
		{Path: "learning.likelihood-ratio", Title: "how telling an act is", Unit: "ratio", Min: 1, Max: 20, Doc: "Likelihood ratio of one act between the two types."},
		{Path: "learning.type-shift", Title: "effect of the believed type on trust", Unit: "share", Min: 0, Max: 0.5, Doc: "Trust moves by this between the two certainties about the type."},
		{Path: "learning.gain", Title: "gain of trust from a kept promise", Unit: "count", Min: 0, Max: 20, Doc: "eta+: added to the Beta prior's successes per cooperative act."},
		{Path: "learning.breach-ratio", Title: "weight of a breach against a kept promise", Unit: "ratio", Min: 1, Max: 20, Doc: "eta- over eta+."},
	}}

var spoilingBlock = sim.Block{Name: "spoiling", Doc: "Attacks by those who gain from failure.",
	Knobs: []sim.Knob{
		{Path: "spoiling.hazard", Title: "attack hazard at full capability", Unit: "per month", Min: 0, Max: 1, Doc: "s0.", Source: "Stedman 1997"},
		{Path: "spoiling.deal-near", Title: "rise of attacks when a deal is near", Unit: "ratio", Min: 0, Max: 20, Doc: "g: the hazard is multiplied by 1 + g while a text awaits ratification."},
		{Path: "spoiling.guardian", Title: "protection by a mediator", Unit: "share", Min: 0, Max: 1, Doc: "Share of that rise that a drafting mediator prevents."},
		{Path: "spoiling.break-factor", Title: "walk-outs after an attack", Unit: "ratio", Min: 1, Max: 20, Doc: "Factor on the walk-out hazard in a month with an attack."},
		{Path: "spoiling.threshold", Title: "hardening of ratifiers by an attack", Unit: "utility", Min: 0, Max: 0.5, Doc: "Added to every ratifier's threshold per attack, at most twice."},
	}}

var shocksBlock = sim.Block{Name: "shocks", Doc: "Events from outside with a hazard.",
	Knobs: []sim.Knob{
		{Path: "shocks.{shock}.hazard", Title: "hazard", Unit: "per month", Min: 0, Max: 1, Doc: "Chance per month."},
		{Path: "shocks.{shock}.in-force", Title: "chance that it also ends a deal in force", Unit: "share", Min: 0, Max: 1, Doc: "For the effect end: chance that the shock ends a deal that is already in force. Parties then have something to lose."},
		{Path: "shocks.{shock}.size", Title: "size", Unit: "utility", Min: -0.5, Max: 0.5, Doc: "For the effect cost: added to both principals' cost of no deal from then on."},
	},
	Choices: []sim.Choice{{Path: "shocks.{shock}.effect", Words: []string{"end", "cost", "redraw-type", "none"}, Doc: "end: the process ends in escalation. cost: the cost of no deal shifts. redraw-type: the principals' types are drawn anew."}}}
