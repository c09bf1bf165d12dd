package plots

import (
	"errors"
	"fmt"
	"strings"

	"parley/sim/stats"
)

// worth is C23: what knowing something before choosing would add.
var worth = Chart{ID: "c23", Name: "worth", Title: "What to find out next",
	Doc:      "What should be found out next? What knowing an input, or all that rests on a statement, would add to the odds of a deal by a better choice.",
	takeaway: worthTakeaway, table: worthTable, draw: drawWorth,
	ready: func(in Input) error {
		if in.Derived == nil || in.Derived.Questions == nil || in.Derived.Questions.Worth == nil {
			return errors.New("the worth of information was not computed")
		}
		return nil
	}}

func worthTakeaway(in Input, o Options) Takeaway {
	w := in.Derived.Questions.Worth
	most := parts(w.Perfect[1])
	t := Takeaway{Note: fmt.Sprintf("From %s runs of each option. Dark: the choice learned on one half of the runs and valued on the other; light: learned and valued on the same runs, which is too high.", stats.Thousands(w.Runs))}
	t.Subtitle = fmt.Sprintf("Points that knowing it before choosing an option would add to the odds of a deal; knowing everything would add %s to %s", parts(max(0, w.Perfect[0])), most)
	descriptive := "What knowing more before choosing would add"
	if len(w.Items) == 0 {
		t.choose(o.Size, nil, "Knowing any one input would not change the choice of an option", "No single input would change the choice", descriptive)
	} else {
		greatest := 0.0
		for _, x := range w.Items {
			greatest = max(greatest, x.High)
		}
		high := parts(greatest)
		facts := []string{high, most}
		if greatest < w.Perfect[1]/2 { // what is worth knowing is worth knowing together
			one := fmt.Sprintf("No one thing to find out is worth over %s points", high)
			if strings.HasPrefix(high, "under ") {
				one = fmt.Sprintf("Each thing to find out is worth %s points", high)
			}
			t.choose(o.Size, facts, one+fmt.Sprintf("; knowing all, up to %s", most), one, descriptive)
		} else {
			name := SourceName(w.Items[0].Name)
			t.choose(o.Size, append(facts, name), fmt.Sprintf("Worth most to find out: %s, up to %s points", name, parts(w.Items[0].High)),
				fmt.Sprintf("The first to find out is worth up to %s points", parts(w.Items[0].High)), descriptive)
		}
	}
	t.describe("Bars of the worth of information", descriptive)
	say := []string{fmt.Sprintf("Knowing everything would add up to %s points", most)}
	for _, x := range w.Items {
		say = append(say, fmt.Sprintf("%s: %s to %s points", SourceName(x.Name), parts(x.Low), parts(x.High)))
	}
	t.LongDesc = strings.Join(say, ". ") + "."
	return t
}

func worthTable(in Input, _ Options) Table {
	w := in.Derived.Questions.Worth
	t := Table{Head: []string{"To find out", "Inputs", "At least, points", "At most, points", "Path"}}
	for _, x := range w.Items {
		t.Rows = append(t.Rows, []string{SourceName(x.Name), fmt.Sprint(x.Inputs), parts(x.Low), parts(x.High), x.Path})
	}
	t.Rows = append(t.Rows, []string{"everything", "", parts(max(0, w.Perfect[0])), parts(w.Perfect[1]), ""}, []string{"something idle, by chance", "", "", parts(w.Floor), ""})
	return t
}

func drawWorth(s *Scene, in Input, o Options, b rect) float64 {
	w := in.Derived.Questions.Worth
	rows := []bar{{name: "everything about the actors", low: max(0, w.Perfect[0]), high: w.Perfect[1], text: parts(w.Perfect[1])}}
	for i, x := range w.Items {
		if i == mostRows(o.Size)-1 {
			break
		}
		rows = append(rows, bar{name: sourceText(in, x.Name, o.Size), low: x.Low, high: x.High, text: parts(x.High)})
	}
	return s.bars(rows, max(1e-9, w.Perfect[1]), b)
}
