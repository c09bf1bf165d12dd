package results

import (
	"os"
	"path/filepath"
	"testing"
)

// A checkpoint is a partial result; with a torn segment what stands before it is kept, and made whole again the bytes are those of a result
// written at once.
func TestSalvage_tornSegment(t *testing.T) {
	const runs = 3 * SegmentRuns
	m, block := sample(0)
	fill := func(w *Writer, from, to int64) {
		t.Helper()
		for first := from; first < to; first += SegmentRuns {
			for o := range m.Options {
				if err := w.Add(block(o, first, SegmentRuns)); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	whole := t.TempDir()
	w, err := Create(whole, m)
	if err != nil {
		t.Fatal(err)
	}
	fill(w, 0, runs)
	want, err := w.Close(false)
	if err != nil {
		t.Fatal(err)
	}
	for name, harm := range map[string]func(string) error{
		"cut":    func(f string) error { return os.Truncate(f, 500) },
		"lost":   os.Remove,
		"turned": func(f string) error { return turn(f, 700) },
	} {
		dir := t.TempDir()
		w, err := Create(dir, m)
		if err != nil {
			t.Fatal(err)
		}
		fill(w, 0, 2*SegmentRuns)
		if err := w.Checkpoint(); err != nil {
			t.Fatal(err)
		}
		w.Discard() // as if killed
		set, err := Open(dir)
		if err != nil || !set.Manifest.Partial || set.Manifest.Runs != 2*SegmentRuns || set.Verify() != nil {
			t.Fatalf("%s: the checkpoint is no partial result of two segments: %v", name, err)
		}
		if err := harm(filepath.Join(dir, "data", "other-00001.parquet")); err != nil {
			t.Fatal(err)
		}
		set, err = Salvage(dir)
		if err != nil || set == nil || set.Manifest.Runs != SegmentRuns {
			t.Fatalf("%s: salvaged %+v, %v", name, set, err)
		}
		if err := set.Keep(); err != nil {
			t.Fatal(err)
		}
		w, first, err := Extend(dir, set, m)
		if err != nil || first != SegmentRuns {
			t.Fatalf("%s: goes on from %d, %v", name, first, err)
		}
		fill(w, first, runs)
		got, err := w.Close(false)
		if err != nil || got.TableHash != want.TableHash {
			t.Errorf("%s: made whole, another table (%v)", name, err)
		}
		a, _ := os.ReadFile(filepath.Join(whole, ManifestFile))
		b, _ := os.ReadFile(filepath.Join(dir, ManifestFile))
		if len(a) == 0 || string(a) != string(b) {
			t.Errorf("%s: another manifest", name)
		}
	}
}

// What is tidied away is named like a segment of an option of this result, in the form that segments are written in, and is not in the manifest.
func TestTidy(t *testing.T) {
	m, block := sample(0)
	dir := t.TempDir()
	w, err := Create(dir, m)
	if err != nil {
		t.Fatal(err)
	}
	for o := range m.Options {
		if err := w.Add(block(o, 0, 10)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Close(false); err != nil {
		t.Fatal(err)
	}
	stay := []string{"other-1.parquet", "other-000001.parquet", "other--0001.parquet", "stranger-00001.parquet", "notes.txt", "other-00001.csv"}
	gone := []string{"other-00001.parquet", "other-00000.parquet.tmp", "other-123456.parquet", "other-99999.parquet.tmp"}
	for _, name := range append(stay, gone...) {
		if err := os.WriteFile(filepath.Join(dir, "data", name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	set, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := set.Tidy(); err != nil {
		t.Fatal(err)
	}
	if err := set.Verify(); err != nil {
		t.Error(err)
	}
	for want, names := range map[bool][]string{true: stay, false: gone} {
		for _, name := range names {
			if _, err := os.Stat(filepath.Join(dir, "data", name)); (err == nil) != want {
				t.Errorf("%s is there: %v, want %v", name, err == nil, want)
			}
		}
	}
}
