package story

import (
	"fmt"

	"parley/sim"
)

// offered tells one offer: what moved since the speaker's last one, what it is worth to the other side, what that side asks.
func (t *teller) offered(e sim.Event) {
	me, other := e.Who, 1-e.Who
	verb, terms := t.put(e, "offers")
	text := fmt.Sprintf("round %d, %s %s", e.Round, t.side(me), verb)
	if t.detail == Full {
		text += ", asking " + asking(e.Asp[me])
	}
	t.tell(e.Month, text, terms, t.answer(e, other))
}

// drafted tells one draft of the mediator, or the point that a rule of settlement gives.
func (t *teller) drafted(e sim.Event) {
	verb, who := "drafts", t.mediatorName(t.mediator)
	switch {
	case e.Who == -1:
		verb, who = "gives", at(points, e.Index)
	case e.Who < -1:
		verb, who = "gives", "the text between the sides"
	}
	verb, terms := t.put(e, verb)
	var answer string
	refused := []string{}
	for i := range e.P {
		if e.P[i] < e.Asp[i] {
			refused = append(refused, t.side(i))
		}
	}
	switch {
	case e.OK:
		answer = "Both accept"
	case len(refused) == 2:
		answer = "Both refuse: it gives neither what it asks"
	case len(refused) == 1:
		answer = refused[0] + " refuses: it gives less than it asks"
	default:
		answer = "It cannot stand"
	}
	if t.detail == Full {
		answer += fmt.Sprintf(". Worth %s to %s (asking %s), %s to %s (asking %s)",
			number(e.P[0], 3), t.side(0), asking(e.Asp[0]), number(e.P[1], 3), t.side(1), asking(e.Asp[1]))
	}
	t.tell(e.Month, fmt.Sprintf("round %d, %s %s", e.Round, who, verb), terms, answer)
}

// points are what rules give beside people's drafts, by the index of the event.
var points = []string{"the weighted mean", "the weighted median", "the challenge model", "the spatial model"}

// put words what is on the table against the same speaker's last deal.
func (t *teller) put(e sim.Event, verb string) (string, []string) {
	key := speaker(e)
	before, again := t.offers[key]
	terms, now := t.terms(e.Deal, e.Scope, before)
	t.offers[key] = now
	switch {
	case again && len(terms) == 0:
		return map[string]string{"offers": "repeats its offer", "drafts": "leaves its draft as it was", "gives": "gives the same"}[verb], nil
	case again && len(now) == len(before):
		return map[string]string{"offers": "moves", "drafts": "redrafts", "gives": "moves"}[verb], terms
	}
	return verb, terms
}

// answer is the other side's reply to an offer.
func (t *teller) answer(e sim.Event, other int) string {
	name := t.side(other)
	switch {
	case e.OK && t.detail == Full:
		return fmt.Sprintf("%s accepts: worth %s to it, it asks %s", name, number(e.P[other], 3), asking(e.Asp[other]))
	case e.OK:
		return name + " accepts"
	case e.P[other] >= e.Asp[other]:
		return "It cannot stand: no text is better than none for both"
	case t.detail == Full && e.P[other] < 0:
		return fmt.Sprintf("%s refuses: worse for it than no deal (%s)", name, number(e.P[other], 3))
	case t.detail == Full:
		return fmt.Sprintf("%s refuses: worth %s to it, it asks %s", name, number(e.P[other], 3), asking(e.Asp[other]))
	case e.P[other] < 0:
		return name + " refuses: worse for it than no deal"
	}
	return name + " refuses: less than it asks"
}

// voted tells one vote.
func (t *teller) voted(e sim.Event) {
	name := t.actor(at(t.Spec.Ratifiers, e.Who))
	verb := "vetoes the text"
	if e.OK {
		verb = "lets it pass"
	}
	if t.detail == Full {
		t.say(e.Month, "%s %s; its chance of passing was %s in 100", name, verb, inHundred(e.Value))
		return
	}
	t.say(e.Month, "%s %s", name, verb)
}

// collapsed tells the end of a deal in force.
func (t *teller) collapsed(e sim.Event) {
	stood := int(e.Value)
	how := "erodes: it is not carried out any more"
	switch sim.CollapseCause(e.Index) {
	case sim.Exited:
		how = "is left by " + t.actorAt(e.Who)
	case sim.Struck:
		how = "is ended from outside: " + t.shock(e.Who)
	}
	t.say(e.Month+stood, "%s after it entered into force the deal %s", months(stood), how)
}
