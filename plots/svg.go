package plots

import (
	"html"
	"math"
	"strconv"
)

// fontStack is what a page uses: the fonts have the same widths.
const fontStack = "'Liberation Sans',Arial,Helvetica,sans-serif"

// writeSVG writes a scene. Inline, text is real text; standing alone, text is outlines, so that no font is needed.
func writeSVG(s *Scene, o Options, title, desc string) []byte {
	b := svgWriter{b: make([]byte, 0, 1<<16)}
	id := html.EscapeString(o.IDPrefix)
	b.add(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 `).num(s.W).add(" ").num(s.H)
	b.add(`" width="`).num(s.W).add(`pt" height="`).num(s.H).add(`pt" role="img" aria-labelledby="`).add(id).add(`-t `).add(id).add(`-d">`)
	b.add(`<title id="`).add(id).add(`-t">`).escape(title).add(`</title><desc id="`).add(id).add(`-d">`).escape(desc).add("</desc>\n")
	if o.Inline {
		b.add(`<g font-family="` + fontStack + `">`)
	} else {
		b.add(`<rect width="`).num(s.W).add(`" height="`).num(s.H).add(`" fill="#FFFFFF"/><g>`)
	}
	for i := range s.shapes {
		sh := &s.shapes[i]
		switch {
		case sh.kind == textShape && o.Inline:
			b.textElement(sh.text)
		case sh.kind == textShape:
			b.add(`<path fill="`).add(sh.text.color).add(`" d="`).glyphs(sh.text).add("\"/>\n")
		case sh.kind == circleShape:
			b.add(`<circle cx="`).num(sh.center.x).add(`" cy="`).num(sh.center.y).add(`" r="`).num(sh.radius).add(`"`).paint(sh).add("/>\n")
		default:
			b.add(`<path d="`).path(sh).add(`"`).paint(sh).add("/>\n")
		}
	}
	b.add("</g></svg>\n")
	return b.b
}

// svgWriter appends; a chart has thousands of numbers and fmt would be most of the time.
type svgWriter struct{ b []byte }

func (w *svgWriter) add(s string) *svgWriter { w.b = append(w.b, s...); return w }

func (w *svgWriter) escape(s string) *svgWriter { return w.add(html.EscapeString(clean(s))) }

// num writes a coordinate to a hundredth of a point, with no more digits than it needs.
func (w *svgWriter) num(x float64) *svgWriter {
	v := int64(math.Round(100 * x))
	if v < 0 {
		w.b = append(w.b, '-')
		v = -v
	}
	w.b = strconv.AppendInt(w.b, v/100, 10)
	if r := byte(v % 100); r != 0 {
		w.b = append(w.b, '.', '0'+r/10)
		if r%10 != 0 {
			w.b = append(w.b, '0'+r%10)
		}
	}
	return w
}

// textElement writes real text. textLength holds the width that the layout was made for, whatever font a reader's machine has.
func (w *svgWriter) textElement(l *label) {
	w.add(`<text x="`).num(l.x).add(`" y="`).num(l.y).add(`" font-size="`).num(l.size).add(`"`)
	if l.bold {
		w.add(` font-weight="bold"`)
	}
	if len(l.s) > 1 {
		w.add(` textLength="`).num(l.width).add(`" lengthAdjust="spacingAndGlyphs"`)
	}
	w.add(` fill="`).add(l.color).add(`">`).escape(l.s).add("</text>\n")
}

func (w *svgWriter) paint(sh *shape) *svgWriter {
	if sh.fill == "" {
		w.add(` fill="none"`)
	} else {
		w.add(` fill="`).add(sh.fill).add(`"`)
	}
	if sh.stroke == "" || sh.width <= 0 {
		return w
	}
	w.add(` stroke="`).add(sh.stroke).add(`" stroke-width="`).num(sh.width).add(`"`)
	for i, d := range sh.dash {
		if i == 0 {
			w.add(` stroke-dasharray="`)
		} else {
			w.add(" ")
		}
		w.num(d)
	}
	if len(sh.dash) > 0 {
		w.add(`"`)
	}
	return w
}

func (w *svgWriter) path(sh *shape) *svgWriter {
	for i, p := range sh.path {
		if i == 0 {
			w.add("M")
		} else {
			w.add("L")
		}
		w.num(p.x).add(" ").num(p.y)
	}
	if sh.closed {
		w.add("Z")
	}
	return w
}

func (w *svgWriter) glyphs(l *label) *svgWriter {
	for i, st := range outline(l) {
		if st.op == 0 && i > 0 {
			w.add("Z")
		}
		w.b = append(w.b, "MLQC"[st.op])
		for k := range points[st.op] {
			if k > 0 {
				w.add(" ")
			}
			w.num(st.p[k].x).add(" ").num(st.p[k].y)
		}
	}
	return w.add("Z")
}
