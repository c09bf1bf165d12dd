package ask

import (
	"context"
	"slices"

	"parley/cmd/simulate/internal/derive"
	"parley/sim/results"
)

// Sizes of what a briefing tells beside a full run: small enough for a few seconds.
const (
	briefRuns  = 20_000
	briefWorth = 10_000
	briefSets  = 100
	briefReps  = 50
	safeReps   = 200 // of each set where options are compared: the worst of many sets is the one with the worst luck, too
	briefItems = 8
)

// Brief answers, for any deal in the scenario as it stands, what a briefing of a result of so many runs tells.
func (c *Case) Brief(ctx context.Context, runs int64) (*results.Questions, error) {
	one := *c
	one.Runs = derive.Beside(runs, briefRuns)
	d, err := one.Drivers(ctx, Saltelli{})
	if err != nil {
		return nil, err
	}
	q := &results.Questions{Runs: one.Runs, Ignorance: d.Ignorance, Luck: d.Luck, Error: d.Error, Noise: d.Statements.Noise,
		Actors: shares(d.Actors), Statements: shares(d.Statements)}
	found, err := one.Discover(ctx, false)
	if err != nil {
		return nil, err
	}
	if found.Best >= 0 {
		b := found.Boxes[found.Best]
		q.Box = &results.Box{Base: results.Count{K: found.Base.K, N: found.Base.N}, Inside: results.Count{K: b.Inside.K, N: b.Inside.N}, Coverage: b.Coverage, Mass: b.Mass}
		for _, l := range b.Limits {
			q.Box.Limits = append(q.Box.Limits, results.BoxLimit{Path: l.Path, Title: l.Title, Unit: l.Unit, Low: l.Low, High: l.High, U: l.U})
		}
	}
	if len(c.Study.Plans) < 2 {
		return q, nil
	}
	r, err := one.Robust(ctx, briefSets, int(derive.Beside(runs, safeReps)), 0.25, 0.5, 0.01, false)
	if err != nil {
		return nil, err
	}
	q.Choice = &results.Choice{Sets: r.Sets, Reps: r.Reps, Noise: r.Noise, MenuDependent: r.MenuDependent}
	for _, o := range r.Menu {
		q.Choice.Options = append(q.Choice.Options, o.ID)
	}
	for _, k := range r.Criteria {
		x := results.Criterion{Name: k.Name, Doc: k.Doc, Scores: k.Scores, Less: k.Less}
		for _, id := range k.Best {
			x.Best = append(x.Best, slices.Index(q.Choice.Options, id))
		}
		q.Choice.Criteria = append(q.Choice.Criteria, x)
	}
	one.Runs = derive.Beside(runs, briefWorth)
	w, err := one.VOI(ctx, briefSets, briefReps, false)
	if err != nil {
		return nil, err
	}
	q.Worth = &results.Worth{Runs: one.Runs, Blind: w.Blind, Perfect: [2]float64{w.Perfect.Low, w.Perfect.High}, Floor: w.Floor}
	all := append(slices.Clone(w.Groups), w.Inputs...)
	slices.SortStableFunc(all, func(a, b Known) int {
		switch {
		case a.mid() > b.mid():
			return -1
		case a.mid() < b.mid():
			return 1
		}
		return 0
	})
	for _, k := range all {
		if k.Above && len(q.Worth.Items) < briefItems {
			q.Worth.Items = append(q.Worth.Items, results.WorthItem{Name: k.Name, Path: k.Path, Inputs: k.Count, Low: min(k.Low, k.High), High: max(k.Low, k.High)})
		}
	}
	return q, nil
}

func shares(g Groups) []results.GroupShare {
	out := []results.GroupShare{}
	for _, x := range g.All {
		out = append(out, results.GroupShare{Name: x.Name, Inputs: x.Inputs, Share: x.Shapley, Proxy: x.Proxy, Rest: x.Name == rest})
	}
	return out
}
