package main

// What `simulate calibrate` prints: base rates, parameters, and what the fit is worth.

import (
	"fmt"
	"strings"

	"parley/cmd/simulate/internal/console"
	"parley/sim/calibrate"
)

func (a *app) printCalibration(r *calibrate.Report) {
	c := a.console
	if c.Live {
		fmt.Fprint(c.Err, "\r\x1b[K")
	}
	c.Print("Shares of 100 simulated crises beside published ones. %s runs of each option,", console.Thousands(r.JudgeRuns))
	c.Print("seed %d: other draws than those of the fit.", r.JudgeSeed)
	c.Print("")
	if !c.Plain {
		c.Print("%s%s%s%s", console.Pad("", 47), console.Pad("published", 16), console.Pad("today", 8), fitted(r.Fitted, "fitted"))
	}
	for _, t := range r.Targets {
		published := fmt.Sprintf("%s (%.0f-%.0f)", per100(t.Value), 100*t.Low, 100*t.High)
		if c.Plain {
			line := fmt.Sprintf("%s: published %s, today %s %s", t.Title, published, per100(t.Before.P), inside(t.InsideBefore))
			if r.Fitted {
				line += fmt.Sprintf(", fitted %s %s", per100(t.After.P), inside(t.Inside))
			}
			c.Print("%s", line)
			continue
		}
		after := ""
		if r.Fitted {
			after = console.Pad(per100(t.After.P), 6) + inside(t.Inside)
		} else {
			after = inside(t.InsideBefore)
		}
		c.Print("%s%s%s%s", console.Pad(t.Title, 47), console.Pad(published, 16), console.Pad(per100(t.Before.P), 8), after)
	}
	for _, o := range r.Orders {
		words := map[bool]string{true: "holds", false: "DOES NOT HOLD"}
		line := words[o.HoldsBefore] + " today"
		if r.Fitted {
			line += ", " + words[o.Holds] + " fitted"
		}
		c.Print("%s: %s", o.Title, line)
	}
	c.Print("")
	c.Print("Inside the published interval: %d of %d today%s.", r.InsideToday, len(r.Targets), fitted(r.Fitted, fmt.Sprintf(", %d fitted", r.Inside)))
	c.Print("Loss (1 is one share at the edge of its interval): %.1f today%s.", r.LossBefore, fitted(r.Fitted, fmt.Sprintf(", %.1f fitted", r.LossAfter)))
	c.Print("")
	c.Print("The parameters, as factors on the values of %s:", r.Scenario)
	for _, p := range r.Parameters {
		a.printParameter(p, r.Fitted)
	}
	c.Print("")
	note := "A fit to averages of data about cases that differ in everything. It shows what the model can be brought to say on average, not that it is right about any one case; nothing was fitted per case, and no scenario was changed."
	for _, line := range console.Wrap(note, 80, 0) {
		c.Print("%s", line)
	}
}

func (a *app) printParameter(p calibrate.ParameterResult, fit bool) {
	c, k := a.console, p.Known
	c.Print("  %s: × %.4g, bounds %.4g to %.4g%s", p.Title, p.Factor, p.Low, p.High, fitted(k.AtBound, " (AT ITS BOUND)"))
	for _, v := range p.Values {
		if fit {
			c.Print("    %s: %s -> %s", v.Path, v.Before, v.After)
		} else {
			c.Print("    %s: %s", v.Path, v.Before)
		}
	}
	verdict := "the base rates fix it"
	if !k.Pinned {
		verdict = "NOT IDENTIFIED by these base rates"
	}
	about := fmt.Sprintf("Moving it by 10 %% changes the loss by %+.2f (up) and %+.2f (down); from × %.3g to × %.3g the others can make up for it: %s.", k.Up, k.Down, k.Low, k.High, verdict)
	for _, line := range console.Wrap(about, 76, 0) {
		c.Print("    %s", line)
	}
}

// fitted is the text where the condition holds.
func fitted(is bool, text string) string {
	if is {
		return text
	}
	return ""
}

func inside(is bool) string {
	if is {
		return "inside"
	}
	return "OUTSIDE"
}

// per100 is a share of 100, with one decimal where the published one has it: never none and never all.
func per100(p float64) string {
	if p != p {
		return "never came up"
	}
	if w := outOf100(p); strings.Contains(w, " ") {
		return w
	}
	return fmt.Sprintf("%.1f", 100*p)
}
