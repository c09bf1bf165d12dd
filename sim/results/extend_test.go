package results

import (
	"strings"
	"testing"
)

// An extended result is the same as one made at once.
func TestWriter_extend(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, SegmentRuns+100, 1024, false)
	old, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	m, block := sample(0)
	w, first, err := Extend(dir, old, m)
	if err != nil || first != SegmentRuns {
		t.Fatalf("goes on at %d: %v", first, err)
	}
	fill(t, w, block, first, 2*SegmentRuns+5, 1024)
	got, err := w.Close(false)
	if err != nil {
		t.Fatal(err)
	}
	if want := write(t, t.TempDir(), 2*SegmentRuns+5, 1000, false); got.TableHash != want.TableHash {
		t.Error("an extended result differs from one made at once")
	}
}

// Killed while it was being extended, a folder still holds the old result: the segment made again begins with the rows it had.
func TestWriter_killedWhileExtending(t *testing.T) {
	dir := t.TempDir()
	want := write(t, dir, SegmentRuns+100, 1024, false)
	old, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	m, block := sample(0)
	w, first, err := Extend(dir, old, m)
	if err != nil {
		t.Fatal(err)
	}
	fill(t, w, block, first, 2*SegmentRuns, 1024) // the second segments are replaced, the manifest is not
	if err := w.disk.wait(); err != nil {
		t.Fatal(err)
	}
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Verify(); err != nil {
		t.Error(err)
	}
	if x, err := s.Column("other", "x"); err != nil || int64(len(x)) != want.Runs {
		t.Errorf("%d values (%v), the manifest says %d", len(x), err, want.Runs)
	}
}

// Stopped before an extension got beyond the old result, that one stays, to the byte of its manifest.
func TestWriter_partialExtensionKeepsTheOld(t *testing.T) {
	dir := t.TempDir()
	want := write(t, dir, SegmentRuns+100, 1024, false)
	old, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	m, block := sample(0)
	w, first, err := Extend(dir, old, m)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Add(block(0, first, SegmentRuns)); err != nil { // one option gets there, the other does not
		t.Fatal(err)
	}
	got, err := w.Close(true)
	if err != nil || got.Runs != want.Runs || got.TableHash != want.TableHash || got.Partial {
		t.Fatalf("%d runs, partial %v (%v): the old result had %d", got.Runs, got.Partial, err, want.Runs)
	}
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Verify(); err != nil {
		t.Error(err)
	}
}

// Only a result of the same scenario, evidence, seed, engine, options and columns is extended; the error names what differs.
func TestExtend_refusesAnother(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, 100, 100, false)
	old, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	for want, change := range map[string]func(*Manifest){
		"scenario hash": func(m *Manifest) { m.ScenarioHash = "other" },
		"evidence hash": func(m *Manifest) { m.EvidenceHash = "other" },
		"seed":          func(m *Manifest) { m.Seed = 2 },
		"engine":        func(m *Manifest) { m.Engine = "2" },
		"options":       func(m *Manifest) { m.Options = m.Options[:1] },
		"columns":       func(m *Manifest) { m.Columns = m.Columns[:3] },
	} {
		m, _ := sample(0)
		change(&m)
		if _, _, err := Extend(dir, old, m); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("another %s: %v", want, err)
		}
	}
}
