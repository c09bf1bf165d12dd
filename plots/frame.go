package plots

import (
	"fmt"
	"strings"

	"parley/sim/stats"
)

// sizes are the type sizes of a place, in points.
type sizes struct {
	width, margin                      float64
	title, subtitle, label, axis, note float64
	half, slide                        bool
}

func sizesOf(z Size) sizes {
	const mm = 72 / 25.4
	switch z {
	case Half:
		return sizes{width: 86 * mm, title: 10.5, subtitle: 8.5, label: 8, axis: 8, note: 7, half: true, margin: 5}
	case Slide:
		return sizes{width: 12.3 * 72, title: 28, subtitle: 18, label: 16, axis: 14, note: 11, slide: true, margin: 18}
	}
	return sizes{width: 178 * mm, title: 14, subtitle: 10, label: 9, axis: 9, note: 7.5, margin: 9}
}

// pick chooses a length by place.
func (z sizes) pick(full, half, slide float64) float64 {
	switch {
	case z.half:
		return half
	case z.slide:
		return slide
	}
	return full
}

// pen thickens lines where type is large.
func (z sizes) pen() float64 { return z.pick(1, 1, 1.6) }

func (z sizes) dash(d []float64) []float64 {
	out := make([]float64, len(d))
	for i := range d {
		out[i] = d[i] * z.pen()
	}
	return out
}

// mostLines bounds a frame's text; a title of an analyst's own may be long, and a title is never cut.
const mostLines = 40

// compose lays out a chart: title, subtitle, drawing, note. Inline, the page has those and the drawing stands alone.
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
	if o.Inline {
		const edge = 1 // outlines reach half their width beyond a mark
		s.H = c.draw(s, in, *o, rect{x: edge, y: edge, w: s.W - 2*edge}) + 2*edge
		return s, t, nil
	}
	m, w := z.margin, z.width-2*z.margin
	y := m
	y += s.paragraph(m, y, t.Title, z.title, true, ink, w) + 0.2*z.subtitle
	y += s.paragraph(m, y, t.Subtitle, z.subtitle, false, muted, w) + 0.75*z.subtitle
	y += c.draw(s, in, *o, rect{x: m, y: y, w: w}) + 0.8*z.note
	s.line(m, y, m+w, y, grid, gridWidth)
	y += 0.5 * z.note
	y += s.block(m, y, footer(in, t), z.note, false, left, muted, w, mostLines)
	s.H = y + m
	return s, t, nil
}

// footer stands below every picture that leaves its page: source, note, run.
func footer(in Input, t Takeaway) string {
	m := in.Manifest
	hash := m.ScenarioHash
	if len(hash) > 8 {
		hash = hash[:8]
	}
	source := "Source: simulated negotiations, Parley " + m.Engine
	if m.Title != "" {
		source += ", " + strings.TrimRight(m.Title, ". ")
		if !strings.HasSuffix(source, "?") {
			source += "."
		}
	} else {
		source += "."
	}
	run := fmt.Sprintf("Run: %s %s, %s runs per option, seed %d.", m.Scenario, hash, stats.Thousands(in.Summary.Runs), m.Seed)
	return strings.Join(strings.Fields(source+" "+t.Note+" "+run), " ")
}
