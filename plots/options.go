package plots

import (
	"fmt"
	"strings"

	"parley/sim/results"
	"parley/sim/stats"
)

// options is C6: how a hundred negotiations end under each option, on the same draws, and what changes in deals and in escalation.
var options = Chart{ID: "c6", Name: "options", Title: "Options comparison", Doc: "What happens if we do X? Every option on the same draws, with paired differences.",
	takeaway: optionsTakeaway, table: optionsTable, height: optionsHeight, draw: drawOptions,
	ready: func(in Input) error {
		if len(in.Summary.Options) < 2 {
			return fmt.Errorf("%w: the scenario has no options", ErrNoData)
		}
		return nil
	}}

// option is one row: baseline first, then by effect on deals.
type option struct {
	title      string
	sum        *results.OptionSummary
	deal       stats.Difference
	escalation stats.Difference
	base       bool
}

func optionRows(in Input) []option {
	var rows []option
	for i := range in.Summary.Options {
		o := &in.Summary.Options[i]
		r := option{title: o.ID, sum: o, base: i == 0, deal: stats.Paired(o.Paired, stats.AnyDeal, stats.Level), escalation: stats.Paired(o.Paired, stats.Ending(5), stats.Level)}
		for _, m := range in.Manifest.Options {
			if m.ID == o.ID && m.Title != "" {
				r.title = m.Title
			}
		}
		at := len(rows)
		for at > 1 && rows[at-1].deal.Mean < r.deal.Mean {
			at--
		}
		rows = append(rows, option{})
		copy(rows[at+1:], rows[at:])
		rows[at] = r
	}
	return rows
}

func optionsTakeaway(in Input, o Options) Takeaway {
	rows := optionRows(in)
	up, down := option{}, option{}
	none := 0
	for _, r := range rows[1:] {
		switch {
		case !r.deal.Detectable():
			none++
		case r.deal.Mean > 0 && (up.sum == nil || r.deal.Mean > up.deal.Mean):
			up = r
		case r.deal.Mean < 0 && (down.sum == nil || r.deal.Mean < down.deal.Mean):
			down = r
		}
	}
	_, deal := stats.EndingTexts(rows[0].sum.Endings)
	t := Takeaway{
		Subtitle: fmt.Sprintf("Outcome of 100 simulated negotiations under each option, same draws for every option; without any change %s end in a deal and %s do not", deal, rest(deal)),
		Note:     "Right: change in any deal and in escalation, in points with paired 95 % interval.",
	}
	if len(rows) > 7 {
		t.Note += " With many options the best one looks better than it is."
	}
	pts := func(d stats.Difference) string {
		s := stats.Points(d, "−")
		t.Facts = append(t.Facts, s)
		return s
	}
	name := func(r option) string { return "“" + r.title + "”" }
	switch {
	case up.sum != nil && down.sum != nil:
		a, b := pts(up.deal), pts(down.deal)
		t.Title = shortest(o.Size, fmt.Sprintf("%s: deals %s; %s: %s", name(up), a, name(down), b), fmt.Sprintf("%s: deals %s", name(up), a), fmt.Sprintf("One option changes deals by %s", a), "How each option changes the odds of a deal")
	case up.sum != nil || down.sum != nil:
		r := up
		if r.sum == nil {
			r = down
		}
		a := pts(r.deal)
		t.Title = shortest(o.Size, fmt.Sprintf("%s changes the odds of a deal by %s; %d others not detectably", name(r), a, none), fmt.Sprintf("%s: deals %s", name(r), a), fmt.Sprintf("One option changes deals by %s", a), "How each option changes the odds of a deal")
	default:
		t.Title = shortest(o.Size, "No option makes a detectable difference to the odds of a deal", "No option makes a detectable difference")
	}
	t.Alt = "Stacked bars of 100 negotiations under each option; " + t.Title
	var parts []string
	for _, r := range rows {
		_, d := stats.EndingTexts(r.sum.Endings)
		s := fmt.Sprintf("%s: any deal %s of 100", r.title, d)
		if !r.base {
			s += ", " + diffText(r.deal)
		}
		parts = append(parts, s)
	}
	t.LongDesc = strings.Join(parts, ". ") + "."
	return t
}

// diffText is a difference as a table says it.
func diffText(d stats.Difference) string {
	if !d.Detectable() {
		return "no detectable difference"
	}
	return stats.Points(d, "−")
}

func optionsTable(in Input, _ Options) Table {
	t := Table{Head: []string{"Option"}}
	t.Head = append(append(t.Head, endingTitles[:]...), "Any deal", "Change in any deal", "Change in escalation")
	for _, r := range optionRows(in) {
		six, deal := stats.EndingTexts(r.sum.Endings)
		row := append(append([]string{r.title}, six[:]...), deal)
		if r.base {
			row = append(row, "–", "–")
		} else {
			row = append(row, diffText(r.deal), diffText(r.escalation))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func optionsHeight(in Input, o Options) float64 {
	z := sizesOf(o.Size)
	per := 2.6 * z.label
	if z.half {
		per = 3.6 * z.label
	}
	key := 3.4
	if z.half {
		key = 5.2
	}
	return float64(len(in.Summary.Options))*per + 1.6*z.label + key*z.axis
}

func drawOptions(s *Scene, in Input, o Options, b rect) {
	rows := optionRows(in)
	z := s.size
	nameW, barW, gap := 0.27*b.w, 0.34*b.w, 2.2*z.label
	if z.half {
		nameW, barW, gap = b.w, 0.52*b.w, 1.4*z.label
	}
	left0 := b.x + nameW
	if z.half {
		left0 = b.x
	}
	d0 := left0 + barW + gap
	dw := (b.x + b.w - d0 - gap) / 2
	e0 := d0 + dw + gap
	if z.half { // one column of differences, with room for their numbers
		dw, e0 = b.x+b.w-d0-3.2*z.label, -1
	}
	top := b.y + 1.6*z.label
	key := 3.4 * z.axis
	if z.half {
		key = 5.2 * z.axis
	}
	row := (b.h - 1.6*z.label - key) / float64(len(rows))
	s.text(d0+dw/2, b.y+0.9*z.axis, fit("any deal, points", z.axis, false, dw+gap), z.axis, false, center, muted)
	if e0 > 0 {
		s.text(e0+dw/2, b.y+0.9*z.axis, fit("escalation, points", z.axis, false, dw+gap), z.axis, false, center, muted)
	}
	span := 0.05
	for _, r := range rows[1:] {
		for _, v := range []float64{r.deal.Low, r.deal.High, r.escalation.Low, r.escalation.High} {
			span = max(span, v, -v)
		}
	}
	span *= 1.15
	bottom := top + row*float64(len(rows))
	for _, x0 := range []float64{d0, e0} {
		if x0 > 0 {
			s.line(x0+dw/2, top, x0+dw/2, bottom, axis, 0.75)
		}
	}
	for i, r := range rows {
		y := top + float64(i)*row
		cy := y + row/2
		h := min(1.35*z.label, 0.6*row)
		if z.half {
			s.text(b.x, y+1.0*z.label, fit(r.title, z.axis, r.base, b.w), z.axis, r.base, left, ink)
			cy = y + 1.35*z.label + h/2
		} else {
			lines := wrap(r.title, z.axis, r.base, nameW-6)
			if len(lines) > 2 {
				lines = []string{lines[0], fit(strings.Join(lines[1:], " "), z.axis, r.base, nameW-6)}
			}
			for j, l := range lines {
				s.middle(b.x, cy+(float64(j)-float64(len(lines)-1)/2)*1.05*z.axis, l, z.axis, r.base, left, ink)
			}
		}
		x := left0
		whole := stats.EndingsOfHundred(r.sum.Endings)
		for e, k := range whole {
			w := barW * float64(k) / 100
			if k == 0 {
				continue
			}
			s.rect(x, cy-h/2, w, h, s.pal.ending[e], ink, 0.5)
			if s.pal.hatch[e] {
				s.shapes[len(s.shapes)-1].hatch = true
			}
			if of := fmt.Sprint(k); w > textWidth(of, z.axis, false)+3 {
				s.middle(x+w/2, cy, of, z.axis, false, center, s.pal.onEnd[e])
			}
			x += w
		}
		if r.base {
			s.middle(d0+dw/2+3, cy, "as it stands", z.axis, false, left, muted)
			continue
		}
		drawDifference(s, d0, dw, cy, span, r.deal)
		if e0 > 0 {
			drawDifference(s, e0, dw, cy, span, r.escalation)
		}
	}
	// names of the colours
	x, y := b.x, bottom+1.5*z.axis
	for e, name := range endingTitles {
		w := 1.2*z.axis + textWidth(name, z.axis, false)
		if x+w > b.x+b.w {
			x, y = b.x, y+1.5*z.axis
		}
		s.rect(x, y-0.4*z.axis, 0.8*z.axis, 0.8*z.axis, s.pal.ending[e], ink, 0.5)
		if s.pal.hatch[e] {
			s.shapes[len(s.shapes)-1].hatch = true
		}
		s.middle(x+1.1*z.axis, y, name, z.axis, false, left, ink)
		x += w + 1.0*z.axis
	}
}

// drawDifference draws a difference with its interval around the zero line, with its number where it is detectable.
func drawDifference(s *Scene, x0, w, cy, span float64, d stats.Difference) {
	px := func(v float64) float64 { return x0 + w/2 + w/2*v/span }
	color := ink
	if !d.Detectable() {
		color = axis
	}
	s.line(px(d.Low), cy, px(d.High), cy, color, 1.6)
	s.circle(px(d.Mean), cy, 0.28*s.size.label, color, "", 0)
	if !d.Detectable() {
		return
	}
	text := strings.Fields(stats.Points(d, "−"))[0]
	if d.Mean > 0 {
		s.middle(px(d.High)+4, cy, text, s.size.axis, true, left, ink)
	} else {
		s.middle(px(d.Low)-4, cy, text, s.size.axis, true, right, ink)
	}
}
