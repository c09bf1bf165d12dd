// Package ask puts questions to a scenario that need more than its counts: what drives an outcome, when it fails, where it turns, which
// option is safe, what to find out next. It makes the models and the stored runs that package explore works on, and gives answers
// as values that can be printed or written as JSON.
package ask

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"parley/cmd/simulate/internal/compare"
	"parley/cmd/simulate/internal/story"
	"parley/cmd/simulate/internal/study"
	"parley/sim"
	"parley/sim/explore"
	"parley/sim/results"
	"parley/sim/stats"
)

// Case is a scenario with the outcome that is asked about.
type Case struct {
	Study   *study.Study
	Option  int // the option asked about
	Event   compare.Event
	Seed    uint64
	Runs    int64
	Workers int
}

// Mistake is an error in what was asked: another question may have an answer.
type Mistake struct{ error }

func mistake(format string, args ...any) error { return Mistake{fmt.Errorf(format, args...)} }

// Schema is the version of the answers' shape as JSON.
const Schema = 1

// Head is what every answer begins with.
type Head struct {
	Schema   int    `json:"schema"`
	Question string `json:"question"`
	Scenario string `json:"scenario"`
	Hash     string `json:"scenario_hash"`
	Option   string `json:"option"`
	Outcome  string `json:"outcome"`
	Seed     uint64 `json:"seed"`
	Runs     int64  `json:"runs"`
}

func (c *Case) head(question string) Head {
	m := &c.Study.Manifest
	return Head{Schema, question, m.Scenario, m.ScenarioHash, m.Options[c.Option].ID, c.Event.ID, c.Seed, c.Runs}
}

// EventNamed finds an outcome by its name in tables.
func EventNamed(name string) (compare.Event, error) {
	var names []string
	for _, e := range compare.Events(story.EndingTitles) {
		if e.ID == name {
			return e, nil
		}
		names = append(names, e.ID)
	}
	return compare.Event{}, fmt.Errorf("no outcome %q; there are: %s", name, strings.Join(names, ", "))
}

// Share is k of n with its interval.
type Share struct {
	K    int64   `json:"k"`
	N    int64   `json:"n"`
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

func shareOf(c results.Count) Share {
	i := stats.Wilson(c.K, c.N, stats.Level)
	return Share{c.K, c.N, i.Low, i.High}
}

// Rate is k over n.
func (s Share) Rate() float64 { return float64(s.K) / float64(max(1, s.N)) }

// failed marks a run that broke the contract: it is in no count.
const failed = -1

// endings plays runs of some options, from first on, and gives how each ended, by option and run.
func (c *Case) endings(ctx context.Context, plans []*sim.Plan, first, runs int64, theta func(run int64) uint64) ([][]int8, error) {
	out := make([][]int8, len(plans))
	light := make([]*sim.Plan, len(plans))
	for i, p := range plans {
		one := *p
		one.Parts.Columns = []results.Column{{Name: "ending"}}
		one.Parts.Row = func(w *sim.World, row []float64) { row[0] = float64(w.Outcome.Ending) }
		light[i] = &one
		out[i] = make([]int8, runs)
	}
	_, err := sim.Run(ctx, light, sim.Job{Seed: c.Seed, First: first, Runs: runs, Workers: c.Workers, Theta: theta}, func(b results.Block) error {
		for i := range b.N {
			e := int8(failed)
			if x := b.Values[i]; x == x {
				e = int8(x)
			}
			out[b.Option][b.First-first+int64(i)] = e
		}
		return nil
	})
	if err == nil {
		err = ctx.Err()
	}
	return out, err
}

// is tells whether an ending is the outcome.
func (c *Case) is(e int8) bool { return e >= 0 && c.Event.Is(int(e)) }

// count counts the outcome.
func (c *Case) count(endings []int8) results.Count {
	var k results.Count
	for _, e := range endings {
		if e == failed {
			continue
		}
		k.N++
		if c.is(e) {
			k.K++
		}
	}
	return k
}

// plan is the plan of the option asked about.
func (c *Case) plan() *sim.Plan { return c.Study.Plans[c.Option] }

// Quantity is one input with what a reader needs to know it.
type Quantity struct {
	Path  string   `json:"path"`
	Title string   `json:"title"`
	Unit  string   `json:"unit,omitempty"`
	Actor string   `json:"actor,omitempty"`
	From  []string `json:"from"`
	place int      // in Plan.Drawn
}

// quantities are the inputs that vary and can matter, in the order of Plan.Drawn: those that the manifest lists.
func (c *Case) quantities() []Quantity {
	var out []Quantity
	used := c.plan().Used()
	for i, path := range c.plan().Drawn() {
		if !used(path) {
			continue
		}
		at := slices.IndexFunc(c.Study.Manifest.Quantities, func(q results.Quantity) bool { return q.Path == path })
		if at < 0 { // drawn and never read: trust in one's own side
			continue
		}
		m := c.Study.Manifest.Quantities[at]
		q := Quantity{Path: path, Title: m.Title, Unit: m.Unit, Actor: m.Actor, place: i, From: []string{}}
		for _, f := range m.From {
			q.From = append(q.From, f.ID)
		}
		out = append(out, q)
	}
	return out
}

// inputs are the quantities as stored runs hold them: drawn again from seed and run, so nothing is kept.
func (c *Case) inputs(qs []Quantity) []explore.Input {
	sampler := c.plan().NewSampler(c.Seed)
	out := make([]explore.Input, len(qs))
	for i, q := range qs {
		out[i] = explore.Input{Path: q.Path, U: func(run int) float64 { return sampler.U(q.place, uint64(run)) }}
	}
	return out
}

// runs evaluates the option with some quantities at given probabilities; all others are drawn by the luck, which play uses too.
func (c *Case) runs(qs []Quantity) explore.Runs {
	at := make([]int, len(qs))
	for i, q := range qs {
		at[i] = q.place
	}
	return explore.Parallel(len(qs), c.Workers, func() explore.Model {
		m := sim.NewMachine(c.plan(), c.Seed)
		return func(u []float64, luck uint64) float64 {
			w, failed := sim.Try(func() *sim.World { return m.PlayAt(luck, luck, at, u) })
			switch {
			case failed != nil: // in the denominator, and not the outcome
				m = sim.NewMachine(c.plan(), c.Seed)
			case c.Event.Is(int(w.Outcome.Ending)):
				return 1
			}
			return 0
		}
	})
}

// title is what an option is called.
func (c *Case) title(option int) string { return c.Study.Manifest.Options[option].Title }
