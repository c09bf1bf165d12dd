package batch

import (
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"parley/sim"
	"parley/sim/draw"
	"parley/sim/results"
)

// point is a quantity with one value.
type point float64

func (p point) Quantile(float64) float64 { return float64(p) }

// coin is a protocol that ends a run by one draw: a full deal with the given chance, else no talks.
type coin struct {
	luck   draw.Stream
	chance float64
}

func (c coin) Play(s *sim.Session) sim.Ending {
	if c.luck.Uniform(s.W.Play, 0) < c.chance {
		return sim.FullDeal
	}
	return sim.NoTalks
}

// plan is the smallest scenario the engine plays: everything off but one coin.
func plan(chance float64) *sim.Plan {
	spec := sim.Spec{Name: "coin", Horizon: 1, Issues: []sim.IssueSpec{{ID: "x", By: "a"}}, AllIssues: []string{"x"}, Table: [2]string{"a", "b"}, Choices: map[string]string{"programme.by": "none"}}
	for _, path := range []string{"spoiling.hazard", "spoiling.deal-near", "spoiling.guardian", "spoiling.threshold", "pressure.level", "pressure.growth", "pressure.leak", "pressure.backing", "programme.start", "programme.pace", "programme.threshold", "programme.steepness", "programme.power", "learning.gain", "learning.breach-ratio"} {
		spec.Quantities = append(spec.Quantities, sim.QuantitySpec{Path: path, Dist: point(0), Fixed: true})
	}
	column := func(name string, t results.Type, levels ...string) results.Column {
		return results.Column{Name: name, Role: results.Metric, Type: t, Levels: levels, Hi: 24}
	}
	return sim.NewPlan(spec, sim.Parts{
		Seats: func(*sim.Binder) []func(*sim.World) { return nil },
		Stages: func(b *sim.Binder) []sim.Protocol {
			return []sim.Protocol{coin{b.Luck("coin"), chance}}
		},
		Columns: []results.Column{column("ending", results.Enum, sim.EndingNames[:]...), column("reason", results.Enum, "none"), column("culprit", results.Enum, "a"),
			column("ending-month", results.Int), column("talks-month", results.Int), column("text-month", results.Int), column("force-month", results.Int),
			column("in-force-12", results.Bool), column("index", results.Float)},
		Row: func(w *sim.World, row []float64) {
			for i := range row {
				row[i] = math.NaN()
			}
			row[0], row[1], row[3], row[8] = float64(w.Outcome.Ending), 0, 0, float64(w.Play%25)
		},
	})
}

func job(dir string, runs int64, workers int) Job {
	plans := []*sim.Plan{plan(0.3), plan(0.5)}
	m := results.Manifest{Schema: 1, Scenario: "coin", Horizon: 1, Options: []results.Option{{ID: "baseline"}, {ID: "other"}}}
	return Job{Dir: dir, Manifest: Complete(m, plans, 1, runs), Plans: plans, Runs: runs, Workers: workers}
}

func play(t *testing.T, ctx context.Context, j Job) *Result {
	t.Helper()
	r, err := Play(ctx, j)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Rows and summary are the same for any number of workers, and a summary made from the stored rows is the same again.
func TestPlay_workers(t *testing.T) {
	const runs = 20_000
	one := play(t, context.Background(), job(t.TempDir(), runs, 1))
	if k := one.Summary.Options[0].Endings[sim.FullDeal]; math.Abs(float64(k)/runs-0.3) > 0.013 { // four standard errors of 0.3 at 20,000
		t.Errorf("%d of %d runs are a deal, want about 0.3", k, runs)
	}
	for _, workers := range []int{2, 7} {
		dir := t.TempDir()
		r := play(t, context.Background(), job(dir, runs, workers))
		if r.Manifest.TableHash != one.Manifest.TableHash || !reflect.DeepEqual(r.Summary, one.Summary) {
			t.Errorf("%d workers give another result than 1", workers)
		}
		set, err := results.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		again, err := Summarise(set)
		if err != nil || !reflect.DeepEqual(again, one.Summary) {
			t.Errorf("the summary made from the rows is another one (%v)", err)
		}
	}
}

// Extended in steps, the folder holds the bytes of an uninterrupted run.
func TestPlay_extendedEqualsUninterrupted(t *testing.T) {
	whole, steps := t.TempDir(), t.TempDir()
	want := play(t, context.Background(), job(whole, 40_000, 2))
	for _, runs := range []int64{1_000, 16_384, 33_000, 40_000} {
		j := job(steps, runs, 2)
		if set, err := results.Open(steps); err == nil {
			j.Old = set
		} else if !errors.Is(err, results.ErrNoResult) {
			t.Fatal(err)
		}
		got := play(t, context.Background(), j)
		if runs == 40_000 && (got.Manifest.TableHash != want.Manifest.TableHash || !reflect.DeepEqual(got.Summary, want.Summary)) {
			t.Error("a result extended in steps differs from one made at once")
		}
	}
	names, err := filepath.Glob(filepath.Join(whole, "data", "*"))
	if err != nil || len(names) != 6 { // 40,000 runs are three segments for each of two options
		t.Fatalf("segments %v, %v", names, err)
	}
	for _, name := range append(names, filepath.Join(whole, "manifest.json")) {
		rel, _ := filepath.Rel(whole, name)
		a, errA := os.ReadFile(name)
		b, errB := os.ReadFile(filepath.Join(steps, rel))
		if errA != nil || errB != nil || string(a) != string(b) {
			t.Errorf("%s differs from that of an uninterrupted run (%v, %v)", rel, errA, errB)
		}
	}
}

// Interrupted, it keeps whole segments that all options have, and goes on from there to the bytes of an uninterrupted run.
func TestPlay_interrupted(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	j := job(dir, 100_000, 2)
	j.Progress = func(done int64, half func() float64) {
		if done >= 90_000 { // 45,000 of each option: two whole segments
			cancel()
		}
		if h := half(); h <= 0 {
			t.Error("no half-width")
		}
	}
	r := play(t, ctx, j)
	if !r.Interrupted || r.Manifest == nil {
		t.Fatalf("interrupted %v, manifest %v", r.Interrupted, r.Manifest)
	}
	m := r.Manifest
	if !m.Partial || m.Runs%results.SegmentRuns != 0 || m.Runs < 2*results.SegmentRuns || m.Runs >= 100_000 || m.Asked != 100_000 {
		t.Errorf("kept %d of %d runs, partial %v", m.Runs, m.Asked, m.Partial)
	}
	if r.Summary.Runs != m.Runs || r.Summary.Options[1].N != m.Runs {
		t.Errorf("summary of %d runs, table of %d", r.Summary.Runs, m.Runs)
	}
	set, err := results.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := set.Verify(); err != nil {
		t.Error(err)
	}
	again := job(dir, 100_000, 2)
	again.Old = set
	got := play(t, context.Background(), again)
	want := play(t, context.Background(), job(t.TempDir(), 100_000, 1))
	if got.Manifest.TableHash != want.Manifest.TableHash || got.Manifest.Partial || !reflect.DeepEqual(got.Summary, want.Summary) {
		t.Error("resumed after an interruption the result differs from an uninterrupted one")
	}
}

// Interrupted before the first segment is whole there is no result, and a stored one that would be extended stays.
func TestPlay_interruptedEarly(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	dir := t.TempDir()
	if r := play(t, ctx, job(dir, 100_000, 2)); !r.Interrupted || r.Manifest != nil {
		t.Errorf("interrupted at once: %+v", r)
	}
	if _, err := results.Open(dir); !errors.Is(err, results.ErrNoResult) {
		t.Errorf("a stopped run left something that opens: %v", err)
	}
	want := play(t, context.Background(), job(dir, 20_000, 2))
	set, err := results.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	j := job(dir, 100_000, 2)
	j.Old = set
	r := play(t, ctx, j)
	if !r.Interrupted || r.Manifest == nil || r.Manifest.TableHash != want.Manifest.TableHash || !reflect.DeepEqual(r.Summary, want.Summary) {
		t.Error("an extension that was stopped at once changed the stored result")
	}
	if set, err = results.Open(dir); err != nil || set.Verify() != nil {
		t.Errorf("the stored result is damaged: %v", err)
	}
}
