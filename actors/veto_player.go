package actors

import "parley/sim"

// A veto player decides at home: its knobs, and how drawn quantities become a ratifier.

var vetoPlayer = Kind{Name: "veto-player", Title: "Veto player", Doc: "Decides on a deal at home, never drafts one.", Source: "Tsebelis 2002; Putnam 1988",
	Knobs: append(append([]sim.Knob{}, valuesAndTrust...),
		sim.Knob{Path: "no-deal.share", Title: "share of the cost of no deal it feels", Unit: "share", Min: -2, Max: 3, Doc: "Times its principal's cost of no deal."},
		sim.Knob{Path: "veto.power", Title: "veto power", Unit: "share", Min: 0, Max: 1, Doc: "v: chance that its opposition counts."},
		sim.Knob{Path: "veto.threshold", Title: "veto threshold", Unit: "utility", Min: -0.5, Max: 0.5, Doc: "tau: surplus it demands."},
		sim.Knob{Path: "veto.shield", Title: "shield by its patron's endorsement", Unit: "share", Min: 0, Max: 1, Doc: "epsilon: how far the patron's endorsement disarms it."},
		sim.Knob{Path: "veto.foresight", Title: "foresight about it", Unit: "share", Min: 0, Max: 1, Doc: "kappa: how well negotiators anticipate this veto; 0 is a surprise.", Source: "Iida 1993"},
		sim.Knob{Path: "opposition.strength", Title: "opposition to talking at all", Unit: "share", Min: 0, Max: 1, Doc: "Opposition to engagement itself, before any text."},
		sim.Knob{Path: "opposition.channel-discount", Title: "opposition removed by a mediated channel", Unit: "share", Min: 0, Max: 1, Doc: "Share of that opposition that talking through the mediator removes."},
		sim.Knob{Path: "capability", Title: "capability to spoil", Unit: "share", Min: 0, Max: 1, Doc: "As an inside spoiler; read when it stands in spoilers:.", Source: "Stedman 1997"},
	),
	Choices: []sim.Choice{
		{Path: "veto.kind", Words: []string{"soft", "hard"}, Doc: "hard: a text it rejects is dead whatever others think; soft: its power and its patron's shield decide."},
		{Path: "veto.shielded-by", Ref: "actor", Words: []string{"none"}, Doc: "The patron whose endorsement disarms it: a principal or a hard veto player of its side."},
	}}

// ratifierSeat is where a veto player finds its numbers and its patron.
type ratifierSeat struct {
	index  int
	still  sim.Ratifier // what does not vary: side, kind of veto, patron
	stakes stakesSeat

	share, power, threshold, shield, foresight, strength, discount sim.Slot
}

func seatRatifier(b *sim.Binder, id string, index int) func(w *sim.World) {
	q := func(path string) sim.Slot { return b.Q("actors." + id + "." + path) }
	side := b.Side(b.Plan.Spec.Actors[b.Actor(id)].Side)
	r := ratifierSeat{
		index: index, stakes: newStakesSeat(b, id, b.Plan.Spec.Table[1-side]),
		share: q("no-deal.share"), power: q("veto.power"), threshold: q("veto.threshold"), shield: q("veto.shield"), foresight: q("veto.foresight"),
		strength: q("opposition.strength"), discount: q("opposition.channel-discount"),
	}
	r.still = sim.Ratifier{Side: side, Hard: b.Choice("actors."+id+".veto.kind") == "hard", PatronSide: -1, PatronRatifier: -1}
	if patron := b.Choice("actors." + id + ".veto.shielded-by"); patron != "none" {
		r.still.PatronSide = b.Side(patron)
		for j, other := range b.Plan.Spec.Ratifiers {
			if other == patron && b.Choice("actors."+patron+".veto.kind") == "hard" {
				r.still.PatronRatifier = j
			}
		}
	}
	return r.sit
}

func (r *ratifierSeat) sit(w *sim.World) {
	a := &w.Ratifiers[r.index]
	*a = r.still
	r.stakes.sit(w, &a.Stakes)
	a.Share, a.Power, a.Threshold, a.Shield, a.Foresight = w.Q[r.share], w.Q[r.power], w.Q[r.threshold], w.Q[r.shield], w.Q[r.foresight]
	a.Opposition, a.Discount = w.Q[r.strength], w.Q[r.discount]
}
