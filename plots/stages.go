package plots

import (
	"fmt"
	"sort"
	"strings"

	"parley/sim/results"
	"parley/sim/stats"
)

// stages is C2, stage survival: of a hundred negotiations started, how many clear each gate and what stops the rest.
var stages = Chart{ID: "c2", Name: "stages", Title: "Stage survival",
	Doc:      "Where do the talks fail? One bar per gate: what is still alive of a hundred started, what is lost there and why.",
	takeaway: stagesTakeaway, table: stagesTable, draw: drawStages,
	ready: func(in Input) error {
		if g := baseline(in).Gates; len(g) != len(results.GateNames) {
			return fmt.Errorf("%d gates, want %d", len(g), len(results.GateNames))
		}
		return nil
	}}

// gate is one row: counts in runs, whole numbers of 100 rounded so that they add up with those of C1.
type gate struct {
	title       string
	place       string // for a sentence: lost "before talks open"
	before      int64
	alive       int64
	lost        int64
	wholeBefore int
	wholeAlive  int
	wholeLost   int
	main        int   // ending that most of those lost here have; -1 where a deal in force collapses
	mainLost    int64 // of them
	shocked     int64 // lost here by escalation
	why         string
}

// gatesOf reads the survival of the baseline. The whole numbers hang on those of C1: what is ratified is "some deal" there.
func gatesOf(in Input) []gate {
	o := baseline(in)
	n, e := total(o.Endings), o.Endings
	g := []gate{
		{title: "Talks open", place: "before talks open", main: noTalks, why: "talks never open"},
		{title: "Text agreed", place: "between talks and a text", main: breakdown, why: "talks break down"},
		{title: "Ratified, in force", place: "between a text and its entry into force", main: blocked, why: "blocked at home"},
		{title: "Still in force after a year", place: "in the first year of a deal", main: -1, why: "the deal collapses in its first year"},
	}
	before := n
	var lost [3]int64
	for i := range g {
		g[i].before, g[i].alive = before, min(o.Gates[i], before)
		g[i].lost = before - g[i].alive
		if i < 3 {
			lost[i] = g[i].lost
		}
		before = g[i].alive
	}
	p := splitOf(o)
	deal := p.whole[fullDeal] + p.whole[limitedDeal]
	whole := stats.Hundred(lost[:], p.full-deal)
	inForce := stats.Hundred([]int64{g[3].alive, g[3].lost}, deal)
	at := p.full
	for i := range g {
		g[i].wholeBefore = at
		if i < 3 {
			g[i].wholeLost = whole[i]
		} else {
			g[i].wholeLost = inForce[1]
		}
		at -= g[i].wholeLost
		g[i].wholeAlive = at
		if g[i].main >= 0 {
			g[i].mainLost = min(g[i].lost, e[g[i].main])
		}
	}
	// escalation is what else there is, if the counts add up to it
	if rest := lost[0] + lost[1] + lost[2] - g[0].mainLost - g[1].mainLost - g[2].mainLost; rest == e[escalation] {
		for i := range 3 {
			g[i].shocked = g[i].lost - g[i].mainLost
		}
	}
	for i := range g[:3] {
		if reason := mostOften(o.Reasons[endingIDs[g[i].main]]); reason != "" && i < 2 {
			g[i].why += ", most often " + reason
		}
		if who := mostBlamed(in, o.Blamed[endingIDs[blocked]]); who != "" && i == 2 {
			g[i].why += ", most often by " + who
		}
	}
	return g
}

// reasons put why a run ended as it did into words, to follow "most often".
var reasons = map[string]string{
	"precondition": "for an unmet precondition", "audience-cost": "for the cost of sitting down at home", "no-interest": "for too little to gain",
	"no-ripeness": "for want of a stalemate that hurts", "no-contact": "for want of a channel", "mediator-absent": "for want of a mediator",
	"no-overlap": "for want of a deal that suits both", "walk-out": "by a walk-out", "deadline": "for rounds used up", "horizon": "for time running out",
	"mediator-withheld": "for a draft withheld", "commitment": "for a shift of power that no promise outlasts",
}

// mostOften is the reason of most runs, in words; "" when it is not known by name or does not stand out by G1.
func mostOften(counts map[string]int64) string { return reasons[leader(counts)] }

func mostBlamed(in Input, counts map[string]int64) string {
	if id := leader(counts); id != "" {
		return actorTitle(in, id)
	}
	return ""
}

// leader is the key with the most counts if it passes G1 against the second, "" else.
func leader(counts map[string]int64) string {
	keys := make([]string, 0, len(counts))
	n := int64(0)
	for k, c := range counts {
		keys = append(keys, k)
		n += c
	}
	sort.Slice(keys, func(i, j int) bool {
		if a, b := counts[keys[i]], counts[keys[j]]; a != b {
			return a > b
		}
		return keys[i] < keys[j]
	})
	switch {
	case len(keys) == 0 || (len(keys) > 1 && !differ(counts[keys[0]], counts[keys[1]], n)):
		return ""
	}
	return keys[0]
}

func stagesTakeaway(in Input, o Options) Takeaway {
	g := gatesOf(in)
	n := runs(baseline(in))
	first, second := 0, 1
	if g[1].lost > g[0].lost {
		first, second = 1, 0
	}
	if g[2].lost > g[second].lost {
		second = 2
		if g[2].lost > g[first].lost {
			first, second = 2, first
		}
	}
	text := func(w int) string { return part(w, n) }
	lost, next, alive := text(g[first].wholeLost), text(g[second].wholeLost), text(g[2].wholeAlive)
	facts := []string{lost, next, alive}
	t := Takeaway{Note: fmt.Sprintf("Sampling error up to %s. Escalation is counted at the gate where it strikes.", sampling(n/2, n))}
	t.Subtitle = fmt.Sprintf("Of 100 negotiations started: how many clear each gate, and what stops the rest; %s enter into force, %s do not", alive, text(100-g[2].wholeAlive))
	descriptive := "How many negotiations clear each gate"
	switch {
	case tooFew(g[first].lost, n):
		t.choose(o.Size, nil, descriptive)
	case differ(g[first].lost, g[second].lost, n):
		t.choose(o.Size, facts,
			fmt.Sprintf("Most losses come %s: %s of 100 negotiations; %s enter into force", g[first].place, lost, alive),
			fmt.Sprintf("Most are lost %s: %s of 100", g[first].place, lost),
			fmt.Sprintf("%s of 100 negotiations are lost at one gate", lost), descriptive)
	default:
		t.choose(o.Size, facts,
			fmt.Sprintf("%s of 100 are lost %s and %s %s", lost, g[first].place, next, g[second].place),
			fmt.Sprintf("Two gates stop %s and %s of 100 negotiations", lost, next), descriptive)
	}
	t.describe("Bars of how many of 100 negotiations clear each gate", fmt.Sprintf("%s of 100 enter into force", alive))
	var parts []string
	for _, x := range g {
		parts = append(parts, fmt.Sprintf("%s: %s of 100, %s of the %s that get there; lost %s, %s", x.title, text(x.wholeAlive), text(x.wholeAlive), startedOr(x.wholeBefore, n), text(x.wholeLost), lossText(x, n)))
	}
	t.LongDesc = "One bar per gate. " + strings.Join(parts, ". ") + "."
	return t
}

// lossText says what stops those that are lost at a gate.
func lossText(x gate, n int64) string {
	if x.lost == 0 {
		return "nothing is lost here"
	}
	if x.shocked == 0 {
		return x.why
	}
	return fmt.Sprintf("%s; %s by escalation", x.why, stats.OfHundred(x.shocked, n))
}

func stagesTable(in Input, _ Options) Table {
	n := runs(baseline(in))
	t := Table{Head: []string{"Gate", "Cleared, of 100 started", "Lost here, of 100 started", "Of 100 that get there", "Runs that clear it", "Runs lost here", "Of them by escalation", "What stops the rest"}}
	for _, x := range gatesOf(in) {
		t.Rows = append(t.Rows, []string{x.title, part(x.wholeAlive, n), part(x.wholeLost, n), stats.OfHundred(x.alive, x.before), stats.Thousands(x.alive), stats.Thousands(x.lost), stats.Thousands(x.shocked), x.why})
	}
	return t
}

// startedOr is the number that reach a gate; the first is reached by all.
func startedOr(whole int, n int64) string {
	if whole == 100 {
		return "100"
	}
	return part(whole, n)
}

func drawStages(s *Scene, in Input, o Options, b rect) float64 {
	z, g := s.size, gatesOf(in)
	n := runs(baseline(in))
	nameW, rateW := 0.0, 0.0
	rates := make([]string, len(g))
	for i, x := range g {
		rates[i] = fmt.Sprintf("%s of %s pass", short(part(x.wholeAlive, n)), short(startedOr(x.wholeBefore, n)))
		rateW = max(rateW, textWidth(rates[i], z.axis, false))
		nameW = max(nameW, textWidth(x.title, z.label, true))
	}
	bar := rect{x: b.x, w: b.w, h: z.pick(1.7, 1.5, 1.6) * z.label}
	if !z.half {
		nameW = min(nameW, 0.26*b.w)
		bar.x, bar.w = b.x+nameW+z.label, b.w-nameW-rateW-2*z.label
	}
	y := b.y
	for i, x := range g {
		if z.half {
			s.text(b.x, y+z.label, x.title, z.label, true, left, ink)
			s.text(b.right(), y+z.label, rates[i], z.axis, false, right, muted)
			y += 1.45 * z.label
		} else {
			s.blockMiddle(b.x, y+bar.h/2, wrapTo(x.title, z.label, true, nameW+0.5, 2), z.label, true, left, ink)
			s.middle(b.right(), y+bar.h/2, rates[i], z.axis, false, right, muted)
		}
		y += drawGate(s, x, rect{bar.x, y, bar.w, bar.h}, b.right(), n) + z.pick(0.75, 0.7, 0.6)*z.label
	}
	return y - b.y - 0.6*z.label
}

// drawGate draws one bar with its losses and the line below that explains them, and returns the height of both.
func drawGate(s *Scene, x gate, b rect, end float64, n int64) float64 {
	z := s.size
	w := func(k int64) float64 { return b.w * float64(k) / float64(n) }
	alive := w(x.alive)
	s.rect(b.x, b.y, b.w, b.h, panel, "", 0)
	if x.alive > 0 {
		s.rect(b.x, b.y, max(alive-1, 0.6), b.h, s.pal.alive, ink, outlineWidth)
	}
	count := short(part(x.wholeAlive, n))
	if cw := textWidth(count, z.label, true); cw+6 < alive {
		s.middle(b.x+4, b.y+b.h/2, count, z.label, true, left, white)
	} else if w(x.before)+cw+8 < b.w { // too short: beyond the loss
		s.middle(b.x+w(x.before)+5, b.y+b.h/2, count+" left", z.label, true, left, ink)
	}
	at := b.x + alive
	if x.lost > 0 {
		rest := x.lost
		if x.main >= 0 {
			s.ending(x.main, at, b.y, max(w(x.mainLost)-1, 0.6), b.h, ink)
			at += w(x.mainLost)
			rest -= x.mainLost
		}
		if rest > 0 {
			width := max(w(rest)-1, 0.6)
			if x.shocked > 0 {
				s.ending(escalation, at, b.y, width, b.h, ink)
			} else {
				s.rect(at, b.y, width, b.h, white, ink, outlineWidth)
			}
		}
	}
	words := "nothing is lost here"
	if x.lost > 0 {
		words = short(part(x.wholeLost, n)) + " lost: " + lossText(x, n)
	}
	// under its loss if it fits there, else ending where the chart ends, else from where the bar begins
	tx := b.x + alive
	size := z.axis
	if tw := textWidth(words, size, false); tx+tw > end {
		tx = max(b.x, end-tw)
	}
	return b.h + 0.2*size + s.block(tx, b.y+b.h+0.2*size, words, size, false, left, ink, end-tx+0.1, 3)
}
