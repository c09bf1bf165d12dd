package protocol

import (
	"parley/sim"
	"parley/sim/draw"
	"parley/sim/portable"
	"parley/sim/solution"
)

// textSearch is a single negotiating text found by trial: drafts of a neutral pen change one issue at a time, and both sides say of each
// whether they would rather have it than the text so far. Hill climbing keeps a draft that both like no less; annealing lets a side
// accept a worse one with a chance that falls as time runs out, so that the text can leave a local optimum. The text stands once it
// gives both what they ask, or at the deadline if both like it better than no deal. Sources: Fisher & Raiffa (single negotiating
// text); Klein, Faratin, Sayama & Bar-Yam 2003 (hill climbers and annealers).
type textSearch struct {
	annealing bool
	drafts    sim.Slot // per round
	heat      sim.Slot
	luck      draw.Stream

	text  sim.Deal
	value [2]float64
	scope sim.Scope
	tried uint64
}

func (p *textSearch) round(s *sim.Session, g *bargaining, n int) (sim.Deal, float64, bool) {
	if !g.open {
		return sim.Deal{}, 0, false
	}
	w := s.W
	if !g.spoke {
		p.tried = 0
	}
	if !g.spoke || p.scope != g.v.Scope {
		p.scope = g.v.Scope
		p.text = start(w, p.scope)
	}
	p.value = worths(w, &p.text, p.scope)
	heat := 0.0
	if p.annealing {
		heat = w.Q[p.heat] * (1 - float64(n)/float64(g.last))
	}
	for range max(1, int(w.Q[p.drafts]+0.5)) {
		p.try(w, heat)
	}
	ok := p.value[0] >= 0 && p.value[1] >= 0 && (n >= g.last || p.value[0] >= g.asp[0] && p.value[1] >= g.asp[1])
	s.Note(sim.Event{Kind: sim.Drafted, Who: penOfNobody, Round: n, Deal: p.text, Scope: p.scope, P: p.value, Asp: g.asp, OK: ok})
	return p.text, -1, ok
}

// penOfNobody marks drafts that no mediator writes.
const penOfNobody = -2

// start is the middle of what is feasible.
func start(w *sim.World, scope sim.Scope) sim.Deal {
	var d sim.Deal
	for k := range w.Issues {
		d[k] = w.Status[k]
		if lo, hi, ok := solution.Range(w, k); ok && scope.Has(k) {
			d[k] = 0.5*lo + 0.5*hi
		}
	}
	return d
}

// try changes one issue and asks both sides.
func (p *textSearch) try(w *sim.World, heat float64) {
	u := func(i uint64) float64 { return p.luck.Uniform(w.Play, 4*p.tried+i) }
	defer func() { p.tried++ }()
	k := int(u(0) * float64(p.scope.Size()))
	at := -1
	for i := range w.Issues {
		if p.scope.Has(i) {
			if k == 0 {
				at = i
				break
			}
			k--
		}
	}
	if at < 0 {
		return
	}
	lo, hi, ok := solution.Range(w, at)
	if !ok {
		return
	}
	d := p.text
	d[at] = lo + float64((hi-lo)*u(1))
	v := worths(w, &d, p.scope)
	for i := range v {
		loss := p.value[i] - v[i]
		if loss > 0 && (heat <= 0 || u(2+uint64(i)) >= portable.Exp(-loss/heat)) {
			return
		}
	}
	p.text, p.value = d, v
}
