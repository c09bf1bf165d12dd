package brief

// Method and limits in plain words: what a run does, the three kinds of doubt kept apart, what is left out.

import (
	"fmt"
	"slices"
	"strings"

	"parley/sim/results"
	"parley/sim/stats"
)

// runSteps tell what one run does, stage by stage.
func runSteps(m *results.Manifest) []string {
	drawn := 0
	for _, q := range m.Quantities {
		if !q.Fixed {
			drawn++
		}
	}
	steps := []string{fmt.Sprintf("Draw. Each run first draws a value for each of %s that are not fixed, from the ranges in the register; they then stay the same for the whole run. A second, separate stream of draws is the luck in play: shocks, votes, walk-outs.",
		counted(int64(drawn), "quantity", "quantities"))}
	for _, s := range m.Stages {
		steps = append(steps, capital(plain(s))+". "+stageName(s))
	}
	return append(steps, "Record. Every run ends in exactly one of six endings, with its reason, its month and who caused it. One month is one tick; outside shocks can strike in any month.")
}

// doubts are the three kinds of uncertainty, each with what it is, how large it is here and what would shrink it.
func doubts(n numbers) [][3]string {
	sampling := [3]string{"Sampling noise", n.Sampling + " from the number of runs (" + thousands(n.Runs) + " per option).", "Shrinks with more runs: half of it takes four times as many. Draws are independent, so more runs begin with these."}
	assumptions := [3]string{"Range of the assumptions", "Not measured: no assumption sets were rerun.", "Does not shrink with runs; better evidence narrows it."}
	if n.Sets != nil {
		assumptions[1] = fmt.Sprintf("From %s to %s in 100 across our assumption sets: the middle 80%% of %s of %s each, with the noise of the runs taken out.",
			n.Sets.Lo, n.Sets.Hi, counted(int64(n.Sets.Count), "set", "sets"), counted(int64(n.Sets.Reps), "run", "runs"))
	}
	limits := [3]string{"What the model leaves out", "No number stands for this: see the list below.", "Shrinks when the model or its cast of actors grows."}
	return [][3]string{sampling, assumptions, limits}
}

// leftOut is what the model leaves out whatever the scenario says.
var leftOut = []string{
	"Actors that the scenario does not name have no voice; what they do enters as an outside shock or not at all.",
	"Actors follow fixed rules. They do not reason about each other's reasoning beyond the beliefs written down, and they do not invent new issues, coalitions or procedures.",
	"A simulated share is how often the model ends that way. It has not been compared with past negotiations, so nothing here says how often real ones do.",
}

// together says whether quantities go together and what that makes of the headline.
func together(m *results.Manifest, a *results.Apart) string {
	if len(m.Correlations) == 0 {
		return "Quantities are drawn independently of one another; the scenario states no correlations."
	}
	text := fmt.Sprintf("Correlations are stated for %s of quantities; all others are drawn independently.", counted(int64(len(m.Correlations)), "set", "sets"))
	if a == nil {
		return text
	}
	d := stats.Paired(a.Paired, stats.AnyDeal, stats.Level)
	text += fmt.Sprintf(" Without them any deal comes in %s simulated negotiations, with them in %s", stats.Told(a.Separate.K, a.Separate.N), stats.Told(a.Joined.K, a.Joined.N))
	if !d.Detectable() {
		return text + ": no difference to speak of."
	}
	return text + ": " + stats.Points(d, "\u2212") + " on the same draws."
}

// readAs is the fixed box of page 1.
func readAs(p provenance) string {
	text := "How often the simulated negotiation ends this way if its assumptions hold, not the chance that the real one does. The model leaves out much, was never scored on past cases"
	if p.All == 0 {
		return strings.Replace(text, "much, was", "much and was", 1) + "."
	}
	text += fmt.Sprintf(", and takes %s of its %s by assumption", percent(p.AssumedShare()), counted(int64(p.All), "number", "numbers"))
	if p.Partly > 0 {
		text += fmt.Sprintf(" and the size of another %s", percent(ratio(p.Partly, p.All)))
	}
	return text + "."
}

func (b *builder) method(w *writer) {
	m := b.in.Manifest
	w.add("heading", "What a run does")
	w.add("bullets", runSteps(m))
	w.add("heading", "Three kinds of doubt, kept apart")
	var rows [][]string
	for _, d := range doubts(b.n) {
		rows = append(rows, d[:])
	}
	w.add("table", plainTable("Kinds of uncertainty and what would shrink each", []string{"Kind", "Here", "What shrinks it"}, rows))
	w.add("heading", "How confidence was set")
	rows = nil
	for _, t := range b.c.Tests {
		rows = append(rows, []string{t.Name, t.Asks, t.Found, t.Level.String()})
	}
	w.add("table", plainTable("The rubric: the lowest test decides, except that the record alone does not push confidence below moderate", []string{"Test", "Asks", "Found", "Allows"}, rows))
	verdict := "The rubric gives " + b.c.Computed.String() + " confidence."
	if b.c.Override != "" {
		verdict += " The analyst set it to " + b.c.Level.String() + ": " + b.c.Override + "."
	}
	if b.c.Refused != "" {
		verdict += " An override was not followed: " + b.c.Refused + "."
	}
	w.prose(verdict)
	w.add("box", trackRecord(b.in.Record))
	w.add("heading", "What is not modelled")
	var apart *results.Apart
	if b.in.Derived != nil {
		apart = b.in.Derived.Apart
	}
	left := slices.Clone(leftOut)
	for i := range left {
		left[i] = tried(left[i], b.in.Record)
	}
	w.add("bullets", append(left, together(m, apart)))
	if gaps := b.openGaps(); len(gaps) > 0 {
		w.prose("The article behind this scenario is silent on the following. Where the model needs a number for one of them, the register shows it as an assumption.")
		w.add("bullets", gaps)
	}
	w.add("heading", "How numbers are rounded")
	w.prose("Odds are whole numbers of 100 runs, the six endings rounded together so that they add up to 100 and to any deal; other parts can differ from their total by one. Intervals of shares are Wilson 95% intervals; differences between options are paired, with 95% intervals. Likelihood words follow the scale at the foot of page 1; a share on a boundary takes the higher word.")
	if o := b.in.Summary.Options; len(o) > 0 {
		w.prose(atOnce(o[0].Endings))
	}
}

// atOnce says what the intervals of the endings would be if all were to hold together.
func atOnce(e results.Endings) string {
	all := stats.Goodman(e[:], stats.Level)
	n := int64(0)
	for _, k := range e {
		n += k
	}
	alone, together := 0.0, 0.0
	for i, k := range e {
		if h := stats.Wilson(k, n, stats.Level).Half(); h > alone {
			alone, together = h, all[i].Half()
		}
	}
	return fmt.Sprintf("Every interval holds by itself. For all six endings to lie in theirs at once (Goodman 1965) the widest would be ±%.1f points instead of ±%.1f.", 100*together, 100*alone)
}

type box struct {
	Class, Title string
	Text         []string
}

// openGaps lists what the scenario's sources are silent on.
func (b *builder) openGaps() []string {
	var out []string
	for _, a := range b.o.Library.Assumptions {
		if a.Gap != "" && slices.Contains(b.p.Sources, a.Gap) {
			out = append(out, sentence(a.Text))
		}
	}
	return out
}
