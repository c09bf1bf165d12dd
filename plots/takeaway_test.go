package plots

import (
	"regexp"
	"strings"
	"testing"

	"parley/sim/results"
)

// G4 and G5 for every chart and input: no banned word, titles within the limit, alternative texts short.
func TestTakeaway_wordsAndLength(t *testing.T) {
	for name, in := range fixtures() {
		if name == "hostile" || name == "eighty" { // an actor may be called anything
			continue
		}
		for _, c := range Charts() {
			if c.Needs(in) != nil {
				continue
			}
			for _, size := range []Size{Full, Half, Slide} {
				tk := c.Takeaway(in, Options{Size: size})
				for _, s := range []string{tk.Title, tk.Subtitle, tk.Alt, tk.LongDesc, tk.Note} {
					if w := bannedIn(s); w != "" {
						t.Errorf("%s, %s: %q in %q", name, c.Name, w, s)
					}
				}
				if n := len([]rune(tk.Title)); n > titleLimit(size) || n == 0 {
					t.Errorf("%s, %s, %s: a title of %d characters: %q", name, c.Name, size, n, tk.Title)
				}
				if len([]rune(tk.Alt)) > 150 || tk.LongDesc == "" {
					t.Errorf("%s, %s: alternative text %q, description %q", name, c.Name, tk.Alt, tk.LongDesc)
				}
			}
		}
	}
}

var numbers = regexp.MustCompile(`\d+`)

// G2: every number of the outcome array's title stands in its table, character for character.
func TestTakeaway_numbersOfTheTitleStandInTheTable(t *testing.T) {
	for name, in := range fixtures() {
		c := outcomes
		tk, tab := c.Takeaway(in, Options{}), c.Table(in, Options{})
		cells := map[string]bool{"100": true, "1": true, "99": true}
		for _, row := range tab.Rows {
			cells[row[1]] = true
		}
		for _, n := range numbers.FindAllString(tk.Title, -1) {
			if !cells[n] {
				t.Errorf("%s: %q is in the title %q and not in the table", name, n, tk.Title)
			}
		}
	}
}

// G7: a chart that states the share of deals states its complement in the subtitle.
func TestTakeaway_complement(t *testing.T) {
	in := fixtures()["typical"]
	for _, c := range []Chart{outcomes, drivers, options} {
		tk := c.Takeaway(in, Options{})
		if !strings.Contains(tk.Subtitle, "75") {
			t.Errorf("%s: deals in 25 of 100, and %q does not say 75", c.Name, tk.Subtitle)
		}
	}
}

// G1 and G3: close endings are not ranked, and a small difference is none.
func TestTakeaway_gates(t *testing.T) {
	close := fixture(2, results.Endings{500, 500, 500, 3000, 2990, 2510}, same)
	if s := outcomes.Takeaway(close, Options{}).Title; strings.Contains(s, "most common single") {
		t.Errorf("30.0 against 29.9 of 100 is told as the most common: %q", s)
	}
	clear := fixture(2, results.Endings{500, 500, 500, 5000, 1990, 1510}, same)
	if s := outcomes.Takeaway(clear, Options{}).Title; !strings.Contains(s, "most common single ending is no talks (50)") {
		t.Errorf("50 against 20 of 100 is not told: %q", s)
	}
	still := fixture(3, results.Endings{500, 500, 0, 9000, 0, 0}, same) // no breakdown to move: options change nothing
	if s := options.Takeaway(still, Options{}).Title; s != "No option makes a detectable difference to the odds of a deal" {
		t.Errorf("options that change nothing: %q", s)
	}
	if !differ(60, 20, 100) || differ(51, 49, 100) || differ(5, 4, 1000000) {
		t.Error("the size gate lets through what it should not, or the other way round")
	}
}

// An analyst's own title replaces the generated one and is marked.
func TestTakeaway_edited(t *testing.T) {
	in := fixtures()["typical"]
	in.Manifest.Charts = map[string]results.ChartText{"c1": {Title: "My own words"}}
	if tk := outcomes.Takeaway(in, Options{}); tk.Title != "My own words" || !tk.Edited || !strings.Contains(tk.Note, "Title edited") {
		t.Errorf("%+v", tk)
	}
}
