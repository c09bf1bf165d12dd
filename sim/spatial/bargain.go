package spatial

// How actors bargain in a turn: whom each turns to, where the bargain lies, what everybody thinks of it.

// offer is a bargain between two actors.
type offer struct {
	one, other int
	at         []float64 // where both go
}

// bargain lets each actor propose to its best target, and each resolve what lies before it.
func (s *state) bargain(turn int, draw func(actor, turn int) float64) {
	offers := s.mem.offers[:0]
	for i := range s.x {
		best, target, chance := 0.0, -1, 0.0
		for j := range s.x {
			if j == i {
				continue
			}
			p := s.prevail(i, j)
			// both end at the winner's position: 2u_i(x_i) with chance p, 2u_i(x_j) otherwise, against one of each now
			gain := float64((2*p - 1) * (s.utility(i, i, s.x[i]) - s.utility(i, i, s.x[j])))
			if gain > best+1e-12 {
				best, target, chance = gain, j, p
			}
		}
		if target >= 0 {
			offers = append(offers, offer{i, target, s.between(i, target, chance)})
		}
	}
	s.mem.offers = offers
	next := s.mem.table(len(s.x), 0)
	for k := range s.x {
		next[k] = s.resolve(k, offers, turn, draw)
	}
	s.x = next
}

// prevail is i's estimate of its chance to win against j when everybody votes by its own interest.
func (s *state) prevail(i, j int) float64 {
	with, against := floor, floor
	for n := range s.x {
		v := Vote(s.o.Vote, s.weight[n], s.utility(i, n, s.x[i])-s.utility(i, n, s.x[j]))
		with += max(0, v)
		against += max(0, -v)
	}
	return Victory(s.o.Victory, with, against)
}

// between is where a bargain lies: on each dimension the mean of the positions, weighted by salience and chance.
func (s *state) between(i, j int, p float64) []float64 {
	at := s.mem.list(len(s.x[i]))
	for k := range at {
		a, b := s.actors[i].Salience[k], s.actors[j].Salience[k]
		wi, wj := float64(a*p), float64(b*(1-p))
		if s.o.Power == 2 {
			wi, wj = float64(wi*wi), float64(wj*wj)
		}
		at[k] = 0.5 * (s.x[i][k] + s.x[j][k])
		if wi+wj > 0 {
			at[k] = (float64(wi*s.x[i][k]) + float64(wj*s.x[j][k])) / (wi + wj)
		}
	}
	return at
}

// resolve chooses among the bargains that concern an actor and staying where it is, by an election in which all vote: what a bargain
// is worth to a voter is the mean worth of everybody's position once it is carried out.
func (s *state) resolve(k int, offers []offer, turn int, draw func(actor, turn int) float64) []float64 {
	concerns := func(o *offer) bool { return o.one == k || o.other == k }
	mine := 0
	for i := range offers {
		if concerns(&offers[i]) {
			mine++
		}
	}
	if mine == 0 {
		return s.x[k]
	}
	n := len(s.x)
	u := s.mem.table(n, 1+mine)
	for v := range u {
		for j := range s.x {
			u[v][0] += s.utility(v, v, s.x[j]) / float64(n)
		}
		b := 0
		for i := range offers {
			if o := &offers[i]; concerns(o) {
				b++
				new := s.utility(v, v, o.at)
				u[v][b] = u[v][0] + (2*new-s.utility(v, v, s.x[o.one])-s.utility(v, v, s.x[o.other]))/float64(n)
			}
		}
	}
	p := s.choose(u)
	choice := 0
	if draw == nil {
		for b := range p {
			if p[b] > p[choice] {
				choice = b
			}
		}
	} else {
		x := draw(k, turn)
		for choice < len(p)-1 && x >= p[choice] {
			x -= p[choice]
			choice++
		}
	}
	if choice == 0 {
		return s.x[k]
	}
	for i := range offers {
		if concerns(&offers[i]) {
			if choice--; choice == 0 {
				return offers[i].at
			}
		}
	}
	return s.x[k]
}
