package scenarios

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/sim"
	"parley/sim/results"
)

// loadText loads a scenario from a text.
func loadText(t *testing.T, text string) *Scenario {
	t.Helper()
	file := filepath.Join(t.TempDir(), "scenario.yaml")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	s, findings := Load(file, nil)
	if findings.HasErrors() {
		t.Fatal(findings)
	}
	return s
}

const trusting = `extends: baseline
title: Trust goes together
correlations:
  - {of: [actors.iran.trust.us, actors.khamenei.trust.us], spearman: 0.6 from assumption}
  - {of: [actors.us.no-deal.base, actors.iran.no-deal.base], spearman: -0.4 from assumption, copula: t 5}
options:
  sure: {set: {actors.iran.trust.us: 0.3 from assumption}}
`

func draws(p *sim.Plan, path string, n int) []float64 {
	s := p.NewSampler(3)
	for i, have := range p.Drawn() {
		if have == path {
			out := make([]float64, n)
			for run := range out {
				out[run] = s.U(i, uint64(run))
			}
			return out
		}
	}
	return nil
}

func rankCorrelation(x, y []float64) float64 {
	s := 0.0
	for i := range x {
		s += (x[i] - 0.5) * (y[i] - 0.5)
	}
	return 12 * s / float64(len(x))
}

// Stated correlations come out in the draws, unstated ones stay at 0, and what has none draws the same numbers as without the block.
func TestCorrelations_comeOut(t *testing.T) {
	spec, _ := loadText(t, trusting).Spec("baseline")
	p := Compile(spec)
	plain, _ := loadText(t, "extends: baseline\ntitle: Alone\n").Spec("baseline")
	alone := Compile(plain)
	const n = 40000
	trust, leader := draws(p, "actors.iran.trust.us", n), draws(p, "actors.khamenei.trust.us", n)
	us, iran := draws(p, "actors.us.no-deal.base", n), draws(p, "actors.iran.no-deal.base", n)
	for _, c := range []struct {
		name string
		x, y []float64
		want float64
	}{{"trust", trust, leader, 0.6}, {"no deal", us, iran, -0.4}, {"across groups", trust, us, 0}} {
		if got := rankCorrelation(c.x, c.y); math.Abs(got-c.want) > 0.02 {
			t.Errorf("%s: Spearman's rho %.3f, asked for %.1f", c.name, got, c.want)
		}
	}
	other := "terms.front-loading"
	for i, u := range draws(p, other, 50) {
		if want := draws(alone, other, 50)[i]; u != want {
			t.Fatalf("%s draws %v, without correlations %v", other, u, want)
		}
	}
	for i, u := range draws(p.Independent(), "actors.iran.trust.us", 50) {
		if want := draws(alone, "actors.iran.trust.us", 50)[i]; u != want {
			t.Fatalf("made independent it draws %v, want %v", u, want)
		}
	}
	if !p.Joined() || alone.Joined() {
		t.Error("which of the two has correlations?")
	}
}

// Common random numbers: an option that fixes a quantity of a group leaves the draws of the others as they are, and so does With. What a
// machine plays is what a sampler tells.
func TestCorrelations_commonRandomNumbers(t *testing.T) {
	s := loadText(t, trusting)
	spec, _ := s.Spec("baseline")
	p := Compile(spec)
	fixed, _ := s.Spec("sure")
	for name, q := range map[string]*sim.Plan{"option": Compile(fixed), "With": with(t, p, "actors.iran.trust.us")} {
		if draws(q, "actors.iran.trust.us", 1) != nil {
			t.Errorf("%s: a fixed quantity is drawn", name)
		}
		for i, u := range draws(q, "actors.khamenei.trust.us", 100) {
			if want := draws(p, "actors.khamenei.trust.us", 100)[i]; u != want {
				t.Fatalf("%s: draw %d is %v, not %v", name, i, u, want)
			}
		}
	}
	m, sampler := sim.NewMachine(p, 9), p.NewSampler(9)
	b := &sim.Binder{Plan: p}
	for run := range uint64(50) {
		w := m.Open(run, run)
		for i, path := range p.Drawn() {
			if got, want := w.Q[b.Q(path)], sampler.Value(i, run); got != want {
				t.Fatalf("run %d, %s: played with %v, told as %v", run, path, got, want)
			}
		}
	}
}

func with(t *testing.T, p *sim.Plan, path string) *sim.Plan {
	t.Helper()
	q, err := p.With(map[string]float64{path: 0.3})
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// The lock file and the hash hold the correlations.
func TestCorrelations_lock(t *testing.T) {
	s := loadText(t, trusting)
	again := loadText(t, string(s.Lock()))
	if again.Hash() != s.Hash() || len(again.Correlations()) != 2 {
		t.Errorf("the lock file loads to another scenario:\n%s", s.Lock())
	}
	if other := loadText(t, strings.Replace(trusting, "0.6", "0.5", 1)); other.Hash() == s.Hash() {
		t.Error("another correlation has the same hash")
	}
	if c := s.Manifest().Correlations; len(c) != 2 || c[1].Copula != "t 5" || c[0].Spearman != 0.6 || len(c[0].From) != 1 {
		t.Errorf("%+v", c)
	}
}

// Two quantities that are 1 in one case of ten can go together wholly, but not be more opposite than never both at once: -1/9.
func TestCorrelations_tiesAreRefused(t *testing.T) {
	text := func(spearman string) string {
		return `extends: baseline
title: Rare switches
correlations:
  - {of: [actors.iran.trust.us, actors.khamenei.trust.us], spearman: ` + spearman + ` from assumption}
`
	}
	rare := []results.Override{{Path: "actors.iran.trust.us", Value: "discrete 0.9:0.2 0.1:0.6 from assumption"}, {Path: "actors.khamenei.trust.us", Value: "discrete 0.9:0.1 0.1:0.5 from assumption"}}
	for spearman, ok := range map[string]bool{"0.9": true, "-0.1": true, "-0.2": false} {
		file := filepath.Join(t.TempDir(), "scenario.yaml")
		if err := os.WriteFile(file, []byte(text(spearman)), 0o644); err != nil {
			t.Fatal(err)
		}
		_, findings := Load(file, rare)
		if findings.HasErrors() == ok {
			t.Errorf("%s: %v", spearman, findings)
		}
		if !ok && !strings.Contains(findings[0].Message, "can show -0.11 to 1.00") {
			t.Errorf("%s: %s", spearman, findings[0].Message)
		}
	}
}
