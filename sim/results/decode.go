package results

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"slices"

	"github.com/parquet-go/parquet-go/compress/snappy"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// Reading undoes what the encoder of parquet.go does, and nothing more: files that come from elsewhere are read by the programs of those who
// made them. What a page says of its own size is believed only within bounds.

// maxPage is more than the bytes of any page that the encoder makes: doubles and their levels, or the names of all levels.
const maxPage = 16*SegmentRuns + 1<<20

// decoder holds the memory that columns of one file are decoded in.
type decoder struct {
	raw    []byte // a column's pages as they stand in the file
	page   []byte // one page, unpacked
	levels []int32
	index  []int32
	values []float64 // defined values of a page
	codec  snappy.Codec
}

// columnReader turns the pages of one column into values, undefined ones into NaN.
type columnReader struct {
	*decoder
	column Column
	out    []float64
	stride int
	at, n  int
	table  []float64 // what the entries of the dictionary stand for; nil where there is none
}

// chunk reads the pages of a column, as many as are wanted.
func (d *columnReader) chunk(f io.ReaderAt, size int64, m *format.ColumnMetaData) error {
	start := m.DataPageOffset
	if m.DictionaryPageOffset > 0 {
		start = m.DictionaryPageOffset
	}
	if start < int64(len(magic)) || m.TotalCompressedSize < 0 || start > size || m.TotalCompressedSize > size-start {
		return errors.New("it lies outside the file")
	}
	d.raw = grown(d.raw, int(m.TotalCompressedSize))
	if _, err := f.ReadAt(d.raw, start); err != nil {
		return err
	}
	d.table = nil
	for rest := d.raw; len(rest) > 0 && d.at < d.n; {
		var head format.PageHeader
		r := new(thrift.CompactProtocol).NewReaderFromBytes(rest)
		if err := thrift.NewDecoder(r).Decode(&head); err != nil {
			return err
		}
		var err error
		if rest, err = d.unpack(&head, rest[r.BytesRead():]); err != nil {
			return err
		}
		switch {
		case head.Type == format.DictionaryPage && head.DictionaryPageHeader.Valid:
			err = d.dictionary(m.Type, int(head.DictionaryPageHeader.V.NumValues))
		case head.Type == format.DataPage && head.DataPageHeader.Valid:
			err = d.data(m.Type, &head.DataPageHeader.V)
		default:
			err = fmt.Errorf("a page of kind %s", head.Type)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// unpack checks a page against its check sum and unpacks it; what follows it is returned.
func (d *columnReader) unpack(head *format.PageHeader, text []byte) ([]byte, error) {
	n := int(head.CompressedPageSize)
	if n < 0 || n > len(text) {
		return nil, errors.New("a page that ends beyond its column")
	}
	packed, rest := text[:n], text[n:]
	if crc32.ChecksumIEEE(packed) != uint32(head.CRC) {
		return nil, errors.New("a page without its check sum")
	}
	size, _ := binary.Uvarint(packed)
	if size > maxPage || size != uint64(head.UncompressedPageSize) {
		return nil, fmt.Errorf("a page of %d bytes that says %d", head.UncompressedPageSize, size)
	}
	d.page = grown(d.page, int(size))
	var err error
	d.page, err = d.codec.Decode(d.page, packed)
	return rest, err
}

// dictionary reads what the entries of the column's dictionary stand for.
func (d *columnReader) dictionary(t format.Type, n int) error {
	if n < 0 || n > len(d.page)/4 {
		return fmt.Errorf("a dictionary of %d entries in %d bytes", n, len(d.page))
	}
	d.table = make([]float64, n)
	text := d.page
	for i := range d.table {
		if len(text) < 4 {
			return errors.New("a dictionary cut short")
		}
		v := binary.LittleEndian.Uint32(text)
		text = text[4:]
		switch {
		case d.column.Type == Int && t == format.Int32:
			d.table[i] = float64(int32(v))
		case d.column.Type == Enum && t == format.ByteArray:
			if uint64(v) > uint64(len(text)) {
				return errors.New("a dictionary cut short")
			}
			k := d.level(string(text[:v]))
			if k < 0 {
				return fmt.Errorf("%q is no level", text[:v])
			}
			d.table[i], text = float64(k), text[v:]
		default:
			return fmt.Errorf("it is a dictionary of %s", t)
		}
	}
	return nil
}

func (d *columnReader) level(name string) int {
	for i, l := range d.column.Levels {
		if l == name {
			return i
		}
	}
	return -1
}

// data appends the values of a page, as many as are wanted.
func (d *columnReader) data(t format.Type, head *format.DataPageHeader) error {
	n := int(head.NumValues)
	if n < 0 || n > SegmentRuns || head.DefinitionLevelEncoding != format.RLE {
		return fmt.Errorf("a page of %d values with levels in %s", n, head.DefinitionLevelEncoding)
	}
	text, err := d.defined(n)
	if err != nil {
		return err
	}
	defined := 0
	for _, level := range d.levels {
		defined += int(level & 1)
	}
	if err := d.decode(t, head.Encoding, text, defined); err != nil {
		return err
	}
	next := 0
	for _, level := range d.levels[:min(n, d.n-d.at)] {
		x := math.NaN()
		if level == 1 {
			x = d.values[next]
			next++
		}
		d.out[d.at*d.stride] = x
		d.at++
	}
	return nil
}

// defined reads the levels of a page of n values, 1 where one stands; the values' bytes are returned.
func (d *columnReader) defined(n int) ([]byte, error) {
	if len(d.page) < 4 {
		return nil, errors.New("a page cut short")
	}
	size, text := binary.LittleEndian.Uint32(d.page), d.page[4:]
	if uint64(size) > uint64(len(text)) {
		return nil, errors.New("levels cut short")
	}
	d.levels = grown(d.levels, n)
	if err := hybrid(d.levels, text[:size], 1); err != nil {
		return nil, err
	}
	return text[size:], nil
}

// decode reads the defined values of a page, n of them.
func (d *columnReader) decode(t format.Type, enc format.Encoding, text []byte, n int) error {
	d.values = slices.Grow(d.values[:0], n)
	short := func(need int) error {
		if len(text) < need {
			return errors.New("fewer values than said")
		}
		return nil
	}
	switch {
	case enc == format.RLEDictionary && d.table != nil:
		return d.entries(text, n)
	case enc == format.Plain && d.column.Type == Float && t == format.Double:
		if err := short(8 * n); err != nil {
			return err
		}
		for i := range n {
			d.values = append(d.values, math.Float64frombits(binary.LittleEndian.Uint64(text[8*i:])))
		}
	case enc == format.Plain && d.column.Type == Int && t == format.Int32:
		if err := short(4 * n); err != nil {
			return err
		}
		for i := range n {
			d.values = append(d.values, float64(int32(binary.LittleEndian.Uint32(text[4*i:]))))
		}
	case enc == format.Plain && d.column.Type == Bool && t == format.Boolean:
		if err := short((n + 7) / 8); err != nil {
			return err
		}
		for i := range n {
			d.values = append(d.values, float64(text[i/8]>>(i%8)&1))
		}
	default:
		return fmt.Errorf("it is stored as %s in %s", t, enc)
	}
	return nil
}

// entries reads n values by their places in the dictionary.
func (d *columnReader) entries(text []byte, n int) error {
	if n == 0 {
		return nil
	}
	if len(text) == 0 {
		return errors.New("fewer values than said")
	}
	d.index = grown(d.index, n)
	if err := hybrid(d.index, text[1:], uint(text[0])); err != nil {
		return err
	}
	for _, k := range d.index {
		if uint(k) >= uint(len(d.table)) {
			return fmt.Errorf("no entry %d in the dictionary", k)
		}
		d.values = append(d.values, d.table[k])
	}
	return nil
}

// hybrid fills out from runs of equal values and groups of eight packed values of some bits each (Parquet's "run length encoding and bit
// packing hybrid"). parquet-go's own decoder is faster and ends in a panic on a group that is cut short.
func hybrid(out []int32, text []byte, width uint) error {
	if width > 32 {
		return fmt.Errorf("values of %d bits", width)
	}
	mask := uint64(1)<<width - 1
	for at := 0; at < len(out); {
		head, k := binary.Uvarint(text)
		if k <= 0 || head>>1 == 0 {
			return errors.New("fewer values than said")
		}
		text = text[k:]
		count, size := head>>1, uint64(width+7)/8
		if head&1 == 1 {
			count, size = 8*min(count, 1<<40), min(count, 1<<40)*uint64(width)
		}
		if size > uint64(len(text)) {
			return errors.New("values cut short")
		}
		fill := out[at : at+int(min(count, uint64(len(out)-at)))]
		if head&1 == 0 {
			var v [4]byte
			copy(v[:], text[:size])
			for i := range fill {
				fill[i] = int32(binary.LittleEndian.Uint32(v[:]))
			}
		} else {
			bits, have, next := uint64(0), uint(0), 0
			for i := range fill {
				for ; have < width; have += 8 {
					bits |= uint64(text[next]) << have
					next++
				}
				fill[i] = int32(bits & mask)
				bits, have = bits>>width, have-width
			}
		}
		at, text = at+len(fill), text[size:]
	}
	return nil
}

// grown is room for n values, the given one where it is large enough.
func grown[T any](b []T, n int) []T {
	if cap(b) < n {
		return make([]T, n)
	}
	return b[:n]
}
