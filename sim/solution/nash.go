package solution

import (
	"math"

	"parley/sim"
	"parley/sim/portable"
)

// best is the largest weighted Nash product found so far, as a logarithm, and the two values that gave it.
type best struct{ log, a, b float64 }

// beaten reports whether no pair of values up to (a, b) has a larger product, without a logarithm where it can: the logarithm lies below its
// tangent, so w·ln a + (1-w)·ln b <= best + w·(a/a* - 1) + (1-w)·(b/b* - 1). The margin is far above the rounding of both ways.
func (n *best) beaten(a, b, weight float64) bool {
	if n.log == math.Inf(-1) {
		return false
	}
	if float64(weight*(a/n.a))+float64((1-weight)*(b/n.b)) < 1-1e-9 {
		return true
	}
	return product(a, b, weight) <= n.log
}

// Nash raises to the largest weighted Nash product over the knots and every fourth of the 41 points, where both sides gain, and reports whether it
// could. It ranks scopes, for which these points are fine enough. Along the curve the product of the surpluses, which bounds that of the
// values, rises to one top and falls: the search starts there and goes outwards until the bound is below the best value found.
func (v *View) Nash(w *sim.World, weight float64, to *best) (raised bool) {
	if v.Empty {
		return false
	}
	p := v.points
	lo, hi := 0, len(p)-1
	for lo < len(p) && p[lo].gain[0] <= 0 {
		lo++
	}
	for hi >= 0 && p[hi].gain[1] <= 0 {
		hi--
	}
	if lo > hi {
		return false
	}
	top := summit(p[lo:hi+1], weight) + lo
	try := func(i int) (on bool) {
		at := &p[i]
		if !at.main {
			return true
		}
		if to.beaten(at.gain[0], at.gain[1], weight) {
			return false
		}
		a, b := at.value[0], at.value[1]
		if a != a { // not known yet
			chance := v.cap(w, i)
			fail := float64((1 - chance) * w.Failure)
			a, b = float64(chance*at.gain[0])-fail, float64(chance*at.gain[1])-fail
			if a <= 0 || b <= 0 || to.beaten(a, b, weight) {
				return true
			}
			v.weigh(w, i)
			a, b = at.value[0], at.value[1]
		}
		if a > 0 && b > 0 {
			if n := product(a, b, weight); n > to.log {
				*to, raised = best{n, a, b}, true
			}
		}
		return true
	}
	for i := top; i <= hi && try(i); i++ {
	}
	for i := top - 1; i >= lo && try(i); i-- {
	}
	return raised
}

// summit is where the product of the surpluses is largest, to a point: found by halving, since it rises to one top and falls.
func summit(p []point, weight float64) int {
	l, h := 0, len(p)-1
	for h > l {
		mid := int(uint(l+h) >> 1)
		a, b := p[mid].gain[0], p[mid].gain[1]
		if float64(weight*(p[mid+1].gain[0]-a)*b)+float64((1-weight)*(p[mid+1].gain[1]-b)*a) > 0 { // still rising
			l = mid + 1
		} else {
			h = mid
		}
	}
	return l
}

func product(a, b, weight float64) float64 {
	return float64(weight*portable.Log(a)) + float64((1-weight)*portable.Log(b))
}
