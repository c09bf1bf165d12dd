package solve

import (
	"fmt"
	"math"

	"parley/cmd/simulate/internal/derive"
	"parley/sim"
	"parley/sim/solution"
	"parley/sim/yardstick"
)

// Scenario solves a scenario of ours over its whole agenda with every quantity at its median and types left out. Utilities are
// gains over no deal, so reservation values are 0; the frontier is the contract curve, which is continuous.
func Scenario(p *sim.Plan, w Wishes) (*Report, error) {
	mid, err := p.With(derive.Medians(p))
	if err != nil {
		return nil, err
	}
	if w.Weights != nil && len(w.Weights) != 2 {
		return nil, fmt.Errorf("%d weights for 2 parties", len(w.Weights))
	}
	world := sim.NewMachine(mid, 1).Open(0, 0)
	n := len(p.Spec.Issues)
	pieces, curve := solution.NewPieces(n, true), solution.NewCurve(n, true)
	pieces.Cut(world)
	scope := sim.FullScope(n)
	curve.Lay(world, pieces, scope)
	r := &Report{Schema: 1, Name: p.Spec.Name, Format: "Parley", Parties: p.Spec.Table[:], Points: map[string]*Point{}, Notes: []string{"Every quantity stands at its median, types are left out, and the whole agenda is settled. Utilities are gains over no deal; opposition takes them as shares of each side's best."}}
	reserve := [2]float64{}
	if w.Reservation != nil {
		if len(w.Reservation) != 2 {
			return nil, fmt.Errorf("%d reservation values for 2 parties", len(w.Reservation))
		}
		reserve = [2]float64{w.Reservation[0], w.Reservation[1]}
	}
	r.Zone = Zone{Reservation: reserve[:], Empty: true}
	for _, is := range p.Spec.Issues {
		r.Issues = append(r.Issues, Issue{is.ID, 0})
	}
	for name := range map[string]bool{"nash": true, "kalai-smorodinsky": true, "egalitarian": true, "utilitarian": true} {
		r.Points[name] = nil
	}
	if curve.Empty {
		r.Notes = append(r.Notes, "An issue has no room for its smallest move: there is no deal over the whole agenda.")
		return r, nil
	}
	at := func(d sim.Deal) Point {
		out := Point{Deal: map[string]any{}, Utilities: []float64{world.Surplus(&world.Principals[0].Stakes, &d, scope), world.Surplus(&world.Principals[1].Stakes, &d, scope)}}
		for k, is := range p.Spec.Issues {
			out.Deal[is.ID] = d[k]
		}
		out.Rational = out.Utilities[0] >= reserve[0] && out.Utilities[1] >= reserve[1]
		return out
	}
	// knots run from the best for the second party to the best for the first; the line goes the other way
	var us []float64
	for i := curve.Knots() - 1; i >= 0; i-- {
		u, d := curve.Knot(i)
		pt := at(d)
		if len(us) > 0 && pt.Utilities[0] == r.line.X[len(us)-1] && pt.Utilities[1] == r.line.Y[len(us)-1] {
			continue
		}
		us = append(us, u)
		r.line.X, r.line.Y = append(r.line.X, pt.Utilities[0]), append(r.line.Y, pt.Utilities[1])
		r.Pareto.Frontier = append(r.Pareto.Frontier, pt)
	}
	r.Pareto.Size, r.Pareto.Distinct = len(us), len(us)
	set := func(name string, p yardstick.Place) {
		if !p.OK {
			r.Points[name] = nil
			return
		}
		u := us[p.I]
		if p.T > 0 {
			u += p.T * (us[p.I+1] - us[p.I])
		}
		pt := at(curve.At(u))
		r.Points[name] = &pt
	}
	if o, ok := r.line.Opposition(); ok {
		r.Opposition = &Opposition{o.Kalai, o.Nearest}
	}
	set("nash", r.line.Nash(reserve[0], reserve[1], 0.5))
	set("kalai-smorodinsky", r.line.KalaiSmorodinsky(reserve[0], reserve[1]))
	set("egalitarian", r.line.Egalitarian(reserve[0], reserve[1]))
	set("utilitarian", r.line.Utilitarian())
	if w.Weights != nil {
		set("nash-asymmetric", r.line.Nash(reserve[0], reserve[1], w.Weights[0]/(w.Weights[0]+w.Weights[1])))
	}
	r.Zone.Empty = r.Points["nash"] == nil
	if nash := r.Points["nash"]; nash != nil {
		var d sim.Deal
		for k, is := range p.Spec.Issues {
			d[k], _ = nash.Deal[is.ID].(float64)
		}
		var pass [sim.MaxRatifiers]float64
		solution.Passing(world, &d, scope, false, &pass)
		for j, id := range p.Spec.Ratifiers {
			if pass[j] < 0.5 {
				r.Notes = append(r.Notes, fmt.Sprintf("The Nash point would be blocked by %s.", id))
			}
		}
	}
	r.warn()
	r.Veto = vetoes(p, world)
	return r, nil
}

// vetoes takes the two sides and the ratifiers as veto players over the agenda. Source: Tsebelis 2002.
func vetoes(p *sim.Plan, w *sim.World) *Veto {
	out := &Veto{Absorbed: []string{}}
	v := yardstick.Veto{}
	n := len(p.Spec.Issues)
	add := func(id string, s *sim.Stakes) {
		out.Players = append(out.Players, id)
		v.Ideal = append(v.Ideal, append([]float64(nil), s.Ideal[:n]...))
		v.Salience = append(v.Salience, append([]float64(nil), s.Salience[:n]...))
	}
	for i, id := range p.Spec.Table {
		add(id, &w.Principals[i].Stakes)
	}
	for j, id := range p.Spec.Ratifiers {
		add(id, &w.Ratifiers[j].Stakes)
	}
	out.InCore = v.InCore(append([]float64(nil), w.Status[:n]...))
	for i, id := range out.Players {
		if v.Absorbed(i) {
			out.Absorbed = append(out.Absorbed, id)
		}
	}
	return out
}

// Chart is the utility space as the chart draws it.
func (r *Report) Chart() (cloud [2][]float64, frontier [2][]float64, names []string, at [][2]float64) {
	for _, p := range r.Pareto.Frontier {
		if len(p.Utilities) >= 2 {
			frontier[0], frontier[1] = append(frontier[0], p.Utilities[0]), append(frontier[1], p.Utilities[1])
		}
	}
	for _, n := range Names {
		if p := r.Points[n[0]]; p != nil && len(p.Utilities) >= 2 && !math.IsNaN(p.Utilities[0]) {
			names, at = append(names, n[1]), append(at, [2]float64{p.Utilities[0], p.Utilities[1]})
		}
	}
	return r.cloud, frontier, names, at
}
