package plots

import (
	"fmt"
	"math"

	"parley/sim/results"
	"parley/sim/stats"
)

// flipMap is C5: the two strongest inputs on x and y, each cell in the likelihood word of any deal, with the line of even chance.
var flipMap = Chart{ID: "c5", Name: "flip-map", Title: "Flip-point map", Doc: "Where does the answer change? The two strongest inputs against each other, all others varying.",
	takeaway: flipMapTakeaway, table: flipMapTable, height: flipMapHeight, draw: drawFlipMap,
	ready: func(in Input) error {
		if in.Derived == nil || in.Derived.Sweep == nil || len(in.Derived.Sweep.Cells) == 0 {
			return ErrNoData
		}
		return nil
	}}

// minCell is the number of runs below which a cell is left blank.
const minCell = 200

func cell(sw *results.Sweep, ix, iy int) (p float64, ok bool) {
	e := sw.Cells[iy*len(sw.X.Values)+ix]
	n := total(e)
	if n < minCell {
		return 0, false
	}
	return float64(deals(e)) / float64(n), true
}

func flipMapTakeaway(in Input, o Options) Takeaway {
	sw := in.Derived.Sweep
	scale, _ := stats.ScaleNamed(in.Manifest.Brief.Scale)
	lo, hi := 1.0, 0.0
	words := map[string]bool{}
	var loK, loN, hiK, hiN int64
	for i := range sw.Cells {
		n := total(sw.Cells[i])
		if n < minCell {
			continue
		}
		k := deals(sw.Cells[i])
		p := float64(k) / float64(n)
		words[scale.Word(p).Word] = true
		if p < lo {
			lo, loK, loN = p, k, n
		}
		if p > hi {
			hi, hiK, hiN = p, k, n
		}
	}
	a, z := stats.OfHundred(loK, loN), stats.OfHundred(hiK, hiN)
	x, y := lower(sw.X.Title), lower(sw.Y.Title)
	t := Takeaway{Facts: []string{a, z},
		Subtitle: "Chance of any deal across two inputs, all others varying; thick line: even chance; cross: median and 10 to 90 % of our assumptions. The complement is no deal",
		Note:     "Inputs are drawn independently. Cells are simulated at these values; the corners lie outside most assumption sets."}
	if hi < 0.5 {
		t.Title = shortest(o.Size, fmt.Sprintf("Even at the best corner a deal stays below even: %s to %s of 100", a, z), fmt.Sprintf("A deal stays below even: %s to %s of 100", a, z), "Where the odds of a deal change")
	} else if lo >= 0.5 {
		t.Title = shortest(o.Size, fmt.Sprintf("A deal is at least even across the map: %s to %s of 100", a, z), "A deal is at least even across the map")
	} else {
		t.Title = shortest(o.Size, fmt.Sprintf("A deal goes from %s to %s of 100 across %s and %s", a, z, x, y), fmt.Sprintf("Together two inputs move a deal from %s to %s of 100", a, z), fmt.Sprintf("A deal goes from %s to %s of 100", a, z), "Where the odds of a deal change")
	}
	t.Alt = "Map of the chance of any deal over two inputs; " + t.Title
	t.LongDesc = fmt.Sprintf("%s from %s to %s on x, %s from %s to %s on y. Any deal from %s to %s of 100.", sw.X.Title, tick(sw.X.Values[0]), tick(sw.X.Values[len(sw.X.Values)-1]), sw.Y.Title, tick(sw.Y.Values[0]), tick(sw.Y.Values[len(sw.Y.Values)-1]), a, z)
	return t
}

func flipMapTable(in Input, _ Options) Table {
	sw := in.Derived.Sweep
	t := Table{Head: []string{sw.X.Title, sw.Y.Title, "Any deal, of 100", "Runs"}}
	for iy, y := range sw.Y.Values {
		for ix, x := range sw.X.Values {
			e := sw.Cells[iy*len(sw.X.Values)+ix]
			t.Rows = append(t.Rows, []string{tick(x), tick(y), stats.OfHundred(deals(e), total(e)), fmt.Sprint(total(e))})
		}
	}
	return t
}

func flipMapHeight(_ Input, o Options) float64 {
	switch o.Size {
	case Half:
		return 60 * 72 / 25.4
	case Slide:
		return 460
	}
	return 300
}

func drawFlipMap(s *Scene, in Input, o Options, b rect) {
	sw := in.Derived.Sweep
	z := s.size
	scale, _ := stats.ScaleNamed(in.Manifest.Brief.Scale)
	if len(scale.Bands) != len(s.pal.bands) {
		scale, _ = stats.ScaleNamed("icd203")
	}
	top := 1.5 * z.axis
	plot := rect{b.x + 3.4*z.axis, b.y + top, b.w - 3.8*z.axis, b.h - top - 3.0*z.axis}
	nx, ny := len(sw.X.Values), len(sw.Y.Values)
	x0, x1, y0, y1 := sw.X.Values[0], sw.X.Values[nx-1], sw.Y.Values[0], sw.Y.Values[ny-1]
	dx, dy := (x1-x0)/float64(nx-1), (y1-y0)/float64(ny-1)
	px := func(x float64) float64 { return plot.x + plot.w*(x-x0+dx/2)/(x1-x0+dx) }
	py := func(y float64) float64 { return plot.y + plot.h*(y1+dy/2-y)/(y1-y0+dy) }
	w, h := plot.w/float64(nx), plot.h/float64(ny)
	bandOf := func(p float64) int {
		word := scale.Word(p)
		for i, band := range scale.Bands {
			if band == word {
				return i
			}
		}
		return 0
	}
	type run struct{ sumX, sumY, n float64 }
	mids := map[int]*run{}
	for iy := range ny {
		for ix := range nx {
			p, ok := cell(sw, ix, iy)
			if !ok {
				continue
			}
			k := bandOf(p)
			// cells overlap a little, or hairlines of the background show between them
			s.rect(px(sw.X.Values[ix])-w/2, py(sw.Y.Values[iy])-h/2, w+0.2, h+0.2, s.pal.bands[k], "", 0)
			if mids[k] == nil {
				mids[k] = &run{}
			}
			mids[k].sumX, mids[k].sumY, mids[k].n = mids[k].sumX+px(sw.X.Values[ix]), mids[k].sumY+py(sw.Y.Values[iy]), mids[k].n+1
		}
	}
	for _, pen := range []struct {
		color string
		width float64
	}{{white, 3}, {ink, 1.5}} {
		for _, seg := range contour(sw, 0.5) {
			s.line(px(seg[0].x), py(seg[0].y), px(seg[1].x), py(seg[1].y), pen.color, pen.width)
		}
	}
	// the estimate: median with 10 to 90 %
	bx0, bx1, by0, by1 := px(sw.X.P10), px(sw.X.P90), py(sw.Y.P90), py(sw.Y.P10)
	s.polyline([]point{{bx0, by0}, {bx1, by0}, {bx1, by1}, {bx0, by1}, {bx0, by0}}, white, 2)
	s.polyline([]point{{bx0, by0}, {bx1, by0}, {bx1, by1}, {bx0, by1}, {bx0, by0}}, ink, 0.8)
	mx, my := px(sw.X.P50), py(sw.Y.P50)
	r := 0.55 * z.label
	for _, st := range []struct {
		c string
		w float64
	}{{white, 3.2}, {ink, 1.6}} {
		s.line(mx-r, my, mx+r, my, st.c, st.w)
		s.line(mx, my-r, mx, my+r, st.c, st.w)
	}
	// names of the bands, where a band is large enough and its name does not lie on the cross or on another name
	var taken []label
	cross := label{x0: mx - 1.4*r, x1: mx + 1.4*r, y0: my - 1.4*r, y1: my + 1.4*r}
	taken = append(taken, cross)
	for _, seg := range contour(sw, 0.5) { // nor on the line
		x0, x1 := px(seg[0].x), px(seg[1].x)
		y0, y1 := py(seg[0].y), py(seg[1].y)
		taken = append(taken, label{x0: min(x0, x1), x1: max(x0, x1), y0: min(y0, y1), y1: max(y0, y1)})
	}
	for k := range scale.Bands {
		m := mids[k]
		if m == nil || m.n < 5 {
			continue
		}
		name := scale.Bands[k].Word
		tw := textWidth(name, z.axis, true)
		best, bestAt := math.Inf(1), point{}
		for iy := range ny { // the cell nearest the band's middle where the whole name fits on the band
			for ix := range nx {
				p, ok := cell(sw, ix, iy)
				if !ok || bandOf(p) != k {
					continue
				}
				cx, cy := px(sw.X.Values[ix]), py(sw.Y.Values[iy])
				box := label{x0: cx - tw/2 - 2, x1: cx + tw/2 + 2, y0: cy - 0.6*z.axis, y1: cy + 0.6*z.axis}
				if box.x0 < plot.x || box.x1 > plot.x+plot.w || clash(box, taken) {
					continue
				}
				off := 0.0
				for jx := range nx {
					if q, ok := cell(sw, jx, iy); ok && bandOf(q) != k && px(sw.X.Values[jx])+w/2 > box.x0 && px(sw.X.Values[jx])-w/2 < box.x1 {
						off += 1000
					}
				}
				if d := math.Hypot(cx-m.sumX/m.n, cy-m.sumY/m.n) + off; d < best {
					best, bestAt = d, point{cx, cy}
				}
			}
		}
		if best < 1000 {
			s.middle(bestAt.x, bestAt.y, name, z.axis, true, center, s.pal.onBand[k])
			taken = append(taken, label{x0: bestAt.x - tw/2 - 2, x1: bestAt.x + tw/2 + 2, y0: bestAt.y - 0.7*z.axis, y1: bestAt.y + 0.7*z.axis})
		}
	}
	for _, v := range niceTicks(x0, x1, 5) {
		s.text(px(v), plot.y+plot.h+1.15*z.axis, tick(v), z.axis, false, center, muted)
	}
	for _, v := range niceTicks(y0, y1, 5) {
		s.middle(plot.x-3, py(v), tick(v), z.axis, false, right, muted)
	}
	s.text(b.x, b.y+0.85*z.axis, fit("↑ "+sw.Y.Title, z.axis, false, b.w), z.axis, false, left, ink)
	s.text(b.x+b.w, plot.y+plot.h+2.5*z.axis, fit(sw.X.Title+" →", z.axis, false, b.w), z.axis, false, right, ink)
}

func clash(a label, with []label) bool {
	for _, b := range with {
		if a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1 {
			return true
		}
	}
	return false
}

// contour is the line on which the chance of any deal is level, as pieces in data coordinates (marching squares).
func contour(sw *results.Sweep, level float64) [][2]point {
	var out [][2]point
	for iy := range len(sw.Y.Values) - 1 {
		for ix := range len(sw.X.Values) - 1 {
			var p [4]float64
			good := true
			for k, d := range [4][2]int{{0, 0}, {1, 0}, {1, 1}, {0, 1}} {
				v, ok := cell(sw, ix+d[0], iy+d[1])
				p[k], good = v, good && ok
			}
			if !good {
				continue
			}
			corner := [4]point{{sw.X.Values[ix], sw.Y.Values[iy]}, {sw.X.Values[ix+1], sw.Y.Values[iy]}, {sw.X.Values[ix+1], sw.Y.Values[iy+1]}, {sw.X.Values[ix], sw.Y.Values[iy+1]}}
			var hits []point
			for k := range 4 {
				a, b := p[k], p[(k+1)%4]
				if (a < level) != (b < level) {
					t := (level - a) / (b - a)
					c, d := corner[k], corner[(k+1)%4]
					hits = append(hits, point{c.x + (d.x-c.x)*t, c.y + (d.y-c.y)*t})
				}
			}
			for i := 0; i+1 < len(hits); i += 2 {
				out = append(out, [2]point{hits[i], hits[i+1]})
			}
		}
	}
	return out
}
