package plots

import (
	"errors"
	"fmt"
	"math"
	"sort"
	"strings"

	"parley/sim/results"
	"parley/sim/stats"
)

// comparison is C6: how each option ends, and by how much it differs from the baseline on the same draws.
var comparison = Chart{ID: "c6", Name: "options", Title: "Options comparison",
	Doc:      "What happens if we do X? Endings under each option, and the change in deals and in escalation on the same draws.",
	takeaway: comparisonTakeaway, table: comparisonTable, draw: drawComparison,
	ready: func(in Input) error {
		if len(in.Summary.Options) < 2 {
			return errors.New("the scenario compares no options")
		}
		for i := range in.Summary.Options {
			if total(in.Summary.Options[i].Endings) == 0 {
				return fmt.Errorf("option %s has no runs", in.Summary.Options[i].ID)
			}
		}
		return nil
	}}

// compared is one option beside the baseline.
type compared struct {
	title     string
	endings   results.Endings
	runs      int64
	split     split
	deal, war stats.Difference // any deal, escalation; zero for the baseline
	base      bool
}

// comparedOf are the options: the baseline, then the others by their effect on deals, the largest gain first.
func comparedOf(in Input) []compared {
	var out []compared
	for i := range in.Summary.Options {
		o := &in.Summary.Options[i]
		c := compared{title: optionTitle(in, i), endings: o.Endings, runs: runs(o), split: splitOf(o), base: i == 0}
		if i > 0 {
			c.deal = stats.Paired(o.Paired, stats.AnyDeal, stats.Level)
			c.war = stats.Paired(o.Paired, stats.Ending(escalation), stats.Level)
		}
		out = append(out, c)
	}
	sort.SliceStable(out[1:], func(i, j int) bool { return out[1+i].deal.Mean > out[1+j].deal.Mean })
	return out
}

// apart is G3 for two options: their effects differ by three points and two standard errors, taken as unrelated to be on the safe side.
func apart(a, b stats.Difference) bool {
	return math.Abs(a.Mean-b.Mean) >= max(stats.MinPoints, 2*math.Hypot(a.SE, b.SE))
}

// allSmall tells that every option changes the odds of a deal by under three points, noise included.
func allSmall(of []compared) bool {
	for _, c := range of {
		if !c.deal.Small() {
			return false
		}
	}
	return true
}

// pointsText is a difference for a table: "+13 points (11 to 15)".
func pointsText(d stats.Difference) string { return stats.Points(d, minus) }

// gainText is a gain without its sign, for a sentence that has it in the verb: "13 points (11 to 15)".
func gainText(d stats.Difference) string { return strings.TrimPrefix(pointsText(d), "+") }

// sizeText is a difference without sign and interval: "13 points".
func sizeText(d stats.Difference) string {
	mean, _, _ := strings.Cut(pointsText(d), " points")
	return strings.TrimPrefix(strings.TrimPrefix(mean, "+"), minus) + " points"
}

// size is the bare number of it.
func size(d stats.Difference) string { return strings.TrimSuffix(sizeText(d), " points") }

func comparisonTakeaway(in Input, o Options) Takeaway {
	all := comparedOf(in)
	base, others := all[0], all[1:]
	t := Takeaway{Note: "Right: change against the first row, in points, with the 95% interval of the paired difference; hollow where it is under three points or two standard errors."}
	t.Subtitle = fmt.Sprintf("How 100 simulated negotiations end under each option, same random draws for all; %s: %s with some deal, %s without", quoted(base.title), base.split.deal, base.split.none)
	if len(others) > 6 {
		t.Note += fmt.Sprintf(" The best of %s options looks better than it is.", inWords(len(others)))
	}
	var up, down, flat []compared
	for _, c := range others {
		switch {
		case !c.deal.Detectable():
			flat = append(flat, c)
		case c.deal.Mean > 0:
			up = append(up, c)
		default:
			down = append([]compared{c}, down...) // the strongest first
		}
	}
	for _, c := range others {
		if c.war.Detectable() {
			verb := "adds"
			if c.war.Mean < 0 {
				verb = "takes off"
			}
			t.Note += fmt.Sprintf(" Escalation: %s %s %s.", quoted(c.title), verb, sizeText(c.war))
		}
	}
	if len(up) > 1 && !apart(up[0].deal, up[1].deal) {
		t.Note += " The options with the largest gains are not told apart."
	}
	descriptive := "How the options compare"
	rest := ""
	switch small := allSmall(flat); {
	case len(flat) == 1 && small:
		rest = fmt.Sprintf("; %s changes them by under three", quoted(flat[0].title))
	case len(flat) == 1:
		rest = fmt.Sprintf("; %s makes no detectable difference", quoted(flat[0].title))
	case len(flat) > 1 && small:
		rest = fmt.Sprintf("; %s options change them by under three", inWords(len(flat)))
	case len(flat) > 1:
		rest = fmt.Sprintf("; %s options make no detectable difference", inWords(len(flat)))
	}
	gain := func(c compared) string {
		return fmt.Sprintf("%s adds %s to the odds of a deal", quoted(c.title), gainText(c.deal))
	}
	loss := func(c compared) string {
		return fmt.Sprintf("%s takes %s off the odds of a deal", quoted(c.title), sizeText(c.deal))
	}
	var facts []string
	for _, c := range append(append([]compared{}, up...), down...) {
		facts = append(facts, gainText(c.deal), sizeText(c.deal), size(c.deal))
	}
	switch {
	case tooFew(deals(base.endings), base.runs):
		t.choose(o.Size, nil, descriptive)
	case len(up) == 0 && len(down) == 0 && allSmall(flat):
		t.choose(o.Size, nil, "No option changes the odds of a deal by three points", descriptive)
	case len(up) == 0 && len(down) == 0:
		t.choose(o.Size, nil, "No option makes a detectable difference to the odds of a deal", "No option makes a detectable difference", descriptive)
	case len(up) > 0 && len(up) > 1 && !apart(up[0].deal, up[1].deal): // G3: both are named
		a, b := size(up[0].deal), size(up[1].deal)
		t.choose(o.Size, facts,
			fmt.Sprintf("%s and %s add %s and %s points to the odds of a deal", quoted(up[0].title), quoted(up[1].title), a, b),
			fmt.Sprintf("%s options add to the odds of a deal, the first %s", capital(inWords(len(up))), gainText(up[0].deal)),
			fmt.Sprintf("%s options add to the odds of a deal", capital(inWords(len(up)))), descriptive)
	case len(up) > 0:
		both, close := "", ""
		if len(down) > 0 {
			both = fmt.Sprintf("%s adds %s points to the odds of a deal; %s takes %s off", quoted(up[0].title), size(up[0].deal), quoted(down[0].title), size(down[0].deal))
			close = fmt.Sprintf("%s adds %s points to the odds; %s takes %s off", quoted(up[0].title), size(up[0].deal), quoted(down[0].title), size(down[0].deal))
		}
		t.choose(o.Size, facts, both, close, gain(up[0])+rest, gain(up[0]), fmt.Sprintf("%s adds %s to a deal", quoted(up[0].title), gainText(up[0].deal)),
			fmt.Sprintf("One option adds %s to the odds of a deal", gainText(up[0].deal)), descriptive)
	default:
		t.choose(o.Size, facts, loss(down[0])+rest, loss(down[0]), fmt.Sprintf("%s takes %s off", quoted(down[0].title), sizeText(down[0].deal)),
			fmt.Sprintf("One option takes %s off the odds of a deal", sizeText(down[0].deal)), descriptive)
	}
	t.describe("Stacked bars of how talks end under each option, with paired differences", "How the options compare")
	var parts []string
	for _, c := range all {
		text := fmt.Sprintf("%s: some deal %s of 100, escalation %s", c.title, c.split.deal, c.split.text[escalation])
		if !c.base {
			text += "; deal " + c.deal.Text(minus) + "; escalation " + c.war.Text(minus)
		}
		parts = append(parts, text)
	}
	t.LongDesc = strings.Join(parts, ". ") + "."
	return t
}

func comparisonTable(in Input, _ Options) Table {
	t := Table{Head: append([]string{"Option"}, endingTitles[:]...)}
	t.Head = append(t.Head, "Some deal", "No deal", "Change in deals", "Change in escalation", "Deals detectable", "Escalation detectable", "Runs")
	t.Page = len(t.Head) - 3
	yes := map[bool]string{true: "yes", false: "no"}
	for _, c := range comparedOf(in) {
		row := append([]string{c.title}, c.split.text[:]...)
		row = append(row, c.split.deal, c.split.none)
		if c.base {
			row = append(row, "", "", "", "")
		} else {
			row = append(row, pointsText(c.deal), pointsText(c.war), yes[c.deal.Detectable()], yes[c.war.Detectable()])
		}
		t.Rows = append(t.Rows, append(row, stats.Thousands(c.runs)))
	}
	return t
}

// column is a strip of paired differences around a zero line.
type column struct {
	title  string
	rect   // of the intervals
	numW   float64
	lo, hi float64
	of     func(compared) stats.Difference
}

func (c column) px(v float64) float64 { return c.x + c.w*(min(max(v, c.lo), c.hi)-c.lo)/(c.hi-c.lo) }

func drawComparison(s *Scene, in Input, o Options, b rect) float64 {
	z, all := s.size, comparedOf(in)
	y := b.y + s.endingKey(b, z.axis) + 0.55*z.axis
	numW := 0.0
	for _, c := range all[1:] {
		numW = max(numW, textWidth(changeNumber(c.deal, z), z.axis, true), textWidth(changeNumber(c.war, z), z.axis, true))
	}
	numW += 4
	gap := 1.1 * z.axis
	stripW := z.pick(44, 30, 80)
	columns := []column{
		{title: "deals, points", of: func(c compared) stats.Difference { return c.deal }},
		{title: "escalation, points", of: func(c compared) stats.Difference { return c.war }},
	}
	if z.half {
		columns[0].title, columns[1].title = "deals", "escal."
	}
	barX := b.x
	nameW := 0.0
	if !z.half {
		nameW = 0.22 * b.w
		barX += nameW + 0.8*z.axis
	}
	barW := b.right() - barX - 2*(stripW+numW+gap+2)
	x := barX + barW + gap
	lo, hi := -0.01, 0.01 // one scale for both, or small changes look like large ones
	for _, c := range columns {
		for _, k := range all[1:] {
			lo, hi = min(lo, c.of(k).Low), max(hi, c.of(k).High)
		}
	}
	for i := range columns {
		c := &columns[i]
		c.lo, c.hi = lo, hi
		c.x, c.w, c.numW = x, stripW, numW
		s.block(x, y, c.title, z.axis, false, left, muted, stripW+numW+2, 1)
		x += stripW + numW + gap + 2
	}
	s.block(barX, y, "of 100", z.axis, false, left, muted, barW, 1)
	y += 1.5 * z.axis
	top := y
	type row struct {
		name []string
		h    float64
	}
	rows := make([]row, len(all))
	barH := z.pick(14, 12, 20)
	for i, c := range all {
		if z.half {
			rows[i].name = wrapTo(c.title, z.axis, i == 0, b.w, 2)
			rows[i].h = float64(len(rows[i].name))*1.15*z.axis + barH + 0.75*z.axis
		} else {
			rows[i].name = wrapTo(c.title, z.axis, i == 0, nameW, 3)
			rows[i].h = max(barH+z.pick(0.7, 0.7, 0.5)*z.axis, float64(len(rows[i].name))*1.12*z.axis+0.5*z.axis)
		}
	}
	zero := func(y0, y1 float64) {
		for _, c := range columns {
			s.line(c.px(0), y0, c.px(0), y1, ink, axisWidth)
		}
	}
	for i, c := range all {
		h := rows[i].h
		cy := y + h/2
		if z.half {
			for k, l := range rows[i].name {
				s.text(b.x, y+(0.9+1.15*float64(k))*z.axis, l, z.axis, i == 0, left, ink)
			}
			cy = y + h - barH/2 - 0.6*z.axis
			zero(cy-barH/2-1, cy+barH/2+1)
		} else {
			s.blockMiddle(b.x, cy, rows[i].name, z.axis, i == 0, left, ink)
		}
		s.segments(c.split, c.endings, barX, cy-barH/2, barW, barH, z.axis)
		for _, col := range columns {
			drawChange(s, col, c, cy)
		}
		y += h
	}
	if !z.half {
		zero(top, y)
	}
	return y - b.y
}

// drawChange draws one paired difference: interval, mean, number. What is not detectable is pale.
func drawChange(s *Scene, col column, c compared, y float64) {
	z := s.size
	numX := col.right() + 4
	if c.base {
		return
	}
	d := col.of(c)
	color, weight := muted, false
	if d.Detectable() {
		color, weight = ink, true
	}
	r := 0.3 * z.label
	s.line(col.px(d.Low), y, col.px(d.High), y, color, dataWidth*z.pick(1, 0.8, 1.4))
	fill := white
	if d.Detectable() {
		fill = ink
	}
	s.circle(col.px(d.Mean), y, r, fill, color, 0.9)
	text := changeNumber(d, z)
	s.middle(numX, y, text, z.axis, weight, left, color)
}

// changeNumber is a difference beside its mark: "+13 (11 to 15)", without the interval where it is narrow.
func changeNumber(d stats.Difference, z sizes) string {
	mean, interval, _ := strings.Cut(pointsText(d), " points")
	if z.half {
		return mean
	}
	return mean + interval
}
