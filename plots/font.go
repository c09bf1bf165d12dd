package plots

import (
	"sync"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Liberation Sans (SIL OFL, metrically the same as Arial) measures all text, and draws it as outlines where a picture stands alone.

type face struct {
	font *sfnt.Font
	mu   sync.Mutex
	buf  sfnt.Buffer
	wide map[rune]float64 // advance per point of size
}

var faces = sync.OnceValue(func() [2]*face {
	var out [2]*face
	for i, ttf := range [][]byte{liberationsansregular.TTF, liberationsansbold.TTF} {
		f, err := sfnt.Parse(ttf)
		if err != nil {
			panic("plots: " + err.Error())
		}
		out[i] = &face{font: f, wide: map[rune]float64{}}
	}
	return out
})

func faceOf(bold bool) *face {
	if bold {
		return faces()[1]
	}
	return faces()[0]
}

const em = 2048 // units of the fonts

// textWidth is the width of a line of text in points.
func textWidth(s string, size float64, bold bool) float64 {
	f := faceOf(bold)
	f.mu.Lock()
	defer f.mu.Unlock()
	sum := 0.0
	for _, c := range s {
		sum += f.advance(c)
	}
	return sum * size
}

func (f *face) advance(c rune) float64 {
	if w, ok := f.wide[c]; ok {
		return w
	}
	w := 0.5
	if g, err := f.font.GlyphIndex(&f.buf, c); err == nil {
		if a, err := f.font.GlyphAdvance(&f.buf, g, fixed.I(em), font.HintingNone); err == nil {
			w = float64(a) / 64 / em
		}
	}
	f.wide[c] = w
	return w
}

// segment kinds of an outline.
const (
	moveTo = iota
	lineTo
	quadTo
	cubeTo
)

type stroke struct {
	op int
	p  [3]point
}

// outline is the path of a line of text whose baseline starts at (x, y).
func outline(l *label) []stroke {
	f := faceOf(l.bold)
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []stroke
	x := l.x
	for _, c := range l.s {
		g, err := f.font.GlyphIndex(&f.buf, c)
		if err == nil {
			segs, err := f.font.LoadGlyph(&f.buf, g, fixed.I(em), nil)
			if err == nil {
				for _, s := range segs {
					st := stroke{op: int(s.Op)}
					for i := range st.p {
						st.p[i] = point{x + float64(s.Args[i].X)/64/em*l.size, l.y + float64(s.Args[i].Y)/64/em*l.size}
					}
					out = append(out, st)
				}
			}
		}
		x += f.advance(c) * l.size
	}
	return out
}
