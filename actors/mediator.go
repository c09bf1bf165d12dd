package actors

import "parley/sim"

// A mediator carries messages and may draft: its knobs, and how drawn quantities become one.

var mediator = Kind{Name: "mediator", Title: "Mediator", Doc: "Carries messages, drafts, may bring leverage; decides nothing.", Source: "Zartman & Touval 1985",
	Knobs: append(append([]sim.Knob{}, values...),
		sim.Knob{Path: "style", Title: "style of mediation", Levels: []string{"facilitation", "formulation", "manipulation"}, Min: 0, Max: 2, Doc: "facilitation passes messages, formulation also drafts, manipulation also brings leverage to bear.", Source: "Bercovitch; Beardsley et al. 2006"},
		sim.Knob{Path: "bias", Title: "bias towards the second side", Unit: "", Min: -1, Max: 1, Doc: "-1 with the first principal of table:, +1 with the second, 0 impartial."},
		sim.Knob{Path: "information", Title: "independent information", Unit: "share", Min: 0, Max: 0.999, Doc: "q: how much the mediator knows of the other side beyond what it was told; 0 for none.", Source: "Kydd 2003; Fey & Ramsay 2010"},
		sim.Knob{Path: "channel.{principal}", Title: "working channel", Unit: "share", Min: 0, Max: 1, Doc: "Chance that its messages reach that principal."},
		sim.Knob{Path: "availability", Title: "willingness to help", Unit: "share", Min: 0, Max: 1, Doc: "Chance that it takes the part when asked."},
		sim.Knob{Path: "lead", Title: "chance of being the lead channel", Unit: "share", Min: 0, Max: 1, Doc: "Chance that it leads rather than rival-mediator:; read only when a rival is named."},
		sim.Knob{Path: "cover", Title: "face-saving cover", Unit: "share", Min: 0, Max: 1, Doc: "Share of the audience cost of talking that its part removes."},
		sim.Knob{Path: "effort", Title: "effort", Unit: "share", Min: 0, Max: 1, Doc: "Share of its cover and of its text relief that it really provides."},
		sim.Knob{Path: "reassurance", Title: "power to vouch", Unit: "share", Min: 0, Max: 1, Doc: "How far its word that the other side will deliver raises trust at the first contact.", Source: "Kydd 2006"},
		sim.Knob{Path: "reputation", Title: "reputation", Unit: "share", Min: 0, Max: 1, Doc: "Factor on its reassurance."},
		sim.Knob{Path: "muscle", Title: "leverage brought to bear", Unit: "utility", Min: 0, Max: 0.5, Doc: "M0: what it adds to each principal's value of a deal under manipulation.", Source: "Beardsley 2008"},
		sim.Knob{Path: "leverage.{principal}", Title: "reach of its leverage", Unit: "share", Min: 0, Max: 1, Doc: "Share of the muscle that works on that principal."},
		sim.Knob{Path: "dependence.{principal}", Title: "dependence on a principal", Unit: "share", Min: 0, Max: 1, Doc: "Share of that leverage it will not use because it needs that principal."},
		sim.Knob{Path: "preference", Title: "preference for an agreement", Unit: "utility", Min: -1, Max: 1, Doc: "What any agreement is worth to it."},
		sim.Knob{Path: "side-interest", Title: "weight of its own agenda", Unit: "share", Min: 0, Max: 5, Doc: "gamma: weight of its own gain or loss from the terms; a text worth less than nothing to it is withheld."},
	)}

// mediatorSeat is where a mediator finds its numbers.
type mediatorSeat struct {
	index    int
	ideal    []sim.Slot
	salience []sim.Slot

	style, bias, information, availability, lead, cover, effort sim.Slot
	reassurance, reputation, muscle, preference, side           sim.Slot
	channel, leverage, dependence                               [2]sim.Slot
}

func seatMediator(b *sim.Binder, id string, index int) func(w *sim.World) {
	q := func(path string) sim.Slot { return b.Q("actors." + id + "." + path) }
	m := mediatorSeat{
		index: index, style: q("style"), bias: q("bias"), information: q("information"), availability: q("availability"), lead: q("lead"),
		cover: q("cover"), effort: q("effort"), reassurance: q("reassurance"), reputation: q("reputation"), muscle: q("muscle"),
		preference: q("preference"), side: q("side-interest"),
	}
	m.ideal, m.salience = issueSlots(b, id)
	for i, p := range b.Plan.Spec.Table {
		m.channel[i], m.leverage[i], m.dependence[i] = q("channel."+p), q("leverage."+p), q("dependence."+p)
	}
	return m.sit
}

func (m *mediatorSeat) sit(w *sim.World) {
	a := &w.Mediators[m.index]
	*a = sim.Mediator{
		Style: int(w.Q[m.style]), Bias: w.Q[m.bias], Information: w.Q[m.information], Availability: w.Q[m.availability], LeadChance: w.Q[m.lead],
		Cover: w.Q[m.cover], Effort: w.Q[m.effort], Reassurance: w.Q[m.reassurance], Reputation: w.Q[m.reputation], Muscle: w.Q[m.muscle],
		Preference: w.Q[m.preference], SideInterest: w.Q[m.side],
	}
	for i := range a.Channel {
		a.Channel[i], a.Leverage[i], a.Dependence[i] = w.Q[m.channel[i]], w.Q[m.leverage[i]], w.Q[m.dependence[i]]
	}
	read(w, &a.Stakes, m.ideal, m.salience)
}
