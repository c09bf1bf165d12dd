package rows

// A workbook (Office Open XML, ECMA-376 part 1, chapter 18) written from the first row to the last without keeping any: a zip of a few parts, of
// which only the sheet that is being written grows. Numbers are stored as numbers and text as inline strings, so that no table of
// shared strings has to be held in memory.

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// sheetRows is how many rows a sheet holds, its head included.
const sheetRows = 1 << 20

// sheetText is how many characters a cell holds.
const sheetText = 32767

// Workbook writes sheets one after the other. Close ends it.
type Workbook struct {
	zip    *zip.Writer
	sheets []string
	part   io.Writer // the sheet being written
	rows   int
	line   []byte
}

// NewWorkbook starts a workbook on w.
func NewWorkbook(w io.Writer) *Workbook { return &Workbook{zip: zip.NewWriter(w)} }

// Sheet begins a sheet with its head, which stays in sight when the reader scrolls. The name has 1 to 31 characters, none of []:*?/\, and
// is not used twice.
func (b *Workbook) Sheet(name string, head []string) error {
	if n := utf8.RuneCountInString(name); n == 0 || n > 31 || strings.ContainsAny(name, `[]:*?/\`) {
		return fmt.Errorf("%q cannot name a sheet: 1 to 31 characters, none of [ ] : * ? / \\", name)
	}
	for _, other := range b.sheets {
		if strings.EqualFold(other, name) {
			return fmt.Errorf("two sheets would be named %q", name)
		}
	}
	if err := b.end(); err != nil {
		return err
	}
	b.sheets, b.rows = append(b.sheets, name), 0
	var err error
	if b.part, err = b.zip.Create(fmt.Sprintf("xl/worksheets/sheet%d.xml", len(b.sheets))); err != nil {
		return err
	}
	_, err = io.WriteString(b.part, xml.Header+`<worksheet xmlns="`+mainSpace+`"><sheetViews><sheetView workbookViewId="0">`+
		`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`)
	if err != nil {
		return err
	}
	cells := make([]any, len(head))
	for i, text := range head {
		cells[i] = text
	}
	return b.row(cells, ` s="1"`)
}

// Row adds a row of the sheet: string, int64, float64, bool, or nil for an empty cell. What is undefined (NaN) is empty, an infinite number the
// sheet's own #NUM!.
func (b *Workbook) Row(cells []any) error { return b.row(cells, "") }

func (b *Workbook) row(cells []any, style string) error {
	if b.part == nil {
		return fmt.Errorf("a row without a sheet")
	}
	if b.rows++; b.rows > sheetRows {
		return fmt.Errorf("sheet %s would have more than the %d rows that a sheet holds", b.sheets[len(b.sheets)-1], sheetRows)
	}
	b.line = fmt.Appendf(b.line[:0], `<row r="%d">`, b.rows)
	for i, cell := range cells {
		kind, open, value, end := "", "<v>", "", "</v></c>"
		switch x := cell.(type) {
		case nil:
			continue
		case string:
			if n := utf8.RuneCountInString(x); n > sheetText {
				return fmt.Errorf("a text of %d characters does not fit into a cell, which holds %d", n, sheetText)
			}
			kind, open, value, end = ` t="inlineStr"`, `<is><t xml:space="preserve">`, escape(x), "</t></is></c>"
		case int64:
			value = strconv.FormatInt(x, 10)
		case bool:
			kind, value = ` t="b"`, "0"
			if x {
				value = "1"
			}
		case float64:
			switch {
			case x != x:
				continue
			case math.IsInf(x, 0):
				kind, value = ` t="e"`, "#NUM!"
			default:
				value = strconv.FormatFloat(x, 'g', -1, 64)
			}
		default:
			return fmt.Errorf("no cell for a %T", cell)
		}
		b.line = append(append(b.line, `<c r="`...), column(i)...)
		b.line = strconv.AppendInt(b.line, int64(b.rows), 10)
		for _, s := range [...]string{`"`, style, kind, ">", open, value, end} {
			b.line = append(b.line, s...)
		}
	}
	_, err := b.part.Write(append(b.line, "</row>"...))
	return err
}

// Close writes the parts that name the sheets. It does not close what it writes on.
func (b *Workbook) Close() error {
	if err := b.end(); err != nil {
		return err
	}
	var types, sheets, relations strings.Builder
	for i, name := range b.sheets {
		fmt.Fprintf(&types, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="%s.worksheet+xml"/>`, i+1, sheetType)
		fmt.Fprintf(&sheets, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, escape(name), i+1, i+1)
		fmt.Fprintf(&relations, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, relation, i+1)
	}
	for _, part := range [][2]string{
		{"xl/workbook.xml", `<workbook xmlns="` + mainSpace + `" xmlns:r="` + relation + `"><sheets>` + sheets.String() + `</sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="` + packageSpace + `/relationships">` + relations.String() +
			`<Relationship Id="styles" Type="` + relation + `/styles" Target="styles.xml"/></Relationships>`},
		// Two looks of a cell: plain and the bold head. A reader of the format expects every list below, and both fills.
		{"xl/styles.xml", `<styleSheet xmlns="` + mainSpace + `">` +
			`<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
			`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
			`<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>` +
			`<cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs></styleSheet>`},
		{"_rels/.rels", `<Relationships xmlns="` + packageSpace + `/relationships"><Relationship Id="rId1" Type="` + relation +
			`/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"[Content_Types].xml", `<Types xmlns="` + packageSpace + `/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="` + sheetType + `.sheet.main+xml"/>` +
			`<Override PartName="/xl/styles.xml" ContentType="` + sheetType + `.styles+xml"/>` + types.String() + `</Types>`},
	} {
		w, err := b.zip.Create(part[0])
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, xml.Header+part[1]); err != nil {
			return err
		}
	}
	return b.zip.Close()
}

// Namespaces and types of the format.
const (
	mainSpace    = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relation     = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageSpace = "http://schemas.openxmlformats.org/package/2006"
	sheetType    = "application/vnd.openxmlformats-officedocument.spreadsheetml"
)

func (b *Workbook) end() error {
	if b.part == nil {
		return nil
	}
	_, err := io.WriteString(b.part, "</sheetData></worksheet>")
	b.part = nil
	return err
}

// column is the letters of the i-th column, counted from 0: A to Z, AA and on.
func column(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return column(i/26-1) + string(rune('A'+i%26))
}

// escape makes text fit for XML; a character that XML cannot hold becomes U+FFFD.
func escape(text string) string {
	var out strings.Builder
	if err := xml.EscapeText(&out, []byte(text)); err != nil {
		panic(err) // a strings.Builder takes everything
	}
	return out.String()
}
