package derive

import (
	"cmp"
	"slices"
	"strings"

	"parley/sim"
	"parley/sim/results"
	"parley/sim/solution"
)

// levelsPerIssue is the grid of the deal space chart: the status quo and five steps to the feasible end.
const levelsPerIssue = 6

// Packages values every deal on a grid of issue levels with each quantity at its median and the principals' types left out:
// who would accept it, and whose veto it would meet. A share of packages is not a probability.
func Packages(p *sim.Plan, seed uint64) *results.Packages {
	mid, err := p.With(Medians(p))
	if err != nil {
		return nil
	}
	w := sim.NewMachine(mid, seed).Open(0, 0)
	out := &results.Packages{Side: p.Spec.Table[0], Other: p.Spec.Table[1], Vetoes: append([]string{}, p.Spec.Ratifiers...)}
	levels := make([][]float64, len(p.Spec.Issues))
	for k, is := range p.Spec.Issues {
		out.Issues = append(out.Issues, is.ID)
		levels[k] = ladder(w, k)
	}
	var walk func(k int, d sim.Deal, b sim.Scope)
	walk = func(k int, d sim.Deal, b sim.Scope) {
		if k == len(levels) {
			if b != 0 {
				out.All = append(out.All, value(w, d, b, len(levels)))
			}
			return
		}
		for i, x := range levels[k] {
			d[k] = x
			if i > 0 {
				walk(k+1, d, b|1<<k)
			} else {
				walk(k+1, d, b)
			}
		}
	}
	walk(0, sim.Deal{}, 0)
	frontier(out.All)
	out.ReserveX, out.ReserveY = reserve(p, out.Side), reserve(p, out.Other)
	return out
}

// Medians fixes every quantity at its median and every type at no shift.
func Medians(p *sim.Plan) map[string]float64 {
	at := map[string]float64{}
	for _, q := range p.Spec.Quantities {
		at[q.Path] = q.Dist.Quantile(0.5)
		if strings.Contains(q.Path, ".types.") && !strings.HasSuffix(q.Path, ".share") {
			at[q.Path] = 0
			if strings.HasSuffix(q.Path, ".pressure") || strings.HasSuffix(q.Path, ".exit") {
				at[q.Path] = 1
			}
		}
	}
	return at
}

// ladder is the status quo, then equal steps from the smallest move to the feasible end.
func ladder(w *sim.World, k int) []float64 {
	xs := []float64{w.Status[k]}
	lo, hi, ok := solution.Range(w, k)
	if !ok {
		return xs
	}
	from, to := lo, hi
	if hi < w.Status[k] {
		from, to = hi, lo
	}
	for i := range levelsPerIssue - 1 {
		t := float64(i+1) / (levelsPerIssue - 1)
		x := w.Status[k] + (to-w.Status[k])*t
		if (to > from) == (x < from) && x != from { // a step shorter than the smallest move
			x = from
		}
		if !slices.Contains(xs, x) {
			xs = append(xs, x)
		}
	}
	return xs
}

func value(w *sim.World, d sim.Deal, b sim.Scope, n int) results.Package {
	var pass [sim.MaxRatifiers]float64
	solution.Passing(w, &d, b, false, &pass)
	pk := results.Package{Deal: append([]float64{}, d[:n]...), X: w.Surplus(&w.Principals[0].Stakes, &d, b), Y: w.Surplus(&w.Principals[1].Stakes, &d, b)}
	pk.Both = pk.X >= 0 && pk.Y >= 0
	for j := range w.Ratifiers {
		pk.Blocked = append(pk.Blocked, pass[j] < 0.5)
	}
	return pk
}

// frontier marks the packages that no other beats for both sides.
func frontier(all []results.Package) {
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(all[b].X, all[a].X), cmp.Compare(all[b].Y, all[a].Y))
	})
	best := 0.0
	for i, at := range order {
		if i == 0 || all[at].Y > best {
			all[at].Pareto, best = true, all[at].Y
		}
	}
}

// reserve is by how much a principal's reservation line moves between the 10 and 90 % quantiles of its cost of no deal.
func reserve(p *sim.Plan, id string) [2]float64 {
	path := "actors." + id + ".no-deal.base"
	mid, ok := p.Median(path)
	if !ok {
		return [2]float64{}
	}
	lo, _ := p.Quantile(path, 0.1)
	hi, _ := p.Quantile(path, 0.9)
	return [2]float64{mid - hi, mid - lo}
}
