package brief

// The box on the track record: what the briefing knows of the model on past cases, beside theory and beside base rates.

import (
	"fmt"
	"strings"

	"parley/sim/results"
)

// tried corrects what the briefing says of a model that has been scored on past cases.
func tried(text string, r *results.Record) string {
	if r == nil || len(r.Cases) == 0 {
		return text
	}
	than := "and was not shown to be better than base rates on past cases"
	if r.Better() {
		than = "and was better than base rates on a few past cases"
	}
	text = strings.Replace(text, "was never scored on past cases, and", than+", and", 1)
	text = strings.Replace(text, "was never scored on past cases", than, 1)
	return strings.Replace(text, "It has not been compared with past negotiations, so nothing here says how often real ones do.", "Past negotiations are too few to say how often real ones do: see the track record.", 1)
}

// trackRecord is the box: past cases, regularities, base rates, as far as somebody tried. Only past cases lift "not validated": to behave as
// theory says and to meet averages is less than to be right about cases.
func trackRecord(r *results.Record) box {
	out := box{"warn", "Track record: not validated", []string{"The model has not been scored on past negotiations. Until it has, read its shares as the working-out of the assumptions, not as odds to bet on."}}
	if r == nil {
		return out
	}
	if len(r.Cases) > 0 {
		out = pastCases(r)
	}
	if r.Theory != nil {
		out.Text = append(out.Text, inTheory(r.Theory))
	}
	if r.Rates != nil {
		out.Text = append(out.Text, inRates(r.Rates))
	}
	return out
}

func pastCases(r *results.Record) box {
	cases := counted(int64(len(r.Cases)), "past case", "past cases")
	text := []string{}
	for _, s := range r.Scores {
		line := fmt.Sprintf("%s, less is better: the model less base rates %+.3f", s.Rule, s.Difference.Mean)
		if s.Difference.Low != nil && s.Difference.High != nil {
			line += fmt.Sprintf(" (95%% interval %+.3f to %+.3f)", *s.Difference.Low, *s.Difference.High)
		}
		text = append(text, sentence(line))
	}
	if t := r.Terms; t != nil {
		line := fmt.Sprintf("Terms of %s: the model's are off by %.2f of an issue's range, the weighted mean of what both sides want by %.2f", counted(int64(t.Model.N), "past text", "past texts"), t.Model.Mean, t.Mean.Mean)
		if d := t.Difference; d.Low != nil && d.High != nil {
			line += fmt.Sprintf(" (95%% interval of the difference %+.2f to %+.2f)", *d.Low, *d.High)
		}
		if !t.Better {
			line += "; the model's are not shown to be nearer"
		}
		text = append(text, sentence(line))
	}
	title := "Track record: scored on " + cases + ", not shown to be better than base rates"
	if r.Better() {
		title = "Track record: better than base rates on " + cases
	}
	return box{"warn", title, append(text, "From "+results.RecordFile+" in the result folder. So few cases, picked because they are known, are a smoke test and not a validation: read shares as the working-out of the assumptions, not as odds to bet on.")}
}

// inTheory says how regularities of the literature fared.
func inTheory(t *results.Theory) string {
	held, tried, heldI, triedI := t.Count()
	text := fmt.Sprintf("Theory: %d of %s of the literature hold in the model", held, counted(int64(tried), "regularity", "regularities"))
	if triedI > 0 {
		text += fmt.Sprintf(", and %d of %s", heldI, counted(int64(triedI), "invariance", "invariances"))
	}
	text += " (" + results.TheoryFile + ")."
	if failed := t.Failed(); len(failed) > 0 {
		text += " Failed: " + strings.Join(failed, ", ") + "."
	}
	if left := t.Known - len(t.Checks); left > 0 {
		text += fmt.Sprintf(" %d more were not tried.", left)
	}
	return text + " Whether theory is right this does not say."
}

// inRates says how published base rates fared. This scenario has the values of today unless it takes over fitted ones, so those come first.
func inRates(b *results.Rates) string {
	text := fmt.Sprintf("Base rates: in a crisis of which nothing is known, %d of %s lie inside the published interval with generic values", b.InsideToday, counted(int64(len(b.Targets)), "share", "shares"))
	if b.Fitted {
		text += fmt.Sprintf(", %d with values fitted to them, which a scenario has only where it says so", b.Inside)
	}
	text += " (" + results.RatesFile + ")."
	var outside []string
	for _, t := range b.Targets {
		if !t.Inside {
			outside = append(outside, strings.ToLower(t.Title[:1])+t.Title[1:])
		}
	}
	if len(outside) > 0 && b.Fitted {
		text += " Outside even then: " + strings.Join(outside, "; ") + "."
	}
	return text
}
