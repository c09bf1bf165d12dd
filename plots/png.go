package plots

import (
	"bytes"
	"fmt"
	"image/color"
	"image/png"
	"math"
	"strconv"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
)

// DPI of pictures. At 96 letters of small text run into each other.
const DPI = 220

// writePNG draws a scene on gonum's image canvas. Its origin is at the bottom left.
func writePNG(s *Scene) ([]byte, error) {
	c := vgimg.NewWith(vgimg.UseWH(vg.Length(s.W), vg.Length(s.H)), vgimg.UseDPI(DPI), vgimg.UseBackgroundColor(color.White))
	at := func(p point) vg.Point { return vg.Point{X: vg.Length(p.x), Y: vg.Length(s.H - p.y)} }
	for i := range s.shapes {
		sh := &s.shapes[i]
		if sh.kind == textShape {
			c.SetColor(rgb(sh.text.color))
			c.Fill(glyphPath(sh.text, at))
			continue
		}
		var path vg.Path
		if sh.kind == circleShape {
			path.Move(at(point{sh.center.x + sh.radius, sh.center.y}))
			path.Arc(at(sh.center), vg.Length(sh.radius), 0, 2*math.Pi)
			path.Close()
		}
		for k, p := range sh.path {
			if k == 0 {
				path.Move(at(p))
			} else {
				path.Line(at(p))
			}
		}
		if sh.closed {
			path.Close()
		}
		if sh.fill != "" {
			c.SetColor(rgb(sh.fill))
			c.Fill(path)
		}
		if sh.stroke != "" && sh.width > 0 {
			dash := make([]vg.Length, len(sh.dash))
			for k, d := range sh.dash {
				dash[k] = vg.Length(d)
			}
			c.SetColor(rgb(sh.stroke))
			c.SetLineWidth(vg.Length(sh.width))
			c.SetLineDash(dash, 0)
			c.Stroke(path)
		}
	}
	var b bytes.Buffer
	e := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := e.Encode(&b, c.Image()); err != nil {
		return nil, fmt.Errorf("encoding a picture: %w", err)
	}
	return b.Bytes(), nil
}

func glyphPath(l *label, at func(point) vg.Point) vg.Path {
	var path vg.Path
	for k, st := range outline(l) {
		switch points[st.op] {
		case 1:
			if st.op == 0 {
				if k > 0 {
					path.Close()
				}
				path.Move(at(st.p[0]))
			} else {
				path.Line(at(st.p[0]))
			}
		case 2:
			path.QuadTo(at(st.p[0]), at(st.p[1]))
		default:
			path.CubeTo(at(st.p[0]), at(st.p[1]), at(st.p[2]))
		}
	}
	path.Close()
	return path
}

// rgb reads "#rrggbb"; the palette test has read every one of them.
func rgb(s string) color.NRGBA {
	v, err := strconv.ParseUint(s[1:], 16, 32)
	if err != nil {
		panic("plots: colour " + s)
	}
	return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255}
}
