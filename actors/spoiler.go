package actors

import "parley/sim"

// A spoiler may attack the process: its knobs, and how drawn quantities become one.

var spoiler = Kind{Name: "spoiler", Title: "Spoiler", Doc: "Has no vote and may attack the process.", Source: "Stedman 1997",
	Knobs: []sim.Knob{
		{Path: "capability", Title: "capability to spoil", Unit: "share", Min: 0, Max: 1, Doc: "Share of the full attack hazard."},
	}}

func seatSpoiler(b *sim.Binder, id string, index int) func(w *sim.World) {
	capability := b.Q("actors." + id + ".capability")
	side := b.Side(b.Plan.Spec.Actors[b.Actor(id)].Side)
	return func(w *sim.World) {
		w.Spoilers[index] = sim.Spoiler{Side: side, Capability: w.Q[capability]}
	}
}
