package plots

import (
	"errors"
	"fmt"
	"strings"

	"parley/sim/results"
	"parley/sim/stats"
)

// conditions is C22: in which futures there is most often no deal.
var conditions = Chart{ID: "c22", Name: "conditions", Title: "When it fails",
	Doc:      "When does it fail? The ranges of a few inputs in which there is most often no deal, and how much of all failures lies there.",
	takeaway: conditionsTakeaway, table: conditionsTable, draw: drawConditions,
	ready: func(in Input) error {
		if in.Derived == nil || in.Derived.Questions == nil || in.Derived.Questions.Box == nil || len(in.Derived.Questions.Box.Limits) == 0 {
			return errors.New("no part of the space of assumptions stands out")
		}
		return nil
	}}

// bound says what a limit allows: "below 16%". Utility means nothing to a reader, so there it is the part of the draws: "in the lowest 76 of 100 draws".
func bound(l results.BoxLimit) string {
	if l.Unit == "utility" {
		return "in " + l.Part()
	}
	unit := ""
	if l.Unit != "" && l.Unit != "share" && l.Unit != "weight" {
		unit = " " + l.Unit
	}
	switch {
	case l.Low != nil && l.High != nil:
		return value(*l.Low, l.Unit) + " to " + value(*l.High, l.Unit) + unit
	case l.Low != nil:
		return "above " + value(*l.Low, l.Unit) + unit
	case l.High != nil:
		return "below " + value(*l.High, l.Unit) + unit
	}
	return "any"
}

func conditionsTakeaway(in Input, o Options) Takeaway {
	x := in.Derived.Questions.Box
	inside, base := stats.OfHundred(x.Inside.K, x.Inside.N), stats.OfHundred(x.Base.K, x.Base.N)
	n := len(x.Limits)
	t := Takeaway{Note: fmt.Sprintf("Found by peeling (PRIM) on one half of the runs, counted on the other (%s runs); limits that chance explains are left out.", stats.Thousands(x.Base.N))}
	t.Subtitle = fmt.Sprintf("Dark: the part of each input's draws that the conditions allow. They hold in %s of 100 futures, and %s of 100 futures without a deal are among them", parts(x.Mass), parts(x.Coverage))
	descriptive := "In which futures there is most often no deal"
	words := inWords(n) + " conditions hold"
	if n == 1 {
		words = "one condition holds"
	}
	if tooFew(x.Inside.K, x.Inside.N) {
		t.choose(o.Size, nil, descriptive)
	} else {
		t.choose(o.Size, []string{inside, base},
			fmt.Sprintf("No deal in %s of 100 futures in which %s, against %s over all", inside, words, base),
			fmt.Sprintf("No deal in %s of 100 futures in which %s", inside, words),
			fmt.Sprintf("No deal in %s of 100 where %s", inside, words), descriptive)
	}
	t.describe("Ranges of inputs under which there is most often no deal", descriptive)
	var say []string
	for _, l := range x.Limits {
		say = append(say, l.Title+": "+bound(l))
	}
	t.LongDesc = strings.Join(say, ". ") + "."
	return t
}

func conditionsTable(in Input, _ Options) Table {
	x := in.Derived.Questions.Box
	t := Table{Head: []string{"Input", "Condition", "From, of 100 draws", "To, of 100 draws", "Path"}}
	for _, l := range x.Limits {
		t.Rows = append(t.Rows, []string{l.Title, bound(l), fmt.Sprintf("%.0f", 100*l.U[0]), fmt.Sprintf("%.0f", 100*l.U[1]), l.Path})
	}
	t.Rows = append(t.Rows, []string{"No deal where they hold, of 100", stats.OfHundred(x.Inside.K, x.Inside.N), "", "", ""},
		[]string{"No deal over all, of 100", stats.OfHundred(x.Base.K, x.Base.N), "", "", ""},
		[]string{"They hold in, of 100 futures", parts(x.Mass), "", "", ""}, []string{"Of 100 futures without a deal, among them", parts(x.Coverage), "", "", ""})
	return t
}

func drawConditions(s *Scene, in Input, _ Options, b rect) float64 {
	return s.limits(in.Derived.Questions.Box.Limits, b)
}

// limits draws a row for each input with the stretch of its draws that is allowed.
func (s *Scene) limits(limits []results.BoxLimit, b rect) float64 {
	z := s.size
	nameW := z.pick(0.45, 0.5, 0.45) * b.w
	x0, y := b.x+nameW+4, b.y
	w := b.right() - x0
	for _, l := range limits {
		lines := wrapTo(l.Title, z.axis, false, nameW-4, 3)
		thick := z.pick(0.9, 0.85, 0.9) * z.label
		h := max(1.3*thick+1.6*z.axis, float64(len(lines))*1.12*z.axis+0.6*z.axis)
		top := y + 0.25*z.axis
		s.rect(x0, top, w, thick, panel, grid, gridWidth)
		s.rect(x0+w*l.U[0], top, max(0.8, w*(l.U[1]-l.U[0])), thick, s.pal.narrow, ink, 0.4)
		s.text(x0, top+thick+0.95*z.axis, fit(bound(l), z.axis, false, w), z.axis, false, left, ink)
		s.blockMiddle(b.x, y+h/2, lines, z.axis, false, left, ink)
		y += h
	}
	return y - b.y
}
