package ask

import (
	"cmp"
	"slices"

	"parley/sim/explore"
	"parley/sim/stats"
)

// Saltelli says which Sobol' indices are asked for. Zero points: none.
type Saltelli struct {
	Points             int  // of the design, a power of two
	Strongest          int  // how many single inputs
	Inputs             bool // of single inputs, the strongest ones; all others are drawn anew with luck
	Actors, Statements bool // of groups of all inputs
}

// Sobol is first and total indices by new runs.
type Sobol struct {
	Points     int     `json:"points"`
	Runs       int     `json:"runs"`
	Inputs     []Index `json:"inputs"`
	Actors     []Index `json:"actors,omitempty"`
	Statements []Index `json:"statements,omitempty"`
}

// Index is the indices of one input, or of a group.
type Index struct {
	Path  string     `json:"path,omitempty"` // of an input
	Title string     `json:"title"`          // of an input or an actor, or the id of a statement
	First [3]float64 `json:"first"`          // value, low, high
	Total [3]float64 `json:"total"`
	// Turned is in what share of runs the outcome turns when the input or the group alone is drawn anew: 2 p (1-p) times the total index.
	Turned float64 `json:"turned"`
	// Members are the inputs of a group. An input that rests on several statements counts with each.
	Members []string `json:"members,omitempty"`
}

func indexOf(title string, x explore.Indices, base float64) Index {
	return Index{Title: title, First: [3]float64{x.First.Value, x.First.Low, x.First.High}, Total: [3]float64{x.Total.Value, x.Total.Low, x.Total.High}, Turned: 2 * base * (1 - base) * x.Total.Value}
}

// sobol runs Saltelli's designs: one on the strongest inputs, one on all of them for groups.
func (c *Case) sobol(inputs []Driver, base float64, ask Saltelli) (*Sobol, error) {
	s := &Sobol{Points: ask.Points, Inputs: []Index{}}
	if ask.Inputs {
		var qs []Quantity
		for _, d := range inputs[:min(ask.Strongest, len(inputs))] {
			qs = append(qs, d.Quantity)
		}
		at, err := c.saltelliPoints(len(qs))
		if err != nil {
			return nil, err
		}
		s.Runs += ask.Points * (len(qs) + 2)
		for i, x := range explore.SaltelliOn(c.runs(qs), len(qs), ask.Points, at, stats.Level, c.Seed) {
			one := indexOf(qs[i].Title, x, base)
			one.Path = qs[i].Path
			s.Inputs = append(s.Inputs, one)
		}
	}
	if !ask.Actors && !ask.Statements {
		return s, nil
	}
	qs := c.quantities()
	at, err := c.saltelliPoints(len(qs))
	if err != nil {
		return nil, err
	}
	var names []string
	var groups [][]int
	actors := 0
	if ask.Actors {
		names, groups = together(qs, func(q Quantity) []string { return []string{c.byActor(q)} })
		actors = len(names)
	}
	if ask.Statements {
		n, g := together(qs, statementsOf)
		names, groups = append(names, n...), append(groups, g...)
	}
	found, err := explore.SaltelliGroups(c.runs(qs), len(qs), groups, ask.Points, at, stats.Level, c.Seed)
	if err != nil {
		return nil, err
	}
	s.Runs += ask.Points * (len(groups) + 2)
	for i, x := range found {
		one := indexOf(names[i], x, base)
		for _, k := range groups[i] {
			one.Members = append(one.Members, qs[k].Path)
		}
		if i < actors {
			s.Actors = append(s.Actors, one)
		} else {
			s.Statements = append(s.Statements, one)
		}
	}
	for _, all := range [][]Index{s.Actors, s.Statements} {
		slices.SortStableFunc(all, func(a, b Index) int { return -cmp.Compare(a.Total[0], b.Total[0]) })
	}
	return s, nil
}

// saltelliPoints are points of two sets of k inputs: Sobol's as far as there are direction numbers, else independent ones.
func (c *Case) saltelliPoints(k int) (explore.Points, error) {
	if 2*k > explore.SobolDimensions {
		return explore.Random(c.Seed), nil
	}
	d, err := explore.OwenSobol(2*k, c.Seed)
	return d.At, err
}

// statementsOf are the statements and sources that a quantity rests on.
func statementsOf(q Quantity) []string {
	if len(q.From) == 0 {
		return []string{"assumption"}
	}
	return q.From
}

// together are the groups of quantities by name, in the order of names; a quantity with several names is in several groups.
func together(qs []Quantity, named func(Quantity) []string) (names []string, groups [][]int) {
	in := map[string][]int{}
	for i, q := range qs {
		for _, name := range named(q) {
			if have := in[name]; len(have) > 0 && have[len(have)-1] == i {
				continue // named twice
			}
			in[name] = append(in[name], i)
		}
	}
	for name := range in {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		groups = append(groups, in[name])
	}
	return names, groups
}
