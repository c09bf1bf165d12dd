package sweep

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// stored plays part i of n of a sweep and reads it back from its folder.
func stored(t *testing.T, i, n int, runs int64) *Table {
	t.Helper()
	tab, plans := table(t, runs, levers...)
	if n > 0 {
		if err := tab.Own(i, n); err != nil {
			t.Fatal(err)
		}
	}
	if err := Play(context.Background(), Job{Table: tab, Workers: 1 + i%3, Plan: plans.Plan}); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := tab.Save(dir); err != nil {
		t.Fatal(err)
	}
	back, err := Load(dir)
	if err != nil || back.Partial {
		t.Fatalf("partial %v, %v", back.Partial, err)
	}
	return back
}

func saved(t *testing.T, tab *Table) string {
	t.Helper()
	dir := t.TempDir()
	if err := tab.Save(dir); err != nil {
		t.Fatal(err)
	}
	text, err1 := os.ReadFile(filepath.Join(dir, File))
	cells, err2 := os.ReadFile(filepath.Join(dir, CSVFile))
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	return string(text) + string(cells)
}

// Any number of shards, merged in any order, gives the files of one process to the byte.
func TestMerge(t *testing.T) {
	const runs = 1500
	whole := stored(t, 0, 0, runs)
	want := saved(t, whole)
	for _, n := range []int{1, 2, 3, len(whole.Cells)} {
		var parts []*Table
		var names []string
		own := 0
		for i := range n {
			p := stored(t, i, n, runs)
			parts, names, own = append(parts, p), append(names, fmt.Sprint(i)), own+p.Owned()
		}
		if own != len(whole.Cells) {
			t.Errorf("%d shards own %d of %d cells", n, own, len(whole.Cells))
		}
		rand.New(rand.NewPCG(1, uint64(n))).Shuffle(n, func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
		got, missing, err := Merge(parts, names)
		if err != nil || len(missing) > 0 {
			t.Fatal(err, missing)
		}
		if saved(t, got) != want {
			t.Errorf("%d shards: other files than one process gives", n)
		}
	}
}

// What is missing is told; what overlaps, is of another sweep or holds what is not its own is refused.
func TestMerge_refused(t *testing.T) {
	const runs = 200
	a, b, c := stored(t, 0, 3, runs), stored(t, 1, 3, runs), stored(t, 2, 3, runs)
	got, missing, err := Merge([]*Table{a, c}, []string{"a", "c"})
	var want []int
	for i := range a.Cells {
		if i%3 == 1 {
			want = append(want, i)
		}
	}
	if !errors.Is(err, ErrMissing) || !slices.Equal(missing, want) || got.Cells[0].N != runs || got.Cells[1].N != 0 {
		t.Errorf("without a shard: missing %v, want %v (%v)", missing, want, err)
	}
	other := stored(t, 1, 3, runs)
	other.Seed = 9
	longer := stored(t, 1, 3, runs+10)
	foreign := stored(t, 1, 3, runs)
	foreign.Cells[0] = a.Cells[0]
	half := stored(t, 1, 2, runs)
	for _, x := range []struct {
		name  string
		third *Table
		fault string
	}{
		{"twice", a, "two shards hold the same cell"},
		{"of another division", half, "two shards hold the same cell"},
		{"of another seed", other, "its seed is 9, not 1"},
		{"with more runs", longer, "has 210 runs of each cell"},
		{"with what is not its own", foreign, "damaged"},
	} {
		if _, _, err := Merge([]*Table{a, c, x.third}, []string{"a", "c", "x"}); err == nil || !strings.Contains(err.Error(), x.fault) {
			t.Errorf("%s: %v, want an error with %q", x.name, err, x.fault)
		}
	}
	if err := b.Own(0, len(b.Cells)+1); err == nil {
		t.Error("more shards than cells")
	}
	if err := b.Continue(a); err == nil || !strings.Contains(err.Error(), "shard is 0/3, not 1/3") {
		t.Errorf("another shard gone on from: %v", err)
	}
}
