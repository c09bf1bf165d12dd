package study

import (
	"context"
	"regexp"
	"testing"

	"parley/cmd/simulate/internal/story"
	"parley/scenarios"
	"parley/sim"
	"parley/sim/protocol"
	"parley/sim/results"
)

var (
	unsaid  = regexp.MustCompile(`NaN|Inf|%!|-1 |the mediator|nobody in particular|  |\.\.|: \.|“”`)
	utility = regexp.MustCompile(`\b0\.\d{3}\b`)
)

func open(t *testing.T, name string) *Study {
	t.Helper()
	sc, findings := scenarios.Load(name, nil)
	if findings.HasErrors() {
		t.Fatal(findings)
	}
	s, err := New(sc)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// With inputs the rows hold, beside what came out, what was drawn: the value that seed and run index give back.
func TestWithInputs(t *testing.T) {
	s := open(t, "exchange")
	plain := s.Plans[0]
	width := len(plain.Parts.Columns)
	s.WithInputs()
	columns := s.Plans[0].Parts.Columns
	if len(columns) <= width {
		t.Fatal("no columns were added")
	}
	at := map[string]int{}
	for i, c := range columns[width:] {
		if c.Role != results.Input {
			t.Errorf("%s is no input", c.Name)
		}
		at[c.Name] = width + i
	}
	const seed = 5
	sampler := plain.NewSampler(seed)
	var base []float64
	_, err := sim.Run(context.Background(), s.Plans, sim.Job{Seed: seed, Runs: 40, Workers: 2}, func(b results.Block) error {
		for run := range b.N {
			row := b.Values[run*len(columns) : (run+1)*len(columns)]
			if b.Option == 0 {
				base = append(base, row...)
				for i, path := range plain.Drawn() {
					if got, want := row[at[path]], sampler.Value(i, uint64(run)); got != want {
						t.Fatalf("run %d, %s: %v in the row, %v drawn", run, path, got, want)
					}
				}
				continue
			}
			// Common random numbers: an option that does not touch a quantity draws the same value.
			if got, want := row[at["actors.us.no-deal.base"]], base[run*len(columns)+at["actors.us.no-deal.base"]]; got != want {
				t.Fatalf("option %d, run %d: %v, the baseline drew %v", b.Option, run, got, want)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Every run of a scenario can be told, in every option, with an ending that is the table's; no sentence holds a number that
// is none, and brief stories print no utility.
func TestTell_everyRunHasWords(t *testing.T) {
	for _, name := range scenarios.Names() {
		s := open(t, name)
		for o := range s.Plans {
			m := sim.NewMachine(s.Plans[o], 1)
			row := make([]float64, len(s.Plans[o].Parts.Columns))
			for run := range uint64(25) {
				tr, out := story.Replay(s.Plans[o], 1, run)
				s.Plans[o].Parts.Row(m.Play(run, run, nil), row)
				if row[0] != float64(out.Ending) {
					t.Fatalf("%s, option %d, run %d: told as %s, stored as %v", name, o, run, out.Ending, row[0])
				}
				for _, d := range []story.Detail{story.Brief, story.Full} {
					lines := s.Tell(o, tr, out, d)
					if len(lines) == 0 {
						t.Fatalf("%s, option %d, run %d: no words", name, o, run)
					}
					for _, line := range lines {
						if bad := unsaid.FindString(line); bad != "" {
							t.Fatalf("%s, option %d, run %d: %q in %q", name, o, run, bad, line)
						}
						if d == story.Brief && utility.MatchString(line) {
							t.Fatalf("%s, option %d, run %d: a brief story prints a utility: %q", name, o, run, line)
						}
					}
				}
			}
		}
	}
}

// The same under every bargaining protocol: whatever is laid on the table has words.
func TestTell_everyProtocolHasWords(t *testing.T) {
	for _, e := range protocol.List() {
		if e.Stage != protocol.Bargaining {
			continue
		}
		sc, findings := scenarios.Load("exchange", []results.Override{{Path: "stages", Value: "[talks-about-talks, " + e.Name + ", ratification, implementation]"}})
		if findings.HasErrors() {
			t.Fatal(findings)
		}
		s, err := New(sc)
		if err != nil {
			t.Fatal(err)
		}
		for run := range uint64(60) {
			tr, out := story.Replay(s.Plans[0], 1, run)
			for _, d := range []story.Detail{story.Brief, story.Full} {
				for _, line := range s.Tell(0, tr, out, d) {
					if bad := unsaid.FindString(line); bad != "" && bad != "the mediator" {
						t.Fatalf("%s, run %d: %q in %q", e.Name, run, bad, line)
					}
					if d == story.Brief && utility.MatchString(line) {
						t.Fatalf("%s, run %d: a brief story prints a utility: %q", e.Name, run, line)
					}
				}
			}
		}
	}
}
