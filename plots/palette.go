package plots

// The house colours. Outcomes have a fixed order and a fixed meaning; no pair is told apart by red and green. Distances hold under three
// simulations of colour blindness and in greyscale: palette_test.go computes them anew. Sources: CIEDE2000 (Sharma 2005), Machado 2009.

type palette struct {
	ending [6]string
	onEnd  [6]string // text on it
	hatch  [6]bool
	bands  [7]string // likelihood words, low to high
	onBand [7]string
	range8 string // 80 % of a distribution
	range5 string // 50 %
	low    string // low end of a driver
	high   string // high end
}

const (
	ink   = "#1F2328"
	muted = "#57606A"
	axis  = "#8C959F"
	grid  = "#D8DEE4"
	panel = "#F6F8FA"
	white = "#FFFFFF"
)

var house = palette{
	ending: [6]string{"#2F4174", "#54BFEC", "#855FBA", "#DFDAC9", "#DF744C", "#45121A"},
	onEnd:  [6]string{white, ink, white, ink, ink, white},
	bands:  [7]string{"#00224E", "#2A3F6D", "#4F586D", "#72716E", "#A59C74", "#D2C060", "#FEE838"},
	onBand: [7]string{white, white, white, white, ink, ink, ink},
	range8: "#B9C1DA", range5: "#7F8BB0", low: "#DF744C", high: "#2F4174",
}

var grey = palette{
	ending: [6]string{"#434343", "#B3B3B3", "#727272", "#DADADA", "#929292", "#242424"},
	onEnd:  [6]string{white, ink, white, ink, ink, white},
	hatch:  [6]bool{2: true, 4: true},
	bands:  [7]string{"#232323", "#3E3E3E", "#575757", "#717171", "#999999", "#BDBDBD", "#E4E4E4"},
	onBand: [7]string{white, white, white, white, ink, ink, ink},
	range8: "#C1C1C1", range5: "#8C8C8C", low: "#929292", high: "#434343",
}

// endingTitles are the endings as charts call them, in their order.
var endingTitles = [6]string{"Full deal", "Limited deal", "Blocked at home", "No talks", "Talks break down", "Escalation"}

// EndingTitle is an ending as charts call it.
func EndingTitle(i int) string { return endingTitles[i] }

// mark draws an actor's or end's glyph, told apart by shape first: square, circle, plus, triangle, then open forms.
func (s *Scene) mark(kind int, x, y, r float64, color string) {
	switch kind % 6 {
	case 0:
		s.rect(x-r, y-r, 2*r, 2*r, color, ink, 0.6)
	case 1:
		s.circle(x, y, r*1.1, color, ink, 0.6)
	case 2:
		s.line(x-1.2*r, y, x+1.2*r, y, color, 1.8)
		s.line(x, y-1.2*r, x, y+1.2*r, color, 1.8)
	case 3:
		s.polygon([]point{{x, y - 1.2*r}, {x + 1.2*r, y + r}, {x - 1.2*r, y + r}}, color, ink, 0.6)
	case 4:
		s.circle(x, y, r, white, color, 1.2)
	default:
		s.polygon([]point{{x, y - 1.3*r}, {x + 1.3*r, y}, {x, y + 1.3*r}, {x - 1.3*r, y}}, white, color, 1.2)
	}
}
