package results

import (
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

// Damage of any kind is found: none is read as good.
func TestSet_damageIsFound(t *testing.T) {
	for name, harm := range map[string]func(dir string) error{
		"segment cut short": func(dir string) error { return os.Truncate(filepath.Join(dir, "data/other-00000.parquet"), 900) },
		"segment missing":   func(dir string) error { return os.Remove(filepath.Join(dir, "data/baseline-00000.parquet")) },
		"segment of another": func(dir string) error {
			return copyFile(dir, "data/baseline-00000.parquet", "data/other-00000.parquet")
		},
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
