package story

import (
	"math"
	"strings"
	"testing"

	"parley/sim"
	"parley/sim/results"
)

var relief = results.Issue{ID: "relief", Title: "Sanctions relief", At0: "none", At1: "all lifted", Levels: []results.Level{{At: 0.25, Label: "some waivers"}, {At: 0.5, Label: "oil"}}}

func TestReading_inTheIssuesOwnUnit(t *testing.T) {
	for _, c := range []struct {
		name string
		is   results.Issue
		x    float64
		want string
	}{
		{"an end", relief, 0, "“none”"},
		{"the other end", relief, 1, "“all lifted”"},
		{"an anchor", relief, 0.25, "“some waivers”"},
		{"just past an anchor: 0.004 of 0.25 is 1.6 %", relief, 0.254, "“some waivers”"},
		{"between: 0.1 of 0.25 is 40 %", relief, 0.35, "40% of the way from “some waivers” to “oil”"},
		{"last stretch: 0.25 of 0.5 is 50 %", relief, 0.75, "50% of the way from “oil” to “all lifted”"},
		{"ends only", results.Issue{At0: "a", At1: "b"}, 0.3, "30% of the way from “a” to “b”"},
		{"no labels", results.Issue{}, 0.3, "0.30 on a scale of 0 to 1"},
	} {
		if got := Reading(c.is, c.x); got != c.want {
			t.Errorf("%s: Reading(%v) = %q, want %q", c.name, c.x, got, c.want)
		}
	}
}

func setting() Setting {
	return Setting{
		Spec: &sim.Spec{
			Issues: []sim.IssueSpec{{ID: "relief", By: "us"}, {ID: "regional", By: "iran"}},
			Table:  [2]string{"us", "iran"}, Mediator: "russia", Ratifiers: []string{"leader", "congress"}, Spoilers: []string{"groups"}, Shocks: []string{"armed-clash"},
			Actors: []sim.ActorSpec{{ID: "us"}, {ID: "iran"}, {ID: "russia"}, {ID: "leader"}, {ID: "congress"}},
		},
		Issues: []results.Issue{relief, {ID: "regional", Title: "Regional limits", At0: "none", At1: "ended"}},
		Actors: []results.Actor{{ID: "us", Title: "United States"}, {ID: "iran", Title: "Iran"}, {ID: "russia", Title: "Russia"}, {ID: "leader", Title: "Supreme Leader"}},
	}
}

func deal(relief, regional float64) sim.Deal { return sim.Deal{relief, regional} }

// The whole of a run: every kind of event that the engine notes occurs once at least.
func TestTell_aRunFromTalksToCollapse(t *testing.T) {
	both := sim.FullScope(2)
	events := []sim.Event{
		{Month: 0, Kind: sim.Considered, Value: 0.1, P: [2]float64{0.6, 0.25}},
		{Month: 1, Kind: sim.Considered, Value: 0.2, P: [2]float64{0.7, 0.3}},
		{Month: 2, Kind: sim.TalksOpen},
		{Month: 2, Kind: sim.MediatorTakesPart, Value: sim.Formulation},
		{Month: 2, Kind: sim.ScopeSet, Scope: both},
		{Month: 3, Kind: sim.NoDraft, Round: 1},
		{Month: 4, Kind: sim.ScopeSet, Scope: both, OK: true},
		{Month: 4, Kind: sim.Message, Who: 0, Value: 0.1},
		{Month: 4, Kind: sim.Message, Who: 1, Value: 0.1},
		{Month: 4, Kind: sim.Offered, Who: 0, Round: 2, Deal: deal(0.25, 0.5), Scope: both, P: [2]float64{0.09, -0.01}, Asp: [2]float64{0.09, 0.05}},
		{Month: 5, Kind: sim.Offered, Who: 1, Round: 3, Deal: deal(0.5, 0.2), Scope: both, P: [2]float64{0.02, 0.06}, Asp: [2]float64{0.08, 0.05}},
		{Month: 6, Kind: sim.Offered, Who: 0, Round: 4, Deal: deal(0.35, 0.5), Scope: both, P: [2]float64{0.07, 0.02}, Asp: [2]float64{0.07, 0.04}},
		{Month: 7, Kind: sim.Drafted, Round: 5, Deal: deal(0.5, 0.5), Scope: both, P: [2]float64{0.07, 0.05}, Asp: [2]float64{0.06, 0.04}, OK: true},
		{Month: 7, Kind: sim.TextAgreed, Round: 5, Deal: deal(0.5, 0.5), Scope: both},
		{Month: 8, Kind: sim.AttackStruck},
		{Month: 9, Kind: sim.Voted, Who: 0, Value: 0.83, OK: true},
		{Month: 9, Kind: sim.Voted, Who: 1, Value: 0.4},
		{Month: 9, Kind: sim.Returned},
		{Month: 10, Kind: sim.NoDraft, Round: 6, OK: true},
		{Month: 11, Kind: sim.InForce, Deal: deal(0.5, 0.5), Scope: both},
		{Month: 11, Kind: sim.Collapsed, Value: 7, Index: int(sim.Exited), Who: 0},
	}
	o := sim.Outcome{Ending: sim.FullDeal, Reason: sim.Ratified, Month: 11, ForceMonth: 11, Collapse: 7, CollapseCause: sim.Exited}
	want := []string{
		"Month 0: consultations. The United States leans to talking by 60 in 100, Iran by 25; talks open with a chance of 10 in 100 a month.",
		"Month 2: talks open.",
		"Month 2: Russia mediates, drafting the text (formulation).",
		"Month 2: on the table: Sanctions relief, Regional limits. No text on it is better than none for both.",
		"Month 3: round 1 passes without a text that both could take.",
		"Month 4: what has changed since leaves room for a text that both prefer to none.",
		"Month 4: Russia tells the United States that Iran would give more than it thought.",
		"Month 4: Russia tells Iran that the United States would give less than it thought.",
		"Month 4: round 2, the United States offers, asking 0.090: Sanctions relief: “some waivers”; Regional limits: 50% of the way from “none” to “ended”. Iran refuses: worse for it than no deal (-0.010).",
		"Month 5: round 3, Iran offers, asking 0.050: Sanctions relief: “oil”; Regional limits: 20% of the way from “none” to “ended”. The United States refuses: worth 0.020 to it, it asks 0.080.",
		"Month 6: round 4, the United States moves, asking 0.070: Sanctions relief: 40% of the way from “some waivers” to “oil”. Iran refuses: worth 0.020 to it, it asks 0.040.",
		"Month 7: round 5, Russia drafts: Sanctions relief: “oil”; Regional limits: 50% of the way from “none” to “ended”. Both accept. Worth 0.070 to the United States (asking 0.060), 0.050 to Iran (asking 0.040).",
		"Month 7: round 5, a text is agreed: Sanctions relief: “oil”; Regional limits: 50% of the way from “none” to “ended”.",
		"Month 8: groups attacks to spoil the process.",
		"Month 9: Supreme Leader lets it pass; its chance of passing was 83 in 100.",
		"Month 9: congress vetoes the text; its chance of passing was 40 in 100.",
		"Month 9: the text goes back to the table.",
		"Month 10: round 6, Russia holds back its draft: the text would cost it more than an agreement is worth to it.",
		"Month 11: the deal enters into force.",
		"Month 18: 7 months after it entered into force the deal is left by the United States.",
		"End: Full deal in month 11: ratified and in force; it stood 7 months.",
	}
	got := Tell(setting(), &sim.Transcript{Events: events}, o, Full)
	for i := range max(len(got), len(want)) {
		g, w := "", ""
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			t.Errorf("line %d\n got %s\nwant %s", i, g, w)
		}
	}
}

// A briefing's reader gets no utilities, and of a long stretch of offers the first and the last.
func TestTell_brief(t *testing.T) {
	tr := &sim.Transcript{Events: []sim.Event{{Month: 1, Kind: sim.TalksOpen}, {Month: 1, Kind: sim.ScopeSet, Scope: 1, OK: true}}}
	for n := 1; n <= 12; n++ {
		tr.Events = append(tr.Events, sim.Event{Month: n, Kind: sim.Offered, Who: (n + 1) % 2, Round: n, Deal: deal(0.05*float64(n), 0), Scope: 1, P: [2]float64{0.0123, 0.0123}, Asp: [2]float64{0.0456, 0.0456}})
	}
	o := sim.Outcome{Ending: sim.Breakdown, Reason: sim.Deadline, Month: 12, Culprit: -1, ForceMonth: sim.Never, Collapse: sim.Never}
	text := strings.Join(Tell(setting(), tr, o, Brief), "\n")
	if strings.Contains(text, "0.0") {
		t.Errorf("a brief story prints a utility:\n%s", text)
	}
	for _, round := range []string{"round 1,", "round 2,", "round 10,", "round 11,", "round 12,", "the rounds were used up"} {
		if !strings.Contains(text, round) {
			t.Errorf("a brief story lacks %q:\n%s", round, text)
		}
	}
	if strings.Contains(text, "round 5,") {
		t.Errorf("a brief story tells a round of the middle:\n%s", text)
	}
}

// Every reason and every second reason has words: a newcomer to the list of reasons must be given some.
func TestTell_everyReasonHasWords(t *testing.T) {
	for r := range sim.ReasonNames {
		o := sim.Outcome{Ending: sim.Blocked, Reason: sim.Reason(r), Culprit: 1, Shock: 0, ForceMonth: 3, Collapse: 0}
		lines := Tell(setting(), &sim.Transcript{}, o, Full)
		if last := lines[len(lines)-1]; (last == "End: Blocked at home in month 0.") != (sim.Reason(r) == sim.NoReason || sim.Reason(r) == sim.MediatorAbsent) {
			t.Errorf("reason %s reads %q", sim.ReasonNames[r], last)
		}
	}
}

// A side that nothing on the table satisfies asks for infinitely much; no number may show.
func TestTell_unboundedAspiration(t *testing.T) {
	tr := &sim.Transcript{Events: []sim.Event{{Kind: sim.ScopeSet, Scope: 1, OK: true},
		{Kind: sim.Offered, Who: 0, Round: 1, Deal: deal(0.5, 0), Scope: 1, P: [2]float64{0.1, 0.1}, Asp: [2]float64{0.1, math.Inf(1)}}}}
	text := strings.Join(Tell(setting(), tr, sim.Outcome{Ending: sim.Breakdown, ForceMonth: sim.Never}, Full), "\n")
	if strings.Contains(text, "Inf") || !strings.Contains(text, "it asks more than any text here gives") {
		t.Errorf("an unbounded aspiration reads\n%s", text)
	}
}
