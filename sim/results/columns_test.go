package results

import (
	"crypto/sha256"
	"fmt"
	"math"
	"strings"
	"testing"
)

// A value that its column cannot hold is refused: it would read back as another.
func TestWriter_refusesWhatAColumnCannotHold(t *testing.T) {
	for i, c := range []struct {
		column int
		x      float64
	}{{0, 3}, {0, -1}, {0, 0.5}, {1, 1e12}, {1, 2.5}, {1, math.Inf(1)}, {1, math.MinInt32}, {2, 2}, {2, math.Inf(-1)}} {
		m, block := sample(0)
		w, err := Create(t.TempDir(), m)
		if err != nil {
			t.Fatal(err)
		}
		b := block(0, 0, 3)
		b.Values[4+c.column] = c.x
		if err := w.Add(b); err == nil || !strings.Contains(err.Error(), m.Columns[c.column].Name) {
			t.Errorf("%d: column %s took %v (%v)", i, m.Columns[c.column].Name, c.x, err)
		}
	}
}

// Columns at the edges of what a type holds read back as written: nothing defined, one level, more levels than fit a byte, the widest
// whole numbers, infinities.
func TestWriter_edges(t *testing.T) {
	levels := make([]string, 300)
	for i := range levels {
		levels[i] = strings.Repeat("l", i+1)
	}
	m := Manifest{Schema: 1, Options: []Option{{ID: "baseline"}}, Columns: []Column{{Name: "none-of-it", Type: Enum, Levels: []string{"a"}}, {Name: "no-number", Type: Int},
		{Name: "no-flag", Type: Bool}, {Name: "no-float", Type: Float}, {Name: "single", Type: Enum, Levels: []string{"only"}}, {Name: "wide", Type: Enum, Levels: levels},
		{Name: "int", Type: Int}, {Name: "float", Type: Float}}}
	ints := []float64{math.MaxInt32, math.MinInt32 + 1, 0, math.NaN(), -1}
	floats := []float64{math.Inf(1), math.Inf(-1), math.Copysign(0, -1), math.NaN(), math.SmallestNonzeroFloat64}
	var b Block
	for i := range 1000 {
		nan := math.NaN()
		b.Values = append(b.Values, nan, nan, nan, nan, 0, float64(i%300), ints[i%5], floats[i%5])
		b.N++
	}
	dir := t.TempDir()
	w, err := Create(dir, m)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Add(b); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Close(false); err != nil {
		t.Fatal(err)
	}
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	err = s.Rows("baseline", func(got Block) error {
		for i, x := range got.Values {
			if math.Float64bits(x) != math.Float64bits(b.Values[i]) && !(x != x && b.Values[i] != b.Values[i]) {
				t.Fatalf("%s of run %d: %v, wrote %v", m.Columns[i%8].Name, i/8, x, b.Values[i])
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// The hash of the logical rows is what its description says, worked out here by hand for two rows.
func TestTableHash_asDescribed(t *testing.T) {
	dir := t.TempDir()
	m, _ := sample(0)
	w, err := Create(dir, m)
	if err != nil {
		t.Fatal(err)
	}
	nan := math.NaN()
	for o := range 2 {
		if err := w.Add(Block{Option: o, N: 2, Values: []float64{2, 24, 1, 0.5, nan, nan, nan, nan}}); err != nil {
			t.Fatal(err)
		}
	}
	got, err := w.Close(false)
	if err != nil {
		t.Fatal(err)
	}
	rows := sha256.Sum256([]byte{2, 24, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0xe0, 0x3f, // 0.5 is 0x3fe0000000000000
		255, 0, 0, 0, 0x80, 255, 0, 0, 0, 0, 0, 0, 0xf8, 0x7f})
	text := "ending enum [\"a\" \"b\" \"c\"]\nmonth int32 []\nflag bool []\nx float64 []\n"
	for _, o := range []string{"baseline", "other"} {
		text += fmt.Sprintf("option %s\n0 2 %x\n", o, rows)
	}
	if want := fmt.Sprintf("%x", sha256.Sum256([]byte(text))); got.TableHash != want {
		t.Errorf("hash %s, want %s", got.TableHash, want)
	}
}
