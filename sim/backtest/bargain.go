package backtest

import "math"

// Bargaining solutions on one issue. Actor i loses |x - xᵢ| by an outcome x, and its gain over disagreement is what it would lose there less
// what it loses here. Two disagreements are told apart, since the solutions are of nothing without one:
//
//   - no decision at all: to everybody as bad as an outcome the whole scale of 0 to 100 away from what it wants;
//   - the table's `reference`: what holds without a decision, often the law as it is.

// side is one actor on one issue: a weight of 0 has no say in a product.
type side struct{ at, weight float64 }

func sides(d Decision) []side {
	var out []side
	for _, a := range d.Actors {
		if w := float64(a.Capability * a.Salience); w > 0 {
			out = append(out, side{a.Position, w})
		}
	}
	return out
}

func span(all []side) (lo, hi float64) {
	lo, hi = all[0].at, all[0].at
	for _, s := range all {
		lo, hi = min(lo, s.at), max(hi, s.at)
	}
	return lo, hi
}

// nash is the outcome from lo to hi with the largest product of gains to the power of weights (Nash 1950; Kalai 1977 with weights), an actor
// gaining room(i) - |x - xᵢ|. The logarithm of the product is concave, so its slope is halved for to rest.
func nash(all []side, room func(s side) float64, lo, hi float64) float64 {
	for range 100 {
		x := lo + (hi-lo)/2
		slope := 0.0
		for _, s := range all {
			gain := room(s) - math.Abs(x-s.at)
			if x < s.at {
				slope += s.weight / gain
			} else {
				slope -= s.weight / gain // at its own position too: the slope to the right
			}
		}
		if slope > 0 {
			lo = x
		} else {
			hi = x
		}
	}
	return lo + (hi-lo)/2
}

// nashWithout takes no decision at all for the disagreement.
func nashWithout(d Decision) Settlement {
	all := sides(d)
	lo, hi := span(all)
	return point(nash(all, func(side) float64 { return 100 }, lo, hi))
}

// kalaiWithout gives all the same share of what each could gain at best, no decision being the disagreement: midway between the extremes
// (Kalai & Smorodinsky 1975). Weights do not count.
func kalaiWithout(d Decision) Settlement {
	lo, hi := span(sides(d))
	return point(lo + (hi-lo)/2)
}

// fromReference is the reference, and the distance from there of the nearest and of the farthest position where all want to leave it the same way;
// way is 1 for upwards, -1 for downwards, and 0 where any outcome but the reference is worse for somebody.
func fromReference(d Decision) (all []side, near, far, way float64) {
	all = sides(d)
	lo, hi := span(all)
	switch {
	case lo > d.Reference:
		return all, lo - d.Reference, hi - d.Reference, 1
	case hi < d.Reference:
		return all, d.Reference - hi, d.Reference - lo, -1
	}
	return all, 0, 0, 0
}

// nashFrom takes the reference for the disagreement; it stands where no other outcome is better for all.
func nashFrom(d Decision) Settlement {
	all, near, far, way := fromReference(d)
	if way == 0 {
		return point(d.Reference)
	}
	for i := range all {
		all[i].at = math.Abs(all[i].at - d.Reference)
	}
	return point(d.Reference + float64(way*nash(all, func(s side) float64 { return s.at }, near, min(far, 2*near))))
}

// kalaiFrom is the same for equal shares of what each could gain at best: the two ends of y/far and 2 - y/near meet.
func kalaiFrom(d Decision) Settlement {
	_, near, far, way := fromReference(d)
	if way == 0 {
		return point(d.Reference)
	}
	return point(d.Reference + float64(way*2*near*far)/(near+far))
}
