package plots

import (
	"fmt"
	"strings"

	"parley/sim/results"
	"parley/sim/stats"
)

// terms is C9: what the texts contain, issue by issue, with each side's ideal point and the status quo.
var terms = Chart{ID: "c9", Name: "terms", Title: "Terms of the deals", Doc: "What would a deal contain? Per issue the middle half and four fifths of the texts agreed.",
	takeaway: termsTakeaway, table: termsTable, height: termsHeight, draw: drawTerms,
	ready: func(in Input) error {
		for _, is := range in.Manifest.Issues {
			if m := metricOf(in, "deal."+is.ID); m != nil && m.N >= 50 {
				return nil
			}
		}
		return fmt.Errorf("%w: fewer than 50 texts", ErrNoData)
	}}

type term struct {
	issue  results.Issue
	m      *results.MetricStats
	ideals [2]float64 // of the two sides, -1 when not known
}

func termRows(in Input) []term {
	var sides []string
	for _, a := range in.Manifest.Actors {
		if a.Role == "table" {
			sides = append(sides, a.ID)
		}
	}
	var rows []term
	for _, is := range in.Manifest.Issues {
		m := metricOf(in, "deal."+is.ID)
		if m == nil || m.N < 50 {
			continue
		}
		r := term{issue: is, m: m, ideals: [2]float64{-1, -1}}
		for i, id := range sides {
			if i > 1 {
				break
			}
			for _, q := range in.Manifest.Quantities {
				if q.Path == "actors."+id+".ideal."+is.ID {
					r.ideals[i] = q.Mid
				}
			}
		}
		rows = append(rows, r)
	}
	return rows
}

func sides(in Input) []string {
	var out []string
	for _, a := range in.Manifest.Actors {
		if a.Role == "table" && len(out) < 2 {
			out = append(out, a.Title)
		}
	}
	return out
}

// share is a value on an issue's range as percent of it.
func shareText(x float64) string { return fmt.Sprintf("%.0f %%", 100*x) }

func termsTakeaway(in Input, o Options) Takeaway {
	rows := termRows(in)
	tight, wide := 0, 0
	for i, r := range rows {
		if width(r) < width(rows[tight]) {
			tight = i
		}
		if width(r) > width(rows[wide]) {
			wide = i
		}
	}
	t := Takeaway{
		Subtitle: fmt.Sprintf("Per issue, from one end of its range to the other: thick bar the middle half of the texts, thin line 8 in 10, tick the median; texts come about in %s of 100 negotiations", stats.OfHundred(rows[0].m.N, in.Summary.Options[0].N)),
		Note:     "Marks: each side's ideal point at its median, and the status quo. Labels of the ranges are assumptions where the register says so. An issue left out of a limited deal stands at the status quo.",
	}
	a, b := rows[tight], rows[wide]
	if len(rows) > 1 && width(b)-width(a) >= 0.05 {
		t.Title = shortest(o.Size, fmt.Sprintf("Texts agree most on %s and vary most on %s", lower(a.issue.Title), lower(b.issue.Title)), fmt.Sprintf("Texts vary most on %s", lower(b.issue.Title)), "What the texts contain")
	} else {
		t.Title = shortest(o.Size, "What the simulated texts contain, issue by issue", "What the texts contain")
	}
	t.Alt = "Ranges of the terms agreed per issue; " + t.Title
	var parts []string
	for _, r := range rows {
		label := anchor(r.issue, r.m.Quantiles[3])
		parts = append(parts, fmt.Sprintf("%s: median %s of the range (nearest label: %s), 8 in 10 from %s to %s", r.issue.Title, shareText(r.m.Quantiles[3]), label, shareText(r.m.Quantiles[1]), shareText(r.m.Quantiles[5])))
	}
	t.LongDesc = strings.Join(parts, ". ") + "."
	return t
}

func width(r term) float64 { return r.m.Quantiles[4] - r.m.Quantiles[2] }

func termsTable(in Input, _ Options) Table {
	t := Table{Head: []string{"Issue", "10 %", "25 %", "Median", "75 %", "90 %", "Nearest label to the median", "Status quo", "Texts"}}
	for _, r := range termRows(in) {
		q := r.m.Quantiles
		t.Rows = append(t.Rows, []string{r.issue.Title, shareText(q[1]), shareText(q[2]), shareText(q[3]), shareText(q[4]), shareText(q[5]), anchor(r.issue, q[3]), shareText(r.issue.Status), fmt.Sprint(r.m.N)})
	}
	return t
}

func termsHeight(in Input, o Options) float64 {
	z := sizesOf(o.Size)
	return float64(len(termRows(in)))*4.9*z.label + 2.4*z.axis
}

func drawTerms(s *Scene, in Input, o Options, b rect) {
	rows := termRows(in)
	z := s.size
	row := (b.h - 2.4*z.axis) / float64(len(rows))
	pad := 0.6 * z.label
	px := func(x float64) float64 { return b.x + pad + (b.w-2*pad)*x }
	for i, r := range rows {
		y := b.y + float64(i)*row
		s.text(b.x, y+1.0*z.label, fit(r.issue.Title, z.label, true, b.w), z.label, true, left, ink)
		cy := y + 2.35*z.label
		q := r.m.Quantiles
		s.line(px(0), cy, px(1), cy, grid, 1)
		s.rect(px(q[1]), cy-0.12*z.label, px(q[5])-px(q[1]), 0.24*z.label, s.pal.range8, "", 0)
		s.rect(px(q[2]), cy-0.38*z.label, max(1, px(q[4])-px(q[2])), 0.76*z.label, s.pal.range5, "", 0)
		s.line(px(q[3]), cy-0.6*z.label, px(q[3]), cy+0.6*z.label, ink, 1.8)
		s.line(px(r.issue.Status), cy-0.75*z.label, px(r.issue.Status), cy+0.75*z.label, muted, 1, 2, 2)
		for k, x := range r.ideals {
			if x >= 0 {
				s.mark(k, px(x), cy-0.0*z.label, 0.26*z.label, white)
			}
		}
		drawAnchors(s, r.issue, px, cy+1.75*z.axis, b)
	}
	// key
	x, y := b.x, b.y+b.h-0.8*z.axis
	for k, name := range sides(in) {
		name = fit("ideal of "+name, z.axis, false, b.w/2-3*z.axis)
		s.mark(k, x+0.4*z.axis, y, 0.26*z.label, white)
		s.middle(x+1.1*z.axis, y, name, z.axis, false, left, ink)
		x += 1.1*z.axis + textWidth(name, z.axis, false) + 1.3*z.axis
	}
	if w := textWidth("status quo", z.axis, false); x+1.2*z.axis+w < b.x+b.w {
		s.line(x+0.4*z.axis, y-0.5*z.axis, x+0.4*z.axis, y+0.5*z.axis, muted, 1, 2, 2)
		s.middle(x+1.1*z.axis, y, "status quo", z.axis, false, left, ink)
	}
}

// drawAnchors writes the labels of an issue's range below its line: both ends, and those between that fit.
func drawAnchors(s *Scene, is results.Issue, px func(float64) float64, y float64, b rect) {
	z := s.size
	var taken []label
	put := func(at float64, text string, a align, most float64) {
		if text == "" {
			return
		}
		text = fit(text, z.axis, false, most)
		w := textWidth(text, z.axis, false)
		x := px(at) - w*float64(a)
		if a == left {
			x = b.x
		}
		if a == right {
			x = b.x + b.w - w
		}
		box := label{x0: x - 4, x1: x + w + 4, y0: y - z.axis, y1: y + 0.3*z.axis}
		if x < b.x || x+w > b.x+b.w || clash(box, taken) {
			return
		}
		taken = append(taken, box)
		s.text(x, y, text, z.axis, false, left, muted)
	}
	put(0, is.At0, left, 0.4*b.w)
	put(1, is.At1, right, 0.4*b.w)
	for _, l := range is.Levels {
		put(l.At, l.Label, center, 0.36*b.w)
	}
}
