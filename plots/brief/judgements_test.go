package brief

import (
	"regexp"
	"strings"
	"testing"

	"parley/plots"
	"parley/sim/results"
)

// banned are words that generated text never uses: words of prophecy, of unmeasured doubt and of drama.
var banned = regexp.MustCompile(`\b([Ff]orecasts?|[Pp]redict\w*|[Ww]ill|[Oo]nly|[Jj]ust|[Ss]oar\w*|[Pp]lung\w*|[Pp]ossibly|may|might|could|toss-up|impossible|probability of war|no effect)\b`)

// variants are results that press the generators into each of their templates.
func variants() map[string]plots.Input {
	with := func(change func(in *plots.Input)) plots.Input {
		in := fixture()
		change(&in)
		return in
	}
	endings := func(e results.Endings) plots.Input {
		return with(func(in *plots.Input) {
			o := &in.Summary.Options[0]
			o.Endings, o.N = e, e[0]+e[1]+e[2]+e[3]+e[4]+e[5]
			o.Gates = []int64{o.N - e[3], e[0] + e[1] + e[2], e[0] + e[1], (e[0] + e[1]) / 2}
			in.Summary.Options = in.Summary.Options[:1]
			in.Manifest.Options = in.Manifest.Options[:1]
			in.Manifest.Runs, in.Summary.Runs = o.N, o.N
		})
	}
	return map[string]plots.Input{
		"as it stands":    fixture(),
		"no options":      endings(fixtureEndings[0]),
		"nothing agreed":  endings(results.Endings{0, 0, 0, 60000, 40000, 0}),
		"all agreed":      endings(results.Endings{90000, 10000, 0, 0, 0, 0}),
		"rare deals":      endings(results.Endings{100, 200, 40, 60000, 39650, 10}),
		"two failures":    endings(results.Endings{20000, 10000, 2000, 33500, 34000, 500}),
		"vetoes":          endings(results.Endings{10000, 10000, 60000, 10000, 9000, 1000}),
		"rare escalation": endings(results.Endings{20000, 20000, 10000, 20000, 29000, 1000}),
		"few runs":        endings(results.Endings{13, 17, 3, 21, 32, 14}),
		"at a boundary":   endings(results.Endings{100, 100, 100, 200, 400, 100}),
		"nothing derived": with(func(in *plots.Input) { in.Derived = nil }),
		"empty derived":   with(func(in *plots.Input) { in.Derived = &results.Derived{} }),
		"flat options": with(func(in *plots.Input) {
			for i := range in.Summary.Options {
				in.Summary.Options[i].Endings, in.Summary.Options[i].Paired = fixtureEndings[0], paired(fixtureEndings[0], fixtureEndings[0])
			}
		}),
		"options that hurt": with(func(in *plots.Input) {
			in.Manifest.Options = []results.Option{in.Manifest.Options[0], in.Manifest.Options[4]}
			in.Summary.Options = []results.OptionSummary{in.Summary.Options[0], in.Summary.Options[4]}
		}),
		"long names": with(func(in *plots.Input) {
			long := strings.Repeat("A long-winded name of something ", 3)[:80]
			in.Manifest.Title = long
			for i := range in.Manifest.Options {
				in.Manifest.Options[i].Title = long
			}
			for i := range in.Manifest.Actors {
				in.Manifest.Actors[i].Title = long
			}
			for i := range in.Derived.Drivers.All {
				in.Derived.Drivers.All[i].Title = long + ": a title as long as a title can be"
			}
			for i := range in.Derived.Flips {
				in.Derived.Flips[i].Title = long + ": a title as long as a title can be"
			}
			for i := range in.Manifest.Quantities {
				in.Manifest.Quantities[i].Title = long + ": a title as long as a title can be"
			}
		}),
		"overridden": with(func(in *plots.Input) {
			in.Manifest.Brief.ConfidenceOverride, in.Manifest.Brief.ConfidenceReason = "moderate", "two embassies report the same"
		}),
	}
}

// generated is every sentence of page 1 that the generators wrote, by variant.
func generated(in plots.Input) []string {
	n := read(in)
	m := in.Manifest
	p := readProvenance(m.Quantities, readEffects(in.Derived).weights())
	kj := judgements(n, rubric(n, p, m.Brief, nil), roomyJudgement)
	texts := []string{bottomLine(n), readAs(p)}
	for _, j := range kj {
		texts = append(texts, j.Text, j.Confidence)
	}
	turn, never := flipTable(m, in.Derived, nil)
	lines, none := turningTexts(turn, never)
	return append(append(texts, lines...), none)
}

func TestGenerated_hasNoBannedWord(t *testing.T) {
	for name, in := range variants() {
		for _, s := range generated(in) {
			if w := banned.FindString(s); w != "" {
				t.Errorf("%s: %q in %q", name, w, s)
			}
		}
	}
}

var likelihood = regexp.MustCompile(`almost no chance|unlikely|even chance|\blikely\b|almost certain`)

// ends splits prose into sentences: at a full stop, question mark or colon-free end followed by a blank or the end.
var ends = regexp.MustCompile(`[.?!](\s+|$)`)

func TestGenerated_likelihoodAndConfidenceNeverShareASentence(t *testing.T) {
	for name, in := range variants() {
		for _, text := range generated(in) {
			for _, s := range ends.Split(text, -1) {
				if strings.Contains(strings.ToLower(s), "confidence in") && likelihood.MatchString(s) {
					t.Errorf("%s: %q", name, s)
				}
			}
		}
	}
}

func TestGenerated_everyWordStandsWithItsRange(t *testing.T) {
	ranged := regexp.MustCompile(`(almost no chance|very unlikely|unlikely|roughly even chance|very likely|likely|almost certain) \(\d+–\d+%\)`)
	for name, in := range variants() {
		for _, text := range generated(in) {
			for _, s := range ends.Split(text, -1) {
				bare := ranged.ReplaceAllString(s, "")
				if w := likelihood.FindString(bare); w != "" && !strings.Contains(bare, "likelihood word") {
					t.Errorf("%s: %q without its range in %q", name, w, s)
				}
			}
		}
	}
}

func TestGenerated_neverSaysZeroOrHundredPercent(t *testing.T) {
	whole := regexp.MustCompile(`\b(0|100) (of|in) 100\b|\b(0|100)%`)
	for name, in := range variants() {
		for _, s := range generated(in)[:1] {
			if w := whole.FindString(s); w != "" {
				t.Errorf("%s: %q in %q", name, w, s)
			}
		}
		for _, j := range judgements(read(in), Confidence{}, roomyJudgement) {
			if w := whole.FindString(j.Text); w != "" {
				t.Errorf("%s: %q in %q", name, w, j.Text)
			}
		}
	}
}

func TestGenerated_fitsItsLimits(t *testing.T) {
	for name, in := range variants() {
		n := read(in)
		if s := bottomLine(n); runes(s) > bottomLineLimit || !strings.HasSuffix(s, ".") {
			t.Errorf("%s: bottom line of %d characters: %s", name, runes(s), s)
		}
		for i, j := range judgements(n, rubric(n, provenance{}, results.BriefText{}, nil), judgementLimit) {
			if runes(j.Text) > judgementLimit || runes(j.Confidence) > confidenceLimit {
				t.Errorf("%s: judgement %d of %d and %d characters: %s %s", name, i+1, runes(j.Text), runes(j.Confidence), j.Text, j.Confidence)
			}
			if j.Text == "" || !strings.HasPrefix(j.Confidence, "Confidence in this judgement is ") {
				t.Errorf("%s: judgement %d is %+v", name, i+1, j)
			}
		}
	}
}

func TestBottomLine_isOneSentenceWithTheComplement(t *testing.T) {
	n := read(fixture())
	// 13,000 + 17,200 of 100,000 runs agree; 31,900 break down. Band and words are ICD 203.
	want := "Some deal enters into force in 30 of 100 simulated negotiations within 24 months: unlikely (20–45%); 70 end without one, most often because talks break down (32)."
	if got := bottomLine(n); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestJudgements_ofTheFixture(t *testing.T) {
	n := read(fixture())
	p := readProvenance(fixtureManifest().Quantities, readEffects(fixtureDerived()).weights())
	kj := judgements(n, rubric(n, p, results.BriefText{}, nil), judgementLimit)
	for i, want := range []string{
		"In 30 of 100 simulated negotiations some deal enters into force within 24 months: unlikely (20–45%). The other 70 end without one.",
		"In 32 of 100 simulated negotiations talks open and break down without a text, the most common failure: unlikely (20–45%). The other 68 end in another way. The main reason is no deal that both sides prefer to none (19 of 100)",
		"“Relief for regional limits” raises the odds of some deal from 30 to 34 of 100 simulated negotiations",
	} {
		if !strings.HasPrefix(kj[i].Text, want) {
			t.Errorf("judgement %d:\ngot  %s\nwant %s…", i+1, kj[i].Text, want)
		}
	}
}

func TestFailure_namesBothWhenTheyAreClose(t *testing.T) {
	got := failure(read(variants()["two failures"]), judgementLimit)
	if !strings.HasPrefix(got, "Two failures are about equally common") || !strings.Contains(got, "talks never open") || !strings.Contains(got, "break down") {
		t.Errorf("34,000 against 33,500 of 100,000 runs differ by under 3 points, yet: %s", got)
	}
}

func TestFailure_saysEscalationByItsFrequencyFirst(t *testing.T) {
	got := failure(read(variants()["rare escalation"]), judgementLimit)
	if !strings.Contains(got, "Escalation ends 1 of 100: almost no chance (1–5%).") {
		t.Errorf("escalation in 1,000 of 100,000 runs: %s", got)
	}
}

func TestComparison_withoutAnyDifference(t *testing.T) {
	got := comparison(read(variants()["flat options"]), judgementLimit)
	if !strings.HasPrefix(got, "None of the 4 options tried changes the odds of some deal by 3 points") {
		t.Errorf("four identical options: %s", got)
	}
}
