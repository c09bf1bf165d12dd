package solution

import (
	"math"

	"parley/sim"
)

// rival is a scope in the search for the one with the highest Nash product, and what its curve could give both sides at most, point by point.
type rival struct {
	scope    int
	from, to int     // its pairs
	promise  float64 // the largest product of a pair: good rivals are looked at first
}

// pair bounds the values of both sides at a point.
type pair struct{ a, b float64 }

// best is the scope, of those from one on, with the highest Nash product; of equal ones the first. Scopes are tried by what they
// could have at most: once a good one is found, the curves of most others need not be laid.
func (o *Outlook) best(s *sim.Session, from int) int {
	w := s.W
	weight := Weight(w)
	o.recut(w)
	o.rivals, o.tops = o.rivals[:0], o.tops[:0]
	for i := from; i < len(o.views); i++ {
		c := rival{scope: i, from: len(o.tops)}
		o.tops = o.pieces.bound(w, o.scopes[i], o.tops)
		c.to = len(o.tops)
		for _, t := range o.tops[c.from:c.to] {
			c.promise = max(c.promise, float64(t.a*t.b))
		}
		if c.to == c.from {
			continue
		}
		j := len(o.rivals)
		o.rivals = append(o.rivals, c)
		for j > 0 && o.rivals[j-1].promise < c.promise {
			o.rivals[j] = o.rivals[j-1]
			j--
		}
		o.rivals[j] = c
	}
	most, at := best{log: math.Inf(-1)}, Whole
	for _, c := range o.rivals {
		here := most
		if c.scope < at { // an equal one would win
			here.log = math.Nextafter(most.log, math.Inf(-1))
		}
		beaten := true
		for _, t := range o.tops[c.from:c.to] {
			if beaten = here.beaten(t.a, t.b, weight); !beaten {
				break
			}
		}
		if !beaten && o.look(s, c.scope, 1).Nash(w, weight, &here) {
			most, at = here, c.scope
		}
	}
	return at
}

// bound appends, for every main point of a scope's curve at which both sides gain, what both would have with the chance of ratification that the
// guard alone leaves there: no less than their values, which other ratifiers may lower. Pairs of which one is not positive are left out. No curve is
// laid for it; sums run along another path than those of the values, which a small margin covers.
func (c *Pieces) bound(w *sim.World, scope sim.Scope, tops []pair) []pair {
	if c.room&scope != scope {
		return tops
	}
	var a, b, chiA, chiB, chiG, whole, guarded float64
	var at [sim.MaxIssues]float64 // what each issue is worth to the guard where it stands
	for k := range c.terms[:min(w.Issues, sim.MaxIssues)] {
		if scope>>k&1 != 0 {
			t := &c.terms[k]
			a += t.a
			b += t.b
			whole += t.length
			chiA += t.shareA
			chiB += t.shareB
			chiG += t.shareG
			at[k] = t.guard
			guarded += t.guard
		}
	}
	a += float64(chiA*w.Principals[0].NoDeal) + w.Principals[0].Transfer
	b += float64(chiB*w.Principals[1].NoDeal) + w.Principals[1].Transfer
	guard := c.guards(w)
	var g *sim.Ratifier
	if guard >= 0 { // from here on the guard's surplus above its threshold
		g = c.lord
		guarded += float64(chiG*g.NoDeal) + g.Transfer - g.Threshold - w.Hardening + margin
	}
	stride := float64(whole * (float64(mainStride) / (GridPoints - 1)))
	linear := w.Curvature == 1
	along, next, pieces := 0.0, 0.0, c.list[:c.count]
	for i := range pieces {
		s := &pieces[i]
		if scope&s.bit == 0 {
			continue
		}
		if b < -margin { // the second side's surplus falls
			break
		}
		from := along
		along += s.length
		k := uint(s.issue) % sim.MaxIssues
		rest := guarded - at[k]
		if a+s.da < -margin {
			for next < along {
				next += stride
			}
		} else {
			for last := false; !last; {
				t := 1.0
				if last = !(next < along); !last {
					t = (next - from) / s.length
					next += stride
				}
				x, y, chance := a+float64(s.da*t), b+float64(s.db*t), 1.0
				if x < -margin || y < -margin {
					continue
				}
				if guard >= 0 {
					worth, at := 0.0, s.x0+float64((s.x1-s.x0)*t)
					if linear {
						worth = c.lines[k][uint(guard)/4%fours].At(guard, at)
					} else {
						worth = w.Worth(&g.Stakes, s.issue, at)
					}
					chance = ceiling(g, (rest+worth)/w.Noise)
				}
				fail := float64((1 - chance) * w.Failure)
				x, y = float64(chance*x)-fail, float64(chance*y)-fail
				if x > -margin && y > -margin {
					tops = append(tops, pair{float64(x*(1+1e-9)) + 2*margin, float64(y*(1+1e-9)) + 2*margin})
				}
			}
		}
		a += s.da
		b += s.db
		at[k] = s.guard
		guarded = rest + s.guard
	}
	if along == 0 && a > -margin && b > -margin { // both sides agree on the best deal
		tops = append(tops, pair{a + 2*margin, b + 2*margin})
	}
	return tops
}

// margin is far more than rounding leaves between sums along two paths.
const margin = 1e-12
