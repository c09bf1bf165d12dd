package solution

import (
	"parley/sim"
	"parley/sim/portable"
)

// ballots are what of the ratifiers decides how likely negotiators think their votes: a copy, small and in one place for the loops that ask at many
// deals.
type ballots struct {
	votes  []ballot           // of the ratifiers, in order
	wards  []ward             // soft ratifiers under a hard one's shield, in order
	bar    [maxVoices]float64 // what each voice demands: its threshold
	hardly [maxVoices]float64 // 1 for ratifiers, whose threshold attacks harden, 0 for principals
	soft   int                // how many voices are asked before the hard ratifiers
	sigma  [maxVoices]float64 // logistic of each at the deal asked about
	price  [maxVoices]float64 // of the hard ones there, before w.Opposing
}

// ballot is one ratifier's: its place and that of whoever endorses it among the voices.
type ballot struct {
	own, endorser            int8
	power, shield, foresight float64
}

// ward is the place of a soft ratifier, that of its patron, and what of its opposition is seen to raise that one's price: power times foresight.
type ward struct {
	own, patron int8
	seen        float64
}

// nobody is no voice's place, and its logistic is 0: there are fewer voices.
const nobody = maxVoices - 1

// poll copies the ballots of a run, once the voices are known.
func (v *voices) poll(w *sim.World) {
	b := &v.ballots
	b.votes, b.wards, b.soft, b.sigma[nobody] = b.votes[:0], b.wards[:0], 0, 0
	for _, at := range v.patron {
		if at >= 0 {
			b.bar[at], b.hardly[at] = 0, 0
			b.soft++
		}
	}
	for j := range w.Ratifiers[:min(len(w.Ratifiers), sim.MaxRatifiers)] {
		r, own := &w.Ratifiers[j], v.place[j]
		b.bar[own], b.hardly[own] = r.Threshold, 1
		vote := ballot{int8(own), nobody, r.Power, r.Shield, r.Foresight}
		if !r.Hard {
			b.soft++
			if l := r.PatronRatifier; l >= 0 {
				vote.endorser = int8(v.place[l])
				b.wards = append(b.wards, ward{int8(own), vote.endorser, r.Power * r.Foresight})
			} else if side, ok := endorser(r); ok {
				vote.endorser = int8(v.patron[side])
			}
		}
		b.votes = append(b.votes, vote)
	}
}

// foresee is Anticipated where the surpluses of the voices are known, to the bit.
func (v *voices) foresee(w *sim.World, surplus *perVoice) float64 {
	if w.Reopened.Active || w.Unvoted {
		return v.foreseePlainly(w, surplus)
	}
	b := &v.ballots
	noise, harder := w.Noise, w.Hardening
	soft := b.sigma[:b.soft]
	for i := range soft {
		soft[i] = (surplus[i] - b.bar[i] - float64(b.hardly[i]*harder)) / noise
	}
	portable.Sigmoids(soft)
	for i := b.soft; i < len(v.who); i++ {
		b.price[uint(i)%maxVoices] = 0
	}
	for i := range b.wards {
		d := &b.wards[i]
		b.price[uint(d.patron)%maxVoices] += float64(d.seen * (1 - b.sigma[uint(d.own)%maxVoices]))
	}
	for i := uint(len(soft)); i < uint(len(v.who)); i++ {
		i := i % maxVoices
		tau := b.bar[i] + harder + float64(w.Opposing*b.price[i])
		b.sigma[i] = portable.Sigmoid((surplus[i] - tau) / noise)
	}
	p := 1.0
	for i := range b.votes {
		vote := &b.votes[i]
		against := float64(vote.power * (1 - b.sigma[uint(vote.own)%maxVoices]))
		if against > 0 {
			against = float64(against * (1 - float64(vote.shield*b.sigma[uint(vote.endorser)%maxVoices])))
		}
		p *= float64(vote.foresight*(1-against)) + 1 - vote.foresight
	}
	return p
}

// foreseePlainly is the same by the way that serves all cases.
func (v *voices) foreseePlainly(w *sim.World, surplus *perVoice) float64 {
	var s perVoice
	n := len(w.Ratifiers)
	for j := range n {
		s.set(j, surplus.of(v.place[j]))
	}
	for side, at := range v.patron {
		if at >= 0 {
			s.set(n+side, surplus.of(at))
		}
	}
	return foresee(w, &s, [2]int{n, n + 1})
}
