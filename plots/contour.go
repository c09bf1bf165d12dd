package plots

import "parley/sim/results"

// grid2 is a surface over two axes, with holes where it is not known well enough.
type grid2 struct {
	x, y []float64
	p    []float64 // row by row
	ok   []bool
}

// minCell is the number of runs below which a cell is left blank.
const minCell = 200

// dealGrid is the chance of any deal over the swept inputs.
func dealGrid(sw *results.Sweep) grid2 {
	g := grid2{x: sw.X.Values, y: sw.Y.Values, p: make([]float64, len(sw.Cells)), ok: make([]bool, len(sw.Cells))}
	for i, e := range sw.Cells {
		if n := total(e); n >= minCell {
			g.p[i], g.ok[i] = float64(deals(e))/float64(n), true
		}
	}
	return g
}

func (g grid2) at(ix, iy int) (float64, bool) {
	i := iy*len(g.x) + ix
	return g.p[i], g.ok[i]
}

// contour is the line at a level, as chains of points in the units of the axes (marching squares; Lorensen & Cline 1987 in two dimensions).
// gonum's plotter.Contour draws the same, but onto a canvas of its own axes.
func (g grid2) contour(level float64) [][]point {
	var pieces [][2]point
	// the point on the edge between two grid points, always taken in the same direction so that neighbours agree to the bit
	edge := func(ax, ay, bx, by int) point {
		a, _ := g.at(ax, ay)
		b, _ := g.at(bx, by)
		t := (level - a) / (b - a)
		return point{g.x[ax] + (g.x[bx]-g.x[ax])*t, g.y[ay] + (g.y[by]-g.y[ay])*t}
	}
	for iy := range len(g.y) - 1 {
		for ix := range len(g.x) - 1 {
			corner := [4][2]int{{ix, iy}, {ix + 1, iy}, {ix + 1, iy + 1}, {ix, iy + 1}}
			var above [4]bool
			known := true
			for k, c := range corner {
				v, ok := g.at(c[0], c[1])
				above[k], known = v >= level, known && ok
			}
			if !known {
				continue
			}
			var hits []point
			for k := range 4 {
				a, b := corner[k], corner[(k+1)%4]
				if above[k] == above[(k+1)%4] {
					continue
				}
				if k >= 2 { // the upper and the left edge run backwards
					a, b = b, a
				}
				hits = append(hits, edge(a[0], a[1], b[0], b[1]))
			}
			for i := 0; i+1 < len(hits); i += 2 {
				pieces = append(pieces, [2]point{hits[i], hits[i+1]})
			}
		}
	}
	return chains(pieces)
}

// chains joins pieces that share an end.
func chains(pieces [][2]point) [][]point {
	var out [][]point
	used := make([]bool, len(pieces))
	for i := range pieces {
		if used[i] {
			continue
		}
		used[i] = true
		chain := []point{pieces[i][0], pieces[i][1]}
		for grown := true; grown; {
			grown = false
			for j := range pieces {
				if used[j] {
					continue
				}
				head, tail := chain[0], chain[len(chain)-1]
				a, b := pieces[j][0], pieces[j][1]
				switch {
				case a == tail:
					chain = append(chain, b)
				case b == tail:
					chain = append(chain, a)
				case a == head:
					chain = append([]point{b}, chain...)
				case b == head:
					chain = append([]point{a}, chain...)
				default:
					continue
				}
				used[j], grown = true, true
			}
		}
		out = append(out, chain)
	}
	return out
}
