package plots

// Scene is what a chart draws: shapes in points (1/72 inch), x to the right, y down, in the order of drawing. SVG and PNG are two ways
// of writing it out, so both show the same picture.
type Scene struct {
	W, H   float64
	shapes []shape
	labels []label
	pal    palette
	size   sizes
}

// shape is a path, a circle or a text.
type shape struct {
	kind   shapeKind
	path   []point
	closed bool
	center point
	radius float64
	fill   string // "#rrggbb", "" for none
	stroke string // "" for none
	width  float64
	dash   []float64
	text   *label
}

type shapeKind uint8

const (
	pathShape shapeKind = iota
	circleShape
	textShape
)

type point struct{ x, y float64 }

// rect is a part of a scene.
type rect struct{ x, y, w, h float64 }

func (r rect) right() float64  { return r.x + r.w }
func (r rect) bottom() float64 { return r.y + r.h }

func (s *Scene) rect(x, y, w, h float64, fill, stroke string, width float64) {
	s.polygon([]point{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}}, fill, stroke, width)
}

func (s *Scene) line(x0, y0, x1, y1 float64, stroke string, width float64, dash ...float64) {
	s.polyline([]point{{x0, y0}, {x1, y1}}, stroke, width, dash...)
}

func (s *Scene) polyline(p []point, stroke string, width float64, dash ...float64) {
	s.shapes = append(s.shapes, shape{path: p, stroke: stroke, width: s.size.pen() * width, dash: s.size.dash(dash)})
}

func (s *Scene) polygon(p []point, fill, stroke string, width float64) {
	s.shapes = append(s.shapes, shape{path: p, closed: true, fill: fill, stroke: stroke, width: s.size.pen() * width})
}

func (s *Scene) circle(x, y, r float64, fill, stroke string, width float64) {
	s.shapes = append(s.shapes, shape{kind: circleShape, center: point{x, y}, radius: r, fill: fill, stroke: stroke, width: s.size.pen() * width})
}

// Widths of lines in points: outline of a mark, data line, reference line and its dashes, axis, grid.
const (
	outlineWidth   = 0.6
	dataWidth      = 1.6
	referenceWidth = 1.0
	axisWidth      = 0.75
	gridWidth      = 0.5
)

// reference draws the dashed line that marks are compared with.
func (s *Scene) reference(x0, y0, x1, y1 float64) { s.line(x0, y0, x1, y1, ink, referenceWidth, 4, 3) }

// ending fills a rectangle in an ending's colour, outlined; in grey, the two middle greys are hatched, each in its own direction. The hatch
// has one origin for the whole scene, so that it runs through neighbouring rectangles.
func (s *Scene) ending(e int, x, y, w, h float64, stroke string) {
	s.rect(x, y, w, h, s.pal.ending[e], "", 0)
	if dir := s.pal.hatch[e]; dir != 0 {
		s.hatch(rect{x, y, w, h}, float64(dir))
	}
	if stroke != "" {
		s.rect(x, y, w, h, "", stroke, outlineWidth)
	}
}

// hatchStep is the distance of hatch lines along x, in points.
const hatchStep = 4.2

// hatch draws white diagonals x + dir*y = k*hatchStep inside a rectangle.
func (s *Scene) hatch(r rect, dir float64) {
	at := func(x, y float64) float64 { return x + dir*y }
	lo, hi := at(r.x, r.y), at(r.x, r.y)
	for _, p := range [3]point{{r.right(), r.y}, {r.x, r.bottom()}, {r.right(), r.bottom()}} {
		lo, hi = min(lo, at(p.x, p.y)), max(hi, at(p.x, p.y))
	}
	for k := int(lo/hatchStep) - 1; float64(k)*hatchStep < hi; k++ {
		c := float64(k) * hatchStep
		// y at both sides, then clipped from above and below
		a, b := point{r.x, (c - r.x) / dir}, point{r.right(), (c - r.right()) / dir}
		for _, p := range [2]*point{&a, &b} {
			p.y = min(max(p.y, r.y), r.bottom())
			p.x = c - dir*p.y
		}
		if b.x-a.x > 0.05 && a.x > r.x-1e-6 && b.x < r.right()+1e-6 {
			s.line(a.x, a.y, b.x, b.y, white, 0.9)
		}
	}
}
