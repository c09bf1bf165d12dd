package dist

import (
	"math"
	"reflect"
	"strings"
	"testing"
)

var styles = []string{"facilitation", "formulation", "manipulation"}

// What is written, and its canonical form.
func TestParseQuantity_accepts(t *testing.T) {
	for _, row := range []struct {
		text, canonical string
		levels          []string
	}{
		{"0.4 from assumption", "0.4 from assumption", nil},
		{"  40%\tfrom  assumption ", "0.4 from assumption", nil},
		{"-0 from assumption", "0 from assumption", nil},
		{"+1.50e1 from assumption", "15 from assumption", nil},
		{"12.5% from assumption", "0.125 from assumption", nil},
		{"0.1% from assumption", "0.001 from assumption", nil},
		{"1e1% from assumption", "0.1 from assumption", nil},
		{"pert 0.25 0.38 0.55 from article/p9#precondition, assumption/sanctions-scope", "pert 0.25 0.38 0.55 from article/p9#precondition, assumption/sanctions-scope", nil},
		{"pert 25% 38% 55% from a/b,c/d", "pert 0.25 0.38 0.55 from a/b, c/d", nil},
		{"pert 0.2 0.2 0.3 from assumption", "pert 0.2 0.2 0.3 from assumption", nil},
		{"uniform -1 1 from literature/ucdp-durability", "uniform -1 1 from literature/ucdp-durability", nil},
		{"triangular 0 0.5 0.50 from assumption", "triangular 0 0.5 0.5 from assumption", nil},
		{"beta 2 5 0 1 from assumption", "beta 2 5 from assumption", nil},
		{"beta 2 5 0 24 from assumption", "beta 2 5 0 24 from assumption", nil},
		{"normal 0.5 0.1 0 1 from assumption", "normal 0.5 0.1 0 1 from assumption", nil},
		{"lognormal 12 0.5 from assumption", "lognormal 12 0.5 from assumption", nil},
		{"lognormal 12 0.5 1 60 from assumption", "lognormal 12 0.5 1 60 from assumption", nil},
		{"between 0.2 0.6 from assumption", "between 0.2 0.6 from assumption", nil},
		{"between 20% 60% 0 1 from assumption", "between 0.2 0.6 0 1 from assumption", nil},
		{"discrete 0.5:3 0.5:1 from assumption", "discrete 0.5:1 0.5:3 from assumption", nil},
		{"discrete 50%:10% 50%:2 from assumption", "discrete 0.5:0.1 0.5:2 from assumption", nil},
		{"discrete 0.3333333333:0 0.3333333333:1 0.3333333334:2 from assumption", "discrete 0.3333333333:0 0.3333333333:1 0.3333333334:2 from assumption", nil},
		{"quantiles 10%:0.2 50%:0.4 90%:0.8 from assumption", "quantiles 10:0.2 50:0.4 90:0.8 from assumption", nil},
		{"quantiles 10:20% 50:0.4 90:0.80 0 1 from assumption", "quantiles 10:0.2 50:0.4 90:0.8 0 1 from assumption", nil},
		{"mixture 70% pert 0 0.2 1 | 0.3 0.5 from assumption", "mixture 0.7 pert 0 0.2 1 | 0.3 0.5 from assumption", nil},
		{"empirical 9 6 9 from assumption", "empirical 6 9 9 from assumption", nil},
		{"mixture 0.5 facilitation | 0.5 discrete 0.5:formulation 0.5:manipulation from assumption", "mixture 0.5 facilitation | 0.5 discrete 0.5:formulation 0.5:manipulation from assumption", styles},
		{"empirical formulation facilitation formulation from assumption", "empirical facilitation formulation formulation from assumption", styles},
		{"formulation from assumption", "formulation from assumption", styles},
		{"1 from assumption", "formulation from assumption", styles},
		{"discrete 0.10:manipulation 0.65:facilitation 0.25:formulation from article/p1#a", "discrete 0.65:facilitation 0.25:formulation 0.1:manipulation from article/p1#a", styles},
	} {
		q, err := ParseQuantity(row.text, row.levels)
		if err != nil {
			t.Errorf("%q: %v", row.text, err)
			continue
		}
		if got := q.String(); got != row.canonical {
			t.Errorf("%q: canonical form %q, want %q", row.text, got, row.canonical)
		}
		for _, r := range q.From {
			if row.text[r.Offset:r.Offset+r.Len] != r.ID {
				t.Errorf("%q: the position of %s is %d+%d", row.text, r.ID, r.Offset, r.Len)
			}
		}
		if again, err := ParseQuantity(row.canonical, row.levels); err != nil || !reflect.DeepEqual(again.Dist, q.Dist) {
			t.Errorf("%q: the canonical form %q gives %v, %v", row.text, row.canonical, again.Dist, err)
		}
	}
}

// What is refused: the words under the carets, the class, a part of the message and of the hint.
func TestParseQuantity_refuses(t *testing.T) {
	const ok = " from assumption"
	for _, row := range []struct {
		text, carets  string
		class         Class
		message, hint string
		levels        []string
	}{
		{"", "", Malformed, "missing", "0.4", nil},
		{"from assumption", "from", Malformed, "missing", "", nil},
		{"0.4", "0.4", NoEvidence, "needs its evidence", "write 0.4 from", nil},
		{"0.4 0.6" + ok, "0.6", Malformed, "too much", "uniform 0.4 0.6", nil},
		{"0,4" + ok, "0,4", Malformed, "decimal point", "0.4", nil},
		{"1_000" + ok, "1_000", Malformed, "not a number", "", nil},
		{"0x10" + ok, "0x10", Malformed, "not a number", "", nil},
		{"NaN" + ok, "NaN", Impossible, "not a value", "finite", nil},
		{"-.inf" + ok, "-.inf", Impossible, "not a value", "", nil},
		{"uniform 0 inf" + ok, "inf", Impossible, "not a value", "", nil},
		{"1e999" + ok, "1e999", Impossible, "too large", "", nil},
		{"1e16" + ok, "1e16", Impossible, "too large", "unit", nil},
		{"prt 1 2 3" + ok, "prt", Unknown, "no distribution", `"pert"`, nil},
		{"Pert 1 2 3" + ok, "Pert", Unknown, "no distribution", `"pert"`, nil},
		{"quantiles 10:0.2" + ok, "quantiles 10:0.2", Malformed, "at least 2", "10:0.2", nil},
		{"quantiles 0.1 0.2" + ok, "quantiles 0.1 0.2", Malformed, "at least 2", "", nil},
		{"quantiles 10:0.2 50:0.2" + ok, "10:0.2 50:0.2", Impossible, "do not rise", "", nil},
		{"quantiles 50:0.2 10:0.4" + ok, "50:0.2 10:0.4", Impossible, "does not come after", "", nil},
		{"quantiles 0:0.2 50:0.4" + ok, "0", Impossible, "between 0 and 100", "", nil},
		{"quantiles 10:0.2 50:0.4 90:0.8 0 0.7" + ok, "90:0.8", Impossible, "upper bound", "", nil},
		{"quantiles 10:0.2 50:0.4 0 90:0.8" + ok, "90:0.8", Malformed, "bounds come after", "", nil},
		{"quantiles 10:0.2 50:0.3 51:0.7 90:0.8 0 1" + ok, "10:0.2 50:0.3 51:0.7 90:0.8", Impossible, "no metalog", "mixture", nil},
		{"quantiles 0.1:0.2 0.5:0.4 0.9:0.8" + ok, "0.1:0.2 0.5:0.4 0.9:0.8", Impossible, "no metalog", "did you mean 10:0.2", nil},
		{"quantiles 10: 50:0.3" + ok, "10:", Malformed, "half of a quantile", "10:0.2", nil},
		{"quantiles 10:a 50:0.3" + ok, "a", Malformed, "not a number", "", nil},
		{"quantiles 10:0 50:1" + ok, "quantiles", Impossible, "named levels", "discrete", styles},
		{"mixture 0.5 0.2" + ok, "mixture 0.5 0.2", Malformed, "at least two parts", "", nil},
		{"mixture 0.5 0.2 | 0.4 uniform 0 1" + ok, "0.5 0.2 | 0.4 uniform 0 1", Impossible, "add up to 0.9", "0.5556, 0.4444", nil},
		{"mixture 0.5 pert 0.4 0.3 0.2 | 0.5 1" + ok, "0.4 0.3 0.2", Impossible, "upside down", "", nil},
		{"mixture pert 0 1 2 | 0.5 1" + ok, "pert", Malformed, "not a number", "begins with its weight", nil},
		{"mixture 0.5 1 | " + ok, "mixture 0.5 1 |", Malformed, "missing behind", "", nil},
		{"empirical 3" + ok, "empirical 3", Malformed, "at least two", "", nil},
		{"empirical 0.5:3 4" + ok, "0.5:3", Malformed, "values alone", "discrete", nil},
		{"dirichlet 100" + ok, "100", Impossible, "not between", "", nil},
		{"dirichlet -1" + ok, "-1", Impossible, "above 0", "", nil},
		{"gamma 1 2" + ok, "gamma", Unknown, "no distribution", "lognormal", nil},
		{"uniform 0.6 0.2" + ok, "0.6 0.2", Impossible, "upside down", "uniform 0.2 0.6", nil},
		{"uniform 0.2 0.2" + ok, "0.2 0.2", Impossible, "empty", "write 0.2", nil},
		{"uniform 1 1.0000000001" + ok, "1 1.0000000001", Impossible, "too narrow", "", nil},
		{"uniform 0.2" + ok, "uniform 0.2", Malformed, "2 numbers, not 1", "uniform lo hi", nil},
		{"pert 0.5 0.3 0.2" + ok, "0.5 0.3 0.2", Impossible, "upside down", "pert 0.2 0.3 0.5", nil},
		{"pert 0.2 0.7 0.5" + ok, "0.7", Impossible, "outside", "lo mode hi", nil},
		{"pert 0.2 0.3 0.4 0.5 0.6" + ok, "0.5 0.6", Malformed, "3 numbers, not 5", "", nil},
		{"triangular 0.2 0.1 0.5" + ok, "0.1", Impossible, "outside", "", nil},
		{"beta 0 1" + ok, "0", Impossible, "above 0", "", nil},
		{"beta 2 -1" + ok, "-1", Impossible, "above 0", "", nil},
		{"beta 0.001 1" + ok, "0.001", Impossible, "below 0.05", "discrete", nil},
		{"beta 2 3 1 0" + ok, "1 0", Impossible, "upside down", "beta 2 3 0 1", nil},
		{"normal 0.5 0.1" + ok, "normal 0.5 0.1", Malformed, "needs bounds", "normal 0.5 0.1 0 1", nil},
		{"normal 0.5 -0.1 0 1" + ok, "-0.1", Impossible, "above 0", "", nil},
		{"normal 0.5 0 0 1" + ok, "0", Impossible, "above 0", "fixed", nil},
		{"normal 0.5 0.01 0.8 1" + ok, "0.8 1", Impossible, "leave only", "move the bounds", nil},
		{"lognormal -1 1" + ok, "-1", Impossible, "median", "", nil},
		{"lognormal 1 20" + ok, "20", Impossible, "sigma", "factor of 2", nil},
		{"lognormal 1 0.1 5 6" + ok, "5 6", Impossible, "leave only", "", nil},
		{"lognormal 1 1 -1 6" + ok, "-1", Impossible, "never negative", "", nil},
		{"between 60% 20%" + ok, "60% 20%", Impossible, "upside down", "between 20% 60%", nil},
		{"between 0 0.5 0 1" + ok, "0", Impossible, "inside the bounds", "", nil},
		{"between 0.2 1.5 0 1" + ok, "1.5", Impossible, "inside the bounds", "", nil},
		{"between 0.01 0.99 0 1" + ok, "0.01 0.99 0 1", Impossible, "fills the bounds", "uniform 0 1", nil},
		{"discrete" + ok, "discrete", Malformed, "weights", "", nil},
		{"discrete 0.5:1 0.4:2" + ok, "0.5:1 0.4:2", Impossible, "add up to 0.9", "0.5556, 0.4444", nil},
		{"discrete 0.33:1 0.33:2 0.33:3" + ok, "0.33:1 0.33:2 0.33:3", Impossible, "add up to 0.99", "", nil},
		{"discrete -0.5:1 1.5:2" + ok, "-0.5", Impossible, "negative", "", nil},
		{"discrete 0.5:1 0.5:1.0" + ok, "1.0", Impossible, "twice", "", nil},
		{"discrete 0.5 0.5:1" + ok, "0.5", Malformed, "no weight", "", nil},
		{"discrete 0.5: 0.5:1" + ok, "0.5:", Malformed, "half", "", nil},
		{"discrete 0.5:low 0.5:1" + ok, "low", Unknown, "no named levels", "", nil},
		{"discrete nan:1 1:2" + ok, "nan", Impossible, "not a value", "", nil},
		{"formulaton" + ok, "formulaton", Unknown, "no level", `"formulation"`, styles},
		{"3" + ok, "3", Impossible, "no level", "facilitation", styles},
		{"0.5" + ok, "0.5", Impossible, "no level", "", styles},
		{"pert 0 1 2" + ok, "pert", Impossible, "named levels", "discrete", styles},
		{"discrete 0.5:facilitaton 0.5:1" + ok, "facilitaton", Unknown, "no level", `"facilitation"`, styles},
		{"discrete facilitation:0.5 0.5:1" + ok, "facilitation:0.5", Malformed, "weight comes first", "0.5:facilitation", styles},
		{"0.4 from", "from", NoEvidence, "missing", "", nil},
		{"0.4 from assumption,", ",", NoEvidence, "missing", "", nil},
		{"0.4 from assumption,,a/b", ",", NoEvidence, "missing", "", nil},
		{"0.4 from assumption, assumption", "assumption", NoEvidence, "twice", "", nil},
		{"0.4 from article", "article", NoEvidence, "not an id", "locator", nil},
		{"0.4 from article/p9#", "article/p9#", NoEvidence, "not an id", "", nil},
		{"0.4 from article/p9#a#b", "article/p9#a#b", NoEvidence, "not an id", "", nil},
		{"0.4 from Article/p9", "A", NoEvidence, "does not belong", "", nil},
		{"0.4 from a/b c/d", "c/d", NoEvidence, "comma", "between a/b and c/d", nil},
	} {
		q, err := ParseQuantity(row.text, row.levels)
		if err == nil {
			t.Errorf("%q: accepted as %v", row.text, q)
			continue
		}
		if got := row.text[err.Offset : err.Offset+err.Len]; got != row.carets {
			t.Errorf("%q: carets under %q, want %q (%v)", row.text, got, row.carets, err)
		}
		if err.Class != row.class {
			t.Errorf("%q: class %s, want %s (%v)", row.text, err.Class, row.class, err)
		}
		if !strings.Contains(err.Message, row.message) || !strings.Contains(err.Hint, row.hint) {
			t.Errorf("%q: %v, want %q with the hint %q", row.text, err, row.message, row.hint)
		}
		if err.Message != strings.TrimRight(err.Message, ".") {
			t.Errorf("%q: the message ends in a full stop: %v", row.text, err)
		}
	}
}

// The error's carets of repeated words point at the right one.
func TestParseQuantity_position(t *testing.T) {
	_, err := ParseQuantity("0.4 from assumption, assumption", nil)
	if err == nil || err.Offset != 21 {
		t.Errorf("offset of the second assumption: %+v, want 21", err)
	}
}

// Every form is documented, has a name of its own, an example that is its own canonical form, and a description of
// its arguments that fits.
func TestForms(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range Forms() {
		if seen[f.Name] {
			t.Errorf("%q twice", f.Name)
		}
		seen[f.Name] = true
		if f.Doc == "" || !strings.HasSuffix(f.Doc, ".") || f.Args == "" || f.read == nil {
			t.Errorf("%q lacks a description", f.Name)
		}
		if f.Name != strings.ToLower(f.Name) {
			t.Errorf("%q is not lower case", f.Name)
		}
		if f.Name != "" && !strings.HasPrefix(f.Example, f.Name+" ") {
			t.Errorf("%q: example %q", f.Name, f.Example)
		}
		d, err := Parse(f.Example, nil)
		if err != nil {
			t.Errorf("%s: %v", f.Example, err)
			continue
		}
		if d.String() != f.Example {
			t.Errorf("%s: canonical form %s", f.Example, d)
		}
		most := len(strings.Fields(strings.NewReplacer("[", "", "]", "", "...", "").Replace(f.Args)))
		if n := len(strings.Fields(f.Example)); f.Name != "" && !strings.Contains(f.Args, "...") && n > most+1 {
			t.Errorf("%s: more arguments than %q", f.Example, f.Args)
		}
	}
}

func TestDiscrete(t *testing.T) {
	q, err := Parse("discrete 0.65:facilitation 0.25:formulation 0.10:manipulation", styles)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct{ u, want float64 }{
		{0, 0}, {0x1p-53, 0}, {0.6499999, 0}, {0.65, 1}, {0.8999999, 1}, {0.9000001, 2}, {1 - 0x1p-53, 2}, {1, 2},
	} {
		if got := q.Quantile(row.u); got != row.want {
			t.Errorf("quantile(%v) = %v, want %v", row.u, got, row.want)
		}
	}
	// What cannot occur does not.
	never := must(t, "discrete 0:1 0.5:2 0:3 0.5:4 0:5")
	for u := 0.0; u <= 1; u += 0.125 {
		if x := never.Quantile(u); x != 2 && x != 4 {
			t.Errorf("quantile(%v) = %v has weight 0", u, x)
		}
	}
	if lo, hi := never.Support(); lo != 2 || hi != 4 {
		t.Errorf("support %v to %v, want 2 to 4", lo, hi)
	}
	if !must(t, "discrete 1:3 0:4").Fixed() || never.Fixed() || !must(t, "3").Fixed() || must(t, "uniform 0 1").Fixed() {
		t.Error("Fixed does not tell one value from several")
	}
	if x := never.Quantile(math.NaN()); x == x {
		t.Errorf("quantile(NaN) = %v", x)
	}
}
