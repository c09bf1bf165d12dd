package sim

import "parley/sim/draw"

// Binder gives the parts of a scenario their places: quantities by path, streams of luck by label, actors by id.
// It is used once per worker, so nothing in the loop looks up a string. A path that the scenario does not have is
// a broken contract and panics: the reader has checked that every knob has a value.
type Binder struct {
	Plan *Plan
	Seed uint64
}

// Q is the slot of a quantity.
func (b *Binder) Q(path string) Slot {
	slot, ok := b.Plan.slots[path]
	if !ok {
		panic("sim: no quantity " + path)
	}
	return slot
}

// Luck is the stream of one source of chance in play. Labels are stable names, never positions.
func (b *Binder) Luck(label string) draw.Stream { return draw.NewStream(b.Seed, draw.Play, label) }

// Choice is the word of a structural switch.
func (b *Binder) Choice(path string) string {
	word, ok := b.Plan.Spec.Choices[path]
	if !ok {
		panic("sim: no choice " + path)
	}
	return word
}

// Actor is the index of an actor in Spec.Actors, -1 when there is none of that id.
func (b *Binder) Actor(id string) int {
	for i, a := range b.Plan.Spec.Actors {
		if a.ID == id {
			return i
		}
	}
	return -1
}

// Side is the side a principal's id stands for, -1 when it is not at the table.
func (b *Binder) Side(id string) int {
	for i, p := range b.Plan.Spec.Table {
		if p == id {
			return i
		}
	}
	return -1
}

// Issue is the index of an issue on the agenda, -1 when it is not on it.
func (b *Binder) Issue(id string) int {
	for i, s := range b.Plan.Spec.Issues {
		if s.ID == id {
			return i
		}
	}
	return -1
}
