package brief

// The parts after page 1, in their fixed order.

import (
	"fmt"
	"html/template"
	"strings"

	"parley/plots"
)

// writer collects the blocks of a section and keeps the first error.
type writer struct {
	b   *builder
	s   section
	err error
}

func (w *writer) add(name string, data any) {
	if w.err != nil {
		return
	}
	var html template.HTML
	if html, w.err = w.b.render(name, data); w.err == nil {
		w.s.Blocks = append(w.s.Blocks, html)
	}
}

func (w *writer) prose(texts ...string) {
	for _, t := range texts {
		w.add("prose", t)
	}
}

// chart adds a chart at full width, or says that this result lacks it.
func (w *writer) chart(id, missing string) {
	if w.err != nil {
		return
	}
	var f *figure
	if f, w.err = w.b.figure(id, plots.Full, "f", ""); w.err != nil {
		return
	}
	if f == nil {
		w.prose(missing)
		return
	}
	w.add("figure", f)
}

func (b *builder) sections(turn []flip, never []string, groups []Group) ([]section, error) {
	makers := []struct {
		id, title string
		newPage   bool
		write     func(w *writer)
	}{
		{"fail", "How talks end and where they fail", true, b.whereTalksFail},
		{"space", "Deal space", false, b.dealSpace},
		{"options", "Options", false, b.options},
		{"drivers", "What moves the odds", false, b.drivers},
		{"terms", "When, and on which terms", false, b.whenAndWhat},
		{"flips", "What would change our mind", false, func(w *writer) { b.changeOfMind(w, turn, never) }},
		{"find-out", "What to find out next", false, b.findOut},
		{"rules", "Other decision rules", false, b.otherRules},
		{"register", "Assumptions register", true, func(w *writer) { b.assumptions(w, groups) }},
		{"sources", "Sources", false, func(w *writer) { b.sources(w, groups) }},
		{"stories", "Three stories", false, b.stories},
		{"method", "Method and limits", true, b.method},
	}
	var out []section
	for _, m := range makers {
		w := &writer{b: b, s: section{ID: m.id, Title: m.title, Break: m.newPage}}
		m.write(w)
		if w.err != nil {
			return nil, w.err
		}
		if len(w.s.Blocks)+len(w.s.Lead) > 0 {
			out = append(out, w.s)
		}
	}
	return out, nil
}

func (b *builder) whereTalksFail(w *writer) {
	if q := clause(b.in.Manifest.Question); q != "" {
		w.s.Lead = append(w.s.Lead, "The question: "+b.in.Manifest.Question)
	}
	var rows [][]string
	for _, e := range b.n.Endings {
		rows = append(rows, []string{e.Title, thousands(e.K), e.Bare, e.interval(), e.Word})
	}
	d := b.n.Deal
	rows = append(rows, []string{"Any deal", thousands(d.K), d.Bare, d.interval(), d.Word})
	if f := b.n.Failed; f.Count > 0 {
		x := b.n.words.odds(f.Count, f.Runs)
		rows = append(rows, []string{"Failed: in no ending", thousands(f.Count), x.Bare, x.interval(), ""})
	}
	w.add("table", plainTable(fmt.Sprintf("Endings of %s within %s. The interval is sampling noise alone (95%%, Wilson).", counted(b.n.Runs, "run", "runs"), counted(int64(b.n.Horizon), "month", "months")),
		[]string{"Ending", "Runs", "Of 100", "95% interval", "Likelihood"}, rows))
	b.failed(w)
	w.chart("c2", "Stage survival was not recorded in this result.")
	var why [][]string
	for _, e := range b.n.Endings[2:] {
		for _, r := range e.Reasons {
			why = append(why, []string{e.Title, "reason: " + r.Name, thousands(r.Count), r.Bare})
		}
		for _, r := range e.Blamed {
			why = append(why, []string{e.Title, "turned on: " + r.Name, thousands(r.Count), r.Bare})
		}
	}
	if len(why) > 0 {
		w.add("heading", "Why, and on whom it turned")
		w.add("table", plainTable("Reasons of the endings without a deal, and the actor each turned on. Every run has one reason and at most one such actor.",
			[]string{"Ending", "Why", "Runs", "Of 100"}, why))
	}
	if q := b.questions(); q != nil && q.Box != nil {
		w.add("heading", "In which futures there is no deal")
		w.prose(whenItFails(q.Box))
		w.chart("c22", "No part of the space of assumptions stands out.")
	}
}

func (b *builder) dealSpace(w *writer) {
	w.chart("c3", "The deal space was not mapped in this result.")
	w.prose("Each point is one possible deal, valued with every quantity at its median. The share of points that pass is a count of possibilities, not a likelihood, and the values of two actors cannot be compared with each other.")
}

func (b *builder) options(w *writer) {
	if len(b.n.Options) < 2 {
		w.prose("The scenario names no options, so there is nothing to compare.")
	} else {
		w.chart("c6", "The options were not compared in this result.")
		w.prose("Every option is played on the same draws as the first one, so a difference is the option's and not luck's. Differences are taken before rounding. One within two standard errors is called no detectable difference; one beyond them but under 3 points is told by its direction alone, since it is too small to act on.")
		var sets [][]string
		for i, o := range b.in.Manifest.Options {
			if i >= len(b.n.Options) {
				break
			}
			change := "the scenario as it stands"
			if len(o.Set) > 0 {
				var parts []string
				for _, s := range o.Set {
					parts = append(parts, s.Path+" = "+s.Value)
				}
				change = strings.Join(parts, "; ")
			}
			n := b.n.Options[i]
			diff, esc := "reference", "reference"
			if i > 0 {
				diff, esc = n.Change.Text, n.Escalation.Text
			}
			sets = append(sets, []string{n.Title, n.Deal.Bare, diff, n.Endings[5].Bare, esc, change})
		}
		w.add("heading", "What each option changes")
		w.add("table", plainTable("Options, the odds of some deal and of escalation, and the settings that differ.",
			[]string{"Option", "Some deal, of 100", "Change", "Escalation, of 100", "Change", "Settings"}, sets))
		if q := b.questions(); q != nil && q.Choice != nil {
			w.add("heading", "Which option is safe")
			w.prose(b.whichIsSafe(q.Choice))
			w.chart("c11", "Options were not compared across sets of assumptions.")
		}
	}
	if text := strings.TrimSpace(b.in.Manifest.Brief.Implications); text != "" {
		w.add("analyst", paragraphs(text))
	}
}

func paragraphs(s string) []string {
	var out []string
	for _, p := range strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n\n") {
		if p = strings.Join(strings.Fields(p), " "); p != "" {
			out = append(out, p)
		}
	}
	return out
}

func (b *builder) drivers(w *writer) {
	w.chart("c4", "Drivers were not measured in this result.")
	w.chart("c5", "The flip-point map was not computed in this result.")
	if q := b.questions(); q != nil {
		w.add("heading", "Luck or ignorance, and what it rests on")
		w.prose(luckOrIgnorance(q))
		w.chart("c21", "Shares by statement were not computed in this result.")
	}
}

func (b *builder) whenAndWhat(w *writer) {
	w.chart("c7", "No deal entered into force often enough to show when.")
	w.chart("c8", "Endings by month were not recorded in this result.")
	w.chart("c9", "No deal was reached often enough to show its terms.")
}

func (b *builder) changeOfMind(w *writer, turn []flip, never []string) {
	if len(turn)+len(never) == 0 {
		w.prose("Turning points were not computed in this result.")
		return
	}
	w.s.Lead = append(w.s.Lead, "Each input below is moved alone while all others still vary. The turning point is where the likelihood word for some deal changes.")
	if len(turn) > 0 {
		t := table{Caption: "Inputs that turn the word within their assumed range, nearest first", Class: "flips",
			Head: []column{{"Input", false}, {"Now (median)", true}, {"Assumed, 10 to 90%", false}, {"Turns at", true}, {"Distance", false}, {"Draws beyond", true}, {"Some deal is then", false}, {"Evidence", false}}}
		var rows []tableRow
		for _, f := range turn {
			rows = append(rows, tableRow{Cells: []cell{{Body: nameCell(f.Title, f.Path), Head: true}, {Body: text(f.Now), Number: true}, {Body: text(f.Assumed + unitOf(f.Unit))},
				{Body: text(f.At), Number: true}, {Body: text(f.Distance)}, {Body: text(f.Beyond), Number: true}, {Body: text(f.Turns)}, {Body: restsCell(f.Rests)}}})
		}
		t.Bodies = []body{{Rows: rows}}
		w.add("table", t)
		w.prose("Distance is counted in widths of the 10 to 90% range. An input far from its turning point, with few draws beyond it, needs much better evidence than we have to change the word.")
	}
	if len(never) > 0 {
		w.prose(fmt.Sprintf("These turn the word nowhere in their range: %s.", and(never)))
	}
}

func (b *builder) otherRules(w *writer) {
	if len(b.n.Rules) == 0 {
		w.prose("No other decision rule was tried, so how far the answer hangs on the rules of the table is not known.")
		return
	}
	rows := [][]string{{"As the scenario has it", b.n.Deal.Bare, b.n.Deal.Word, ""}}
	for _, r := range b.n.Rules {
		same := "another word"
		if r.Same {
			same = "same word"
		}
		rows = append(rows, []string{capital(r.Title), r.Deal.Bare, r.Deal.Word, same})
	}
	w.prose("The same scenario on the same draws, with another rule for how the sides bargain. Where the words differ, the answer hangs on a choice of model and not on evidence.")
	w.add("table", plainTable("Odds of some deal under other decision rules", []string{"Rule", "Some deal, of 100", "Likelihood", "Against the headline"}, rows))
	b.models(w)
}
