package ask

import (
	"fmt"
	"strings"

	"parley/plots"
	"parley/sim/stats"
)

// Pictures of what moves an outcome.

// Rows of a picture of drivers.
const drawnRows = 12

// Draw draws Sobol' indices where they were asked for, else the strongest inputs with the chance in their lowest and highest fifth.
func (d *Drivers) Draw(c *Case, ending string, o plots.Options) ([]byte, error) {
	event := strings.ToLower(c.Event.Title)
	p := plots.Pairs{Subtitle: c.Study.Manifest.Title}
	if d.Sobol != nil {
		d.Sobol.draw(c, d, &p)
		return p.Draw(ending, o)
	}
	base := d.Base.Rate()
	p.Whole, p.Marks, p.Line, p.Axis = true, [2]string{"input in its lowest fifth", "in its highest fifth"}, &base, c.Event.Title+", of 100 simulated negotiations"
	p.Note = fmt.Sprintf("Lines across marks: 95%% intervals. Dashed: over all runs, %s of 100. ", stats.OfHundred(d.Base.K, d.Base.N))
	var g plots.PairGroup
	told := 0
	for i, x := range d.Inputs {
		if x.Above {
			told++
		}
		if (x.Above || i < 3) && i < drawnRows {
			g.Rows = append(g.Rows, plots.Pair{Name: x.Title, A: [3]float64{x.LowEnd.Rate(), x.LowEnd.Low, x.LowEnd.High}, B: [3]float64{x.HighEnd.Rate(), x.HighEnd.Low, x.HighEnd.High}})
		}
	}
	p.Groups = []plots.PairGroup{g}
	p.Title = fmt.Sprintf("No input moves %s by more than idle ones would", event)
	if told > 0 {
		x := d.Inputs[0]
		p.Title = fmt.Sprintf("%s: %s of 100 where %s is low, %s where it is high", c.Event.Title, stats.OfHundred(x.LowEnd.K, x.LowEnd.N), x.Title, stats.OfHundred(x.HighEnd.K, x.HighEnd.N))
	}
	p.Note += fmt.Sprintf("%d of %d inputs stand above what idle ones would show; %d drawn. ", told, len(d.Inputs), len(g.Rows)) + c.note(d.Head, "runs")
	return p.Draw(ending, o)
}

// draw fills a picture with indices: groups by their total index.
func (s *Sobol) draw(c *Case, d *Drivers, p *plots.Pairs) {
	p.Marks, p.Axis = [2]string{"first index: what knowing it would take away", "total index: what would be left if all else were known"}, "of 100 parts of the variance"
	for _, g := range []struct {
		head, what, more string
		all              []Index
	}{{"Single inputs", "", "any other input", s.Inputs}, {"All inputs about one actor", "all that is assumed about ", "any other actor", s.Actors}, {"All inputs that rest on one statement", "all that rests on ", "any other statement", s.Statements}} {
		one := plots.PairGroup{Head: g.head}
		var most Index
		for i, x := range g.all {
			if x.Turned > most.Turned {
				most = x
			}
			name := x.Title
			if len(x.Members) > 0 {
				name = fmt.Sprintf("%s (%s)", plots.SourceName(x.Title), counted(len(x.Members)))
			}
			if i < drawnRows {
				one.Rows = append(one.Rows, plots.Pair{Name: name, A: x.First, B: x.Total})
			}
		}
		if len(one.Rows) > 0 { // the title speaks of the last of the groups that were asked for
			p.Groups = append(p.Groups, one)
			p.Title = fmt.Sprintf("Drawn anew, %s%s turns the outcome in %s of 100 simulated negotiations, more than %s", g.what, plots.SourceName(most.Title), stats.OfHundred(int64(1000*most.Turned+0.5), 1000), g.more)
		}
	}
	p.Subtitle = fmt.Sprintf("Sobol' indices of %s. %s", strings.ToLower(c.Event.Title), c.Study.Manifest.Title)
	p.Note = fmt.Sprintf("Lines across marks: 95%% intervals. Saltelli's design of %s points, %s runs. A total index far above the first: it acts together with others, or with luck. ", stats.Thousands(int64(s.Points)), stats.Thousands(int64(s.Runs)))
	if c.plan().Joined() {
		p.Note += "Inputs are moved independently of one another, whatever correlations the scenario states. "
	}
	p.Note += c.note(d.Head, "runs")
}

func counted(n int) string {
	if n == 1 {
		return "1 input"
	}
	return fmt.Sprintf("%d inputs", n)
}
