package brief

// The confidence rubric: four tests, the lowest decides, and an analyst may overrule it in the open.

import (
	"fmt"
	"math"
)

// Level is a level of confidence.
type Level int

// The three levels, lowest first.
const (
	Low Level = iota
	Moderate
	High
)

func (l Level) String() string { return [...]string{"low", "moderate", "high"}[l] }

// parseLevel reads a level's name.
func parseLevel(s string) (Level, bool) {
	for l := Low; l <= High; l++ {
		if l.String() == s {
			return l, true
		}
	}
	return Low, false
}

// Test is one row of the rubric.
type Test struct {
	Name   string // "Word stability"
	Asks   string // what is compared, in one clause
	Found  string // the finding, with its numbers
	Limits string // the finding as the reason that limits confidence: a clause that follows a colon
	Level  Level
}

// Confidence is the level of one brief with the tests behind it.
type Confidence struct {
	Level    Level
	Computed Level   // by the rubric; differs from Level only after an override
	Tests    [4]Test // stability, sourcing, structure, record
	Override string  // the analyst's reason, printed; empty without an override
	Refused  string  // why an override was not followed; empty otherwise
}

// measures is what the rubric weighs. A share is NaN where it was not measured.
type measures struct {
	Stability  float64 // share of assumption sets that give the headline's likelihood word
	Sets       int
	Provenance provenance
	RulesSame  int  // decision rules that give the headline's word
	Rules      int  // decision rules tried
	Cases      int  // past cases the model was scored on
	Calibrated bool // it is shown to be better than base rates on them

	// Of what was tried beside cases; 0 where nothing was.
	Hold, Checks  int // checks against theory that hold, and all
	Inside, Rates int // published base rates whose interval holds the simulated share with generic values, and all
}

// Thresholds of the rubric, in shares. They are judgement, not measurement.
const (
	stableHigh, stableModerate   = 0.80, 0.50
	sourcedHigh, sourcedModerate = 0.70, 0.40
	casesHigh, casesModerate     = 10, 3
)

// judge applies the rubric. The level is the lowest of the tests, except that the record alone never pushes it
// below moderate. An override may lower the level freely and raise it only with a reason.
func judge(m measures, override, reason string) Confidence {
	c := Confidence{Tests: [4]Test{stability(m), sourcing(m.Provenance), structure(m), record(m)}}
	c.Computed = c.lowest()
	c.Level = c.Computed
	if override == "" {
		return c
	}
	want, ok := parseLevel(override)
	switch {
	case !ok:
		c.Refused = fmt.Sprintf("the analyst asked for %q, which is not low, moderate or high", override)
	case want > c.Computed && clause(reason) == "":
		c.Refused = fmt.Sprintf("the analyst asked for %s without giving a reason", want)
	case want != c.Computed:
		c.Level, c.Override = want, clause(reason)
		if c.Override == "" {
			c.Override = "no reason given"
		}
	}
	return c
}

// lowest is the level that the tests allow together.
func (c Confidence) lowest() Level {
	out := High
	for i, t := range c.Tests {
		level := t.Level
		if i == testRecord {
			level = max(level, Moderate)
		}
		out = min(out, level)
	}
	return out
}

func stability(m measures) Test {
	t := Test{Name: "Word stability", Asks: "share of assumption sets that give the same likelihood word"}
	if m.Sets == 0 || math.IsNaN(m.Stability) {
		t.Found = "not measured: no assumption sets were rerun"
		t.Limits = "how firm the word is across assumption sets was not measured"
		return t
	}
	t.Level = grade(m.Stability, stableModerate, stableHigh)
	t.Found = fmt.Sprintf("%s of %s sets", percent(m.Stability), thousands(int64(m.Sets)))
	t.Limits = fmt.Sprintf("%s of our assumption sets give another likelihood word", percent(1-m.Stability))
	return t
}

func sourcing(p provenance) Test {
	t := Test{Name: "Sourcing", Asks: "share of the inputs that rest, in size as well, on two independent statements, each counted by its effect on the answer"}
	if p.All == 0 {
		t.Found, t.Limits = "no inputs are listed", "no inputs are listed"
		return t
	}
	share := p.DoubleShare()
	t.Level = grade(share, sourcedModerate, sourcedHigh)
	t.Found = fmt.Sprintf("%s; %s of %s are assumed with no statement or study behind them", percent(share),
		thousands(int64(p.Assumed)), counted(int64(p.All), "number", "numbers"))
	t.Limits = fmt.Sprintf("%s of %s are assumed", thousands(int64(p.Assumed)), counted(int64(p.All), "number", "numbers"))
	carry := ", and they carry %s of the effect on the answer"
	if p.Partly > 0 {
		t.Found += fmt.Sprintf(", and %s rest on one for their direction, not their size", thousands(int64(p.Partly)))
		t.Limits += fmt.Sprintf(", %s more in size", thousands(int64(p.Partly)))
		carry = ", with %s of the effect" // short: the sentence stands on page 1
	}
	if !math.IsNaN(p.AssumedByImpact) {
		t.Found += fmt.Sprintf("; these carry %s of the measured effect", percent(p.AssumedByImpact))
		t.Limits += fmt.Sprintf(carry, percent(p.AssumedByImpact))
	}
	return t
}

func structure(m measures) Test {
	t := Test{Name: "Structure", Asks: "same likelihood word under the other decision rules tried"}
	if m.Rules == 0 {
		t.Found, t.Limits = "no other decision rule was tried", "no other decision rule was tried"
		return t
	}
	t.Found = fmt.Sprintf("%d of %d rules", m.RulesSame, m.Rules)
	t.Limits = fmt.Sprintf("another likelihood word comes from %d of %s", m.Rules-m.RulesSame, counted(int64(m.Rules), "other decision rule", "other decision rules"))
	switch {
	case m.RulesSame == m.Rules:
		t.Level = High
	case 2*m.RulesSame > m.Rules:
		t.Level = Moderate
	}
	return t
}

func record(m measures) Test {
	t := Test{Name: "Record", Asks: "past cases the model was scored on", Found: "none: not validated", Limits: "the model has not been scored on past cases"}
	if m.Cases > 0 {
		t.Found = counted(int64(m.Cases), "case", "cases")
		t.Limits = fmt.Sprintf("the model was scored on %s", t.Found)
	}
	if m.Checks > 0 {
		t.Found += fmt.Sprintf("; %d of %s against theory hold", m.Hold, counted(int64(m.Checks), "check", "checks"))
	}
	if m.Rates > 0 {
		t.Found += fmt.Sprintf("; %d of %s inside the published interval", m.Inside, counted(int64(m.Rates), "base rate", "base rates"))
	}
	switch {
	case m.Cases >= casesHigh && m.Calibrated && m.Hold == m.Checks && m.Inside == m.Rates: // what was tried must not speak against it
		t.Level = High
	case m.Cases >= casesModerate && m.Calibrated: // to have been tried is no merit
		t.Level = Moderate
	}
	return t
}

func grade(share, moderate, high float64) Level {
	switch {
	case share >= high:
		return High
	case share >= moderate:
		return Moderate
	}
	return Low
}

// percent is a share of things that are counted, not a probability: a whole percentage, "none" and "all" where it is exactly that,
// and never a rounded 0 or 100.
func percent(share float64) string {
	p := math.Round(share * 100)
	switch {
	case share <= 0:
		return "none"
	case share >= 1:
		return "all"
	case p == 0:
		return "under 1%"
	case p == 100:
		return "over 99%"
	}
	return fmt.Sprintf("%.0f%%", p)
}

// limit is the one reason that limits confidence: the finding of the first test at the deciding level, in the order
// given, which differs between judgements so that each names what limits it most directly.
func (c Confidence) limit(order ...int) string {
	if c.Override != "" {
		return c.Override
	}
	for _, i := range order {
		if c.Tests[i].Level == c.Computed {
			return c.Tests[i].Limits
		}
	}
	for _, t := range c.Tests {
		if t.Level <= c.Computed {
			return t.Limits
		}
	}
	return "nothing the rubric tests limits it"
}
