package brief

// The summary a terminal prints, from the same numbers and the same rounding as the page.

import (
	"fmt"
	"io"
	"math"
	"strings"

	"parley/plots"
	"parley/sim/results"
	"parley/sim/stats"
)

// TerminalOptions are the settings of the terminal summary.
type TerminalOptions struct {
	Plain bool // words and numbers alone, one fact a line: no bars, no lines, no colour
	Color bool // ANSI colours; ignored when Plain
	Width int  // columns, at least 80; less is taken as 80, since the blocks need it
}

// Terminal prints the summary of a result.
func Terminal(w io.Writer, in plots.Input, o TerminalOptions) error {
	if in.Manifest == nil || in.Summary == nil || len(in.Summary.Options) == 0 {
		return fmt.Errorf("summary: the result has no manifest or no summary")
	}
	o.Width = max(o.Width, 80)
	t := terminal{TerminalOptions: o, in: in, n: read(in)}
	t.outcomes()
	t.deal()
	t.failed()
	t.months()
	t.options()
	t.drivers()
	t.turning()
	t.doubt()
	_, err := io.WriteString(w, t.out.String())
	return err
}

type terminal struct {
	TerminalOptions
	in  plots.Input
	n   numbers
	out strings.Builder
}

func (t *terminal) line(format string, args ...any) {
	s := fmt.Sprintf(format, args...)
	t.out.WriteString(strings.TrimRight(ascii(s), " ") + "\n")
}

func (t *terminal) rule() {
	if !t.Plain {
		t.line("%s", strings.Repeat("─", t.Width))
	}
}

// label is the left column of a block; continuation lines leave it blank.
func (t *terminal) label(s string) string {
	switch {
	case !t.Plain:
		return pad(s, labelWidth)
	case s == "":
		return ""
	}
	return s + ": "
}

// labelWidth is the width of the left column.
const labelWidth = 18

func (t *terminal) color(code, s string) string {
	if !t.Color || t.Plain {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

func (t *terminal) outcomes() {
	n := t.n
	left := fmt.Sprintf("Outcome within %s", counted(int64(n.Horizon), "month", "months"))
	right := fmt.Sprintf("%s, seed %d", counted(n.Runs, "run", "runs"), t.in.Manifest.Seed)
	if t.Plain {
		t.line("%s; %s", left, right)
	} else {
		t.line("%s%s", pad(left, t.Width-runes(right)), right)
	}
	t.rule()
	most := int64(1)
	for _, e := range n.Endings {
		most = max(most, e.K)
	}
	// Title, share, bar, word: the bar takes what is left.
	const word = 28
	share := t.shareWidth()
	bar := t.Width - labelWidth - share - 3 - word
	for i, e := range n.Endings {
		if t.Plain {
			t.line("%s: %s, %s", e.Title, per(e.odds), e.Word)
			continue
		}
		b := bars(float64(e.K)/float64(most), bar)
		t.line("%s%s  %s %s", t.label(e.Title), padLeft(per(e.odds), share), t.color(endingColors[i], b)+strings.Repeat(" ", bar-runes(b)), e.Word)
	}
	t.rule()
}

// shareWidth is the width of the column of shares.
func (t *terminal) shareWidth() int {
	w := runes(per(t.n.Deal))
	for _, e := range t.n.Endings {
		w = max(w, runes(per(e.odds)))
	}
	return w
}

// endingColors are the nearest colours of the 256 to those of the charts.
var endingColors = [6]string{"38;5;61", "38;5;74", "38;5;97", "38;5;187", "38;5;173", "38;5;88"}

func (t *terminal) deal() {
	d := t.n.Deal
	if t.Plain {
		t.line("Any deal: %s, %s", per(d), d.Both())
	} else {
		t.line("%s%s  %s", t.label("Any deal"), padLeft(per(d), t.shareWidth()), d.Both())
	}
	doubt := "sampling " + t.n.Sampling
	if t.n.Sets != nil {
		doubt += fmt.Sprintf(" · across assumption sets %s to %s", t.n.Sets.Lo, t.n.Sets.Hi)
	}
	if t.Plain {
		t.line("%s", strings.ReplaceAll(doubt, " · ", "; "))
		return
	}
	indent := min(labelWidth+t.shareWidth()+2, t.Width-runes(doubt))
	t.line("%s%s", strings.Repeat(" ", max(indent, 0)), t.color("2", doubt))
}

// failed tells of runs that broke the contract of the code, option by option.
func (t *terminal) failed() {
	said := 0
	for i := range t.in.Summary.Options {
		o := &t.in.Summary.Options[i]
		if text := stats.FailedOf(o).Text(); text != "" {
			t.folded(labelOnce("Failed runs", said), safe(t.n.Options[i].Title)+": "+text)
			said++
		}
	}
}

func (t *terminal) months() {
	var s *results.MetricStats
	for i := range t.in.Summary.Options[0].Metrics {
		if m := &t.in.Summary.Options[0].Metrics[i]; m.Name == "force-month" {
			s = m
		}
	}
	if s == nil || s.N == 0 {
		return
	}
	half, early, late := math.Round(s.Quantiles[3]), math.Round(s.Quantiles[1]), math.Round(s.Quantiles[5])
	said := fmt.Sprintf("half by %.0f, 8 in 10 from %.0f to %.0f", half, early, late)
	if t.Plain {
		t.line("Months to a deal: %s", said)
		return
	}
	t.line("%s%s  %s", t.label("Months to a deal"), spark(s, t.n.Horizon), fmt.Sprintf("0 to %d; %s", t.n.Horizon, said))
}

// options compares the choices with the first one: the odds of some deal and what changes.
func (t *terminal) options() {
	if len(t.n.Options) < 2 {
		return
	}
	t.rule()
	for i, o := range t.n.Options {
		said := "as the scenario stands"
		if i > 0 {
			said = o.Change.Text
			if o.Escalation.Detectable() {
				said += "; escalation " + o.Escalation.Text
			}
		}
		if t.Plain {
			t.line("Option %s: some deal %s, %s", safe(o.Title), per(o.Deal), said)
			continue
		}
		t.row(labelOnce("Some deal if", i), safe(o.Title), 26, padLeft(per(o.Deal), 9), said)
	}
}

// labelOnce is the label on the first row of a block and blank below it.
func labelOnce(s string, i int) string {
	if i > 0 {
		return ""
	}
	return s
}

// row prints a label, a name in a column of its own, a share and what is said of it. A name too long for its
// column, or a remark too long for the line, goes on below.
func (t *terminal) row(label, name string, column int, share, said string) {
	names := fold(name, column)
	at := labelWidth + column + 1 + runes(share) + 2
	lines := fold(said, t.Width-at)
	for i := 0; i < max(len(names), len(lines), 1); i++ {
		var n, l, k string
		if i < len(names) {
			n = names[i]
		}
		if i < len(lines) {
			l = lines[i]
		}
		if i == 0 {
			k = share
		}
		t.line("%s%s%s  %s", t.label(labelOnce(label, i)), pad(n, column+1), k+strings.Repeat(" ", runes(share)-runes(k)), l)
	}
}

func (t *terminal) drivers() {
	if t.in.Derived == nil || t.in.Derived.Drivers == nil {
		return
	}
	t.rule()
	e := readEffects(t.in.Derived)
	shown, weaker, flat := 0, 0, 0
	for _, d := range t.in.Derived.Drivers.All {
		if _, moves := e.points(d.Path); !moves {
			flat++
			continue
		}
		if shown == 5 {
			weaker++
			continue
		}
		lo, hi := t.n.words.odds(d.Fifths[0].K, d.Fifths[0].N), t.n.words.odds(d.Fifths[4].K, d.Fifths[4].N)
		name := safe(inputName(t.in.Manifest, d.Title, d.Actor))
		if t.Plain {
			t.line("What moves it: %s, from %s to %s in 100 as it rises", name, lo.Bare, hi.Bare)
		} else {
			t.row(labelOnce("What moves it", shown), name, 38, padLeft(lo.Bare, 2)+" → "+padLeft(hi.Bare, 2), labelOnce("as it rises", shown))
		}
		shown++
	}
	var rest []string
	if weaker > 0 {
		rest = append(rest, counted(int64(weaker), "weaker input", "weaker inputs"))
	}
	if flat > 0 {
		rest = append(rest, counted(int64(flat), "further input", "further inputs")+": no detectable effect")
	}
	if len(rest) > 0 {
		t.line("%s%s", t.label(labelOnce("What moves it", shown)), strings.Join(rest, "; "))
	}
}

func (t *terminal) turning() {
	turn, never := flipTable(t.in.Manifest, t.in.Derived, nil)
	for i, f := range turn[:min(2, len(turn))] {
		t.folded(labelOnce("Turns on", i), safe(f.Long))
	}
	if len(turn) == 0 && len(never) > 0 {
		t.line("%sno single input turns the word within its range", t.label("Turns on"))
	}
}

func (t *terminal) doubt() {
	var q []results.Quantity
	if t.in.Manifest != nil {
		q = t.in.Manifest.Quantities
	}
	d := t.in.Derived
	p := readProvenance(q, readEffects(d).weights())
	c := rubric(t.n, p, t.in.Manifest.Brief, t.in.Record)
	said := fmt.Sprintf("%s: %s", c.Level, c.limit(testSourcing, testStability))
	t.rule()
	t.folded("Confidence", safe(said))
}

// folded prints a text beside its label, over as many lines as it needs; a plain summary keeps it on one.
func (t *terminal) folded(label, s string) {
	if t.Plain {
		t.line("%s%s", t.label(label), s)
		return
	}
	for i, l := range fold(s, t.Width-labelWidth) {
		t.line("%s%s", t.label(labelOnce(label, i)), l)
	}
}
