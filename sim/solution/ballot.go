package solution

import (
	"parley/sim"
	"parley/sim/portable"
)

// ballots are what of the ratifiers decides how likely negotiators think their votes: a copy, small and in one place for the loops that ask at many
// deals. Voices are put in the order in which they are asked: first those whose mind depends on the deal alone, soft ratifiers and endorsing
// principals, then the hard ones, who pay a price for the opposition of the soft.
type ballots struct {
	votes []ballot           // of the ratifiers, in order
	place [maxVoices]uint8   // of the voice that is asked as the i-th
	bar   [maxVoices]float64 // what it demands: its threshold
	moved [maxVoices]float64 // 1 for ratifiers, whose threshold attacks harden, 0 for principals
	price [maxVoices]uint8   // of a soft one under a hard one's shield, when that one is asked; nobody for others
	seen  [maxVoices]float64 // power times foresight: what of its opposition is seen to raise that price
	soft  int                // how many are soft ones and principals
	asked int                // how many in all
}

// ballot is one ratifier's; own and endorser are when it and whoever endorses it are asked.
type ballot struct {
	own, endorser            uint8
	power, shield, foresight float64
}

// nobody is asked last and never: there are fewer voices.
const nobody = maxVoices - 1

// poll copies the ballots of a run, once the voices are known.
func (v *voices) poll(w *sim.World) {
	b := &v.ballots
	all := w.Ratifiers[:min(len(w.Ratifiers), sim.MaxRatifiers)]
	var when [maxVoices]uint8
	b.votes, b.asked = b.votes[:0], 0
	ask := func(place int, bar, moved float64) {
		at := b.asked
		b.place[at], b.bar[at], b.moved[at], b.price[at], b.seen[at] = uint8(place), bar, moved, nobody, 0
		when[place] = uint8(at)
		b.asked++
	}
	for j := range all {
		if !all[j].Hard {
			ask(j, all[j].Threshold, 1)
		}
	}
	for _, place := range v.patron {
		if place >= 0 {
			ask(place, 0, 0)
		}
	}
	b.soft = b.asked
	for j := range all {
		if all[j].Hard {
			ask(j, all[j].Threshold, 1)
		}
	}
	for j := range all {
		r := &all[j]
		vote := ballot{when[j], nobody, r.Power, r.Shield, r.Foresight}
		if side, ok := endorser(r); ok {
			vote.endorser = when[v.patron[side]]
		} else if l := r.PatronRatifier; l >= 0 && !r.Hard {
			vote.endorser = when[l]
			b.price[vote.own], b.seen[vote.own] = when[l], r.Power*r.Foresight
		}
		b.votes = append(b.votes, vote)
	}
}

// foresee is Anticipated where the surpluses of the voices are known, to the bit.
func (v *voices) foresee(w *sim.World, surplus *perVoice) float64 {
	if w.Reopened.Active || w.Unvoted {
		return foresee(w, surplus, v.patron)
	}
	b := &v.ballots
	var sigma, price [maxVoices]float64
	for i := range sigma[:b.soft] {
		sigma[i] = (surplus.of(int(b.place[i])) - b.bar[i] - float64(b.moved[i]*w.Hardening)) / w.Noise
	}
	portable.Sigmoids(sigma[:b.soft])
	for i := range sigma[:b.soft] {
		price[b.price[i]%maxVoices] += float64(b.seen[i] * (1 - sigma[i]))
	}
	for i := b.soft; i < b.asked; i++ {
		tau := b.bar[i] + w.Hardening + float64(w.Opposing*price[i])
		sigma[i] = portable.Sigmoid((surplus.of(int(b.place[i])) - tau) / w.Noise)
	}
	p := 1.0
	for j := range b.votes {
		vote := &b.votes[j]
		against := vote.power * (1 - sigma[vote.own%maxVoices])
		if against > 0 {
			against *= 1 - float64(vote.shield*sigma[vote.endorser%maxVoices])
		}
		p *= float64(vote.foresight*(1-against)) + 1 - vote.foresight
	}
	return p
}
