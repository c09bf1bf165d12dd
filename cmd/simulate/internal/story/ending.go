package story

import (
	"fmt"
	"strings"
	"unicode"

	"parley/sim"
	"parley/sim/results"
)

// EndingTitles are the endings in words, in their fixed order.
var EndingTitles = [6]string{"Full deal", "Limited deal", "Blocked at home", "No talks", "Talks break down", "Escalation"}

// ending closes the story with how the run ended and why.
func (t *teller) ending() {
	o := t.outcome
	if o.Ending < 0 {
		return
	}
	text := fmt.Sprintf("%s in month %d", EndingTitles[o.Ending], max(o.Month, 0))
	if why := t.why(); why != "" {
		text += ": " + why
	}
	if o.Ending <= sim.LimitedDeal && o.ForceMonth != sim.Never {
		if o.Collapse == sim.Never {
			text += "; it still stands when the run is followed no further"
		} else {
			text += fmt.Sprintf("; it stood %s", months(o.Collapse))
		}
	}
	t.beats = append(t.beats, Beat{When: "End", Text: text})
}

func months(n int) string {
	if n == 1 {
		return "1 month"
	}
	return fmt.Sprintf("%d months", n)
}

func (t *teller) why() string {
	o := t.outcome
	who := t.actorAt(o.Culprit)
	switch o.Reason {
	case sim.Precondition:
		return "the precondition of " + who + " for talks was not met"
	case sim.AudienceCost:
		return "sitting down costs " + who + " too much at home"
	case sim.NoInterest:
		return who + " has nothing to gain from talking"
	case sim.NoRipeness:
		return "the stalemate does not hurt enough, or no way out is in sight"
	case sim.NoContact:
		return "consultations hardly ever take place"
	case sim.NoOverlap:
		return "there was no text that both prefer to none" + t.second()
	case sim.WalkOut:
		return who + " walked out" + t.second()
	case sim.Deadline:
		return "the rounds were used up" + t.second()
	case sim.HorizonReached:
		return "time ran out" + t.second()
	case sim.MediatorWithheld:
		return "the mediator held back its draft" + t.second()
	case sim.Commitment:
		return "a text suited both, but power was about to shift by more than no deal costs them, so no promise would have bound" + t.second()
	case sim.Vetoed:
		return "vetoed by " + who + t.second()
	case sim.Shocked:
		return t.shock(o.Shock)
	case sim.Ratified:
		return "ratified and in force"
	}
	return ""
}

// second is what else stood in the way.
func (t *teller) second() string {
	switch t.outcome.Second {
	case sim.WalkOut:
		return "; the talks ended with a walk-out"
	case sim.Deadline:
		return "; the rounds were used up"
	case sim.HorizonReached:
		return "; time ran out"
	case sim.NoOverlap:
		return "; on the second attempt there was no text that both prefer to none"
	case sim.MediatorWithheld:
		return "; the mediator held back its draft"
	case sim.MediatorAbsent:
		return "; nobody mediated"
	}
	return ""
}

// side is the name of a principal by side.
func (t *teller) side(i int) string {
	if i < 0 || i > 1 {
		return "one side"
	}
	return t.actor(t.Spec.Table[i])
}

// actorAt is the name of an actor by its place in Spec.Actors.
func (t *teller) actorAt(i int) string {
	if i < 0 || i >= len(t.Spec.Actors) {
		return "nobody in particular"
	}
	return t.actor(t.Spec.Actors[i].ID)
}

func (t *teller) actor(id string) string {
	for _, a := range t.Actors {
		if a.ID == id && a.Title != "" {
			if strings.HasPrefix(a.Title, "United ") { // States, Kingdom, Nations: not without their article
				return "the " + a.Title
			}
			return a.Title
		}
	}
	return words(id)
}

// capital begins a sentence.
func capital(s string) string {
	if s == "" {
		return s
	}
	r := []rune(s)
	return string(unicode.ToUpper(r[0])) + string(r[1:])
}

// mediatorName is the name of one of the scenario's mediators, the lead first.
func (t *teller) mediatorName(i int) string {
	var ids []string
	for _, id := range []string{t.Spec.Mediator, t.Spec.Rival} {
		if id != "" {
			ids = append(ids, id)
		}
	}
	if id := at(ids, i); id != "" {
		return t.actor(id)
	}
	return "the mediator"
}

func (t *teller) shock(i int) string {
	if id := at(t.Spec.Shocks, i); id != "" {
		return words(id)
	}
	return "an event from outside"
}

func (t *teller) issue(id string) results.Issue {
	for _, is := range t.Issues {
		if is.ID == id {
			if is.Title == "" {
				is.Title = words(id)
			}
			return is
		}
	}
	return results.Issue{ID: id, Title: words(id)}
}
