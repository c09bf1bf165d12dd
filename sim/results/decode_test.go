package results

import (
	"bytes"
	"hash/crc32"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// Pages that were tampered with and carry the check sum of what they became: none makes the reader panic, take memory without bounds or
// give a value that its column cannot hold.
func TestDecode_pagesThatLie(t *testing.T) {
	m, block := sample(0)
	rows, e := newPile(m.Columns), newEncoder()
	const n = 3000
	if err := rows.add(n, block(0, 0, n).Values); err != nil {
		t.Fatal(err)
	}
	group, err := e.group(rows, "baseline", 0)
	if err != nil {
		t.Fatal(err)
	}
	refused := 0
	for k := range 2000 {
		r := rand.New(rand.NewPCG(uint64(k), 3))
		at := r.IntN(len(m.Columns))
		column := m.Columns[at]
		meta := group.Columns[at+2].MetaData
		text := tamper(t, r, e.file, meta)
		meta.DataPageOffset, meta.DictionaryPageOffset, meta.TotalCompressedSize = int64(len(magic)), 0, int64(len(text)-len(magic))
		d := columnReader{decoder: new(decoder), column: column, out: make([]float64, n), stride: 1, n: n}
		if err := d.chunk(bytes.NewReader(text), int64(len(text)), &meta); err != nil {
			refused++
			continue
		}
		for _, x := range d.out[:d.at] {
			if column.Type == Enum && !math.IsNaN(x) && (x < 0 || int(x) >= len(column.Levels)) {
				t.Fatalf("lie %d of %s is read as %v", k, column.Name, x)
			}
		}
	}
	if refused < 1000 {
		t.Errorf("only %d of 2000 tampered columns were refused", refused)
	}
}

// tamper returns the pages of a column, preceded by the mark, with bytes turned in one page or in what its header says.
func tamper(t *testing.T, r *rand.Rand, file []byte, m format.ColumnMetaData) []byte {
	t.Helper()
	start := m.DataPageOffset
	if m.DictionaryPageOffset > 0 {
		start = m.DictionaryPageOffset
	}
	rest := file[start : start+m.TotalCompressedSize]
	out := []byte(magic)
	for len(rest) > 0 {
		var head format.PageHeader
		in := new(thrift.CompactProtocol).NewReaderFromBytes(bytes.Clone(rest))
		if err := thrift.NewDecoder(in).Decode(&head); err != nil {
			t.Fatal(err)
		}
		d := columnReader{decoder: new(decoder)}
		next, err := d.unpack(&head, rest[in.BytesRead():])
		if err != nil {
			t.Fatal(err)
		}
		rest = next
		page := bytes.Clone(d.page)
		for range 1 + r.IntN(4) {
			switch r.IntN(6) {
			case 0:
				page = page[:r.IntN(len(page)+1)]
			case 1:
				head.DataPageHeader.V.NumValues = int32(r.Uint32())
			case 2:
				head.DictionaryPageHeader.V.NumValues = int32(r.Uint32())
			default:
				for i := 0; i < 8 && len(page) > 0; i++ {
					page[r.IntN(min(len(page), 40))] = byte(r.IntN(256))
				}
			}
		}
		packed, err := d.codec.Encode(nil, page)
		if err != nil {
			t.Fatal(err)
		}
		head.UncompressedPageSize, head.CompressedPageSize = int32(len(page)), int32(len(packed))
		if r.IntN(10) == 0 {
			head.UncompressedPageSize, head.CompressedPageSize = int32(r.Uint32()), int32(r.Uint32())
		}
		head.CRC = int32(crc32.ChecksumIEEE(packed))
		text, err := thrift.Marshal(new(thrift.CompactProtocol), &head)
		if err != nil {
			t.Fatal(err)
		}
		out = append(append(out, text...), packed...)
	}
	return out
}

// A footer that places columns outside the file, or names other sizes, is refused.
func TestDecode_footersThatLie(t *testing.T) {
	dir := t.TempDir()
	m := write(t, dir, 500, 100, false)
	file := filepath.Join(dir, m.Segments[0].File)
	good, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for name, lie := range map[string]func(f *format.FileMetaData){
		"beyond the end":   func(f *format.FileMetaData) { f.RowGroups[0].Columns[5].MetaData.DataPageOffset = 1 << 40 },
		"before the mark":  func(f *format.FileMetaData) { f.RowGroups[0].Columns[5].MetaData.DataPageOffset = -1 },
		"too long":         func(f *format.FileMetaData) { f.RowGroups[0].Columns[3].MetaData.TotalCompressedSize = math.MaxInt64 },
		"of negative size": func(f *format.FileMetaData) { f.RowGroups[0].Columns[3].MetaData.TotalCompressedSize = -1 },
		"a column less":    func(f *format.FileMetaData) { f.RowGroups[0].Columns = f.RowGroups[0].Columns[1:] },
		"no schema":        func(f *format.FileMetaData) { f.Schema = nil },
		"no group":         func(f *format.FileMetaData) { f.RowGroups = nil },
		"many rows":        func(f *format.FileMetaData) { f.NumRows = 1 << 50 },
		"of another kind":  func(f *format.FileMetaData) { f.RowGroups[0].Columns[5].MetaData.Type = format.Int96 },
	} {
		var footer format.FileMetaData
		if err := readFooter(bytes.NewReader(good), int64(len(good)), &footer); err != nil {
			t.Fatal(err)
		}
		lie(&footer)
		e := newEncoder()
		e.file = append(e.file, good...)
		size, err := e.form(&footer)
		if err != nil {
			t.Fatal(err)
		}
		e.file = append(e.file, byte(size), byte(size>>8), byte(size>>16), byte(size>>24))
		if err := os.WriteFile(file, append(e.file, magic...), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := newSegmentReader(dir, m).rows(m.Segments[0]); err == nil {
			t.Errorf("%s: read as good", name)
		} else if !strings.Contains(err.Error(), m.Segments[0].File) {
			t.Errorf("%s: the file is not named in %v", name, err)
		}
	}
}

// One file of many segments, read by parquet-go's own reader, holds what was written, and its groups keep their places.
func TestWriteParquet_oneFileOfManySegments(t *testing.T) {
	dir := t.TempDir()
	runs := int64(2*SegmentRuns + 100)
	write(t, dir, runs, 1000, false)
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	n, err := s.WriteParquet(&file, []string{"other", "baseline"})
	if err != nil || n != 2*runs {
		t.Fatalf("%d rows, %v", n, err)
	}
	f, err := parquet.OpenFile(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if len(f.RowGroups()) != 6 || f.NumRows() != 2*runs {
		t.Fatalf("%d groups, %d rows", len(f.RowGroups()), f.NumRows())
	}
	_, block := sample(0)
	at, option := int64(0), 1
	for _, g := range f.RowGroups() {
		rows := g.Rows()
		buf := make([]parquet.Row, g.NumRows())
		if k, _ := rows.ReadRows(buf); int64(k) != g.NumRows() {
			t.Fatalf("%d of %d rows", k, g.NumRows())
		}
		rows.Close()
		want := block(option, at, g.NumRows()).Values
		for i, row := range buf {
			if row[0].Int64() != at+int64(i) || row[1].String() != []string{"baseline", "other"}[option] {
				t.Fatalf("row %d of option %d is %v", at+int64(i), option, row[:2])
			}
			if x := want[4*i+3]; math.IsNaN(x) != row[5].IsNull() || !math.IsNaN(x) && row[5].Double() != x {
				t.Fatalf("run %d: %v, not %v", at+int64(i), row[5], x)
			}
		}
		if at += g.NumRows(); at == runs {
			at, option = 0, 0
		}
	}
}
