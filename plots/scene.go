package plots

import "math"

// Scene is what a chart draws: shapes in points (1/72 inch), x to the right, y down, in the order of drawing.
type Scene struct {
	W, H   float64
	shapes []shape
	labels []label
	pal    palette
	size   sizes
}

// shape is a filled and outlined path, or a text.
type shape struct {
	path   []point // closed when fill is set
	curves bool    // the path is a circle: centre and radius
	cx, cy float64
	r      float64
	fill   string // "#rrggbb", "" for none
	stroke string
	width  float64
	dash   []float64
	hatch  bool
	text   *label
}

type point struct{ x, y float64 }

// label is a piece of text with the box it covers.
type label struct {
	x, y   float64 // left end of the baseline
	size   float64
	bold   bool
	color  string
	s      string
	x0, y0 float64 // box
	x1, y1 float64
}

type align float64

// Where a text's x lies on it.
const (
	left   align = 0
	center align = 0.5
	right  align = 1
)

// text draws a line of text with its baseline at y.
func (s *Scene) text(x, y float64, str string, size float64, bold bool, a align, color string) {
	if str == "" {
		return
	}
	w := textWidth(str, size, bold)
	x -= w * float64(a)
	l := label{x: x, y: y, size: size, bold: bold, color: color, s: str, x0: x, y0: y - 0.72*size, x1: x + w, y1: y + 0.21*size}
	s.labels = append(s.labels, l)
	s.shapes = append(s.shapes, shape{text: &l})
}

// middle draws text centred on y by its capitals' height.
func (s *Scene) middle(x, y float64, str string, size float64, bold bool, a align, color string) {
	s.text(x, y+0.35*size, str, size, bold, a, color)
}

func (s *Scene) rect(x, y, w, h float64, fill, stroke string, width float64) {
	s.shapes = append(s.shapes, shape{path: []point{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}}, fill: fill, stroke: stroke, width: width})
}

func (s *Scene) line(x0, y0, x1, y1 float64, stroke string, width float64, dash ...float64) {
	s.shapes = append(s.shapes, shape{path: []point{{x0, y0}, {x1, y1}}, stroke: stroke, width: width, dash: dash})
}

func (s *Scene) polyline(p []point, stroke string, width float64, dash ...float64) {
	s.shapes = append(s.shapes, shape{path: p, stroke: stroke, width: width, dash: dash})
}

func (s *Scene) polygon(p []point, fill, stroke string, width float64) {
	s.shapes = append(s.shapes, shape{path: p, fill: fill, stroke: stroke, width: width})
}

func (s *Scene) circle(x, y, r float64, fill, stroke string, width float64) {
	s.shapes = append(s.shapes, shape{curves: true, cx: x, cy: y, r: r, fill: fill, stroke: stroke, width: width})
}

// wrap breaks text into lines no wider than w; a single word that is wider is cut with an ellipsis.
func wrap(str string, size float64, bold bool, w float64) []string {
	var lines []string
	line := ""
	for _, word := range fields(str) {
		try := word
		if line != "" {
			try = line + " " + word
		}
		if textWidth(try, size, bold) <= w {
			line = try
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		line = fit(word, size, bold, w)
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

func fields(s string) []string {
	var out []string
	word := ""
	for _, c := range s {
		if c == ' ' || c == '\n' || c == '\t' {
			if word != "" {
				out = append(out, word)
			}
			word = ""
			continue
		}
		if c >= 32 && c != 127 {
			word += string(c)
		}
	}
	if word != "" {
		out = append(out, word)
	}
	return out
}

// fit cuts text to a width.
func fit(str string, size float64, bold bool, w float64) string {
	if textWidth(str, size, bold) <= w {
		return str
	}
	r := []rune(str)
	for n := len(r) - 1; n > 0; n-- {
		if cut := string(r[:n]) + "…"; textWidth(cut, size, bold) <= w {
			return cut
		}
	}
	return "…"
}

// block draws text in at most so many lines below each other, the last one cut, and returns their height.
func (s *Scene) block(x, y float64, str string, size float64, bold bool, a align, color string, w float64, most int) float64 {
	lines := wrap(str, size, bold, w)
	if len(lines) > most {
		lines = append(lines[:most-1:most-1], fit(lines[most-1]+" "+lines[most], size, bold, w))
	}
	for i, l := range lines {
		s.text(x, y+float64(i)*1.2*size+0.75*size, l, size, bold, a, color)
	}
	return float64(len(lines)) * 1.2 * size
}

// niceTicks are about n round values within [lo, hi].
func niceTicks(lo, hi float64, n int) []float64 {
	if !(hi > lo) {
		return []float64{lo}
	}
	step := math.Pow(10, math.Floor(math.Log10((hi-lo)/float64(n))))
	for _, m := range []float64{1, 2, 2.5, 5, 10} {
		if (hi-lo)/(step*m) <= float64(n) {
			step *= m
			break
		}
	}
	var out []float64
	for v := math.Ceil(lo/step-1e-9) * step; v <= hi+step*1e-9; v += step {
		out = append(out, math.Round(v/step)*step)
	}
	return out
}
