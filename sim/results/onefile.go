package results

import (
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go/format"
)

// WriteParquet writes the rows of some options, checked against their hashes, as one Parquet file with a row group for every segment. It returns
// the number of rows. Memory grows by what the file's last part says of a group, some kilobytes for 16,384 runs.
func (s *Set) WriteParquet(w io.Writer, options []string) (n int64, err error) {
	m := &s.Manifest
	e, rows := newEncoder(), newPile(m.Columns)
	e.file = append(e.file, magic...)
	var groups []format.RowGroup
	written := int64(0) // bytes handed on, so that places in a group count from the beginning of the file
	flush := func() error {
		k, err := w.Write(e.file)
		written += int64(k)
		e.file = e.file[:0]
		return err
	}
	for _, option := range options {
		err := s.Rows(option, func(b Block) error {
			rows.reset()
			if err := rows.add(b.N, b.Values); err != nil {
				return err
			}
			group, err := e.group(rows, option, b.First)
			if err != nil {
				return fmt.Errorf("option %s, runs from %d: %w", option, b.First, err)
			}
			group.FileOffset += written
			for i := range group.Columns {
				c := &group.Columns[i].MetaData
				c.DataPageOffset += written
				if c.DictionaryPageOffset > 0 {
					c.DictionaryPageOffset += written
				}
			}
			groups = append(groups, group)
			n += int64(b.N)
			return flush()
		})
		if err != nil {
			return n, err
		}
	}
	if err := e.foot(m.Columns, groups, metaOf(m, "")[:4]); err != nil { // all but the option
		return n, err
	}
	return n, flush()
}
