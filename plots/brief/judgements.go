package brief

// The bottom line and the three key judgements, as pure functions of the numbers. Frequency first, then the
// likelihood word with its range in the same sentence, the complement once, and confidence in a sentence of its
// own.

import (
	"fmt"
	"strings"

	"parley/sim/stats"
)

// Judgement is one key judgement: what is judged and, apart from it, how much confidence it deserves.
type Judgement struct {
	Text       string
	Confidence string
}

// Limits of the texts on page 1, in characters. The page is laid out for them.
const (
	bottomLineLimit = 200
	judgementLimit  = 300 // of the text without its confidence; always fits
	roomyJudgement  = 400 // tried first
	confidenceLimit = 120
)

// bottomLine is the whole result in one sentence.
func bottomLine(n numbers) string {
	if n.Deal.TooFew {
		return fmt.Sprintf("Too few runs to state odds: %s of %s ended with a deal in force.", thousands(n.Deal.K), counted(n.Runs, "run", "runs"))
	}
	within := fmt.Sprintf("within %s", counted(int64(n.Horizon), "month", "months"))
	fails := n.failures()
	head := fmt.Sprintf("Some deal enters into force in %s %s: %s", n.Deal.Runs, within, n.Deal.Word)
	rest := n.Deal.Rest + " end without one"
	if len(fails) == 0 {
		return head + "; " + rest + "."
	}
	full := fmt.Sprintf("%s; %s, most often because %s (%s).", head, rest, endingShort[fails[0]], n.Endings[fails[0]].Bare)
	if len(fails) > 1 {
		full = fmt.Sprintf("%s; %s, most often because %s (%s) or %s (%s).", head, rest, endingShort[fails[0]], n.Endings[fails[0]].Bare, endingShort[fails[1]], n.Endings[fails[1]].Bare)
	}
	return first(bottomLineLimit, full, head+"; "+rest+".", head+".")
}

// judgements are the three key judgements, always three, each of at most limit characters.
func judgements(n numbers, c Confidence, limit int) [3]Judgement {
	third := durability(n)
	if len(n.Options) > 1 {
		third = comparison(n, limit)
	}
	out := [3]Judgement{{Text: anyDeal(n, limit)}, {Text: failure(n, limit)}, {Text: third}}
	said := map[string]int{}
	for i, x := range []struct {
		c     Confidence
		order []int
	}{{c, []int{testSourcing, testStability}}, {n.failureConfidence(c), []int{testStability, testSourcing}}, {c, []int{testStructure, testSourcing}}} {
		reason := x.c.limit(x.order...)
		out[i].Confidence = confidence(x.c, reason, said[reason])
		if said[reason] == 0 {
			said[reason] = i + 1
		}
	}
	return out
}

// failureConfidence puts the firmness of the second judgement in the place of the headline's: the share of
// assumption sets whose most common failure is the one named.
func (n numbers) failureConfidence(c Confidence) Confidence {
	if n.Sets == nil || c.Override != "" || len(n.failures()) != 1 {
		return c
	}
	c.Tests[testStability].Level = grade(n.Sets.SameFailure, stableModerate, stableHigh)
	c.Tests[testStability].Limits = fmt.Sprintf("the most common failure is another one in %s of our assumption sets", percent(1-n.Sets.SameFailure))
	c.Level = c.lowest()
	c.Computed = c.Level
	return c
}

// anyDeal is the first judgement: how often some deal, over which part of the agenda, and how far the number
// moves across assumption sets.
func anyDeal(n numbers, limit int) string {
	if n.Deal.TooFew {
		return fmt.Sprintf("%s of %s ended with a deal in force, too few runs to state odds.", thousands(n.Deal.K), counted(n.Runs, "run", "runs"))
	}
	head := fmt.Sprintf("In %s some deal enters into force within %s: %s. %s.",
		n.Deal.Runs, counted(int64(n.Horizon), "month", "months"), n.Deal.Words(), n.Deal.others("end without one"))
	kinds := fmt.Sprintf(" Of 100, %s settle the whole agenda and %s a part of it.", n.Endings[0].Bare, n.Endings[1].Bare)
	spread := ""
	if r := n.Sets; r != nil {
		spread = fmt.Sprintf(" Across our assumption sets the share runs from %s to %s in 100", r.Lo, r.Hi)
		switch {
		case r.LoWord == r.HiWord:
		case r.LoWord == n.Deal.Word:
			spread += ", so some sets say " + r.HiWord
		case r.HiWord == n.Deal.Word:
			spread += ", so some sets say " + r.LoWord
		default:
			spread += fmt.Sprintf(", from %s to %s", r.LoWord, r.HiWord)
		}
		spread += "."
	}
	return first(limit, head+kinds+spread, head+spread, head)
}

// failure is the second judgement: the most common way to fail, why, and how often talks end in escalation.
func failure(n numbers, limit int) string {
	fails := n.failures()
	if len(fails) == 0 {
		return "No simulated negotiation failed; too rare to rank the ways in which one can."
	}
	var head, why, main string
	top := n.Endings[fails[0]]
	if n.Deal.TooFew {
		return fmt.Sprintf("Most often %s: %s of %s, too few to rank the ways to fail.", endingClauses[fails[0]], thousands(top.K), counted(n.Runs, "run", "runs"))
	}
	if len(fails) == 1 {
		head = fmt.Sprintf("In %s %s, the most common failure: %s. %s.", top.Runs, endingClauses[fails[0]], top.Words(), top.others("end in another way"))
	} else {
		second := n.Endings[fails[1]]
		head = fmt.Sprintf("Two failures are about equally common: in %s %s, %s; in %s %s, %s.",
			top.Runs, endingClauses[fails[0]], top.Word, second.Of, endingClauses[fails[1]], second.Word)
	}
	if r := top.Reasons; len(r) > 0 {
		main = fmt.Sprintf(" The main reason is %s (%s).", r[0].Name, r[0].Of)
		why = main
		if len(r) > 1 {
			why = fmt.Sprintf(" The main reason is %s (%s), then %s (%s).", r[0].Name, r[0].Of, r[1].Name, r[1].Of)
		}
	}
	if b := top.Blamed; len(b) > 0 && 2*b[0].Count > top.K && len(fails) == 1 {
		blame := fmt.Sprintf(" It turns most often on %s: %s.", b[0].Name, b[0].Of)
		if fails[0] == 2 {
			blame = fmt.Sprintf(" The veto comes most often from %s: %s.", b[0].Name, b[0].Of)
			main, why = "", ""
		}
		why += blame
	}
	escalation := ""
	if fails[0] != 5 && (len(fails) < 2 || fails[1] != 5) {
		e := n.Endings[5]
		escalation = fmt.Sprintf(" Escalation ends %s: %s.", e.Of, e.Word)
	}
	return first(limit, head+why+escalation, head+main+escalation, head+escalation, head)
}

// comparison is the third judgement where a decision maker has options: differences to the first option on the
// same draws.
func comparison(n numbers, limit int) string {
	up, down, flat := n.compared()
	base := n.Options[0]
	if len(up)+len(down) == 0 {
		o := flat[0]
		small := true
		for _, f := range flat {
			small = small && f.Change.Small()
		}
		if small {
			subject := fmt.Sprintf("None of the %d options tried changes", len(flat))
			if len(flat) == 1 {
				subject = "The one option tried does not change"
			}
			head := fmt.Sprintf("%s the odds of some deal by 3 points; they stand at %s: %s.", subject, n.Deal.Of, n.Deal.Word)
			if !o.Change.Directed() {
				return head
			}
			return first(limit, fmt.Sprintf("%s The largest change is %s, with %s.", head, stats.Points(o.Change.Difference, minus), quoted(o.Title)), head)
		}
		subject := fmt.Sprintf("None of the %d options tried makes a", len(flat))
		if len(flat) == 1 {
			subject = "The one option tried makes no"
		}
		head := fmt.Sprintf("%s detectable difference to the odds of some deal, which stand at %s: %s.", subject, n.Deal.Of, n.Deal.Word)
		return first(limit, fmt.Sprintf("%s The largest change is %s, with %s.", head, stats.Points(o.Change.Difference, minus), quoted(o.Title)), head)
	}
	var parts []string
	lead, others := up, down
	if len(up) == 0 {
		lead, others = down, nil
	}
	o := lead[0]
	verb := "raises"
	if o.Change.Mean < 0 {
		verb = "lowers"
	}
	superlative := ""
	if len(lead) > 1 && !separate(lead[0], lead[1]) {
		superlative = ", about as much as " + quoted(lead[1].Title)
	} else if len(lead) > 1 {
		superlative = ", more than any other option tried"
		if o.Change.Mean < 0 {
			superlative = ", further than any other option tried"
		}
	}
	head := fmt.Sprintf("%s %s the odds of some deal from %s to %s%s, %s: %s.", quoted(o.Title), verb, base.Deal.Bare, o.Deal.Runs, superlative, o.Change.Text, o.Deal.Word)
	short := fmt.Sprintf("One option %s the odds of some deal from %s to %s, %s: %s.", verb, base.Deal.Bare, o.Deal.Runs, o.Change.Text, o.Deal.Word)
	risk := " For escalation it makes no detectable difference."
	switch {
	case o.Escalation.Detectable():
		risk = fmt.Sprintf(" Escalation changes by %s.", o.Escalation.Text)
	case o.Escalation.Directed():
		risk = fmt.Sprintf(" Escalation goes %s.", o.Escalation.Text)
	}
	if len(others) > 0 {
		parts = append(parts, fmt.Sprintf(" %s lowers them most: %s.", quoted(others[0].Title), others[0].Change.Text))
		if len(others) > 1 && !separate(others[0], others[1]) {
			parts[0] = fmt.Sprintf(" %s lowers them: %s.", quoted(others[0].Title), others[0].Change.Text)
		} else if len(others) == 1 {
			parts[0] = fmt.Sprintf(" %s lowers them: %s.", quoted(others[0].Title), others[0].Change.Text)
		}
	}
	var small, none []string
	for _, f := range flat {
		if f.Change.Directed() {
			small = append(small, quoted(f.Title))
		} else {
			none = append(none, quoted(f.Title))
		}
	}
	if len(small) > 0 {
		parts = append(parts, fmt.Sprintf(" Under 3 points: %s.", and(small)))
	}
	if len(none) > 0 {
		parts = append(parts, fmt.Sprintf(" No detectable difference: %s.", and(none)))
	}
	all := strings.Join(parts, "")
	one := ""
	if len(parts) > 0 {
		one = parts[0]
	}
	return first(limit, head+risk+all, head+risk+one, head+risk, short+risk, short)
}

// durability is the third judgement where there is nothing to choose: whether deals last.
func durability(n numbers) string {
	d := n.Durable
	if d == nil || d.K+d.N == 0 {
		return "No simulated negotiation brought a deal into force, so how long one lasts was not measured."
	}
	if d.TooFew {
		return fmt.Sprintf("%s came into force, too few to say how long one lasts.", counted(d.N, "deal", "deals"))
	}
	return fmt.Sprintf("Of 100 deals that enter into force, %s still stand after %s: %s. %s.", d.Bare, n.DurableSpan, d.Word, d.others("do not"))
}

// confidence is the sentence that follows a judgement. It names no likelihood word. A reason that stands under an
// earlier judgement is not repeated; earlier is that judgement's number, or 0.
func confidence(c Confidence, reason string, earlier int) string {
	head := fmt.Sprintf("Confidence in this judgement is %s", c.Level)
	switch {
	case earlier > 0:
		return fmt.Sprintf("%s, for the reason given under %d.", head, earlier)
	case c.Override != "":
		return first(confidenceLimit, head+": "+reason+" (set by the analyst).", head+": set by the analyst, for the reason in the method part.")
	}
	return first(confidenceLimit, head+": "+reason+".", head+": the method part says why.")
}

// Positions of the tests in Confidence.Tests.
const (
	testStability = iota
	testSourcing
	testStructure
	testRecord
)

// endingShort are the endings as the shortest clause after "because".
var endingShort = [6]string{"the whole agenda is settled", "a part of the agenda is settled", "a text is blocked at home", "talks never open", "talks break down", "escalation ends the process"}

func quoted(title string) string { return "“" + title + "”" }
