package plots

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"

	"parley/sim/results"
	"parley/sim/stats"
)

// Cells is the picture of a sweep: how often an outcome comes about at every setting of its levers. One lever of numbers makes lines, two levers
// a map, with numbers in it or shades alone, anything else a row for each cell. It is drawn of a table of its own, not of a result, so it is no entry of the list of charts.
type Cells struct {
	Title   string
	Outcome string // "Any deal"
	Note    string
	Axes    []CellAxis
	Series  []CellSeries
}

// CellAxis is a lever with its values, in the order of the points; of a design that is no grid none.
type CellAxis struct {
	Title  string
	Values []string
}

// CellSeries is a scenario or option: a count for every point, the last axis running fastest, and what each is called.
type CellSeries struct {
	Title  string
	Counts []results.Count
	Labels []string
}

// mostCellRows is how many rows of cells stand in a picture, mostLinesOf how many lines.
const (
	mostCellRows = 40
	mostLinesOf  = 6
)

// Draw draws it as ".svg" or ".png".
func (c Cells) Draw(ending string, o Options) ([]byte, error) {
	if o.IDPrefix == "" {
		o.IDPrefix = "cells"
	}
	return c.picture().write(ending, o)
}

func (c Cells) picture() picture {
	p := picture{title: c.headline(), subtitle: clean(c.Title), note: c.widest() + clean(c.Note)}
	p.desc = c.describe(p.title)
	switch {
	case len(c.Axes) == 2 && len(c.Series) == 1 && c.isGrid() && len(c.Axes[1].Values) <= 21 && len(c.Axes[0].Values) <= 31:
		p.draw = c.grid
	case c.isMap():
		p.draw = c.shades
	default:
		p.note = "Lines across marks: 95% intervals. " + clean(c.Note)
		if p.draw = c.rows; c.isLine() {
			p.draw = c.line
		}
	}
	return p
}

// widest says how well the least certain cell is known.
func (c Cells) widest() string {
	most := 0.0
	for _, s := range c.Series {
		for _, k := range s.Counts {
			if k.N > 0 {
				most = max(most, stats.Wilson(k.K, k.N, stats.Level).Half())
			}
		}
	}
	return fmt.Sprintf("95%% interval of a cell: ±%.1f points or less. ", 100*most)
}

// headline says between what the share lies.
func (c Cells) headline() string {
	lo, hi := results.Count{}, results.Count{}
	for _, s := range c.Series {
		for _, k := range s.Counts {
			if k.N > 0 && (lo.N == 0 || rate(k) < rate(lo)) {
				lo = k
			}
			if k.N > 0 && (hi.N == 0 || rate(k) > rate(hi)) {
				hi = k
			}
		}
	}
	if lo.N == 0 {
		return c.Outcome + ": no cell was played"
	}
	return fmt.Sprintf("%s: from %s of 100 to %s of 100 simulated negotiations, by setting", c.Outcome, stats.OfHundred(lo.K, lo.N), stats.OfHundred(hi.K, hi.N))
}

func (c Cells) describe(title string) string {
	text := title + "."
	for _, s := range c.Series {
		for i, k := range s.Counts {
			if i == mostCellRows || k.N == 0 {
				break
			}
			text += fmt.Sprintf(" %s: %s of 100.", s.Labels[i], stats.OfHundred(k.K, k.N))
		}
	}
	return text
}

func (c Cells) isGrid() bool {
	n := 1
	for _, a := range c.Axes {
		n *= len(a.Values)
	}
	return len(c.Series) > 0 && n == len(c.Series[0].Counts)
}

// isLine is whether there is one lever, of rising numbers.
func (c Cells) isLine() bool {
	return len(c.Axes) == 1 && len(c.Axes[0].Values) >= 2 && len(c.Series) <= mostLinesOf && rising(c.Axes[0].Values) != nil
}

func (c Cells) line(s *Scene, b rect) float64 {
	z := s.size
	xs := rising(c.Axes[0].Values)
	y := b.y + s.block(b.x, b.y, c.Outcome+", of 100 simulated negotiations ↑", z.axis, false, left, ink, b.w, 2) + 0.4*z.axis
	plot := rect{x: b.x + 3.2*z.axis, y: y, w: b.w - 4.5*z.axis, h: z.pick(220, 150, 300)}
	x0, x1 := xs[0], xs[len(xs)-1]
	px := func(x float64) float64 { return plot.x + plot.w*(x-x0)/(x1-x0) }
	py := func(share float64) float64 { return plot.bottom() - plot.h*share }
	s.rect(plot.x, plot.y, plot.w, plot.h, panel, "", 0)
	at, decimals := ticks(x0, x1, 5)
	for _, x := range at {
		if x < x0 || x > x1 {
			continue
		}
		s.line(px(x), plot.y, px(x), plot.bottom(), grid, gridWidth)
		s.text(px(x), plot.bottom()+1.1*z.axis, tick(x, decimals), z.axis, false, center, muted)
	}
	for h := 0; h <= 100; h += 25 {
		s.line(plot.x, py(float64(h)/100), plot.right(), py(float64(h)/100), grid, gridWidth)
		s.middle(plot.x-0.4*z.axis, py(float64(h)/100), strconv.Itoa(h), z.axis, false, right, muted)
	}
	for k, series := range c.Series {
		var mid []point
		for i, n := range series.Counts {
			if n.N == 0 {
				continue
			}
			in := stats.Wilson(n.K, n.N, stats.Level)
			s.line(px(xs[i]), py(in.Low), px(xs[i]), py(in.High), axis, dataWidth)
			mid = append(mid, point{px(xs[i]), py(rate(n))})
		}
		if len(mid) > 1 {
			s.polyline(mid, ink, axisWidth)
		}
		for _, p := range mid {
			s.mark(k, p.x, p.y, z.pick(3, 2.4, 5))
		}
	}
	y = plot.bottom() + 1.6*z.axis
	y += s.block(plot.right(), y, clean(c.Axes[0].Title)+" →", z.axis, false, right, ink, b.w, 2) + 0.5*z.axis
	if len(c.Series) > 1 {
		y += 0.6 * z.axis
		for k, series := range c.Series {
			s.mark(k, b.x+0.6*z.axis, y, 0.42*z.axis)
			s.middle(b.x+1.6*z.axis, y, clean(series.Title), z.axis, false, left, ink)
			y += 1.35 * z.axis
		}
	}
	return y - b.y
}

// grid is a map: the first lever up, the second across, darker for more often.
func (c Cells) grid(s *Scene, b rect) float64 {
	z := s.size
	up, across := c.Axes[0], c.Axes[1]
	y := b.y + s.block(b.x, b.y, clean(up.Title)+" ↓   (numbers: "+c.Outcome+", of 100 simulated negotiations)", z.axis, false, left, ink, b.w, 3) + 0.4*z.axis
	side := 6 * z.axis
	w, h := (b.w-side)/float64(len(across.Values)), 1.9*z.axis
	for i, v := range up.Values {
		s.middle(b.x+side-0.5*z.axis, y+(float64(i)+0.5)*h, fit(clean(v), z.axis, false, side-z.axis), z.axis, false, right, ink)
		for j := range across.Values {
			n := c.Series[0].Counts[i*len(across.Values)+j]
			x := b.x + side + float64(j)*w
			if n.N == 0 {
				s.rect(x, y+float64(i)*h, w, h, "#ffffff", grid, gridWidth)
				continue
			}
			shade := int(math.Round(245 - 120*rate(n)))
			s.rect(x, y+float64(i)*h, w, h, fmt.Sprintf("#%02x%02x%02x", shade, min(250, shade+5), min(255, shade+25)), "#ffffff", gridWidth)
			if text := stats.OfHundred(n.K, n.N); w > 1.6*z.axis {
				s.middle(x+w/2, y+(float64(i)+0.5)*h, fit(text, z.axis, false, w), z.axis, false, center, ink)
			}
		}
	}
	y += float64(len(up.Values))*h + 1.1*z.axis
	for j, v := range across.Values {
		s.text(b.x+side+(float64(j)+0.5)*w, y, fit(clean(v), z.axis, false, w), z.axis, false, center, ink)
	}
	y += 0.6 * z.axis
	y += s.block(b.right(), y, clean(across.Title)+" →", z.axis, false, right, ink, b.w, 2)
	return y - b.y
}

// cellRow is a cell as a row.
type cellRow struct {
	label string
	count results.Count
}

// rows are the cells one below the other. Of more than there is room for, those with the most and the least are shown.
func (c Cells) rows(s *Scene, b rect) float64 {
	z := s.size
	var all []cellRow
	for _, series := range c.Series {
		for i, n := range series.Counts {
			all = append(all, cellRow{series.Labels[i], n})
		}
	}
	between := len(all) - mostCellRows
	if between > 0 {
		slices.SortStableFunc(all, func(a, b cellRow) int { return cmp.Compare(share(b.count), share(a.count)) })
		all = slices.Delete(all, mostCellRows/2, mostCellRows/2+between)
	}
	y := b.y
	name, scale := 0.55*b.w, 0.3*b.w
	for i, row := range all {
		y += 1.5 * z.axis
		if between > 0 && i == mostCellRows/2 {
			s.middle(b.x, y, fmt.Sprintf("%s cells between these; all are in the table", stats.Thousands(int64(between))), z.axis, false, left, muted)
			y += 1.5 * z.axis
		}
		n := row.count
		s.middle(b.x, y, fit(clean(row.label), z.axis, false, name-z.axis), z.axis, false, left, ink)
		x := b.x + name
		s.line(x, y, x+scale, y, grid, gridWidth)
		if n.N == 0 {
			s.middle(b.right(), y, "not played", z.axis, false, right, muted)
			continue
		}
		in := stats.Wilson(n.K, n.N, stats.Level)
		s.line(x+scale*in.Low, y, x+scale*in.High, y, axis, dataWidth)
		s.mark(0, x+scale*rate(n), y, z.pick(3, 2.4, 5))
		s.middle(b.right(), y, stats.OfHundred(n.K, n.N)+" of 100", z.axis, false, right, ink)
	}
	return y + z.axis - b.y
}

// share is a rate by which cells are put in order: what was not played comes last.
func share(k results.Count) float64 {
	if k.N == 0 {
		return -1
	}
	return rate(k)
}
