package ask

import (
	"fmt"
	"slices"
	"strings"

	"parley/plots"
	"parley/sim/results"
	"parley/sim/stats"
)

// Pictures of when an outcome fails, which option is safe, what to find out, how many runs.

// Draw draws the box that is told of.
func (d *Discovery) Draw(c *Case, ending string, o plots.Options) ([]byte, error) {
	what := strings.ToLower(c.Event.Title)
	if strings.HasPrefix(d.Of, "not ") {
		what = "no " + strings.TrimPrefix(what, "any ")
	}
	f := plots.Futures{Title: fmt.Sprintf("No part of the space of assumptions stands out: %s comes about as often everywhere", what), Subtitle: c.Study.Manifest.Title}
	if d.Best >= 0 {
		b := d.Boxes[d.Best]
		f.Title = fmt.Sprintf("%s in %s of 100 futures like these, against %s over all", upper(what), stats.OfHundred(b.Inside.K, b.Inside.N), stats.OfHundred(d.Base.K, d.Base.N))
		f.Subtitle = fmt.Sprintf("Dark: the part of each input's draws that the conditions allow. They hold in %s of 100 futures, and %s of 100 futures with %s are among them. %s", hundred(b.Mass), hundred(b.Coverage), what, c.Study.Manifest.Title)
		for _, l := range b.Limits {
			f.Limits = append(f.Limits, results.BoxLimit{Path: l.Path, Title: l.Title, Unit: l.Unit, Low: l.Low, High: l.High, U: l.U})
		}
	}
	f.Note = fmt.Sprintf("Found by peeling (PRIM), counted on %s runs that the search did not see; limits that chance explains are left out. ", stats.Thousands(d.Base.N)) + c.note(d.Head, "runs")
	return f.Draw(ending, o)
}

// Draw draws regret by option.
func (a *Choice) Draw(c *Case, ending string, o plots.Options) ([]byte, error) {
	at := func(name string) *Criterion {
		return &a.Criteria[slices.IndexFunc(a.Criteria, func(k Criterion) bool { return k.Name == name })]
	}
	ninety, most := at("regret, 90 of 100"), at("minimax regret")
	r := plots.Ranking{Subtitle: fmt.Sprintf("Points by which an option falls short of the best of the menu: in 90 of 100 sets of assumptions by no more (dark), at most (light). What counts: %s. %s", c.wanted(a.Avoid), c.Study.Manifest.Title)}
	r.Title = fmt.Sprintf("%d of %d options are tied for the smallest shortfall from the best of the menu", len(ninety.Best), len(a.Menu))
	if len(ninety.Best) == len(a.Menu) {
		r.Title = fmt.Sprintf("No option stands out: all %d are tied for the smallest shortfall from the best of the menu", len(a.Menu))
	}
	for i, m := range a.Menu {
		x := plots.Ranked{Name: m.Title, Low: ninety.Scores[i], High: most.Scores[i], Strong: slices.Contains(ninety.Best, m.ID)}
		x.Text = fmt.Sprintf("%s (%s)", points(x.Low), points(x.High))
		if len(ninety.Best) == 1 && x.Strong {
			r.Title = fmt.Sprintf("“%s” falls short of the best least: by %s points in 90 of 100 sets of assumptions", m.Title, plots.AtMost(points(x.Low)))
		}
		r.Rows = append(r.Rows, x)
	}
	slices.SortStableFunc(r.Rows, func(x, y plots.Ranked) int {
		switch {
		case x.Low < y.Low:
			return -1
		case x.Low > y.Low:
			return 1
		}
		return 0
	})
	r.Note = fmt.Sprintf("%d sets of assumptions, %d runs of each, the same for all options. Regret depends on which options are listed. Luck moves the shortfall of one set by about %s points either way. ", a.Sets, a.Reps, points(2*a.Noise))
	if ninety.Tie > a.Tie {
		r.Note += fmt.Sprintf("Tied: no more than %s points from the smallest (dark), which is what the number of runs leaves open. ", points(ninety.Tie))
	}
	if len(a.MenuDependent) > 0 {
		r.Note += fmt.Sprintf("Without %s, which nobody would choose, the choice by greatest regret would be another. ", strings.Join(a.MenuDependent, " or "))
	}
	r.Note += c.note(a.Head, "runs of each option")
	return r.Draw(ending, o)
}

// Draw draws the list of collection priorities, inputs and statements together.
func (w *Worths) Draw(c *Case, ending string, o plots.Options) ([]byte, error) {
	all := append(slices.Clone(w.Inputs), w.Groups...)
	slices.SortStableFunc(all, func(a, b Known) int {
		switch x, y := a.mid(), b.mid(); {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	r := plots.Ranking{Title: "Knowing any one thing would not change the choice of an option", Rows: []plots.Ranked{{Name: "everything about the actors", Low: max(0, w.Perfect.Low), High: w.Perfect.High, Text: points(w.Perfect.High)}}}
	for _, k := range all {
		if !k.Above || len(r.Rows) > drawnRows {
			continue
		}
		name := plots.SourceName(k.Name)
		if len(r.Rows) == 1 {
			r.Title = fmt.Sprintf("Worth most to find out: %s, up to %s points", name, points(k.High))
		}
		if k.Path == "" {
			name = fmt.Sprintf("all that rests on %s (%s)", name, counted(k.Count))
		}
		low, high := min(max(0, k.Low), k.High), max(k.Low, k.High)
		r.Rows = append(r.Rows, plots.Ranked{Name: name, Low: low, High: high, Text: points(high), Strong: len(r.Rows) == 1})
	}
	r.Subtitle = fmt.Sprintf("Points that knowing it before choosing an option would add to the chance of %s. %s", c.wanted(w.Avoid), c.Study.Manifest.Title)
	r.Note = fmt.Sprintf("Dark: the choice learned on one half of the runs and valued on the other, too low; light: learned and valued on the same runs, too high by what luck suggests (something idle: %s points). ", points(w.Floor)) + c.note(w.Head, "runs of each option")
	return r.Draw(ending, o)
}

// Draw draws how precise a number of runs is.
func (p *Plan) Draw(c *Case, ending string, o plots.Options) ([]byte, error) {
	r := plots.Ranking{Title: fmt.Sprintf("After %s runs a share is known to ±%s points", stats.Thousands(p.Rows[len(p.Rows)-2].Runs), points(p.Rows[len(p.Rows)-2].Half))}
	if p.Wanted > 0 {
		r.Title = fmt.Sprintf("±%s points of every option's share take about %s runs", points(p.Wanted), stats.Thousands(p.Needed))
	}
	r.Subtitle = "Half-width of the 95% interval in points of 100: of a share (light) and of a difference between options on the same draws (dark). " + c.Study.Manifest.Title
	for _, x := range p.Rows {
		r.Rows = append(r.Rows, plots.Ranked{Name: stats.Thousands(x.Runs) + " runs of each option", Low: x.Difference, High: x.Half, Text: "±" + points(x.Half)})
	}
	r.Note = fmt.Sprintf("From a pilot: %s in %s. What the number of runs leaves open, not what the assumptions do. ", strings.ToLower(c.Event.Title), stats.Told(p.Pilot.K, p.Pilot.N)) + c.note(p.Head, "runs of the pilot")
	return r.Draw(ending, o)
}

// wanted is what counts as good.
func (c *Case) wanted(avoid bool) string {
	if avoid {
		return "no " + strings.ToLower(c.Event.Title)
	}
	return strings.ToLower(c.Event.Title)
}

// hundred is a share as whole parts of 100, points one as points of 100; neither is ever 0.
func hundred(x float64) string { return stats.OfHundred(int64(1000*x+0.5), 1000) }

func points(x float64) string {
	switch p := 100 * x; {
	case p < 0.05:
		return "under 0.1"
	case p < 9.95:
		return fmt.Sprintf("%.1f", p)
	default:
		return fmt.Sprintf("%.0f", p)
	}
}

func upper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
