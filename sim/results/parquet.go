package results

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"github.com/parquet-go/parquet-go/compress/snappy"
	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/encoding/delta"
	"github.com/parquet-go/parquet-go/encoding/rle"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// Parquet files are put together here from parquet-go's encodings and its thrift forms of header and footer: one row group of one page per
// column. Its general writer goes through one Value per cell, at five times the cost (some 50 ns a cell against 10).
//
// Every column of ours is optional, undefined is null. An enum, and an int of a narrow range, is a dictionary column.

// magic is the mark that a Parquet file begins and ends with.
const magic = "PAR1"

// encoder turns piles into files, one at a time, reusing its memory.
type encoder struct {
	file    []byte // the file so far
	page    []byte // one page, not compressed
	packed  []byte // the same, compressed
	scratch []byte
	plain   []byte  // values as they stand in a page
	levels  []uint8 // 1 where a value stands
	index   []int32 // into a dictionary
	runs    []int64
	header  bytes.Buffer
	thrift  *thrift.Encoder
	codec   snappy.Codec
	rle     rle.Encoding
	dict    rle.DictionaryEncoding
	delta   delta.BinaryPackedEncoding
}

func newEncoder() *encoder {
	e := &encoder{plain: make([]byte, 8*SegmentRuns+8), levels: make([]uint8, SegmentRuns), index: make([]int32, SegmentRuns+1), runs: make([]int64, SegmentRuns)}
	e.rle.BitWidth = 1
	e.thrift = thrift.NewEncoder(new(thrift.CompactProtocol).NewWriter(&e.header))
	return e
}

// encode makes the file of a pile whose first row is the given run, in buf when it is large enough.
func (e *encoder) encode(buf []byte, p *pile, option string, first int64, meta [][2]string) ([]byte, error) {
	e.file = append(buf[:0], magic...)
	group, err := e.group(p, option, first)
	if err != nil {
		return nil, err
	}
	if err := e.foot(p.cols, []format.RowGroup{group}, meta); err != nil {
		return nil, err
	}
	return e.file, nil
}

// group appends the rows of a pile, whose first row is the given run, to the file.
func (e *encoder) group(p *pile, option string, first int64) (format.RowGroup, error) {
	group := format.RowGroup{NumRows: int64(p.n), FileOffset: int64(len(e.file)), Columns: make([]format.ColumnChunk, 0, len(p.cols)+2)}
	add := func(name string, chunk format.ColumnMetaData, err error) error {
		if err != nil {
			return fmt.Errorf("column %s: %w", name, err)
		}
		chunk.PathInSchema = thrift.Slice[string]{name}
		group.Columns = append(group.Columns, format.ColumnChunk{MetaData: chunk})
		group.TotalByteSize += chunk.TotalUncompressedSize
		group.TotalCompressedSize += chunk.TotalCompressedSize
		return nil
	}
	chunk, err := e.runColumn(first, p.n)
	if err := add("run", chunk, err); err != nil {
		return group, err
	}
	clear(e.index[:p.n])
	chunk, err = e.dictColumn(p.n, 0, e.index[:p.n], format.ByteArray, appendText(nil, option), 1)
	if err := add("option", chunk, err); err != nil {
		return group, err
	}
	for i, c := range p.cols {
		chunk, err := e.column(c, &p.data[i], p.n)
		if err := add(c.Name, chunk, err); err != nil {
			return group, err
		}
	}
	return group, nil
}

// foot ends the file with what its row groups hold.
func (e *encoder) foot(cols []Column, groups []format.RowGroup, meta [][2]string) error {
	footer := format.FileMetaData{Version: 1, RowGroups: groups, CreatedBy: "parley"}
	footer.Schema = append(footer.Schema, format.SchemaElement{Name: "runs", NumChildren: thrift.New(int32(len(cols) + 2))},
		element("run", format.Int64, true), element("option", format.ByteArray, true))
	for _, c := range cols {
		footer.Schema = append(footer.Schema, element(c.Name, stored(c.Type), false))
	}
	for _, g := range groups {
		footer.NumRows += g.NumRows
	}
	for _, kv := range meta {
		footer.KeyValueMetadata = append(footer.KeyValueMetadata, format.KeyValue{Key: kv[0], Value: kv[1]})
	}
	size, err := e.form(&footer)
	if err != nil {
		return err
	}
	e.file = binary.LittleEndian.AppendUint32(e.file, uint32(size))
	e.file = append(e.file, magic...)
	return nil
}

// stored is the kind of Parquet value that a column is stored as.
func stored(t Type) format.Type {
	switch t {
	case Float:
		return format.Double
	case Int:
		return format.Int32
	case Bool:
		return format.Boolean
	}
	return format.ByteArray
}

func element(name string, t format.Type, required bool) format.SchemaElement {
	s := format.SchemaElement{Name: name, Type: thrift.New(t), RepetitionType: thrift.New(format.Optional)}
	if required {
		s.RepetitionType = thrift.New(format.Required)
	}
	if t == format.ByteArray {
		s.ConvertedType = thrift.New(deprecated.UTF8)
		s.LogicalType = format.LogicalType{Value: new(format.StringType)}
	}
	return s
}

// form appends a thrift value to the file.
func (e *encoder) form(v any) (int, error) {
	e.header.Reset()
	if err := e.thrift.Encode(v); err != nil {
		return 0, err
	}
	e.file = append(e.file, e.header.Bytes()...)
	return e.header.Len(), nil
}
