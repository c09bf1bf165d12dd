// Package story tells one run in plain words: month, who offered what in the issue's own unit, why it was refused,
// who vetoed. It turns a transcript into sentences and knows nothing of files or terminals.
//
// Use Replay to get the transcript of a stored run: draws are addressed, so a run can be played again alone.
package story

import (
	"fmt"
	"slices"
	"strings"

	"parley/sim"
	"parley/sim/results"
)

// Setting is what the words need of a scenario: the option that was played, and the names and anchors of the manifest.
type Setting struct {
	Spec   *sim.Spec
	Issues []results.Issue
	Actors []results.Actor
}

// Detail says how much is told.
type Detail int

// Brief leaves out utilities and all but the first and last offers, as a briefing's readers want it; Full tells every
// round with what it was worth to whom.
const (
	Brief Detail = iota
	Full
)

// Replay plays one run of a plan again and returns its record and its outcome.
func Replay(p *sim.Plan, seed, run uint64) (*sim.Transcript, sim.Outcome) {
	t := &sim.Transcript{}
	w := sim.NewMachine(p, seed).Play(run, run, t)
	return t, w.Outcome
}

// Beat is one thing that happens: when, what, the terms on the table if any, and what came of it.
type Beat struct {
	When  string   // "Month 4", "End"
	Text  string   // without a full stop
	Terms []string // one issue each
	Reply string   // without a full stop; empty for none
}

// String is the beat as sentences of one line.
func (b Beat) String() string {
	s := b.When + ": " + b.Text
	if len(b.Terms) > 0 {
		s += ": " + strings.Join(b.Terms, "; ")
	}
	if b.Reply != "" {
		s += ". " + b.Reply
	}
	return s + "."
}

// Tell gives the sentences of a run in order, each with its month. It is a pure function of its arguments.
func Tell(s Setting, t *sim.Transcript, o sim.Outcome, d Detail) []string {
	var lines []string
	for _, b := range Beats(s, t, o, d) {
		lines = append(lines, b.String())
	}
	return lines
}

// Beats is the same with its parts apart, for a layout of one's own.
func Beats(s Setting, t *sim.Transcript, o sim.Outcome, d Detail) []Beat {
	r := &teller{Setting: s, detail: d, outcome: o, mediator: -1, offers: map[int]map[string]string{}}
	for _, is := range s.Spec.Issues {
		r.agenda = append(r.agenda, r.issue(is.ID))
	}
	events := t.Events
	if d == Brief {
		events = shortened(events)
	}
	for i, e := range events {
		r.event(e, events[i+1:])
	}
	r.flushIdle()
	r.ending()
	return r.beats
}

type teller struct {
	Setting
	detail  Detail
	outcome sim.Outcome
	agenda  []results.Issue
	beats   []Beat

	mediator int // index into the scenario's mediators, -1 while none is at work
	scope    sim.Scope
	open     bool // the zone of agreement is not empty
	scoped   bool
	leaning  bool
	messages [2]int // sign of the last message told to each side
	offers   map[int]map[string]string
	idle     []sim.Event // rounds that could not lead anywhere, told in one sentence
}

func (t *teller) say(month int, format string, args ...any) {
	t.tell(month, fmt.Sprintf(format, args...), nil, "")
}

func (t *teller) tell(month int, text string, terms []string, reply string) {
	t.beats = append(t.beats, Beat{fmt.Sprintf("Month %d", max(month, 0)), text, terms, capital(reply)})
}

func (t *teller) event(e sim.Event, rest []sim.Event) {
	switch e.Kind {
	case sim.Offered, sim.Drafted, sim.NoDraft:
		if !t.open && !(e.Kind == sim.NoDraft && e.OK) {
			t.idle = append(t.idle, e)
			return
		}
	case sim.ScopeSet, sim.Message, sim.Considered:
	default:
		t.flushIdle()
	}
	switch e.Kind {
	case sim.MediatorTakesPart:
		t.mediator = e.Index
		t.say(e.Month, "%s mediates, %s", t.mediatorName(e.Index), styles[clampIndex(int(e.Value), len(styles))])
	case sim.MediatorDeclined:
		if e.Who >= 0 {
			t.say(e.Month, "%s does not want %s as mediator", t.side(e.Who), t.mediatorName(e.Index))
		} else {
			t.say(e.Month, "%s does not take the mediator's part", t.mediatorName(e.Index))
		}
	case sim.Considered:
		t.considered(e)
	case sim.TalksOpen:
		t.say(e.Month, "talks open")
	case sim.ScopeSet:
		t.scopeSet(e)
	case sim.Message:
		t.message(e)
	case sim.Offered:
		t.offered(e)
	case sim.Drafted:
		t.drafted(e)
	case sim.NoDraft:
		if e.OK {
			t.say(e.Month, "round %d, %s holds back its draft: the text would cost it more than an agreement is worth to it", e.Round, t.mediatorName(t.mediator))
		}
	case sim.WalkedOut:
		t.say(e.Month, "round %d, %s walks out for a reason outside the offers", e.Round, t.side(e.Who))
	case sim.TextAgreed:
		terms, _ := t.terms(e.Deal, e.Scope, nil)
		t.tell(e.Month, fmt.Sprintf("round %d, a text is agreed", e.Round), terms, "")
	case sim.NotBinding:
		t.say(e.Month, "round %d, a text suits both, but power is about to shift by %.2f, more than no deal costs them: no promise would bind", e.Round, e.Value)
	case sim.Voted:
		t.voted(e)
	case sim.Returned:
		t.offers = map[int]map[string]string{}
		t.say(e.Month, "the text goes back to the table")
	case sim.InForce:
		t.say(e.Month, "the deal enters into force")
	case sim.Collapsed:
		t.collapsed(e)
	case sim.ShockStruck:
		t.say(e.Month, "from outside: %s", t.shock(e.Index))
	case sim.AttackStruck:
		t.say(e.Month, "%s attacks to spoil the process", t.actor(at(t.Spec.Spoilers, e.Index)))
	}
}

var styles = []string{"carrying messages (facilitation)", "drafting the text (formulation)", "drafting, with leverage of its own (manipulation)"}

// considered tells how the sides lean before talks: once, and for the last time when talks never open.
func (t *teller) considered(e sim.Event) {
	if t.leaning {
		return
	}
	t.leaning = true
	if t.detail == Brief {
		return
	}
	t.say(e.Month, "consultations. %s leans to talking by %s in 100, %s by %s; talks open with a chance of %s in 100 a month",
		capital(t.side(0)), inHundred(e.P[0]), t.side(1), inHundred(e.P[1]), inHundred(e.Value))
}

// inHundred is a chance in words: never 0 and never 100.
func inHundred(p float64) string {
	switch x := 100 * p; {
	case x < 0.5:
		return "under 1"
	case x >= 99.5:
		return "over 99"
	default:
		return fmt.Sprintf("%.0f", x)
	}
}

func (t *teller) scopeSet(e sim.Event) {
	if t.scoped && t.scope == e.Scope && t.open == e.OK {
		return
	}
	again := t.scoped && t.scope == e.Scope
	if again || t.scoped {
		t.flushIdle()
	}
	t.scope, t.open, t.scoped = e.Scope, e.OK, true
	switch {
	case e.Scope == 0:
		t.say(e.Month, "no issue has anything on it for both sides")
	case again && e.OK:
		t.say(e.Month, "what has changed since leaves room for a text that both prefer to none")
	case again:
		t.say(e.Month, "what has changed since leaves no text that both prefer to none")
	case e.OK:
		t.say(e.Month, "on the table: %s. Some text on it is better than none for both", t.titles(e.Scope))
	default:
		t.say(e.Month, "on the table: %s. No text on it is better than none for both", t.titles(e.Scope))
	}
}

// message tells what the mediator's word did to a side's belief: the bargaining coordinate is 1 where the first side has its
// best text, so a higher limit of the second side, or a lower one of the first, is more room.
func (t *teller) message(e sim.Event) {
	sign := 1
	if (e.Value > 0) != (e.Who == 0) {
		sign = -1
	}
	if t.messages[e.Who] == sign || !t.open {
		return
	}
	t.messages[e.Who] = sign
	more := "less"
	if sign > 0 {
		more = "more"
	}
	t.say(e.Month, "%s tells %s that %s would give %s than it thought", t.mediatorName(t.mediator), t.side(e.Who), t.side(1-e.Who), more)
}

// flushIdle tells in one sentence the rounds in which no text could be better than none for both.
func (t *teller) flushIdle() {
	if len(t.idle) == 0 {
		return
	}
	first, last := t.idle[0], t.idle[len(t.idle)-1]
	t.idle = nil
	rounds := fmt.Sprintf("rounds %d to %d pass", first.Round, last.Round)
	if first.Round == last.Round {
		rounds = fmt.Sprintf("round %d passes", first.Round)
	}
	t.say(last.Month, "%s without a text that both could take", rounds)
}

// shortened keeps of the offers of each stretch of bargaining the first of each speaker and the last three.
func shortened(events []sim.Event) []sim.Event {
	isOffer := func(e sim.Event) bool { return e.Kind == sim.Offered || e.Kind == sim.Drafted }
	keep := make([]bool, len(events))
	stretch := []int{}
	settle := func() {
		seen := map[int]bool{}
		for n, i := range stretch {
			who := speaker(events[i])
			keep[i] = !seen[who] || n >= len(stretch)-3
			seen[who] = true
		}
		stretch = nil
	}
	for i, e := range events {
		switch {
		case isOffer(e):
			stretch = append(stretch, i)
			continue
		case e.Kind == sim.Returned || e.Kind == sim.TextAgreed:
			settle()
		}
		keep[i] = true
	}
	settle()
	out := make([]sim.Event, 0, len(events))
	for i, e := range events {
		if keep[i] {
			out = append(out, e)
		}
	}
	return slices.Clip(out)
}

// speaker is who put a deal on the table: a side, 2 for the mediator, 3 for a rule.
func speaker(e sim.Event) int {
	switch {
	case e.Kind == sim.Offered:
		return e.Who
	case e.Who < 0:
		return 3
	}
	return 2
}

func clampIndex(i, n int) int { return max(0, min(n-1, i)) }

func at(list []string, i int) string {
	if i < 0 || i >= len(list) {
		return ""
	}
	return list[i]
}

func words(id string) string { return strings.ReplaceAll(id, "-", " ") }
