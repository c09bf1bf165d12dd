package rows

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"

	"parley/sim/results"
)

// Formats are the formats that rows are written in.
func Formats() []string { return []string{"csv", "jsonl", "parquet", "xlsx"} }

// Write writes the rows of some options in a format, one file, in memory that does not grow with the number of runs. The name never holds half a file,
// unless it is that of a pipe or device, /dev/stdout say, which is written to as it is.
func Write(path, format string, set *results.Set, options []string) (n int64, err error) {
	write, ok := map[string]func(io.Writer, *results.Set, []string) (int64, error){"csv": writeCSV, "jsonl": writeJSONL, "parquet": writeParquet, "xlsx": writeXLSX}[format]
	if !ok {
		return 0, fmt.Errorf("no format %q", format)
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return 0, err
		}
		buffered := bufio.NewWriterSize(f, 1<<20)
		if n, err = write(buffered, set, options); err == nil {
			err = buffered.Flush()
		}
		return n, errors.Join(err, f.Close())
	}
	f, err := os.Create(path + ".tmp")
	if err != nil {
		return 0, err
	}
	buffered := bufio.NewWriterSize(f, 1<<20)
	if n, err = write(buffered, set, options); err == nil {
		err = buffered.Flush()
	}
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(path+".tmp", path)
	}
	if err != nil {
		os.Remove(path + ".tmp")
	}
	return n, err
}

// each hands on every row of the options in order. A row with an infinite number is refused: a run that comes to one has failed and is stored
// without values, so the file is not ours.
func each(set *results.Set, options []string, row func(option string, run int64, values []float64) error) (n int64, err error) {
	width := len(set.Manifest.Columns)
	for _, option := range options {
		err := set.Rows(option, func(b results.Block) error {
			for i := range b.N {
				n++
				for c, x := range b.Values[i*width : (i+1)*width] {
					if math.IsInf(x, 0) {
						return fmt.Errorf("run %d of option %s: %s is infinite, which no run of this program stores", b.First+int64(i), option, set.Manifest.Columns[c].Name)
					}
				}
				if err := row(option, b.First+int64(i), b.Values[i*width:(i+1)*width]); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return n, err
		}
	}
	return n, nil
}

func head(m *results.Manifest) []string {
	names := []string{"option", "run"}
	for _, c := range m.Columns {
		names = append(names, c.Name)
	}
	return names
}

func writeCSV(w io.Writer, set *results.Set, options []string) (int64, error) {
	out := csv.NewWriter(w)
	if err := out.Write(head(&set.Manifest)); err != nil {
		return 0, err
	}
	record := make([]string, len(set.Manifest.Columns)+2)
	n, err := each(set, options, func(option string, run int64, values []float64) error {
		record[0], record[1] = option, strconv.FormatInt(run, 10)
		for i, x := range values {
			record[i+2] = Text(set.Manifest.Columns[i], x)
		}
		return out.Write(record)
	})
	out.Flush()
	return n, errors.Join(err, out.Error())
}

// writeJSONL writes an object a line; what is undefined is null.
func writeJSONL(w io.Writer, set *results.Set, options []string) (int64, error) {
	columns := set.Manifest.Columns
	keys := make([][]byte, len(columns))
	for i, c := range columns {
		key, err := json.Marshal(c.Name)
		if err != nil {
			return 0, err
		}
		keys[i] = key
	}
	var line []byte
	return each(set, options, func(option string, run int64, values []float64) error {
		line = fmt.Appendf(line[:0], `{"option":%q,"run":%d`, option, run)
		for i, x := range values {
			line = append(append(append(line, ','), keys[i]...), ':')
			switch c := columns[i]; {
			case x != x:
				line = append(line, "null"...)
			case c.Type == results.Enum:
				line = strconv.AppendQuote(line, Text(c, x))
			case c.Type == results.Float:
				line = strconv.AppendFloat(line, x, 'g', -1, 64)
			default:
				line = append(line, Text(c, x)...)
			}
		}
		_, err := w.Write(append(line, '}', '\n'))
		return err
	})
}

// writeParquet puts the segments together in one file, a group of rows each.
func writeParquet(w io.Writer, set *results.Set, options []string) (int64, error) {
	return set.WriteParquet(w, options)
}

// writeXLSX writes two sheets: the rows, and what their columns mean.
func writeXLSX(w io.Writer, set *results.Set, options []string) (int64, error) {
	m := &set.Manifest
	if n := m.Runs*int64(len(options)) + 1; n > sheetRows {
		return 0, fmt.Errorf("%d rows do not fit into a sheet, which holds %d; write fewer with --option, or all with --format csv or parquet", n, sheetRows)
	}
	book := NewWorkbook(w)
	if err := book.Sheet("rows", head(m)); err != nil {
		return 0, err
	}
	cells := make([]any, len(m.Columns)+2)
	n, err := each(set, options, func(option string, run int64, values []float64) error {
		cells[0], cells[1] = option, run
		for i, x := range values {
			switch c := m.Columns[i]; {
			case x != x:
				cells[i+2] = nil
			case c.Type == results.Enum:
				cells[i+2] = Text(c, x)
			case c.Type == results.Bool:
				cells[i+2] = x != 0
			default:
				cells[i+2] = x
			}
		}
		return book.Row(cells)
	})
	if err != nil {
		return n, err
	}
	if err := book.Sheet("columns", []string{"column", "title", "unit", "role", "meaning"}); err != nil {
		return n, err
	}
	for _, c := range m.Columns {
		if err := book.Row([]any{c.Name, c.Title, c.Unit, string(c.Role), c.Doc}); err != nil {
			return n, err
		}
	}
	return n, book.Close()
}
