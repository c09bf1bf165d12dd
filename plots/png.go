package plots

import (
	"bytes"
	"image/color"
	"image/png"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
)

// DPI of pictures: below about 200 letters of small text run into each other.
const DPI = 220

// writePNG draws a scene with gonum's image canvas; text is outlines, as in the standalone SVG.
func writePNG(s *Scene) ([]byte, error) {
	c := vgimg.NewWith(vgimg.UseWH(vg.Length(s.W), vg.Length(s.H)), vgimg.UseDPI(DPI), vgimg.UseBackgroundColor(color.White))
	at := func(p point) vg.Point { return vg.Point{X: vg.Length(p.x), Y: vg.Length(s.H - p.y)} }
	for i := range s.shapes {
		sh := &s.shapes[i]
		var path vg.Path
		switch {
		case sh.text != nil:
			for k, st := range outline(sh.text) {
				switch st.op {
				case moveTo:
					if k > 0 {
						path.Close()
					}
					path.Move(at(st.p[0]))
				case lineTo:
					path.Line(at(st.p[0]))
				case quadTo:
					path.QuadTo(at(st.p[0]), at(st.p[1]))
				default:
					path.CubeTo(at(st.p[0]), at(st.p[1]), at(st.p[2]))
				}
			}
			path.Close()
			c.SetColor(hex(sh.text.color))
			c.Fill(path)
			continue
		case sh.curves:
			path.Move(at(point{sh.cx + sh.r, sh.cy}))
			path.Arc(at(point{sh.cx, sh.cy}), vg.Length(sh.r), 0, 2*math.Pi)
			path.Close()
		default:
			for k, p := range sh.path {
				if k == 0 {
					path.Move(at(p))
				} else {
					path.Line(at(p))
				}
			}
			if sh.fill != "" {
				path.Close()
			}
		}
		if sh.fill != "" {
			c.SetColor(hex(sh.fill))
			c.Fill(path)
			if sh.hatch {
				hatch(c, sh, at)
			}
		}
		if sh.stroke != "" && sh.width > 0 {
			c.SetColor(hex(sh.stroke))
			c.SetLineWidth(vg.Length(sh.width))
			var dash []vg.Length
			for _, d := range sh.dash {
				dash = append(dash, vg.Length(d))
			}
			c.SetLineDash(dash, 0)
			c.Stroke(path)
		}
	}
	var b bytes.Buffer
	e := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := e.Encode(&b, c.Image()); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// hatch draws white diagonals over a rectangle.
func hatch(c *vgimg.Canvas, sh *shape, at func(point) vg.Point) {
	lo, hi := sh.path[0], sh.path[2]
	c.SetColor(color.White)
	c.SetLineWidth(1)
	c.SetLineDash(nil, 0)
	h := hi.y - lo.y
	for x := lo.x - h; x < hi.x; x += 4 {
		a, b := point{x, hi.y}, point{x + h, lo.y}
		if a.x < lo.x {
			a = point{lo.x, hi.y - (lo.x - x)}
		}
		if b.x > hi.x {
			b = point{hi.x, hi.y - (hi.x - x)}
		}
		if a.x >= b.x {
			continue
		}
		var p vg.Path
		p.Move(at(a))
		p.Line(at(b))
		c.Stroke(p)
	}
}

// hex reads "#rrggbb".
func hex(s string) color.NRGBA {
	v := func(i int) uint8 {
		d := func(c byte) uint8 {
			if c >= 'a' {
				return c - 'a' + 10
			}
			if c >= 'A' {
				return c - 'A' + 10
			}
			return c - '0'
		}
		return d(s[i])<<4 | d(s[i+1])
	}
	return color.NRGBA{v(1), v(3), v(5), 255}
}
