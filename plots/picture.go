package plots

// picture is the frame of what is drawn for one question, not of a stored result: title, subtitle, drawing, note. The charts of a result have one of
// their own (compose), which says what run they are from.
type picture struct {
	title, subtitle, note, desc string
	draw                        func(s *Scene, b rect) float64 // from the top left of b, b.w wide; the height used
}

func (p picture) scene(o Options) *Scene {
	z := sizesOf(o.Size)
	s := &Scene{W: z.width, pal: house, size: z}
	if o.Grey {
		s.pal = grey
	}
	m, w := z.margin, z.width-2*z.margin
	y := m
	y += s.paragraph(m, y, p.title, z.title, true, ink, w) + 0.2*z.subtitle
	y += s.paragraph(m, y, p.subtitle, z.subtitle, false, muted, w) + 0.75*z.subtitle
	y += p.draw(s, rect{x: m, y: y, w: w}) + 0.8*z.note
	s.line(m, y, m+w, y, grid, gridWidth)
	y += 0.5 * z.note
	y += s.block(m, y, p.note, z.note, false, left, muted, w, mostLines)
	s.H = y + m
	return s
}

// write writes it as ".svg" or ".png".
func (p picture) write(ending string, o Options) ([]byte, error) {
	if o.Size == "" {
		o.Size = Full
	}
	s := p.scene(o)
	if ending == ".png" {
		return writePNG(s)
	}
	return writeSVG(s, o, clean(p.title), clean(p.desc)), nil
}
