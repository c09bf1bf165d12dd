package plots

// A key names the endings where their marks stand too close for labels of their own.

// endingKey draws swatches with names, wrapped to the width of b, and returns its height.
func (s *Scene) endingKey(b rect, size float64) float64 {
	x, y := b.x, b.y
	box := 0.85 * size
	for e, name := range endingTitles {
		w := 1.45*box + textWidth(name, size, e == escalation)
		if x > b.x && x+w > b.right() {
			x, y = b.x, y+1.45*size
		}
		s.ending(e, x+0.3, y+0.3, box, box, ink)
		s.middle(x+1.45*box, y+box/2, name, size, e == escalation, left, ink)
		x += w + 1.15*size
	}
	return y - b.y + 1.2*size
}

// segments draws a bar of the six endings, width w for 100, numbers inside where they fit.
func (s *Scene) segments(p split, counts [6]int64, x, y, w, h, size float64) {
	n := total(counts)
	if n == 0 {
		return
	}
	at := x
	for e, k := range counts {
		width := w * float64(k) / float64(n)
		if k == 0 {
			continue
		}
		// a white gap between neighbours, but nothing seen vanishes
		draw := max(width-1, 0.6)
		s.ending(e, at, y, draw, h, ink)
		if t := short(p.text[e]); textWidth(t, size, true)+1.5 < draw {
			if s.pal.hatch[e] != 0 {
				s.backed(at+draw/2, y+h/2, t, size, true, s.pal.onEnd[e], s.pal.ending[e])
			} else {
				s.middle(at+draw/2, y+h/2, t, size, true, center, s.pal.onEnd[e])
			}
		}
		at += width
	}
}
