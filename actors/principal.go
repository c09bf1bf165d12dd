package actors

import "parley/sim"

// A principal sits at the table: its knobs, and how drawn quantities become one.

var principal = Kind{Name: "principal", Title: "Principal", Doc: "Sits at the table, makes and answers offers.", Source: "Putnam 1988",
	Knobs: append(append([]sim.Knob{}, valuesAndTrust...),
		sim.Knob{Path: "no-deal.base", Title: "cost of no deal", Unit: "utility", Min: -0.5, Max: 1, Doc: "What going without a deal costs at the pressure of the information cut-off, in utility units."},
		sim.Knob{Path: "no-deal.pressure-weight", Title: "cost of pressure", Unit: "utility", Min: 0, Max: 1, Doc: "How strongly pressure raises the cost of no deal."},
		sim.Knob{Path: "no-deal.war-weight", Title: "cost of a strike", Unit: "utility", Min: 0, Max: 1, Doc: "Cost of a strike, weighted by its perceived chance over the coming year."},
		sim.Knob{Path: "no-deal.drift", Title: "monthly drift of the cost of no deal", Unit: "per month", Min: -0.1, Max: 0.1, Doc: "Added each month without a deal."},
		sim.Knob{Path: "patience", Title: "patience", Unit: "per month", Min: 0.01, Max: 0.9999, Doc: "Monthly discount factor delta."},
		sim.Knob{Path: "reversibility", Title: "reversibility of own concessions", Unit: "share", Min: 0, Max: 1, Doc: "Share of an own concession that can be taken back when the other side does not deliver."},
		sim.Knob{Path: "tactic.concession", Title: "concession exponent", Unit: "", Min: 0.01, Max: 20, Doc: "beta at reference patience: below 1 boulware (late), 1 linear, above 1 conceder.", Source: "Faratin, Sierra & Jennings 1998"},
		sim.Knob{Path: "tactic.own-pace", Title: "weight of the own timetable", Unit: "share", Min: 0, Max: 1, Doc: "1: time tactic only; below 1 the rest imitates the other side's last concession."},
		sim.Knob{Path: "holdout", Title: "holding out", Unit: "share", Min: 0, Max: 1, Doc: "psi: share of what it believes attainable that the party insists on to the end."},
		sim.Knob{Path: "shading", Title: "shading of claims", Unit: "share", Min: 0, Max: 1, Doc: "By how much of its room the party overstates its reservation point."},
		sim.Knob{Path: "audience-cost", Title: "audience cost of talking", Unit: "utility", Min: 0, Max: 1, Doc: "a: what sitting down costs at home.", Source: "Fearon 1994; Weeks 2008"},
		sim.Knob{Path: "public-commitment", Title: "public commitment", Unit: "share", Min: 0, Max: 1, Doc: "How far the party has tied itself in public."},
		sim.Knob{Path: "reactance", Title: "reactance to pressure", Unit: "", Min: 0, Max: 5, Doc: "How fast the audience cost rises with pressure above its level at the cut-off."},
		sim.Knob{Path: "precondition.severity", Title: "severity of the precondition", Unit: "share", Min: 0, Max: 1, Doc: "Share of the audience cost that hangs on the precondition; 0 for none, 1 for all of it."},
		sim.Knob{Path: "precondition.softness", Title: "softness of the precondition", Unit: "share", Min: 0, Max: 1, Doc: "Share of an unmet precondition that is posture; 0 takes it literally."},
		sim.Knob{Path: "precondition.required", Title: "interim step that meets the precondition", Unit: "share", Min: 0.001, Max: 1, Doc: "Size of the interim step that would satisfy it."},
		sim.Knob{Path: "accepts-mediator", Title: "acceptance of the lead mediator", Unit: "share", Min: 0, Max: 1, Doc: "Chance that the party takes the lead mediator's help."},
		sim.Knob{Path: "types.share", Title: "chance of being a deal-seeker", Unit: "share", Min: 0, Max: 1, Doc: "The other type is the pressure-seeker. With all shifts 0 the type changes nothing."},
		sim.Knob{Path: "types.deal-seeker.no-deal", Title: "deal-seeker: shift of the cost of no deal", Unit: "utility", Min: -0.5, Max: 0.5, Doc: "Added for this type."},
		sim.Knob{Path: "types.deal-seeker.patience", Title: "deal-seeker: shift of patience", Unit: "per month", Min: -0.5, Max: 0.5, Doc: "Added for this type."},
		sim.Knob{Path: "types.deal-seeker.pressure", Title: "deal-seeker: factor on pressure", Unit: "ratio", Min: 0, Max: 5, Doc: "Factor on the pressure this principal applies."},
		sim.Knob{Path: "types.deal-seeker.delivers", Title: "deal-seeker: shift of the ideal on what it delivers", Unit: "share", Min: -1, Max: 1, Doc: "Added to its ideal point on issues it delivers itself, kept within 0 and 1."},
		sim.Knob{Path: "types.deal-seeker.audience-cost", Title: "deal-seeker: shift of the audience cost", Unit: "utility", Min: -0.5, Max: 0.5, Doc: "Added for this type."},
		sim.Knob{Path: "types.deal-seeker.exit", Title: "deal-seeker: factor on the chance of exit", Unit: "ratio", Min: 0, Max: 10, Doc: "Factor for this type."},
		sim.Knob{Path: "types.pressure-seeker.no-deal", Title: "pressure-seeker: shift of the cost of no deal", Unit: "utility", Min: -0.5, Max: 0.5, Doc: "Added for this type."},
		sim.Knob{Path: "types.pressure-seeker.patience", Title: "pressure-seeker: shift of patience", Unit: "per month", Min: -0.5, Max: 0.5, Doc: "Added for this type."},
		sim.Knob{Path: "types.pressure-seeker.pressure", Title: "pressure-seeker: factor on pressure", Unit: "ratio", Min: 0, Max: 5, Doc: "Factor on the pressure this principal applies."},
		sim.Knob{Path: "types.pressure-seeker.delivers", Title: "pressure-seeker: shift of the ideal on what it delivers", Unit: "share", Min: -1, Max: 1, Doc: "Added to its ideal point on issues it delivers itself, kept within 0 and 1."},
		sim.Knob{Path: "types.pressure-seeker.audience-cost", Title: "pressure-seeker: shift of the audience cost", Unit: "utility", Min: -0.5, Max: 0.5, Doc: "Added for this type."},
		sim.Knob{Path: "types.pressure-seeker.exit", Title: "pressure-seeker: factor on the chance of exit", Unit: "ratio", Min: 0, Max: 10, Doc: "Factor for this type."},
		sim.Knob{Path: "exit.chance", Title: "chance of exit at the next change of office", Unit: "share", Min: 0, Max: 1, Doc: "Chance that the next holder of the office leaves the deal."},
		sim.Knob{Path: "exit.month", Title: "month of the next change of office", Unit: "months", Min: 0, Max: 600, Doc: "Counted from the information cut-off."},
	)}

// principalSeat is where a principal finds its numbers.
type principalSeat struct {
	side   int
	stakes stakesSeat

	base, pressureWeight, warWeight, drift                sim.Slot
	patience, reversibility, concession, ownPace          sim.Slot
	holdout, shading, audienceCost, commitment, reactance sim.Slot
	severity, softness, required, accepts                 sim.Slot
	share, exitChance, exitMonth                          sim.Slot
	types                                                 [2][6]sim.Slot
}

func seatPrincipal(b *sim.Binder, id string, side int) func(w *sim.World) {
	q := func(path string) sim.Slot { return b.Q("actors." + id + "." + path) }
	p := principalSeat{
		side: side, stakes: newStakesSeat(b, id, b.Plan.Spec.Table[1-side]),
		base: q("no-deal.base"), pressureWeight: q("no-deal.pressure-weight"), warWeight: q("no-deal.war-weight"), drift: q("no-deal.drift"),
		patience: q("patience"), reversibility: q("reversibility"), concession: q("tactic.concession"), ownPace: q("tactic.own-pace"),
		holdout: q("holdout"), shading: q("shading"), audienceCost: q("audience-cost"), commitment: q("public-commitment"), reactance: q("reactance"),
		severity: q("precondition.severity"), softness: q("precondition.softness"), required: q("precondition.required"), accepts: q("accepts-mediator"),
		share: q("types.share"), exitChance: q("exit.chance"), exitMonth: q("exit.month"),
	}
	for t, name := range []string{"deal-seeker", "pressure-seeker"} {
		for i, what := range []string{"no-deal", "patience", "pressure", "delivers", "audience-cost", "exit"} {
			p.types[t][i] = q("types." + name + "." + what)
		}
	}
	return p.sit
}

func (p *principalSeat) sit(w *sim.World) {
	a := &w.Principals[p.side]
	*a = sim.Principal{
		Reversibility: w.Q[p.reversibility], Concession: w.Q[p.concession], OwnPace: w.Q[p.ownPace], Holdout: w.Q[p.holdout], Shading: w.Q[p.shading],
		Commitment: w.Q[p.commitment], Reactance: w.Q[p.reactance], Severity: w.Q[p.severity], Softness: w.Q[p.softness], Required: w.Q[p.required],
		Accepts: w.Q[p.accepts], ExitMonth: w.Q[p.exitMonth], PressureWeight: w.Q[p.pressureWeight], WarWeight: w.Q[p.warWeight], Drift: w.Q[p.drift],
		TypeShare: w.Q[p.share], Eased: 1,
	}
	p.stakes.sit(w, &a.Stakes)
	a.Plain = sim.Untyped{Base: w.Q[p.base], Patience: w.Q[p.patience], AudienceCost: w.Q[p.audienceCost], ExitChance: w.Q[p.exitChance], Ideal: a.Ideal}
	for t := range a.Types {
		s := &p.types[t]
		a.Types[t] = sim.TypeShift{NoDeal: w.Q[s[0]], Patience: w.Q[s[1]], Pressure: w.Q[s[2]], Delivers: w.Q[s[3]], AudienceCost: w.Q[s[4]], Exit: w.Q[s[5]]}
	}
}
