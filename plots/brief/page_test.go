package brief

import (
	"bytes"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"parley/plots"
	"parley/sim/results"
)

func render(t testing.TB, in plots.Input, o Options) string {
	t.Helper()
	out, err := HTML(in, o)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestHTML_sameBytesTwice(t *testing.T) {
	a, b := render(t, fixture(), Options{}), render(t, fixture(), Options{})
	if a != b {
		t.Error("two builds of one result differ")
	}
}

func TestHTML_asksForNothingFromOutside(t *testing.T) {
	page := render(t, fixture(), Options{Charts: "charts"})
	for _, bad := range []string{"<script", "<link", "<iframe", "@import", "url(http", "src=\"http", "href=\"http", "onload=", "onclick="} {
		if strings.Contains(page, bad) {
			t.Errorf("page contains %s", bad)
		}
	}
	if n := strings.Count(page, "<style"); n != 1 {
		t.Errorf("%d style blocks, want 1", n)
	}
}

var (
	idPattern   = regexp.MustCompile(`\sid="([^"]*)"`)
	hrefPattern = regexp.MustCompile(`href="#([^"]*)"`)
)

func TestHTML_everyIDOnceAndEveryLinkArrives(t *testing.T) {
	for name, in := range variants() {
		page := render(t, in, Options{})
		seen := map[string]bool{}
		for _, m := range idPattern.FindAllStringSubmatch(page, -1) {
			if seen[m[1]] {
				t.Errorf("%s: id %q twice", name, m[1])
			}
			seen[m[1]] = true
		}
		for _, m := range hrefPattern.FindAllStringSubmatch(page, -1) {
			if !seen[m[1]] {
				t.Errorf("%s: link to #%s goes nowhere", name, m[1])
			}
		}
	}
}

func TestHTML_registerAndSourcesLinkBothWays(t *testing.T) {
	page := render(t, fixture(), Options{})
	groups := register(fixtureManifest(), fixtureDerived(), nil, nil)
	for _, g := range groups {
		for _, e := range g.Entries {
			if !strings.Contains(page, `<tr id="`+e.Anchor+`">`) || !strings.Contains(page, `<a href="#`+e.Anchor+`">`+e.ID+`</a>`) {
				t.Errorf("%s (%s) has no row or no link from its sources", e.ID, e.Path)
			}
			for _, r := range e.Rests {
				if !strings.Contains(page, `<tr id="`+r.Anchor+`">`) {
					t.Errorf("%s rests on %s, which has no row among the sources", e.Path, r.ID)
				}
				if !r.Assumption && !strings.Contains(page, `<a href="#`+r.Anchor+`">`) {
					t.Errorf("no link to %s", r.ID)
				}
			}
		}
	}
}

func TestHTML_structure(t *testing.T) {
	page := render(t, fixture(), Options{})
	for what, want := range map[string]int{`<h1>`: 1, `<html lang="en">`: 1, `<main id="main"`: 1, `class="skip" href="#main"`: 1, `<nav class="contents" aria-label=`: 1} {
		if got := strings.Count(page, what); got != want {
			t.Errorf("%s stands %d times, want %d", what, got, want)
		}
	}
	figures := strings.Split(page, "<figure ")[1:]
	if len(figures) != 11 { // three on page 1, eight after it
		t.Errorf("%d figures, want 11", len(figures))
	}
	for _, f := range figures {
		f = f[:strings.Index(f, "</figure>")]
		for _, part := range []string{"<figcaption", `role="img"`, "<title", "<desc", "<details>", "<caption>", `scope="col"`, `scope="row"`} {
			if !strings.Contains(f, part) {
				t.Errorf("a figure has no %s: %.200s", part, f)
			}
		}
	}
	if strings.Contains(page, "ZgotmplZ") {
		t.Error("the template refused a value (ZgotmplZ)")
	}
}

// hostile is a name that tries to break out of every context it is printed in.
const hostile = `<script>alert("x")</script>'"&}</style>*/`

func TestHTML_hostileNamesAreEscaped(t *testing.T) {
	in := fixture()
	m := in.Manifest
	m.Title, m.Question, m.Cutoff, m.Scenario, m.Engine = hostile, hostile, hostile, hostile, hostile
	m.Brief.Implications = hostile
	m.Brief.ConfidenceOverride, m.Brief.ConfidenceReason = "low", hostile
	m.Overrides = []results.Override{{Path: hostile, Value: hostile}}
	for i := range m.Actors {
		m.Actors[i].Title = hostile
	}
	for i := range m.Options {
		m.Options[i].Title = hostile
	}
	for i := range m.Quantities {
		m.Quantities[i].Title, m.Quantities[i].Spec, m.Quantities[i].Unit = hostile, hostile, hostile
		for j := range m.Quantities[i].From {
			c := &m.Quantities[i].From[j]
			c.Speaker, c.Date, c.Paraphrase, c.Grade = hostile, hostile, hostile, hostile
		}
	}
	for i := range in.Derived.Stories {
		in.Derived.Stories[i].Lines = []string{hostile}
	}
	for i := range in.Derived.Drivers.All {
		in.Derived.Drivers.All[i].Title = hostile
	}
	for i := range in.Derived.Flips {
		in.Derived.Flips[i].Title = hostile
	}
	page := render(t, in, Options{Command: hostile})
	if strings.Contains(page, "<script") || strings.Contains(page, "alert(\"x\")</") {
		i := strings.Index(page, "<script")
		t.Errorf("a hostile name got through: …%s…", page[max(0, i-80):min(len(page), i+80)])
	}
	if n := strings.Count(page, "</style>"); n != 1 {
		t.Errorf("%d ends of the style block, want 1", n)
	}
}

// visible is the page's text as a reader sees it, without the pictures.
func visible(page string) string {
	page = regexp.MustCompile(`(?s)<style>.*?</style>|<svg.*?</svg>`).ReplaceAllString(page, " ")
	page = regexp.MustCompile(`<[^>]*>`).ReplaceAllString(page, " ")
	return strings.Join(strings.Fields(html.UnescapeString(page)), " ")
}

func TestHTML_wholePageHasNoBannedWord(t *testing.T) {
	// The gaps come from whoever coded the sources, so they are left out here.
	text := visible(render(t, fixture(), Options{}))
	if i := strings.Index(text, "The article behind this scenario is silent"); i > 0 {
		j := strings.Index(text, "How numbers are rounded")
		text = text[:i] + text[j:]
	}
	for _, at := range banned.FindAllStringIndex(text, -1) {
		t.Errorf("%q in …%s…", text[at[0]:at[1]], text[max(0, at[0]-60):min(len(text), at[1]+40)])
	}
}

func TestHTML_articleOnlyCaseSaysLowAndHowMuchIsAssumed(t *testing.T) {
	text := visible(render(t, fixture(), Options{}))
	// 38 quantities in the fixture: 10 written out, of which 3 without a citation, and 28 assumed ones.
	for _, want := range []string{"Confidence in this judgement is low : 31 of 38 numbers are assumed", "takes 82% of its 38 numbers by assumption", "Track record: not validated"} {
		if !strings.Contains(text, want) {
			t.Errorf("page does not say %q", want)
		}
	}
}

func TestHTML_cutoffInPlaceOfADate(t *testing.T) {
	text := visible(render(t, fixture(), Options{}))
	if !strings.Contains(text, "Information cut-off 4 March 2025") {
		t.Error("no information cut-off on page 1")
	}
}

func TestHTML_implicationsAreTheAnalysts(t *testing.T) {
	in := fixture()
	if strings.Contains(visible(render(t, in, Options{})), "Implications") {
		t.Error("implications without an analyst's text")
	}
	in.Manifest.Brief.Implications = "First.\n\nSecond."
	text := visible(render(t, in, Options{}))
	if !strings.Contains(text, "Implications Written by the analyst, not generated First. Second.") {
		t.Error("the analyst's implications are not printed as theirs")
	}
}

func TestHTML_blocksOfPageOneStandInOrder(t *testing.T) {
	_, page, _ := strings.Cut(render(t, fixture(), Options{}), `id="front"`)
	last := -1
	for _, mark := range []string{"Negotiation scenario brief</strong>", ">Bottom line<", ">Key judgements<", ">Fig 1<", ">Fig 2<", ">What would change our mind<", ">Fig 3<",
		">Assumptions that carry the result<", ">Read this as<", "Words, in %:", "Sampling error:", "To rebuild:"} {
		at := strings.Index(page, mark)
		if at <= last {
			t.Errorf("%q stands at %d, before what should precede it (%d)", mark, at, last)
		}
		last = at
	}
}

func TestHTML_withoutASummaryIsAnError(t *testing.T) {
	if _, err := HTML(plots.Input{Manifest: fixtureManifest()}, Options{}); err == nil {
		t.Error("no error for a result without summary")
	}
	if _, err := HTML(fixture(), Options{Paper: "foolscap"}); err == nil {
		t.Error("no error for an unknown paper")
	}
}

// write puts a page into a temporary folder, or into the folder that BRIEF_LOOK names so that it can be looked at.
func write(t testing.TB, name, page string) string {
	t.Helper()
	dir := os.Getenv("BRIEF_LOOK")
	if dir == "" {
		dir = t.TempDir()
	}
	file := filepath.Join(dir, name)
	if err := os.WriteFile(file, bytes.NewBufferString(page).Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}
