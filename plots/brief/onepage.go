package brief

// Page 1 has to hold on one sheet. Its texts are generated within limits; what an analyst wrote can break them,
// and then the build says what to shorten instead of shrinking the type.

import (
	"fmt"
	"html/template"
	"math"
)

// Overflow says that page 1 does not fit one sheet, and which text is to blame.
type Overflow struct {
	Lines  int    // by how many lines of body text page 1 is too long
	Text   string // the text that is furthest beyond its limit: "key judgement 2"
	Length int    // its length in characters
	Limit  int
}

func (o *Overflow) Error() string {
	return fmt.Sprintf("page 1 exceeds one page by %s: shorten %s (%d of %d characters)", counted(int64(o.Lines), "line", "lines"), o.Text, o.Length, o.Limit)
}

// sheet is what a paper holds between its margins, in millimetres, and how tall the pictures on page 1 are at least.
type sheet struct {
	measure, column, height    float64
	outcomes, drivers, flipMap float64
}

// sheets are the two papers: A4 with margins of 9, 15 and 12 mm, Letter with 9, 16 and 12 mm.
var sheets = map[string]sheet{
	"A4":     {measure: 180, column: 87, height: 297 - 21, outcomes: 29, drivers: 28, flipMap: 32},
	"letter": {measure: 183.9, column: 88.9, height: 279.4 - 21, outcomes: 29, drivers: 24, flipMap: 27},
}

// reserve is kept free at the foot of page 1, in millimetres: an estimate can be a line short.
const reserve = 2

// setting is how a text is set: size and line in points, weight.
type setting struct {
	size, line float64
	bold       bool
}

// The settings of page 1, as in the style sheet.
var (
	setTitle     = setting{10, 1.3, true}
	setBottom    = setting{14.5, 1.22, true}
	setJudgement = setting{9.2, 1.3, false}
	setCaption   = setting{9.6, 1.25, true}
	setHalf      = setting{8.8, 1.25, true}
	setSubtitle  = setting{7.8, 1.3, false}
	setBox       = setting{8.2, 1.3, false}
	setReadAs    = setting{8.6, 1.33, false}
	setFoot      = setting{7.2, 1.32, false}
)

const (
	pointMM = 25.4 / 72
)

// height is what a text takes, in millimetres.
func (s setting) height(text string, measure float64) float64 {
	if text == "" {
		return 0
	}
	return float64(wrapped(text, measure, s.size, s.bold)) * s.size * s.line * pointMM
}

// checkFront returns an *Overflow when page 1 needs more than its sheet.
func checkFront(v *view) error {
	s := sheets[string(v.Paper)]
	over := frontHeight(v, s) - (s.height - reserve)
	if over <= 0 {
		return nil
	}
	texts := frontTexts(v)
	worst := texts[0]
	for _, t := range texts {
		if t.Length-t.Limit > worst.Length-worst.Limit {
			worst = t
		}
	}
	worst.Lines = int(math.Ceil(over / (setJudgement.size * setJudgement.line * pointMM)))
	return &worst
}

// grown is the sheet of a page whose two small pictures take what room the texts leave, since type that is scaled down is hard to read: first the drivers,
// then the map, each until it fills its column.
func grown(v *view) sheet {
	s := sheets[string(v.Paper)]
	room := s.height - reserve
	for _, p := range []struct {
		f  *figure
		mm *float64
	}{{v.Drivers, &s.drivers}, {v.FlipMap, &s.flipMap}} {
		for p.f != nil && *p.mm < s.column*p.f.Aspect {
			*p.mm++
			if frontHeight(v, s) > room {
				*p.mm--
				break
			}
		}
	}
	return s
}

// heights are the heights of the pictures on page 1 as the style sheet reads them.
func (s sheet) heights() template.CSS {
	return template.CSS(fmt.Sprintf("--outcomes: %gmm; --drivers: %gmm; --flip-map: %gmm", s.outcomes, s.drivers, s.flipMap))
}

// frontTexts are the texts of page 1 with their limits.
func frontTexts(v *view) []Overflow {
	all := []Overflow{{Text: "the title", Length: runes(v.Title), Limit: titleLimit}, {Text: "the bottom line", Length: runes(v.BottomLine), Limit: bottomLineLimit}}
	for i, j := range v.Judgements {
		all = append(all, Overflow{Text: fmt.Sprintf("key judgement %d", i+1), Length: runes(j.Text) + 1 + runes(j.Confidence), Limit: judgementLimit + confidenceLimit})
	}
	for i, f := range []*figure{v.Outcomes, v.Drivers, v.FlipMap} {
		if f != nil {
			all = append(all, Overflow{Text: fmt.Sprintf("the title of figure %d", i+1), Length: runes(f.Title), Limit: captionLimit})
		}
	}
	return all
}

// Limits of what an analyst can set on page 1, in characters.
const (
	titleLimit   = 85
	captionLimit = 95
)

// frontHeight estimates the height of page 1 in millimetres. Margins are those of the style sheet.
func frontHeight(v *view, s sheet) float64 {
	const label = 7.6*1.3*pointMM + 0.6
	h := 8*1.35*pointMM + 1.2 + 1.5*pointMM // masthead
	h += 3.2 + setTitle.height(v.Title, s.measure)
	h += label + setBottom.height(v.BottomLine, s.measure)
	h += 2.6 + label + 2
	for _, j := range v.Judgements {
		h += setJudgement.height(j.Text+" "+j.Confidence, s.measure-5.5)
	}
	h += figureHeight(v.Outcomes, setCaption, s.measure, s.outcomes)
	left := figureHeight(v.Drivers, setHalf, s.column, s.drivers) + 3.1 + label + 1.4
	for _, t := range v.Turning {
		left += setBox.height(t, s.column)
	}
	left += setBox.height(v.NoTurning, s.column)
	right := figureHeight(v.FlipMap, setHalf, s.column, s.flipMap) + 3.1 + label + 1.4
	for _, c := range v.Carrying {
		right += setBox.height(c.ID+" "+c.Text, s.column)
	}
	right += setBox.height(v.NoCarrying, s.column)
	h += math.Max(left, right)
	h += 2.4 + 3 + setReadAs.height("READ THIS AS "+v.ReadAs, s.measure-6.1)
	h += 1.8
	for _, f := range v.FrontFoot {
		if !f.Screen {
			h += setFoot.height(f.Text+f.Code, s.measure)
		}
	}
	return h
}

// figureHeight is a figure of page 1 with its caption. Its picture fills the measure unless that makes it taller
// than the sheet allows.
func figureHeight(f *figure, caption setting, measure, tallest float64) float64 {
	if f == nil {
		return 0
	}
	picture := tallest
	if f.Aspect > 0 {
		picture = math.Min(tallest, measure*f.Aspect)
	}
	return 2.6 + caption.height(f.Number+" "+f.Title, measure) + setSubtitle.height(f.Subtitle, measure) + 1.2 + picture
}
