package scenarios

import (
	"parley/actors"
	"parley/sim"
	"parley/sim/metric"
	"parley/sim/protocol"
)

// Compile puts a scenario's option together: actors, protocols and metrics know nothing of each other, only this function
// knows them all.
func Compile(spec sim.Spec) *sim.Plan {
	list := metric.List(&spec)
	return sim.NewPlan(spec, sim.Parts{
		Seats: func(b *sim.Binder) []func(w *sim.World) {
			seats := []func(w *sim.World){protocol.Settings(b)}
			seats = append(seats, actors.Seats(b)...)
			return append(seats, protocol.Opening(b))
		},
		Stages:  protocol.Stages,
		Columns: metric.Columns(list),
		Row:     metric.Row(list),
	})
}
