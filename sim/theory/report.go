package theory

import (
	"context"
	"fmt"
	"strings"
)

// Report is a check with what it gave.
type Report struct {
	Check    Check
	Runs     int64 // an arm
	Verdicts []Verdict
}

// Holds reports whether every expectation holds.
func (r Report) Holds() bool {
	for _, v := range r.Verdicts {
		if !v.Holds {
			return false
		}
	}
	return true
}

// RunAll runs checks one after the other; done hears of each as soon as it is judged and may be nil.
func RunAll(ctx context.Context, checks []Check, build Build, seed uint64, runs Runs, workers int, done func(Report)) ([]Report, error) {
	var out []Report
	for _, c := range checks {
		verdicts, n, err := c.Powered(ctx, build, seed, runs, workers)
		if err != nil {
			return out, err
		}
		r := Report{c, n, verdicts}
		if out = append(out, r); done != nil {
			done(r)
		}
	}
	return out, nil
}

// Wanted is the expectation in words: "a rise of at least 0.100".
func (v Verdict) Wanted() string {
	switch {
	case v.Shape == Unchanged && v.Least == 0:
		return "no change at all"
	case v.Shape == Unchanged && v.Least < 0.0005:
		return "no change beyond rounding"
	case v.Shape == Unchanged:
		return fmt.Sprintf("no change beyond %.3f", v.Least)
	}
	what := map[Shape]string{Rises: "rise", Falls: "fall", Peaks: "peak", Dips: "dip"}[v.Shape]
	return fmt.Sprintf("a %s of at least %.3f", what, v.Least)
}

// Arms are the levels of the measure: "0.310, 0.553, 0.722".
func (v Verdict) Arms() string {
	var out []string
	for _, x := range v.Levels {
		out = append(out, fmt.Sprintf("%.3f", x))
	}
	return strings.Join(out, ", ")
}

// Found is the effect with its 95 % interval.
func (v Verdict) Found() string {
	if v.Error == 0 {
		return signed(v.Effect)
	}
	return fmt.Sprintf("%s (%s to %s)", signed(v.Effect), signed(v.Low), signed(v.High))
}

// Subject is the measure and what of it is compared.
func (v Verdict) Subject() string {
	if v.Label == "" {
		return v.Measure
	}
	return v.Measure + ": " + v.Label
}

// Word is the verdict in a word.
func (v Verdict) Word() string {
	if v.Holds {
		return "holds"
	}
	return "fails"
}

func signed(x float64) string {
	if s := fmt.Sprintf("%+.4f", x); s != "-0.0000" && s != "+0.0000" {
		return s
	}
	return "0"
}

// Markdown is docs/regularities.md.
func Markdown(reports []Report, seed uint64) string {
	var b strings.Builder
	held := 0
	for _, r := range reports {
		if r.Holds() {
			held++
		}
	}
	fmt.Fprintf(&b, `# Regularities

What the literature says such negotiations do, and whether the model does it: %d checks, of which %d hold. This page is made by
`+"`simulate check-theory --markdown`"+` with seed %d, and a test holds it equal to what the program gives.

Each check changes one thing in the article's case and leaves everything else, the draws included, as it is. Effects are differences
between arms run by run (the last arm less the first unless the line says which), with a 95 %% interval. Runs are doubled until the smallest
effect that counts would be seen with a power of 80 %%. A check that fails stays here as failed. That the model does what theory says does
not show that theory is right: past cases and base rates are another matter. "Scope" says where the sign is not guaranteed, or what isolates the mechanism.

| check | what | levels in the arms | effect | wanted | runs an arm | verdict |
|---|---|---|---|---|---|---|
`, len(reports), held, seed)
	for _, r := range reports {
		for _, v := range r.Verdicts {
			fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %d | %s |\n", r.Check.ID, v.Subject(), v.Arms(), v.Found(), v.Wanted(), r.Runs, v.Word())
		}
	}
	for _, r := range reports {
		c := r.Check
		fmt.Fprintf(&b, "\n## %s. %s\n\n%s. Source: %s.", c.ID, c.Title, upper(c.Manipulation), c.Source)
		if c.Scope != "" {
			fmt.Fprintf(&b, "\n\nScope: %s", c.Scope)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func upper(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
