package batch

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"parley/sim/results"
)

// unkept is a job that keeps no rows.
func unkept(dir string, runs int64, workers int) Job {
	j := job(dir, runs, workers)
	j.Manifest.Keep = results.KeepNone
	return j
}

// withoutQuantiles is a summary without what rows are needed for: quantiles that are exact.
func withoutQuantiles(s *results.Summary) *results.Summary {
	out := *s
	out.Options = nil
	for _, o := range s.Options {
		metrics := o.Metrics
		o.Metrics = nil
		for _, m := range metrics {
			m.Quantiles, m.BinWidth = [7]float64{}, 0
			o.Metrics = append(o.Metrics, m)
		}
		out.Options = append(out.Options, o)
	}
	return &out
}

// Whether rows are kept makes no difference to the hash of the table nor to anything they add up to, but that quantiles come from bins.
func TestPlay_keepNone(t *testing.T) {
	const runs = 40_000
	kept := play(t, context.Background(), job(t.TempDir(), runs, 2))
	dir := t.TempDir()
	none := play(t, context.Background(), unkept(dir, runs, 3))
	if none.Manifest.TableHash != kept.Manifest.TableHash {
		t.Error("the table has another hash")
	}
	if !reflect.DeepEqual(withoutQuantiles(none.Summary), withoutQuantiles(kept.Summary)) {
		t.Error("the runs add up to something else")
	}
	for i, m := range none.Summary.Options[1].Metrics {
		for q, x := range m.Quantiles {
			if exact := kept.Summary.Options[1].Metrics[i].Quantiles[q]; x < exact-m.BinWidth || x > exact+m.BinWidth {
				t.Errorf("%s: quantile %v is %v, further from %v than the %v it states", m.Name, q, x, exact, m.BinWidth)
			}
		}
	}
	names, _ := filepath.Glob(filepath.Join(dir, "*"))
	if len(names) != 3 { // manifest, its copy and accumulator
		t.Errorf("the folder holds %v", names)
	}
	set, err := results.Open(dir)
	if err != nil || set.Verify() != nil {
		t.Fatal(err)
	}
	if err := set.Rows("other", func(results.Block) error { return nil }); !errors.Is(err, results.ErrNoRows) {
		t.Errorf("reading rows that are not there: %v", err)
	}
	if sum, err := Summarise(set); err != nil || !reflect.DeepEqual(sum, none.Summary) {
		t.Errorf("what is stored adds up to something else (%v)", err)
	}
}

// Without rows too a result is extended in steps, stopped and gone on with, and is the one of a run at once, to the byte of its files.
func TestPlay_keepNoneExtendedAndStopped(t *testing.T) {
	const runs = 20*results.SegmentRuns + 77
	whole, steps := t.TempDir(), t.TempDir()
	want := play(t, context.Background(), unkept(whole, runs, 2))
	more := func(ctx context.Context, runs int64, stop int64) *Result {
		c, cancel := context.WithCancel(ctx)
		defer cancel()
		j := unkept(steps, runs, 2)
		if set, err := results.Open(steps); err == nil {
			j.Old = set
		} else if !errors.Is(err, results.ErrNoResult) {
			t.Fatal(err)
		}
		j.Progress = func(done int64, _ func() float64) {
			if stop > 0 && done >= stop {
				cancel()
			}
		}
		return play(t, c, j)
	}
	more(context.Background(), 1000, 0)
	more(context.Background(), 20_000, 0)
	if r := more(context.Background(), runs, 2*5*results.SegmentRuns); !r.Interrupted || r.Summary.Runs != r.Manifest.Runs || r.Manifest.Runs < 4*results.SegmentRuns {
		t.Errorf("stopped with %d runs", r.Manifest.Runs)
	}
	more(context.Background(), runs, 2*18*results.SegmentRuns) // past a checkpoint
	got := more(context.Background(), runs, 0)
	if got.Manifest.TableHash != want.Manifest.TableHash || !reflect.DeepEqual(got.Summary, want.Summary) {
		t.Error("the result is another")
	}
	same(t, whole, steps)
}

// same compares all files of two folders.
func same(t *testing.T, a, b string) {
	t.Helper()
	names, err := os.ReadDir(a)
	if err != nil {
		t.Fatal(err)
	}
	others, err := os.ReadDir(b)
	if err != nil || len(others) != len(names) {
		t.Errorf("%v and %v (%v)", names, others, err)
	}
	for _, n := range names {
		x, errX := os.ReadFile(filepath.Join(a, n.Name()))
		y, errY := os.ReadFile(filepath.Join(b, n.Name()))
		if errX != nil || errY != nil || string(x) != string(y) {
			t.Errorf("%s differs (%v, %v)", n.Name(), errX, errY)
		}
	}
}

// Shards that keep no rows are merged to the files of one machine; a shard with a damaged accumulator is refused.
func TestMerge_keepNone(t *testing.T) {
	const runs = 11*results.SegmentRuns - 500
	whole := t.TempDir()
	play(t, context.Background(), unkept(whole, runs, 2))
	root := t.TempDir()
	var sets []*results.Set
	for i := range 3 {
		own := results.Shard(i, 3, runs)
		j := unkept(filepath.Join(root, fmt.Sprint(i)), runs, 1+i)
		j.Manifest.First, j.Manifest.Shard, j.Runs = own.First, fmt.Sprintf("%d/3", i), own.N
		play(t, context.Background(), j)
		set, err := results.Open(j.Dir)
		if err != nil {
			t.Fatal(err)
		}
		sets = append([]*results.Set{set}, sets...) // in any order
	}
	dir := filepath.Join(root, "merged")
	if _, _, err := Merge(dir, sets, false); err != nil {
		t.Fatal(err)
	}
	same(t, whole, dir)

	gap := filepath.Join(root, "gap")
	m, missing, err := Merge(gap, []*results.Set{sets[0], sets[2]}, true)
	if err != nil || len(missing) != 1 {
		t.Fatal(err, missing)
	}
	set, err := results.Open(gap)
	if err != nil {
		t.Fatal(err)
	}
	if sum, err := Summarise(set); err != nil || sum.Runs != m.Runs {
		t.Errorf("with a gap the summary is of %v (%v)", sum, err)
	}

	file := filepath.Join(sets[1].Dir, sets[1].Manifest.AccumulatorFile())
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text[len(text)/2] ^= 1
	if err := os.WriteFile(file, text, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, _, err := Merge(filepath.Join(root, "bad"), sets, false); err == nil {
		t.Error("a damaged accumulator was merged")
	}
}
