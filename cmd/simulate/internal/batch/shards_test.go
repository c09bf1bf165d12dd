package batch

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"testing"

	"parley/sim/results"
)

// Any number of shards, played by any number of workers and merged in any order, gives the manifest of one machine.
func TestPlay_shards(t *testing.T) {
	segments := 61
	if testing.Short() {
		segments = 13
	}
	runs := int64(segments)*results.SegmentRuns - 500
	whole := t.TempDir()
	want := play(t, context.Background(), job(whole, runs, 2))
	for _, c := range []struct{ shards, workers int }{{1, 64}, {3, 1}, {segments/4 + 1, 7}, {segments, 2}} {
		root := t.TempDir()
		var sets []*results.Set
		for i := range c.shards {
			own := results.Shard(i, c.shards, runs)
			j := job(filepath.Join(root, fmt.Sprint(i)), runs, c.workers)
			j.Manifest.First, j.Manifest.Shard, j.Runs = own.First, fmt.Sprintf("%d/%d", i, c.shards), own.N
			play(t, context.Background(), j)
			set, err := results.Open(j.Dir)
			if err != nil {
				t.Fatal(err)
			}
			sets = append(sets, set)
		}
		rand.New(rand.NewPCG(1, 2)).Shuffle(len(sets), func(i, j int) { sets[i], sets[j] = sets[j], sets[i] })
		dir := filepath.Join(root, "merged")
		m, missing, err := results.Merge(dir, sets, false)
		if err != nil || len(missing) > 0 {
			t.Fatal(err, missing)
		}
		if !reflect.DeepEqual(m, want.Manifest) {
			t.Errorf("%d shards: another manifest than one machine's", c.shards)
		}
		set, err := results.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		if sum, err := Summarise(set); err != nil || !reflect.DeepEqual(sum, want.Summary) {
			t.Errorf("%d shards: another summary (%v)", c.shards, err)
		}
	}
}

// Without one of its shards a merge tells what is missing, and the summary of the others is of their runs alone.
func TestMerge_withGaps(t *testing.T) {
	const runs = 5 * results.SegmentRuns
	root := t.TempDir()
	var sets []*results.Set
	for i := range 5 {
		if i == 2 {
			continue
		}
		own := results.Shard(i, 5, runs)
		j := job(filepath.Join(root, fmt.Sprint(i)), runs, 2)
		j.Manifest.First, j.Manifest.Shard, j.Runs = own.First, fmt.Sprintf("%d/5", i), own.N
		play(t, context.Background(), j)
		set, err := results.Open(j.Dir)
		if err != nil {
			t.Fatal(err)
		}
		sets = append(sets, set)
	}
	want := []results.Span{{First: 2 * results.SegmentRuns, N: results.SegmentRuns}}
	if _, missing, err := results.Merge(filepath.Join(root, "a"), sets, false); !errors.Is(err, results.ErrMissing) || !reflect.DeepEqual(missing, want) {
		t.Errorf("missing %v, %v", missing, err)
	}
	m, _, err := results.Merge(filepath.Join(root, "b"), sets, true)
	if err != nil || !m.Partial || m.Runs != 4*results.SegmentRuns || !reflect.DeepEqual(m.Missing, want) {
		t.Fatalf("merged with a gap: %v, %+v", err, m)
	}
	set, err := results.Open(filepath.Join(root, "b"))
	if err != nil {
		t.Fatal(err)
	}
	sum, err := Summarise(set)
	if err != nil || sum.Options[1].N != 4*results.SegmentRuns {
		t.Errorf("summary %+v, %v", sum, err)
	}
	if err := set.Verify(); err != nil {
		t.Error(err)
	}
}

// Stopped and gone on with at fifty random moments, the result is that of an uninterrupted run.
func TestPlay_stoppedFiftyTimes(t *testing.T) {
	if testing.Short() {
		t.Skip("plays a million runs in fifty pieces")
	}
	const runs = 70 * results.SegmentRuns
	want := play(t, context.Background(), job(t.TempDir(), runs, 2))
	dir := t.TempDir()
	r := rand.New(rand.NewPCG(3, 4))
	stops := 0
	for range 200 {
		j := job(dir, runs, 1+stops%3)
		set, err := results.Open(dir)
		switch {
		case err == nil:
			j.Old = set
		case !errors.Is(err, results.ErrNoResult):
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(context.Background())
		if stops < 50 {
			start, room := int64(0), int64(r.IntN(4*results.SegmentRuns)) // up to two segments of both options
			j.Progress = func(done int64, _ func() float64) {
				if start == 0 {
					start = done
				}
				if done-start >= room {
					cancel()
				}
			}
		}
		got := play(t, ctx, j)
		cancel()
		if !got.Interrupted {
			if got.Manifest.TableHash != want.Manifest.TableHash || !reflect.DeepEqual(got.Summary, want.Summary) {
				t.Errorf("stopped %d times, the result is another", stops)
			}
			break
		}
		stops++
	}
	if stops < 50 {
		t.Errorf("stopped %d times only", stops)
	}
}
