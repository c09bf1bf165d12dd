package solution

import (
	"parley/sim"
	"parley/sim/portable"
)

// Outlook is what the two sides can expect, scope by scope: the whole agenda and every part of it that holds something
// from each side. Curves are rebuilt when stakes change, values when the state does, both only when asked for.
// One outlook serves all stages of a worker.
type Outlook struct {
	views  []*View // the whole agenda first, then parts: more issues first, then agenda order
	scopes []sim.Scope
	pieces *Pieces
	cut    uint32
	priced []uint32
	valued []uint32
	meshed []int8 // 0 not, 1 main points, 2 all
	rivals []rival
	tops   []pair
}

// NewOutlook prepares the scopes of a scenario.
func NewOutlook(b *sim.Binder) *Outlook {
	spec := &b.Plan.Spec
	n := len(spec.Issues)
	curvature, _ := b.Plan.Quantile("terms.curvature", 0.999999)
	curved := curvature != 1
	o := &Outlook{scopes: []sim.Scope{sim.FullScope(n)}, pieces: NewPieces(n, curved)}
	idle := weightless(b)
	if b.Choice("protocol.scopes") == "all" {
		for size := n - 1; size >= 2; size-- {
			for _, scope := range inAgendaOrder(n, size) {
				var by [2]bool
				for k, is := range spec.Issues {
					if scope.Has(k) && !idle.Has(k) {
						by[b.Side(is.By)] = true
					}
				}
				// an issue that weighs nothing to anyone goes along with every scope, or it would make a part of what is the whole
				if by[0] && by[1] && scope&idle == idle && scope != sim.FullScope(n) {
					o.scopes = append(o.scopes, scope)
				}
			}
		}
	}
	for range o.scopes {
		o.views = append(o.views, newView(n, curved))
	}
	o.priced, o.valued, o.meshed = make([]uint32, len(o.scopes)), make([]uint32, len(o.scopes)), make([]int8, len(o.scopes))
	o.rivals, o.tops = make([]rival, 0, len(o.scopes)), make([]pair, 0, len(o.scopes)*(size(n, curved)+GridPoints))
	return o
}

// weightless are the issues whose salience is fixed at 0 for everyone who values deals.
func weightless(b *sim.Binder) sim.Scope {
	spec := &b.Plan.Spec
	var idle sim.Scope
	for k, is := range spec.Issues {
		some := false
		for _, id := range append(append([]string{}, spec.Table[:]...), spec.Ratifiers...) {
			top, _ := b.Plan.Quantile("actors."+id+".salience."+is.ID, 0.999999)
			some = some || top != 0
		}
		if !some {
			idle |= 1 << k
		}
	}
	return idle
}

// inAgendaOrder lists the scopes of a size so that those with earlier issues come first.
func inAgendaOrder(n, size int) []sim.Scope {
	var scopes []sim.Scope
	var pick func(from int, b sim.Scope, left int)
	pick = func(from int, b sim.Scope, left int) {
		if left == 0 {
			scopes = append(scopes, b)
			return
		}
		for k := from; k <= n-left; k++ {
			pick(k+1, b|1<<k, left-1)
		}
	}
	pick(0, 0, size)
	return scopes
}

// Whole is the index of the whole agenda.
const Whole = 0

// recut brings the pieces up to date.
func (o *Outlook) recut(w *sim.World) {
	if o.cut != w.Pricing {
		o.cut = w.Pricing
		o.pieces.Cut(w)
	}
}

// lay brings the curve of a scope up to date.
func (o *Outlook) lay(s *sim.Session, i int) *View {
	v, w := o.views[i], s.W
	o.recut(w)
	if o.priced[i] != w.Pricing {
		o.priced[i] = w.Pricing
		v.Lay(w, o.pieces, o.scopes[i])
		o.meshed[i], o.valued[i] = 0, s.Version()-1
	}
	return v
}

// At is the view of a scope under the present state, on all points.
func (o *Outlook) At(s *sim.Session, i int) *View { return o.look(s, i, 2) }

func (o *Outlook) look(s *sim.Session, i int, points int8) *View {
	v := o.lay(s, i)
	if v.Empty {
		return v
	}
	switch {
	case o.meshed[i] == 1 && points == 2 && o.valued[i] == s.Version():
		o.meshed[i] = 2
		v.refine(s.W)
	case o.meshed[i] < points || o.valued[i] != s.Version():
		o.meshed[i], o.valued[i] = max(points, o.meshed[i]), s.Version()
		v.mesh(s.W, o.meshed[i] == 2)
	}
	return v
}

// BestPart is the part of the agenda with the highest Nash product, the whole agenda when no part has anything for both.
func (o *Outlook) BestPart(s *sim.Session) int { return o.best(s, 1) }

// Reference is the scope that both have in mind before talks: the whole agenda unless a part has a higher Nash product.
func (o *Outlook) Reference(s *sim.Session) int { return o.best(s, 0) }

// Weight is the bargaining weight of the first principal in the limit of frequent offers,
// alpha_1 = ln d_2 / (ln d_1 + ln d_2): the more patient weighs more. Source: Rubinstein 1982; Binmore, Rubinstein & Wolinsky 1986.
func Weight(w *sim.World) float64 {
	l0, l1 := portable.Log(w.Principals[0].Patience), portable.Log(w.Principals[1].Patience)
	return l1 / (l0 + l1)
}
