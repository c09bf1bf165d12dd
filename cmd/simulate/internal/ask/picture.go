package ask

import (
	"fmt"
	"strings"

	"parley/plots"
	"parley/sim"
	"parley/sim/results"
	"parley/sim/stats"
)

// Pictures of answers: plots draws them, here they get the words of the case.

// note says what every picture of an answer must: whose numbers, from which draws.
func (c *Case) note(h Head, what string) string {
	hash := h.Hash
	if len(hash) > 8 {
		hash = hash[:8]
	}
	return fmt.Sprintf("In the model, under these assumptions. Source: simulated negotiations, Parley %s. Run: %s %s, option %s, %s %s, seed %d.", c.Study.Manifest.Engine, h.Scenario, hash, h.Option, stats.Thousands(h.Runs), what, h.Seed)
}

// Draw draws a break-even as ".svg" or ".png": a curve for one lever, a map for two.
func (t *Turn) Draw(c *Case, ending string, o plots.Options) ([]byte, error) {
	first := plots.Lever{Title: t.Lever.Title, Unit: t.Lever.Unit, Values: t.Values, Median: t.Base}
	note := c.note(t.Head, "runs at each value, on the same draws")
	if t.Second == nil {
		return plots.BreakEven{Title: c.Study.Manifest.Title, Outcome: c.Event.Title, Lever: first, Counts: countsOf(t.Shares), Level: t.Level, Turn: t.turn, Instead: t.inTheWay(), Note: note}.Draw(ending, o)
	}
	first.Values = t.Second.First
	m := plots.BreakEvenMap{Title: c.Study.Manifest.Title, Outcome: c.Event.Title, X: first, Y: plots.Lever{Title: t.Second.Lever.Title, Unit: t.Second.Lever.Unit, Values: t.Second.Values, Median: t.Second.Base}, Level: t.Level, Turns: t.Second.turns, Note: note}
	for _, row := range t.Second.Rows {
		m.Counts = append(m.Counts, countsOf(row))
	}
	return m.Draw(ending, o)
}

// inTheWay is the commonest other ending in words, empty if there is none.
func (t *Turn) inTheWay() string {
	for i, name := range sim.EndingNames {
		if name == t.Instead {
			return fmt.Sprintf("%s, in %s of 100", strings.ToLower(plots.EndingTitle(i)), stats.OfHundred(int64(1000*t.InsteadShare+0.5), 1000))
		}
	}
	return ""
}

func countsOf(shares []Share) (out []results.Count) {
	for _, s := range shares {
		out = append(out, results.Count{K: s.K, N: s.N})
	}
	return out
}
