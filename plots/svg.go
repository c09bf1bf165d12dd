package plots

import (
	"bytes"
	"fmt"
	"html"
	"strconv"
	"strings"
)

// fontStack is what a page uses: the fonts have the same widths, so labels fit with any of them but the last.
const fontStack = "'Liberation Sans',Arial,Helvetica,sans-serif"

// writeSVG writes a scene. Inline, text is real text and the picture names itself for screen readers; standing alone, text is
// outlines, so that no font is needed.
func writeSVG(s *Scene, o Options, title, desc string) []byte {
	var b bytes.Buffer
	id := o.IDPrefix
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" width="%spt" height="%spt" role="img" aria-labelledby="%st %sd">`, num(s.W), num(s.H), num(s.W), num(s.H), id, id)
	fmt.Fprintf(&b, `<title id="%st">%s</title><desc id="%sd">%s</desc>`, id, html.EscapeString(title), id, html.EscapeString(desc))
	if o.Grey {
		fmt.Fprintf(&b, `<defs><pattern id="%sh" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="4" stroke="#ffffff" stroke-width="1"/></pattern></defs>`, id)
	}
	if !o.Inline {
		fmt.Fprintf(&b, `<rect width="%s" height="%s" fill="#ffffff"/>`, num(s.W), num(s.H))
	}
	for i := range s.shapes {
		sh := &s.shapes[i]
		switch {
		case sh.text != nil && o.Inline:
			weight := ""
			if sh.text.bold {
				weight = ` font-weight="bold"`
			}
			// textLength holds the width where a reader's machine lacks the font
			fmt.Fprintf(&b, `<text x="%s" y="%s" font-family="%s" font-size="%s"%s fill="%s">%s</text>`, num(sh.text.x), num(sh.text.y), fontStack, num(sh.text.size), weight, sh.text.color, html.EscapeString(sh.text.s))
		case sh.text != nil:
			fmt.Fprintf(&b, `<path fill="%s" d="%s"/>`, sh.text.color, outlineData(sh.text))
		case sh.curves:
			fmt.Fprintf(&b, `<circle cx="%s" cy="%s" r="%s"%s/>`, num(sh.cx), num(sh.cy), num(sh.r), paint(sh))
		default:
			d := pathData(sh)
			fmt.Fprintf(&b, `<path d="%s"%s/>`, d, paint(sh))
			if sh.hatch {
				fmt.Fprintf(&b, `<path d="%s" fill="url(#%sh)"/>`, d, id)
			}
		}
	}
	b.WriteString("</svg>\n")
	return b.Bytes()
}

func paint(sh *shape) string {
	fill := "none"
	if sh.fill != "" {
		fill = sh.fill
	}
	s := fmt.Sprintf(` fill="%s"`, fill)
	if sh.stroke != "" && sh.width > 0 {
		s += fmt.Sprintf(` stroke="%s" stroke-width="%s"`, sh.stroke, num(sh.width))
		if len(sh.dash) > 0 {
			parts := make([]string, len(sh.dash))
			for i, d := range sh.dash {
				parts[i] = num(d)
			}
			s += fmt.Sprintf(` stroke-dasharray="%s"`, strings.Join(parts, " "))
		}
	}
	return s
}

func pathData(sh *shape) string {
	var b strings.Builder
	for i, p := range sh.path {
		op := "L"
		if i == 0 {
			op = "M"
		}
		b.WriteString(op + num(p.x) + " " + num(p.y))
	}
	if sh.fill != "" {
		b.WriteString("Z")
	}
	return b.String()
}

func outlineData(l *label) string {
	var b strings.Builder
	for i, st := range outline(l) {
		if st.op == moveTo && i > 0 {
			b.WriteString("Z")
		}
		b.WriteByte("MLQC"[st.op])
		for k := range [4]int{1, 1, 2, 3}[st.op] {
			if k > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(num(st.p[k].x) + " " + num(st.p[k].y))
		}
	}
	b.WriteString("Z")
	return b.String()
}

// num writes a coordinate with two decimals and no more digits than it needs.
func num(x float64) string {
	s := strconv.FormatFloat(x, 'f', 2, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "" || s == "-0" {
		return "0"
	}
	return s
}
