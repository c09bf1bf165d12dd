package brief

// What stands beyond the counts, in sentences: luck or ignorance, when it fails, which option is safe, what to find out next. Charts carry the
// numbers; sentences say how to read them.

import (
	"fmt"
	"slices"
	"strings"

	"parley/sim/results"
	"parley/sim/stats"
)

// questions are the answers, nil when the result has none.
func (b *builder) questions() *results.Questions {
	if b.in.Derived == nil {
		return nil
	}
	return b.in.Derived.Questions
}

// partsOf is a share as parts of 100, never 0 or 100.
func partsOf(x float64) string {
	switch {
	case x < 0.005:
		return "under 1"
	case x >= 0.995:
		return "over 99"
	}
	return fmt.Sprintf("%.0f", 100*x)
}

// luckOrIgnorance is the sentence on what more knowledge could change.
func luckOrIgnorance(q *results.Questions) string {
	text := fmt.Sprintf("Of 100 parts of the variance of any deal in one simulated negotiation, %s are what we do not know about the actors and %s are luck in play. Finding out more can lessen the first alone.", partsOf(q.Ignorance), partsOf(q.Luck))
	sum := 0.0
	for _, g := range q.Actors {
		sum += max(0, g.Share)
	}
	if left := q.Ignorance - sum; sum > 0 && left > 2*q.Error {
		text += fmt.Sprintf(" Of the first, %s can be given to single actors and statements; the other %s lie in what several inputs do only together.", partsOf(sum), partsOf(left))
	}
	return text
}

// whenItFails tells the box in words.
func whenItFails(x *results.Box) string {
	var limits []string
	for _, l := range x.Limits {
		limits = append(limits, l.Title+" "+limitText(l))
	}
	return fmt.Sprintf("In the model there is no deal in %s futures in which %s; over all futures there is none in %s. These conditions hold in %s of 100 futures and cover %s of 100 in which there is no deal.",
		stats.Told(x.Inside.K, x.Inside.N), and(limits), stats.Told(x.Base.K, x.Base.N), partsOf(x.Mass), partsOf(x.Coverage))
}

func limitText(l results.BoxLimit) string {
	if l.Unit == "utility" { // never printed raw: it means nothing to a reader
		return "is in " + l.Part()
	}
	number := func(v float64) string {
		if l.Unit == "share" {
			return fmt.Sprintf("%.3g%%", 100*v)
		}
		return fmt.Sprintf("%.3g", v)
	}
	switch {
	case l.Low != nil && l.High != nil:
		return "is between " + number(*l.Low) + " and " + number(*l.High)
	case l.Low != nil:
		return "is above " + number(*l.Low)
	case l.High != nil:
		return "is below " + number(*l.High)
	}
	return "is anything"
}

// whichIsSafe tells what the rules of choice agree on.
func (b *builder) whichIsSafe(c *results.Choice) string {
	title := func(i int) string {
		for _, o := range b.in.Manifest.Options {
			if o.ID == c.Options[i] {
				return "“" + o.Title + "”"
			}
		}
		return c.Options[i]
	}
	votes := make([]int, len(c.Options))
	for _, k := range c.Criteria {
		for _, o := range k.Best {
			if o >= 0 && o < len(votes) {
				votes[o]++
			}
		}
	}
	most := slices.Max(votes)
	var leaders []string
	alone := 0 // rules by which the leader is best by itself
	for o, v := range votes {
		if v < most {
			continue
		}
		leaders = append(leaders, title(o))
		for _, k := range c.Criteria {
			if len(k.Best) == 1 && k.Best[0] == o {
				alone++
			}
		}
	}
	sets, rules := counted(int64(c.Sets), "set", "sets"), counted(int64(len(c.Criteria)), "rule", "rules")
	const which = " (maximin, regret, satisficing, Hurwicz, Laplace)"
	var text string
	switch n := len(leaders); {
	case n == 1:
		text = fmt.Sprintf("Across %s of assumptions, %s is best or tied for best by %d of %s of choice%s, by itself by %d.", sets, leaders[0], most, rules, which, alone)
	case n == len(votes):
		text = fmt.Sprintf("Across %s of assumptions, no option is safer than another: all are best or tied for best by %d of %s of choice%s.", sets, most, rules, which)
	case n <= 3:
		text = fmt.Sprintf("Across %s of assumptions, %s and %s are each best or tied for best by %d of %s of choice%s.", sets, strings.Join(leaders[:n-1], ", "), leaders[n-1], most, rules, which)
	default:
		text = fmt.Sprintf("Across %s of assumptions, %d of %d options are each best or tied for best by %d of %s of choice%s.", sets, n, len(votes), most, rules, which)
	}
	if len(c.MenuDependent) > 0 {
		text += fmt.Sprintf(" The choice by greatest regret would be another if %s were not listed: regret depends on the menu.", strings.Join(c.MenuDependent, " or "))
	}
	return text + " None of these rules knows what an option costs or what else it does."
}

// findOut is the part on what to find out next.
func (b *builder) findOut(w *writer) {
	q := b.questions()
	switch {
	case q == nil:
		w.prose("The worth of information was not computed in this result.")
		return
	case q.Worth == nil:
		w.prose("The scenario has no options to choose among, so knowing more changes no choice.")
		return
	}
	w.s.Lead = append(w.s.Lead, "What knowing something before choosing an option would add to the odds of some deal. An input that moves the odds but not the choice is worth nothing here.")
	w.chart("c23", "The worth of information was not computed in this result.")
	if len(q.Worth.Items) == 0 {
		w.prose("Knowing any one input would not change the choice by more than luck suggests; what could be gained lies in knowing several together.")
	}
}
