package results

import (
	"crypto/sha256"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
)

func sample(runs int64) (Manifest, func(option int, first, n int64) Block) {
	m := Manifest{Schema: 1, Scenario: "s", ScenarioHash: "h", Seed: 1, Options: []Option{{ID: "baseline"}, {ID: "other"}},
		Columns: []Column{
			{Name: "ending", Type: Enum, Role: Metric, Levels: []string{"a", "b", "c"}},
			{Name: "month", Type: Int, Role: Metric}, {Name: "flag", Type: Bool, Role: Metric}, {Name: "x", Type: Float, Role: Metric}}}
	return m, func(option int, first, n int64) Block {
		b := Block{Option: option, First: first, N: int(n)}
		for run := first; run < first+n; run++ {
			r := rand.New(rand.NewPCG(uint64(run), uint64(option)))
			row := []float64{float64(r.IntN(3)), float64(r.IntN(60)), float64(r.IntN(2)), r.NormFloat64()}
			if run%7 == 0 {
				row[1], row[2], row[3] = math.NaN(), math.NaN(), math.NaN()
			}
			b.Values = append(b.Values, row...)
		}
		return b
	}
}

func write(t *testing.T, dir string, runs, chunk int64, partial bool) *Manifest {
	t.Helper()
	m, block := sample(runs)
	w, err := Create(dir, m)
	if err != nil {
		t.Fatal(err)
	}
	fill(t, w, block, 0, runs, chunk)
	out, err := w.Close(partial)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func fill(t *testing.T, w *Writer, block func(int, int64, int64) Block, from, to, chunk int64) {
	t.Helper()
	for first := from; first < to; first += chunk {
		for o := range 2 {
			if err := w.Add(block(o, first, min(chunk, to-first))); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// The logical hash does not depend on how rows arrive, and rows read back as written.
func TestWriter_roundTripAndHash(t *testing.T) {
	runs := int64(SegmentRuns + 1000)
	dir := t.TempDir()
	m := write(t, dir, runs, 1024, false)
	if other := write(t, t.TempDir(), runs, 777, false); other.TableHash != m.TableHash {
		t.Errorf("hash %s in chunks of 1,024, %s in chunks of 777", m.TableHash, other.TableHash)
	}
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Verify(); err != nil {
		t.Fatal(err)
	}
	_, block := sample(runs)
	want := block(1, 0, runs)
	for c, col := range m.Columns {
		got, err := s.Column("other", col.Name)
		if err != nil {
			t.Fatal(err)
		}
		for i, x := range got {
			if y := want.Values[i*4+c]; x != y && !(x != x && y != y) {
				t.Fatalf("%s of run %d: %v, wrote %v", col.Name, i, x, y)
			}
		}
	}
}

// A plain Parquet reader sees names, types, nulls and level names as they are.
func TestWriter_readByOthers(t *testing.T) {
	dir := t.TempDir()
	m := write(t, dir, 100, 100, false)
	type row struct {
		Run    int64    `parquet:"run"`
		Option string   `parquet:"option"`
		Ending *string  `parquet:"ending,optional"`
		Month  *int32   `parquet:"month,optional"`
		Flag   *bool    `parquet:"flag,optional"`
		X      *float64 `parquet:"x,optional"`
	}
	rows, err := parquet.ReadFile[row](filepath.Join(dir, m.Segments[0].File))
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 100 || rows[5].Run != 5 || rows[5].Option != "baseline" || rows[7].Month != nil || rows[8].Month == nil || !strings.Contains("abc", *rows[8].Ending) {
		t.Errorf("%d rows, sixth %+v, eighth %+v", len(rows), rows[5], rows[7])
	}
}

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

// Stopped early, only whole segments that every option has are kept, and nothing temporary stays behind.
func TestWriter_partial(t *testing.T) {
	dir := t.TempDir()
	m := write(t, dir, 2*SegmentRuns+10, 1024, true)
	if m.Runs != 2*SegmentRuns || !m.Partial {
		t.Errorf("%d runs, partial %v", m.Runs, m.Partial)
	}
	if _, err := Open(dir); err != nil {
		t.Error(err)
	}
	left, _ := filepath.Glob(filepath.Join(dir, "data", "*.tmp"))
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
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

// Damage of any kind is found: none is read as good.
func TestSet_damageIsFound(t *testing.T) {
	for name, harm := range map[string]func(dir string) error{
		"segment cut short": func(dir string) error { return os.Truncate(filepath.Join(dir, "data/other-00000.parquet"), 900) },
		"segment missing":   func(dir string) error { return os.Remove(filepath.Join(dir, "data/baseline-00000.parquet")) },
		"segment of another": func(dir string) error {
			return copyFile(dir, "data/baseline-00000.parquet", "data/other-00000.parquet")
		},
		"segment of another seed": func(dir string) error {
			other, err := os.MkdirTemp(dir, "other")
			if err != nil {
				return err
			}
			m, block := sample(0)
			m.Seed = 2
			w, err := Create(other, m)
			if err != nil {
				return err
			}
			for o := range 2 {
				if err := w.Add(block(o, 0, 500)); err != nil {
					return err
				}
			}
			if _, err := w.Close(false); err != nil {
				return err
			}
			return os.Rename(filepath.Join(other, "data/other-00000.parquet"), filepath.Join(dir, "data/other-00000.parquet"))
		},
		"segment empty":       func(dir string) error { return os.Truncate(filepath.Join(dir, "data/other-00000.parquet"), 0) },
		"segment no parquet":  func(dir string) error { return copyFile(dir, ManifestFile, "data/other-00000.parquet") },
		"segment outside":     func(dir string) error { return swap(dir, ManifestFile, "data/other-00000", "../other-00000") },
		"manifest empty":      func(dir string) error { return os.Truncate(filepath.Join(dir, ManifestFile), 0) },
		"other format":        func(dir string) error { return swap(dir, ManifestFile, `"schema": 1`, `"schema": 9`) },
		"level renamed":       func(dir string) error { return swap(dir, ManifestFile, `"b",`, `"z",`) },
		"manifest cut short":  func(dir string) error { return os.Truncate(filepath.Join(dir, ManifestFile), 100) },
		"manifest missing":    func(dir string) error { return os.Remove(filepath.Join(dir, ManifestFile)) },
		"hash changed":        func(dir string) error { return swap(dir, ManifestFile, `"table_sha256": "`, `"table_sha256": "0`) },
		"runs changed":        func(dir string) error { return swap(dir, ManifestFile, `"runs": 500,`, `"runs": 400,`) },
		"byte turned in data": func(dir string) error { return turn(filepath.Join(dir, "data/other-00000.parquet"), 700) },
	} {
		dir := t.TempDir()
		write(t, dir, 500, 100, false)
		if err := harm(dir); err != nil {
			t.Fatal(err)
		}
		s, err := Open(dir)
		if err == nil {
			err = s.Verify()
		}
		if err == nil {
			t.Errorf("%s: read as good", name)
		}
	}
}

func copyFile(dir, from, to string) error {
	text, err := os.ReadFile(filepath.Join(dir, from))
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, to), text, 0o644)
}

func swap(dir, file, from, to string) error {
	text, err := os.ReadFile(filepath.Join(dir, file))
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, file), []byte(strings.Replace(string(text), from, to, 1)), 0o644)
}

func turn(file string, at int) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	text[at] ^= 0x55
	return os.WriteFile(file, text, 0o644)
}
