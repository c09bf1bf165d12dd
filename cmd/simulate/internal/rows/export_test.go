package rows

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"parley/sim/results"
)

// table is every row of a set as words: option, run, then the columns.
func table(t *testing.T, set *results.Set, options []string) [][]string {
	t.Helper()
	out := [][]string{head(&set.Manifest)}
	for _, option := range options {
		width := len(set.Manifest.Columns)
		err := set.Rows(option, func(b results.Block) error {
			for i := range b.N {
				row := []string{option, strconv.FormatInt(b.First+int64(i), 10)}
				for c, x := range b.Values[i*width : (i+1)*width] {
					row = append(row, Text(set.Manifest.Columns[c], x))
				}
				out = append(out, row)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// Each format, read back, holds what is stored, in its order.
func TestWrite_readBack(t *testing.T) {
	set := store(t, load(t), nil)
	options := []string{set.Manifest.Options[1].ID, set.Manifest.Options[0].ID}
	want := table(t, set, options)
	columns := set.Manifest.Columns
	dir := t.TempDir()
	path := func(format string) string { return filepath.Join(dir, "rows."+format) }
	for _, format := range Formats() {
		n, err := Write(path(format), format, set, options)
		if err != nil || n != int64(len(want)-1) {
			t.Fatalf("%s: %d rows, %v", format, n, err)
		}
		if _, err := os.Stat(path(format) + ".tmp"); err == nil {
			t.Errorf("%s: the temporary file is still there", format)
		}
	}
	same := func(t *testing.T, got [][]string) {
		t.Helper()
		if len(got) != len(want) {
			t.Fatalf("%d rows, want %d", len(got), len(want))
		}
		for i := range want {
			if !slices.Equal(got[i], want[i]) {
				t.Fatalf("row %d:\n got %v\nwant %v", i, got[i], want[i])
			}
		}
	}
	t.Run("csv", func(t *testing.T) {
		f, err := os.Open(path("csv"))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		got, err := csv.NewReader(f).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		same(t, got)
	})
	t.Run("jsonl", func(t *testing.T) {
		f, err := os.Open(path("jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		got := [][]string{want[0]}
		for lines := bufio.NewScanner(f); lines.Scan(); {
			var object map[string]any
			d := json.NewDecoder(strings.NewReader(lines.Text()))
			d.UseNumber()
			if err := d.Decode(&object); err != nil {
				t.Fatal(err)
			}
			row := make([]string, len(want[0]))
			for i, name := range want[0] {
				switch x := object[name].(type) {
				case nil:
				case json.Number:
					row[i] = string(x)
					if i >= 2 && columns[i-2].Type == results.Float {
						v, err := x.Float64()
						if err != nil {
							t.Fatal(err)
						}
						row[i] = Text(columns[i-2], v)
					}
				case bool:
					row[i] = strconv.FormatBool(x)
				case string:
					row[i] = x
				}
			}
			got = append(got, row)
		}
		same(t, got)
	})
	t.Run("xlsx", func(t *testing.T) {
		file, err := os.ReadFile(path("xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		var s sheet
		if err := xml.Unmarshal(parts(t, file)["xl/worksheets/sheet1.xml"], &s); err != nil {
			t.Fatal(err)
		}
		var got [][]string
		for i, r := range s.Rows {
			row := make([]string, len(want[0]))
			for _, c := range r.Cells {
				at := 0
				for c.R != column(at)+strconv.Itoa(r.R) {
					at++
				}
				row[at] = c.Value + c.Inline
				if i > 0 && at >= 2 && c.Type != "inlineStr" {
					x, err := strconv.ParseFloat(c.Value, 64)
					if err != nil {
						t.Fatal(err)
					}
					row[at] = Text(columns[at-2], x)
				}
			}
			got = append(got, row)
		}
		same(t, got)
	})
	t.Run("parquet", func(t *testing.T) {
		f, err := os.Open(path("parquet"))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			t.Fatal(err)
		}
		file, err := parquet.OpenFile(f, info.Size())
		if err != nil || file.NumRows() != int64(len(want)-1) {
			t.Fatalf("%v: %v", file.NumRows(), err)
		}
	})
}

// An infinite number is in no row that the program stores: the row is refused, for JSON has no word for it, and no half file stays.
func TestWrite_infinite(t *testing.T) {
	set := store(t, load(t), func(option int, run int64, row []float64) {
		if option == 0 && run == 41 {
			row[15] = math.Inf(1) // zone
		}
	})
	for _, format := range []string{"csv", "jsonl", "xlsx"} {
		path := filepath.Join(t.TempDir(), "rows")
		_, err := Write(path, format, set, []string{set.Manifest.Options[0].ID})
		if err == nil || !strings.Contains(err.Error(), "run 41") || !strings.Contains(err.Error(), "zone") {
			t.Errorf("%s: %v", format, err)
		}
		if left, _ := filepath.Glob(path + "*"); left != nil {
			t.Errorf("%s: %v is left", format, left)
		}
	}
}

// More rows than a sheet holds are refused before a file is begun, with what to do instead.
func TestWrite_tooManyForASheet(t *testing.T) {
	set := store(t, load(t), nil)
	set.Manifest.Runs = sheetRows / 2
	_, err := Write(filepath.Join(t.TempDir(), "rows.xlsx"), "xlsx", set, []string{"a", "b"})
	if err == nil || !strings.Contains(err.Error(), "1048577 rows do not fit") || !strings.Contains(err.Error(), "csv or parquet") {
		t.Errorf("%v", err)
	}
}

func TestWrite_noFormat(t *testing.T) {
	if _, err := Write("x", "pdf", nil, nil); err == nil {
		t.Error("a format that is none")
	}
}
