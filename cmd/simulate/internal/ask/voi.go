package ask

import (
	"cmp"
	"context"
	"slices"

	"parley/sim/explore"
)

// Worths is the answer to: what should be found out before choosing?
type Worths struct {
	Head
	Avoid   bool    `json:"avoid"` // the outcome is to be avoided
	Blind   string  `json:"blind"` // the option with the best chance when nothing more is known
	Share   Share   `json:"share"` // its chance
	Perfect Worth   `json:"perfect"`
	Floor   float64 `json:"floor"` // what idle knowledge shows in one case of twenty
	Inputs  []Known `json:"inputs"`
	Groups  []Known `json:"groups"` // by statement or source
}

// Worth is a value of information in shares: 0.03 is 3 more of 100.
type Worth struct {
	Low  float64 `json:"low"`  // the choice made on one half of the runs and valued on the other: too low
	High float64 `json:"high"` // made and valued on the same runs: too high
}

// Known is what knowing one thing is worth.
type Known struct {
	Name  string   `json:"name"`
	Path  string   `json:"path,omitempty"`
	From  []string `json:"from,omitempty"`
	Count int      `json:"inputs"`
	Worth
	Above bool `json:"above_floor"`
}

// mid is the middle of the two, at least 0.
func (w Worth) mid() float64 { return max(0, (w.Low+w.High)/2) }

// VOI ranks what is not known by what knowing it before choosing an option would add to the chance of the outcome (or take from it, where it is to be avoided).
func (c *Case) VOI(ctx context.Context, sets, reps int, least bool) (*Worths, error) {
	if len(c.Study.Plans) < 2 {
		return nil, errOneOption
	}
	all, err := c.endings(ctx, c.Study.Plans, 0, c.Runs, nil)
	if err != nil {
		return nil, err
	}
	value := func(o, run int) float64 {
		if least {
			return 1 - yes(c.is(all[o][run]))
		}
		return yes(c.is(all[o][run]))
	}
	w := &Worths{Head: c.head("voi"), Avoid: least, Inputs: []Known{}, Groups: []Known{}}
	best := 0
	for o := range all {
		if b, x := rate(c.count(all[best])), rate(c.count(all[o])); x > b && !least || x < b && least {
			best = o
		}
	}
	w.Blind, w.Share = c.Study.Manifest.Options[best].ID, shareOf(c.count(all[best]))
	qs := c.quantities()
	inputs := c.inputs(qs)
	n := int(c.Runs)
	each, err := explore.PartialInformation(n, bins, len(all), inputs, value)
	if err != nil {
		return nil, err
	}
	for i, x := range each {
		w.Floor = x.Floor
		w.Inputs = append(w.Inputs, Known{Name: qs[i].Title, Path: qs[i].Path, From: qs[i].From, Count: 1, Worth: Worth{x.Low, x.High}, Above: x.Above()})
	}
	names := map[string][]explore.Input{}
	for i, q := range qs {
		names[byStatement(q)] = append(names[byStatement(q)], inputs[i])
	}
	for name, group := range names {
		if len(group) < 2 || n <= 4*len(group)+8 {
			continue
		}
		x, err := explore.GroupInformation(n, len(all), group, value)
		if err != nil {
			return nil, err
		}
		w.Groups = append(w.Groups, Known{Name: name, Count: len(group), Worth: Worth{x.Low, x.High}, Above: x.Low > 1e-9 && x.High > w.Floor})
	}
	byWorth := func(a, b Known) int {
		return cmp.Or(-cmp.Compare(a.mid(), b.mid()), -cmp.Compare(a.High, b.High), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Path, b.Path))
	}
	slices.SortFunc(w.Inputs, byWorth)
	slices.SortFunc(w.Groups, byWorth)
	halves, _, err := c.sets(ctx, sets, reps)
	if err != nil {
		return nil, err
	}
	if least {
		for h := range halves {
			for _, v := range halves[h].Value {
				for s := range v {
					v[s] = 1 - v[s]
				}
			}
		}
	}
	p, err := explore.PerfectFromHalves(halves[0], halves[1])
	if err != nil {
		return nil, err
	}
	w.Perfect = Worth{p.Low, p.High}
	return w, ctx.Err()
}
