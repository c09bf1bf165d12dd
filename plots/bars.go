package plots

// Rows of bars from zero, for charts that rank: a name, a bar, a number.

// bar is one row. The light bar goes to high, the dark one to low; where they are equal there is only one.
type bar struct {
	name      string
	low, high float64
	text      string // at the end of the bar
	strong    bool   // the row that the title speaks of
}

// bars draws rows to a common scale whose end is most, and returns the height used.
func (s *Scene) bars(rows []bar, most float64, b rect) float64 {
	z := s.size
	nameW := z.pick(0.42, 0.46, 0.42) * b.w
	textW := 0.0
	for _, r := range rows {
		textW = max(textW, textWidth(clean(r.text), z.label, true))
	}
	x0 := b.x + nameW + 4
	w := b.right() - x0 - textW - 6
	y := b.y
	for _, r := range rows {
		lines := wrapTo(r.name, z.axis, r.strong, nameW-4, 3)
		h := max(z.pick(1.9, 1.75, 1.7)*z.label, float64(len(lines))*1.12*z.axis+0.5*z.axis)
		mid, thick := y+h/2, z.pick(0.9, 0.85, 0.9)*z.label
		px := func(v float64) float64 { return w * min(1, max(0, v/most)) }
		if r.high > r.low {
			s.rect(x0, mid-thick/2, max(0.8, px(r.high)), thick, s.pal.wide, ink, 0.4)
		}
		s.rect(x0, mid-thick/2, max(0.8, px(r.low)), thick, s.pal.narrow, ink, 0.4)
		s.blockMiddle(b.x, mid, lines, z.axis, r.strong, left, ink)
		s.middle(x0+max(0.8, px(max(r.low, r.high)))+4, mid, r.text, z.label, true, left, ink)
		y += h
	}
	s.line(x0, b.y, x0, y, axis, axisWidth)
	return y - b.y
}

// mostRows is how many rows a ranking shows.
func mostRows(z Size) int {
	if z == Half {
		return 6
	}
	return 10
}
