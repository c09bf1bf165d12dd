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

// terms is C9: what the texts contain, issue by issue, in the issue's own words.
var terms = Chart{ID: "c9", Name: "terms", Title: "Terms of the deals",
	Doc:      "What would a deal contain? The middle half and eight in ten of the terms agreed, issue by issue, between its two ends.",
	takeaway: termsTakeaway, table: termsTable, draw: drawTerms,
	ready: func(in Input) error {
		if len(termsOf(in)) == 0 {
			return errors.New("no text was agreed")
		}
		return nil
	}}

// term is the terms agreed on one issue.
type term struct {
	issue results.Issue
	m     results.MetricStats
	ideal []float64 // median ideal point of each principal, in order of the table; NaN where not known
}

// principal is an actor at the table.
type principal struct{ id, title string }

func principals(in Input) (out []principal) {
	for _, a := range in.Manifest.Actors {
		if a.Role == "table" {
			out = append(out, principal{a.ID, actorTitle(in, a.ID)})
		}
	}
	return out
}

// termsOf are the issues on which at least one run agreed a text.
func termsOf(in Input) (out []term) {
	for _, is := range in.Manifest.Issues {
		m, ok := metricOf(in, "deal."+is.ID)
		if !ok {
			continue
		}
		t := term{issue: is, m: m}
		for _, p := range principals(in) {
			at := -1.0
			for _, q := range in.Manifest.Quantities {
				if q.Path == "actors."+p.id+".ideal."+is.ID {
					at = q.Mid
				}
			}
			t.ideal = append(t.ideal, at)
		}
		out = append(out, t)
	}
	return out
}

// spread is the width of the middle half.
func (t term) spread() float64 { return t.m.Quantiles[q75] - t.m.Quantiles[q25] }

func (t term) title() string {
	if t.issue.Title != "" {
		return t.issue.Title
	}
	return t.issue.ID
}

// clearSpread is how far the widest must lie from the next to be called so, as a share of an issue's range.
const clearSpread = 0.05

func termsTakeaway(in Input, o Options) Takeaway {
	all := termsOf(in)
	n, runs := all[0].m.N, runs(baseline(in))
	t := Takeaway{Note: fmt.Sprintf("In the text last agreed, vetoed ones included: %s of 100 negotiations have one, %s do not. Each row by itself. ", stats.OfHundred(n, runs), stats.OfHundred(runs-n, runs)) + linked(in)}
	t.Subtitle = "Thick bar: half of the texts agreed; thin bar: 8 in 10; tick: the median text"
	descriptive := "What the texts agreed contain"
	by := append([]term{}, all...)
	sort.SliceStable(by, func(i, j int) bool { return by[i].spread() > by[j].spread() })
	k := len(by)
	most := k > 1 && by[0].spread()-by[1].spread() >= clearSpread
	least := k > 1 && by[k-2].spread()-by[k-1].spread() >= clearSpread
	words := ""
	if w := nearest(all[0].issue, all[0].m.Quantiles[q50]); w != "" {
		words = fmt.Sprintf("%s: the median text comes closest to %s", all[0].title(), quoted(w))
	}
	switch {
	case tooFew(n/2, n):
		t.choose(o.Size, nil, descriptive)
		t.Note = fmt.Sprintf("Too few texts for shares: %s. ", stats.Thousands(n)) + t.Note
	case k == 1:
		t.choose(o.Size, nil, words, descriptive)
	case most && least && k > 2:
		t.choose(o.Size, nil,
			fmt.Sprintf("Terms vary most on %s and least on %s", uncapital(by[0].title()), uncapital(by[k-1].title())),
			fmt.Sprintf("Terms vary most on %s", uncapital(by[0].title())), fmt.Sprintf("Terms vary least on %s", uncapital(by[k-1].title())), descriptive)
	case most:
		t.choose(o.Size, nil, fmt.Sprintf("Terms vary most on %s", uncapital(by[0].title())), descriptive)
	case least:
		t.choose(o.Size, nil, fmt.Sprintf("Terms vary least on %s", uncapital(by[k-1].title())), descriptive)
	default:
		t.choose(o.Size, nil, words, descriptive)
	}
	t.describe("Ranges of the terms agreed, issue by issue", descriptive)
	var parts []string
	for _, x := range all {
		q := x.m.Quantiles
		text := fmt.Sprintf("%s: half of the texts between %s and %s of the range, median %s", x.title(), value(q[q25], "share"), value(q[q75], "share"), value(q[q50], "share"))
		if w := nearest(x.issue, q[q50]); w != "" {
			text += fmt.Sprintf(", closest to %s", quoted(w))
		}
		parts = append(parts, text)
	}
	t.LongDesc = strings.Join(parts, ". ") + "."
	return t
}

// closeRank is the rank correlation from which two issues' terms are said to go together.
const closeRank = 0.3

// linked says which two issues' terms go together most closely, which rows by themselves hide.
func linked(in Input) string {
	if in.Derived == nil || in.Derived.Linked == nil {
		return "Which terms go together is not shown."
	}
	l := in.Derived.Linked
	first, second := uncapital(issueTitle(in, l.First)), uncapital(issueTitle(in, l.Second))
	rank := fmt.Sprintf("rank correlation %s, 95%% interval %s to %s, %s texts", correlation(l.Rank), correlation(l.Low), correlation(l.High), stats.Thousands(l.Texts))
	if math.Abs(l.Rank) < closeRank || l.Low < 0 && l.High > 0 {
		return fmt.Sprintf("No two issues' terms go closely together in texts that settle both; the closest pair is %s and %s (%s).", first, second, rank)
	}
	how := "more of the one go with more"
	if l.Rank < 0 {
		how = "more of the one go with less"
	}
	return fmt.Sprintf("The terms that go together most closely are those on %s and %s: %s of the other (%s).", first, second, how, rank)
}

func termsTable(in Input, _ Options) Table {
	t := Table{Head: []string{"Issue", "10%", "25%", "Median", "75%", "90%", "Median comes closest to", "Today", "0% means", "100% means"}}
	for _, p := range principals(in) {
		t.Head = append(t.Head, "Ideal point of "+p.title)
	}
	t.Head = append(t.Head, "Texts")
	for _, x := range termsOf(in) {
		row := []string{x.title()}
		for _, q := range []int{q10, q25, q50, q75, q90} {
			row = append(row, value(x.m.Quantiles[q], "share"))
		}
		row = append(row, nearest(x.issue, x.m.Quantiles[q50]), value(x.issue.Status, "share"), x.issue.At0, x.issue.At1)
		for _, at := range x.ideal {
			text := ""
			if at >= 0 {
				text = value(at, "share")
			}
			row = append(row, text)
		}
		t.Rows = append(t.Rows, append(row, stats.Thousands(x.m.N)))
	}
	return t
}

func drawTerms(s *Scene, in Input, o Options, b rect) float64 {
	z := s.size
	y := b.y + drawTermsKey(s, in, b) + 0.9*z.axis
	for _, t := range termsOf(in) {
		y += drawTerm(s, t, rect{x: b.x, y: y, w: b.w}) + z.pick(0.95, 0.8, 0.35)*z.axis
	}
	return y - b.y - 0.5*z.axis
}

// termMark is the radius of an ideal point's mark.
func termMark(z sizes) float64 { return 0.36 * z.label }

func drawTermsKey(s *Scene, in Input, b rect) float64 {
	z := s.size
	r := termMark(z)
	x, y := b.x, b.y+0.55*z.axis
	entry := func(name string, draw func(x float64)) {
		name = fit(name, z.axis, false, b.w-4*r)
		w := 3*r + textWidth(name, z.axis, false)
		if x > b.x && x+w > b.right() {
			x, y = b.x, y+1.35*z.axis
		}
		draw(x + r)
		s.middle(x+3*r, y, name, z.axis, false, left, ink)
		x += w + 1.2*z.axis
	}
	for i, p := range principals(in) {
		entry("ideal point, "+p.title, func(x float64) { s.mark(i, x, y, r) })
	}
	entry("today", func(x float64) { s.line(x, y-0.55*z.axis, x, y+0.55*z.axis, ink, referenceWidth, 2, 1.5) })
	return y - b.y + 0.6*z.axis
}

// drawTerm draws one issue: its name, marks, the strip from one end to the other, and below what its values mean.
func drawTerm(s *Scene, t term, b rect) float64 {
	z := s.size
	r := termMark(z)
	y := b.y + s.block(b.x, b.y, t.title(), z.label, true, left, ink, b.w, 3)
	strip := rect{x: b.x + r + 1, y: y + 2.4*r, w: b.w - 2*r - 2, h: z.pick(9, 8, 13)}
	px := func(v float64) float64 { return strip.x + strip.w*min(1, max(0, v)) }
	mid := strip.y + strip.h/2
	q := t.m.Quantiles
	s.rect(strip.x, mid-0.22*strip.h, strip.w, 0.44*strip.h, panel, grid, gridWidth)
	s.rect(px(q[q10]), mid-0.3*strip.h, max(0.8, px(q[q90])-px(q[q10])), 0.6*strip.h, s.pal.wide, ink, 0.4)
	s.rect(px(q[q25]), strip.y, max(0.8, px(q[q75])-px(q[q25])), strip.h, s.pal.narrow, ink, 0.4)
	s.line(px(q[q50]), strip.y-1.5, px(q[q50]), strip.bottom()+1.5, ink, 2)
	now := px(t.issue.Status)
	s.line(now, strip.y-1.2*r, now, strip.bottom(), white, 2.2)
	s.line(now, strip.y-1.2*r, now, strip.bottom(), ink, referenceWidth, 2, 1.5)
	for i, at := range t.ideal {
		if at >= 0 {
			s.mark(i, px(at), strip.y-1.5*r, r)
		}
	}
	return strip.bottom() + 3 - b.y + drawAnchors(s, t.issue, b, strip.bottom()+3, px)
}

// correlation is a correlation to two places, with a true minus sign.
func correlation(x float64) string { return strings.ReplaceAll(fmt.Sprintf("%.2f", x), "-", minus) }
