package plots

import (
	"fmt"
	"strconv"
	"strings"

	"parley/sim/results"
	"parley/sim/stats"
)

// outcomes is C1, the outcome array: a hundred squares filled in the fixed order of endings, never shuffled.
var outcomes = Chart{ID: "c1", Name: "outcomes", Title: "Outcome array", Doc: "How do the talks end? A hundred squares, one for each hundredth of the simulated negotiations.",
	takeaway: outcomesTakeaway, table: outcomesTable, height: outcomesHeight, draw: drawOutcomes}

func endings(in Input) results.Endings { return in.Summary.Options[0].Endings }

func outcomesTakeaway(in Input, o Options) Takeaway {
	e := endings(in)
	n := total(e)
	six, deal := stats.EndingTexts(e)
	first, second := 2, 3 // the most common endings without a deal, and of all six
	order := []int{0, 1, 2, 3, 4, 5}
	for i := range order {
		for j := i + 1; j < len(order); j++ {
			if e[order[j]] > e[order[i]] {
				order[i], order[j] = order[j], order[i]
			}
		}
	}
	first, second = order[0], order[1]
	most := ""
	if differ(e[first], e[second], n) {
		most = fmt.Sprintf("the most common single ending is %s (%s)", sentence(first), six[first])
	} else {
		most = fmt.Sprintf("%s (%s) and %s (%s) are most common", sentence(first), six[first], sentence(second), six[second])
	}
	t := Takeaway{
		Title: shortest(o.Size,
			fmt.Sprintf("Some deal in %s of 100 simulated negotiations; %s", deal, most),
			fmt.Sprintf("Some deal in %s of 100; %s", deal, most),
			fmt.Sprintf("Some deal in %s of 100 simulated negotiations", deal),
			fmt.Sprintf("Some deal in %s of 100", deal)),
		Subtitle: fmt.Sprintf("Each square is 1 of 100 equally likely simulated negotiations, by how it ended within %d months; %s end without a deal", in.Manifest.Horizon, rest(deal)),
		Note:     fmt.Sprintf("Sampling error ±%.1f points; what is not known about the actors is not in it.", 100*stats.Wilson(deals(e), n, stats.Level).Half()),
		Facts:    []string{deal, six[first], six[second]},
	}
	t.Alt = "Array of 100 squares of how simulated negotiations end; " + t.Title
	var parts []string
	for i := range e {
		parts = append(parts, fmt.Sprintf("%s %s of 100", endingTitles[i], six[i]))
	}
	t.LongDesc = "A hundred squares in the order of the endings. " + strings.Join(parts, ", ") + ". Some deal " + deal + " of 100."
	return t
}

func outcomesTable(in Input, _ Options) Table {
	e := endings(in)
	n := total(e)
	t := Table{Head: []string{"Ending", "Of 100", "Runs", "Low (95 %)", "High (95 %)"}}
	six, deal := stats.EndingTexts(e)
	row := func(name, of string, k int64) {
		i := stats.Wilson(k, n, stats.Level)
		t.Rows = append(t.Rows, []string{name, of, fmt.Sprint(k), fmt.Sprintf("%.4f", i.Low), fmt.Sprintf("%.4f", i.High)})
	}
	for i, k := range e {
		row(endingTitles[i], six[i], k)
	}
	row("Any deal", deal, deals(e))
	row("No deal", rest(deal), n-deals(e))
	return t
}

// rest is the complement of a natural frequency, rounded with it.
func rest(of string) string {
	if k, err := strconv.Atoi(of); err == nil {
		return strconv.Itoa(100 - k)
	}
	return strings.NewReplacer("under 1", "over 99", "over 99", "under 1").Replace(of)
}

func outcomesHeight(_ Input, o Options) float64 {
	z := sizesOf(o.Size)
	legend := 6 * 1.55 * z.label
	if z.half {
		return legend + 0.8*z.label + 5*z.width/20
	}
	return max(legend, 4*0.62*z.width/25)
}

func drawOutcomes(s *Scene, in Input, o Options, b rect) {
	e := endings(in)
	counts := stats.EndingsOfHundred(e)
	cols, rows := 25, 4
	side := min(b.w*0.62/float64(cols), b.h/float64(rows))
	if s.size.half { // the names stand below
		cols, rows = 20, 5
		side = b.w / float64(cols)
	}
	gap := 0.09 * side
	square := 0
	line := 1.55 * s.size.label
	top := b.y
	if !s.size.half { // squares and names are centred on each other
		top += (b.h - float64(rows)*side + gap) / 2
	}
	for ending, k := range counts {
		for range k {
			x, y := b.x+float64(square/rows)*side, top+float64(square%rows)*side
			s.rect(x, y, side-gap, side-gap, s.pal.ending[ending], ink, 0.6)
			if s.pal.hatch[ending] {
				s.shapes[len(s.shapes)-1].hatch = true
			}
			square++
		}
	}
	n := total(e)
	x, y := b.x+float64(cols)*side+1.6*s.size.label, b.y+(b.h-6*line)/2
	if s.size.half {
		x, y = b.x, b.y+float64(rows)*side+0.8*s.size.label
	}
	for i, k := range e {
		cy := y + (float64(i)+0.5)*line
		box := 0.85 * s.size.label
		s.rect(x, cy-box/2, box, box, s.pal.ending[i], ink, 0.6)
		if s.pal.hatch[i] {
			s.shapes[len(s.shapes)-1].hatch = true
		}
		of := fmt.Sprint(counts[i])
		if k == 0 {
			of = "none"
		} else if counts[i] == 0 {
			of = "under 1"
		} else if counts[i] == 100 && k < n {
			of = "over 99"
		}
		s.middle(x+1.5*box+6.6*s.size.label*0.5, cy, of, s.size.label, true, right, ink)
		s.middle(x+1.5*box+7.6*s.size.label*0.5, cy, endingTitles[i], s.size.label, i == 5, left, ink)
	}
}
