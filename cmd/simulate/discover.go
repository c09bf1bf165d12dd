package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/ask"
	"parley/cmd/simulate/internal/console"
	"parley/plots"
	"parley/sim/stats"
)

func newDiscover(a *app) *cobra.Command {
	var q question
	var present bool
	var chart chartFile
	cmd := &cobra.Command{
		Use:   "discover [scenario]",
		Short: "In which futures an outcome does not come about",
		Long: `Looks for the part of the space of assumptions in which an outcome most often fails to
come (or, with --present, comes): scenario discovery by PRIM, with a small tree as a
cross-check. Half of the runs are searched; what is printed is counted on the other
half, so that inputs that have nothing to do with it stay out.`,
		Example: "  simulate discover\n  simulate discover baseline --outcome escalation --present\n  simulate discover --option front-loaded --json",
		Args:    between(0, 1, "at most one scenario"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := chart.check(); err != nil {
				return err
			}
			c, err := a.question(args, &q, 1000)
			if err != nil {
				return err
			}
			d, err := c.Discover(cmd.Context(), present)
			if err != nil {
				return a.stopped(cmd, err)
			}
			if err := chart.draw(func(ending string) ([]byte, error) { return d.Draw(c, ending, plots.Options{}) }); err != nil {
				return err
			}
			if a.console.JSON {
				return a.console.WriteJSON(d)
			}
			a.printDiscovery(c, d, present)
			a.drew(chart)
			return nil
		},
	}
	q.flags(cmd, 50_000, "runs, of which half are searched and half are counted")
	chart.flag(cmd, "the box")
	cmd.Flags().BoolVar(&present, "present", false, "search where the outcome comes about, not where it fails to")
	return cmd
}

func (a *app) printDiscovery(c *ask.Case, d *ask.Discovery, present bool) {
	what := "no " + strings.ToLower(c.Event.Title)
	if present {
		what = strings.ToLower(c.Event.Title)
	} else if c.Event.ID == "any-deal" {
		what = "no deal"
	}
	a.console.Print("%s", c.Study.Manifest.Title)
	a.console.Print("%s in %s", capital(what), negotiations(d.Base))
	a.console.Print("In the model, under these assumptions; seed %d, counted on %s runs that the search did not see", c.Seed, console.Thousands(d.Base.N))
	a.console.Print("")
	key := newKey(d)
	if d.Best < 0 {
		a.paragraph(fmt.Sprintf("No part of the space of assumptions stands out: %s is about as frequent everywhere as chance explains.", what))
	} else {
		b := d.Boxes[d.Best]
		a.paragraph(fmt.Sprintf("%s in %s futures in which %s. That is %s of 100 futures, and it explains %s of 100 in which there is %s.",
			capital(what), stats.Told(b.Inside.K, b.Inside.N), limitsInWords(b.Limits), partsOf(b.Mass), partsOf(b.Coverage), what))
		a.console.Print("")
		a.console.Print("%s%s%s%s", console.Pad("futures", 16), console.Pad("of them "+cut(what, 13), 22), console.Pad("explains", 16), "in which")
		for i, b := range d.Boxes {
			mark := ""
			if i == d.Best {
				mark = " ←"
			}
			a.console.Print("%s%s%s%s%s", console.Pad(partsOf(b.Mass)+" of 100", 16), console.Pad(stats.OfHundred(b.Inside.K, b.Inside.N), 22), console.Pad(partsOf(b.Coverage)+" of 100", 16), key.short(b.Limits), mark)
		}
		a.console.Print("")
		a.console.Print("Chance of a box so dense if the limit had no effect (counted runs only):")
		for _, l := range b.Limits {
			p := "under 1 in 10,000"
			if l.P > 1e-4 {
				p = sprintf("%.4f", l.P)
			}
			a.console.Print("  %s  %s", console.Pad(p, 18), letter(key.place(l.Path)))
		}
	}
	if len(d.Tree) > 1 {
		a.console.Print("")
		a.console.Print("Cross-check by a tree:")
		for _, l := range d.Tree {
			a.console.Print("  %s%s", console.Pad(stats.Told(l.Inside.K, l.Inside.N), 22), key.short(l.Limits))
		}
	}
	if len(key) > 0 {
		a.console.Print("")
	}
	for i, l := range key {
		unit := ""
		if l.Unit != "" {
			unit = ", " + l.Unit
		}
		for _, row := range console.Wrap(sprintf("%s  %s%s (%s)", letter(i), l.Title, unit, l.Path), a.console.Width, 3) {
			a.console.Print("%s", row)
		}
	}
}

// key are the inputs of a table, which stands for them with letters: their names have no room there.
type key []ask.Limit

// newKey lists the inputs of the box that is told of, then those of the others and of the tree.
func newKey(d *ask.Discovery) (k key) {
	add := func(limits []ask.Limit) {
		for _, l := range limits {
			if k.place(l.Path) < 0 {
				k = append(k, l)
			}
		}
	}
	if d.Best >= 0 {
		add(d.Boxes[d.Best].Limits)
	}
	for _, b := range d.Boxes {
		add(b.Limits)
	}
	for _, l := range d.Tree {
		add(l.Limits)
	}
	return k
}

func (k key) place(path string) int {
	return slices.IndexFunc(k, func(l ask.Limit) bool { return l.Path == path })
}

// short: "A below 0.6, B 2 to 3".
func (k key) short(limits []ask.Limit) string {
	if len(limits) == 0 {
		return "anything"
	}
	parts := make([]string, len(limits))
	for i, l := range limits {
		parts[i] = letter(k.place(l.Path)) + " "
		switch {
		case l.Low != nil && l.High != nil:
			parts[i] += valueOf(*l.Low, "") + " to " + valueOf(*l.High, "")
		case l.Low != nil:
			parts[i] += "above " + valueOf(*l.Low, "")
		case l.High != nil:
			parts[i] += "below " + valueOf(*l.High, "")
		}
	}
	return strings.Join(parts, ", ")
}

// letter names the i-th of some things: A to Z, then A1 and so on.
func letter(i int) string {
	s := string(rune('A' + i%26))
	if i >= 26 {
		s += sprintf("%d", i/26)
	}
	return s
}

// limitsInWords: "X is above 0.6 and Y is below 3 months".
func limitsInWords(limits []ask.Limit) string {
	var parts []string
	for _, l := range limits {
		switch {
		case l.Low != nil && l.High != nil:
			parts = append(parts, sprintf("%s is between %s and %s", l.Title, valueOf(*l.Low, ""), valueOf(*l.High, l.Unit)))
		case l.Low != nil:
			parts = append(parts, sprintf("%s is above %s", l.Title, valueOf(*l.Low, l.Unit)))
		case l.High != nil:
			parts = append(parts, sprintf("%s is below %s", l.Title, valueOf(*l.High, l.Unit)))
		}
	}
	return strings.Join(parts, " and ")
}
