package brief

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"parley/plots"
)

var update = flag.Bool("update", false, "write the golden files anew")

func summary(t testing.TB, in plots.Input, o TerminalOptions) string {
	t.Helper()
	var b bytes.Buffer
	if err := Terminal(&b, in, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTerminal_golden(t *testing.T) {
	for name, o := range map[string]TerminalOptions{"summary": {}, "summary-plain": {Plain: true}, "summary-wide": {Width: 110}} {
		got := summary(t, fixture(), o)
		file := filepath.Join("testdata", name+".golden.txt")
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s differs (go test -update writes it anew):\n%s", file, got)
		}
	}
}

func TestTerminal_staysWithinItsWidth(t *testing.T) {
	for name, in := range variants() {
		for _, width := range []int{0, 60, 80, 100, 132} {
			limit := max(width, 80)
			for _, line := range strings.Split(summary(t, in, TerminalOptions{Width: width}), "\n") {
				if runes(line) > limit {
					t.Errorf("%s at %d: %d columns: %s", name, width, runes(line), line)
				}
				if strings.TrimRight(line, " ") != line {
					t.Errorf("%s at %d: blanks at the end of %q", name, width, line)
				}
			}
		}
	}
}

func TestTerminal_escapeCodesOnlyWithColor(t *testing.T) {
	if strings.Contains(summary(t, fixture(), TerminalOptions{}), "\x1b") {
		t.Error("escape codes without Color")
	}
	if strings.Contains(summary(t, fixture(), TerminalOptions{Color: true, Plain: true}), "\x1b") {
		t.Error("escape codes in a plain summary")
	}
	colored := summary(t, fixture(), TerminalOptions{Color: true})
	if !strings.Contains(colored, "\x1b[") {
		t.Error("no colour with Color")
	}
	if stripped := regexp.MustCompile("\x1b\\[[0-9;]*m").ReplaceAllString(colored, ""); stripped != summary(t, fixture(), TerminalOptions{}) {
		t.Error("colour changes more than colour")
	}
}

func TestTerminal_plainHasWordsAndNumbersAlone(t *testing.T) {
	if s := regexp.MustCompile(`[─█▏▎▍▌▋▊▉▁▂▃▄▅▆▇→·…]`).FindString(summary(t, fixture(), TerminalOptions{Plain: true})); s != "" {
		t.Errorf("a plain summary holds %q", s)
	}
}

func TestTerminal_hasNoControlCharactersOfNames(t *testing.T) {
	in := fixture()
	in.Manifest.Options[1].Title = "evil\x1b[2J\nname\t\x07"
	in.Derived.Drivers.All[0].Title = "evil\x1b]0;title\x07"
	if strings.ContainsAny(summary(t, in, TerminalOptions{}), "\x1b\x07\t") {
		t.Error("a name's control characters reach the terminal")
	}
}

// The headline says one number everywhere: page, data tables, pictures and terminal.
func TestNumbersAgreeEverywhere(t *testing.T) {
	for name, in := range variants() {
		n := read(in)
		if n.Deal.TooFew {
			continue
		}
		page := render(t, in, Options{})
		text := visible(page)
		for _, e := range n.Endings {
			row := regexp.MustCompile(regexp.QuoteMeta(e.Title) + ` ` + regexp.QuoteMeta(thousands(e.K)) + ` ` + regexp.QuoteMeta(e.Bare) + ` `)
			if !row.MatchString(text) {
				t.Errorf("%s: the page's table does not say %s: %s of 100", name, e.Title, e.Bare)
			}
		}
		for what, s := range map[string]string{"bottom line": bottomLine(n), "judgement 1": anyDeal(n, judgementLimit)} {
			if !strings.Contains(s, n.Deal.Runs) {
				t.Errorf("%s: %s does not say %q: %s", name, what, n.Deal.Runs, s)
			}
		}
		desc := regexp.MustCompile(`(?s)<figure [^>]*id="p1-c1".*?<desc[^>]*>(.*?)</desc>`).FindStringSubmatch(page)
		if desc == nil || !strings.Contains(desc[1], "Some deal "+n.Deal.Bare+" of 100") {
			t.Errorf("%s: the description of figure 1 does not say some deal %s of 100: %q", name, n.Deal.Bare, desc)
		}
		if row := regexp.MustCompile(`Any deal ` + regexp.QuoteMeta(thousands(n.Deal.K)) + ` ` + regexp.QuoteMeta(n.Deal.Bare) + ` `); !row.MatchString(text) {
			t.Errorf("%s: the page's table does not say any deal: %s of 100", name, n.Deal.Bare)
		}
		term := summary(t, in, TerminalOptions{Plain: true})
		if !strings.Contains(term, "Any deal: "+per(n.Deal)+", ") {
			t.Errorf("%s: the terminal does not say %q:\n%s", name, per(n.Deal), term)
		}
	}
}
