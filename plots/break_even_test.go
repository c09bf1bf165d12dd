package plots

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"parley/sim/explore"
	"parley/sim/results"
	"parley/sim/stats"
)

// swept is a lever over [0, 1] that brings about the given rates, in 1,000 runs at each value.
func swept(title, unit string, level float64, rates ...float64) BreakEven {
	e := BreakEven{Title: "A negotiation", Outcome: "Any deal", Lever: Lever{Title: title, Unit: unit, Median: 0.5}, Level: level, Instead: "blocked at home, in 45 of 100", Note: "In the model."}
	for i, p := range rates {
		e.Lever.Values = append(e.Lever.Values, float64(i)/float64(len(rates)-1))
		e.Counts = append(e.Counts, results.Count{K: int64(1000 * p), N: 1000})
	}
	e.Turn = explore.FindBreakEven(e.Lever.Values, e.Counts, level, stats.Level)
	return e
}

const longLever = "The second side (a party with a long name): readiness to wait for what was promised after the first delivery has been made"

// The answers in words: crossings of straight lines by hand.
func TestBreakEven_headline(t *testing.T) {
	for want, e := range map[string]BreakEven{
		"The chance of any deal passes 40 of 100 once front-loading is above 0.5":                                                      swept("Front-loading", "", 0.4, 0.2, 0.4, 0.6),
		"The chance of any deal passes 40 of 100 once front-loading is below 50%":                                                      swept("Front-loading", "share", 0.4, 0.6, 0.4, 0.2),
		"Front-loading cannot lift the chance of any deal to 80 of 100: it saturates at 60; in the way: blocked at home, in 45 of 100": swept("Front-loading", "", 0.8, 0.2, 0.4, 0.6),
		"The chance of any deal passes 40 of 100 once front-loading is between 0.25 and 0.75":                                          swept("Front-loading", "", 0.4, 0.2, 0.6, 0.2),
		"The chance of any deal passes 40 of 100 once front-loading is below 0.25 or above 0.75":                                       swept("Front-loading", "", 0.4, 0.6, 0.2, 0.6),
		"Front-loading cannot lift the chance of any deal to 80 of 100: it saturates at 70; in the way: blocked at home, in 45 of 100": swept("Front-loading", "", 0.8, 0.2, 0.7, 0.2),
		"The chance of any deal stays above 10 of 100 whatever front-loading is":                                                       swept("Front-loading", "", 0.1, 0.2, 0.4, 0.6),
	} {
		if got := e.picture().title; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if text, at := swept("Front-loading", "", 0.8, 0.2, 0.6, 0.5).flag(); at != 0.5 || !strings.HasPrefix(text, "not reached: saturates at ") {
		t.Errorf("%q at %v: the greatest share is at 0.5", text, at)
	}
	if text, at := swept("Front-loading", "", 0.1, 0.2, 0.6, 0.7).flag(); at != 0 || text != "never below 20" {
		t.Errorf("%q at %v: the least share is 20, at 0", text, at)
	}
}

// No label leaves the picture, none overlaps another, at any size, whatever the level and wherever the crossing.
func TestBreakEven_labels(t *testing.T) {
	for _, rates := range [][]float64{{0, 0.3, 1}, {1, 0.3, 0}, {0.02, 0.021, 0.022}, {0.5, 0.5}, {0.001, 0.9}, {0.1, 0.8, 0.1, 0.9}} {
		for _, level := range []float64{0.005, 0.021, 0.3, 0.5, 0.95} {
			for _, title := range []string{"Patience", longLever} {
				e := swept(title, "months", level, rates...)
				m := BreakEvenMap{Title: e.Title, Outcome: e.Outcome, X: e.Lever, Y: Lever{Title: longLever, Unit: "share", Values: []float64{0.1, 0.2, 0.6}, Median: 0.2}, Level: level,
					Counts: [][]results.Count{e.Counts, e.Counts, e.Counts}, Turns: []explore.BreakEven{e.Turn, e.Turn, e.Turn}, Note: e.Note}
				for _, size := range allSizes {
					for _, p := range []picture{e.picture(), m.picture()} {
						s := p.scene(Options{Size: size, Grey: level == 0.3})
						for _, c := range clashes(s) {
							t.Errorf("%s, %v, level %v: %s", size, rates, level, c)
						}
					}
				}
			}
		}
	}
}

// Both forms are written, and what a screen reader reads has every number of the curve.
func TestBreakEven_draw(t *testing.T) {
	e := swept("Front-loading", "", 0.4, 0.2, 0.4, 0.6)
	img, err := e.Draw(".png", Options{})
	if err != nil || !bytes.HasPrefix(img, []byte("\x89PNG")) {
		t.Fatalf("%v, %q", err, img[:min(8, len(img))])
	}
	svg, err := e.Draw(".svg", Options{Size: Half})
	if err != nil {
		t.Fatal(err)
	}
	for i, n := range []string{"20", "40", "60"} {
		if want := fmt.Sprintf("At %s: %s of 100.", e.Lever.said(e.Lever.Values[i]), n); !strings.Contains(string(svg), want) {
			t.Errorf("no %q in the description", want)
		}
	}
}

// Shades lie on round bounds that hold every share.
func TestBreakEvenMap_steps(t *testing.T) {
	m := BreakEvenMap{Counts: [][]results.Count{{{K: 83, N: 1000}, {K: 412, N: 1000}}}}
	if got := fmt.Sprintf("%.2f", m.steps()); got != "[0.05 0.10 0.15 0.20 0.25 0.30 0.35 0.40 0.45]" {
		t.Error(got)
	}
}
