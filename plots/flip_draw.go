package plots

import "parley/sim/stats"

// mapArea places a grid of cells on a rectangle: edges lie halfway between grid points.
type mapArea struct {
	rect
	xs, ys []float64 // cell edges in the units of the axes
}

func edgesOf(v []float64) []float64 {
	e := make([]float64, len(v)+1)
	for i := 1; i < len(v); i++ {
		e[i] = (v[i-1] + v[i]) / 2
	}
	e[0], e[len(v)] = 2*v[0]-e[1], 2*v[len(v)-1]-e[len(v)-1]
	return e
}

func (m mapArea) px(x float64) float64 {
	lo, hi := m.xs[0], m.xs[len(m.xs)-1]
	return m.x + m.w*min(1, max(0, (x-lo)/(hi-lo)))
}

func (m mapArea) py(y float64) float64 {
	lo, hi := m.ys[0], m.ys[len(m.ys)-1]
	return m.y + m.h*(1-min(1, max(0, (y-lo)/(hi-lo))))
}

// cell is the rectangle of a cell.
func (m mapArea) cell(ix, iy int) rect {
	x, y := m.px(m.xs[ix]), m.py(m.ys[iy+1])
	return rect{x, y, m.px(m.xs[ix+1]) - x, m.py(m.ys[iy]) - y}
}

func drawFlipMap(s *Scene, in Input, o Options, b rect) float64 {
	sw, z := in.Derived.Sweep, s.size
	g, scale := dealGrid(sw), scaleOf(in)
	yTicks, yDec := ticks(sw.Y.Values[0], sw.Y.Values[len(g.y)-1], 4)
	tickW := 0.0
	for _, v := range yTicks {
		tickW = max(tickW, textWidth(axisText(v, sw.Y.Unit, yDec), z.axis, false))
	}
	// the plot's height is known before anything stands above it: names that find no room on the map go into a key there
	plot := mapArea{rect: rect{x: b.x + tickW + 5, w: b.w - tickW - 5, h: z.pick(220, 106, 190)}, xs: edgesOf(g.x), ys: edgesOf(g.y)}
	names, left0 := placeBands(plot, sw, scale, z)
	y := b.y
	if len(left0) > 0 || blank(g) {
		y += s.bandKey(rect{x: b.x, y: y, w: b.w}, scale, left0, blank(g)) + 0.5*z.axis
	}
	y += s.block(b.x, y, axisName(in, sw.Y)+" ↑", z.axis, false, left, ink, b.w, 3) + 0.35*z.axis
	plot.y = y
	s.rect(plot.x, plot.y, plot.w, plot.h, white, grid, gridWidth)
	for iy := range g.y {
		for ix := range g.x {
			if p, ok := g.at(ix, iy); ok {
				c := plot.cell(ix, iy)
				// cells overlap a little, or hairlines of the background show between them
				s.rect(c.x, c.y, min(c.w+0.2, plot.right()-c.x), min(c.h+0.2, plot.bottom()-c.y), s.pal.bands[bandOf(scale, p)], "", 0)
			}
		}
	}
	var line [][]point
	for _, chain := range g.contour(0.5) {
		placed := make([]point, len(chain))
		for i, p := range chain {
			placed[i] = point{plot.px(p.x), plot.py(p.y)}
		}
		line = append(line, placed)
	}
	for _, chain := range line {
		s.polyline(chain, white, 3)
	}
	for _, chain := range line {
		s.polyline(chain, ink, 1.5)
	}
	x0, x1, y0, y1 := plot.px(sw.X.P10), plot.px(sw.X.P90), plot.py(sw.Y.P90), plot.py(sw.Y.P10)
	box := []point{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}
	s.polyline(box, white, 2.2)
	s.polyline(box, ink, 0.8)
	mx, my, r := plot.px(sw.X.P50), plot.py(sw.Y.P50), crossSize(z)
	s.line(mx-r-0.8, my, mx+r+0.8, my, white, 3.6)
	s.line(mx, my-r-0.8, mx, my+r+0.8, white, 3.6)
	s.line(mx-r, my, mx+r, my, ink, 1.8)
	s.line(mx, my-r, mx, my+r, ink, 1.8)
	for _, n := range names {
		s.middle(n.at.x, plot.y+n.at.y, n.text, z.axis, n.bold, center, s.pal.onBand[n.band])
	}
	for _, v := range yTicks {
		s.middle(plot.x-4, plot.py(v), axisText(v, sw.Y.Unit, yDec), z.axis, false, right, muted)
	}
	xTicks, xDec := ticks(sw.X.Values[0], sw.X.Values[len(g.x)-1], int(z.pick(6, 4, 6)))
	for _, v := range xTicks {
		t := axisText(v, sw.X.Unit, xDec)
		w := textWidth(t, z.axis, false)
		s.text(min(max(plot.px(v), b.x+w/2), b.right()-w/2), plot.bottom()+1.15*z.axis, t, z.axis, false, center, muted)
	}
	y = plot.bottom() + 1.6*z.axis
	return y - b.y + s.block(b.right(), y, axisName(in, sw.X)+" →", z.axis, false, right, ink, b.w, 3)
}

func crossSize(z sizes) float64 { return z.pick(6, 4.5, 10) }

func blank(g grid2) bool {
	for _, ok := range g.ok {
		if !ok {
			return true
		}
	}
	return false
}

// bandKey names the bands that found no room on the map.
func (s *Scene) bandKey(b rect, scale stats.Scale, bands []int, holes bool) float64 {
	z := s.size
	x, y, box := b.x, b.y, 0.85*z.axis
	entry := func(fill, name string) {
		w := 1.45*box + textWidth(name, z.axis, false)
		if x > b.x && x+w > b.right() {
			x, y = b.x, y+1.4*z.axis
		}
		s.rect(x+0.3, y+0.3, box, box, fill, ink, outlineWidth)
		s.middle(x+1.45*box, y+box/2, name, z.axis, false, left, ink)
		x += w + 1.1*z.axis
	}
	for _, k := range bands {
		entry(s.pal.bands[k], scale.Bands[k].Word)
	}
	if holes {
		entry(white, "too few runs")
	}
	return y - b.y + 1.1*z.axis
}
