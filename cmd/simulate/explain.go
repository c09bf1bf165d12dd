package main

import (
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"parley/cmd/simulate/internal/compare"
	"parley/cmd/simulate/internal/console"
	"parley/cmd/simulate/internal/folder"
	"parley/cmd/simulate/internal/publish"
	"parley/cmd/simulate/internal/story"
	"parley/cmd/simulate/internal/study"
	"parley/scenarios"
	"parley/sim"
	"parley/sim/diag"
	"parley/sim/results"
)

// explainFlags say which run is meant.
type explainFlags struct {
	results, scenario, option string
	seed                      uint64
	sets                      []string
}

func newExplain(a *app) *cobra.Command {
	var f explainFlags
	cmd := &cobra.Command{
		Use:   "explain RUN [RESULT] | CODE",
		Short: "Tell one run as a story, or explain a finding's code",
		Long: `With a number, tells that run month by month: who offered what at which aspiration,
why it was refused, who vetoed. The run is one of the newest result, of the result
named after it or with --results, or is played anew from --scenario and --seed.

With a code such as E102, explains what the finding means and what to do.`,
		Example:           "  simulate explain 4821\n  simulate explain 4821 baseline --option exchange\n  simulate explain 7 --scenario exchange --set talks.contact=0.9\n  simulate explain E102",
		Args:              between(1, 2, "a run number and perhaps a result, or a code such as E102"),
		ValidArgsFunction: completeCodes,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 2 {
				if f.results != "" {
					return usage("the result is named twice: %q and --results %q", args[1], f.results)
				}
				if code.MatchString(strings.ToUpper(args[0])) {
					return usage("a code such as %s is explained without a result", strings.ToUpper(args[0]))
				}
				f.results = args[1]
			}
			if code.MatchString(strings.ToUpper(args[0])) {
				return a.explainCode(strings.ToUpper(args[0]))
			}
			run, err := strconv.ParseInt(strings.ReplaceAll(args[0], ",", ""), 10, 64)
			if err != nil || run < 0 {
				return usage("%q is neither the number of a run nor a code such as E102", args[0])
			}
			if f.scenario != "" && f.results != "" {
				return usage("--results and --scenario exclude each other: a run is stored or played anew")
			}
			if f.scenario == "" && (len(f.sets) > 0 || cmd.Flags().Changed("seed")) {
				return usage("--set and --seed go with --scenario: a stored run is told as it was played")
			}
			if f.scenario != "" {
				return a.explainAnew(run, f)
			}
			return a.explainStored(run, f)
		},
	}
	cmd.Flags().StringVar(&f.results, "results", "", "result `folder`, or a scenario that was run (default: the newest result)")
	cmd.Flags().StringVar(&f.scenario, "scenario", "", "play the run of this scenario anew")
	cmd.Flags().StringVar(&f.option, "option", "", "option of the scenario (default: as it stands)")
	cmd.Flags().Uint64Var(&f.seed, "seed", 1, "random seed, with --scenario")
	setFlag(cmd, &f.sets)
	return cmd
}

var code = regexp.MustCompile(`^[EW][0-9]{3}$`)

func (a *app) explainCode(id string) error {
	var ids []string
	for _, c := range diag.Codes() {
		ids = append(ids, c.ID)
		if c.ID != id {
			continue
		}
		if a.console.JSON {
			return a.console.WriteJSON(map[string]string{"code": c.ID, "title": c.Title, "text": c.Text})
		}
		a.console.Print("%s  %s", c.ID, c.Title)
		a.console.Print("")
		for _, row := range console.Wrap(c.Text, a.console.Width, 0) {
			a.console.Print("%s", row)
		}
		return nil
	}
	return fmt.Errorf("no code %s; there are: %s", id, strings.Join(ids, " "))
}

// told is a run with what it takes to tell it.
type toldRun struct {
	Run      int64    `json:"run"`
	Scenario string   `json:"scenario"`
	Option   string   `json:"option"`
	Seed     uint64   `json:"seed"`
	Ending   string   `json:"ending"`
	Reason   string   `json:"reason"`
	Month    int      `json:"month"`
	Lines    []string `json:"lines"`

	beats []story.Beat
	like  string // "12 of 100 end like this"
}

// explainStored replays a run of a stored result from the scenario that is locked beside it.
func (a *app) explainStored(run int64, f explainFlags) error {
	dir, err := folder.Find(f.results)
	if err != nil {
		if errors.Is(err, folder.ErrNone) && f.results == "" {
			return fmt.Errorf("%w; or tell a run without storing anything: simulate explain %d --scenario baseline", err, run)
		}
		return err
	}
	set, err := results.Open(dir)
	if err != nil {
		return err
	}
	m := &set.Manifest
	if !m.Has(run) {
		var have []string
		for _, s := range m.Present() {
			have = append(have, console.Thousands(s.First)+" to "+console.Thousands(s.First+s.N-1))
		}
		return fmt.Errorf("%s has the runs %s, not %s", dir, strings.Join(have, ", "), console.Thousands(run))
	}
	if m.Engine != sim.EngineVersion {
		return fmt.Errorf("%s was run by engine %s and this is engine %s, which would tell another story; run it anew with --force", dir, m.Engine, sim.EngineVersion)
	}
	s, err := locked(dir, m)
	if err != nil {
		return err
	}
	option, err := s.Option(f.option)
	if err != nil {
		return usage("%w", err)
	}
	r, err := a.tell(s, option, m.Seed, run)
	if err != nil {
		return err
	}
	r.Scenario = m.Scenario
	if err := sameEnding(set, m.Options[option].ID, run, r.Ending); err != nil {
		return err
	}
	if sum, err := set.Summary(); err == nil && option < len(sum.Options) {
		e := sum.Options[option].Endings
		for i, name := range sim.EndingNames {
			if name == r.Ending {
				r.like = compare.Shares(e)[i+1] + " of 100 end like this"
			}
		}
	}
	return a.printRun(r)
}

// locked compiles the scenario that is stored with a result.
func locked(dir string, m *results.Manifest) (*study.Study, error) {
	file := filepath.Join(dir, publish.LockFile)
	sc, findings := scenarios.Load(file, nil)
	if sc == nil || findings.HasErrors() {
		why := "is not there"
		if len(findings) > 0 {
			why = findings[0].Message
		}
		return nil, fmt.Errorf("%s cannot be read by this version (%s); run the scenario anew with --force", file, why)
	}
	s, err := study.New(sc)
	if err != nil {
		return nil, err
	}
	if len(s.Manifest.Options) != len(m.Options) {
		return nil, fmt.Errorf("%s has other options than the result beside it; run the scenario anew with --force", file)
	}
	if s.Manifest.ScenarioHash != m.ScenarioHash {
		return nil, fmt.Errorf("%s is not the scenario that was run: it was changed since, or is damaged; the same simulate run with --resume writes it again", file)
	}
	s.Manifest.Scenario = m.Scenario
	return s, nil
}

// sameEnding checks the story against the stored row: a replay that ends otherwise would be a story about another run.
func sameEnding(set *results.Set, option string, run int64, ending string) error {
	if !set.Manifest.Kept() {
		return nil
	}
	at := set.Manifest.Column("ending")
	width := len(set.Manifest.Columns)
	found := errors.New("found")
	err := set.Rows(option, func(b results.Block) error {
		if run < b.First || run >= b.First+int64(b.N) {
			return nil
		}
		stored := b.Values[int(run-b.First)*width+at]
		if math.IsNaN(stored) || set.Manifest.Columns[at].Levels[int(stored)] != ending {
			return fmt.Errorf("the stored run %d ended otherwise than its replay (%s); the result was made by another version: run it anew with --force", run, ending)
		}
		return found
	})
	if errors.Is(err, found) {
		return nil
	}
	return err
}

// explainAnew plays a run of a scenario without a stored result.
func (a *app) explainAnew(run int64, f explainFlags) error {
	sets, err := overrides(f.sets)
	if err != nil {
		return err
	}
	s, _, err := a.open(f.scenario, sets)
	if err != nil {
		return err
	}
	option, err := s.Option(f.option)
	if err != nil {
		return usage("%w", err)
	}
	r, err := a.tell(s, option, f.seed, run)
	if err != nil {
		return err
	}
	return a.printRun(r)
}

func (a *app) tell(s *study.Study, option int, seed uint64, run int64) (toldRun, error) {
	var t *sim.Transcript
	var o sim.Outcome
	if _, failed := sim.Try(func() *sim.World { t, o = story.Replay(s.Plans[option], seed, uint64(run)); return nil }); failed != nil {
		return toldRun{}, fmt.Errorf("run %d of option %s broke the contract of the code and has no story: %s; please report it", run, s.Manifest.Options[option].ID, failed.Cause)
	}
	r := toldRun{
		Run: run, Scenario: s.Manifest.Scenario, Option: s.Manifest.Options[option].ID, Seed: seed,
		Ending: o.Ending.String(), Reason: sim.ReasonNames[o.Reason], Month: max(o.Month, 0), beats: s.Beats(option, t, o, story.Full),
	}
	for _, b := range r.beats {
		r.Lines = append(r.Lines, b.String())
	}
	return r, nil
}

func (a *app) printRun(r toldRun) error {
	if a.console.JSON {
		return a.console.WriteJSON(r)
	}
	what := fmt.Sprintf("Run %s of %s", console.Thousands(r.Run), r.Scenario)
	if r.Option != "baseline" {
		what += ", option " + r.Option
	}
	what += fmt.Sprintf(", seed %d", r.Seed)
	if r.like != "" {
		what += ": " + r.like
	}
	for _, row := range console.Wrap(what, a.console.Width, 2) {
		a.console.Print("%s", row)
	}
	a.console.Print("")
	for _, b := range r.beats {
		a.beat(b)
	}
	a.console.Print("")
	a.note("Values are gains over having no deal: 0 is indifferent, above 0 is better than none. An aspiration is what a side asks for in that round. One run is one possible course, not the likely one.")
	return nil
}

// beat prints one thing that happened: the month in a column, the terms one below the other.
func (a *app) beat(b story.Beat) {
	if a.console.Plain {
		a.console.Print("%s", b)
		return
	}
	const column = 11
	label, text := strings.ToLower(b.When), b.Text+"."
	if len(b.Terms) > 0 {
		text = b.Text + ":"
	}
	put := func(text string, indent int) {
		for i, row := range console.Wrap(text, a.console.Width-column-indent, 0) {
			if i > 0 && indent > 0 {
				row = "  " + row
			}
			a.console.Print("%s%s%s", console.Pad(label, column), strings.Repeat(" ", indent), row)
			label = ""
		}
	}
	put(text, 0)
	for _, term := range b.Terms {
		put(term, 4)
	}
	if b.Reply != "" {
		put(b.Reply+".", 0)
	}
}

// note prints a remark, wrapped.
func (a *app) note(text string) {
	for _, row := range console.Wrap(text, a.console.Width, 0) {
		a.console.Print("%s", row)
	}
}
