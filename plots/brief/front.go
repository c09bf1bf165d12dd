package brief

// The two boxes of page 1 beside its charts, and the small print at its foot.

import (
	"fmt"
	"strings"

	"parley/sim/results"
)

// carried is an assumption that carries the result, for page 1.
type carried struct{ ID, Anchor, Text string }

// turningTexts are the three nearest turning points, for page 1.
func turningTexts(turn []flip, never []string) (texts []string, none string) {
	for _, f := range turn[:min(3, len(turn))] {
		texts = append(texts, f.Sentence)
	}
	switch {
	case len(texts) > 0:
		return texts, ""
	case len(never) > 0:
		return nil, fmt.Sprintf("No single input does: none of the %d swept turns the likelihood word anywhere in its assumed range.", len(never))
	}
	return nil, "Not measured in this result."
}

// carryingLimit holds such a line within the two lines that page 1 has for it, in characters.
const carryingLimit = 90

// carrying are the first three assumptions of the register, when they move the answer.
func carrying(groups []Group) (out []carried, none string) {
	for _, g := range groups {
		for _, e := range g.Entries {
			if !e.Moves || len(out) == 3 {
				continue
			}
			tail := fmt.Sprintf(": %s (%s)", e.Impact, e.Basis())
			out = append(out, carried{e.ID, e.Anchor, first(carryingLimit, capital(owned(e.Title, ""))+tail, capital(unowned(e.Title))+tail, "see the register"+tail)})
		}
	}
	if len(out) == 0 {
		return nil, "No input moves the answer beyond noise, or none was measured."
	}
	return out, ""
}

// frontFoot is the small print of page 1. What made the result stands in the running foot of a printed page, so
// that line is for the screen.
func frontFoot(n numbers, m *results.Manifest, command string) []footLine {
	words := []string{"none, numbers alone"}
	if bands := n.words.scale.Bands; len(bands) > 0 {
		words = words[:0]
		for _, w := range bands {
			words = append(words, w.Word+" "+strings.TrimSuffix(w.Range(), "%"))
		}
	}
	foot := []footLine{
		{Text: "Words, in %: " + strings.Join(words, " · ") + "."},
		{Text: "Sampling error: " + n.Sampling + " from the number of runs. To rebuild: ", Code: command},
		{Text: runningFoot(m), Screen: true},
	}
	if text := n.Failed.Text(); text != "" {
		foot = append(foot, footLine{Text: text + "."})
	}
	return foot
}

// footLine is one line of small print.
type footLine struct {
	Text   string
	Code   string
	Screen bool // not printed: the running foot says it
}
