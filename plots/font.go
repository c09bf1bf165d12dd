package plots

import (
	"sync"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Liberation Sans (SIL OFL, the widths of Arial) measures all text, and draws it as outlines where a picture stands alone.

// face is one of the two fonts with what has been asked of it.
type face struct {
	font   *sfnt.Font
	mu     sync.Mutex
	buf    sfnt.Buffer
	glyphs map[rune]glyph
}

// glyph is a letter at size 1.
type glyph struct {
	advance float64
	strokes []stroke
}

// stroke is one piece of an outline.
type stroke struct {
	op sfnt.SegmentOp
	p  [3]point
}

var faces = sync.OnceValue(func() [2]*face {
	var out [2]*face
	for i, ttf := range [][]byte{liberationsansregular.TTF, liberationsansbold.TTF} {
		f, err := sfnt.Parse(ttf)
		if err != nil {
			panic("plots: " + err.Error())
		}
		out[i] = &face{font: f, glyphs: map[rune]glyph{}}
	}
	return out
})

func faceOf(bold bool) *face {
	if bold {
		return faces()[1]
	}
	return faces()[0]
}

// textWidth is the width of a line of text in points, without kerning: the inline SVG holds it with textLength.
func textWidth(s string, size float64, bold bool) float64 {
	f := faceOf(bold)
	f.mu.Lock()
	defer f.mu.Unlock()
	sum := 0.0
	for _, c := range s {
		sum += f.glyph(c).advance
	}
	return sum * size
}

// glyph reads a letter; one that the font lacks is its empty box.
func (f *face) glyph(c rune) glyph {
	if g, ok := f.glyphs[c]; ok {
		return g
	}
	const em = 2048
	g := glyph{advance: 0.5}
	if i, err := f.font.GlyphIndex(&f.buf, c); err == nil {
		if a, err := f.font.GlyphAdvance(&f.buf, i, fixed.I(em), font.HintingNone); err == nil {
			g.advance = float64(a) / 64 / em
		}
		if segments, err := f.font.LoadGlyph(&f.buf, i, fixed.I(em), nil); err == nil {
			for _, s := range segments {
				st := stroke{op: s.Op}
				for k := range st.p {
					st.p[k] = point{float64(s.Args[k].X) / 64 / em, float64(s.Args[k].Y) / 64 / em}
				}
				g.strokes = append(g.strokes, st)
			}
		}
	}
	f.glyphs[c] = g
	return g
}

// points says how many points a piece of an outline has.
var points = [4]int{sfnt.SegmentOpMoveTo: 1, sfnt.SegmentOpLineTo: 1, sfnt.SegmentOpQuadTo: 2, sfnt.SegmentOpCubeTo: 3}

// outline is the path of a line of text, placed.
func outline(l *label) []stroke {
	f := faceOf(l.bold)
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []stroke
	x := l.x
	for _, c := range l.s {
		g := f.glyph(c)
		for _, st := range g.strokes {
			for k := range st.p {
				st.p[k] = point{x + st.p[k].x*l.size, l.y + st.p[k].y*l.size}
			}
			out = append(out, st)
		}
		x += g.advance * l.size
	}
	return out
}
