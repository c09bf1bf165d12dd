package solution

import "parley/sim"

// voices are those whose surplus decides on ratification, in the order in which they are asked: first those whose mind depends on the deal alone, soft
// ratifiers and the principals that are the patron of one, then the hard ratifiers, who pay a price for the opposition of the soft. Their stakes are
// copied issue by issue, so that a value of an issue is priced for all of them in one short loop.
type voices struct {
	who    []*sim.Stakes
	place  [sim.MaxRatifiers]int // of each ratifier among them
	patron [2]int                // of a principal, -1 when its endorsement does not count
	guard  int                   // of the first hard ratifier that is foreseen, -1 for none: who bounds the chance of ratification
	lord   *sim.Ratifier         // that one
	lines  [sim.MaxIssues][fours]sim.Lines
	weight [sim.MaxIssues]perVoice // salience
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
type perVoice [maxVoices]float64

func (p *perVoice) of(j int) float64     { return p[uint(j)%maxVoices] }
func (p *perVoice) set(j int, x float64) { p[uint(j)%maxVoices] = x }

// four are those of the j-th group of four.
func (p *perVoice) four(j int) *[4]float64 { return (*[4]float64)(p[uint(j)%fours*4:]) }

// hear copies the stakes of a run. It is due whenever World.Pricing has changed.
func (v *voices) hear(w *sim.World) {
	v.who, v.patron, v.guard, v.lord = v.who[:0], [2]int{-1, -1}, -1, nil
	all := w.Ratifiers[:min(len(w.Ratifiers), sim.MaxRatifiers)]
	for j := range all {
		if !all[j].Hard {
			v.place[j] = len(v.who)
			v.who = append(v.who, &all[j].Stakes)
		}
	}
	for j := range all {
		if side, ok := endorser(&all[j]); ok && v.patron[side] < 0 {
			v.patron[side] = len(v.who)
			v.who = append(v.who, &w.Principals[side].Stakes)
		}
	}
	for j := range all {
		if r := &all[j]; r.Hard {
			v.place[j] = len(v.who)
			v.who = append(v.who, &r.Stakes)
			if r.Foresight > 0 && v.guard < 0 {
				v.guard, v.lord = v.place[j], r
			}
		}
	}
	for k := range v.weight[:min(w.Issues, sim.MaxIssues)] {
		for j, s := range v.who {
			v.weight[k].set(j, s.Salience[k])
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

// share is chi(B) for each voice: the salience of a scope's issues.
func (v *voices) share(scope sim.Scope) (chi perVoice) {
	for j := range v.fours() {
		sum := chi.four(j)
		for k := range v.weight {
			if scope>>k == 0 {
				break
			}
			if scope>>k&1 != 0 {
				four := v.weight[k].four(j)
				sum[0] += four[0]
				sum[1] += four[1]
				sum[2] += four[2]
				sum[3] += four[3]
			}
		}
	}
	return chi
}

// value is what issue k is worth at x to each voice.
func (v *voices) value(w *sim.World, k int, x float64, worth *perVoice) {
	if w.Curvature != 1 {
		v.valueCurved(w, k, x, worth)
		return
	}
	lines := &v.lines[uint(k)%sim.MaxIssues]
	for j := range lines[:v.fours()] {
		lines[j].All(x, worth.four(j))
	}
}

func (v *voices) valueCurved(w *sim.World, k int, x float64, worth *perVoice) {
	for j, s := range v.who {
		worth.set(j, w.Worth(s, k, x))
	}
}
