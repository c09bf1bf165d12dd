package brief

import (
	"math"
	"strings"
	"testing"
)

// sourced is a provenance in which the given share of the effect rests on two statements.
func sourcedTo(share float64) provenance {
	return provenance{All: 10, Assumed: 4, DoubleByImpact: share, AssumedByImpact: 0.3}
}

func TestJudge_levelIsTheLowestTest(t *testing.T) {
	// Expected levels are read off the rubric of the design: 80 and 50 % for stability, 70 and 40 % for sourcing,
	// all, most or fewer rules for structure, 10 and 3 cases for the record, which alone stops at moderate.
	good := measures{Stability: 0.9, Sets: 400, Provenance: sourcedTo(0.8), Rules: 3, RulesSame: 3, Cases: 12, Calibrated: true}
	with := func(change func(*measures)) measures {
		m := good
		change(&m)
		return m
	}
	tests := []struct {
		name string
		m    measures
		want Level
	}{
		{"everything high", good, High},
		{"stability at its high threshold", with(func(m *measures) { m.Stability = 0.80 }), High},
		{"stability just below it", with(func(m *measures) { m.Stability = 0.799 }), Moderate},
		{"stability at its moderate threshold", with(func(m *measures) { m.Stability = 0.50 }), Moderate},
		{"stability below half", with(func(m *measures) { m.Stability = 0.499 }), Low},
		{"stability not measured", with(func(m *measures) { m.Sets = 0 }), Low},
		{"stability not a number", with(func(m *measures) { m.Stability = math.NaN() }), Low},
		{"sourcing at 70 %", with(func(m *measures) { m.Provenance = sourcedTo(0.70) }), High},
		{"sourcing at 40 %", with(func(m *measures) { m.Provenance = sourcedTo(0.40) }), Moderate},
		{"sourcing below 40 %", with(func(m *measures) { m.Provenance = sourcedTo(0.39) }), Low},
		{"no quantities listed", with(func(m *measures) { m.Provenance = provenance{} }), Low},
		{"two of three rules agree", with(func(m *measures) { m.RulesSame = 2 }), Moderate},
		{"half of the rules agree", with(func(m *measures) { m.Rules, m.RulesSame = 4, 2 }), Low},
		{"no other rule tried", with(func(m *measures) { m.Rules, m.RulesSame = 0, 0 }), Low},
		{"no record does not go below moderate", with(func(m *measures) { m.Cases = 0 }), Moderate},
		{"a record of three cases", with(func(m *measures) { m.Cases = 3 }), Moderate},
		{"ten cases, not calibrated", with(func(m *measures) { m.Calibrated = false }), Moderate},
		{"article case: unsourced and unscored", measures{Stability: 0.6, Sets: 400, Provenance: sourcedTo(0.1), Rules: 2, RulesSame: 2}, Low},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := judge(test.m, "", "")
			if c.Level != test.want || c.Computed != test.want {
				t.Errorf("level = %v, computed %v, want %v\ntests %+v", c.Level, c.Computed, test.want, c.Tests)
			}
		})
	}
}

func TestJudge_override(t *testing.T) {
	m := measures{Stability: 0.6, Sets: 400, Provenance: sourcedTo(0.5), Rules: 2, RulesSame: 2} // moderate
	tests := []struct {
		name, override, reason string
		want                   Level
		printed, refused       bool
	}{
		{"lower without a reason", "low", "", Low, true, false},
		{"lower with a reason", "low", "the source is partisan.", Low, true, false},
		{"raise with a reason", "high", "three further reports agree", High, true, false},
		{"raise without a reason is refused", "high", " . ", Moderate, false, true},
		{"same level is no override", "moderate", "why not", Moderate, false, false},
		{"unknown level is refused", "sure", "because", Moderate, false, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := judge(m, test.override, test.reason)
			if c.Level != test.want || c.Computed != Moderate {
				t.Errorf("level = %v, computed %v, want %v, moderate", c.Level, c.Computed, test.want)
			}
			if (c.Override != "") != test.printed || (c.Refused != "") != test.refused {
				t.Errorf("override %q, refused %q; want printed %v, refused %v", c.Override, c.Refused, test.printed, test.refused)
			}
		})
	}
}

func TestConfidence_sentenceNamesTheDecidingTest(t *testing.T) {
	m := measures{Stability: 0.9, Sets: 400, Provenance: sourcedTo(0.1), Rules: 2, RulesSame: 2}
	c := judge(m, "", "")
	got := confidence(c, c.limit(testStability, testSourcing), 0)
	if want := "Confidence in this judgement is low: 4 of 10 numbers are assumed, and they carry 30% of the effect on the answer."; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := confidence(c, "x", 1); !strings.HasSuffix(got, "is low, for the reason given under 1.") {
		t.Errorf("a reason given before was repeated: %s", got)
	}
}
