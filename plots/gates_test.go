package plots

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"parley/sim/results"
)

// clean names, so that numbers and words in a title are the generator's.
func generated(name string) bool { return name != "hostile" && name != "eighty" }

func edited(title string) Input {
	in := fixture(2, results.Endings{10000, 15000, 3000, 36000, 22000, 14000}, same)
	in.Manifest.Charts = map[string]results.ChartText{"c1": {Title: title}}
	return in
}

// G4 and G5 for every chart, input and size: no banned word, titles and alternative texts within their limits, every text there.
func TestGates_wordsAndLength(t *testing.T) {
	everyChart(t, func(t *testing.T, name string, in Input, c Chart) {
		for _, size := range allSizes {
			k := c.Takeaway(in, Options{Size: size})
			for _, s := range []string{k.Title, k.Subtitle, k.Alt, k.LongDesc, k.Note} {
				if s == "" {
					t.Errorf("%s: a text is empty: %+v", size, k)
				}
				if w := bannedIn(s); w != "" {
					t.Errorf("%s: %q in %q", size, w, s)
				}
			}
			if n := utf8.RuneCountInString(k.Title); n > titleLimit(size) {
				t.Errorf("%s: a title of %d characters: %q", size, n, k.Title)
			}
			if n := utf8.RuneCountInString(k.Alt); n > altLimit {
				t.Errorf("%s: an alternative text of %d characters: %q", size, n, k.Alt)
			}
			if strings.Contains(k.Title, "…") || strings.Contains(k.Alt, "…") {
				t.Errorf("%s: cut: %q, %q", size, k.Title, k.Alt)
			}
		}
	})
}

var (
	numerals = regexp.MustCompile(`[0-9][0-9,.]*[0-9]|[0-9]`)
	framing  = regexp.MustCompile(`of 100\b|in 100\b|\b1 in 10\b|\b9 in 10\b|\bof 10 cases\b`)
)

// G2: every number of a title is one of its facts, and every fact stands in a cell of the table, character for character.
func TestGates_numbersOfTheTitleStandInTheTable(t *testing.T) {
	everyChart(t, func(t *testing.T, name string, in Input, c Chart) {
		if !generated(name) {
			return
		}
		metrics := []string{""}
		if c.ID == "c7" {
			metrics = []string{"", "rounds", "in-force-12", "surplus.a", "deal.i0"}
		}
		for _, size := range allSizes {
			for _, metric := range metrics {
				o := Options{Size: size, Metric: metric}
				k, table := c.Takeaway(in, o), c.Table(in, o)
				bare := framing.ReplaceAllString(k.Title, "")
				for _, n := range names(in) {
					bare = strings.ReplaceAll(bare, n, "")
				}
				for _, f := range k.Facts {
					bare = strings.ReplaceAll(bare, f, "")
					if !inTable(table, f) {
						t.Errorf("%s: the title %q states %q, which is not in the table", size, k.Title, f)
					}
				}
				if left := numerals.FindString(bare); left != "" {
					t.Errorf("%s: %s of the title %q is not among its facts %q", size, left, k.Title, k.Facts)
				}
			}
		}
	})
}

// names are what a fixture calls things, as titles print them.
func names(in Input) (out []string) {
	for _, o := range in.Manifest.Options {
		out = append(out, o.Title)
	}
	for _, i := range in.Manifest.Issues {
		out = append(out, i.Title, uncapital(i.Title))
	}
	for _, c := range in.Manifest.Columns {
		out = append(out, c.Title)
	}
	if in.Derived != nil && in.Derived.Drivers != nil {
		for _, d := range in.Derived.Drivers.All {
			name := spoken(driverName(in, d))
			out = append(out, name, uncapital(name))
		}
	}
	return out
}

func inTable(t Table, fact string) bool {
	for _, row := range t.Rows {
		for _, cell := range row {
			if states(cell, fact) {
				return true
			}
		}
	}
	return false
}

// G7: a chart that states the share of deals states its complement in the subtitle.
func TestGates_complement(t *testing.T) {
	in := fixtures()["typical"] // 25 of 100
	for _, c := range []Chart{outcomes, stages, drivers, comparison, overTime} {
		if k := c.Takeaway(in, Options{}); !strings.Contains(k.Subtitle, "75") {
			t.Errorf("%s: some deal in 25 of 100, and %q does not say 75", c.Name, k.Subtitle)
		}
	}
}

func TestGates_size(t *testing.T) {
	for _, c := range []struct {
		name    string
		a, b, n int64
		want    bool
	}{
		{"forty points of a hundred runs", 60, 20, 100, true},
		{"two points of a hundred runs", 51, 49, 100, false},
		{"three points of a million runs", 310000, 280000, 1000000, true},
		{"2.9 points of a million runs: under three", 309000, 280000, 1000000, false},
		{"four points of a hundred runs: 2 SE are 2·sqrt(0.6-0.0016)/10 = 15 points", 32, 28, 100, false},
		{"no runs", 0, 0, 0, false},
	} {
		if differ(c.a, c.b, c.n) != c.want {
			t.Errorf("%s: %v, want %v", c.name, !c.want, c.want)
		}
	}
}

// G1, G3 and G6, chart by chart: what is stated, what is not.
func TestGates_titles(t *testing.T) {
	all := fixtures()
	close := fixture(2, results.Endings{5000, 5000, 5000, 30000, 29900, 25100}, same)
	still := fixture(3, results.Endings{500, 500, 0, 9000, 0, 0}, same) // no breakdown to move: options change nothing
	spread := fixture(2, results.Endings{500, 500, 0, 4500, 4500, 0}, same)
	lone := fixture(2, results.Endings{10000, 15000, 3000, 36000, 22000, 14000}, same)
	lone.Derived.Drivers.All = lone.Derived.Drivers.All[:1]
	for _, c := range []struct {
		name  string
		chart Chart
		in    Input
		size  Size
		want  string
	}{
		{"the most common ending leads by 14 points", outcomes, all["typical"], Full, "Some deal in 25 of 100 simulated negotiations; the most common single ending is no talks (36)"},
		{"the same, shorter", outcomes, all["typical"], Half, "Some deal in 25 of 100; most often no talks (36)"},
		{"30.0 against 29.9 are both named", outcomes, close, Full, "Some deal in 10 of 100; most common are no talks (30) and talks break down (30)"},
		{"one ending throughout", outcomes, all["no deal ever"], Full, "All 100,000 simulated negotiations end alike: no talks"},
		{"ten runs say nothing", outcomes, all["ten runs"], Full, "How simulated negotiations end"},
		{"two gates stop as many, told short", stages, all["typical"], Half, "Two gates stop 36 and 36 of 100 negotiations"},
		{"one gate stops most", stages, all["no deal ever"], Half, "Most are lost before talks open: over 99 of 100"},
		{"two gates stop as many", stages, spread, Full, "45 of 100 are lost before talks open and 45 between talks and a text"},
		{"nothing suits both", dealSpace, all["no deal ever"], Half, "None of 1,296 packages suits both sides"},
		{"no veto bites", dealSpace, all["flat"], Half, "All 441 packages that suit both survive every veto"},
		{"one driver", drivers, lone, Full, "Input number 0, issue 0 (United States) moves the odds of a deal most: from 10 to 50 of 100"},
		{"three drivers alike: none is called the strongest", drivers, all["tied drivers"], Half, "No input stands out; one moves a deal from 10 to 50 of 100"},
		{"no driver", drivers, all["flat"], Half, "No input by itself moves the odds detectably"},
		{"a flat map", flipMap, all["flat"], Full, "The odds of a deal are much the same across both inputs"},
		{"even odds on the row of the median", flipMap, all["typical"], Full, "A deal becomes more likely than not once cost of no deal (United States) passes 0.05"},
		{"options that change nothing", comparison, still, Full, "No option changes the odds of a deal by three points"},
		{"months to a deal", dotplot, all["typical"], Full, "If a deal comes, half come by month 12; 1 in 10 take longer than 19 months"},
		{"by when", overTime, all["typical"], Half, "By month 12: 13 of 100 have a deal, 37 have failed, 50 open"},
		{"terms that spread as widely as each other", terms, all["flat"], Half, "Issue number 0: the median text comes closest to “a little”"},
	} {
		if got := c.chart.Takeaway(c.in, Options{Size: c.size}).Title; got != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.name, got, c.want)
		}
	}
}

// An option that adds six points and one that adds two: the first is told with its interval, the second is not.
func TestGates_options(t *testing.T) {
	in := fixture(2, results.Endings{10000, 15000, 3000, 36000, 22000, 14000}, same)
	o := &in.Summary.Options[1]
	o.Paired = [6]results.Endings{0: {0: 10000}, 1: {1: 15000}, 2: {2: 3000}, 3: {3: 36000}, 4: {0: 6000, 4: 16000}, 5: {5: 14000}}
	o.Endings = results.Endings{16000, 15000, 3000, 36000, 16000, 14000}
	// 6,000 of 100,000 runs change, all one way: standard error sqrt(6000 - 6000²/100000)/100000 = 0.075 points, so 5.85 to 6.15
	if got := comparison.Takeaway(in, Options{}).Title; got != "“Option number 1 of the list” adds 6.0 points (5.9 to 6.1) to the odds of a deal" {
		t.Errorf("six points: %q", got)
	}
	o.Paired[4] = results.Endings{0: 2000, 4: 20000}
	if got := comparison.Takeaway(in, Options{}).Title; got != "No option changes the odds of a deal by three points" {
		t.Errorf("two points are under three, whatever their error: %q", got)
	}
}

// An analyst's own title replaces the generated one and is marked, by id or by name.
func TestGates_editedTitle(t *testing.T) {
	in := edited("My own words")
	if k := outcomes.Takeaway(in, Options{}); k.Title != "My own words" || !k.Edited || !strings.HasSuffix(k.Note, "Title edited.") {
		t.Errorf("%+v", k)
	}
	if k := stages.Takeaway(in, Options{}); k.Edited {
		t.Error("another chart's title is edited too")
	}
	in.Manifest.Charts = map[string]results.ChartText{"stages": {Title: "By name"}}
	if k := stages.Takeaway(in, Options{}); k.Title != "By name" || !k.Edited {
		t.Errorf("%+v", k)
	}
}

func TestStates_wholeWordsAlone(t *testing.T) {
	for _, c := range []struct {
		text, fact string
		want       bool
	}{{"25 of 100", "25", true}, {"125 of 100", "25", false}, {"+4 points (3 to 4)", "4 points (3 to 4)", true}, {"under 1", "1", true}, {"", "1", false}} {
		if states(c.text, c.fact) != c.want {
			t.Errorf("states(%q, %q) is not %v", c.text, c.fact, c.want)
		}
	}
}

func TestSpoken(t *testing.T) {
	for name, want := range map[string]string{
		"United States: cost of no deal":                                "Cost of no deal (United States)",
		"Iran (government): cost of no deal":                            "Cost of no deal (Iran government)",
		"Supreme Leader: ideal point (Limits on the nuclear programme)": "Ideal point, limits on the nuclear programme (Supreme Leader)",
		"Working channel":                                               "Working channel",
	} {
		if got := spoken(name); got != want {
			t.Errorf("%q is spoken %q, want %q", name, got, want)
		}
	}
}

// Ids of evidence are for files; charts say them in words.
func TestSourceName(t *testing.T) {
	for id, want := range map[string]string{
		"article/p5#weight":            "article, paragraph 5: weight",
		"article/p9#not-regional":      "article, paragraph 9: not regional",
		"assumption/economy":           "assumption: economy",
		"literature/prospect-theory":   "literature: prospect theory",
		"assumption":                   "assumption",
		"everything about the actors":  "everything about the actors",
		"Relief: highest value / year": "Relief: highest value / year",
	} {
		if got := SourceName(id); got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
}
