package protocol

import "parley/sim"

// alternatingOffers lets the two sides speak in turn, the first of table: in odd rounds. The speaker offers its own position;
// the other accepts what gives it its aspiration. Sources: Rubinstein 1982 (the form); Faratin, Sierra & Jennings 1998 (tactics).
type alternatingOffers struct{}

func (alternatingOffers) round(s *sim.Session, g *bargaining, n int) (sim.Deal, float64, bool) {
	w := s.W
	speaker := (n + 1) % 2
	u := g.y[speaker]
	value := g.v.Value(w, 1-speaker, u)
	agreed := value >= g.asp[1-speaker]
	if !agreed && s.Story == nil {
		return sim.Deal{}, u, false
	}
	d := g.v.At(u)
	if s.Story != nil {
		own := g.v.Value(w, speaker, u)
		e := sim.Event{Kind: sim.Offered, Who: speaker, Round: n, Deal: d, Scope: g.v.Scope, Asp: g.asp, OK: agreed && g.open}
		e.P[speaker], e.P[1-speaker] = own, value
		s.Note(e)
	}
	return d, u, agreed
}
