package ask

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"parley/plots"
	"parley/sim/results"
	"parley/sim/stats"
)

// Pictures of chosen points and of Morris's screening.

// Draw draws a sweep: a curve of one lever, a map of two in a full factorial, else a row for each point.
func (s *Sweep) Draw(c *Case, ending string, o plots.Options) ([]byte, error) {
	p := plots.Cells{Title: c.Study.Manifest.Title, Outcome: c.Event.Title, Note: "Design: " + s.Design + ". " + c.note(s.Head, "runs at each point, on the same draws")}
	points := slices.Clone(s.Points)
	if len(s.Levers) == 1 {
		slices.SortStableFunc(points, func(a, b Point) int { return cmp.Compare(a.Values[0], b.Values[0]) })
	}
	grid := 1
	for i, q := range s.Levers {
		var values []float64
		for _, x := range points {
			if !slices.Contains(values, x.Values[i]) {
				values = append(values, x.Values[i])
			}
		}
		slices.Sort(values)
		a := plots.CellAxis{Title: q.Title}
		for _, v := range values {
			a.Values = append(a.Values, number(v))
		}
		grid *= len(values)
		p.Axes = append(p.Axes, a)
	}
	if grid != len(points) {
		for i := range p.Axes {
			p.Axes[i].Values = nil
		}
	} else { // the last lever fastest, as a map reads them
		slices.SortStableFunc(points, func(a, b Point) int { return slices.Compare(a.Values, b.Values) })
	}
	var series plots.CellSeries
	for _, x := range points {
		var label []string
		for i := range s.Levers {
			label = append(label, letter(i)+" "+number(x.Values[i]))
		}
		series.Labels = append(series.Labels, strings.Join(label, ", "))
		series.Counts = append(series.Counts, results.Count{K: x.Share.K, N: x.Share.N})
	}
	if len(s.Levers) > 1 && (grid != len(points) || len(s.Levers) > 2) { // rows, in which names have no room
		var names []string
		for i, q := range s.Levers {
			names = append(names, letter(i)+": "+q.Title)
		}
		p.Note = strings.Join(names, "; ") + ". " + p.Note
	}
	p.Series = []plots.CellSeries{series}
	return p.Draw(ending, o)
}

// Draw draws elementary effects, the greatest first.
func (s *Screen) Draw(c *Case, ending string, o plots.Options) ([]byte, error) {
	effects := slices.Clone(s.Effects)
	slices.SortStableFunc(effects, func(a, b Screened) int { return -cmp.Compare(a.Abs, b.Abs) })
	r := plots.Ranking{Title: "No input moves " + strings.ToLower(c.Event.Title)}
	for i, e := range effects {
		if i == drawnRows {
			break
		}
		if i == 0 && e.Abs > 0 {
			r.Title = fmt.Sprintf("%s moves %s most as it goes from one end to the other: by %s points", e.Title, strings.ToLower(c.Event.Title), points(e.Abs))
		}
		r.Rows = append(r.Rows, plots.Ranked{Name: e.Title, Low: e.Abs, High: e.Abs + 1.96*e.Error, Text: points(e.Abs) + " (spread " + points(e.SD) + ")", Strong: i == 0})
	}
	r.Subtitle = "Mean of absolute elementary effects in points of 100 (dark), and the upper end of its 95% interval (light). " + c.Study.Manifest.Title
	r.Note = fmt.Sprintf("Morris's screening: %d trajectories, %s runs in all; a spread as large as the effect: it acts in curves or with others. ", s.Trajectories, stats.Thousands(int64(s.Played))) + c.note(s.Head, "runs behind each outcome")
	return r.Draw(ending, o)
}

// letter is what a lever is called in rows, as in the table that is printed.
func letter(i int) string { return string('A' + rune(i%26)) }

// number is a value as an axis reads it back.
func number(v float64) string { return strconv.FormatFloat(v, 'g', 3, 64) }
