package main

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/console"
	"parley/cmd/simulate/internal/derive"
	"parley/cmd/simulate/internal/settings"
	"parley/cmd/simulate/internal/study"
	"parley/sim"
	"parley/sim/diag"
	"parley/sim/results"
)

func newValidate(a *app) *cobra.Command {
	var sets []string
	cmd := &cobra.Command{
		Use:   "validate SCENARIO",
		Short: "Check a scenario: what is in it, what is wrong with it",
		Long: `Reads a scenario and reports everything that is wrong with it in one pass, with
place, cause and what to do. A sound one is counted: actors, issues, options, what
the numbers rest on, which packages each side would accept, and how long a run takes.`,
		Example:           "  simulate validate us-iran\n  simulate validate baseline --set talks.contact=0.9",
		Args:              between(0, 1, "one scenario: a name, a file or a folder"),
		ValidArgsFunction: completeScenarios,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				args = []string{"baseline"}
			}
			over, err := overrides(sets)
			if err != nil {
				return err
			}
			return a.validate(cmd.Context(), args[0], over)
		},
	}
	setFlag(cmd, &sets)
	return cmd
}

// checked is what validate says, as JSON.
type checked struct {
	Valid       bool          `json:"valid"`
	Scenario    string        `json:"scenario,omitempty"`
	Hash        string        `json:"scenario_hash,omitempty"`
	Findings    diag.Findings `json:"findings"`
	Actors      int           `json:"actors"`
	Issues      int           `json:"issues"`
	Ratifiers   int           `json:"ratifiers"`
	Options     int           `json:"options"`
	Quantities  int           `json:"quantities"`
	FromSources int           `json:"from_sources"` // quantities that rest on a statement or a publication
	SizeAssumed int           `json:"size_assumed"` // of these, those whose size rests on an assumption beside it
	Packages    int           `json:"packages"`
	BothAccept  int           `json:"both_accept"`
	NoVeto      int           `json:"both_accept_and_no_veto"`
}

func (a *app) validate(ctx context.Context, arg string, over []results.Override) error {
	s, findings, err := a.open2(arg, over)
	if err != nil {
		return err
	}
	c := checked{Findings: append(diag.Findings{}, findings...)}
	if s == nil {
		if a.console.JSON {
			if err := a.console.WriteJSON(c); err != nil {
				return err
			}
		}
		return told(exitInvalid)
	}
	m := &s.Manifest
	c.Valid, c.Scenario, c.Hash, c.Options, c.Quantities = true, m.Scenario, m.ScenarioHash, len(m.Options), len(m.Quantities)
	c.Issues, c.Ratifiers = len(s.Specs[0].Issues), len(s.Specs[0].Ratifiers)
	for _, x := range m.Actors {
		if x.Role != "" {
			c.Actors++
		}
	}
	for _, q := range m.Quantities {
		cites, assumes := false, false
		for _, from := range q.From {
			cites = cites || !from.Assumption
			assumes = assumes || from.Assumption
		}
		if cites {
			c.FromSources++
		}
		if cites && assumes {
			c.SizeAssumed++
		}
	}
	space := derive.Packages(s.Plans[0], 1)
	vetoed := c.space(space)
	if a.console.JSON {
		return a.console.WriteJSON(c)
	}
	a.counts(s, c)
	a.space(s, c, space, vetoed)
	a.estimate(ctx, s)
	a.console.Print("")
	if n := len(findings); n > 0 {
		a.print(s.Scenario, findings)
		a.console.Next(fmt.Sprintf("simulate explain %s, or simulate run %s", findings[0].Code, quote(arg)))
		return nil
	}
	a.console.Print("No errors, no warnings.")
	a.console.Next("simulate run " + quote(arg))
	return nil
}

// open2 is open for a caller that reports the findings itself: with errors among them the study is nil and they are printed
// unless they go out as JSON.
func (a *app) open2(arg string, over []results.Override) (*study.Study, diag.Findings, error) {
	quiet := *a
	if a.console.JSON {
		silent := *a.console
		silent.Err = discard{}
		quiet.console = &silent
	}
	s, findings, err := quiet.open(arg, over)
	if e, ok := err.(*exitError); ok && e.code == exitInvalid {
		return nil, findings, nil
	}
	return s, findings, err
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }

// space counts packages, and the vetoes that fall on those both principals would accept.
func (c *checked) space(p *results.Packages) []int {
	if p == nil {
		return nil
	}
	alone := make([]int, len(p.Vetoes))
	c.Packages = len(p.All)
	for _, x := range p.All {
		if !x.Both {
			continue
		}
		c.BothAccept++
		n, last := 0, -1
		for j, blocked := range x.Blocked {
			if blocked {
				n, last = n+1, j
			}
		}
		if n == 0 {
			c.NoVeto++
		}
		if n == 1 {
			alone[last]++
		}
	}
	return alone
}

func (a *app) counts(s *study.Study, c checked) {
	a.console.Print("%s", s.Manifest.Title)
	a.line("Scenario", strings.Join([]string{
		console.Count(c.Actors, "actor", "actors"), console.Count(c.Issues, "issue", "issues"),
		console.Count(c.Ratifiers, "ratifier", "ratifiers"), console.Count(c.Options, "option", "options"),
	}, ", "))
	rest := "rest"
	if c.FromSources-c.SizeAssumed == 1 {
		rest = "rests"
	}
	a.line("Numbers", fmt.Sprintf("%s; %d %s on a statement or a study, %d more for their direction, %d on assumption alone",
		console.Count(c.Quantities, "quantity", "quantities"), c.FromSources-c.SizeAssumed, rest, c.SizeAssumed, c.Quantities-c.FromSources))
}

// line prints a labelled fact.
func (a *app) line(label, text string) {
	label = console.Pad(label, 14)
	if a.console.Plain {
		label = strings.TrimSpace(label)
		if label != "" {
			label += ": "
		}
	}
	for _, row := range console.Wrap(text, a.console.Width-14, 0) {
		a.console.Print("%s%s", label, row)
		label = strings.Repeat(" ", 14)
	}
}

// space prints how many packages survive whom: the scenario's median, so a look and no probability.
func (a *app) space(s *study.Study, c checked, p *results.Packages, alone []int) {
	if p == nil || c.Packages == 0 {
		return
	}
	a.console.Print("")
	n := func(k int) string { return fmt.Sprintf("%7s ", console.Thousands(k)) }
	names := map[string]string{}
	for _, x := range s.Manifest.Actors {
		names[x.ID] = x.Title
	}
	a.line("Deal space", n(c.Packages)+"packages, with every quantity at its median")
	a.line("", n(c.BothAccept)+"are better than no deal for both principals")
	if len(p.Vetoes) > 0 {
		a.line("", n(c.NoVeto)+"of these would pass every ratifier")
		for j, k := range alone {
			if k > 0 {
				a.line("", n(k)+"more are stopped by "+names[p.Vetoes[j]]+" alone")
			}
		}
	}
	switch {
	case c.BothAccept == 0:
		a.line("", "No package is better than none for both at the median: a deal needs draws away from it.")
	case c.NoVeto == 0 && len(p.Vetoes) > 0:
		a.line("", "No package passes every ratifier at the median: a deal needs draws away from it.")
	}
}

// probe is how long a trial run may take.
const probe = 400 * time.Millisecond

// estimate times a short run of all options.
func (a *app) estimate(ctx context.Context, s *study.Study) {
	cores := runtime.GOMAXPROCS(0)
	limited, cancel := context.WithTimeout(ctx, probe)
	defer cancel()
	began := time.Now()
	done := int64(0)
	_, err := sim.Run(limited, s.Plans, sim.Job{Seed: 1, Runs: 1 << 20, Workers: cores}, func(b results.Block) error {
		done += int64(b.N)
		return nil
	})
	if err != nil || done == 0 {
		return
	}
	set, _, err := settings.Load(nil, s.Scenario.RunBlock(), cores)
	if err != nil {
		a.console.Say("warning: %v", err)
		return
	}
	all := float64(set.Runs) * float64(len(s.Plans))
	took := time.Duration(all / float64(done) * float64(time.Since(began)))
	what := "less than a second"
	if took > time.Second {
		what = "about " + round(took)
	}
	a.console.Print("")
	text := fmt.Sprintf("%s for %s runs", what, console.Thousands(set.Runs))
	if len(s.Plans) > 1 {
		text += fmt.Sprintf(" of each of %d options", len(s.Plans))
	}
	a.line("Run time", text+fmt.Sprintf(" on %s, then charts", console.Count(cores, "core", "cores")))
}

func round(d time.Duration) string {
	switch {
	case d < 90*time.Second:
		return fmt.Sprintf("%.0f s", d.Seconds())
	case d < 90*time.Minute:
		return fmt.Sprintf("%.0f minutes", d.Minutes())
	}
	return fmt.Sprintf("%.1f hours", d.Hours())
}
