package rows

import (
	"context"
	"math"
	"strings"
	"testing"

	"parley/cmd/simulate/internal/study"
	"parley/scenarios"
	"parley/sim"
	"parley/sim/results"
)

const seed, runs = 3, 60

// load opens a scenario of the library with its options.
func load(t *testing.T) *study.Study {
	t.Helper()
	sc, findings := scenarios.Load("exchange", nil)
	if findings.HasErrors() {
		t.Fatal(findings)
	}
	s, err := study.New(sc)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// store plays the study and stores its rows, each changed by turn before it is written.
func store(t *testing.T, s *study.Study, turn func(option int, run int64, row []float64)) *results.Set {
	t.Helper()
	m := s.Manifest
	m.Seed, m.Runs, m.Columns = seed, runs, s.Plans[0].Parts.Columns
	dir := t.TempDir()
	w, err := results.Create(dir, m)
	if err != nil {
		t.Fatal(err)
	}
	_, err = sim.Run(context.Background(), s.Plans, sim.Job{Seed: seed, Runs: runs, Workers: 2}, func(b results.Block) error {
		for i := range b.N {
			if turn != nil {
				turn(b.Option, b.First+int64(i), b.Values[i*len(m.Columns):(i+1)*len(m.Columns)])
			}
		}
		return w.Add(b)
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Close(false); err != nil {
		t.Fatal(err)
	}
	set, err := results.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// Rows that were stored as they came out are the same again, every one and every seventh; with inputs too.
func TestCheck_same(t *testing.T) {
	for _, inputs := range []bool{false, true} {
		s := load(t)
		if inputs {
			s.WithInputs()
		}
		set := store(t, s, nil)
		again := load(t)
		if err := Fit(again, &set.Manifest); err != nil {
			t.Fatal(err)
		}
		for step, want := range map[int64]int64{1: runs, 7: 9} { // 0, 7, ..., 56
			played, first, err := Check(set, again, step)
			if err != nil || first != nil || played != want*int64(len(s.Plans)) {
				t.Errorf("inputs %v, step %d: %d played, %v, %v", inputs, step, played, first, err)
			}
		}
	}
}

// A value that was changed is named, be it by the last bit, a number in the place of an undefined one, or NaN in the place of a number.
func TestCheck_different(t *testing.T) {
	for _, c := range []struct {
		name, column string
		turn         func(x float64) float64
	}{
		{"last bit", "zone", func(x float64) float64 { return math.Nextafter(x, 2) }},
		{"NaN for a number", "zone", func(float64) float64 { return math.NaN() }},
		{"infinite for a number", "zone", func(float64) float64 { return math.Inf(1) }},
		{"a number for what is undefined", "collapse-month", func(x float64) float64 { return 3 }},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := load(t)
			at := -1
			for i, col := range s.Plans[0].Parts.Columns {
				if col.Name == c.column {
					at = i
				}
			}
			changed := int64(-1)
			set := store(t, s, func(option int, run int64, row []float64) {
				if undefined := row[at] != row[at]; option == 1 && run >= 20 && changed < 0 && undefined == (c.column == "collapse-month") {
					changed, row[at] = run, c.turn(row[at])
				}
			})
			_, d, err := Check(set, s, 1)
			if err != nil || d == nil {
				t.Fatalf("run %d was changed: %v, %v", changed, d, err)
			}
			if d.Option != s.Manifest.Options[1].ID || d.Run != changed || d.Column != c.column || math.Float64bits(d.Stored) == math.Float64bits(d.Anew) {
				t.Errorf("run %d was changed in %s: %v", changed, c.column, d)
			}
			stored, anew, err := One(set, s, 1, changed)
			if err != nil || len(stored) != len(anew) || math.Float64bits(stored[at]) == math.Float64bits(anew[at]) {
				t.Errorf("One: %v, %v, %v", stored[at], anew[at], err)
			}
			if _, d, err := Check(set, s, runs); err != nil || d != nil { // run 0 alone
				t.Errorf("run 0 was not changed: %v, %v", d, err)
			}
		})
	}
}

// A run that failed has a row of NaN; played again it fails again, and that is the same.
func TestCheck_failedRun(t *testing.T) {
	s := load(t)
	for o, p := range s.Plans {
		broken := *p
		row := p.Parts.Row
		broken.Parts.Row = func(w *sim.World, to []float64) {
			if row(w, to); w.Play%10 == 4 {
				to[len(to)-1] = math.Inf(-1)
			}
		}
		s.Plans[o] = &broken
	}
	set := store(t, s, nil)
	if _, d, err := Check(set, s, 1); err != nil || d != nil {
		t.Errorf("failed again, yet %v, %v", d, err)
	}
	stored, anew, err := One(set, s, 0, 14)
	if err != nil {
		t.Fatal(err)
	}
	for i := range stored {
		if stored[i] == stored[i] || anew[i] == anew[i] {
			t.Fatalf("column %d of a failed run is stored as %v and comes out as %v", i, stored[i], anew[i])
		}
	}
	if _, d, err := Check(set, load(t), 1); err != nil || d == nil || d.Run != 4 || d.Column != "ending" {
		t.Errorf("without the defect run 4 has an ending: %v, %v", d, err)
	}
}

func TestFit_otherColumns(t *testing.T) {
	s := load(t)
	m := s.Manifest
	m.Columns = append([]results.Column{}, s.Plans[0].Parts.Columns...)
	m.Columns[2].Name = "another"
	if err := Fit(s, &m); err == nil || !strings.Contains(err.Error(), "column 2 of the result is another") {
		t.Errorf("another name: %v", err)
	}
	m.Columns = m.Columns[:3]
	if err := Fit(s, &m); err == nil || !strings.Contains(err.Error(), "the result has 3 columns") {
		t.Errorf("fewer columns: %v", err)
	}
}

func TestOne_noSuchRun(t *testing.T) {
	s := load(t)
	if _, _, err := One(store(t, s, nil), s, 0, runs); err == nil || !strings.Contains(err.Error(), "has no run 60") {
		t.Errorf("run beyond the last: %v", err)
	}
}

func TestText(t *testing.T) {
	enum := results.Column{Type: results.Enum, Levels: []string{"a", "b"}}
	for _, c := range []struct {
		column results.Column
		x      float64
		want   string
	}{
		{enum, 1, "b"},
		{enum, math.NaN(), ""},
		{results.Column{Type: results.Bool}, 1, "true"},
		{results.Column{Type: results.Bool}, 0, "false"},
		{results.Column{Type: results.Int}, -7, "-7"},
		{results.Column{Type: results.Float}, 0.1, "0.1"},
		{results.Column{Type: results.Float}, math.NaN(), ""},
	} {
		if got := Text(c.column, c.x); got != c.want {
			t.Errorf("Text of %v as %s is %q, want %q", c.x, c.column.Type, got, c.want)
		}
	}
}
