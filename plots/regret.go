package plots

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"parley/sim/results"
)

// regret is C11: which option is safe across sets of assumptions.
var regret = Chart{ID: "c11", Name: "regret", Title: "Regret",
	Doc:      "Which option is safe? By how much each falls short of the best of the menu, across sets of assumptions.",
	takeaway: regretTakeaway, table: regretTable, draw: drawRegret,
	ready: func(in Input) error {
		if in.Derived == nil || in.Derived.Questions == nil || in.Derived.Questions.Choice == nil {
			return errors.New("options were not compared across sets of assumptions")
		}
		if _, ok := criterion(in, ninetieth); !ok {
			return errors.New("the comparison has no regret")
		}
		return nil
	}}

// Names of the criteria that the chart draws.
const (
	ninetieth = "regret, 90 of 100"
	greatest  = "minimax regret"
)

func criterion(in Input, name string) (results.Criterion, bool) {
	c := in.Derived.Questions.Choice
	for _, k := range c.Criteria {
		if k.Name == name && len(k.Scores) == len(c.Options) {
			return k, true
		}
	}
	return results.Criterion{}, false
}

// optionNamed is the title of an option by id.
func optionNamed(in Input, id string) string {
	for _, o := range in.Manifest.Options {
		if o.ID == id && o.Title != "" {
			return o.Title
		}
	}
	return id
}

func regretTakeaway(in Input, o Options) Takeaway {
	c := in.Derived.Questions.Choice
	k, _ := criterion(in, ninetieth)
	t := Takeaway{Note: fmt.Sprintf("%d sets of assumptions, %d runs of each, the same for all options. Regret depends on which options are listed.", c.Sets, c.Reps)}
	if c.Noise > 0 {
		t.Note += fmt.Sprintf(" Luck moves the shortfall of one set by about %s points either way, which adds to the longer bars.", parts(2*c.Noise))
	}
	if len(c.MenuDependent) > 0 {
		var names []string
		for _, id := range c.MenuDependent {
			names = append(names, quoted(optionNamed(in, id)))
		}
		t.Note += " Without " + strings.Join(names, " or ") + " the smallest greatest shortfall would be another option's."
	}
	t.Subtitle = "Points by which an option falls short of the best of the menu: in 90 of 100 sets of assumptions by no more (dark), at most (light)"
	descriptive := "How far each option can fall short of the best"
	switch {
	case len(k.Best) == 1:
		name, score := quoted(optionNamed(in, c.Options[k.Best[0]])), parts(k.Scores[k.Best[0]])
		t.choose(o.Size, []string{score},
			fmt.Sprintf("%s is the safest across assumptions: %s points short, 9 in 10 times", name, AtMost(score)),
			fmt.Sprintf("%s falls short least: by %s points, 9 in 10 times", name, AtMost(score)),
			fmt.Sprintf("One option falls short least: by %s points", AtMost(score)), descriptive)
	case len(k.Best) == 2:
		a, b := quoted(optionNamed(in, c.Options[k.Best[0]])), quoted(optionNamed(in, c.Options[k.Best[1]]))
		t.choose(o.Size, nil, fmt.Sprintf("%s and %s are tied for the smallest shortfall from the best", a, b),
			fmt.Sprintf("%s and %s fall short least", a, b), "Two options are tied for the smallest shortfall", descriptive)
	default:
		t.choose(o.Size, nil, fmt.Sprintf("%s options are tied for the smallest shortfall from the best of the menu", capital(inWords(len(k.Best)))), "Several options are tied for the smallest shortfall", descriptive)
	}
	t.describe("Bars of regret by option", descriptive)
	var say []string
	max, _ := criterion(in, greatest)
	for i, id := range c.Options {
		text := fmt.Sprintf("%s: %s points in 90 of 100 sets", optionNamed(in, id), parts(k.Scores[i]))
		if len(max.Scores) > i {
			text += ", " + AtMost(parts(max.Scores[i]))
		}
		say = append(say, text)
	}
	t.LongDesc = strings.Join(say, ". ") + "."
	return t
}

func regretTable(in Input, _ Options) Table {
	c := in.Derived.Questions.Choice
	t := Table{Head: []string{"Option"}}
	for _, k := range c.Criteria {
		t.Head = append(t.Head, capital(k.Name))
	}
	for i, id := range c.Options {
		row := []string{optionNamed(in, id)}
		for _, k := range c.Criteria {
			cell := ""
			if i < len(k.Scores) {
				cell = parts(k.Scores[i])
			}
			if slices.Contains(k.Best, i) {
				cell += " (best)"
			}
			row = append(row, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	rules := []string{"What it is"}
	for _, k := range c.Criteria {
		rules = append(rules, k.Doc)
	}
	t.Rows = append(t.Rows, rules)
	return t
}

func drawRegret(s *Scene, in Input, _ Options, b rect) float64 {
	c := in.Derived.Questions.Choice
	k, _ := criterion(in, ninetieth)
	max, ok := criterion(in, greatest)
	var rows []bar
	most := 1e-9
	for i, id := range c.Options {
		r := bar{name: optionNamed(in, id), low: k.Scores[i], high: k.Scores[i], text: parts(k.Scores[i]), strong: slices.Contains(k.Best, i)}
		if ok {
			r.high = max.Scores[i]
			r.text += " (" + parts(r.high) + ")"
		}
		if r.high > most {
			most = r.high
		}
		rows = append(rows, r)
	}
	slices.SortStableFunc(rows, func(a, b bar) int {
		switch {
		case a.low < b.low:
			return -1
		case a.low > b.low:
			return 1
		}
		return 0
	})
	return s.bars(rows, most, b)
}
