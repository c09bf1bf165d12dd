package solution

import "parley/sim"

// voices are those whose surplus decides on ratification: the ratifiers in order, then the principals that are the patron of one.
// Their stakes are copied issue by issue, so that a value of an issue is priced for all of them in one short loop.
type voices struct {
	who    []*sim.Stakes
	patron [2]int // place of a principal among them, -1 when its endorsement does not count
	guard  int    // the first hard ratifier that is foreseen, -1 for none: who bounds the chance of ratification
	lines  [sim.MaxIssues][fours]sim.Lines
	ballots
}

// fours is how many groups of four hold them.
func (v *voices) fours() int { return min((len(v.who)+3)/4, fours) }

// maxVoices bounds them: ratifiers and both principals. They are added up four at a time; a power of two makes places cheap to find.
const (
	fours     = 4
	maxVoices = 4 * fours
)

// perVoice is a number for each voice, in their order.
type perVoice [fours][4]float64

func (p *perVoice) of(j int) float64     { return p[uint(j)/4%fours][uint(j)%4] }
func (p *perVoice) set(j int, x float64) { p[uint(j)/4%fours][uint(j)%4] = x }

// hear copies the stakes of a run. It is due whenever World.Pricing has changed.
func (v *voices) hear(w *sim.World) {
	v.who, v.patron, v.guard = v.who[:0], [2]int{-1, -1}, -1
	for j := range w.Ratifiers {
		r := &w.Ratifiers[j]
		v.who = append(v.who, &r.Stakes)
		if r.Hard && r.Foresight > 0 && v.guard < 0 {
			v.guard = j
		}
	}
	for j := range w.Ratifiers {
		if side, ok := endorser(&w.Ratifiers[j]); ok && v.patron[side] < 0 {
			v.patron[side] = len(v.who)
			v.who = append(v.who, &w.Principals[side].Stakes)
		}
	}
	v.poll(w)
	if w.Curvature != 1 {
		return
	}
	for k := range w.Issues {
		for j, s := range v.who {
			v.lines[k][uint(j)/4%fours].Copy(j&3, s, k)
		}
	}
}

// value is what issue k is worth at x to each voice.
func (v *voices) value(w *sim.World, k int, x float64, worth *perVoice) {
	if w.Curvature != 1 {
		v.valueCurved(w, k, x, worth)
		return
	}
	lines := &v.lines[uint(k)%sim.MaxIssues]
	for j := range worth[:v.fours()] {
		lines[j].All(x, &worth[j])
	}
}

func (v *voices) valueCurved(w *sim.World, k int, x float64, worth *perVoice) {
	for j, s := range v.who {
		worth.set(j, w.Worth(s, k, x))
	}
}

// valueTo is what issue k is worth at x to voice j.
func (v *voices) valueTo(w *sim.World, j, k int, x float64) float64 {
	if w.Curvature != 1 {
		return w.Worth(v.who[j], k, x)
	}
	return v.lines[uint(k)%sim.MaxIssues][uint(j)/4%fours].At(j, x)
}
