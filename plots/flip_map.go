package plots

import (
	"errors"
	"fmt"
	"math"

	"parley/sim/explore"
	"parley/sim/results"
	"parley/sim/stats"
)

// flipMap is C5: the two strongest inputs on x and y, each cell in the likelihood word of any deal, with the line of even chance.
var flipMap = Chart{ID: "c5", Name: "flip-map", Title: "Flip-point map",
	Doc:      "Where does the answer change? The chance of any deal over the two strongest inputs, all others varying.",
	takeaway: flipMapTakeaway, table: flipMapTable, draw: drawFlipMap,
	ready: func(in Input) error {
		if in.Derived == nil || in.Derived.Sweep == nil {
			return errors.New("no sweep over two inputs")
		}
		sw := in.Derived.Sweep
		if len(sw.X.Values) < 2 || len(sw.Y.Values) < 2 || len(sw.Cells) != len(sw.X.Values)*len(sw.Y.Values) {
			return errors.New("a sweep without a grid")
		}
		for _, e := range sw.Cells {
			if total(e) >= minCell {
				return nil
			}
		}
		return fmt.Errorf("no cell has %d runs", minCell)
	}}

// axisName is a swept input with its unit.
func axisName(in Input, a results.Axis) string {
	actor := ""
	for _, q := range in.Manifest.Quantities {
		if q.Path == a.Path {
			actor = q.Actor
		}
	}
	name := inputName(in, a.Title, actor, a.Path)
	if a.Unit != "" && a.Unit != "share" {
		name += ", " + a.Unit
	}
	return name
}

// scaleOf is the scale whose words the map's seven colours stand for: the scenario's if it has seven, else ICD 203.
func scaleOf(in Input) stats.Scale {
	s, _ := stats.ScaleNamed(in.Manifest.Brief.Scale)
	if len(s.Bands) != len(house.bands) {
		s, _ = stats.ScaleNamed("")
	}
	return s
}

func bandOf(s stats.Scale, p float64) int {
	word := s.Word(p)
	for i, b := range s.Bands {
		if b == word {
			return i
		}
	}
	return 0
}

// flipFacts is what the map's title rests on.
type flipFacts struct {
	lo, hi         float64
	loText, hiText string
	cross          float64 // x at which the row nearest the median of y passes even odds
	crossed, above bool
	xUp, yUp       bool // the chance rises along the axis
	corner         bool // even odds are passed beyond both medians and nowhere else
}

func flipFactsOf(sw *results.Sweep) flipFacts {
	f := flipFacts{lo: 2, hi: -1}
	g := dealGrid(sw)
	nx, ny := len(g.x), len(g.y)
	for i, e := range sw.Cells {
		if !g.ok[i] {
			continue
		}
		text := stats.OfHundred(deals(e), total(e))
		if g.p[i] < f.lo {
			f.lo, f.loText = g.p[i], text
		}
		if g.p[i] > f.hi {
			f.hi, f.hiText = g.p[i], text
		}
	}
	// slope along both axes, by the sum of p times the centred index
	sx, sy := 0.0, 0.0
	for iy := range ny {
		for ix := range nx {
			if p, ok := g.at(ix, iy); ok {
				sx += p * (float64(ix) - float64(nx-1)/2)
				sy += p * (float64(iy) - float64(ny-1)/2)
			}
		}
	}
	f.xUp, f.yUp = sx > 0, sy > 0
	f.corner = true
	for i := range sw.Cells {
		ix, iy := i%nx, i/nx
		if g.ok[i] && g.p[i] >= 0.5 && ((g.x[ix] > sw.X.P50) != f.xUp || (g.y[iy] > sw.Y.P50) != f.yUp) {
			f.corner = false
		}
	}
	row := 0
	for iy := range ny {
		if math.Abs(g.y[iy]-sw.Y.P50) < math.Abs(g.y[row]-sw.Y.P50) {
			row = iy
		}
	}
	var xs []float64
	var counts []results.Count
	for ix := range nx {
		if e := sw.Cells[row*nx+ix]; total(e) >= minCell {
			xs, counts = append(xs, g.x[ix]), append(counts, results.Count{K: deals(e), N: total(e)})
		}
	}
	f.cross, f.above, f.crossed = explore.Crossing(xs, counts, 0.5)
	return f
}

func flipMapTakeaway(in Input, o Options) Takeaway {
	sw := in.Derived.Sweep
	f := flipFactsOf(sw)
	x := spoken(inputNameOf(in, sw.X))
	at := value(f.cross, sw.X.Unit)
	facts := []string{f.loText, f.hiText}
	t := Takeaway{Note: fmt.Sprintf("Each cell holds these two inputs and lets all others vary; cells under %d runs are blank. Numbers in the corners: deals of 100 there, beyond most of our assumption sets.", minCell)}
	t.Subtitle = "Chance of some deal across two inputs, the rest of 100 end without one; line: even chance; cross and box: our median and 10–90% range"
	descriptive := "Where the odds of a deal change"
	switch {
	case f.hi-f.lo < stats.MinPoints:
		t.choose(o.Size, nil, "The odds of a deal are much the same across both inputs", descriptive)
	case f.hi < 0.5:
		t.choose(o.Size, facts, fmt.Sprintf("A deal stays less likely than not across both inputs: %s to %s of 100", f.loText, f.hiText),
			fmt.Sprintf("A deal stays below even odds: %s to %s of 100", f.loText, f.hiText), descriptive)
	case f.lo >= 0.5:
		t.choose(o.Size, facts, fmt.Sprintf("A deal stays more likely than not across both inputs: %s to %s of 100", f.loText, f.hiText),
			fmt.Sprintf("A deal stays above even odds: %s to %s of 100", f.loText, f.hiText), descriptive)
	case f.crossed:
		verb := "falls below"
		if f.above {
			verb = "passes"
		}
		facts = append(facts, at)
		t.choose(o.Size, facts, fmt.Sprintf("A deal becomes more likely than not once %s %s %s", uncapital(x), verb, at),
			fmt.Sprintf("A deal passes even odds once %s %s %s", uncapital(x), verb, at),
			fmt.Sprintf("The odds pass even at %s on the horizontal axis", at),
			fmt.Sprintf("The odds run from %s to %s of 100", f.loText, f.hiText), descriptive)
	case f.corner:
		where := "where both inputs are high"
		switch {
		case !f.xUp && !f.yUp:
			where = "where both inputs are low"
		case f.xUp != f.yUp:
			where = "in one corner"
		}
		t.choose(o.Size, facts, fmt.Sprintf("A deal becomes more likely than not %s: up to %s of 100", where, f.hiText),
			fmt.Sprintf("Above even odds %s: up to %s of 100", where, f.hiText), descriptive)
	default:
		t.choose(o.Size, facts, fmt.Sprintf("The odds of a deal run from %s to %s of 100 across two inputs", f.loText, f.hiText),
			fmt.Sprintf("The odds run from %s to %s of 100", f.loText, f.hiText), descriptive)
	}
	t.describe("Map of the chance of a deal over two inputs", fmt.Sprintf("%s to %s of 100", f.loText, f.hiText))
	ends := func(a results.Axis) string {
		return fmt.Sprintf("from %s to %s, our median %s", value(a.Values[0], a.Unit), value(a.Values[len(a.Values)-1], a.Unit), value(a.P50, a.Unit))
	}
	t.LongDesc = fmt.Sprintf("Across: %s, %s. Up: %s, %s. The chance of some deal runs from %s to %s of 100.", axisName(in, sw.X), ends(sw.X), axisName(in, sw.Y), ends(sw.Y), f.loText, f.hiText)
	if f.crossed {
		t.LongDesc += fmt.Sprintf(" With the second input at its median, it is even at %s.", at)
	}
	return t
}

// inputNameOf is a swept input without its unit.
func inputNameOf(in Input, a results.Axis) string {
	a.Unit = ""
	return axisName(in, a)
}

func flipMapTable(in Input, _ Options) Table {
	sw := in.Derived.Sweep
	scale := scaleOf(in)
	t := Table{Head: []string{axisName(in, sw.X), axisName(in, sw.Y), "Some deal, of 100", "Likelihood word", "Runs"}}
	for i, e := range sw.Cells {
		x, y := sw.X.Values[i%len(sw.X.Values)], sw.Y.Values[i/len(sw.X.Values)]
		n := total(e)
		row := []string{value(x, sw.X.Unit), value(y, sw.Y.Unit), "too few runs", "", stats.Thousands(n)}
		if n >= minCell {
			b := scale.Word(float64(deals(e)) / float64(n))
			row[2], row[3] = stats.OfHundred(deals(e), n), fmt.Sprintf("%s (%s)", b.Word, b.Range())
		}
		t.Rows = append(t.Rows, row)
	}
	if f := flipFactsOf(sw); f.crossed {
		t.Rows = append(t.Rows, []string{value(f.cross, sw.X.Unit), value(sw.Y.P50, sw.Y.Unit), "50", "even odds, read off between cells", ""})
	}
	return t
}
