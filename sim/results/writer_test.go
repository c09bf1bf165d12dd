package results

import (
	"math"
	"math/rand/v2"
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
