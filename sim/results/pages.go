package results

import (
	"encoding/binary"
	"hash/crc32"
	"math"

	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// One column becomes one page of values, or a page of the dictionary and one of places in it, packed and with a check sum.

// narrowInts is the widest range of whole numbers that is stored as a dictionary.
const narrowInts = 256

// runColumn is the run index: consecutive numbers, which take no room as deltas.
func (e *encoder) runColumn(first int64, n int) (format.ColumnMetaData, error) {
	for i := range n {
		e.runs[i] = first + int64(i)
	}
	var err error
	if e.page, err = e.delta.EncodeInt64(e.page, e.runs[:n]); err != nil {
		return format.ColumnMetaData{}, err
	}
	m := format.ColumnMetaData{Type: format.Int64, Encoding: []format.Encoding{format.DeltaBinaryPacked}, NumValues: int64(n), Codec: format.Snappy}
	return m, e.dataPage(&m, n, 0, format.DeltaBinaryPacked)
}

// column writes one column of ours.
func (e *encoder) column(c Column, d *columnPile, n int) (format.ColumnMetaData, error) {
	switch c.Type {
	case Float:
		return e.floatColumn(d, n)
	case Bool:
		return e.boolColumn(d.bytes[:n])
	case Int:
		return e.intColumn(d.ints[:n])
	}
	defined := 0
	levels, index := e.levels[:n], e.index
	if d.bytes != nil {
		for i, v := range d.bytes[:n] {
			index[defined] = int32(v)
			levels[i] = one(v != noByte)
			defined += int(levels[i])
		}
	} else {
		for i, v := range d.ints[:n] {
			index[defined] = v
			levels[i] = one(v != noLevel)
			defined += int(levels[i])
		}
	}
	if err := e.define(n); err != nil {
		return format.ColumnMetaData{}, err
	}
	e.scratch = e.scratch[:0]
	for _, level := range c.Levels {
		e.scratch = appendText(e.scratch, level)
	}
	return e.dictPages(n, n-defined, index[:defined], format.ByteArray, e.scratch, len(c.Levels))
}

func (e *encoder) floatColumn(d *columnPile, n int) (format.ColumnMetaData, error) {
	copy(e.levels, d.levels[:n])
	for i, x := range d.floats {
		binary.LittleEndian.PutUint64(e.plain[8*i:], math.Float64bits(x))
	}
	return e.plainPage(format.Double, n, n-len(d.floats), e.plain[:8*len(d.floats)])
}

func (e *encoder) boolColumn(values []uint8) (format.ColumnMetaData, error) {
	n, defined := len(values), 0
	levels, plain := e.levels[:n], e.plain
	for i, v := range values {
		if defined%8 == 0 {
			plain[defined/8] = 0
		}
		levels[i] = one(v != noByte)
		plain[defined/8] |= v & levels[i] << (defined % 8)
		defined += int(levels[i])
	}
	return e.plainPage(format.Boolean, n, n-defined, plain[:(defined+7)/8])
}

// intColumn stores whole numbers of a narrow range as a dictionary, others as they are.
func (e *encoder) intColumn(values []int32) (format.ColumnMetaData, error) {
	n, defined := len(values), 0
	low, high := int32(math.MaxInt32), int32(noInt)
	levels, index := e.levels[:n], e.index
	for i, v := range values {
		index[defined] = v
		levels[i] = one(v != noInt)
		defined += int(levels[i])
		if v != noInt {
			low, high = min(low, v), max(high, v)
		}
	}
	if defined > 0 && int64(high)-int64(low) < narrowInts {
		for i := range index[:defined] {
			index[i] -= low
		}
		e.scratch = e.scratch[:0]
		for v := low; ; v++ {
			e.scratch = binary.LittleEndian.AppendUint32(e.scratch, uint32(v))
			if v == high {
				break
			}
		}
		if err := e.define(n); err != nil {
			return format.ColumnMetaData{}, err
		}
		return e.dictPages(n, n-defined, index[:defined], format.Int32, e.scratch, int(high-low)+1)
	}
	for i, v := range index[:defined] {
		binary.LittleEndian.PutUint32(e.plain[4*i:], uint32(v))
	}
	return e.plainPage(format.Int32, n, n-defined, e.plain[:4*defined])
}

// define begins a page with the definition levels, 1 where a value stands and 0 where none does.
func (e *encoder) define(n int) error {
	var err error
	if e.packed, err = e.rle.EncodeLevels(e.packed, e.levels[:n]); err != nil {
		return err
	}
	e.page = binary.LittleEndian.AppendUint32(e.page[:0], uint32(len(e.packed)))
	e.page = append(e.page, e.packed...)
	return nil
}

// plainPage is a column of values as they are, with the definition levels just made.
func (e *encoder) plainPage(t format.Type, n, nulls int, plain []byte) (format.ColumnMetaData, error) {
	m := format.ColumnMetaData{Type: t, NumValues: int64(n), Codec: format.Snappy, Encoding: []format.Encoding{format.Plain, format.RLE}}
	if err := e.define(n); err != nil {
		return m, err
	}
	e.page = append(e.page, plain...)
	return m, e.dataPage(&m, n, nulls, format.Plain)
}

// dictColumn is a required dictionary column; dictPages goes on from definition levels already in the page.
func (e *encoder) dictColumn(n, nulls int, index []int32, t format.Type, plain []byte, size int) (format.ColumnMetaData, error) {
	e.page = e.page[:0]
	return e.dictPages(n, nulls, index, t, plain, size)
}

func (e *encoder) dictPages(n, nulls int, index []int32, t format.Type, plain []byte, size int) (format.ColumnMetaData, error) {
	m := format.ColumnMetaData{Type: t, NumValues: int64(n), Codec: format.Snappy, Encoding: []format.Encoding{format.Plain, format.RLE, format.RLEDictionary}}
	m.DictionaryPageOffset = int64(len(e.file))
	head := format.PageHeader{Type: format.DictionaryPage, DictionaryPageHeader: thrift.New(format.DictionaryPageHeader{NumValues: int32(size), Encoding: format.Plain})}
	if err := e.write(&m, &head, plain); err != nil {
		return m, err
	}
	var err error
	if e.packed, err = e.dict.EncodeInt32(e.packed, index); err != nil {
		return m, err
	}
	e.page = append(e.page, e.packed...)
	return m, e.dataPage(&m, n, nulls, format.RLEDictionary)
}

// dataPage writes the page as a chunk's only data page.
func (e *encoder) dataPage(m *format.ColumnMetaData, n, nulls int, enc format.Encoding) error {
	m.DataPageOffset = int64(len(e.file))
	m.Statistics.NullCount = int64(nulls)
	head := format.PageHeader{Type: format.DataPage, DataPageHeader: thrift.New(format.DataPageHeader{NumValues: int32(n), Encoding: enc,
		DefinitionLevelEncoding: format.RLE, RepetitionLevelEncoding: format.RLE, Statistics: format.Statistics{NullCount: int64(nulls)}})}
	return e.write(m, &head, e.page)
}

// write compresses a page and appends it with its header.
func (e *encoder) write(m *format.ColumnMetaData, head *format.PageHeader, page []byte) error {
	var err error
	if e.packed, err = e.codec.Encode(e.packed[:cap(e.packed)], page); err != nil {
		return err
	}
	head.UncompressedPageSize, head.CompressedPageSize = int32(len(page)), int32(len(e.packed))
	head.CRC = int32(crc32.ChecksumIEEE(e.packed))
	size, err := e.form(head)
	if err != nil {
		return err
	}
	e.file = append(e.file, e.packed...)
	m.TotalUncompressedSize += int64(size + len(page))
	m.TotalCompressedSize += int64(size + len(e.packed))
	return nil
}

func appendText(dst []byte, s string) []byte {
	return append(binary.LittleEndian.AppendUint32(dst, uint32(len(s))), s...)
}
