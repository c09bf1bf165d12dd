package rows

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"math"
	"strings"
	"testing"
)

// A reader of its own, by the standard's grammar of a sheet (ECMA-376 part 1, 18.3.1): what it finds must be what was written.
type sheet struct {
	Pane struct {
		YSplit int    `xml:"ySplit,attr"`
		State  string `xml:"state,attr"`
	} `xml:"sheetViews>sheetView>pane"`
	Rows []struct {
		R     int `xml:"r,attr"`
		Cells []struct {
			R      string `xml:"r,attr"`
			Type   string `xml:"t,attr"`
			Value  string `xml:"v"`
			Inline string `xml:"is>t"`
		} `xml:"c"`
	} `xml:"sheetData>row"`
}

func parts(t *testing.T, file []byte) map[string][]byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string][]byte{}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		for d := xml.NewDecoder(bytes.NewReader(data)); ; {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s is no XML: %v", f.Name, err)
			}
		}
		found[f.Name] = data
	}
	return found
}

func TestWorkbook(t *testing.T) {
	var file bytes.Buffer
	book := NewWorkbook(&file)
	head := make([]string, 28) // past Z: the letters go on with AA and AB
	for i := range head {
		head[i] = "h"
	}
	for _, step := range []error{
		book.Sheet("rows & <more>", head),
		book.Row([]any{"a <b> & \"c\"\n\x00", int64(1) << 53, 0.1, true, false, nil, math.NaN(), math.Inf(1), -2.5e-300, " kept "}),
		book.Row([]any{nil, int64(-7)}),
		book.Sheet("second", []string{"only"}),
		book.Close(),
	} {
		if step != nil {
			t.Fatal(step)
		}
	}
	found := parts(t, file.Bytes())
	for _, name := range []string{"[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/worksheets/sheet2.xml"} {
		if found[name] == nil {
			t.Errorf("no part %s", name)
		}
	}
	if !strings.Contains(string(found["xl/workbook.xml"]), `name="rows &amp; &lt;more&gt;"`) {
		t.Errorf("the sheet's name is not in %s", found["xl/workbook.xml"])
	}
	var s sheet
	if err := xml.Unmarshal(found["xl/worksheets/sheet1.xml"], &s); err != nil {
		t.Fatal(err)
	}
	if s.Pane.YSplit != 1 || s.Pane.State != "frozen" {
		t.Errorf("the head is not frozen: %+v", s.Pane)
	}
	if len(s.Rows) != 3 || len(s.Rows[0].Cells) != 28 || s.Rows[0].Cells[27].R != "AB1" {
		t.Fatalf("head: %+v", s.Rows[0])
	}
	type cell struct{ r, kind, text string }
	var got []cell
	for _, c := range append(s.Rows[1].Cells, s.Rows[2].Cells...) {
		got = append(got, cell{c.R, c.Type, c.Value + c.Inline})
	}
	want := []cell{
		{"A2", "inlineStr", "a <b> & \"c\"\n\uFFFD"}, {"B2", "", "9007199254740992"}, {"C2", "", "0.1"}, {"D2", "b", "1"}, {"E2", "b", "0"},
		{"H2", "e", "#NUM!"}, {"I2", "", "-2.5e-300"}, {"J2", "inlineStr", " kept "}, {"B3", "", "-7"},
	}
	if len(got) != len(want) {
		t.Fatalf("%d cells, want %d: %+v", len(got), len(want), got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("cell %+v, want %+v", got[i], want[i])
		}
	}
}

func TestWorkbook_refuses(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(*Workbook) error
		want string
	}{
		{"a name too long", func(b *Workbook) error { return b.Sheet(strings.Repeat("x", 32), nil) }, "cannot name a sheet"},
		{"a name with a slash", func(b *Workbook) error { return b.Sheet("a/b", nil) }, "cannot name a sheet"},
		{"a name twice", func(b *Workbook) error { return firstError(b.Sheet("a", nil), b.Sheet("A", nil)) }, `named "A"`},
		{"a row before a sheet", func(b *Workbook) error { return b.Row(nil) }, "without a sheet"},
		{"a row too many", func(b *Workbook) error {
			return firstError(b.Sheet("a", nil), func() error { b.rows = sheetRows; return nil }(), b.Row(nil))
		}, "1048576 rows"},
		{"a text too long", func(b *Workbook) error {
			return firstError(b.Sheet("a", nil), b.Row([]any{strings.Repeat("x", sheetText+1)}))
		}, "32768 characters"},
		{"a cell of no kind", func(b *Workbook) error { return firstError(b.Sheet("a", nil), b.Row([]any{struct{}{}})) }, "no cell for"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := c.do(NewWorkbook(io.Discard)); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one with %q", err, c.want)
			}
		})
	}
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// Memory does not grow with the rows: what a row allocates is gone after it, and there is one buffer for its line.
func TestWorkbook_constantMemory(t *testing.T) {
	book := NewWorkbook(io.Discard)
	if err := book.Sheet("rows", []string{"a", "b"}); err != nil {
		t.Fatal(err)
	}
	cells := []any{"no_deal", 0.25}
	for range 100_000 {
		if err := book.Row(cells); err != nil {
			t.Fatal(err)
		}
	}
	if cap(book.line) > 4096 {
		t.Errorf("the line's buffer grew to %d bytes", cap(book.line))
	}
}
