package plots

import (
	"fmt"
	"math"
	"strings"

	"parley/sim/results"
	"parley/sim/stats"
)

// outcomes is C1, the outcome array: a hundred squares filled in the fixed order of endings, never shuffled.
var outcomes = Chart{ID: "c1", Name: "outcomes", Title: "Outcome array",
	Doc:      "How do the talks end? A hundred squares, each one of a hundred equally likely simulated negotiations.",
	takeaway: outcomesTakeaway, table: outcomesTable, draw: drawOutcomes}

func baseline(in Input) *results.OptionSummary { return &in.Summary.Options[0] }

// byCount are the endings, most frequent first; ties keep their order.
func byCount(e results.Endings) [6]int {
	order := [6]int{0, 1, 2, 3, 4, 5}
	for i := range order {
		for j := i; j > 0 && e[order[j]] > e[order[j-1]]; j-- {
			order[j], order[j-1] = order[j-1], order[j]
		}
	}
	return order
}

func outcomesTakeaway(in Input, o Options) Takeaway {
	e := baseline(in).Endings
	n, p := runs(baseline(in)), splitOf(baseline(in))
	first, second := byCount(e)[0], byCount(e)[1]
	name := func(i int) string { return fmt.Sprintf("%s (%s)", uncapital(endingTitles[i]), p.text[i]) }
	facts := []string{p.deal, p.text[first], p.text[second]}
	t := Takeaway{Note: fmt.Sprintf("Sampling error %s; what is not known about the actors is not in it.", sampling(deals(e), n))}
	t.Subtitle = fmt.Sprintf("Each square is 1 of 100 equally likely simulated negotiations, by how it ended within %d months; %s of 100 end without a deal", in.Manifest.Horizon, p.none)
	descriptive := "How simulated negotiations end"
	deal := fmt.Sprintf("Some deal in %s of 100", p.deal)
	if deals(e) == 0 {
		deal = fmt.Sprintf("No deal in any of %s", stats.Thousands(n))
		facts = append(facts, stats.Thousands(n))
	}
	switch {
	case tooFew(deals(e), n):
		t.choose(o.Size, nil, descriptive)
		t.Note = fmt.Sprintf("Too few runs for shares: %s. ", stats.Thousands(n)) + t.Note
	case n == e[first]:
		all := stats.Thousands(n)
		t.choose(o.Size, []string{all}, fmt.Sprintf("All %s simulated negotiations end alike: %s", all, uncapital(endingTitles[first])), descriptive)
	case differ(e[first], e[second], n):
		t.choose(o.Size, facts,
			fmt.Sprintf("%s simulated negotiations; the most common single ending is %s", deal, name(first)),
			fmt.Sprintf("%s; the most common ending is %s", deal, name(first)),
			fmt.Sprintf("%s; most often %s", deal, name(first)),
			fmt.Sprintf("%s simulated negotiations", deal), descriptive)
	default:
		t.choose(o.Size, facts,
			fmt.Sprintf("%s simulated negotiations; most common are %s and %s", deal, name(first), name(second)),
			fmt.Sprintf("%s; most common are %s and %s", deal, name(first), name(second)),
			fmt.Sprintf("%s simulated negotiations", deal), descriptive)
	}
	// squares soften alarm: the severe ending gets a sentence of its own, its frequency before any word
	severe := p.text[escalation] + " of 100" // as in the key: endings are rounded together
	if e[escalation] == 0 {
		severe = stats.Frequency(0, n)
	}
	t.Note = "Escalation: " + severe + ". " + t.Note
	t.describe("Array of 100 squares of how simulated negotiations end", deal)
	var parts []string
	for i := range e {
		parts = append(parts, fmt.Sprintf("%s %s of 100", endingTitles[i], p.text[i]))
	}
	t.LongDesc = fmt.Sprintf("A hundred squares in the fixed order of the endings. %s. Some deal %s of 100, no deal %s of 100.", strings.Join(parts, ", "), p.deal, p.none)
	return t
}

func outcomesTable(in Input, _ Options) Table {
	e := baseline(in).Endings
	n, p := runs(baseline(in)), splitOf(baseline(in))
	t := Table{Head: []string{"Ending", "Of 100", "Runs", "Low (95%)", "High (95%)"}}
	row := func(name, of string, k int64) {
		i := stats.Wilson(k, n, stats.Level)
		t.Rows = append(t.Rows, []string{name, of, stats.Thousands(k), fmt.Sprintf("%.2f", 100*i.Low), fmt.Sprintf("%.2f", 100*i.High)})
	}
	for i, k := range e {
		row(endingTitles[i], p.text[i], k)
	}
	row("Some deal", p.deal, deals(e))
	row("No deal", p.none, total(e)-deals(e))
	if failed := n - total(e); failed > 0 {
		row("Failed, in no ending", stats.OfHundred(failed, n), failed)
	}
	row("All", "100", n)
	return t
}

func drawOutcomes(s *Scene, in Input, o Options, b rect) float64 {
	z, p := s.size, splitOf(baseline(in))
	const cols, rows = 25, 4
	countW, nameW := 0.0, 0.0
	for i := range endingTitles {
		countW = max(countW, textWidth(p.text[i], z.label, true))
		nameW = max(nameW, textWidth(endingTitles[i], z.label, i == escalation))
	}
	box := 0.9 * z.label
	entry := 1.5*box + countW + 0.55*z.label + nameW
	side := b.w / cols
	if !z.half {
		side = (b.w - entry - 1.8*z.label) / cols
	}
	gap := 0.1 * side
	line := z.pick(1.42, 1.5, 1.42) * z.label
	squares := rows*side - gap
	bracket := 1.9 * z.label // below the squares
	top, list := b.y, rect{x: b.x + cols*side + 1.8*z.label, y: b.y}
	height := squares + bracket
	if z.half {
		list = rect{x: b.x, y: b.y + squares + bracket + 0.9*z.label}
		height += 0.9*z.label + 3*line
	} else {
		height = max(height, 6*line)
		top += (height - squares - bracket) / 2
		list.y += (height - 6*line) / 2
	}
	square := 0
	for ending, k := range p.whole {
		for range k {
			s.ending(ending, b.x+float64(square/rows)*side, top+float64(square%rows)*side, side-gap, side-gap, ink)
			square++
		}
	}
	drawBracket(s, b.x, top+squares+0.4*z.label, cols*side-gap, p)
	for i := range endingTitles {
		x, y := list.x, list.y+(float64(i)+0.5)*line
		if z.half {
			x, y = list.x+float64(i/3)*0.52*b.w, list.y+(float64(i%3)+0.5)*line
		}
		s.ending(i, x+0.3, y-box/2, box, box, ink)
		s.middle(x+1.5*box+countW, y, p.text[i], z.label, true, right, ink)
		s.middle(x+1.5*box+countW+0.55*z.label, y, endingTitles[i], z.label, i == escalation, left, ink)
	}
	return height
}

// drawBracket says below the squares how many end with and without a deal.
func drawBracket(s *Scene, x, y, w float64, p split) {
	z := s.size
	d := float64(p.whole[fullDeal]+p.whole[limitedDeal]) / 100
	foot := y + 0.2*z.label
	span := func(from, to float64) {
		if to-from > 1 {
			s.polyline([]point{{from, y}, {from, foot}, {to, foot}, {to, y}}, muted, axisWidth)
		}
	}
	cut := math.Round(d*25*4) / 4 / 25 * w // at the end of the block, quarter columns count
	if d > 0 {
		span(x, x+cut-1)
		s.text(x, foot+1.05*z.label, "Some deal "+p.deal, z.label, true, left, ink)
	}
	if d < 1 {
		end := math.Round(float64(p.full)) / 100 * w // squares of runs that failed stay empty
		span(x+cut+1, x+end)
		s.text(x+end, foot+1.05*z.label, "No deal "+p.none, z.label, true, right, ink)
	}
}
