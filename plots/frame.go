package plots

import "strings"

// sizes are the type sizes of a place, in points.
type sizes struct {
	width                              float64
	title, subtitle, label, axis, note float64
	half                               bool
	margin                             float64
}

func sizesOf(z Size) sizes {
	const mm = 72 / 25.4
	switch z {
	case Half:
		return sizes{width: 86 * mm, title: 10.5, subtitle: 8.5, label: 8, axis: 8, note: 7, half: true, margin: 4}
	case Slide:
		return sizes{width: 12.3 * 72, title: 28, subtitle: 18, label: 16, axis: 14, note: 11, margin: 20}
	}
	return sizes{width: 178 * mm, title: 14, subtitle: 10, label: 9, axis: 9, note: 7.5, margin: 8}
}

// compose lays out a chart: title, subtitle, drawing, note. Titles wrap by measured width and are never cut; inline, the page
// has them and the drawing stands alone.
func compose(c Chart, in Input, o *Options) (*Scene, Takeaway, error) {
	if o.Size == "" {
		o.Size = Full
	}
	if o.IDPrefix == "" {
		o.IDPrefix = c.ID
	}
	if err := c.Needs(in); err != nil {
		return nil, Takeaway{}, err
	}
	z := sizesOf(o.Size)
	s := &Scene{W: z.width, pal: house, size: z}
	if o.Grey {
		s.pal = grey
	}
	t := c.Takeaway(in, *o)
	h := c.height(in, *o)
	if o.Inline {
		s.H = h
		c.draw(s, in, *o, rect{0, 0, s.W, h})
		return s, t, nil
	}
	m := z.margin
	y := m
	y += s.block(m, y, t.Title, z.title, true, left, ink, s.W-2*m, 6) + 0.25*z.subtitle
	y += s.block(m, y, t.Subtitle, z.subtitle, false, left, muted, s.W-2*m, 5) + 0.8*z.subtitle
	c.draw(s, in, *o, rect{m, y, s.W - 2*m, h})
	y += h + 0.9*z.note
	note := "Parley: " + strings.TrimRight(in.Manifest.Title, ".")
	if !strings.HasSuffix(note, "?") && !strings.HasSuffix(note, "!") {
		note += "."
	}
	if t.Note != "" {
		note = t.Note + " " + note
	}
	note += " " + runID(in)
	y += s.block(m, y, note, z.note, false, left, muted, s.W-2*m, 5)
	s.H = y + m
	return s, t, nil
}

// runID is the foot of every picture: which runs it shows.
func runID(in Input) string {
	id := in.Manifest.ScenarioHash
	if len(id) > 8 {
		id = id[:8]
	}
	return "Run " + in.Manifest.Scenario + " " + id + ", " + thousands(in.Summary.Runs) + " runs, seed " + uintText(in.Manifest.Seed) + "."
}
