package plots

// The house colours. Endings have a fixed order and a fixed meaning; no pair is told apart by red and green. Distances hold under three
// simulations of colour blindness and in grey: palette_test.go computes them anew.
// Sources: CIEDE2000 (Sharma, Wu & Dalal 2005), Machado, Oliveira & Fernandes 2009.

type palette struct {
	ending [6]string
	onEnd  [6]string // text on it
	hatch  [6]int    // direction of the hatch that tells middle greys apart, 0 for none
	bands  [7]string // likelihood words, low to high
	onBand [7]string
	wide   string // 80 % of a distribution
	narrow string // 50 %
	low    string // low end of a driver
	high   string // high end
	actor  [5]string
	alive  string // what is still in play, whatever its ending
}

// Neutrals: text, secondary text, axis, grid, panel.
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
	wide:   "#B9C1DA", narrow: "#7F8BB0", low: "#DF744C", high: "#2F4174",
	actor: [5]string{"#236BC1", "#1EA379", "#5D130C", "#75396A", "#57606A"},
	alive: muted,
}

var grey = palette{
	ending: [6]string{"#434343", "#B3B3B3", "#727272", "#DADADA", "#929292", "#242424"},
	onEnd:  [6]string{white, ink, white, ink, ink, white},
	hatch:  [6]int{2: 1, 4: -1},
	bands:  [7]string{"#232323", "#3E3E3E", "#575757", "#717171", "#999999", "#BDBDBD", "#E4E4E4"},
	onBand: [7]string{white, white, white, white, ink, ink, ink},
	wide:   "#C1C1C1", narrow: "#8C8C8C", low: "#929292", high: "#434343",
	actor: [5]string{"#6A6A6A", "#8C8C8C", "#262626", "#4A4A4A", "#5F5F5F"},
	alive: "#5F5F5F",
}

// endingTitles are the endings as charts call them, in their order; endingIDs as files call them.
var (
	endingTitles = [6]string{"Full deal", "Limited deal", "Blocked at home", "No talks", "Talks break down", "Escalation"}
	endingIDs    = [6]string{"full-deal", "limited-deal", "blocked", "no-talks", "breakdown", "escalation"}
)

// EndingTitle is an ending as charts call it.
func EndingTitle(i int) string { return endingTitles[i] }

// Places among the endings.
const (
	fullDeal = iota
	limitedDeal
	blocked
	noTalks
	breakdown
	escalation
)

// mark draws an actor's glyph at its place among the actors: shape tells them apart, colour helps.
func (s *Scene) mark(kind int, x, y, r float64) {
	color := s.pal.actor[min(kind, len(s.pal.actor)-1)]
	switch kind {
	case 0:
		s.rect(x-0.9*r, y-0.9*r, 1.8*r, 1.8*r, color, white, outlineWidth)
	case 1:
		s.circle(x, y, r, color, white, outlineWidth)
	case 2:
		s.line(x-1.2*r, y, x+1.2*r, y, color, 0.6*r)
		s.line(x, y-1.2*r, x, y+1.2*r, color, 0.6*r)
	case 3:
		s.polygon([]point{{x, y - 1.2*r}, {x + 1.15*r, y + 0.9*r}, {x - 1.15*r, y + 0.9*r}}, color, white, outlineWidth)
	case 4:
		s.circle(x, y, 0.85*r, white, color, 1.2)
	default:
		s.polygon([]point{{x, y - 1.2*r}, {x + 1.2*r, y}, {x, y + 1.2*r}, {x - 1.2*r, y}}, white, color, 1.2)
	}
}
