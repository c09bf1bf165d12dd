package plots

import (
	"errors"
	"fmt"
	"strings"

	"parley/sim/results"
	"parley/sim/stats"
)

// overTime is C8, cumulative incidence: what has happened by each month. Endings compete, so this is a count of runs, never a survival
// curve turned upside down.
var overTime = Chart{ID: "c8", Name: "over-time", Title: "Outcomes over time",
	Doc:      "What happens by when? How many of a hundred negotiations have ended in which way by each month.",
	takeaway: overTimeTakeaway, table: overTimeTable, draw: drawOverTime,
	ready: func(in Input) error {
		for _, m := range baseline(in).ByMonth {
			if len(m) < 2 || len(m) != len(baseline(in).ByMonth[0]) {
				return errors.New("no counts by month")
			}
		}
		return nil
	}}

// moment is what has happened by a month: counts of the endings and of what is still open, whole numbers that add up to 100.
type moment struct {
	month int
	ended results.Endings
	open  int64
	whole []int // six endings, then open
	n     int64
}

func momentOf(in Input, month int) moment {
	o := baseline(in)
	m := moment{month: month, n: runs(o)}
	counts := make([]int64, 7)
	m.open = total(o.Endings)
	for e, by := range o.ByMonth {
		m.ended[e] = by[month]
		m.open -= by[month]
		counts[e] = by[month]
	}
	m.open = max(0, m.open)
	counts[6] = m.open
	p := splitOf(o)
	m.whole = stats.Hundred(counts, p.full)
	if month == len(o.ByMonth[0])-1 { // the whole numbers of C1, less what ends after the horizon
		m.whole[6] = p.full
		for e, k := range counts[:6] {
			m.whole[e] = stats.Hundred([]int64{k, o.Endings[e] - k}, p.whole[e])[0]
			m.whole[6] -= m.whole[e]
		}
	}
	return m
}

func (m moment) text(whole int) string { return part(whole, m.n) }
func (m moment) deal() string          { return m.text(m.whole[fullDeal] + m.whole[limitedDeal]) }
func (m moment) failed() string {
	return m.text(m.whole[blocked] + m.whole[noTalks] + m.whole[breakdown] + m.whole[escalation])
}
func (m moment) stillOpen() string { return m.text(m.whole[6]) }

// months are the points of time whose values are printed: a quarter, a half and the whole of the horizon.
func months(in Input) []int {
	last := len(baseline(in).ByMonth[0]) - 1
	var out []int
	for _, m := range []int{(last + 2) / 4, last / 2, last} {
		if m > 0 && (len(out) == 0 || m > out[len(out)-1]) {
			out = append(out, m)
		}
	}
	return out
}

func overTimeTakeaway(in Input, o Options) Takeaway {
	all := months(in)
	mid := momentOf(in, all[max(0, len(all)-2)])
	end := momentOf(in, all[len(all)-1])
	month := fmt.Sprint(mid.month)
	facts := []string{month, mid.deal(), mid.failed(), mid.stillOpen()}
	t := Takeaway{Note: fmt.Sprintf("Sampling error up to %s. Months count from the information cut-off, %s.", sampling(mid.n/2, mid.n), cutoff(in))}
	t.Subtitle = fmt.Sprintf("How many of 100 simulated negotiations have ended, and how, by each month; by month %d: %s with a deal, %s ended without", end.month, end.deal(), end.failed())
	descriptive := "What has happened by when"
	if tooFew(mid.open, mid.n) {
		t.choose(o.Size, nil, descriptive)
	} else {
		t.choose(o.Size, facts,
			fmt.Sprintf("By month %s, %s of 100 negotiations have a deal and %s have failed; %s are still open", month, mid.deal(), mid.failed(), mid.stillOpen()),
			fmt.Sprintf("By month %s: %s of 100 have a deal, %s have failed, %s open", month, mid.deal(), mid.failed(), mid.stillOpen()),
			fmt.Sprintf("Month %s: deal %s, failed %s, open %s of 100", month, mid.deal(), mid.failed(), mid.stillOpen()), descriptive)
	}
	t.describe("Stacked areas of how negotiations have ended by each month", fmt.Sprintf("by month %s a deal in %s of 100", month, mid.deal()))
	var parts []string
	for _, m := range all {
		x := momentOf(in, m)
		parts = append(parts, fmt.Sprintf("By month %d: some deal %s of 100, ended without a deal %s, still open %s", m, x.deal(), x.failed(), x.stillOpen()))
	}
	t.LongDesc = "Deals lie at the bottom, then the other endings in their fixed order, white is still open. " + strings.Join(parts, ". ") + "."
	return t
}

func overTimeTable(in Input, _ Options) Table {
	t := Table{Head: append([]string{"By month"}, endingTitles[:]...)}
	t.Head = append(t.Head, "Some deal", "Ended without a deal", "Still open")
	for m := range baseline(in).ByMonth[0] {
		x := momentOf(in, m)
		row := []string{fmt.Sprint(m)}
		for e := range x.ended {
			row = append(row, x.text(x.whole[e]))
		}
		t.Rows = append(t.Rows, append(row, x.deal(), x.failed(), x.stillOpen()))
	}
	return t
}

func drawOverTime(s *Scene, in Input, o Options, b rect) float64 {
	z, by := s.size, baseline(in).ByMonth
	last := len(by[0]) - 1
	n := float64(runs(baseline(in)))
	rows := []string{"some deal", "ended without", "still open"}
	rowW, nameW := 0.0, 0.0
	for _, r := range rows {
		rowW = max(rowW, textWidth(r, z.axis, false))
	}
	end := momentOf(in, last)
	names := make([]string, 7)
	for e, name := range append(endingTitles[:], "Still open") {
		names[e] = name
		nameW = max(nameW, textWidth(name, z.axis, e == escalation))
	}
	nameW += 2.3 * z.axis // and their numbers
	lead := 1.4 * z.axis  // for lines from a layer to its name
	plot := rect{x: b.x + rowW + 8, y: b.y + 0.4*z.axis, w: b.w - rowW - 8 - nameW - lead - 3, h: z.pick(165, 120, 180)}
	step := plot.w / (float64(last) + 0.5)
	px := func(m int) float64 { return plot.x + step*float64(m) } // the month's middle; the first half month is off the picture
	py := func(k float64) float64 { return plot.bottom() - plot.h*k/n }
	for _, p := range []float64{0, 0.25, 0.5, 0.75, 1} {
		s.line(plot.x, py(p*n), plot.right(), py(p*n), grid, gridWidth)
		s.middle(plot.x-5, py(p*n), fmt.Sprint(int(100*p)), z.axis, false, right, muted)
	}
	below := make([]float64, last+1)
	var tops [6][]point
	for e := range by {
		var up, down []point
		for m := 0; m <= last; m++ {
			x0, x1 := max(plot.x, px(m)-step/2), min(plot.right(), px(m)+step/2)
			lo, hi := below[m], below[m]+float64(by[e][m])
			up = append(up, point{x0, py(hi)}, point{x1, py(hi)})
			down = append(down, point{x0, py(lo)}, point{x1, py(lo)})
			below[m] = hi
		}
		tops[e] = up
		area := append([]point{}, up...)
		for i := len(down) - 1; i >= 0; i-- {
			area = append(area, down[i])
		}
		if by[e][last] == 0 {
			continue
		}
		s.polygon(area, s.pal.ending[e], "", 0)
		if dir := s.pal.hatch[e]; dir != 0 {
			for i := 0; i < len(up); i += 2 {
				if down[i].y-up[i].y > 0.5 {
					s.hatch(rect{up[i].x, up[i].y, up[i+1].x - up[i].x, down[i].y - up[i].y}, float64(dir))
				}
			}
		}
	}
	for e := range tops {
		if by[e][last] > 0 {
			s.polyline(tops[e], ink, outlineWidth)
		}
	}
	s.line(plot.x, plot.bottom(), plot.right(), plot.bottom(), axis, axisWidth)
	drawLayerNames(s, end, names, plot, lead, py)
	y := plot.bottom() + 1.2*z.axis
	s.text(b.x, y, "month", z.axis, false, left, ink)
	marks := months(in)
	for _, m := range marks {
		s.line(px(m), plot.bottom(), px(m), plot.bottom()+2.5, axis, axisWidth)
		s.text(monthX(px(m), plot, m == last), y, fmt.Sprint(m), z.axis, true, center, ink)
	}
	y += 0.35 * z.axis
	s.line(b.x, y, plot.right(), y, grid, gridWidth)
	for r, name := range rows {
		y += 1.22 * z.axis
		s.text(b.x, y-0.1*z.axis, name, z.axis, false, left, muted)
		for _, m := range marks {
			x := momentOf(in, m)
			s.text(monthX(px(m), plot, m == last), y-0.1*z.axis, short([]string{x.deal(), x.failed(), x.stillOpen()}[r]), z.axis, r == 0, center, ink)
		}
	}
	return y - b.y + 0.2*z.axis
}

// monthX keeps the last month's numbers inside the plot.
func monthX(x float64, plot rect, last bool) float64 {
	if last {
		return min(x, plot.right()-6)
	}
	return x
}

// drawLayerNames writes the layers' names at the right edge, moved apart where layers are thin, each with a line to its layer.
func drawLayerNames(s *Scene, end moment, names []string, plot rect, lead float64, py func(float64) float64) {
	z := s.size
	type item struct{ layer, at float64 }
	var items []item
	var texts []int
	sum := 0.0
	for e := range names {
		k := float64(end.open)
		if e < 6 {
			k = float64(end.ended[e])
		}
		if k > 0 {
			items = append(items, item{layer: py(sum + k/2)})
			texts = append(texts, e)
		}
		sum += k
	}
	step := 1.25 * z.axis
	for i := range items { // from the bottom up: never lower than the one below allows
		items[i].at = items[i].layer
		if i == 0 {
			items[i].at = min(items[i].at, plot.bottom()-0.4*z.axis)
		} else {
			items[i].at = min(items[i].at, items[i-1].at-step)
		}
	}
	if k := len(items); k > 0 { // and back down, should the top be passed
		top := plot.y + 0.3*z.axis
		for i := k - 1; i >= 0 && items[i].at < top; i-- {
			items[i].at = top
			top += step
		}
	}
	for i, it := range items {
		e := texts[i]
		s.polyline([]point{{plot.right() + 1, it.layer}, {plot.right() + 0.35*lead, it.layer}, {plot.right() + 0.8*lead, it.at}, {plot.right() + lead, it.at}}, axis, gridWidth)
		s.middle(plot.right()+lead+1.7*z.axis, it.at, short(end.text(end.whole[e])), z.axis, true, right, ink)
		s.middle(plot.right()+lead+2.2*z.axis, it.at, names[e], z.axis, e == escalation, left, ink)
	}
}
