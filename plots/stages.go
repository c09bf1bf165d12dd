package plots

import (
	"fmt"
	"strings"

	"parley/sim/stats"
)

// stages is C2, stage survival: of a hundred negotiations started, how many clear each gate and what stops the rest.
var stages = Chart{ID: "c2", Name: "stages", Title: "Stage survival", Doc: "Where do they fail? One row per gate: still alive, lost here, and the rate among those that reached it.",
	takeaway: stagesTakeaway, table: stagesTable, height: stagesHeight, draw: drawStages,
	ready: func(in Input) error {
		if len(in.Summary.Options[0].Gates) < 4 {
			return ErrNoData
		}
		return nil
	}}

type gate struct {
	title   string
	alive   int64
	reached int64
	lost    int64
	exit    int // ending that most of the lost have, -1 for a deal that did not last
	why     string
}

// gates reads the survival of the baseline off the summary.
func gates(in Input) (out []gate, n int64) {
	o := &in.Summary.Options[0]
	n = total(o.Endings)
	titles := []string{"Talks open", "A text is agreed", "Ratified by both sides", "Still in force after a year"}
	exits := []int{3, 4, 2, -1}
	why := []string{"talks never open", "talks break down", "blocked at home", "collapse in the first year"}
	before := n
	for i, alive := range o.Gates {
		if i >= len(titles) {
			break
		}
		g := gate{title: titles[i], alive: alive, reached: before, lost: before - alive, exit: exits[i], why: why[i]}
		if reason, k := top(o.Reasons[endingKey(exits[i])]); exits[i] >= 0 && k > 0 && i < 2 {
			g.why += ", most often: " + reasonText(reason)
		}
		out = append(out, g)
		before = alive
	}
	return out, n
}

func endingKey(i int) string {
	if i < 0 {
		return ""
	}
	return [6]string{"full-deal", "limited-deal", "blocked", "no-talks", "breakdown", "escalation"}[i]
}

// top is the most frequent key; ties go to the first in alphabetical order.
func top(m map[string]int64) (key string, k int64) {
	for name, n := range m {
		if n > k || (n == k && name < key) {
			key, k = name, n
		}
	}
	return key, k
}

// reasonText puts a reason into words.
func reasonText(reason string) string {
	if s, ok := map[string]string{"precondition": "a precondition is not met", "audience-cost": "talking costs too much at home", "no-interest": "too little to gain", "no-ripeness": "no hurting stalemate or no way out",
		"no-contact": "no working channel", "no-overlap": "no deal suits both", "walk-out": "a side walks out", "deadline": "time runs out", "horizon": "the horizon is reached",
		"mediator-withheld": "the mediator withholds its draft", "veto": "a veto", "shock": "a shock from outside"}[reason]; ok {
		return s
	}
	return strings.ReplaceAll(reason, "-", " ")
}

func stagesTakeaway(in Input, o Options) Takeaway {
	g, n := gates(in)
	worst := 0
	for i := range g[:len(g)-1] {
		if g[i].lost > g[worst].lost {
			worst = i
		}
	}
	of := func(k int64) string { return stats.OfHundred(k, n) }
	where := []string{"before talks open", "between talks and a text", "at ratification"}
	t := Takeaway{
		Title: shortest(o.Size,
			fmt.Sprintf("%s of 100 negotiations are lost %s; %s of 100 are ratified", of(g[worst].lost), where[min(worst, 2)], of(g[2].alive)),
			fmt.Sprintf("%s of 100 are lost %s", of(g[worst].lost), where[min(worst, 2)]),
			"How many negotiations clear each gate"),
		Subtitle: "Of 100 negotiations started: how many clear each gate, and what stops the rest; on the right the rate among those that reach it",
		Facts:    []string{of(g[worst].lost), of(g[2].alive)},
		Note:     "A shock can end a negotiation at any gate and is counted where it strikes.",
	}
	if !differ(g[worst].lost, second(g, worst), n) {
		t.Title = shortest(o.Size, fmt.Sprintf("%s of 100 negotiations are ratified; losses spread over the gates before", of(g[2].alive)), "How many negotiations clear each gate")
	}
	t.Alt = "Bars of how many of 100 negotiations clear each gate; " + t.Title
	var parts []string
	for _, x := range g {
		parts = append(parts, fmt.Sprintf("%s: %s of 100, that is %s of 100 that reach it", x.title, of(x.alive), stats.OfHundred(x.alive, x.reached)))
	}
	t.LongDesc = strings.Join(parts, ". ") + "."
	return t
}

// started is how many of 100 reach a gate; all of them reach the first.
func started(reached, n int64) string {
	if reached == n {
		return "100"
	}
	return stats.OfHundred(reached, n)
}

func second(g []gate, worst int) int64 {
	best := int64(0)
	for i := range g[:len(g)-1] {
		if i != worst {
			best = max(best, g[i].lost)
		}
	}
	return best
}

func stagesTable(in Input, _ Options) Table {
	g, n := gates(in)
	t := Table{Head: []string{"Gate", "Cleared, of 100 started", "Lost here, of 100 started", "Of 100 that reach it", "Runs that clear it", "What stops the rest"}}
	for _, x := range g {
		t.Rows = append(t.Rows, []string{x.title, stats.OfHundred(x.alive, n), stats.OfHundred(x.lost, n), stats.OfHundred(x.alive, x.reached), fmt.Sprint(x.alive), x.why})
	}
	return t
}

func stagesHeight(in Input, o Options) float64 {
	z := sizesOf(o.Size)
	return 4 * 4.1 * z.label
}

func drawStages(s *Scene, in Input, o Options, b rect) {
	g, n := gates(in)
	z := s.size
	rateW := 8.2 * z.label
	if z.half {
		rateW = 7 * z.label
	}
	barW := b.w - rateW
	row := b.h / float64(len(g))
	for i, x := range g {
		y := b.y + float64(i)*row
		s.text(b.x, y+z.label, x.title, z.label, true, left, ink)
		h := 1.25 * z.label
		top := y + 1.35*z.label
		w := barW * float64(x.alive) / float64(max(1, n))
		lost := barW * float64(x.lost) / float64(max(1, n))
		s.rect(b.x, top, max(w, 0.8), h, muted, ink, 0.6)
		color := s.pal.ending[max(0, x.exit)]
		if x.exit < 0 {
			color = white
		}
		if lost > 0.5 {
			s.rect(b.x+w+1, top, max(lost-1, 0.5), h, color, ink, 0.6)
		}
		of := stats.OfHundred(x.alive, n)
		if inside := textWidth(of, z.label, true) + 6; w > inside {
			s.middle(b.x+4, top+h/2, of, z.label, true, left, white)
		} else {
			s.middle(b.x+barW+4, top+h/2, of+" left", z.label, true, left, ink)
			of = ""
		}
		reason := fmt.Sprintf("%s lost: %s", stats.OfHundred(x.lost, n), x.why)
		s.text(b.x, top+h+1.0*z.axis, fit(reason, z.axis, false, b.w), z.axis, false, left, muted)
		s.text(b.x+b.w, y+z.label, fmt.Sprintf("%s of %s", stats.OfHundred(x.alive, n), started(x.reached, n)), z.axis, false, right, ink)
		_ = of
	}
}
