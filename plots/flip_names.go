package plots

import (
	"math"

	"parley/sim/results"
	"parley/sim/stats"
)

// mapName is a name written on the map; y counts from the plot's top.
type mapName struct {
	at   point
	text string
	band int
	bold bool
}

// bandMap is where each band lies: the rectangle and the band of every cell, -1 for a blank one.
type bandMap struct {
	mapArea
	cells []rect
	band  []int
}

// placeBands finds, for each band on the map, the place farthest from other bands and names where its whole name lies on cells of its own.
// Bands without such a place are left over. The corner cells show their number where they have room.
func placeBands(m mapArea, sw *results.Sweep, scale stats.Scale, z sizes) (names []mapName, left []int) {
	m.y = 0
	g := dealGrid(sw)
	b := bandMap{mapArea: m}
	on := make([]int, len(scale.Bands))
	for i := range g.p {
		b.cells = append(b.cells, m.cell(i%len(g.x), i/len(g.x)))
		b.band = append(b.band, -1)
		if g.ok[i] {
			b.band[i] = bandOf(scale, g.p[i])
			on[b.band[i]]++
		}
	}
	taken := obstacles(m, g, sw, z)
	nx, ny := len(g.x), len(g.y)
	for _, i := range []int{0, nx - 1, nx * (ny - 1), nx*ny - 1} {
		if !g.ok[i] {
			continue
		}
		c := b.cells[i]
		text := short(stats.OfHundred(int64(math.Floor(g.p[i]*1e6+0.5)), 1e6))
		l := place(c.x+c.w/2, c.y+c.h/2+capHeight/2*z.axis, text, z.axis, false, center, ink)
		if l.width+2 < c.w && z.axis < c.h && !meetsAny(l, taken) {
			names = append(names, mapName{at: point{c.x + c.w/2, c.y + c.h/2}, text: text, band: b.band[i]})
			taken = append(taken, l)
		}
	}
	for k, word := range scale.Bands {
		if on[k] == 0 {
			continue
		}
		at, ok := b.roomFor(word.Word, k, taken, z)
		if !ok {
			left = append(left, k)
			continue
		}
		names = append(names, mapName{at: at, text: word.Word, band: k, bold: true})
		taken = append(taken, place(at.x, at.y+capHeight/2*z.axis, word.Word, z.axis, true, center, ink))
	}
	return names, left
}

// roomFor is the middle of the best place for a band's name.
func (b bandMap) roomFor(name string, band int, taken []label, z sizes) (at point, ok bool) {
	best := 0.0
	box := place(0, capHeight/2*z.axis, name, z.axis, true, center, ink)
	for fy := b.h * 0.02; fy < b.h; fy += z.axis / 2 {
		for fx := b.x + box.width/2 + 3; fx+box.width/2+3 < b.right(); fx += b.w / 60 {
			l := label{x0: box.x0 + fx - 3, x1: box.x1 + fx + 3, y0: box.y0 + fy - 1.5, y1: box.y1 + fy + 0.5}
			if l.y0 < 0 || l.y1 > b.h {
				continue
			}
			if room := b.clearance(band, l, best); room > best && !meetsAny(l, taken) {
				best, at, ok = room, point{fx, fy}, true
			}
		}
	}
	return at, ok
}

// clearance is how far a box lies from the nearest cell of another band, negative when it touches one; what is not above least is not
// looked at further.
func (b bandMap) clearance(band int, l label, least float64) float64 {
	// the frame counts as well, but less: a name in the middle of its band reads best
	room := 12 + min(l.x0-b.x, b.right()-l.x1, l.y0, b.h-l.y1)
	for i, c := range b.cells {
		if b.band[i] == band {
			continue
		}
		room = min(room, max(c.x-l.x1, l.x0-c.right(), c.y-l.y1, l.y0-c.bottom()))
		if room <= least {
			return room
		}
	}
	return room
}

// obstacles are what a name must not lie on: the cross, the sides of the box and the line of even chance.
func obstacles(m mapArea, g grid2, sw *results.Sweep, z sizes) []label {
	r := crossSize(z) + 3
	cx, cy := m.px(sw.X.P50), m.py(sw.Y.P50)
	out := []label{{x0: cx - r, x1: cx + r, y0: cy - r, y1: cy + r}}
	x0, x1, y0, y1 := m.px(sw.X.P10), m.px(sw.X.P90), m.py(sw.Y.P90), m.py(sw.Y.P10)
	out = append(out, label{x0: x0, x1: x1, y0: y0 - 1, y1: y0 + 1}, label{x0: x0, x1: x1, y0: y1 - 1, y1: y1 + 1},
		label{x0: x0 - 1, x1: x0 + 1, y0: y0, y1: y1}, label{x0: x1 - 1, x1: x1 + 1, y0: y0, y1: y1})
	for _, chain := range g.contour(0.5) {
		for i := 1; i < len(chain); i++ {
			a, b := point{m.px(chain[i-1].x), m.py(chain[i-1].y)}, point{m.px(chain[i].x), m.py(chain[i].y)}
			for k := range 9 {
				t := float64(k) / 8
				x, y := a.x+(b.x-a.x)*t, a.y+(b.y-a.y)*t
				out = append(out, label{x0: x - 2, x1: x + 2, y0: y - 2, y1: y + 2})
			}
		}
	}
	return out
}

func meetsAny(l label, taken []label) bool {
	for _, t := range taken {
		if l.meets(t) {
			return true
		}
	}
	return false
}
