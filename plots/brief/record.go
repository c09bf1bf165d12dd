package brief

// The box on the track record: what the briefing knows of the model on past cases.

import (
	"fmt"
	"strings"

	"parley/sim/results"
)

// tried corrects what the briefing says of a model that has been scored on past cases.
func tried(text string, r *results.Record) string {
	if r == nil {
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

func trackRecord(r *results.Record) box {
	if r == nil {
		return box{"warn", "Track record: not validated", []string{"The model has not been scored on past negotiations. Until it has, read its shares as the working-out of the assumptions, not as odds to bet on."}}
	}
	cases := counted(int64(len(r.Cases)), "past case", "past cases")
	text := []string{}
	for _, s := range r.Scores {
		line := fmt.Sprintf("%s: the model loses %+.3f more than base rates", s.Rule, s.Difference.Mean)
		if s.Difference.Low != nil && s.Difference.High != nil {
			line += fmt.Sprintf(" (95%% interval %+.3f to %+.3f)", *s.Difference.Low, *s.Difference.High)
		}
		text = append(text, sentence(line))
	}
	title := "Track record: scored on " + cases + ", not shown to be better than base rates"
	if r.Better() {
		title = "Track record: better than base rates on " + cases
	}
	return box{"warn", title, append(text, "From "+results.RecordFile+" in the result folder. So few cases, picked because they are known, are a smoke test and not a validation: read shares as the working-out of the assumptions, not as odds to bet on.")}
}
