package plots

import (
	"math"
	"strconv"
)

// A map of two levers with so many values that no number fits into its cells: shades alone, with a key.

// isMap is whether two levers of rising numbers make a grid of one series.
func (c Cells) isMap() bool {
	return len(c.Axes) == 2 && len(c.Series) == 1 && c.isGrid() && len(c.Axes[0].Values) > 2 && len(c.Axes[1].Values) > 2 &&
		rising(c.Axes[0].Values) != nil && rising(c.Axes[1].Values) != nil
}

// rising are the numbers that texts are, nil where they are no rising ones.
func rising(texts []string) []float64 {
	var out []float64
	last := math.Inf(-1)
	for _, t := range texts {
		x, err := strconv.ParseFloat(t, 64)
		if err != nil || !(x > last) {
			return nil
		}
		out, last = append(out, x), x
	}
	return out
}

// shades draws it: the first lever up, the second across.
func (c Cells) shades(s *Scene, b rect) float64 {
	across := rising(c.Axes[1].Values)
	m := BreakEvenMap{X: Lever{Title: c.Axes[1].Title, Values: across, Median: math.NaN()}, Y: Lever{Title: c.Axes[0].Title, Values: rising(c.Axes[0].Values), Median: math.NaN()}}
	for i := range c.Axes[0].Values {
		m.Counts = append(m.Counts, c.Series[0].Counts[i*len(across):(i+1)*len(across)])
	}
	z := s.size
	y := b.y + s.block(b.x, b.y, c.Outcome+", of 100 simulated negotiations", z.axis, false, left, ink, b.w, 2) + 0.3*z.axis
	return y + m.draw(s, rect{x: b.x, y: y, w: b.w}) - b.y
}
