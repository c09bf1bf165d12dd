package plots

import (
	"fmt"
	"strings"
	"testing"

	"parley/sim/results"
)

// cells are those of a design, the share of deals rising from one to the next.
func cells(axes ...CellAxis) Cells {
	n := 1
	for _, a := range axes {
		n *= len(a.Values)
	}
	series := CellSeries{Title: "baseline"}
	for i := range n {
		series.Counts = append(series.Counts, results.Count{K: int64(i), N: int64(2 * n)})
		series.Labels = append(series.Labels, fmt.Sprintf("cell %d", i))
	}
	return Cells{Title: "A question?", Outcome: "Any deal", Note: "Note.", Axes: axes, Series: []CellSeries{series}}
}

// wordsOf are all words of a picture.
func wordsOf(s *Scene) string {
	text := " "
	for _, l := range s.labels {
		text += l.s + " "
	}
	return text
}

func numbers(n int) CellAxis {
	a := CellAxis{Title: "lever"}
	for i := range n {
		a.Values = append(a.Values, fmt.Sprint(float64(i)/10))
	}
	return a
}

// Every kind of picture, in every size, has no labels that overlap or leave the sheet, and says how sure its cells are.
func TestCells_everyKind(t *testing.T) {
	words := CellAxis{Title: "protocol"}
	for i := range 60 {
		words.Values = append(words.Values, fmt.Sprintf("kind %d", i))
	}
	for name, c := range map[string]struct {
		cells Cells
		says  string
	}{
		"line":       {cells(numbers(9)), "Lines across marks"},
		"grid":       {cells(numbers(4), numbers(5)), "interval of a cell"},
		"map":        {cells(numbers(40), numbers(50)), "interval of a cell"},
		"rows":       {cells(words), "20 cells between these; all are in the table"},
		"large rows": {cells(words, numbers(3), numbers(3)), "500 cells between these"},
	} {
		for _, size := range allSizes {
			s := c.cells.picture().scene(Options{Size: size})
			for _, c := range clashes(s) {
				t.Errorf("%s, %s: %s", name, size, c)
			}
			if text := wordsOf(s); !strings.Contains(text, c.says) {
				t.Errorf("%s, %s: it does not say %q: %s", name, size, c.says, text)
			}
		}
	}
}

// Of more cells than there is room for, those with the most and the least deals stand in the picture, the middle does not.
func TestCells_endsAreShown(t *testing.T) {
	words := CellAxis{Title: "protocol"}
	for i := range 60 {
		words.Values = append(words.Values, fmt.Sprintf("kind %d", i))
	}
	drawn := wordsOf(cells(words).picture().scene(Options{}))
	for label, want := range map[string]bool{"cell 59": true, "cell 40": true, "cell 39": false, "cell 20": false, "cell 19": true, "cell 0": true} {
		if strings.Contains(drawn, " "+label+" ") != want {
			t.Errorf("%s is drawn: %v", label, !want)
		}
	}
}
