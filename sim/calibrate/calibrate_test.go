package calibrate

import (
	"context"
	"fmt"
	"math"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gonum.org/v1/gonum/mat"

	"parley/scenarios"
	"parley/sim/diag"
)

// builtIn is the built-in file of base rates.
func builtIn(t *testing.T) *File {
	t.Helper()
	f, findings, _ := Load(scenarios.BaseRates(), "scenarios/base-rates", scenarios.BaseRatesFile)
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	return f
}

// Closed loop: base rates that the model itself produced with known factors lead back to these factors, from the same draws and, to within
// what a thousand runs can say, from others.
func TestRun_findsKnownFactors(t *testing.T) {
	f := builtIn(t)
	f.Parameters = f.Parameters[:2] // cost of no deal and of sitting down
	truth := []float64{0.5, 2.5}
	shares, err := f.Play(context.Background(), truth, 7, 1000, 2)
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range shares {
		f.Targets[i].Value, f.Targets[i].Low, f.Targets[i].High = s.P, s.P-0.01, s.P+0.01
	}
	r, err := Run(context.Background(), f, true, Effort{Seed: 7, Runs: 1000, Evaluations: 120, Workers: 2}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range r.Parameters {
		if math.Abs(math.Log(p.Factor/truth[i])) > 0.05 {
			t.Errorf("%s: found × %g, base rates were made with × %g", p.ID, p.Factor, truth[i])
		}
		if !p.Known.Pinned || p.Known.Low > truth[i] || p.Known.High < truth[i] {
			t.Errorf("%s: %g to %g is not a narrow range around %g", p.ID, p.Known.Low, p.Known.High, truth[i])
		}
	}
	if r.LossAfter > r.LossBefore/10 {
		t.Errorf("loss on other draws %g, before the fit %g", r.LossAfter, r.LossBefore)
	}
}

// The number of workers is no part of the result.
func TestRun_sameWithTwoWorkers(t *testing.T) {
	f := builtIn(t)
	var found [2]*Report
	for w := range found {
		r, err := Run(context.Background(), f, true, Effort{Seed: 3, Runs: 300, Evaluations: 30, Workers: w + 1}, nil)
		if err != nil {
			t.Fatal(err)
		}
		found[w] = r
	}
	for i := range found[0].Parameters {
		if a, b := found[0].Parameters[i], found[1].Parameters[i]; a.Factor != b.Factor || a.Known != b.Known {
			t.Errorf("%s: %v with one worker, %v with two", a.ID, a, b)
		}
	}
	for i := range found[0].Targets {
		if a, b := found[0].Targets[i], found[1].Targets[i]; a != b {
			t.Errorf("%v with one worker, %v with two", a, b)
		}
	}
}

// Factors stay within their bounds however far the optimiser strays, and today's value is where it starts.
func TestParameter_bounds(t *testing.T) {
	p := Parameter{Low: 0.2, High: 5}
	for _, x := range []float64{-1e9, -40, -1, 0, 1, 40, 1e9} {
		if f := p.factor(x); !(f >= p.Low && f <= p.High) {
			t.Errorf("factor(%g) = %g, outside its bounds", x, f)
		}
	}
	for _, factor := range []float64{0.21, 0.5, 1, 3, 4.9} {
		if got := p.factor(p.place(factor)); math.Abs(got/factor-1) > 1e-3 { // four digits are kept
			t.Errorf("factor(place(%g)) = %g", factor, got)
		}
	}
}

// A distance is 0 at the published share and 1 at either edge of its interval, however lopsided: by definition.
func TestTarget_Distance(t *testing.T) {
	x := Target{Value: 0.75, Low: 0.61, High: 0.85}
	for _, c := range []struct{ p, want float64 }{{0.75, 0}, {0.61, -1}, {0.85, 1}, {0.95, 2}, {math.NaN(), lost}} {
		if got := x.Distance(c.p); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("distance of %g is %g, want %g", c.p, got, c.want)
		}
	}
}

// For the slopes (1 0; 0 2; 0 0) J'J is diag(1, 4), so its inverse has roots 1 and 1/2; two equal columns fix only their sum; a column of
// zeros is not fixed at all.
func TestReaches(t *testing.T) {
	got := reaches(mat.NewDense(3, 2, []float64{1, 0, 0, 2, 0, 0}))
	if math.Abs(got[0]-1) > 1e-12 || math.Abs(got[1]-0.5) > 1e-12 {
		t.Errorf("got %v, want 1 and 0.5", got)
	}
	if got := reaches(mat.NewDense(2, 2, []float64{1, 1, 2, 2})); !math.IsInf(got[0], 1) || !math.IsInf(got[1], 1) {
		t.Errorf("equal columns: got %v, want no bound", got)
	}
	if got := reaches(mat.NewDense(2, 2, []float64{1, 0, 2, 0})); math.IsInf(got[0], 1) || !math.IsInf(got[1], 1) {
		t.Errorf("a column of zeros: got %v, want a bound for the first alone", got)
	}
}

// Wilson's intervals at 95 %, as scenarios/base-rates says: computed here from shares and numbers of cases by the formula of Wilson 1927.
func TestBuiltIn_intervalsAreWilsons(t *testing.T) {
	const z = 1.959964
	for _, x := range builtIn(t).Targets {
		if x.From != "literature/icb-mediation" && x.From != "literature/ties-sanctions" {
			continue // named as something else in the file
		}
		n := float64(x.N)
		centre := (x.Value + z*z/(2*n)) / (1 + z*z/n)
		half := z / (1 + z*z/n) * math.Sqrt(x.Value*(1-x.Value)/n+z*z/(4*n*n))
		if math.Abs(centre-half-x.Low) > 0.011 || math.Abs(centre+half-x.High) > 0.011 { // shares are published in whole percent
			t.Errorf("%s: %.3f to %.3f in the file, Wilson's is %.3f to %.3f", x.ID, x.Low, x.High, centre-half, centre+half)
		}
	}
}

// The values that stand in the configuration as `calibrated` are those that the table of docs/calibration.md was made with: from a fit with
// seed 1 and 4,000 runs, judged with seed 2 and 16,000.
func TestBuiltIn_fittedValues(t *testing.T) {
	f := builtIn(t)
	factors := []float64{0.4058, 2.777, 4.136, 2.5, 1.419}
	set := map[string]string{}
	for _, o := range f.Scenario.Options {
		if o.ID == "calibrated" {
			for _, x := range o.Set {
				set[x.Path], _, _ = strings.Cut(x.Value, " from ")
			}
		}
	}
	for _, q := range f.Scenario.Quantities() {
		for i, p := range f.Parameters {
			if !slices.Contains(p.Scales, q.Path) {
				continue
			}
			if want, _ := scaledText(q.Quantity.Dist.String(), factors[i]); set[q.Path] != want {
				t.Errorf("%s is %q under the option calibrated, fitted was %q", q.Path, set[q.Path], want)
			}
			delete(set, q.Path)
		}
	}
	if len(set) > 0 {
		t.Errorf("the option calibrated sets what was not fitted: %v", set)
	}
	shares, err := f.Play(context.Background(), factors, 2, 16_000, 2)
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("../../docs/calibration.md")
	if err != nil {
		t.Fatal(err)
	}
	for i, x := range f.Targets {
		if !x.Inside(shares[i].P) {
			t.Errorf("%s: %.3f with the fitted values, published %g to %g", x.ID, shares[i].P, x.Low, x.High)
		}
		row := regexp.MustCompile(`(?m)^ *` + regexp.QuoteMeta(x.Title) + ` .*$`).FindString(string(text))
		inside := map[bool]string{true: " inside", false: " OUTSIDE"}[x.Inside(shares[i].P)]
		if !strings.Contains(row, fmt.Sprintf(" %.1f ", 100*shares[i].P)) || !strings.HasSuffix(row, inside) {
			t.Errorf("docs/calibration.md has %q, the fitted values give %.1f%s", row, 100*shares[i].P, inside)
		}
	}
}

func TestLoad_saysWhatIsWrong(t *testing.T) {
	good := `scenario: crisis.yaml
parameters:
  cost:
    title: Cost of no deal
    scales: [actors.us.no-deal.base]
    low: 0.5
    high: 2
    why: a test
targets:
  deals:
    title: Deals
    among: [baseline]
    measure: deal
    value: 0.4
    low: 0.3
    high: 0.5
    n: 100
    from: literature/icb-mediation
  texts:
    title: Texts
    among: {baseline: 2, exchange: 1}
    measure: text
    value: 0.4
    low: 0.3
    high: 0.5
    n: 100
    from: literature/icb-mediation
`
	crisis := "extends: baseline\ntitle: A crisis\noptions:\n  exchange:\n    title: Less\n    set: {agenda: [relief, regional]}\n"
	load := func(text string) (*File, diag.Findings) {
		f, findings, _ := Load(fstest.MapFS{"rates.yaml": {Data: []byte(text)}, "crisis.yaml": {Data: []byte(crisis)}}, "mine", "rates.yaml")
		return f, findings
	}
	if f, findings := load(good); f == nil || len(findings) > 0 {
		t.Fatal(findings)
	}
	for _, c := range []struct {
		old, bad     string // replaced once
		line, column int
		says, hint   string
	}{
		{"crisis.yaml", "crises.yaml", 1, 11, `no scenario "crises.yaml"`, ""},
		{"    scales: [", "    scale: [", 5, 5, `unknown field "scale"`, `did you mean "scales"?`},
		{"low: 0.5", "low: 1.5", 6, 10, `"1.5" is not a number between 0 and 1`, ""},
		{"us.no-deal.base", "us.no-deal.bass", 5, 14, `no quantity "actors.us.no-deal.bass"`, `did you mean "actors.us.no-deal.base"?`},
		{"actors.us.no-deal.base", "actors.us.patience", 5, 14, "actors.us.patience: 1.7 at a bound of the factor is outside", "narrow"},
		{"actors.us.no-deal.base", "actors.russia.style", 5, 14, "has no scale", "pert"},
		{"[baseline]", "[base]", 12, 13, `no option "base"`, "baseline"},
		{"measure: deal", "measure: deals", 13, 14, `no measure "deals"`, `did you mean "deal"?`},
		{"measure: deal", "measure: deal-gives-more", 11, 5, "no `issue:`", ""},
		{"value: 0.4", "value: 0.6", 14, 12, "0.6 is not inside its interval 0.3 to 0.5", "low < value < high"},
		{"literature/icb-mediation", "literature/icb", 18, 11, `no evidence "literature/icb"`, ""},
		{"exchange: 1", "exchange: -1", 21, 36, `"-1" is not a weight above 0`, ""},
	} {
		_, findings := load(strings.Replace(good, c.old, c.bad, 1))
		found := false
		for _, x := range findings {
			found = found || fmt.Sprint(x.File, x.Line, x.Column) == fmt.Sprint("mine/rates.yaml", c.line, c.column) && strings.Contains(x.Message, c.says) && strings.Contains(x.Hint, c.hint)
		}
		if !found {
			t.Errorf("%s instead of %s: want line %d column %d %q, found %+v", c.bad, c.old, c.line, c.column, c.says, findings)
		}
	}
	many := strings.Replace(good, "targets:", strings.ReplaceAll("  cost2:\n    title: Cost\n    scales: [actors.iran.no-deal.base]\n    low: 0.5\n    high: 2\n    why: a test\n", "cost2", "other")+"targets:", 1)
	if _, findings := load(many); len(findings) != 1 || !strings.Contains(findings[0].Message, "2 parameters for 2 targets") {
		t.Errorf("as many parameters as targets: %+v", findings)
	}
}
